/**
 * Where routes begin to differ: the first node on the only way out of an endpoint that has a choice.
 *
 * A host on one card on one switch has the switch for its anchor. All routes to the host are those to the anchor and the same last arcs, so a
 * search is made once for all that hangs on one anchor; likewise the middle of a route is one for all hosts of two anchors.
 */
import { finish, inSlices, type Steps } from '../steps.ts';
import type { Fabric } from './fabric.ts';

/** Endpoints have a card and a switch or two before the fabric; a longer chain is followed no further. */
const longest = 8;

/** The arcs between nodes and their anchors, as they are found node after node. */
class Chains {
  readonly of: Int32Array;
  readonly offset: Int32Array;
  readonly up: number[] = [];
  readonly down: number[] = [];
  readonly #fabric: Fabric;

  constructor(fabric: Fabric) {
    this.#fabric = fabric;
    this.of = new Int32Array(fabric.nodeCount);
    this.offset = new Int32Array(fabric.nodeCount + 1);
  }

  /** Finds those of nodes `from ... to`. */
  find(from: number, to: number): void {
    const fabric = this.#fabric;
    const { up, down } = this;
    for (let v = from; v < to; v++) {
      let at = v;
      let last = -1;
      for (let hop = 0; hop < longest; hop++) {
        const out = onlyArc(fabric.outOffset, fabric.outArc, fabric.head, at, last);
        const back = onlyArc(fabric.inOffset, fabric.inArc, fabric.tail, at, last);
        if (out < 0 || back < 0) break;
        const next = fabric.head[out]!;
        if (next !== fabric.tail[back] || fabric.forwards[next] === 0) break;
        up.push(out);
        down.push(back);
        last = at;
        at = next;
      }
      this.of[v] = at;
      this.offset[v + 1] = up.length;
    }
  }
}

/** Nodes, or arcs, looked at between two pauses. */
const slice = 50_000;

/** The anchors of a fabric, found with pauses. */
export function* anchorSteps(fabric: Fabric): Steps<Anchors> {
  const chains = new Chains(fabric);
  yield* inSlices(fabric.nodeCount, slice, 'routes', (from, to) => chains.find(from, to));
  return new Anchors(fabric, chains);
}

export class Anchors {
  /** Per node; a node with a choice is its own. */
  readonly of: Int32Array;
  readonly #offset: Int32Array;
  readonly #up: Int32Array;
  readonly #down: Int32Array;

  constructor(fabric: Fabric, chains: Chains | null = null) {
    const found = chains ?? new Chains(fabric);
    if (chains === null) found.find(0, fabric.nodeCount);
    this.of = found.of;
    this.#offset = found.offset;
    this.#up = Int32Array.from(found.up);
    this.#down = Int32Array.from(found.down);
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
  return finish(betweenAnchorsSteps(fabric, anchors));
}

/** The same with pauses. */
export function* betweenAnchorsSteps(fabric: Fabric, anchors: Anchors): Steps<Fabric> {
  const { nodeCount, arcCount, tail, head, capacity, width, length, forwards } = fabric;
  const { outOffset, outArc, inOffset, inArc } = fabric;
  const { of } = anchors;
  const stays = new Uint8Array(arcCount);
  yield* inSlices(outArc.length, slice, 'routes', (from, to) => {
    for (let i = from; i < to; i++) {
      const a = outArc[i]!;
      if (of[tail[a]!] === tail[a] && of[head[a]!] === head[a]) stays[a] = 1;
    }
  });
  const out = yield* staying(outOffset, outArc, stays);
  const into = yield* staying(inOffset, inArc, stays);
  const inTail = new Int32Array(into.arc.length);
  yield* inSlices(inTail.length, slice, 'routes', (from, to) => {
    for (let i = from; i < to; i++) inTail[i] = tail[into.arc[i]!]!;
  });
  const lists = { outOffset: out.offset, outArc: out.arc, inOffset: into.offset, inArc: into.arc, inTail };
  return { nodeCount, arcCount, tail, head, capacity, width, length, forwards, ...lists };
}

/** The arcs of lists that stay, in their order. */
function* staying(
  offset: Int32Array,
  arcs: Int32Array,
  stays: Uint8Array,
): Steps<{ readonly offset: Int32Array; readonly arc: Int32Array }> {
  const left = new Int32Array(offset.length);
  const arc = new Int32Array(arcs.length);
  let count = 0;
  yield* inSlices(offset.length - 1, slice, 'routes', (from, to) => {
    for (let v = from; v < to; v++) {
      for (let i = offset[v]!; i < offset[v + 1]!; i++) if (stays[arcs[i]!] === 1) arc[count++] = arcs[i]!;
      left[v + 1] = count;
    }
  });
  return { offset: left, arc: arc.slice(0, count) };
}
