/**
 * Takes a symmetry apart into many small ones.
 *
 * A symmetry may turn a thousand servers by one place at once. What it moves falls into *parts* that no link joins to each other: a part's links stay in
 * it or end at nodes that are not moved. So where the symmetry holds, two things hold by themselves: a part that is mapped onto itself may be
 * mapped alone, and a part may change places with its image, all else left as it is (an arc to a node that stays goes over into one to the same
 * node, either way). These small ones leave most of the fabric in place, so many of them survive where a target is held fixed or a link fails.
 * O(arcs of the support).
 */
import type { Symmetry } from '@weft/topology';
import type { Fabric } from '../route/fabric.ts';
import { inSlices, type Steps } from '../steps.ts';
import { counting, root, unite } from './union.ts';

/** Between two pauses: nodes whose arcs are looked at, nodes that are only read, and parts. */
const joinSlice = 15_000;
const nodeSlice = 200_000;
const partSlice = 4_000;

/** Small symmetries one after the other: number k is `start[k] ... start[k + 1]` of both lists. */
export interface Apart {
  readonly count: number;
  readonly nodes: Int32Array;
  readonly images: Int32Array;
  readonly start: Int32Array;
}

export class Pieces {
  readonly #fabric: Fabric;
  /** Per node: its place in the symmetry that is taken apart, -1 for nodes it leaves. */
  readonly #place: Int32Array;
  readonly #made = new Map<Symmetry, Apart>();

  constructor(fabric: Fabric) {
    this.#fabric = fabric;
    this.#place = new Int32Array(fabric.nodeCount).fill(-1);
  }

  /** The pieces of a symmetry. Those of one that holds do; those of one that does not must be checked. */
  *of(symmetry: Symmetry): Steps<Apart> {
    const known = this.#made.get(symmetry);
    if (known !== undefined) return known;
    const made = yield* this.#apart(symmetry);
    this.#made.set(symmetry, made);
    return made;
  }

  *#apart(symmetry: Symmetry): Steps<Apart> {
    const { nodes, images } = symmetry;
    const place = this.#place;
    for (let i = 0; i < nodes.length; i++) place[nodes[i]!] = i;
    const { part, start, member } = yield* this.#parts(nodes);
    const made: { readonly first: number; readonly swap: boolean }[] = [];
    let length = 0;
    const imageOf = (p: number): number => part[place[images[member[start[p]!]!]!]!]!;
    yield* inSlices(start.length - 1, partSlice, 'symmetry', (from, to) => {
      for (let p = from; p < to; p++) {
        const q = imageOf(p);
        const size = start[p + 1]! - start[p]!;
        let whole = size === start[q + 1]! - start[q]!;
        for (let k = start[p]!; k < start[p + 1]! && whole; k++) whole = part[place[images[member[k]!]!]!] === q;
        // Two parts that change places already are met twice.
        if (!whole || (q < p && imageOf(q) === p)) continue;
        made.push({ first: p, swap: q !== p });
        length += q === p ? size : 2 * size;
      }
    });
    const apart = {
      count: made.length,
      nodes: new Int32Array(length),
      images: new Int32Array(length),
      start: new Int32Array(made.length + 1),
    };
    let at = 0;
    yield* inSlices(made.length, partSlice, 'symmetry', (from, to) => {
      for (let k = from; k < to; k++) {
        const { first, swap } = made[k]!;
        for (let j = start[first]!; j < start[first + 1]!; j++, at++) {
          apart.nodes[at] = nodes[member[j]!]!;
          apart.images[at] = images[member[j]!]!;
        }
        const size = start[first + 1]! - start[first]!;
        const back = swap ? size : 0;
        for (let j = 0; j < back; j++, at++) {
          apart.nodes[at] = apart.images[at - size]!;
          apart.images[at] = apart.nodes[at - size]!;
        }
        apart.start[k + 1] = at;
      }
    });
    for (const v of nodes) place[v] = -1;
    return apart;
  }

  /** The parts of a support: per place its part, and the places of each part. */
  *#parts(nodes: Int32Array): Steps<{ part: Int32Array; start: Int32Array; member: Int32Array }> {
    const fabric = this.#fabric;
    const { outOffset } = fabric;
    const place = this.#place;
    // Arcs that come in pairs lead to where those that enter come from, and that list is at hand; `head` may be made only when asked for.
    const far = fabric.inOffset === outOffset ? fabric.inTail : fabric.outArc.map((a) => fabric.head[a]!);
    const joined = counting(nodes.length);
    yield* inSlices(nodes.length, joinSlice, 'symmetry', (from, to) => {
      for (let i = from; i < to; i++) {
        const end = outOffset[nodes[i]! + 1]!;
        for (let j = outOffset[nodes[i]!]!; j < end; j++) if (place[far[j]!]! >= 0) unite(joined, i, place[far[j]!]!);
      }
    });
    const part = new Int32Array(nodes.length);
    let parts = 0;
    yield* inSlices(part.length, nodeSlice, 'symmetry', (from, to) => {
      for (let i = from; i < to; i++) part[i] = joined[i] === i ? parts++ : part[root(joined, i)]!;
    });
    const start = new Int32Array(parts + 1);
    yield* inSlices(part.length, nodeSlice, 'symmetry', (from, to) => {
      for (let i = from; i < to; i++) start[part[i]! + 1]!++;
    });
    for (let p = 0; p < parts; p++) start[p + 1]! += start[p]!;
    const next = start.slice(0, parts);
    const member = new Int32Array(nodes.length);
    yield* inSlices(part.length, nodeSlice, 'symmetry', (from, to) => {
      for (let i = from; i < to; i++) member[next[part[i]!]!++] = i;
    });
    return { part, start, member };
  }
}
