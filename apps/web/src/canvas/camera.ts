/**
 * The camera: a scene point `p` is drawn at `p * zoom + pan`, in CSS pixels from the container's top left corner. Pure.
 */
import type { Camera, Point } from './contract.ts';
import type { Box } from './geometry.ts';

/** From a site of a million accelerators in one view to one device across the screen. */
export const zoomRange = { least: 0.02, most: 5 } as const;

export function clampZoom(zoom: number): number {
  return Math.min(zoomRange.most, Math.max(zoomRange.least, zoom));
}

export function toScreen(camera: Camera, point: Point): Point {
  return { x: point.x * camera.zoom + camera.pan.x, y: point.y * camera.zoom + camera.pan.y };
}

export function toScene(camera: Camera, point: Point): Point {
  return { x: (point.x - camera.pan.x) / camera.zoom, y: (point.y - camera.pan.y) / camera.zoom };
}

export function boxToScreen(camera: Camera, box: Box): Box {
  return {
    x: box.x * camera.zoom + camera.pan.x,
    y: box.y * camera.zoom + camera.pan.y,
    width: box.width * camera.zoom,
    height: box.height * camera.zoom,
  };
}

export function panned(camera: Camera, dx: number, dy: number): Camera {
  return { zoom: camera.zoom, pan: { x: camera.pan.x + dx, y: camera.pan.y + dy } };
}

/** Zooms so that the scene point under `at` (a screen point) stays under it. */
export function zoomedAt(camera: Camera, at: Point, factor: number): Camera {
  const zoom = clampZoom(camera.zoom * factor);
  const k = zoom / camera.zoom;
  return { zoom, pan: { x: at.x - (at.x - camera.pan.x) * k, y: at.y - (at.y - camera.pan.y) * k } };
}

/** Room to leave at each side of a view, CSS pixels. */
export interface Insets {
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  readonly left: number;
}

/** The insets that leave out what lies over a view: each cover is cut off at the side where that leaves most. */
export function besides(covers: readonly Box[], view: { width: number; height: number }, insets: Insets): Insets {
  const gap_px = 16;
  /** Names stand below things. */
  const foot_px = 34;
  const area = (i: Insets): number =>
    Math.max(0, view.width - i.left - i.right) * Math.max(0, view.height - i.top - i.bottom);
  let now = insets;
  for (const cover of covers) {
    const [right, bottom] = [cover.x + cover.width, cover.y + cover.height];
    const meets = cover.x < view.width && right > 0 && cover.y < view.height && bottom > 0;
    if (!meets) continue;
    const { top, bottom: foot, left, right: side } = now;
    const cuts: readonly Insets[] = [
      { ...now, top: Math.max(top, bottom + gap_px) },
      { ...now, bottom: Math.max(foot, view.height - cover.y + foot_px) },
      { ...now, left: Math.max(left, right + gap_px) },
      { ...now, right: Math.max(side, view.width - cover.x + gap_px) },
    ];
    const best = cuts.toSorted((a, b) => area(b) - area(a))[0]!;
    // Where all is covered there is no better place.
    if (area(best) > 0) now = best;
  }
  return now;
}

/** The camera that shows all of a box in the middle of what the insets leave of a view, at most at `most` zoom. */
export function fitted(box: Box, view: { width: number; height: number }, insets: Insets, most = 1.25): Camera {
  const room = {
    width: Math.max(1, view.width - insets.left - insets.right),
    height: Math.max(1, view.height - insets.top - insets.bottom),
  };
  const zoom = clampZoom(Math.min(most, room.width / Math.max(box.width, 1), room.height / Math.max(box.height, 1)));
  return {
    zoom,
    pan: {
      x: insets.left + room.width / 2 - (box.x + box.width / 2) * zoom,
      y: insets.top + room.height / 2 - (box.y + box.height / 2) * zoom,
    },
  };
}

/** What of the scene a view of this size sees. */
export function seen(camera: Camera, view: { width: number; height: number }): Box {
  const corner = toScene(camera, { x: 0, y: 0 });
  return { ...corner, width: view.width / camera.zoom, height: view.height / camera.zoom };
}

/** The place of a bitmap drawn for `drawn` under the camera `now`: CSS `translate(x, y) scale(scale)` from the top left corner. */
export function carried(drawn: Camera, now: Camera): { x: number; y: number; scale: number } {
  const scale = now.zoom / drawn.zoom;
  return { x: now.pan.x - drawn.pan.x * scale, y: now.pan.y - drawn.pan.y * scale, scale };
}

/**
 * The camera at a share 0 ... 1 of the way between two: the zoom by equal factors, and the middle of the view so that it does not swing out.
 */
export function between(from: Camera, to: Camera, view: { width: number; height: number }, share: number): Camera {
  if (share >= 1) return to;
  const zoom = from.zoom * (to.zoom / from.zoom) ** share;
  const middle = { x: view.width / 2, y: view.height / 2 };
  const a = toScene(from, middle);
  const z = toScene(to, middle);
  // As far as the zoom has come between the two magnifications; on an equal zoom straight ahead.
  const along =
    Math.abs(to.zoom / from.zoom - 1) < 1e-6 ? share : (1 / from.zoom - 1 / zoom) / (1 / from.zoom - 1 / to.zoom);
  const centre = { x: a.x + (z.x - a.x) * along, y: a.y + (z.y - a.y) * along };
  return { zoom, pan: { x: middle.x - centre.x * zoom, y: middle.y - centre.y * zoom } };
}
