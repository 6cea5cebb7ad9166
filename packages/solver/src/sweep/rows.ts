/**
 * Rows of uniform fluid traffic: per pair of kinds of endpoints the pools its ways cross, and the part of it on each.
 *
 * In: a problem whose targets share a view, or the shortest ways to one target. Out: rows as a max-min instance of pools. Cost: a search a target, and
 * the arcs of its ways a row.
 */
import type { Steps } from '../steps.ts';
import type { FluidProblem } from '../fluid/problem.ts';
import type { Instance } from '../maxmin/instance.ts';
import { Dag } from '../route/dag.ts';
import { DagWalk } from '../route/walk.ts';

/** Rows cross at most so many pools together: 12 bytes each, and as much again by pools. */
const entryLimit = 8_000_000;
/** Arc visits or entries between two yields. */
const quantum = 100_000;

/** Who a row is of, and how many pairs it stands for. */
export interface Pair {
  readonly target: number;
  /** A node of the view that sends. */
  readonly end: number;
}

export type RowInstance = Instance & { readonly share: Float64Array; readonly weight: Float64Array };

/** Writes the rows of all pairs; false when they do not fit. */
export function* writeRows(problem: FluidProblem, rows: Rows): Steps<boolean> {
  const { targets, multiplicity } = problem;
  const { ends, times, nodeOf, fabric } = problem.view(0);
  const dag = new Dag(fabric);
  const writer = new RowWriter(dag, rows);
  let told = 0;
  let looked = 0;
  for (let target = 0; target < targets.length; target++) {
    looked += dag.aim(nodeOf === null ? targets[target]! : nodeOf[targets[target]!]!);
    ends.forEach((end, e) => {
      const count = multiplicity[target]! * times[e]!;
      if (end === dag.target) return;
      if (dag.distance[end]! < 0) rows.cut += count;
      else writer.write({ target, end }, count);
    });
    // Targets are much alike, so the first few tell what all will take.
    if (target >= 4 && (rows.length / (target + 1)) * targets.length > 1.2 * entryLimit) return false;
    if (rows.length > entryLimit) return false;
    if (looked + rows.length < told + quantum) continue;
    told = looked + rows.length;
    yield { phase: 'routes', fraction: target / targets.length };
  }
  return true;
}

/** Rows by pools, grown by doubling. */
export class Rows {
  readonly kind: Int32Array;
  readonly pairs: Pair[] = [];
  readonly weight: number[] = [];
  readonly offset: number[] = [0];
  /** Pairs without a way, and with one. */
  cut = 0;
  connected = 0;
  length = 0;
  #link = new Int32Array(4096);
  #share = new Float64Array(4096);
  /** Per pool: where the row that is written has it. */
  readonly #at: Int32Array;

  constructor(kind: Int32Array, pools: number) {
    this.kind = kind;
    this.#at = new Int32Array(pools).fill(-1);
  }

  /** Adds a part of the row on an arc of the view. */
  add(arc: number, part: number): void {
    const pool = this.kind[arc]!;
    const at = this.#at[pool]!;
    if (at >= 0) {
      this.#share[at]! += part;
      return;
    }
    if (this.length === this.#link.length) {
      this.#link = grown(new Int32Array(2 * this.length), this.#link);
      this.#share = grown(new Float64Array(2 * this.length), this.#share);
    }
    this.#at[pool] = this.length;
    this.#link[this.length] = pool;
    this.#share[this.length++] = part;
  }

  /** Ends a row; one that crosses the same pools in the same parts as the one before, to the same target, is counted with it. */
  end(pair: Pair, count: number): void {
    const from = this.offset.at(-1)!;
    for (let i = from; i < this.length; i++) this.#at[this.#link[i]!] = -1;
    this.connected += count;
    if (this.pairs.at(-1)?.target === pair.target && this.#repeats(from)) {
      this.length = from;
      this.weight[this.weight.length - 1]! += count;
      return;
    }
    this.pairs.push(pair);
    this.weight.push(count);
    this.offset.push(this.length);
  }

  #repeats(from: number): boolean {
    const before = this.offset.at(-2)!;
    if (from - before !== this.length - from) return false;
    for (let i = before, j = from; i < from; i++, j++) {
      if (this.#link[i] !== this.#link[j] || this.#share[i] !== this.#share[j]) return false;
    }
    return true;
  }

  instance(capacity: Float64Array): RowInstance {
    return {
      capacity,
      offset: Int32Array.from(this.offset),
      link: this.#link.slice(0, this.length),
      share: this.#share.slice(0, this.length),
      weight: Float64Array.from(this.weight),
      cap: null,
    };
  }
}

/** The rows of an instance without some, which are given in ascending order, and with others after them. */
export function replaced(
  all: RowInstance,
  without: readonly number[],
  others: RowInstance,
  capacity: Float64Array,
): RowInstance {
  const rows = all.weight.length - without.length + others.weight.length;
  let entries = all.link.length + others.link.length;
  for (const f of without) entries -= all.offset[f + 1]! - all.offset[f]!;
  const made = {
    capacity,
    offset: new Int32Array(rows + 1),
    link: new Int32Array(entries),
    share: new Float64Array(entries),
    weight: new Float64Array(rows),
    cap: null,
  };
  let row = 0;
  let at = 0;
  const copy = ({ offset, link, share, weight }: RowInstance, from: number, to: number): void => {
    const [first, last] = [offset[from]!, offset[to]!];
    made.link.set(link.subarray(first, last), at);
    made.share.set(share.subarray(first, last), at);
    made.weight.set(weight.subarray(from, to), row);
    for (let f = from; f < to; f++) made.offset[++row] = offset[f + 1]! - first + at;
    at += last - first;
  };
  let from = 0;
  for (const f of without) {
    copy(all, from, f);
    from = f + 1;
  }
  copy(all, from, all.weight.length);
  copy(others, 0, others.weight.length);
  return made;
}

function grown<A extends Int32Array | Float64Array>(wider: A, array: A): A {
  wider.set(array);
  return wider;
}

/** Lays rows along the shortest paths that are aimed at. */
export class RowWriter {
  readonly #dag: Dag;
  readonly #walk: DagWalk;
  readonly #rows: Rows;
  readonly #flow: Float64Array;

  constructor(dag: Dag, rows: Rows) {
    this.#dag = dag;
    this.#walk = new DagWalk(dag);
    this.#rows = rows;
    this.#flow = new Float64Array(dag.fabric.nodeCount);
  }

  /** The row from a node that reaches the target; `count` pairs have it. */
  write(pair: Pair, count: number): void {
    const { outWidth, fabric, target } = this.#dag;
    const { head, width } = fabric;
    const flow = this.#flow;
    flow[pair.end] = 1;
    this.#walk.from(pair.end, (u, arcs, from, to) => {
      const x = flow[u]!;
      flow[u] = 0;
      for (let i = from; i < to; i++) {
        const a = arcs[i]!;
        const part = to - from === 1 ? x : (x / outWidth[u]!) * width[a]!;
        this.#rows.add(a, part);
        flow[head[a]!]! += part;
      }
    });
    flow[target] = 0;
    this.#rows.end(pair, count);
  }
}
