/**
 * Routes written out: for each flow, the arcs it takes and the part of it on each, as an instance for the filling.
 *
 * Flows are taken by the anchor of their target (see `anchors.ts`), so each search is made once, and flows between two anchors share the work. Rows stand
 * in that order; `flowAt[row]` says whose they are. Flows that need no link or have no path get no row.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { inSlices, type Steps } from '../steps.ts';
import { incidenceLimit, sharedIncidenceLimit } from '../maxmin/instance.ts';
import type { Anchors } from './anchors.ts';
import type { Fabric } from './fabric.ts';

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

/** A flow as its hash needs it: its own ends, and how many arcs lie before the node its row starts at. */
export interface FlowEnds {
  source: number;
  target: number;
  hops: number;
}

/** Routes between anchors under one policy. */
export interface Core {
  readonly fabric: Fabric;
  /** True when the row depends on the anchors alone, so that one serves for all flows between them. */
  readonly shared: boolean;
  /** Arcs looked at so far in search of paths. */
  readonly work: number;
  /** Turns to a target that will be asked for from at most so many nodes. */
  aim(target: number, sources: number): void;
  /** Adds the arcs from a node to the target aimed at; false when there is no path. */
  row(source: number, out: RowBuffer, flow: FlowEnds): boolean;
}

/** Adds the rows of flows: up to the source's anchor, across, down from the target's. */
export class RowMaker {
  readonly #core: Core;
  readonly #anchors: Anchors;
  readonly #nodeOf: Int32Array | null;
  /** Per anchor, for the current target: where a row that starts there was written. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #stamp: Int32Array;
  readonly #flow: FlowEnds = { source: -1, target: -1, hops: 0 };
  #aims = 0;
  #aimed = -1;

  /** `nodeOf` leads from nodes of the topology to nodes of a quotient; null when the fabric is the topology's own. */
  constructor(core: Core, anchors: Anchors, nodeOf: Int32Array | null) {
    const n = core.fabric.nodeCount;
    this.#core = core;
    this.#anchors = anchors;
    this.#nodeOf = nodeOf;
    this.#from = new Int32Array(n);
    this.#to = new Int32Array(n);
    this.#stamp = new Int32Array(n);
  }

  /** Flows of one anchor are best taken together. */
  anchorOf(node: number): number {
    return this.#anchors.of[this.#nodeOf === null ? node : this.#nodeOf[node]!]!;
  }

  /** Arcs looked at so far in search of paths. */
  get work(): number {
    return this.#core.work;
  }

  /** Turns to a target; about so many flows to its anchor will follow. */
  aim(target: number, flows: number): void {
    const anchor = this.anchorOf(target);
    if (anchor === this.#aimed) return;
    this.#aimed = anchor;
    this.#aims++;
    this.#core.aim(anchor, flows);
  }

  /** Adds the row of a flow to the target aimed at; false, and nothing added, when there is no path. */
  row(source: number, target: number, out: RowBuffer): boolean {
    const anchors = this.#anchors;
    const s = this.#nodeOf === null ? source : this.#nodeOf[source]!;
    const t = this.#nodeOf === null ? target : this.#nodeOf[target]!;
    const start = anchors.of[s]!;
    const up = anchors.up(s);
    const down = anchors.down(t);
    if (this.#meet(s, t, up, down, out)) return true;
    const before = out.length;
    for (const a of up) out.push(a, 1);
    if (start !== this.#aimed) {
      if (this.#stamp[start] === this.#aims) {
        out.repeat(this.#from[start]!, this.#to[start]!);
      } else {
        const from = out.length;
        this.#flow.source = source;
        this.#flow.target = target;
        this.#flow.hops = up.length;
        if (!this.#core.row(start, out, this.#flow)) {
          out.length = before;
          return false;
        }
        if (this.#core.shared) {
          this.#stamp[start] = this.#aims;
          this.#from[start] = from;
          this.#to[start] = out.length;
        }
      }
    }
    for (let i = down.length - 1; i >= 0; i--) out.push(down[i]!, 1);
    return true;
  }

  /** Where the source's way out meets the target's way in before the anchors, the route turns there. */
  #meet(s: number, t: number, up: Int32Array, down: Int32Array, out: RowBuffer): boolean {
    const { head, tail } = this.#core.fabric;
    const goal = this.#anchors.of[t]!;
    for (let i = 0; i <= up.length; i++) {
      const v = i === 0 ? s : head[up[i - 1]!]!;
      if (v === goal && i === up.length) return false;
      let from = v === t ? 0 : -1;
      for (let j = 0; j < down.length && from < 0; j++) if (tail[down[j]!] === v) from = j + 1;
      if (from < 0) continue;
      for (let k = 0; k < i; k++) out.push(up[k]!, 1);
      for (let j = from - 1; j >= 0; j--) out.push(down[j]!, 1);
      return true;
    }
    return false;
  }
}

/** Arcs and flows looked at between two pauses: a millisecond, and not twenty while an engine has not made the code fast yet. */
const quantum = 20_000;

/** Writes all rows, or says that they do not fit. */
export function* rowSteps(source: Int32Array, target: Int32Array, maker: RowMaker): Steps<Outcome<Rows, 'size'>> {
  yield { phase: 'routes', fraction: 0 };
  const order = yield* byAnchor(target, maker);
  const writing = new Writing(source, target, maker, order);
  for (;;) {
    const fault = writing.writeOn();
    if (fault !== null) return fault;
    if (writing.isDone) break;
    yield { phase: 'routes', fraction: writing.fraction };
  }
  return done(writing.rows);
}

/** The rows of flows as they are written, in the order of anchors. */
class Writing {
  readonly #source: Int32Array;
  readonly #target: Int32Array;
  readonly #maker: RowMaker;
  readonly #order: Int32Array;
  readonly #flowAt: Int32Array;
  readonly #offset: Int32Array;
  readonly #out = new RowBuffer();
  readonly #disconnected: number[] = [];
  readonly #resting: number[] = [];
  #rows = 0;
  #reserved = false;
  /** The next flow in the order, and the first one to another anchor. */
  #next = 0;
  #end = 0;

  constructor(source: Int32Array, target: Int32Array, maker: RowMaker, order: Int32Array) {
    this.#source = source;
    this.#target = target;
    this.#maker = maker;
    this.#order = order;
    this.#flowAt = new Int32Array(source.length);
    this.#offset = new Int32Array(source.length + 1);
  }

  get isDone(): boolean {
    return this.#next === this.#source.length;
  }

  get fraction(): number {
    return this.#next / this.#source.length;
  }

  get rows(): Rows {
    return {
      flowAt: this.#flowAt.subarray(0, this.#rows),
      offset: this.#offset.subarray(0, this.#rows + 1),
      arc: this.#out.arcs,
      share: this.#out.shares,
      disconnected: Int32Array.from(this.#disconnected).toSorted(),
      resting: Int32Array.from(this.#resting).toSorted(),
    };
  }

  /** Writes on for about a quantum of work; a fault when the rows do not fit. */
  writeOn(): Outcome<never, 'size'> | null {
    const maker = this.#maker;
    const out = this.#out;
    const flows = this.#source.length;
    const until = maker.work + out.length + 4 * this.#next + quantum;
    for (let i = this.#next; i < flows; i++) {
      const f = this.#order[i]!;
      const s = this.#source[f]!;
      const t = this.#target[f]!;
      this.#next = i + 1;
      if (s === t) {
        this.#resting.push(f);
        continue;
      }
      if (i >= this.#end) this.#end = endOfAnchor(this.#order, this.#target, maker, i);
      maker.aim(t, this.#end - i);
      if (!maker.row(s, t, out)) {
        this.#disconnected.push(f);
      } else {
        this.#flowAt[this.#rows] = f;
        this.#offset[++this.#rows] = out.length;
      }
      if (i % 4096 === 0 || out.length > sharedIncidenceLimit) {
        const fault = this.#sizeFault(i);
        if (fault !== null) return fault;
      }
      if (maker.work + out.length + 4 * i > until) return null;
    }
    return null;
  }

  /** A fault when the rows do not fit, or will not; makes room once it is known about how much will come. */
  #sizeFault(i: number): Outcome<never, 'size'> | null {
    const out = this.#out;
    const flows = this.#source.length;
    const limit = out.shares === null ? incidenceLimit : sharedIncidenceLimit;
    // After a fiftieth of the flows, rows that would come to twice the limit need not be written to be known not to fit.
    const expected = i > flows / 50 ? (out.length / (i + 1)) * flows : 0;
    if (out.length > limit || expected > 2 * limit) {
      const found = say`The routes of ${flows} flows take more than ${limit} arcs in all; that many do not fit.`;
      return failed('size', 'flows', say`${found} Take fewer flows, or a routing with fewer paths.`);
    }
    if (expected > 0 && !this.#reserved) {
      out.reserve(Math.ceil(1.1 * expected));
      this.#reserved = true;
    }
    return null;
  }
}

/** Where the flows to one anchor end that begin at a place in the order. */
function endOfAnchor(order: Int32Array, target: Int32Array, maker: RowMaker, from: number): number {
  const anchor = maker.anchorOf(target[order[from]!]!);
  let end = from + 1;
  while (end < order.length && maker.anchorOf(target[order[end]!]!) === anchor) end++;
  return end;
}

/** Flows sorted by their target's anchor, then target, else as they came. */
function* byAnchor(target: Int32Array, maker: RowMaker): Steps<Int32Array> {
  const all = new Int32Array(target.length);
  const anchor = new Int32Array(target.length);
  yield* inSlices(target.length, quantum, 'routes', (from, to) => {
    for (let f = from; f < to; f++) {
      all[f] = f;
      anchor[f] = maker.anchorOf(target[f]!);
    }
  });
  return yield* sorted(yield* sorted(all, target), anchor);
}

/** A stable counting sort by the key of each flow. */
function* sorted(flows: Int32Array, key: Int32Array): Steps<Int32Array> {
  let highest = 0;
  yield* inSlices(key.length, 4 * quantum, 'routes', (from, to) => {
    for (let f = from; f < to; f++) if (key[f]! > highest) highest = key[f]!;
  });
  yield { phase: 'routes', fraction: 0 };
  const next = new Int32Array(highest + 2);
  yield* inSlices(key.length, 4 * quantum, 'routes', (from, to) => {
    for (let f = from; f < to; f++) next[key[f]! + 1]!++;
  });
  for (let t = 0; t <= highest; t++) next[t + 1]! += next[t]!;
  const order = new Int32Array(flows.length);
  yield { phase: 'routes', fraction: 0 };
  yield* inSlices(flows.length, quantum, 'routes', (from, to) => {
    for (let i = from; i < to; i++) order[next[key[flows[i]!]!]!++] = flows[i]!;
  });
  return order;
}

/** Arcs and shares, grown by doubling; shares are kept only once one differs from 1. */
export class RowBuffer {
  #arc = new Int32Array(4096);
  #share: Float64Array | null = null;
  length = 0;

  push(arc: number, share: number): void {
    if (this.length === this.#arc.length) this.#grow(2 * this.length);
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

  /** Makes room once it is known about how much will come. */
  reserve(length: number): void {
    if (length > this.#arc.length) this.#grow(length);
  }

  #grow(length: number): void {
    const wider = new Int32Array(length);
    wider.set(this.#arc);
    if (this.#share !== null) {
      const shares = new Float64Array(length);
      shares.set(this.#share);
      this.#share = shares;
    }
    this.#arc = wider;
  }
}
