/**
 * Walks the nodes between a node and the target of an aimed graph, farthest first.
 */
import type { Dag } from './dag.ts';

export class DagWalk {
  readonly #dag: Dag;
  readonly #seen: Uint8Array;
  readonly #queue: number[] = [];

  constructor(dag: Dag) {
    this.#dag = dag;
    this.#seen = new Uint8Array(dag.fabric.nodeCount);
  }

  /** Calls `visit` on each node but the target with its arcs, once all nodes that send to it were visited. */
  from(v: number, visit: (node: number, arcs: Int32Array, from: number, to: number) => void): void {
    const dag = this.#dag;
    const { head, length } = dag.fabric;
    const queue = this.#queue;
    queue.length = 0;
    queue.push(v);
    this.#seen[v] = 1;
    for (let i = 0; i < queue.length; i++) {
      const u = queue[i]!;
      if (u === dag.target) continue;
      const { arcs, from, to } = dag.nextOf(u);
      for (let j = from; j < to; j++) {
        const w = head[arcs[j]!]!;
        if (this.#seen[w] === 1) continue;
        this.#seen[w] = 1;
        queue.push(w);
      }
    }
    // With equal lengths a breadth-first walk meets nodes by descending distance; otherwise they are sorted.
    if (length !== null) queue.sort((a, b) => dag.distance[b]! - dag.distance[a]! || a - b);
    for (const u of queue) {
      this.#seen[u] = 0;
      if (u === dag.target) continue;
      const { arcs, from, to } = dag.nextOf(u);
      visit(u, arcs, from, to);
    }
  }
}
