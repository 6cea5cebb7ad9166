/**
 * Levels of detail: when the camera has settled by hand, zoom's decision about what is open becomes part of the session, and the controller draws it.
 * The canvas keeps what is under the pointer in its place.
 */
import { result } from '../stores/result.ts';
import { openOf, session, setZoomOpen, zoomOpenOf } from '../stores/session.ts';
import { stage } from './stage.ts';
import { groupsInView, zoomLevels } from './zoomLevels.ts';

const lastSeen = new Map<string, number>();
let lookCount = 0;
let lastZoom = 1;

/** The camera was taken somewhere: what is open is none of its business. */
export function rememberZoom(): void {
  lastZoom = stage.canvas?.camera().zoom ?? lastZoom;
}

/** Opens and closes what the zoom asks for. */
export function followZoom(): void {
  const canvas = stage.canvas;
  const { scene } = result.getState();
  if (canvas === null || scene === null || canvas.isBusy()) return;
  const s = session.getState();
  const camera = canvas.camera();
  const view = canvas.size();
  lookCount++;
  for (const id of groupsInView({ scene, camera, view })) lastSeen.set(id, lookCount);
  const ratio = camera.zoom / lastZoom;
  lastZoom = camera.zoom;
  if (!s.opensByZoom) return;
  const byZoom = zoomOpenOf(s);
  const next = zoomLevels({
    scene,
    camera,
    view,
    at: canvas.pointer() ?? { x: view.width / 2, y: view.height / 2 },
    zoomed: ratio > 1.001 ? 1 : ratio < 0.999 ? -1 : 0,
    byZoom,
    byHand: new Set(openOf(s)),
    keptClosed: new Set(s.keptClosed[s.design]),
    lastSeen,
  });
  // Another order alone changes nothing that is drawn.
  if (next.length !== byZoom.length || next.some((id) => !byZoom.includes(id))) setZoomOpen(next);
}
