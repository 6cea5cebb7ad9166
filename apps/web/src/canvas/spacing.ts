/**
 * Equal distances: where a dragged box would stand as far from a neighbour as that one stands from the next, or in the middle between two. In: the
 * box, its neighbours, an axis; out: corrections that would do it, and for a resting box the gaps that are equal. Scene units. O(n log n).
 *
 * Only what the box would meet when pushed along the axis counts: neighbours that share a stretch of the other axis with it.
 */
import type { Box } from './geometry.ts';

export type Axis = 'x' | 'y';

/** A stretch between two boxes along an axis, drawn at a height of the other axis that both share. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

interface Span {
  readonly low: number;
  readonly high: number;
  readonly box: Box;
}

const spanOf = (box: Box, axis: Axis): Span =>
  axis === 'x' ? { low: box.x, high: box.x + box.width, box } : { low: box.y, high: box.y + box.height, box };

const across = (axis: Axis): Axis => (axis === 'x' ? 'y' : 'x');

/** What stands before and after the middle of a box along an axis, the nearest first, each clear of the one before it. */
function around(box: Box, neighbours: readonly Box[], axis: Axis): { before: Span[]; after: Span[] } {
  const lane = spanOf(box, across(axis));
  const own = spanOf(box, axis);
  const middle = (own.low + own.high) / 2;
  const inLane = neighbours
    .filter((one) => {
      const { low, high } = spanOf(one, across(axis));
      return low < lane.high && high > lane.low;
    })
    .map((one) => spanOf(one, axis));
  const before: Span[] = [];
  for (const span of inLane.filter((one) => one.high <= middle).toSorted((a, b) => b.high - a.high))
    if (before.length === 0 || span.high < before.at(-1)!.low) before.push(span);
  const after: Span[] = [];
  for (const span of inLane.filter((one) => one.low >= middle).toSorted((a, b) => a.low - b.low))
    if (after.length === 0 || span.low > after.at(-1)!.high) after.push(span);
  return { before, after };
}

/** The corrections along an axis after which the box would have equal gaps; none where its neighbours are too few. */
export function equalising(box: Box, neighbours: readonly Box[], axis: Axis): readonly number[] {
  const { low, high } = spanOf(box, axis);
  const {
    before: [last, other],
    after: [next, further],
  } = around(box, neighbours, axis);
  const found: number[] = [];
  if (last && next && next.low - last.high >= high - low) found.push((last.high + next.low - low - high) / 2);
  if (last && other) found.push(last.high + (last.low - other.high) - low);
  if (next && further) found.push(next.low - (further.low - next.high) - high);
  return found;
}

const same = 1e-6;

/** The gaps on either side of a resting box that are equal to one another, or to that of the next two; none when no two are. */
export function equalGaps(box: Box, neighbours: readonly Box[], axis: Axis): readonly Gap[] {
  const { before, after } = around(box, neighbours, axis);
  // From the farthest before to the farthest after; only those beside the box and one further on either side can be meant.
  const row = [...before.slice(0, 2).toReversed(), spanOf(box, axis), ...after.slice(0, 2)];
  const own = row.findIndex((span) => span.box === box);
  const gaps = row
    .slice(1)
    .map((span, i) => ({ size: span.low - row[i]!.high, from: row[i]!, to: span, beside: i === own || i + 1 === own }));
  const meant = gaps.find(
    (gap) => gap.beside && gaps.some((one) => one !== gap && Math.abs(one.size - gap.size) < same),
  );
  if (meant === undefined) return [];
  return gaps
    .filter((gap) => Math.abs(gap.size - meant.size) < same)
    .map(({ from, to }) => ({ from: from.high, to: to.low, at: shared(from.box, to.box, across(axis)) }));
}

/** How far into what two boxes share a gap is drawn: beside the middle, where a line runs if they are lined up. */
const depth = 0.8;

function shared(a: Box, b: Box, axis: Axis): number {
  const [one, two] = [spanOf(a, axis), spanOf(b, axis)];
  const low = Math.max(one.low, two.low);
  return low + depth * (Math.min(one.high, two.high) - low);
}
