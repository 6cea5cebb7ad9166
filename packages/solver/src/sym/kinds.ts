/**
 * Kinds of arcs: orbits under checked symmetries, numbered.
 *
 * Often the orbits of the two ends and the colour tell the orbit of an arc. That is so for all arcs between two orbits of nodes when, for one
 * node of either, the symmetries that leave it in place take each of its arcs into the other orbit to every other one. This is seen on one
 * node an orbit, so a fabric of millions of arcs needs no list of them. Where it is not so, arcs are joined one by one.
 */
import type { Symmetry } from '@weft/topology';
import type { Fabric } from '../route/fabric.ts';
import { finish, inSlices, type Steps } from '../steps.ts';
import type { ColouredGraph } from './refine.ts';
import { counting, root, unite } from './union.ts';

export interface ArcKinds {
  readonly fabric: Fabric;
  readonly count: number;
  /** Per kind: capacity of all its arcs, and how many they are. */
  readonly capacity: Float64Array;
  readonly size: Int32Array;
  /** The kind of the arc at `outArc[i]`, which leaves `v`. */
  at(v: number, i: number): number;
  /** Whether the orbits of its two ends tell the kind of an arc, or these and its colour; or neither. */
  readonly told: 'by ends' | 'by ends and colour' | 'one by one';
  /** The kinds of arcs by their ends, where the orbits of these alone tell them and no arc is failed; else null. */
  readonly byEnds: KindsByEnds | null;
}

/** The kind of an arc from v to w is `kind[number[v] * orbits + number[w]]`. */
export interface KindsByEnds {
  /** Per node its orbit, 0 ... orbits - 1; bytes, since it is looked up for both ends of every link. */
  readonly number: Uint8Array;
  readonly orbits: number;
  readonly kind: Int32Array;
}

/** More orbits of nodes than this (a byte holds their numbers), or more looking than so many times the arcs, and arcs are joined one by one. */
const orbitLimit = 64;
const workLimit = 4;
/** Moved nodes read between two yields. */
const quantum = 500_000;

/** Nodes or arcs that are only read, likewise. */
const slice = 100_000;

/** Kinds told by the ends of arcs; null where those do not tell. */
export function* settledKinds(
  fabric: Fabric,
  graph: ColouredGraph,
  nodeOrbit: Int32Array,
  held: readonly Symmetry[],
): Steps<ArcKinds | null> {
  const numbers = yield* numbersOf(nodeOrbit);
  if (numbers === null) return null;
  yield { phase: 'symmetry', fraction: 0 };
  const { outOffset, nodeCount } = fabric;
  const watched = new Uint8Array(nodeCount);
  for (const r of numbers.firsts) {
    watched[r] = 1;
    for (let i = outOffset[r]!; i < outOffset[r + 1]!; i++) watched[graph.neighbour[i]!] = 1;
  }
  const moves = yield* movesOf(held, watched);
  if (moves.node.length * numbers.firsts.length > workLimit * (nodeCount + graph.neighbour.length)) return null;
  return yield* settle(fabric, graph, numbers, moves);
}

/** Orbits of nodes, numbered. */
interface Numbers {
  readonly number: Uint8Array;
  /** Per orbit: its first node, and how many it has. */
  readonly firsts: readonly number[];
  readonly members: readonly number[];
}

/** Null when there are too many. */
function* numbersOf(nodeOrbit: Int32Array): Steps<Numbers | null> {
  const number = new Uint8Array(nodeOrbit.length);
  const firsts: number[] = [];
  const members: number[] = [];
  let few = true;
  yield* inSlices(nodeOrbit.length, slice, 'symmetry', (from, to) => {
    for (let v = from; v < to && few; v++) {
      if (nodeOrbit[v] === v) {
        few = firsts.length < orbitLimit;
        number[v] = firsts.push(v) - 1;
        members.push(0);
      } else number[v] = number[nodeOrbit[v]!]!;
      members[number[v]!]!++;
    }
  });
  return few ? { number, firsts, members } : null;
}

function* settle(
  fabric: Fabric,
  { neighbour, colour, colours }: ColouredGraph,
  { number, firsts, members }: Numbers,
  moves: Moves,
): Steps<ArcKinds | null> {
  const { outOffset, nodeCount } = fabric;
  const orbits = firsts.length;
  // Per (orbit, orbit, colour): arcs of the first node, and whether they are one kind as seen from it.
  const seen = new Int32Array(orbits * orbits * colours);
  const split = new Uint8Array(orbits * orbits * colours);
  const near = new Uint8Array(nodeCount);
  const joined = counting(nodeCount);
  const anchor = new Int32Array(orbits * colours);
  for (let o = 0; o < orbits; o++) {
    const r = firsts[o]!;
    const from = outOffset[r]!;
    const end = outOffset[r + 1]!;
    for (let i = from; i < end; i++) near[neighbour[i]!] = 1;
    near[r] = 0;
    joinAround(r, near, joined, moves);
    anchor.fill(-1);
    for (let i = from; i < end; i++) {
      const key = number[neighbour[i]!]! * colours + colour[i]!;
      const set = root(joined, neighbour[i]!);
      if (anchor[key]! < 0) anchor[key] = set;
      else if (anchor[key] !== set) split[o * orbits * colours + key] = 1;
      seen[o * orbits * colours + key]!++;
    }
    for (let i = from; i < end; i++) {
      near[neighbour[i]!] = 0;
      joined[neighbour[i]!] = neighbour[i]!;
    }
    yield { phase: 'symmetry', fraction: 0 };
  }
  // Where all arcs are alike, the list of them is not needed for this.
  const same = fabric.oneCapacity === true ? fabric.capacityOf?.(0) : undefined;
  const kind = new Int32Array(seen.length).fill(-1);
  const capacity: number[] = [];
  const size: number[] = [];
  for (let o = 0; o < orbits; o++) {
    const r = firsts[o]!;
    for (let i = outOffset[r]!; i < outOffset[r + 1]!; i++) {
      const p = number[neighbour[i]!]!;
      const key = (o * orbits + p) * colours + colour[i]!;
      if (kind[key]! >= 0) continue;
      const back = (p * orbits + o) * colours + colour[i]!;
      if (split[key] === 1 && split[back] === 1) return null;
      kind[key] = capacity.length;
      size.push(seen[key]! * members[o]!);
      const each = same ?? fabric.capacityOf?.(fabric.outArc[i]!) ?? fabric.capacity[fabric.outArc[i]!]!;
      capacity.push(seen[key]! * members[o]! * each);
    }
  }
  // Between two orbits all arcs are mostly of one colour.
  const byEnds = new Int32Array(orbits * orbits).fill(-1);
  let plain = true;
  for (let key = 0; key < kind.length; key++) {
    if (kind[key]! < 0) continue;
    const ends = Math.floor(key / colours);
    plain &&= byEnds[ends]! < 0;
    byEnds[ends] = kind[key]!;
  }
  const whole = neighbour.length === fabric.arcCount;
  return {
    fabric,
    count: size.length,
    capacity: Float64Array.from(capacity),
    size: Int32Array.from(size),
    at: (v, i) => kind[(number[v]! * orbits + number[neighbour[i]!]!) * colours + colour[i]!]!,
    told: plain ? 'by ends' : 'by ends and colour',
    byEnds: plain && whole ? { number, orbits, kind: byEnds } : null,
  };
}

/** What symmetries do to some nodes, one symmetry after the other; what they leave in place may be left out. */
interface Moves {
  readonly node: readonly number[];
  readonly image: readonly number[];
  /** Where each symmetry begins. */
  readonly start: readonly number[];
}

/** The images of watched nodes: supports are read once, whatever is asked of them afterwards. */
function* movesOf(held: readonly Symmetry[], watched: Uint8Array): Steps<Moves> {
  const node: number[] = [];
  const image: number[] = [];
  const start = [0];
  let read = 0;
  const watch = (nodes: Int32Array, images: Int32Array, from: number, to: number): void => {
    for (let i = from; i < to; i++) {
      if (watched[nodes[i]!] === 0) continue;
      node.push(nodes[i]!);
      image.push(images[i]!);
    }
  };
  for (const { nodes, images } of held) {
    if (nodes.length <= slice) watch(nodes, images, 0, nodes.length);
    else yield* inSlices(nodes.length, slice, 'symmetry', (from, to) => watch(nodes, images, from, to));
    if (node.length > start.at(-1)!) start.push(node.length);
    read += nodes.length;
    if (read < quantum) continue;
    read = 0;
    yield { phase: 'symmetry', fraction: 0 };
  }
  return { node, image, start };
}

/** Joins nodes `near` a node with their images under the symmetries that leave that node in place. */
function joinAround(v: number, near: Uint8Array, joined: Int32Array, { node, image, start }: Moves): void {
  for (let k = 0; k + 1 < start.length; k++) {
    const from = start[k]!;
    const to = start[k + 1]!;
    let at = from;
    while (at < to && node[at] !== v) at++;
    if (at < to && image[at] !== v) continue;
    for (let i = from; i < to; i++) if (near[node[i]!] === 1) unite(joined, node[i]!, image[i]!);
  }
}

/** Kinds from the smallest arc of each arc's orbit; null when every arc is its own. */
export function kindsBy(fabric: Fabric, arcOrbit: Int32Array | null): ArcKinds {
  return finish(kindsBySteps(fabric, arcOrbit));
}

/** The same in small steps. */
export function* kindsBySteps(fabric: Fabric, arcOrbit: Int32Array | null): Steps<ArcKinds> {
  const { outArc, capacity: capacityOf } = fabric;
  const number = new Int32Array(fabric.arcCount).fill(-1);
  const kindOf = new Int32Array(outArc.length);
  let count = 0;
  yield* inSlices(outArc.length, slice, 'symmetry', (from, to) => {
    for (let i = from; i < to; i++) {
      const o = arcOrbit === null ? outArc[i]! : arcOrbit[outArc[i]!]!;
      if (number[o]! < 0) number[o] = count++;
      kindOf[i] = number[o]!;
    }
  });
  const capacity = new Float64Array(count);
  const size = new Int32Array(count);
  yield* inSlices(outArc.length, slice, 'symmetry', (from, to) => {
    for (let i = from; i < to; i++) {
      capacity[kindOf[i]!]! += capacityOf[outArc[i]!]!;
      size[kindOf[i]!]!++;
    }
  });
  return { fabric, count, capacity, size, at: (_, i) => kindOf[i]!, told: 'one by one', byEnds: null };
}

/** Per arc its kind, -1 for a failed one. */
export function kindOfArcs(kinds: ArcKinds): Int32Array {
  return finish(kindOfArcsSteps(kinds));
}

/** The same in small steps. */
export function* kindOfArcsSteps(kinds: ArcKinds): Steps<Int32Array> {
  const { outOffset, outArc, nodeCount, arcCount } = kinds.fabric;
  const kind = new Int32Array(arcCount).fill(-1);
  for (let v = 0; v < nodeCount;) {
    const from = v;
    const last = outOffset[from]! + slice;
    while (v < nodeCount && outOffset[v]! < last && v < from + slice) v++;
    kindsAround(kinds, outOffset, outArc, from, v, kind);
    if (v < nodeCount) yield { phase: 'symmetry', fraction: 0 };
  }
  return kind;
}

function kindsAround(
  kinds: ArcKinds,
  outOffset: Int32Array,
  outArc: Int32Array,
  from: number,
  to: number,
  kind: Int32Array,
): void {
  for (let v = from; v < to; v++) {
    for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) kind[outArc[i]!] = kinds.at(v, i);
  }
}

/** Per arc the smallest one of its kind; failed arcs are their own. */
export function firstOfKinds(kinds: ArcKinds): Int32Array {
  const first = new Int32Array(kinds.count).fill(-1);
  return kindOfArcs(kinds).map((k, a) => {
    if (k < 0) return a;
    if (first[k]! < 0) first[k] = a;
    return first[k]!;
  });
}
