/**
 * Saved views: what is looked at now as a record of the study, and back. They are part of the document, so they are undone, kept and shared with it.
 */
import * as model from '@weft/model';
import type { Look, SavedView } from '@weft/model';
import { colourings, type SceneFilter } from '@weft/scene';
import { studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import '../strings/later.ts';
import { announce, hiddenOf, openOf, session, zoomOpenOf } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { edit } from './edits.ts';
import { stage } from './stage.ts';

/** What is looked at now; null without a canvas. */
export function lookNow(): Look | null {
  const canvas = stage.canvas;
  if (canvas === null) return null;
  const { pan, zoom } = canvas.camera();
  const { width, height } = canvas.size();
  const now = session.getState();
  return {
    design: now.design,
    x: rounded((width / 2 - pan.x) / zoom),
    y: rounded((height / 2 - pan.y) / zoom),
    zoom: rounded(zoom),
    // Opened by hand or by the zoom: in the view both are open.
    open: [...new Set([...openOf(now), ...zoomOpenOf(now)])],
    colouring: now.colouring,
    hidden: hiddenOf(now),
  };
}

/** A thousandth of a unit is no place; a link says it shorter. */
const rounded = (value: number): number => Math.round(value * 1000) / 1000;

/** Keeps what is looked at under the next free name; the id, or null when it could not be. */
export function saveView(): string | null {
  const look = lookNow();
  if (look === null) return null;
  const taken = new Set((studyDocument.getState().study.views ?? []).map(({ name }) => name));
  let number = 1;
  while (taken.has(t('views.name', { number }))) number++;
  const name = t('views.name', { number });
  if (!edit((study) => model.addView(study, name, look))) return null;
  announce(t('views.saved', { name }));
  return studyDocument.getState().study.views!.at(-1)!.id;
}

export const renameView = (id: string, name: string): boolean => edit((study) => model.renameView(study, id, name));

export function removeView({ id, name }: SavedView): void {
  if (edit((study) => model.removeView(study, id))) announce(t('views.deleted', { name }));
}

/** Makes a view show what is looked at now. */
export function updateView({ id, name }: SavedView): void {
  const look = lookNow();
  if (look !== null && edit((study) => model.setView(study, id, look))) announce(t('views.saved', { name }));
}

/** Looks from where a view was kept. Its design may be another one, whose picture comes first. */
export function goToView(view: SavedView): void {
  const { design, open } = view;
  const before = session.getState();
  const { scene } = result.getState();
  session.setState({
    design,
    view: 'canvas',
    sheet: null,
    selection: [],
    buckets: null,
    open: { ...before.open, [design]: open },
    zoomOpen: { ...before.zoomOpen, [design]: [] },
    keptClosed: { ...before.keptClosed, [design]: [] },
    hidden: { ...before.hidden, [design]: view.hidden as SceneFilter },
    colouring: colourings.find((known) => known === view.colouring) ?? before.colouring,
  });
  announce(t('views.went', { name: view.name }));
  look(view);
  // The picture of what has opened comes a moment later and may move the camera: look again when it is there.
  const stop = result.subscribe((now) => {
    if (now.scene === scene || now.scene === null) return;
    stop();
    // Once it is drawn, which its writer does right after it has told.
    queueMicrotask(() => (session.getState().design === design ? look(view) : undefined));
  });
  setTimeout(stop, comes_ms);
}

/** A picture that takes longer finds the person looking at something else. */
const comes_ms = 3000;

function look({ x, y, zoom }: SavedView): void {
  const canvas = stage.canvas;
  if (canvas === null) return;
  const { width, height } = canvas.size();
  canvas.setCamera({ zoom, pan: { x: width / 2 - x * zoom, y: height / 2 - y * zoom } });
}

/** The views of designs that are there, in their order. */
export function viewsShown(): readonly SavedView[] {
  const { views = [], designs } = studyDocument.getState().study;
  return views.filter((view) => designs.some(({ id }) => id === view.design));
}
