// @vitest-environment happy-dom
/** Commits, undo and redo, and what is selected then. */
import { valueOf } from '@weft/units';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDesign, addNode, emptyStudy, renameStudy } from '@weft/model';
import * as fc from 'fast-check';
import {
  activeDesign,
  commit,
  followStudy,
  goTo,
  openStudy,
  redoNext,
  setReadOnly,
  studyDocument,
  takeAsCopy,
  undoLast,
} from './document.ts';
import { session } from './session.ts';

beforeEach(() => openStudy(emptyStudy()));
const study = () => studyDocument.getState().study;

describe('the document', () => {
  it('undoes and redoes one gesture at a time, with its selection', () => {
    session.setState({ selection: ['before'] });
    const made = valueOf(addNode(study(), 'd1', 'switch'));
    commit(made.change, { select: made.ids });
    expect(Object.keys(activeDesign().nodes)).toEqual(['n1']);
    expect(session.getState().selectNext).toEqual(['n1']);
    expect(undoLast()).toBe(made.change.label);
    expect(activeDesign().nodes).toEqual({});
    expect(session.getState().selection).toEqual(['before']);
    expect(redoNext()).toBe(made.change.label);
    expect(session.getState().selection).toEqual(['n1']);
    expect(redoNext()).toBeNull();
  });

  it('looks at a design that is there when the shown one is undone', () => {
    commit(valueOf(addDesign(study())).change);
    session.setState({ design: 'd2' });
    undoLast();
    expect(activeDesign().id).toBe('d1');
    expect(session.getState().design).toBe('d1');
  });

  it('begins a new history with another study', () => {
    commit(valueOf(addNode(study(), 'd1', 'switch')).change);
    const before = studyDocument.getState().draft;
    openStudy(emptyStudy());
    expect(undoLast()).toBeNull();
    expect(studyDocument.getState().draft).not.toBe(before);
  });

  it('goes to any state in one step, as undo and redo one by one would', () => {
    // Renaming to each number in turn leaves the state's own number in the name.
    const names = Array.from({ length: 8 }, (_, i) => `study ${i + 1}`);
    for (const name of names) commit(valueOf(renameStudy(study(), name)).change);
    const states = [emptyStudy().name, ...names];
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 20 }), (places) => {
        for (const place of places) {
          let changes = 0;
          const stop = studyDocument.subscribe(() => changes++);
          const before = studyDocument.getState().history.past.length;
          expect(goTo(place)).toBe(place !== before);
          stop();
          expect(changes).toBe(place === before ? 0 : 1);
          expect(study().name).toBe(states[place]);
          const { past, future } = studyDocument.getState().history;
          expect([past.length, past.length + future.length]).toEqual([place, 8]);
        }
      }),
      { seed: 11, numRuns: 60 },
    );
  });

  it('changes nothing while another window writes, and says so once', () => {
    commit(valueOf(renameStudy(study(), 'mine')).change);
    session.setState({ notices: [] });
    setReadOnly(true);
    expect(commit(valueOf(renameStudy(study(), 'refused')).change)).toBe(false);
    expect([undoLast(), redoNext(), goTo(0), study().name]).toEqual([null, null, false, 'mine']);
    expect(session.getState().notices.map(({ text }) => text)).toEqual([
      'Nothing was changed: the study is being edited in another window.',
    ]);
    followStudy({ ...study(), name: 'theirs' });
    // Their steps are not ours to undo.
    expect([study().name, studyDocument.getState().history.past.length]).toEqual(['theirs', 0]);
    const before = studyDocument.getState().draft;
    takeAsCopy('a copy');
    expect(studyDocument.getState()).toMatchObject({ readOnly: false, study: { name: 'a copy' } });
    expect(studyDocument.getState().draft).not.toBe(before);
    expect(commit(valueOf(renameStudy(study(), 'changed')).change)).toBe(true);
  });
});
