/**
 * The quotient of a fabric by colour classes with every traffic endpoint in a class of its own.
 *
 * Then, for any target among the endpoints, all nodes of one class have the same distance, the same number of next hops into each class,
 * and receive the same traffic (induction from the farthest class), so the links between two classes carry the same load whatever the
 * traffic is, and stand as one arc with the capacity of all. Without the endpoints set apart this is false: a random regular graph has
 * one class and no symmetry.
 */
import { arcLists, type Fabric } from '../route/fabric.ts';
import { finish, type Steps } from '../steps.ts';
import { refineAgain, refineSteps, type ArcColours, type ColouredGraph, type Partition } from './refine.ts';

export interface Quotient {
  readonly fabric: Fabric;
  readonly partition: Partition;
  /** Per node of the original: its node in the quotient. */
  readonly nodeOf: Int32Array;
  /** Per arc of the original: its arc in the quotient, -1 for a failed one. */
  readonly arcOf: Int32Array;
  /** Per arc of the quotient: how many it stands for, and the first of them. */
  readonly members: Int32Array;
  readonly first: Int32Array;
}

/** The fabric as a graph to refine: arcs coloured by capacity and length. */
export function colouredGraphOf(fabric: Fabric, arcColour: Int32Array | null = null): ColouredGraph {
  const { outArc, outOffset, nodeCount, inOffset, inTail } = fabric;
  const neighbour = inOffset === outOffset ? inTail : outArc.map((a) => fabric.head[a]!);
  let colour: ArcColours = new Uint8Array(outArc.length);
  const { length } = fabric;
  if (fabric.oneCapacity === true && length === null && arcColour === null) {
    return { nodeCount, offset: outOffset, neighbour, colour, colours: 1 };
  }
  const { capacity } = fabric;
  const numbers = new Map<string | number, number>();
  let lastCapacity = NaN;
  let lastColour = -1;
  for (let i = 0; i < outArc.length; i++) {
    const a = outArc[i]!;
    if (length === null && arcColour === null && capacity[a] === lastCapacity) {
      colour[i] = lastColour;
      continue;
    }
    lastCapacity = capacity[a]!;
    const key =
      length === null && arcColour === null
        ? capacity[a]!
        : `${capacity[a]!} ${length?.[a] ?? 1} ${arcColour?.[a] ?? 0}`;
    lastColour = numbers.get(key) ?? -1;
    if (lastColour < 0) numbers.set(key, (lastColour = numbers.size));
    if (lastColour === 256 && colour instanceof Uint8Array) colour = Int32Array.from(colour);
    colour[i] = lastColour;
  }
  return { nodeCount, offset: outOffset, neighbour, colour, colours: Math.max(1, numbers.size) };
}

/** Collapses a fabric around its endpoints. O((nodes + arcs) log nodes). */
export function quotientOf(fabric: Fabric, endpoints: Iterable<number>): Quotient {
  return finish(quotientSteps(fabric, endpoints));
}

/** The same in small steps. */
export function* quotientSteps(fabric: Fabric, endpoints: Iterable<number>): Steps<Quotient> {
  const graph = colouredGraphOf(fabric);
  const initial = Int32Array.from(fabric.forwards);
  let own = 2;
  for (const v of endpoints) initial[v] = own++;
  const partition = yield* refineSteps(graph, initial);
  yield { phase: 'symmetry', fraction: 0.9 };
  return quotientBy(fabric, graph, partition);
}

/**
 * The quotient after failures, from the one before them. `fabric` is without the failed links, and `apart` has both ends of each of them. It
 * may be larger than `quotientOf` makes it and is as exact. Refining costs what changes; listing the arcs anew is O(arcs).
 */
export function quotientAgain(fabric: Fabric, before: Quotient, apart: Iterable<number>): Quotient {
  const graph = colouredGraphOf(fabric);
  return quotientBy(fabric, graph, refineAgain(graph, before.partition, apart));
}

/** The quotient by a partition that is equitable and has no endpoint in company. */
export function quotientBy(fabric: Fabric, graph: ColouredGraph, partition: Partition): Quotient {
  const { classCount, classOf, member, start, size } = partition;
  const { outOffset, outArc, arcCount } = fabric;
  const arcOf = new Int32Array(arcCount).fill(-1);
  // While the arcs of one class are numbered: the quotient arc into (class, colour), made by its first member.
  const slot = new Int32Array(classCount * graph.colours).fill(-1);
  const tail: number[] = [];
  const head: number[] = [];
  const first: number[] = [];
  const members: number[] = [];
  const width: number[] = [];
  const capacity: number[] = [];
  const length: number[] = [];
  for (let c = 0; c < classCount; c++) {
    const base = tail.length;
    for (let i = start[c]!; i < start[c]! + size[c]!; i++) {
      const v = member[i]!;
      for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
        const a = outArc[j]!;
        const key = classOf[graph.neighbour[j]!]! * graph.colours + graph.colour[j]!;
        let q = slot[key]!;
        if (q < base) {
          q = slot[key] = tail.length;
          tail.push(c);
          head.push(classOf[graph.neighbour[j]!]!);
          first.push(a);
          members.push(0);
          width.push(0);
          capacity.push(0);
          length.push(fabric.length?.[a] ?? 1);
        }
        arcOf[a] = q;
        members[q]!++;
        width[q]! += fabric.width[a]!;
        capacity[q]! += fabric.capacity[a]!;
        if (a < first[q]!) first[q] = a;
      }
    }
    for (let q = base; q < tail.length; q++) width[q]! /= size[c]!;
  }
  const forwards = new Uint8Array(classCount);
  for (let c = 0; c < classCount; c++) forwards[c] = fabric.forwards[member[start[c]!]!]!;
  const tails = Int32Array.from(tail);
  const heads = Int32Array.from(head);
  return {
    fabric: {
      nodeCount: classCount,
      arcCount: tail.length,
      tail: tails,
      head: heads,
      capacity: Float64Array.from(capacity),
      width: Float64Array.from(width),
      length: fabric.length === null ? null : Int32Array.from(length),
      forwards,
      ...arcLists(classCount, tails, heads, null),
    },
    partition,
    nodeOf: classOf,
    arcOf,
    members: Int32Array.from(members),
    first: Int32Array.from(first),
  };
}
