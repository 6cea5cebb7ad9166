/**
 * Where routes begin to differ: the first node on the only way out of an endpoint that has a choice.
 *
 * A host on one card on one switch has the switch for its anchor. All routes to the host are those to the anchor and the same last arcs, so a
 * search is made once for all that hangs on one anchor; likewise the middle of a route is one for all hosts of two anchors.
 */
import { arcLists, type Fabric } from './fabric.ts';

/** Endpoints have a card and a switch or two before the fabric; a longer chain is followed no further. */
const longest = 8;

export class Anchors {
  /** Per node; a node with a choice is its own. */
  readonly of: Int32Array;
  readonly #offset: Int32Array;
  readonly #up: Int32Array;
  readonly #down: Int32Array;

  constructor(fabric: Fabric) {
    const n = fabric.nodeCount;
    this.of = new Int32Array(n);
    this.#offset = new Int32Array(n + 1);
    const up: number[] = [];
    const down: number[] = [];
    for (let v = 0; v < n; v++) {
      let at = v;
      let from = -1;
      for (let hop = 0; hop < longest; hop++) {
        const out = onlyArc(fabric.outOffset, fabric.outArc, fabric.head, at, from);
        const back = onlyArc(fabric.inOffset, fabric.inArc, fabric.tail, at, from);
        if (out < 0 || back < 0) break;
        const next = fabric.head[out]!;
        if (next !== fabric.tail[back] || fabric.forwards[next] === 0) break;
        up.push(out);
        down.push(back);
        from = at;
        at = next;
      }
      this.of[v] = at;
      this.#offset[v + 1] = up.length;
    }
    this.#up = Int32Array.from(up);
    this.#down = Int32Array.from(down);
  }

  /** The arcs from a node to its anchor. */
  up(v: number): Int32Array {
    return this.#up.subarray(this.#offset[v]!, this.#offset[v + 1]!);
  }

  /** The arcs from the anchor to a node, nearest to the node first. */
  down(v: number): Int32Array {
    return this.#down.subarray(this.#offset[v]!, this.#offset[v + 1]!);
  }
}

function onlyArc(offset: Int32Array, arcs: Int32Array, far: Int32Array, v: number, from: number): number {
  let only = -1;
  for (let j = offset[v]!; j < offset[v + 1]!; j++) {
    if (far[arcs[j]!] === from) continue;
    if (only >= 0) return -1;
    only = arcs[j]!;
  }
  return only;
}

/**
 * The fabric without the dead ends below anchors: what lies between anchors, at the same numbers. Routes from anchor to anchor are the same,
 * and a search among them does not visit hosts by the ten thousand.
 */
export function betweenAnchors(fabric: Fabric, anchors: Anchors): Fabric {
  const { nodeCount, arcCount, tail, head, capacity, width, length, forwards } = fabric;
  const stays = new Uint8Array(arcCount);
  for (const a of fabric.outArc) {
    if (anchors.of[tail[a]!] === tail[a] && anchors.of[head[a]!] === head[a]) stays[a] = 1;
  }
  const lists = arcLists(nodeCount, tail, head, stays);
  return { nodeCount, arcCount, tail, head, capacity, width, length, forwards, ...lists };
}
