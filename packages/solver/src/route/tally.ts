/**
 * How many hashed flows take each arc when every endpoint sends to every other: path by path, but only a count an arc is kept.
 *
 * In: the fabric, what is on each side of its anchors (see `anchors.ts`), the endpoints. Out: flows an arc, parts of flows as parts. The paths are those
 * of `HashedRows`, told for each target from one list of next hops, so a hop costs one hash and one count, some nanoseconds; a search a target comes
 * on top. Counts are whole numbers below 2^53, so their order does not matter.
 */
import type { Steps } from '../steps.ts';
import { anchorSteps, betweenAnchorsSteps, type Anchors } from './anchors.ts';
import { Dag } from './dag.ts';
import type { Fabric } from './fabric.ts';
import { hashedChoice, mix } from './hash.ts';
import { HashedRows } from './hashed.ts';
import type { Policy } from './policy.ts';
import { RowBuffer, RowMaker } from './rows.ts';
import { Search } from './search.ts';

/** Hops walked, or arcs searched, between two pauses. */
const quantum = 400_000;

/** Per arc: the flows on it. */
export function* hashedTally(policy: Policy, endpoints: Int32Array): Steps<Float64Array> {
  const { fabric } = policy;
  const anchors = yield* anchorSteps(fabric);
  const narrowed = yield* betweenAnchorsSteps(fabric, anchors);
  yield { phase: 'paths', fraction: 0 };
  const tally = new Tally(policy, anchors, narrowed, endpoints);
  const targets = endpoints.toSorted((a, b) => anchors.of[a]! - anchors.of[b]! || a - b);
  let told = 0;
  for (let i = 0; i < targets.length; i++) {
    tally.walkTo(targets[i]!);
    if (tally.work < told + quantum) continue;
    told = tally.work;
    yield { phase: 'paths', fraction: i / targets.length };
  }
  return tally.flows();
}

class Tally {
  /** Hops walked and arcs searched so far. */
  work = 0;
  readonly #anchors: Anchors;
  readonly #endpoints: Int32Array;
  readonly #seed: number;
  readonly #subflows: number;
  readonly #dag: Dag;
  /** Flows whose ways out and in may meet before the anchors are told by their rows. */
  readonly #maker: RowMaker;
  readonly #row = new RowBuffer();
  /** Per endpoint: its anchor, how many arcs lie before that, its part of every hash, and the parts of flows it sends on past the anchor. */
  readonly #start: Int32Array;
  readonly #before: Int32Array;
  readonly #hash: Int32Array;
  readonly #sent: Float64Array;
  /** Per node, for the current goal: where its next hops begin and how many they are. */
  readonly #first: Int32Array;
  readonly #ways: Int32Array;
  /** Per node: 1 where it is passed on the way from an endpoint to its anchor, or is an anchor that has one itself. */
  readonly #amid: Uint8Array;
  /** Per arc: parts of flows. */
  readonly #parts: Float64Array;
  #goal = -1;
  #next: Int32Array = new Int32Array(0);

  constructor(policy: Policy, anchors: Anchors, fabric: Fabric, endpoints: Int32Array) {
    const { filter, seed, subflows } = policy;
    this.#anchors = anchors;
    this.#endpoints = endpoints;
    this.#seed = mix(seed);
    this.#subflows = subflows;
    this.#dag = new Dag(fabric, filter);
    this.#maker = new RowMaker(new HashedRows(new Search(fabric, filter), seed, subflows), anchors, null);
    this.#start = endpoints.map((v) => anchors.of[v]!);
    this.#before = endpoints.map((v) => anchors.up(v).length);
    this.#hash = endpoints.map((v) => mix(this.#seed ^ v));
    this.#sent = new Float64Array(endpoints.length);
    this.#first = new Int32Array(fabric.nodeCount);
    this.#ways = new Int32Array(fabric.nodeCount);
    this.#amid = amidChains(anchors, fabric, endpoints);
    this.#parts = new Float64Array(fabric.arcCount);
  }

  /** Walks from all endpoints to one. */
  walkTo(target: number): void {
    const goal = this.#anchors.of[target]!;
    if (goal !== this.#goal) this.#aim(goal);
    const amid = this.#amid[goal] === 1;
    if (!amid) {
      const arrived = this.#walk(target, goal);
      for (const a of this.#anchors.down(target)) this.#parts[a]! += arrived;
    }
    this.#walkRows(target, goal, amid);
  }

  /** What stands on each arc once all targets were walked to. */
  flows(): Float64Array {
    const parts = this.#parts;
    this.#endpoints.forEach((s, i) => {
      for (const a of this.#anchors.up(s)) parts[a]! += this.#sent[i]!;
      this.#sent[i] = 0;
    });
    return parts.map((count) => count / this.#subflows);
  }

  /** Finds the next hops of all nodes towards a goal. */
  #aim(goal: number): void {
    const dag = this.#dag;
    this.#goal = goal;
    this.work += 2 * dag.aim(goal);
    for (let i = 1; i < dag.count; i++) {
      const v = dag.order[i]!;
      const { arcs, from, to } = dag.nextOf(v);
      this.#first[v] = from;
      this.#ways[v] = to - from;
      this.#next = arcs;
    }
  }

  /** Counts what goes from one anchor to another; answers the parts of flows that arrive. */
  #walk(target: number, goal: number): number {
    const endpoints = this.#endpoints;
    const [start, before, hash, sent] = [this.#start, this.#before, this.#hash, this.#sent];
    const [first, ways, next, parts] = [this.#first, this.#ways, this.#next, this.#parts];
    const { distance, fabric } = this.#dag;
    const amid = this.#amid;
    const { head } = fabric;
    const subflows = this.#subflows;
    let hops = 0;
    let arrived = 0;
    for (let i = 0; i < endpoints.length; i++) {
      const from = start[i]!;
      if (from === goal || distance[from]! < 0 || amid[from] === 1) continue;
      const pair = mix(hash[i]! ^ target);
      for (let part = 0; part < subflows; part++) {
        const key = mix(pair ^ part);
        let hop = before[i]!;
        for (let v = from; v !== goal; hop++) {
          const count = ways[v]!;
          const a = next[count === 1 ? first[v]! : first[v]! + hashedChoice(key, hop, count)]!;
          parts[a]!++;
          v = head[a]!;
        }
        hops += hop;
      }
      sent[i]! += subflows;
      arrived += subflows;
    }
    this.work += hops + endpoints.length;
    return arrived;
  }

  /** Counts the flows of one anchor, and those that start amid a chain; or `all`. */
  #walkRows(target: number, goal: number, all: boolean): void {
    const endpoints = this.#endpoints;
    const row = this.#row;
    let aimed = false;
    for (let i = 0; i < endpoints.length; i++) {
      const s = endpoints[i]!;
      const start = this.#start[i]!;
      if (s === target || !(all || start === goal || this.#amid[start] === 1)) continue;
      if (!aimed) this.#maker.aim(target, 1);
      aimed = true;
      row.length = 0;
      this.#maker.row(s, target, row);
      const { arcs, shares } = row;
      for (let k = 0; k < arcs.length; k++) this.#parts[arcs[k]!]! += this.#subflows * (shares?.[k] ?? 1);
      this.work += 4 * arcs.length;
    }
  }
}

function amidChains(anchors: Anchors, { nodeCount, head }: Fabric, endpoints: Int32Array): Uint8Array {
  const amid = new Uint8Array(nodeCount);
  for (const s of endpoints) {
    const up = anchors.up(s);
    for (let i = 0; i + 1 < up.length; i++) amid[head[up[i]!]!] = 1;
    const anchor = anchors.of[s]!;
    if (anchors.of[anchor] !== anchor) amid[anchor] = 1;
  }
  return amid;
}
