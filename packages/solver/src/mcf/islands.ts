/**
 * Which pairs of nodes have a path at all, where only some nodes pass traffic on.
 *
 * Nodes that pass traffic on form islands; a path runs within one, from a node in it or beside it to another. O(nodes + arcs), then O(arcs at
 * the two ends) a pair.
 */
import type { Steps } from '../steps.ts';
import type { ArcLists } from './blocks.ts';

/** Arcs followed between two pauses. */
const quantum = 200_000;

/** Finds the islands of lists in which each arc has one back, with pauses. */
export function* islandSteps(lists: ArcLists, forwards: Uint8Array): Steps<Islands> {
  const islands = new Islands(lists, forwards);
  while (islands.run(quantum)) yield { phase: 'optimum', fraction: 0 };
  return islands;
}

export class Islands {
  readonly #lists: ArcLists;
  readonly #forwards: Uint8Array;
  /** Per node that passes traffic on: the first node of its island. */
  readonly #of: Int32Array;
  readonly #queue: Int32Array;
  #at = 0;
  #end = 0;
  #start = 0;

  constructor(lists: ArcLists, forwards: Uint8Array) {
    this.#lists = lists;
    this.#forwards = forwards;
    this.#of = new Int32Array(lists.nodeCount).fill(-1);
    this.#queue = new Int32Array(lists.nodeCount);
  }

  /** Follows about so many arcs; answers whether some are left. */
  run(budget: number): boolean {
    const { nodeCount, outOffset, outArc, head } = this.#lists;
    const [of, queue, forwards] = [this.#of, this.#queue, this.#forwards];
    for (let left = budget; left > 0;) {
      if (this.#at === this.#end) {
        while (this.#start < nodeCount && (of[this.#start]! >= 0 || forwards[this.#start] === 0)) this.#start++;
        if (this.#start === nodeCount) return false;
        of[this.#start] = this.#start;
        queue[this.#end++] = this.#start;
      }
      const v = queue[this.#at++]!;
      left -= 1 + outOffset[v + 1]! - outOffset[v]!;
      for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
        const u = head[outArc[i]!]!;
        if (of[u]! >= 0 || forwards[u] === 0) continue;
        of[u] = of[v]!;
        queue[this.#end++] = u;
      }
    }
    return true;
  }

  /** Whether there is a path. */
  joins(s: number, t: number): boolean {
    const { outOffset, outArc, head } = this.#lists;
    const of = this.#of;
    if (of[s]! >= 0) return of[t]! >= 0 ? of[s] === of[t] : this.#touches(t, of[s]!, s);
    if (of[t]! >= 0) return this.#touches(s, of[t]!, t);
    for (let i = outOffset[s]!; i < outOffset[s + 1]!; i++) {
      const u = head[outArc[i]!]!;
      if (u === t || (of[u]! >= 0 && this.#touches(t, of[u]!, s))) return true;
    }
    return false;
  }

  /** Whether a node beside islands is beside this one, or beside the other node. */
  #touches(v: number, island: number, other: number): boolean {
    const { outOffset, outArc, head } = this.#lists;
    for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
      const u = head[outArc[i]!]!;
      if (u === other || this.#of[u] === island) return true;
    }
    return false;
  }
}
