/**
 * Routes written out: for each flow, the arcs it takes and the part of it on each, as an instance for the filling.
 *
 * Flows are taken target by target, so each target's graph is found once, and flows that enter it by the same node share the work. Rows stand
 * in that order; `flowAt[row]` says whose they are. Flows that need no link or have no path get no row.
 */
import { done, failed, type Outcome } from '@weft/units';
import type { Steps } from '../steps.ts';
import { incidenceLimit, sharedIncidenceLimit } from '../maxmin/instance.ts';
import type { Dag } from './dag.ts';

export interface Rows {
  readonly flowAt: Int32Array;
  readonly offset: Int32Array;
  readonly arc: Int32Array;
  /** Null when every row takes whole arcs. */
  readonly share: Float64Array | null;
  /** Flows without a path, and flows that stay where they are. */
  readonly disconnected: Int32Array;
  readonly resting: Int32Array;
}

/** Adds the arcs of one flow to `out`, given the aimed graph; false when there is no path. */
export interface RowMaker {
  aim(target: number): number;
  row(source: number, target: number, out: RowBuffer): boolean;
}

const quantum = 200_000;

/** Writes all rows, or says that they do not fit. */
export function* rowSteps(source: Int32Array, target: Int32Array, maker: RowMaker): Steps<Outcome<Rows, 'size'>> {
  const flows = source.length;
  const order = byTarget(target);
  const flowAt = new Int32Array(flows);
  const offset = new Int32Array(flows + 1);
  const out = new RowBuffer();
  const disconnected: number[] = [];
  const resting: number[] = [];
  let rows = 0;
  let aimed = -1;
  let work = 0;
  for (let i = 0; i < flows; i++) {
    const f = order[i]!;
    const s = source[f]!;
    const t = target[f]!;
    if (s === t) {
      resting.push(f);
      continue;
    }
    if (t !== aimed) {
      work += maker.aim(t);
      aimed = t;
    }
    const before = out.length;
    if (!maker.row(s, t, out)) {
      disconnected.push(f);
      continue;
    }
    work += out.length - before + 4;
    flowAt[rows] = f;
    offset[++rows] = out.length;
    if (i % 4096 === 0 || out.length > sharedIncidenceLimit) {
      const limit = out.shares === null ? incidenceLimit : sharedIncidenceLimit;
      // After a fiftieth of the flows, rows that would come to twice the limit need not be written to be known not to fit.
      const expected = i > flows / 50 ? (out.length / (i + 1)) * flows : 0;
      if (out.length > limit || expected > 2 * limit) {
        const found = `The routes of ${flows} flows take more than ${limit} arcs in all; that many do not fit.`;
        return failed('size', 'flows', `${found} Take fewer flows, or a routing with fewer paths.`);
      }
    }
    if (work > quantum) {
      work = 0;
      yield { phase: 'routes', fraction: i / flows };
    }
  }
  return done({
    flowAt: flowAt.subarray(0, rows),
    offset: offset.subarray(0, rows + 1),
    arc: out.arcs,
    share: out.shares,
    disconnected: Int32Array.from(disconnected).sort(),
    resting: Int32Array.from(resting).sort(),
  });
}

function byTarget(target: Int32Array): Int32Array {
  let highest = 0;
  for (let f = 0; f < target.length; f++) if (target[f]! > highest) highest = target[f]!;
  const next = new Int32Array(highest + 2);
  for (let f = 0; f < target.length; f++) next[target[f]! + 1]!++;
  for (let t = 0; t <= highest; t++) next[t + 1]! += next[t]!;
  const order = new Int32Array(target.length);
  for (let f = 0; f < target.length; f++) order[next[target[f]!]!++] = f;
  return order;
}

/** Arcs and shares, grown by doubling; shares are kept only once one differs from 1. */
export class RowBuffer {
  #arc = new Int32Array(4096);
  #share: Float64Array | null = null;
  length = 0;

  push(arc: number, share: number): void {
    if (this.length === this.#arc.length) this.#grow();
    if (share !== 1 && this.#share === null) this.#share = new Float64Array(this.#arc.length).fill(1);
    this.#arc[this.length] = arc;
    if (this.#share !== null) this.#share[this.length] = share;
    this.length++;
  }

  /** Repeats an earlier stretch. */
  repeat(from: number, to: number): void {
    for (let i = from; i < to; i++) this.push(this.#arc[i]!, this.#share === null ? 1 : this.#share[i]!);
  }

  get arcs(): Int32Array {
    return this.#arc.subarray(0, this.length);
  }

  get shares(): Float64Array | null {
    return this.#share && this.#share.subarray(0, this.length);
  }

  #grow(): void {
    const wider = new Int32Array(2 * this.#arc.length);
    wider.set(this.#arc);
    this.#arc = wider;
    if (this.#share !== null) {
      const shares = new Float64Array(wider.length).fill(1);
      shares.set(this.#share);
      this.#share = shares;
    }
  }
}

/** Fluid rows: at each node an equal share (by width) to every next hop. */
export class FluidRows implements RowMaker {
  readonly #dag: Dag;
  readonly #nodeOf: Int32Array | null;
  /** Per node, for the current target: where a row that starts there was written. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #stamp: Int32Array;
  #aims = 0;
  readonly #flow: Float64Array;
  readonly #walk: DagWalk;

  constructor(dag: Dag, nodeOf: Int32Array | null) {
    const n = dag.fabric.nodeCount;
    this.#dag = dag;
    this.#nodeOf = nodeOf;
    this.#from = new Int32Array(n);
    this.#to = new Int32Array(n);
    this.#stamp = new Int32Array(n);
    this.#flow = new Float64Array(n);
    this.#walk = new DagWalk(dag);
  }

  #at(node: number): number {
    return this.#nodeOf === null ? node : this.#nodeOf[node]!;
  }

  aim(target: number): number {
    this.#aims++;
    return this.#dag.aim(this.#at(target));
  }

  row(source: number, _target: number, out: RowBuffer): boolean {
    const { distance, fabric } = this.#dag;
    let v = this.#at(source);
    if (distance[v]! < 0) return false;
    // Follow the only way until the graph branches; what follows is the same for all flows that come by there.
    while (v !== this.#dag.target && this.#stamp[v] !== this.#aims) {
      const { arcs, from, to } = this.#dag.nextOf(v);
      if (to - from !== 1) break;
      const only = arcs[from]!;
      out.push(only, 1);
      v = fabric.head[only]!;
    }
    if (v === this.#dag.target) return true;
    if (this.#stamp[v] === this.#aims) {
      out.repeat(this.#from[v]!, this.#to[v]!);
      return true;
    }
    const start = out.length;
    this.#flow[v] = 1;
    this.#walk.from(v, (u, arcs, from, to) => {
      const x = this.#flow[u]!;
      this.#flow[u] = 0;
      const unit = x / this.#dag.outWidth[u]!;
      for (let i = from; i < to; i++) {
        const a = arcs[i]!;
        const part = to - from === 1 ? x : unit * fabric.width[a]!;
        out.push(a, part);
        this.#flow[fabric.head[a]!]! += part;
      }
    });
    this.#flow[this.#dag.target] = 0;
    this.#stamp[v] = this.#aims;
    this.#from[v] = start;
    this.#to[v] = out.length;
    return true;
  }
}

/** Visits the nodes between a node and the target, farthest first. */
export class DagWalk {
  readonly #dag: Dag;
  readonly #seen: Uint8Array;
  #queue: number[] = [];

  constructor(dag: Dag) {
    this.#dag = dag;
    this.#seen = new Uint8Array(dag.fabric.nodeCount);
  }

  from(v: number, visit: (node: number, arcs: Int32Array, from: number, to: number) => void): void {
    const dag = this.#dag;
    const { head } = dag.fabric;
    const queue = this.#queue;
    queue.length = 0;
    queue.push(v);
    this.#seen[v] = 1;
    // With equal lengths a breadth-first walk meets nodes by descending distance; otherwise they are sorted before they are visited.
    const sorted = dag.fabric.length !== null;
    for (let i = 0; i < queue.length; i++) {
      const u = queue[i]!;
      if (u === dag.target) continue;
      const { arcs, from, to } = dag.nextOf(u);
      for (let j = from; j < to; j++) {
        const w = head[arcs[j]!]!;
        if (this.#seen[w] === 0) {
          this.#seen[w] = 1;
          queue.push(w);
        }
      }
    }
    if (sorted) queue.sort((a, b) => dag.distance[b]! - dag.distance[a]! || a - b);
    for (const u of queue) {
      this.#seen[u] = 0;
      if (u === dag.target) continue;
      const { arcs, from, to } = dag.nextOf(u);
      visit(u, arcs, from, to);
    }
  }
}
