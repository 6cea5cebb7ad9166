import { describe, expect, it } from 'vitest';
import type { Change } from './change.ts';
import { emptyHistory, recordChange, redo, undo, type History } from './history.ts';

const rename = (before: string, after: string): Change => ({
  label: `${before} to ${after}`,
  edits: [{ on: 'name', before, after }],
});

function record(
  history: History<string>,
  change: Change,
  at_ms: number,
  key: string | null = null,
  limit = 10,
): History<string> {
  const entry = {
    change,
    selectionBefore: `before ${change.label}`,
    selectionAfter: `after ${change.label}`,
    key,
    at_ms,
  };
  return recordChange(history, entry, { limit, window_ms: 700 });
}

describe('history', () => {
  it('goes back and forth with the selections beside it', () => {
    const history = record(record(emptyHistory<string>(), rename('a', 'b'), 0), rename('b', 'c'), 10);
    const back = undo(history)!;
    expect(back.change.edits).toEqual([{ on: 'name', before: 'c', after: 'b' }]);
    expect(back.selection).toBe('before b to c');
    const further = undo(back.history)!;
    expect(further.change.edits).toEqual([{ on: 'name', before: 'b', after: 'a' }]);
    expect(undo(further.history)).toBeNull();
    const forth = redo(further.history)!;
    expect(forth.change.edits).toEqual([{ on: 'name', before: 'a', after: 'b' }]);
    expect(forth.selection).toBe('after a to b');
    expect(redo(redo(forth.history)!.history)).toBeNull();
  });

  it('forgets what could be redone when something new happens', () => {
    const history = record(emptyHistory<string>(), rename('a', 'b'), 0);
    const branched = record(undo(history)!.history, rename('a', 'x'), 10);
    expect(redo(branched)).toBeNull();
    expect(branched.past).toHaveLength(1);
  });

  it('makes one entry of equal keys within the window, with the first selection before', () => {
    let history = record(emptyHistory<string>(), rename('a', 'b'), 0, 'nudge');
    history = record(history, rename('b', 'c'), 700, 'nudge');
    // The window runs from the last nudge, not from the first.
    history = record(history, rename('c', 'd'), 1400, 'nudge');
    expect(history.past).toHaveLength(1);
    const back = undo(history)!;
    expect(back.change.edits).toEqual([{ on: 'name', before: 'd', after: 'a' }]);
    expect(back.selection).toBe('before a to b');
  });

  it.each([
    ['later than the window', 701, 'nudge'],
    ['another key', 10, 'slide'],
    ['no key', 10, null],
  ])('starts a new entry: %s', (_, at_ms, key) => {
    const history = record(emptyHistory<string>(), rename('a', 'b'), 0, 'nudge');
    expect(record(history, rename('b', 'c'), at_ms, key).past).toHaveLength(2);
  });

  it('starts a new entry after an undo or a redo', () => {
    let history = record(emptyHistory<string>(), rename('a', 'b'), 0, 'nudge');
    history = record(history, rename('b', 'c'), 5000, 'nudge');
    history = undo(history)!.history;
    // The entry before the undone one is older than the window; nearer in time it would still not be joined once it came back.
    history = redo(history)!.history;
    expect(record(history, rename('c', 'd'), 5001, 'nudge').past).toHaveLength(3);
  });

  it('keeps nothing of a nudge there and back', () => {
    const history = record(emptyHistory<string>(), rename('a', 'b'), 0, 'nudge');
    expect(record(history, rename('b', 'a'), 10, 'nudge').past).toEqual([]);
  });

  it('records no empty change and no more than its limit', () => {
    expect(record(emptyHistory<string>(), { label: 'nothing', edits: [] }, 0).past).toEqual([]);
    let history = emptyHistory<string>();
    for (let i = 0; i < 15; i++) history = record(history, rename(String(i), String(i + 1)), i);
    expect(history.past.map((entry) => entry.at_ms)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13, 14]);
  });
});
