/**
 * The document store: the study and the history of its changes. The only store that is saved, shared and undone.
 *
 * Every edit is a Change; one gesture is one entry. What was selected stands beside each entry and comes back with undo.
 * While another window writes the draft, nothing here changes the study but what that window wrote.
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
import { t } from '../strings/t.ts';
import { announce, notify, session } from './session.ts';

/** What the person was looking at, beside each entry. */
export interface Held {
  readonly design: string;
  readonly selection: readonly string[];
}

export interface DocumentState {
  readonly study: Study;
  readonly history: History<Held>;
  /** The key of its draft in this browser. */
  readonly draft: string;
  /** Another window writes the draft: here it is looked at. */
  readonly readOnly: boolean;
}

export const studyDocument = createStore<DocumentState>(() => ({
  study: emptyStudy(),
  history: emptyHistory<Held>(),
  draft: newDraftId(),
  readOnly: false,
}));

export interface CommitOptions {
  /** Changes with the same key in quick succession are one entry. */
  readonly key?: string;
  /** Records to select once they are drawn. */
  readonly select?: readonly string[];
}

/** Applies a change made for the study as it is now, as one entry. False when the study is only looked at here: then nothing changes. */
export function commit(change: Change, options: CommitOptions = {}): boolean {
  if (refusedHere()) return false;
  if (change.edits.length === 0) return true;
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
  // What was done is not seen by everyone.
  announce(change.label);
  return true;
}

/** Takes the last change back; its label, or null when there was none. */
export function undoLast(): string | null {
  const entry = studyDocument.getState().history.past.at(-1);
  return entry !== undefined && goTo(studyDocument.getState().history.past.length - 1) ? entry.change.label : null;
}

/** Makes the last undone change again. */
export function redoNext(): string | null {
  const entry = studyDocument.getState().history.future.at(-1);
  return entry !== undefined && goTo(studyDocument.getState().history.past.length + 1) ? entry.change.label : null;
}

/**
 * Goes to the state after so many of the history's changes, back or forth, in one step: what is drawn and solved is that state alone. What was
 * selected then is selected again. False when nothing moves.
 */
export function goTo(entries: number): boolean {
  if (refusedHere()) return false;
  let { study, history } = studyDocument.getState();
  let last: HistoryStep<Held> | null = null;
  while (history.past.length !== entries) {
    const taken = history.past.length > entries ? undo(history) : redo(history);
    if (taken === null) break;
    study = applyChange(study, taken.change);
    history = taken.history;
    last = taken;
  }
  if (last === null) return false;
  studyDocument.setState({ study, history });
  const { design, selection } = last.selection;
  session.setState({ design, selection, selectNext: selection });
  stayOnADesign();
  return true;
}

/** Whether the study may not be changed here; the person is told. */
function refusedHere(): boolean {
  const { readOnly } = studyDocument.getState();
  if (readOnly && !session.getState().notices.some((notice) => notice.text === t('tabs.refused')))
    notify({ tone: 'warning', text: t('tabs.refused') });
  return readOnly;
}

export function setReadOnly(readOnly: boolean): void {
  if (studyDocument.getState().readOnly === readOnly) return;
  studyDocument.setState({ readOnly });
  if (!readOnly) forgetRefusal();
}

/** The word that nothing may be changed is no longer true. */
function forgetRefusal(): void {
  session.setState((s) => ({ notices: s.notices.filter((notice) => notice.text !== t('tabs.refused')) }));
}

/** Shows what another window wrote to the same draft. Its steps are that window's to undo. */
export function followStudy(study: Study): void {
  studyDocument.setState({ study, history: emptyHistory<Held>() });
  stayOnADesign();
}

/** Goes on with the study as it is under a draft of its own; what can be undone stays. */
export function takeAsCopy(name: string): void {
  studyDocument.setState((s) => ({ study: { ...s.study, name }, draft: newDraftId(), readOnly: false }));
  forgetRefusal();
}

/** Puts another study on the table. What was there stays in its own draft. */
export function openStudy(study: Study, draft: string = newDraftId()): void {
  studyDocument.setState({ study, history: emptyHistory<Held>(), draft, readOnly: false });
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
