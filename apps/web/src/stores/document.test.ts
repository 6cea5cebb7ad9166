// @vitest-environment happy-dom
/** Commits, undo and redo, and what is selected then. */
import { valueOf } from '@weft/units';
import { beforeEach, describe, expect, it } from 'vitest';
import { addDesign, addNode, emptyStudy } from '@weft/model';
import { activeDesign, commit, openStudy, redoNext, studyDocument, undoLast } from './document.ts';
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
});
