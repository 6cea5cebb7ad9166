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
  /** The nodes that have a distance, to be forgotten before the next tree. */
  readonly #reached: Int32Array;
  #reachedCount = 0;
  readonly #isWanted: Uint8Array;

  constructor(problem: Concurrent) {
    const n = problem.nodeCount;
    this.#problem = problem;
    this.distance = new Float64Array(n).fill(Infinity);
    this.via = new Int32Array(n).fill(-1);
    this.#heapNode = new Int32Array(n);
    this.#heapPlace = new Int32Array(n).fill(-1);
    this.#reached = new Int32Array(n);
    this.#isWanted = new Uint8Array(n);
  }

  /** Grows the tree of a source until it has the nodes `targets[from ... to]`, or all that it reaches; what was told of others is no distance. */
  growTo(source: number, targets: Int32Array, from: number, to: number, length: Float64Array): void {
    const { outOffset, outArc, head, pool, forwards } = this.#problem;
    const { distance, via } = this;
    const reached = this.#reached;
    const isWanted = this.#isWanted;
    for (let i = 0; i < this.#reachedCount; i++) {
      const v = reached[i]!;
      distance[v] = Infinity;
      via[v] = this.#heapPlace[v] = -1;
    }
    let wanted = 0;
    for (let k = from; k < to; k++) {
      if (isWanted[targets[k]!] === 0) wanted++;
      isWanted[targets[k]!] = 1;
    }
    this.#heapSize = 0;
    distance[source] = 0;
    this.#lift(source);
    let count = 0;
    reached[count++] = source;
    while (this.#heapSize > 0) {
      const v = this.#pop();
      if (isWanted[v] === 1 && --wanted === 0) break;
      if (v !== source && forwards[v] === 0) continue;
      const d = distance[v]!;
      const end = outOffset[v + 1]!;
      for (let i = outOffset[v]!; i < end; i++) {
        const a = outArc[i]!;
        const far = d + length[pool[a]!]!;
        const u = head[a]!;
        if (far >= distance[u]!) continue;
        if (distance[u] === Infinity) reached[count++] = u;
        distance[u] = far;
        via[u] = a;
        this.#lift(u);
      }
    }
    this.#reachedCount = count;
    for (let k = from; k < to; k++) isWanted[targets[k]!] = 0;
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
