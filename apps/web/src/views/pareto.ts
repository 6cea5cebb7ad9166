/**
 * Which of several points nothing beats: a point is dominated when another is at least as good in both and better in one. Pure; O(n log n).
 */
export type Better = 'more' | 'less';

export interface Point {
  readonly x: number;
  readonly y: number;
}

export interface Standing {
  /** In the order of x, best first. */
  readonly frontier: readonly number[];
  /** Per point: one that dominates it, on the frontier; null for those on it. */
  readonly dominatedBy: readonly (number | null)[];
}

export function standingOf(points: readonly Point[], betterX: Better, betterY: Better): Standing {
  const x = (i: number) => (betterX === 'less' ? points[i]!.x : -points[i]!.x);
  const y = (i: number) => (betterY === 'less' ? points[i]!.y : -points[i]!.y);
  // From the best x on, a point is on the frontier when its y is better than all before; equal points stand together.
  const order = points.map((_, i) => i).toSorted((a, b) => x(a) - x(b) || y(a) - y(b));
  const frontier: number[] = [];
  const dominatedBy: (number | null)[] = points.map(() => null);
  for (const i of order) {
    const best = frontier.at(-1);
    if (best === undefined || y(i) < y(best) || (y(i) === y(best) && x(i) === x(best))) frontier.push(i);
    else dominatedBy[i] = best;
  }
  return { frontier, dominatedBy };
}
