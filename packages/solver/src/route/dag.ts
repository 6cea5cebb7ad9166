/**
 * All shortest paths to one target, as a graph without cycles: from each node, the arcs by which traffic for the target goes on.
 *
 * `aim` finds it for a target; then `push` carries traffic down it (every node divides what it has among its arcs by width), and `nextOf`
 * lists the arcs of one node. Nodes that do not forward are reached and never passed. One aim and one push cost O(nodes + arcs reached);
 * all arrays are reused from target to target.
 */
import type { Fabric } from './fabric.ts';

/** Restricts which arcs may be used towards a target (dimension order). */
export interface ArcFilter {
  aim(target: number): void;
  allows(arc: number): boolean;
}

/** Nodes that wait with their distances; a node waits at most once in each queue. */
interface Queue {
  readonly node: Int32Array;
  readonly distance: Int32Array;
}

function queue(length: number): Queue {
  return { node: new Int32Array(length), distance: new Int32Array(length) };
}

export class Dag {
  readonly fabric: Fabric;
  /** Reached nodes by ascending distance, the target first; `count` of them. */
  readonly order: Int32Array;
  count = 0;
  /** Distance to the target, -1 where there is no way. */
  readonly distance: Int32Array;
  /** Arcs of the graph that enter `order[i]`: `arc[start[i] ... start[i + 1]]`. */
  readonly start: Int32Array;
  readonly arc: Int32Array;
  /** Per node: the sum of widths of its arcs. */
  readonly outWidth: Float64Array;
  target = -1;

  readonly #filter: ArcFilter | null;
  readonly #flow: Float64Array;
  readonly #nextStart: Int32Array;
  readonly #nextEnd: Int32Array;
  readonly #short: Queue;
  readonly #long: Queue;
  /** How far a search is: the heads of the queues and their ends, nodes whose arcs are listed and how many arcs those are. */
  readonly #search = { short: 0, shortEnd: 0, long: 0, longEnd: 0, ordered: 0, used: 0, listing: true };
  #looked = 0;
  #next: Int32Array;
  #nextUsed = 0;
  #aims = 0;
  readonly #nextAim: Int32Array;
  /** Per node its place in the order, for paths taken over. */
  #at: Int32Array | null = null;

  constructor(fabric: Fabric, filter: ArcFilter | null = null) {
    const n = fabric.nodeCount;
    this.fabric = fabric;
    this.#filter = filter;
    this.order = new Int32Array(n);
    this.distance = new Int32Array(n).fill(-1);
    this.start = new Int32Array(n + 1);
    this.arc = new Int32Array(fabric.inArc.length);
    this.outWidth = new Float64Array(n);
    this.#flow = new Float64Array(n);
    this.#nextStart = new Int32Array(n);
    this.#nextEnd = new Int32Array(n);
    this.#nextAim = new Int32Array(n);
    this.#next = new Int32Array(1024);
    this.#short = queue(fabric.length === null ? 0 : n);
    this.#long = queue(fabric.length === null ? 0 : n);
  }

  /** Finds the shortest paths to `target`; answers how many arcs were looked at. */
  aim(target: number): number {
    this.begin(target);
    this.advance(Infinity);
    return this.#looked;
  }

  /** Begins a search of the paths to a target, to be taken on by `advance`; there are none before it has ended. */
  begin(target: number): void {
    this.#forget(target);
    const at = this.#search;
    at.short = at.long = at.longEnd = at.ordered = at.used = 0;
    at.shortEnd = 1;
    at.listing = this.fabric.length === null;
    this.#looked = 0;
    this.count = 0;
    this.distance[target] = 0;
    if (this.fabric.length === null) {
      this.order[0] = target;
      this.count = 1;
    } else {
      this.#short.node[0] = target;
      this.#short.distance[0] = 0;
    }
  }

  /** Takes a search on by about so many arcs; false when there is more to do. */
  advance(arcs: number): boolean {
    const until = this.#looked + arcs;
    const { length } = this.fabric;
    if (length === null) return this.#advanceByHops(until);
    return (this.#search.listing || this.#advanceByLength(length, until)) && this.#advanceList(length, until);
  }

  /** Arcs looked at in the search that was begun last. */
  get looked(): number {
    return this.#looked;
  }

  /** Leaves the last target for another. */
  #forget(target: number): void {
    for (let i = 0; i < this.count; i++) {
      const v = this.order[i]!;
      this.distance[v] = -1;
      this.outWidth[v] = 0;
    }
    if (!this.#search.listing) {
      // A search by length that was left has met nodes that it has not put in order.
      for (let i = 0; i < this.#search.shortEnd; i++) this.distance[this.#short.node[i]!] = -1;
      for (let i = 0; i < this.#search.longEnd; i++) this.distance[this.#long.node[i]!] = -1;
    }
    this.target = target;
    this.#aims++;
    this.#nextUsed = 0;
    this.#filter?.aim(target);
  }

  #advanceByHops(until: number): boolean {
    const { inOffset, inArc, inTail, width, forwards } = this.fabric;
    const { order, distance, start, arc, outWidth } = this;
    const filter = this.#filter;
    const at = this.#search;
    let { used } = at;
    let { count } = this;
    let looked = this.#looked;
    let i = at.ordered;
    for (; i < count && looked < until; i++) {
      const v = order[i]!;
      start[i] = used;
      if (i > 0 && forwards[v] === 0) continue;
      const further = distance[v]! + 1;
      const end = inOffset[v + 1]!;
      looked += end - inOffset[v]! + 1;
      for (let j = inOffset[v]!; j < end; j++) {
        const a = inArc[j]!;
        const u = inTail[j]!;
        const known = distance[u]!;
        if (known >= 0 && known !== further) continue;
        if (filter !== null && !filter.allows(a)) continue;
        if (known < 0) {
          distance[u] = further;
          order[count++] = u;
        }
        arc[used++] = a;
        outWidth[u]! += width[a]!;
      }
    }
    at.ordered = i;
    at.used = used;
    this.count = count;
    this.#looked = looked;
    start[i] = used;
    return i === count;
  }

  /**
   * Arcs are of two lengths, so what is found by short arcs, and what by long ones, each comes in order of distance: two queues, and the
   * nearer head of the two is next.
   */
  #advanceByLength(length: Int32Array, until: number): boolean {
    const { inOffset, inArc, inTail, forwards } = this.fabric;
    const { order, distance, target } = this;
    const filter = this.#filter;
    const short = this.#short;
    const long = this.#long;
    const at = this.#search;
    let { short: shortAt, shortEnd, long: longAt, longEnd } = at;
    let { count } = this;
    let looked = this.#looked;
    while ((shortAt < shortEnd || longAt < longEnd) && looked < until) {
      const fromShort =
        longAt === longEnd || (shortAt < shortEnd && short.distance[shortAt]! <= long.distance[longAt]!);
      const v = fromShort ? short.node[shortAt]! : long.node[longAt]!;
      const d = fromShort ? short.distance[shortAt++]! : long.distance[longAt++]!;
      if (distance[v] !== d || (count > 0 && order[count - 1] === v)) continue;
      order[count++] = v;
      if (v !== target && forwards[v] === 0) continue;
      const end = inOffset[v + 1]!;
      looked += end - inOffset[v]! + 1;
      for (let j = inOffset[v]!; j < end; j++) {
        const a = inArc[j]!;
        const u = inTail[j]!;
        const step = length[a]!;
        const far = d + step;
        const known = distance[u]!;
        if (known >= 0 && known <= far) continue;
        if (filter !== null && !filter.allows(a)) continue;
        distance[u] = far;
        if (step === 1) {
          short.node[shortEnd] = u;
          short.distance[shortEnd++] = far;
        } else {
          long.node[longEnd] = u;
          long.distance[longEnd++] = far;
        }
      }
    }
    at.short = shortAt;
    at.shortEnd = shortEnd;
    at.long = longAt;
    at.longEnd = longEnd;
    this.count = count;
    this.#looked = looked;
    return (at.listing = shortAt === shortEnd && longAt === longEnd);
  }

  /** Lists the arcs by which the nodes in order go on, once all distances are known. */
  #advanceList(length: Int32Array, until: number): boolean {
    const { inOffset, inArc, inTail, width, forwards } = this.fabric;
    const { order, distance, start, arc, outWidth, count, target } = this;
    const filter = this.#filter;
    const at = this.#search;
    let { used } = at;
    let looked = this.#looked;
    let i = at.ordered;
    for (; i < count && looked < until; i++) {
      const v = order[i]!;
      start[i] = used;
      if (v !== target && forwards[v] === 0) continue;
      const here = distance[v]!;
      const end = inOffset[v + 1]!;
      looked += end - inOffset[v]!;
      for (let j = inOffset[v]!; j < end; j++) {
        const a = inArc[j]!;
        const u = inTail[j]!;
        if (distance[u] !== here + length[a]! || (filter !== null && !filter.allows(a))) continue;
        arc[used++] = a;
        outWidth[u]! += width[a]!;
      }
    }
    at.ordered = i;
    at.used = used;
    this.#looked = looked;
    start[i] = used;
    return i === count;
  }

  /**
   * Takes over shortest paths that were found by other means: nodes by ascending distance, the target first, and the arcs by which they go on.
   */
  adopt(target: number, nodes: Int32Array, distances: Int32Array, arcs: Int32Array): void {
    this.#forget(target);
    const { tail, head, width } = this.fabric;
    const { order, distance, start, arc, outWidth } = this;
    const at = (this.#at ??= new Int32Array(this.fabric.nodeCount));
    const count = nodes.length;
    for (let i = 0; i < count; i++) {
      const v = nodes[i]!;
      order[i] = v;
      at[v] = i;
      distance[v] = distances[i]!;
      start[i] = 0;
    }
    start[count] = 0;
    // A counting sort by the node entered: first how many arcs enter each, then where the last ends, then back to where the first begins.
    for (const a of arcs) start[at[head[a]!]!]!++;
    for (let i = 1; i <= count; i++) start[i]! += start[i - 1]!;
    for (const a of arcs) {
      arc[--start[at[head[a]!]!]!] = a;
      outWidth[tail[a]!]! += width[a]!;
    }
    this.count = count;
  }

  /**
   * Carries `inject` (per node, in Gb/s) down to the target and adds what passes to `load` (per arc). Answers what arrives at the
   * target. `inject` is left as it was.
   */
  push(inject: Float64Array, load: Float64Array): number {
    return this.pushFrom(inject, load, this.count, 0);
  }

  /** The same for places `from` (not among them) down to `to` of the order: call it for the farthest first. */
  pushFrom(inject: Float64Array, load: Float64Array, from: number, to: number): number {
    const { tail, width } = this.fabric;
    const { order, start, arc, outWidth } = this;
    const flow = this.#flow;
    for (let i = from - 1; i >= to; i--) {
      const v = order[i]!;
      let sum = inject[v]!;
      const end = start[i + 1]!;
      for (let j = start[i]!; j < end; j++) {
        const a = arc[j]!;
        const part = flow[tail[a]!]! * width[a]!;
        if (part === 0) continue;
        load[a]! += part;
        sum += part;
      }
      // What leaves v for each unit of width, so that the next node needs one product.
      flow[v] = i === 0 ? sum : sum / outWidth[v]!;
    }
    return flow[order[to]!]!;
  }

  /** Makes the arcs of `v` available at `nextArc[nextFrom ... nextTo]`, ascending. Needs an aim. */
  nextOf(v: number): { readonly arcs: Int32Array; readonly from: number; readonly to: number } {
    if (this.#nextAim[v] !== this.#aims) this.#listNext(v);
    this.#window.arcs = this.#next;
    this.#window.from = this.#nextStart[v]!;
    this.#window.to = this.#nextEnd[v]!;
    return this.#window;
  }

  readonly #window: { arcs: Int32Array; from: number; to: number } = { arcs: new Int32Array(0), from: 0, to: 0 };

  #listNext(v: number): void {
    const { outOffset, outArc, head, forwards, length } = this.fabric;
    const { distance, target } = this;
    const from = outOffset[v]!;
    const to = outOffset[v + 1]!;
    if (this.#nextUsed + to - from > this.#next.length) {
      const wider = new Int32Array(2 * (this.#nextUsed + to - from));
      wider.set(this.#next);
      this.#next = wider;
    }
    this.#nextAim[v] = this.#aims;
    this.#nextStart[v] = this.#nextUsed;
    for (let i = from; i < to; i++) {
      const a = outArc[i]!;
      const u = head[a]!;
      if (distance[u]! < 0 || distance[v]! !== distance[u]! + (length === null ? 1 : length[a]!)) continue;
      if (u !== target && forwards[u] === 0) continue;
      if (this.#filter !== null && !this.#filter.allows(a)) continue;
      this.#next[this.#nextUsed++] = a;
    }
    this.#nextEnd[v] = this.#nextUsed;
  }
}
