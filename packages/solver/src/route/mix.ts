/**
 * The best static mix of two ways to route the same flows: the part x on the detour that makes the busiest link least busy.
 *
 * With loads D (direct) and V (detour) for equal claims, max over links of ((1 - x) D + x V) / capacity is convex and piecewise linear in x.
 */
import type { Fabric } from './fabric.ts';
import type { Rows } from './rows.ts';
import { inSlices, type Steps } from '../steps.ts';

/** Rows, which may be long, and arcs looked at between two pauses. */
const arcSlice = 200_000;

/** The best part for the detour, by the loads of flows that send their weights. */
export function* bestDetour(fabric: Fabric, direct: Rows, detour: Rows, weight: Float64Array | null): Steps<number> {
  const a = yield* loadOf(fabric, direct, weight);
  const b = yield* loadOf(fabric, detour, weight);
  return yield* bestPart(fabric.capacity, a, b);
}

/** The least x in 0 ... 1 at which max ((1 - x) a + x b) / capacity is least. */
export function* bestPart(capacity: Float64Array, a: Float64Array, b: Float64Array): Steps<number> {
  // The value at x and the slope of the steepest line that attains it: bisection by the sign of the slope meets the lowest corner.
  let low = 0;
  let high = 1;
  let left = yield* steepestAt(capacity, a, b, low);
  if (left.slope >= 0) return 0;
  let right = yield* steepestAt(capacity, a, b, high);
  if (right.slope <= 0) return 1;
  for (let step = 0; step < 200; step++) {
    // Where the two lines cross; once no third line is above them there, that is the corner.
    const x = (left.from - right.from) / (right.slope - left.slope);
    if (!(x > low && x < high)) return Math.min(high, Math.max(low, x));
    const middle = yield* steepestAt(capacity, a, b, x);
    const crossing = left.from + left.slope * x;
    if (middle.from + middle.slope * x <= crossing * (1 + 1e-15)) return x;
    if (middle.slope < 0) [left, low] = [middle, x];
    else [right, high] = [middle, x];
  }
  return (low + high) / 2;
}

/** A line of the load of one link over x. */
interface Line {
  slope: number;
  from: number;
}

/** The steepest of the lines that are highest at x. */
function* steepestAt(capacity: Float64Array, a: Float64Array, b: Float64Array, x: number): Steps<Line> {
  const line = { slope: 0, from: 0 };
  let best = -Infinity;
  yield* inSlices(capacity.length, arcSlice, 'routes', (first, end) => {
    best = raised(capacity, a, b, x, best, line, first, end);
  });
  return line;
}

/** Raises `line` to the steepest of the highest of links `first ... end` and itself, whose value is `best`; answers its value then. */
function raised(
  capacity: Float64Array,
  a: Float64Array,
  b: Float64Array,
  x: number,
  best: number,
  line: Line,
  first: number,
  end: number,
): number {
  let highest = best;
  for (let l = first; l < end; l++) {
    if (!(capacity[l]! > 0)) continue;
    const from = a[l]! / capacity[l]!;
    const slope = (b[l]! - a[l]!) / capacity[l]!;
    const value = from + slope * x;
    if (value > highest || (value === highest && slope > line.slope)) {
      highest = value;
      line.slope = slope;
      line.from = from;
    }
  }
  return highest;
}

/** Rows between two pauses, by how long they are on average. */
function rowSlice({ flowAt, arc }: Rows): number {
  return Math.max(1, Math.floor((arcSlice * flowAt.length) / Math.max(1, arc.length)));
}

function* loadOf(fabric: Fabric, rows: Rows, weight: Float64Array | null): Steps<Float64Array> {
  const load = new Float64Array(fabric.arcCount);
  yield* inSlices(rows.flowAt.length, rowSlice(rows), 'routes', (from, to) => addRows(rows, weight, load, from, to));
  yield { phase: 'routes', fraction: 1 };
  return load;
}

function addRows(
  { flowAt, offset, arc, share }: Rows,
  weight: Float64Array | null,
  load: Float64Array,
  from: number,
  to: number,
): void {
  for (let row = from; row < to; row++) {
    const w = weight === null ? 1 : weight[flowAt[row]!]!;
    for (let i = offset[row]!; i < offset[row + 1]!; i++) load[arc[i]!]! += share === null ? w : w * share[i]!;
  }
}

/** Rows of which the part x follows `detour`; both must hold the same flows in the same order. */
export function* mixedRows(fabric: Fabric, direct: Rows, detour: Rows, x: number): Steps<Rows> {
  if (x === 0) return direct;
  if (x === 1) return detour;
  const mixing = new Mixing(fabric, direct, detour, x);
  yield* inSlices(direct.flowAt.length, rowSlice(detour), 'routes', (from, to) => mixing.write(from, to));
  return mixing.rows;
}

class Mixing {
  readonly #direct: Rows;
  readonly #detour: Rows;
  readonly #x: number;
  readonly #sum: Float64Array;
  readonly #offset: Int32Array;
  readonly #arc: Int32Array;
  readonly #share: Float64Array;
  #at = 0;

  constructor(fabric: Fabric, direct: Rows, detour: Rows, x: number) {
    this.#direct = direct;
    this.#detour = detour;
    this.#x = x;
    this.#sum = new Float64Array(fabric.arcCount);
    this.#offset = new Int32Array(direct.offset.length);
    this.#arc = new Int32Array(direct.arc.length + detour.arc.length);
    this.#share = new Float64Array(this.#arc.length);
  }

  get rows(): Rows {
    const [arc, share] = [this.#arc.subarray(0, this.#at), this.#share.subarray(0, this.#at)];
    return { ...this.#direct, offset: this.#offset, arc, share };
  }

  /** Writes rows `from ... to`, the next in turn. */
  write(from: number, to: number): void {
    const [sum, arc, share] = [this.#sum, this.#arc, this.#share];
    for (let row = from; row < to; row++) {
      if (this.#direct.flowAt[row] !== this.#detour.flowAt[row]) throw new Error(`row ${row} is of two flows`);
      const start = this.#at;
      this.#add(this.#direct, row, 1 - this.#x);
      this.#add(this.#detour, row, this.#x);
      for (let i = start; i < this.#at; i++) {
        // The parts of a link that both ways take whole add up to it but for rounding.
        share[i] = Math.abs(sum[arc[i]!]! - 1) < 1e-12 ? 1 : sum[arc[i]!]!;
        sum[arc[i]!] = 0;
      }
      this.#offset[row + 1] = this.#at;
    }
  }

  #add(rows: Rows, row: number, part: number): void {
    const [sum, arc] = [this.#sum, this.#arc];
    let at = this.#at;
    for (let i = rows.offset[row]!; i < rows.offset[row + 1]!; i++) {
      const a = rows.arc[i]!;
      if (sum[a] === 0) arc[at++] = a;
      sum[a]! += part * (rows.share === null ? 1 : rows.share[i]!);
    }
    this.#at = at;
  }
}
