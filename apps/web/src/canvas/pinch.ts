/**
 * Two fingers: what lay under each stays under it, as far as zoom and pan allow. In: the camera, where the fingers were and are (CSS pixels); out: the
 * camera. Pure.
 */
import { panned, zoomedAt } from './camera.ts';
import type { Camera, Point } from './contract.ts';

export interface Fingers {
  readonly a: Point;
  readonly b: Point;
}

export function pinched(camera: Camera, before: Fingers, now: Fingers): Camera {
  const spread = apart(now) / Math.max(1, apart(before));
  const from = middle(before);
  const to = middle(now);
  return panned(zoomedAt(camera, from, spread), to.x - from.x, to.y - from.y);
}

function apart({ a, b }: Fingers): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function middle({ a, b }: Fingers): Point {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}
