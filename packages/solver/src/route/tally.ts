/**
 * How many hashed flows take each arc when every endpoint sends to every other: path by path, but only a count an arc is kept.
 *
 * In: the fabric, what is on each side of its anchors (see `anchors.ts`), the endpoints. Out: flows an arc, parts of flows as parts. The paths are those
 * of `HashedRows`, told for each target from one list of next hops, so a hop costs one hash and one count, some nanoseconds; a search a target comes
 * on top. Counts are whole numbers below 2^53, so their order does not matter.
 */
import type { Steps } from '../steps.ts';
import { anchorSteps, betweenAnchorsSteps, type Anchors } from './anchors.ts';
import type { Fabric } from './fabric.ts';
import { hopStep, mix, mostChoices, partOf } from './hash.ts';
import { HashedRows } from './hashed.ts';
import type { Policy } from './policy.ts';
import { RowBuffer, RowMaker } from './rows.ts';
import { Search } from './search.ts';

/** Hops walked, or arcs searched, between two pauses. */
const quantum = 400_000;

/** Per arc: the flows on it. */
export function* hashedTally(policy: Policy, endpoints: Int32Array): Steps<Float64Array> {
  const { fabric, filter } = policy;
  if (filter !== null || fabric.length !== null)
    throw new Error('hashed paths are counted in hops, with no rule besides');
  const anchors = yield* anchorSteps(fabric);
  const narrowed = yield* betweenAnchorsSteps(fabric, anchors);
  yield { phase: 'paths', fraction: 0 };
  const tally = new Tally(policy, anchors, narrowed, endpoints);
  const targets = byAnchor(anchors, endpoints);
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
  readonly #subflows: number;
  readonly #fabric: Fabric;
  /** Flows whose ways out and in may meet before the anchors are told by their rows. */
  readonly #maker: RowMaker;
  readonly #row = new RowBuffer();
  /** Endpoints by their anchors: those of anchor v at `from[v] ... from[v + 1]`. */
  readonly #endpoint: Int32Array;
  readonly #from: Int32Array;
  /** Parallel to those: the arcs before the anchor, the source's part of every hash, and the parts of flows sent on past the anchor. */
  readonly #before: Int32Array;
  readonly #hash: Int32Array;
  readonly #sent: Float64Array;
  /** Per node: 1 where it is passed on the way from an endpoint to its anchor, or is an anchor that has one itself. */
  readonly #amid: Uint8Array;
  /** Endpoints whose anchor is such a node. */
  readonly #odd: Int32Array;
  /** Per arc: parts of flows. */
  readonly #parts: Float64Array;
  /** Nodes that reach the current goal, the nearest first, and how far they are. */
  readonly #order: Int32Array;
  readonly #distance: Int32Array;
  #count = 0;
  /** Their next hops, from where their arcs begin in the fabric's list: how many, and of each the arc and where it leads. */
  readonly #ways: Int32Array;
  readonly #arc: Int32Array;
  readonly #lead: Int32Array;
  #goal = -1;
  /** True when a node has more next hops than `partOf` takes. */
  #wide = false;

  constructor(policy: Policy, anchors: Anchors, fabric: Fabric, endpoints: Int32Array) {
    const { seed, subflows } = policy;
    const { nodeCount, arcCount, outArc } = fabric;
    this.#anchors = anchors;
    this.#subflows = subflows;
    this.#fabric = fabric;
    this.#maker = new RowMaker(new HashedRows(new Search(fabric), seed, subflows), anchors, null);
    this.#endpoint = byAnchor(anchors, endpoints);
    this.#from = new Int32Array(nodeCount + 1);
    for (const v of endpoints) this.#from[anchors.of[v]! + 1]!++;
    for (let v = 0; v < nodeCount; v++) this.#from[v + 1]! += this.#from[v]!;
    this.#before = this.#endpoint.map((v) => anchors.up(v).length);
    this.#hash = this.#endpoint.map((v) => mix(mix(seed) ^ v));
    this.#sent = new Float64Array(endpoints.length);
    this.#amid = amidChains(anchors, fabric, endpoints);
    this.#odd = this.#endpoint.filter((v) => this.#amid[anchors.of[v]!] === 1);
    this.#parts = new Float64Array(arcCount);
    this.#order = new Int32Array(nodeCount);
    this.#distance = new Int32Array(nodeCount).fill(-1);
    this.#ways = new Int32Array(nodeCount);
    this.#arc = new Int32Array(outArc.length);
    this.#lead = new Int32Array(outArc.length);
  }

  /** Walks from all endpoints to one. */
  walkTo(target: number): void {
    const goal = this.#anchors.of[target]!;
    if (goal !== this.#goal) this.#aim(goal);
    const amid = this.#amid[goal] === 1 || this.#wide;
    if (!amid) {
      const arrived = this.#walk(target);
      for (const a of this.#anchors.down(target)) this.#parts[a]! += arrived;
    }
    this.#walkRows(target, goal, amid);
  }

  /** What stands on each arc once all targets were walked to. */
  flows(): Float64Array {
    const parts = this.#parts;
    this.#endpoint.forEach((s, i) => {
      for (const a of this.#anchors.up(s)) parts[a]! += this.#sent[i]!;
      this.#sent[i] = 0;
    });
    return parts.map((count) => count / this.#subflows);
  }

  /** Finds the next hops of all nodes towards a goal, ring by ring. */
  #aim(goal: number): void {
    const { inOffset, inArc, inTail, outOffset, forwards } = this.#fabric;
    const [order, distance, ways, lead, arc] = [this.#order, this.#distance, this.#ways, this.#lead, this.#arc];
    for (let i = 0; i < this.#count; i++) distance[order[i]!] = -1;
    this.#goal = goal;
    order[0] = goal;
    distance[goal] = 0;
    let count = 1;
    let looked = 0;
    let most = 0;
    for (let i = 0; i < count; i++) {
      const v = order[i]!;
      if (i > 0 && forwards[v] === 0) continue;
      const further = distance[v]! + 1;
      const end = inOffset[v + 1]!;
      looked += end - inOffset[v]! + 1;
      for (let j = inOffset[v]!; j < end; j++) {
        const u = inTail[j]!;
        if (distance[u]! < 0) {
          distance[u] = further;
          ways[u] = 0;
          order[count++] = u;
        } else if (distance[u] !== further) {
          continue;
        }
        // A node's hops stand in the order of their arcs; few are met out of it.
        const a = inArc[j]!;
        const first = outOffset[u]!;
        let at = first + ways[u]!++;
        for (; at > first && arc[at - 1]! > a; at--) {
          arc[at] = arc[at - 1]!;
          lead[at] = lead[at - 1]!;
        }
        arc[at] = a;
        lead[at] = v;
        if (at - first > most) most = at - first;
      }
    }
    this.#count = count;
    this.#wide = most >= mostChoices;
    this.work += 2 * looked;
  }

  /** Counts what goes from other anchors to that of a target; answers the parts of flows that arrive. Nearer ones first, so that loops run alike. */
  #walk(target: number): number {
    const [count, order, distance] = [this.#count, this.#order, this.#distance];
    const [from, before, hash, sent, amid] = [this.#from, this.#before, this.#hash, this.#sent, this.#amid];
    const subflows = this.#subflows;
    let arrived = 0;
    for (let i = 1; i < count; i++) {
      const start = order[i]!;
      const end = from[start + 1]!;
      if (from[start] === end || amid[start] === 1) continue;
      const length = distance[start]!;
      for (let e = from[start]!; e < end; e++) {
        const pair = mix(hash[e]! ^ target);
        for (let part = 0; part < subflows; part++) {
          this.#follow(start, length, (mix(pair ^ part) + Math.imul(before[e]!, hopStep)) | 0);
        }
        sent[e]! += subflows;
        arrived += subflows;
      }
      this.work += (end - from[start]!) * (length * subflows + 1);
    }
    return arrived;
  }

  /** Counts one path of so many hops; `key` is the path's own, grown by the hops before. */
  #follow(start: number, length: number, key: number): void {
    const { outOffset } = this.#fabric;
    const [ways, lead, arc, parts] = [this.#ways, this.#lead, this.#arc, this.#parts];
    let v = start;
    let k = key;
    for (let hop = 0; hop < length; hop++) {
      const at = outOffset[v]! + partOf(mix(k), ways[v]!);
      parts[arc[at]!]!++;
      v = lead[at]!;
      k = (k + hopStep) | 0;
    }
  }

  /** Counts the flows of one anchor, and those that start amid a chain; or `all`. */
  #walkRows(target: number, goal: number, all: boolean): void {
    const sources = all ? this.#endpoint : this.#endpoint.subarray(this.#from[goal], this.#from[goal + 1]);
    const odd = all ? [] : this.#odd;
    if (sources.length + odd.length === 0) return;
    this.#maker.aim(target, 1);
    for (const s of sources) if (s !== target) this.#addRow(s, target);
    for (const s of odd) if (s !== target && this.#anchors.of[s] !== goal) this.#addRow(s, target);
  }

  #addRow(source: number, target: number): void {
    const row = this.#row;
    row.length = 0;
    this.#maker.row(source, target, row);
    const { arcs, shares } = row;
    for (let k = 0; k < arcs.length; k++) this.#parts[arcs[k]!]! += this.#subflows * (shares?.[k] ?? 1);
    this.work += 4 * arcs.length;
  }
}

function byAnchor({ of }: Anchors, endpoints: Int32Array): Int32Array {
  return endpoints.toSorted((a, b) => of[a]! - of[b]! || a - b);
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
