/**
 * Undo and redo: a stack of changes, one entry a gesture. What was selected before and after stands beside each entry and is handed back;
 * this file never looks into it.
 *
 * Entries with the same key within the caller's window become one (arrow nudges, sliders). Nothing here reads a clock: the caller says when.
 * Every function gives a new history and leaves the old one as it was.
 */
import { composeChanges, invertChange, type Change } from './change.ts';

export interface HistoryEntry<Selection> {
  readonly change: Change;
  readonly selectionBefore: Selection;
  readonly selectionAfter: Selection;
  /** Entries with equal keys may become one; null never does. */
  readonly key: string | null;
  readonly at_ms: number;
}

export interface History<Selection> {
  /** Oldest first. */
  readonly past: readonly HistoryEntry<Selection>[];
  /** Next to redo last. */
  readonly future: readonly HistoryEntry<Selection>[];
}

export interface RecordOptions {
  /** Most entries kept; the oldest fall away. */
  readonly limit: number;
  /** How long after an entry the same key still joins it. */
  readonly window_ms: number;
}

export const recordDefaults: RecordOptions = { limit: 200, window_ms: 700 };

/** What to apply, and what to select then. */
export interface HistoryStep<Selection> {
  readonly history: History<Selection>;
  readonly change: Change;
  readonly selection: Selection;
}

export function emptyHistory<Selection>(): History<Selection> {
  return { past: [], future: [] };
}

/** Adds an entry for a change that was just applied; what could be redone is gone. A change without edits adds nothing. */
export function recordChange<Selection>(
  history: History<Selection>,
  entry: HistoryEntry<Selection>,
  options: RecordOptions = recordDefaults,
): History<Selection> {
  if (entry.change.edits.length === 0) return history;
  const last = history.past.at(-1);
  const joins =
    last !== undefined &&
    history.future.length === 0 &&
    entry.key !== null &&
    last.key === entry.key &&
    entry.at_ms - last.at_ms <= options.window_ms;
  if (!joins) return { past: [...history.past, entry].slice(-options.limit), future: [] };
  const change = composeChanges(last.change, entry.change);
  const earlier = history.past.slice(0, -1);
  // Nudged there and back: nothing to undo.
  if (change.edits.length === 0) return { past: earlier, future: [] };
  return { past: [...earlier, { ...entry, change, selectionBefore: last.selectionBefore }], future: [] };
}

/** The step back, or null when there is none. Apply its change to the study. */
export function undo<Selection>(history: History<Selection>): HistoryStep<Selection> | null {
  const entry = history.past.at(-1);
  if (!entry) return null;
  return {
    history: { past: history.past.slice(0, -1), future: [...history.future, entry] },
    change: invertChange(entry.change),
    selection: entry.selectionBefore,
  };
}

/** The step forward again, or null when there is none. */
export function redo<Selection>(history: History<Selection>): HistoryStep<Selection> | null {
  const entry = history.future.at(-1);
  if (!entry) return null;
  return {
    // An entry that came back takes no more joiners: its gesture is over.
    history: { past: [...history.past, { ...entry, key: null }], future: history.future.slice(0, -1) },
    change: entry.change,
    selection: entry.selectionAfter,
  };
}
