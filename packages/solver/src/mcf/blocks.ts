/**
 * The blocks of a graph: largest pieces that no single node holds together (biconnected components), by depth-first search (Hopcroft and Tarjan
 * 1973). In: lists of arcs in which each arc has one back. Out: for each node its block towards the root of its search. O(nodes + arcs).
 *
 * A node that joins blocks is the *top* of those below it; two nodes have at most one block in common.
 */
import { inSlices, type Steps } from '../steps.ts';

export interface Blocks {
  readonly count: number;
  /** Per node: the block in which it hangs, -1 at a root and for a node alone. */
  readonly of: Int32Array;
  /** Per block: the node from which it hangs. */
  readonly top: Int32Array;
  /** Per node: how many blocks lie between it and its root. */
  readonly depth: Int32Array;
}

export interface ArcLists {
  readonly nodeCount: number;
  readonly outOffset: Int32Array;
  readonly outArc: Int32Array;
  readonly head: Int32Array;
}

/** Arcs followed between two pauses. */
const quantum = 200_000;

/** Finds the blocks, with pauses. */
export function* blockSteps(lists: ArcLists): Steps<Blocks> {
  const search = new Search(lists);
  while (search.run(quantum)) yield { phase: 'optimum', fraction: 0 };
  const { nodeCount } = lists;
  const { of, tops, preorder } = search;
  const top = Int32Array.from(tops);
  const depth = new Int32Array(nodeCount);
  yield* inSlices(nodeCount, quantum, 'optimum', (from, to) => {
    for (let i = from; i < to; i++) {
      const v = preorder[i]!;
      if (of[v]! >= 0) depth[v] = depth[top[of[v]!]!]! + 1;
    }
  });
  return { count: top.length, of, top, depth };
}

/** The block that both ends of an arc are in. */
export function blockOfArc({ of, top }: Blocks, u: number, v: number): number {
  const [b, c] = [of[u]!, of[v]!];
  return b === c || (b >= 0 && top[b] === v) ? b : c;
}

class Search {
  readonly of: Int32Array;
  readonly tops: number[] = [];
  /** Nodes in the order in which they were met; a block's top is before its other nodes. */
  readonly preorder: Int32Array;

  readonly #lists: ArcLists;
  /** Per node: its place in `preorder`, and the least place that its subtree reaches. */
  readonly #place: Int32Array;
  readonly #least: Int32Array;
  readonly #next: Int32Array;
  /** The nodes between the root and where the search stands; and those met that have no block yet. */
  readonly #way: Int32Array;
  readonly #open: Int32Array;
  #wayLength = 0;
  #openCount = 0;
  #met = 0;
  #root = 0;

  constructor(lists: ArcLists) {
    const { nodeCount, outOffset } = lists;
    this.#lists = lists;
    this.of = new Int32Array(nodeCount).fill(-1);
    this.preorder = new Int32Array(nodeCount);
    this.#place = new Int32Array(nodeCount).fill(-1);
    this.#least = new Int32Array(nodeCount);
    this.#next = outOffset.slice(0, nodeCount);
    this.#way = new Int32Array(nodeCount);
    this.#open = new Int32Array(nodeCount);
  }

  /** Follows about so many arcs; answers whether some are left. */
  run(budget: number): boolean {
    const { nodeCount, outOffset, outArc, head } = this.#lists;
    const [place, least, next, way] = [this.#place, this.#least, this.#next, this.#way];
    for (let left = budget; left > 0; left--) {
      if (this.#wayLength === 0) {
        while (this.#root < nodeCount && place[this.#root]! >= 0) this.#root++;
        if (this.#root === nodeCount) return false;
        this.#meet(this.#root);
        continue;
      }
      const v = way[this.#wayLength - 1]!;
      if (next[v]! < outOffset[v + 1]!) {
        const u = head[outArc[next[v]!++]!]!;
        if (place[u]! < 0) this.#meet(u);
        else if (place[u]! < least[v]!) least[v] = place[u]!;
        continue;
      }
      this.#wayLength--;
      if (this.#wayLength > 0) this.#leave(v, way[this.#wayLength - 1]!);
    }
    return true;
  }

  #meet(v: number): void {
    this.#place[v] = this.#least[v] = this.#met;
    this.preorder[this.#met++] = v;
    this.#way[this.#wayLength++] = v;
    this.#open[this.#openCount++] = v;
  }

  /** Goes back from a node whose arcs are all followed: what is open from it on is a block, unless it reaches above its parent. */
  #leave(v: number, parent: number): void {
    if (this.#least[v]! < this.#place[parent]!) {
      this.#least[parent] = Math.min(this.#least[parent]!, this.#least[v]!);
      return;
    }
    const b = this.tops.push(parent) - 1;
    for (;;) {
      const u = this.#open[--this.#openCount]!;
      this.of[u] = b;
      if (u === v) return;
    }
  }
}
