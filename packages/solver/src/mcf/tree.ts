/**
 * Shortest-path trees under given lengths of pools, by Dijkstra's algorithm on a binary heap. O(arcs log nodes) a source.
 */
import type { Concurrent } from './problem.ts';

export class Tree {
  readonly distance: Float64Array;
  /** The arc by which a node was reached, -1 at the source and where there is no way. */
  readonly via: Int32Array;

  readonly #problem: Concurrent;
  readonly #heapNode: Int32Array;
  readonly #heapPlace: Int32Array;
  #heapSize = 0;

  constructor(problem: Concurrent) {
    const n = problem.nodeCount;
    this.#problem = problem;
    this.distance = new Float64Array(n);
    this.via = new Int32Array(n);
    this.#heapNode = new Int32Array(n);
    this.#heapPlace = new Int32Array(n);
  }

  /** Grows the tree of a source to all nodes. */
  grow(source: number, length: Float64Array): void {
    const { outOffset, outArc, head, pool, forwards } = this.#problem;
    const { distance, via } = this;
    distance.fill(Infinity);
    via.fill(-1);
    this.#heapPlace.fill(-1);
    this.#heapSize = 0;
    distance[source] = 0;
    this.#lift(source);
    while (this.#heapSize > 0) {
      const v = this.#pop();
      if (v !== source && forwards[v] === 0) continue;
      const d = distance[v]!;
      const end = outOffset[v + 1]!;
      for (let i = outOffset[v]!; i < end; i++) {
        const a = outArc[i]!;
        const far = d + length[pool[a]!]!;
        const u = head[a]!;
        if (far >= distance[u]!) continue;
        distance[u] = far;
        via[u] = a;
        this.#lift(u);
      }
    }
  }

  #pop(): number {
    const nodes = this.#heapNode;
    const places = this.#heapPlace;
    const { distance } = this;
    const top = nodes[0]!;
    const size = --this.#heapSize;
    if (size === 0) return top;
    const v = nodes[size]!;
    const d = distance[v]!;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= size) break;
      if (child + 1 < size && distance[nodes[child + 1]!]! < distance[nodes[child]!]!) child++;
      const c = nodes[child]!;
      if (distance[c]! >= d) break;
      nodes[at] = c;
      places[c] = at;
      at = child;
    }
    nodes[at] = v;
    places[v] = at;
    return top;
  }

  #lift(v: number): void {
    const nodes = this.#heapNode;
    const places = this.#heapPlace;
    const { distance } = this;
    const d = distance[v]!;
    let at = places[v]! < 0 ? this.#heapSize++ : places[v]!;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const u = nodes[up]!;
      if (distance[u]! <= d) break;
      nodes[at] = u;
      places[u] = at;
      at = up;
    }
    nodes[at] = v;
    places[v] = at;
  }
}
