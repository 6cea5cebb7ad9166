/**
 * Where a dragged thing comes to rest. In: the box as the pointer would have it, the boxes it may line up with, the grid step and how near
 * is near; out: the correction and the guide lines to draw. Scene units. O(neighbours).
 *
 * Each axis is decided alone: a neighbour's edge or middle within reach, or a distance equal to another, wins over the grid.
 */
import type { Box } from './geometry.ts';
import { equalGaps, equalising, type Axis } from './spacing.ts';

export const gridStep = 8;

/** A line through everything that is lined up, in scene units. `axis: 'x'` stands upright at `at`. */
export interface Guide {
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
  /** It measures a distance that is equal to another; it does not line anything up. */
  readonly gap?: true;
}

export interface Snapped {
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

/** The nearest multiple of the grid step. */
export function toGrid(value: number, step = gridStep): number {
  const snapped = Math.round(value / step) * step;
  return snapped === 0 ? 0 : snapped;
}

/**
 * `anchor` is the point that goes on the grid when no neighbour is near: the centre of the node under the pointer. With `only` the other axis is left
 * as it is.
 */
export function snapped(
  moving: Box,
  anchor: { x: number; y: number },
  neighbours: readonly Box[],
  reach: number,
  { step = gridStep, only = null }: { readonly step?: number; readonly only?: Axis | null } = {},
): Snapped {
  const attracted = (axis: Axis): number | null =>
    nearest([...lineUps(lines(moving, axis), neighbours, axis), ...equalising(moving, neighbours, axis)], reach);
  const x = only === 'y' ? null : attracted('x');
  const y = only === 'x' ? null : attracted('y');
  const dx = x ?? (only === 'y' ? 0 : toGrid(anchor.x, step) - anchor.x);
  const dy = y ?? (only === 'x' ? 0 : toGrid(anchor.y, step) - anchor.y);
  const rest = { x: moving.x + dx, y: moving.y + dy, width: moving.width, height: moving.height };
  return {
    dx,
    dy,
    guides: [
      ...(x === null ? [] : guidesAlong(rest, neighbours, 'x')),
      ...(y === null ? [] : guidesAlong(rest, neighbours, 'y')),
      ...(x === null ? [] : gapsAlong(rest, neighbours, 'x')),
      ...(y === null ? [] : gapsAlong(rest, neighbours, 'y')),
    ],
  };
}

/** Low edge, middle and high edge along an axis. */
function lines(box: Box, axis: 'x' | 'y'): readonly [number, number, number] {
  const start = axis === 'x' ? box.x : box.y;
  const length = axis === 'x' ? box.width : box.height;
  return [start, start + length / 2, start + length];
}

/** The corrections that put a line of the moving box on a line of a neighbour. Edges meet edges, middles middles. */
function lineUps(own: readonly [number, number, number], neighbours: readonly Box[], axis: Axis): readonly number[] {
  const found: number[] = [];
  for (const neighbour of neighbours) {
    const other = lines(neighbour, axis);
    for (let i = 0; i < 3; i++)
      for (let j = 0; j < 3; j++) if ((i === 1) === (j === 1)) found.push(other[j]! - own[i]!);
  }
  return found;
}

/** The least of the corrections, the first of equals; null when none is in reach. */
function nearest(corrections: readonly number[], reach: number): number | null {
  let best: number | null = null;
  for (const by of corrections)
    if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best))) best = by;
  return best;
}

const same = 1e-6;

/** One guide for each line of the resting box that some neighbour shares, as long as all that share it. */
function guidesAlong(rest: Box, neighbours: readonly Box[], axis: 'x' | 'y'): Guide[] {
  const across = axis === 'x' ? 'y' : 'x';
  const guides: Guide[] = [];
  lines(rest, axis).forEach((at, i) => {
    let [from, , to] = lines(rest, across);
    let shared = false;
    for (const neighbour of neighbours) {
      if (!lines(neighbour, axis).some((line, j) => (i === 1) === (j === 1) && Math.abs(line - at) < same)) continue;
      shared = true;
      const [low, , high] = lines(neighbour, across);
      from = Math.min(from, low);
      to = Math.max(to, high);
    }
    if (shared) guides.push({ axis, at, from, to });
  });
  // The middle says the same as both edges do: one line is enough.
  const middle = guides.find(({ at }) => Math.abs(at - lines(rest, axis)[1]) < same);
  return middle ? [middle] : guides;
}

/** A gap along an axis is measured by a line across the lines that would line up along it. */
function gapsAlong(rest: Box, neighbours: readonly Box[], axis: Axis): Guide[] {
  const along = axis === 'x' ? 'y' : 'x';
  return equalGaps(rest, neighbours, axis).map((gap) => ({ axis: along, ...gap, gap: true }));
}
