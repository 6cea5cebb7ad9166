/**
 * The document store: the study and the history of its changes. The only store that is saved, shared and undone.
 *
 * Every edit is a Change; one gesture is one entry. What was selected stands beside each entry and comes back with undo.
 */
import {
  applyChange,
  emptyHistory,
  emptyStudy,
  recordChange,
  redo,
  undo,
  type Change,
  type Design,
  type History,
  type HistoryStep,
  type Study,
} from '@weft/model';
import { createStore } from 'zustand/vanilla';
import { session } from './session.ts';

/** What the person was looking at, beside each entry. */
interface Held {
  readonly design: string;
  readonly selection: readonly string[];
}

export interface DocumentState {
  readonly study: Study;
  readonly history: History<Held>;
  /** The key of its draft in this browser. */
  readonly draft: string;
}

export const studyDocument = createStore<DocumentState>(() => ({
  study: emptyStudy(),
  history: emptyHistory<Held>(),
  draft: newDraftId(),
}));

export interface CommitOptions {
  /** Changes with the same key in quick succession are one entry. */
  readonly key?: string;
  /** Records to select once they are drawn. */
  readonly select?: readonly string[];
}

/** Applies a change made for the study as it is now, as one entry. */
export function commit(change: Change, options: CommitOptions = {}): void {
  if (change.edits.length === 0) return;
  const { study, history } = studyDocument.getState();
  const before = held();
  const next = applyChange(study, change);
  studyDocument.setState({
    study: next,
    history: recordChange(history, {
      change,
      selectionBefore: before,
      selectionAfter: options.select ? { design: before.design, selection: options.select } : before,
      key: options.key ?? null,
      at_ms: performance.now(),
    }),
  });
  stayOnADesign();
  if (options.select) session.setState({ selectNext: options.select });
}

/** Takes the last change back; its label, or null when there was none. */
export function undoLast(): string | null {
  return step(undo(studyDocument.getState().history), 'future');
}

/** Makes the last undone change again. */
export function redoNext(): string | null {
  return step(redo(studyDocument.getState().history), 'past');
}

function step(taken: HistoryStep<Held> | null, under: 'past' | 'future'): string | null {
  if (taken === null) return null;
  studyDocument.setState((s) => ({ study: applyChange(s.study, taken.change), history: taken.history }));
  const { design, selection } = taken.selection;
  session.setState({ design, selection, selectNext: selection });
  stayOnADesign();
  return taken.history[under].at(-1)!.change.label;
}

/** Puts another study on the table. What was there stays in its own draft. */
export function openStudy(study: Study, draft: string = newDraftId()): void {
  studyDocument.setState({ study, history: emptyHistory<Held>(), draft });
  session.setState({
    design: study.designs[0]?.id ?? '',
    selection: [],
    selectNext: [],
    open: {},
    zoomOpen: {},
    keptClosed: {},
    hidden: {},
    failed: {},
    hover: null,
    buckets: null,
    firstRun: false,
  });
}

/** The design that is shown. */
export function activeDesign(): Design {
  const { designs } = studyDocument.getState().study;
  const found = designs.find((design) => design.id === session.getState().design) ?? designs[0];
  if (found === undefined) throw new Error('a study always has a design, but this one has none');
  return found;
}

function held(): Held {
  const { design, selection } = session.getState();
  return { design, selection };
}

/** A design may have come or gone: look at one that is there. */
function stayOnADesign(): void {
  const { designs } = studyDocument.getState().study;
  const { design } = session.getState();
  if (!designs.some((d) => d.id === design)) session.setState({ design: designs[0]!.id, selection: [] });
}

function newDraftId(): string {
  return `draft-${crypto.randomUUID()}`;
}
