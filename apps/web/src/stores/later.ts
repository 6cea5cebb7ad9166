/**
 * What panels and the bar know of the document and the selection, and what is said aloud. In: the two stores; out: stores that follow them, at once where
 * the hand is in a panel, and when the picture is out where it is on the canvas or has typed a value into a field: what was edited is drawn first, and what
 * is said about it comes in the frame after.
 *
 * Panels made anew in the frame in which the picture is drawn would hold it up: they cost more than it does. So would the least change of the page between
 * the key and the picture: it costs a frame of its own, in which an answer of the worker is not heard.
 */
import type { Design, Study } from '@weft/model';
import { createStore } from 'zustand/vanilla';
import { canvasElementId } from '../control/stage.ts';
import { afterFrame } from './afterFrame.ts';
import { activeDesign, studyDocument, type DocumentState } from './document.ts';
import { result } from './result.ts';
import { session } from './session.ts';

export interface Panelled {
  readonly study: Study;
  readonly design: Design;
  /** Scene ids. */
  readonly selection: readonly string[];
}

/** A picture that is not there by then is not waited for. */
const patience_ms = 100;
/** Who edits on and on, as with an arrow key held down, hears of it at least this often. */
const mostSilence_ms = 300;
/** Things selected at once whose panel takes so long that the canvas shows them first. */
const many = 2000;

export const panelled = createStore<Panelled>(now);

/** The whole document, and the last announcement. */
export interface Said {
  readonly document: DocumentState;
  readonly announcement: string;
}

export const said = createStore<Said>(saidNow);

let patience: ReturnType<typeof setTimeout> | null = null;
/** Counts edits: what was to be said about one waits for the picture of the next, if that is there already. */
let edits = 0;
let silentSince_ms = 0;

/** Tells panels at once what they have not been told yet: before the hand goes into one. */
export function tellPanels(): void {
  if (patience !== null) tell();
}

let typed = false;

/** Does what changes the study by a typed value: it is drawn before panels, in which the value stands already, are told. */
export function drawnFirst<T>(edit: () => T): T {
  typed = true;
  try {
    return edit();
  } finally {
    typed = false;
  }
}

/** Acts once panels have been told what was done so far; at once where they have. */
export function onceTold(act: () => void): void {
  if (patience === null) act();
  else untilTold.push(act);
}

let untilTold: (() => void)[] = [];

function now(): Panelled {
  return { study: studyDocument.getState().study, design: activeDesign(), selection: session.getState().selection };
}

function saidNow(): Said {
  return { document: studyDocument.getState(), announcement: session.getState().announcement };
}

function tell(): void {
  if (patience !== null) clearTimeout(patience);
  patience = null;
  panelled.setState(now(), true);
  said.setState(saidNow(), true);
  const waiting = untilTold;
  untilTold = [];
  for (const act of waiting) act();
}

studyDocument.subscribe((after, before) => {
  if (after.study === before.study) {
    if (patience === null) said.setState(saidNow(), true);
    return;
  }
  if (patience !== null) wait();
  else if (after.draft === before.draft && (typed || isOnCanvas())) {
    silentSince_ms = performance.now();
    wait();
  } else tell();
});

function wait(): void {
  const now_ms = performance.now();
  if (now_ms - silentSince_ms > mostSilence_ms) {
    tell();
    return;
  }
  edits++;
  if (patience !== null) clearTimeout(patience);
  patience = setTimeout(tell, patience_ms);
}

session.subscribe((after, before) => {
  if (patience !== null) return;
  if (after.selection !== before.selection || after.design !== before.design) {
    if (after.selection.length > many) afterFrame(() => patience === null && tell());
    else tell();
  } else if (after.announcement !== before.announcement) said.setState(saidNow(), true);
});

result.subscribe((after, before) => {
  if (patience === null || after.scene === before.scene) return;
  const seen = edits;
  afterFrame(() => {
    if (patience !== null && seen === edits) tell();
  });
});

function isOnCanvas(): boolean {
  return document.getElementById(canvasElementId)?.contains(document.activeElement) === true;
}
