/**
 * The best static mix of two ways to route the same flows: the part x on the detour that makes the busiest link least busy.
 *
 * With loads D (direct) and V (detour) for equal claims, max over links of ((1 - x) D + x V) / capacity is convex and piecewise linear in x.
 */
import type { Fabric } from './fabric.ts';
import type { Rows } from './rows.ts';

/** The best part for the detour, by the loads of flows that send their weights. */
export function bestDetour(fabric: Fabric, direct: Rows, detour: Rows, weight: Float64Array | null): number {
  return bestPart(fabric.capacity, loadOf(fabric, direct, weight), loadOf(fabric, detour, weight));
}

/** The least x in 0 ... 1 at which max ((1 - x) a + x b) / capacity is least. */
export function bestPart(capacity: Float64Array, a: Float64Array, b: Float64Array): number {
  // The value at x and the slope of the steepest line that attains it: bisection by the sign of the slope meets the lowest corner.
  let low = 0;
  let high = 1;
  const lineAt = (x: number): { slope: number; from: number } => {
    let best = -Infinity;
    let line = { slope: 0, from: 0 };
    for (let l = 0; l < capacity.length; l++) {
      if (!(capacity[l]! > 0)) continue;
      const from = a[l]! / capacity[l]!;
      const slope = (b[l]! - a[l]!) / capacity[l]!;
      const value = from + slope * x;
      if (value > best || (value === best && slope > line.slope)) {
        best = value;
        line = { slope, from };
      }
    }
    return line;
  };
  let left = lineAt(low);
  if (left.slope >= 0) return 0;
  let right = lineAt(high);
  if (right.slope <= 0) return 1;
  for (let step = 0; step < 200; step++) {
    // Where the two lines cross; once no third line is above them there, that is the corner.
    const x = (left.from - right.from) / (right.slope - left.slope);
    if (!(x > low && x < high)) return Math.min(high, Math.max(low, x));
    const middle = lineAt(x);
    const crossing = left.from + left.slope * x;
    if (middle.from + middle.slope * x <= crossing * (1 + 1e-15)) return x;
    if (middle.slope < 0) [left, low] = [middle, x];
    else [right, high] = [middle, x];
  }
  return (low + high) / 2;
}

function loadOf(fabric: Fabric, rows: Rows, weight: Float64Array | null): Float64Array {
  const load = new Float64Array(fabric.arcCount);
  for (let row = 0; row < rows.flowAt.length; row++) {
    const w = weight === null ? 1 : weight[rows.flowAt[row]!]!;
    for (let i = rows.offset[row]!; i < rows.offset[row + 1]!; i++) {
      load[rows.arc[i]!]! += rows.share === null ? w : w * rows.share[i]!;
    }
  }
  return load;
}

/** Rows of which the part x follows `detour`; both must hold the same flows in the same order. */
export function mixedRows(fabric: Fabric, direct: Rows, detour: Rows, x: number): Rows {
  if (x === 0) return direct;
  if (x === 1) return detour;
  const sum = new Float64Array(fabric.arcCount);
  const offset = new Int32Array(direct.offset.length);
  const arc = new Int32Array(direct.arc.length + detour.arc.length);
  const share = new Float64Array(arc.length);
  let at = 0;
  for (let row = 0; row < direct.flowAt.length; row++) {
    if (direct.flowAt[row] !== detour.flowAt[row]) throw new Error(`row ${row} is of two flows`);
    const start = at;
    for (const [rows, part] of [[direct, 1 - x] as const, [detour, x] as const]) {
      for (let i = rows.offset[row]!; i < rows.offset[row + 1]!; i++) {
        const a = rows.arc[i]!;
        if (sum[a] === 0) arc[at++] = a;
        sum[a]! += part * (rows.share === null ? 1 : rows.share[i]!);
      }
    }
    for (let i = start; i < at; i++) {
      // The parts of a link that both ways take whole add up to it but for rounding.
      share[i] = Math.abs(sum[arc[i]!]! - 1) < 1e-12 ? 1 : sum[arc[i]!]!;
      sum[arc[i]!] = 0;
    }
    offset[row + 1] = at;
  }
  return { ...direct, offset, arc: arc.subarray(0, at), share: share.subarray(0, at) };
}
