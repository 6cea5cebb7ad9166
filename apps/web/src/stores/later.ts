/**
 * What panels know of the document and the selection. In: the two stores; out: a store that follows them, at once where the hand is in a panel, and when
 * the picture is out where it is on the canvas: what was edited there is drawn first, and what is said about it comes in the frame after.
 *
 * Panels made anew in the frame in which the picture is drawn would hold it up: they cost more than it does.
 */
import type { Design, Study } from '@weft/model';
import { createStore } from 'zustand/vanilla';
import { canvasElementId } from '../control/stage.ts';
import { afterFrame } from './afterFrame.ts';
import { activeDesign, studyDocument } from './document.ts';
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

export const panelled = createStore<Panelled>(now);

let patience: ReturnType<typeof setTimeout> | null = null;

/** Tells panels at once what they have not been told yet: before the hand goes into one. */
export function tellPanels(): void {
  if (patience !== null) tell();
}

function now(): Panelled {
  return { study: studyDocument.getState().study, design: activeDesign(), selection: session.getState().selection };
}

function tell(): void {
  if (patience !== null) clearTimeout(patience);
  patience = null;
  panelled.setState(now(), true);
}

studyDocument.subscribe((after, before) => {
  if (after.study === before.study) return;
  if (patience === null && after.draft === before.draft && isOnCanvas()) patience = setTimeout(tell, patience_ms);
  else if (patience === null) tell();
});

session.subscribe((after, before) => {
  if (patience === null && (after.selection !== before.selection || after.design !== before.design)) tell();
});

result.subscribe((after, before) => {
  if (patience !== null && after.scene !== before.scene) afterFrame(() => patience !== null && tell());
});

function isOnCanvas(): boolean {
  return document.getElementById(canvasElementId)?.contains(document.activeElement) === true;
}
