import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as fc from 'fast-check';
import { oneByOne, type Topic } from './aloud.ts';

const texts = (heard: readonly { readonly text: string }[]) => heard.map(({ text }) => text);
const merged = (list: readonly string[]) => list.filter((text, i) => text !== list[i - 1]);

const listen = () => {
  const heard: { readonly text: string; readonly at_ms: number }[] = [];
  return { heard, announce: oneByOne((text) => heard.push({ text, at_ms: Date.now() })) };
};

describe('what is said aloud', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is said at once, and what comes within a moment after it', () => {
    const { heard, announce } = listen();
    announce('Group 2 parts');
    expect(texts(heard)).toEqual(['Group 2 parts']);
    announce('1 selected');
    announce('Solved: 412 Gb/s');
    expect(texts(heard)).toEqual(['Group 2 parts']);
    vi.runAllTimers();
    expect(texts(heard)).toEqual(['Group 2 parts', '1 selected', 'Solved: 412 Gb/s']);
  });

  it('is said once when it comes twice within a moment, and again when it comes again later', () => {
    const { heard, announce } = listen();
    announce('Move 4 parts');
    announce('Move 4 parts');
    announce('Undone');
    announce('Undone');
    vi.runAllTimers();
    announce('Undone');
    vi.runAllTimers();
    expect(texts(heard)).toEqual(['Move 4 parts', 'Undone', 'Undone']);
  });

  it('tells of where the hand is now, not of where it was, after what was done before', () => {
    const { heard, announce } = listen();
    announce('Delete 1 part');
    for (const leaf of [1, 2, 3, 4]) announce(`leaf ${leaf}`, 'selection');
    announce('80 %', 'zoom');
    announce('Grid: off.');
    announce('100 %', 'zoom');
    announce('leaf 4', 'selection');
    vi.runAllTimers();
    expect(texts(heard)).toEqual(['Delete 1 part', 'Grid: off.', '100 %', 'leaf 4']);
  });

  it('loses nothing that is done, keeps its order and leaves time between any two', () => {
    const topics: readonly (Topic | undefined)[] = ['selection', 'zoom', undefined, undefined];
    const said = fc.record({ text: fc.nat(4).map(String), topic: fc.constantFrom(...topics), after_ms: fc.nat(300) });
    fc.assert(
      fc.property(fc.array(said, { maxLength: 30 }), (all) => {
        const { heard, announce } = listen();
        for (const { text, topic, after_ms } of all) {
          vi.advanceTimersByTime(after_ms);
          if (topic === undefined) announce(`did ${text}`);
          else announce(`${topic} ${text}`, topic);
        }
        vi.runAllTimers();
        const done = all.flatMap(({ text, topic }) => (topic === undefined ? [`did ${text}`] : []));
        expect(merged(texts(heard).filter((text) => text.startsWith('did')))).toEqual(merged(done));
        const gaps = heard.slice(1).map(({ at_ms }, i) => at_ms - heard[i]!.at_ms);
        expect(Math.min(150, ...gaps)).toBe(150);
        for (const topic of ['selection', 'zoom']) {
          const newest = all.findLast((one) => one.topic === topic);
          const last = texts(heard).findLast((text) => text.startsWith(topic));
          expect(last).toBe(newest === undefined ? undefined : `${topic} ${newest.text}`);
        }
      }),
      { seed: 24 },
    );
  });
});
