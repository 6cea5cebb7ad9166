/**
 * What stands behind arcs of one target: found, and what it sends carried down to the target.
 *
 * In: nodes whose arcs are full, a target. Out: all nodes whose traffic for the target leads through them; what they send, taken off the pools on its
 * ways. Cost: the arcs of the nodes behind, once against their direction and once along it.
 */
import type { Fabric } from '../route/fabric.ts';
import type { Distances } from './distances.ts';
import type { View } from './views.ts';

/** Arcs looked at between two pauses: a few milliseconds where each is a leap through memory. */
const quantum = 100_000;

export class Wave {
  /** The nodes gathered, `count` of them. */
  readonly nodes: Int32Array;
  count = 0;
  /** Arcs looked at so far. */
  visits = 0;
  /** Per pool: what was taken off since `touched` was emptied. */
  readonly less: Float64Array;
  readonly touched: number[] = [];

  readonly #fabric: Fabric;
  readonly #distances: Distances;
  /** Arcs in the order of the lists, so that one look gives all. */
  readonly #outHead: Int32Array;
  readonly #outKind: Int32Array;
  readonly #outWidth: Float64Array;
  readonly #outLength: Int32Array | null;
  readonly #inLength: Int32Array | null;
  /** Nodes by rank of distance, and what passes through each. */
  #rankOf: Int32Array = new Int32Array(0);
  #bucket = new Int32Array(0);
  readonly #after: Int32Array;
  readonly #amount: Float64Array;
  readonly #listed: Int32Array;
  readonly #stamp: Int32Array;
  readonly #next: Int32Array;
  #id = 0;
  #target = -1;
  /** How far the gathering is; the rank that is taken off, and where in it to go on, -1 for its beginning. */
  #at = 0;
  #top = 0;
  #node = -1;

  constructor({ fabric, kind }: View, distances: Distances, pools: number) {
    const { nodeCount: n, outArc, inArc, head, width, length } = fabric;
    this.#fabric = fabric;
    this.#distances = distances;
    this.#outHead = gathered(new Int32Array(outArc.length), head, outArc);
    this.#outKind = gathered(new Int32Array(outArc.length), kind, outArc);
    this.#outWidth = gathered(new Float64Array(outArc.length), width, outArc);
    this.#outLength = length && gathered(new Int32Array(outArc.length), length, outArc);
    this.#inLength = length && gathered(new Int32Array(inArc.length), length, inArc);
    this.less = new Float64Array(pools);
    this.nodes = new Int32Array(n);
    this.#after = new Int32Array(n);
    this.#amount = new Float64Array(n);
    this.#listed = new Int32Array(n);
    this.#stamp = new Int32Array(n);
    this.#next = new Int32Array(outArc.length);
  }

  /** Says which distances there are; before the first wave. */
  rank({ of, count }: { readonly of: Int32Array; readonly count: number }): void {
    this.#rankOf = of;
    this.#bucket = new Int32Array(count).fill(-1);
  }

  /** Begins with nothing gathered. */
  begin(target: number): void {
    this.#id++;
    this.#target = target;
    this.#top = 0;
    this.#node = -1;
    this.#at = 0;
    this.count = 0;
  }

  /** Gathers a node and all that leads through it to the target; false when `gatherOn` has more to do. */
  gather(node: number): boolean {
    if (this.#stamp[node] === this.#id) return true;
    this.#stamp[node] = this.#id;
    this.nodes[this.count++] = node;
    return this.gatherOn();
  }

  /** Looks behind the nodes gathered; false when there is more to do. */
  gatherOn(): boolean {
    const { inOffset, inTail, forwards } = this.#fabric;
    const { far, nodes: each } = this.#distances;
    const base = this.#target * each;
    const { nodes } = this;
    const stamp = this.#stamp;
    const inLength = this.#inLength;
    const id = this.#id;
    let { count: end, visits } = this;
    const until = visits + quantum;
    let i = this.#at;
    for (; i < end && visits < until; i++) {
      const x = nodes[i]!;
      if (forwards[x] === 0) continue;
      const here = far[base + x]!;
      const last = inOffset[x + 1]!;
      visits += last - inOffset[x]!;
      for (let j = inOffset[x]!; j < last; j++) {
        const w = inTail[j]!;
        if (stamp[w] === id || far[base + w] !== here + (inLength === null ? 1 : inLength[j]!)) continue;
        stamp[w] = id;
        nodes[end++] = w;
      }
    }
    this.#at = i;
    this.count = end;
    this.visits = visits;
    return i === end;
  }

  /** Has the nodes gathered send `times` what they have, to be taken off; answers how many of them do. */
  send(senders: Float64Array, times: number): number {
    const { nodes, count } = this;
    const base = this.#target * this.#distances.nodes;
    const { far } = this.#distances;
    const rankOf = this.#rankOf;
    const bucket = this.#bucket;
    const after = this.#after;
    const listed = this.#listed;
    const amount = this.#amount;
    const id = this.#id;
    let top = 0;
    let sending = 0;
    for (let i = 0; i < count; i++) {
      const x = nodes[i]!;
      const own = senders[x]!;
      if (own === 0) continue;
      sending++;
      amount[x] = own * times;
      const rank = rankOf[far[base + x]!]!;
      if (rank > top) top = rank;
      listed[x] = id;
      after[x] = bucket[rank]!;
      bucket[rank] = x;
    }
    this.#top = top;
    return sending;
  }

  /** Carries what was sent down to the target, farthest first; false when there is more to do. */
  takeOff(): boolean {
    const { outOffset, forwards } = this.#fabric;
    const { far, nodes } = this.#distances;
    const base = this.#target * nodes;
    const rankOf = this.#rankOf;
    const bucket = this.#bucket;
    const after = this.#after;
    const listed = this.#listed;
    const id = this.#id;
    const amount = this.#amount;
    const { less, touched } = this;
    const next = this.#next;
    const outHead = this.#outHead;
    const outKind = this.#outKind;
    const outWidth = this.#outWidth;
    const outLength = this.#outLength;
    let { visits } = this;
    const until = visits + quantum;
    for (; this.#top > 0; this.#top--) {
      let x = this.#node;
      if (x < 0) {
        x = bucket[this.#top]!;
        bucket[this.#top] = -1;
      }
      for (; x >= 0; x = after[x]!) {
        if (visits >= until) {
          this.#node = x;
          this.visits = visits;
          return false;
        }
        const here = far[base + x]!;
        const carried = amount[x]!;
        amount[x] = 0;
        let count = 0;
        let sum = 0;
        const end = outOffset[x + 1]!;
        visits += end - outOffset[x]!;
        for (let j = outOffset[x]!; j < end; j++) {
          const y = outHead[j]!;
          const there = far[base + y]!;
          if (there + (outLength === null ? 1 : outLength[j]!) !== here || (there !== 0 && forwards[y] === 0)) continue;
          next[count++] = j;
          sum += outWidth[j]!;
        }
        for (let i = 0; i < count; i++) {
          const j = next[i]!;
          const part = (carried * outWidth[j]!) / sum;
          const p = outKind[j]!;
          if (less[p] === 0) touched.push(p);
          less[p]! += part;
          const y = outHead[j]!;
          amount[y]! += part;
          if (listed[y] === id) continue;
          listed[y] = id;
          const below = rankOf[far[base + y]!]!;
          after[y] = bucket[below]!;
          bucket[below] = y;
        }
      }
      this.#node = -1;
    }
    this.visits = visits;
    for (let x = bucket[0]!; x >= 0; x = after[x]!) amount[x] = 0;
    bucket[0] = -1;
    return true;
  }

  /** What was gathered stops: it is met no more. */
  strike(): void {
    this.#distances.strike(this.#target, this.nodes, this.count);
  }
}

/** Plain, since `map` of a typed array takes ten times as long. */
function gathered<A extends Int32Array<ArrayBuffer> | Float64Array<ArrayBuffer>>(
  out: A,
  values: ArrayLike<number>,
  at: Int32Array,
): A {
  for (let i = 0; i < at.length; i++) out[i] = values[at[i]!]!;
  return out;
}
