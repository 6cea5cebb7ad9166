/**
 * The shortest paths from one node to one target, found from both ends, where a search of all that leads to the target would cost too much.
 *
 * One search goes back from the target, one on from the source, ring by ring, each time the one with fewer arcs to look at; where they touch, every
 * shortest path passes. What lies between is handed to a graph (`Dag`), which then answers for this source as if it had searched for all. Paths
 * are counted in hops. Cost: the arcs of two balls of half the distance; a Clos of a hundred thousand arcs costs some hundreds.
 */
import type { ArcFilter, Dag } from './dag.ts';
import type { Fabric } from './fabric.ts';

/** A search from one end: labelled nodes in order of distance, and where its outermost ring begins. */
interface Ball {
  readonly distance: Int32Array;
  readonly node: Int32Array;
  count: number;
  ring: number;
  radius: number;
  /** Arcs of the outermost ring, for its next step. */
  arcs: number;
  /** Arcs by which the distance changes by one, in order of distance; `noted` of them. */
  readonly arc: Int32Array;
  noted: number;
}

export class Cone {
  readonly #fabric: Fabric;
  readonly #filter: ArcFilter | null;
  readonly #behind: Ball;
  readonly #ahead: Ball;
  readonly #inside: Uint8Array;
  /** The nodes of the last cone by ascending distance, their distances, and the arcs among them. */
  readonly #node: Int32Array;
  readonly #distance: Int32Array;
  readonly #arc: Int32Array;
  #looked = 0;

  constructor(fabric: Fabric, filter: ArcFilter | null) {
    const n = fabric.nodeCount;
    this.#fabric = fabric;
    this.#filter = filter;
    this.#behind = ball(n, fabric.inArc.length);
    this.#ahead = ball(n, fabric.inArc.length);
    this.#arc = new Int32Array(fabric.inArc.length);
    this.#inside = new Uint8Array(n);
    this.#node = new Int32Array(n);
    this.#distance = new Int32Array(n);
  }

  /** Leaves in `dag` the shortest paths from `source` to `target`, two nodes; the target alone when there is none. Answers the arcs looked at. */
  find(source: number, target: number, dag: Dag): number {
    const { inOffset, outOffset } = this.#fabric;
    const [behind, ahead] = [this.#behind, this.#ahead];
    this.#looked = 0;
    this.#filter?.aim(target);
    begin(behind, target, inOffset);
    begin(ahead, source, outOffset);
    let met = false;
    while (!met && behind.ring < behind.count && ahead.ring < ahead.count) {
      met = behind.arcs <= ahead.arcs ? this.#back(source) : this.#on(target);
    }
    if (met) {
      this.#between(target, dag);
    } else {
      this.#node[0] = target;
      this.#distance[0] = 0;
      dag.adopt(target, this.#node.subarray(0, 1), this.#distance, this.#arc.subarray(0, 0));
    }
    clear(behind);
    clear(ahead);
    return this.#looked;
  }

  /** One more ring back from the target; whether it touches the other search. */
  #back(source: number): boolean {
    const { inOffset, inArc, inTail, forwards } = this.#fabric;
    const filter = this.#filter;
    const behind = this.#behind;
    const { distance, node } = behind;
    const other = this.#ahead.distance;
    const end = behind.count;
    const further = ++behind.radius;
    this.#looked += behind.arcs;
    behind.arcs = 0;
    let met = false;
    for (let i = behind.ring; i < end; i++) {
      const v = node[i]!;
      for (let j = inOffset[v]!; j < inOffset[v + 1]!; j++) {
        const u = inTail[j]!;
        const known = distance[u]!;
        if ((known >= 0 && known !== further) || (forwards[u] === 0 && u !== source)) continue;
        if (filter !== null && !filter.allows(inArc[j]!)) continue;
        behind.arc[behind.noted++] = inArc[j]!;
        if (known >= 0) continue;
        distance[u] = further;
        node[behind.count++] = u;
        behind.arcs += inOffset[u + 1]! - inOffset[u]!;
        if (other[u]! >= 0) met = true;
      }
    }
    behind.ring = end;
    return met;
  }

  /** One more ring on from the source; whether it touches the other search. */
  #on(target: number): boolean {
    const { outOffset, outArc, head, forwards } = this.#fabric;
    const filter = this.#filter;
    const ahead = this.#ahead;
    const { distance, node } = ahead;
    const other = this.#behind.distance;
    const end = ahead.count;
    const further = ++ahead.radius;
    this.#looked += ahead.arcs;
    ahead.arcs = 0;
    let met = false;
    for (let i = ahead.ring; i < end; i++) {
      const v = node[i]!;
      for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
        const u = head[outArc[j]!]!;
        const known = distance[u]!;
        if ((known >= 0 && known !== further) || (forwards[u] === 0 && u !== target)) continue;
        if (filter !== null && !filter.allows(outArc[j]!)) continue;
        ahead.arc[ahead.noted++] = outArc[j]!;
        if (known >= 0) continue;
        distance[u] = further;
        node[ahead.count++] = u;
        ahead.arcs += outOffset[u + 1]! - outOffset[u]!;
        if (other[u]! >= 0) met = true;
      }
    }
    ahead.ring = end;
    return met;
  }

  /** Gathers what lies between the ends by way of the nodes where the searches touch, from the arcs both have noted, and hands it over. */
  #between(target: number, dag: Dag): void {
    const { tail, head } = this.#fabric;
    const [behind, ahead] = [this.#behind, this.#ahead];
    const whole = behind.radius + ahead.radius;
    const inside = this.#inside;
    const arcs = this.#arc;
    let used = 0;
    // The balls overlap in nodes of their outermost rings alone, else they would have touched before.
    for (let i = behind.ring; i < behind.count; i++) {
      const v = behind.node[i]!;
      if (ahead.distance[v]! >= 0) inside[v] = 1;
    }
    for (let i = behind.noted - 1; i >= 0; i--) {
      const a = behind.arc[i]!;
      if (inside[tail[a]!] === 0) continue;
      inside[head[a]!] = 1;
      arcs[used++] = a;
    }
    for (let i = ahead.noted - 1; i >= 0; i--) {
      const a = ahead.arc[i]!;
      if (inside[head[a]!] === 0) continue;
      inside[tail[a]!] = 1;
      arcs[used++] = a;
    }
    const nodes = this.#node;
    let count = 0;
    for (let i = 0; i < behind.count; i++) {
      const v = behind.node[i]!;
      if (inside[v] === 0) continue;
      nodes[count] = v;
      this.#distance[count++] = behind.distance[v]!;
    }
    for (let i = ahead.ring - 1; i >= 0; i--) {
      const v = ahead.node[i]!;
      if (inside[v] === 0) continue;
      nodes[count] = v;
      this.#distance[count++] = whole - ahead.distance[v]!;
    }
    for (let i = 0; i < count; i++) inside[nodes[i]!] = 0;
    dag.adopt(target, nodes.subarray(0, count), this.#distance, arcs.subarray(0, used));
  }
}

function ball(nodes: number, arcs: number): Ball {
  const [distance, node] = [new Int32Array(nodes).fill(-1), new Int32Array(nodes)];
  return { distance, node, count: 0, ring: 0, radius: 0, arcs: 0, arc: new Int32Array(arcs), noted: 0 };
}

function begin(of: Ball, node: number, offset: Int32Array): void {
  of.distance[node] = 0;
  of.node[0] = node;
  of.count = 1;
  of.ring = 0;
  of.radius = 0;
  of.noted = 0;
  of.arcs = offset[node + 1]! - offset[node]!;
}

function clear(of: Ball): void {
  for (let i = 0; i < of.count; i++) of.distance[of.node[i]!] = -1;
}
