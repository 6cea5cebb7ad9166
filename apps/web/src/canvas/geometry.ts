/**
 * Plane geometry for the canvas: boxes by their top left corner, y downwards, any one unit throughout a call. All O(1).
 */
import type { SceneBackdrop, SceneNode } from '@weft/scene';
import type { Point } from './contract.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The box of a scene node, whose `x`, `y` is its centre. */
export function boxOf(node: Pick<SceneNode, 'x' | 'y' | 'width' | 'height'>): Box {
  return { x: node.x - node.width / 2, y: node.y - node.height / 2, width: node.width, height: node.height };
}

/** The box of a backdrop, whose `x`, `y` is its top left corner. */
export function backdropBox(backdrop: SceneBackdrop): Box {
  return { x: backdrop.x, y: backdrop.y, width: backdrop.width, height: backdrop.height };
}

export function centreOf(box: Box): Point {
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** The box between two opposite corners, whichever they are. */
export function boxBetween(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

export function grown(box: Box, by: number): Box {
  return { x: box.x - by, y: box.y - by, width: box.width + 2 * by, height: box.height + 2 * by };
}

/** The smallest box around all of them; null when there are none. */
export function around(boxes: Iterable<Box>): Box | null {
  let left = Infinity;
  let top = Infinity;
  let right = -Infinity;
  let bottom = -Infinity;
  for (const box of boxes) {
    left = Math.min(left, box.x);
    top = Math.min(top, box.y);
    right = Math.max(right, box.x + box.width);
    bottom = Math.max(bottom, box.y + box.height);
  }
  return right >= left ? { x: left, y: top, width: right - left, height: bottom - top } : null;
}

export function holds(box: Box, point: Point): boolean {
  return point.x >= box.x && point.x <= box.x + box.width && point.y >= box.y && point.y <= box.y + box.height;
}

export function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The share of `box` that `cover` does not cover, 0 ... 1. */
export function uncovered(box: Box, cover: Box): number {
  const width = Math.min(box.x + box.width, cover.x + cover.width) - Math.max(box.x, cover.x);
  const height = Math.min(box.y + box.height, cover.y + cover.height) - Math.max(box.y, cover.y);
  const area = box.width * box.height;
  if (area <= 0) return 0;
  return 1 - (Math.max(0, width) * Math.max(0, height)) / area;
}

/** Distance from a point to the segment from `a` to `b`. */
export function distanceToSegment(point: Point, a: Point, b: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length2 = dx * dx + dy * dy;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((point.x - a.x) * dx + (point.y - a.y) * dy) / length2));
  return Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
}
