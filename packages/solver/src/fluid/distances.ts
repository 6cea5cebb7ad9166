/**
 * The distance of every node to every target, four bytes for each pair: whether an arc is on the ways to a target is read off it.
 *
 * What has stopped is struck out and never met again. Kept twice: nodes side by side, for what is gone through target by target, and targets side by
 * side, for finding the targets that an arc leads to without leaping through memory.
 */
import type { Dag } from '../route/dag.ts';
import type { Fabric } from '../route/fabric.ts';

/** The distance of what has stopped or has no way. */
export const gone = 0xffff;

export class Distances {
  readonly nodes: number;
  readonly targets: number;
  /** Per target and node (nodes side by side): the distance of what has not stopped. */
  readonly far: Uint16Array;
  /** The same at first, targets side by side. */
  readonly #reach: Uint16Array;
  readonly #fabric: Fabric;
  /** Which distances there are. */
  readonly #used = new Uint8Array(gone + 1);

  constructor(fabric: Fabric, targets: number) {
    this.#fabric = fabric;
    this.nodes = fabric.nodeCount;
    this.targets = targets;
    this.far = new Uint16Array(this.nodes * targets);
    this.#reach = new Uint16Array(this.nodes * targets);
  }

  /** Empties entries `from ... to` of both tables; all of them, before the first are noted. */
  clear(from: number, to: number): void {
    this.far.fill(gone, from, to);
    this.#reach.fill(gone, from, to);
  }

  /** Notes the distances that `dag` found from places `from ... to` of its order; false when one is too long. */
  note(target: number, { order, distance }: Dag, from: number, to: number): boolean {
    const base = target * this.nodes;
    const { far, targets } = this;
    const reach = this.#reach;
    const used = this.#used;
    for (let i = from; i < to; i++) {
      const v = order[i]!;
      const d = distance[v]!;
      if (d >= gone) return false;
      far[base + v] = reach[v * targets + target] = d;
      used[d] = 1;
    }
    return true;
  }

  /** Strikes out the first `count` of some nodes for one target. */
  strike(target: number, nodes: Int32Array, count: number): void {
    const base = target * this.nodes;
    for (let i = 0; i < count; i++) this.far[base + nodes[i]!] = gone;
  }

  isGone(target: number, node: number): boolean {
    return this.far[target * this.nodes + node] === gone;
  }

  /** Per distance its rank among those there are, and how many there are. */
  ranks(): { readonly of: Int32Array; readonly count: number } {
    const of = new Int32Array(gone + 1).fill(-1);
    let count = 0;
    for (let d = 0; d < gone; d++) if (this.#used[d] === 1) of[d] = count++;
    return { of, count };
  }

  /** The first target from `target` on to which an arc leads what has not stopped; -1 when there is none. */
  leadsTo(arc: number, target: number): number {
    const { tail, head, length, forwards } = this.#fabric;
    const reach = this.#reach;
    const { far, targets, nodes } = this;
    const u = tail[arc]! * targets;
    const v = head[arc]! * targets;
    const step = length === null ? 1 : length[arc]!;
    const passes = forwards[head[arc]!] === 1;
    for (let t = target; t < targets; t++) {
      const there = reach[v + t]!;
      if (reach[u + t] !== there + step || there === gone || (!passes && there !== 0)) continue;
      if (far[t * nodes + tail[arc]!] !== gone) return t;
    }
    return -1;
  }
}
