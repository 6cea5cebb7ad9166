/**
 * The quotient of a fabric by colour classes with every traffic endpoint in a class of its own.
 *
 * Then, for any target among the endpoints, all nodes of one class have the same distance, the same number of next hops into each class,
 * and receive the same traffic (induction from the farthest class), so the links between two classes carry the same load whatever the
 * traffic is, and stand as one arc with the capacity of all. Without the endpoints set apart this is false: a random regular graph has
 * one class and no symmetry.
 */
import { arcLists, listArcs, listEnds, type Fabric } from '../route/fabric.ts';
import { finish, inSlices, type Steps } from '../steps.ts';
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

/** The fabric as a graph to refine: arcs coloured by capacity and length, and by `arcColour` where it is given. */
export function colouredGraphOf(fabric: Fabric, arcColour: Int32Array | null = null): ColouredGraph {
  return finish(colouredGraphSteps(fabric, arcColour));
}

/** Arcs between two yields. */
const quantum = 250_000;

/** The same in small steps. */
export function* colouredGraphSteps(fabric: Fabric, arcColour: Int32Array | null = null): Steps<ColouredGraph> {
  yield* listEnds(fabric);
  const { outOffset, nodeCount, inOffset, inTail, length } = fabric;
  const neighbour = inOffset === outOffset ? inTail : fabric.outArc.map((a) => fabric.head[a]!);
  if (fabric.oneCapacity === true && length === null && arcColour === null) {
    return { nodeCount, offset: outOffset, neighbour, colour: new Uint8Array(neighbour.length), colours: 1 };
  }
  yield* listArcs(fabric);
  const { outArc } = fabric;
  const palette = new Palette(fabric, arcColour);
  // Arcs in a row are mostly alike, so they are told apart in the order of their numbers, and then taken in that of the lists.
  for (let from = 0; from < fabric.arcCount; from += quantum) {
    palette.paint(from, Math.min(from + quantum, fabric.arcCount));
    yield { phase: 'symmetry', fraction: 0 };
  }
  const { colour: own } = palette;
  const colour = own instanceof Uint8Array ? new Uint8Array(outArc.length) : new Int32Array(outArc.length);
  yield* inSlices(outArc.length, quantum, 'symmetry', (from, to) => {
    for (let i = from; i < to; i++) colour[i] = own[outArc[i]!]!;
  });
  return { nodeCount, offset: outOffset, neighbour, colour, colours: Math.max(1, palette.count) };
}

/** Numbers what tells arcs apart: first capacities, then capacities with lengths and colours. */
class Palette {
  readonly #fabric: Fabric;
  readonly #arcColour: Int32Array | null;
  readonly #capacities = new Map<number, number>();
  readonly #numbers = new Map<number, number>();
  readonly #lengths: number;
  readonly #colours: number;
  /** Per arc. */
  colour: ArcColours;

  constructor(fabric: Fabric, arcColour: Int32Array | null) {
    this.#fabric = fabric;
    this.#arcColour = arcColour;
    this.#lengths = 1 + largest(fabric.length);
    this.#colours = 1 + largest(arcColour);
    this.colour = new Uint8Array(fabric.arcCount);
  }

  get count(): number {
    return this.#numbers.size;
  }

  /** Colours arcs `from ... to`. */
  paint(from: number, to: number): void {
    const { length } = this.#fabric;
    const arcColour = this.#arcColour;
    const capacity = this.#fabric.capacityOf === undefined ? this.#fabric.capacity : null;
    let lastCapacity = NaN;
    let capacityNumber = -1;
    let lastKey = -1;
    let number = -1;
    for (let a = from; a < to; a++) {
      const c = capacity === null ? this.#fabric.capacityOf!(a) : capacity[a]!;
      if (c !== lastCapacity) {
        lastCapacity = c;
        capacityNumber = numberOf(this.#capacities, c);
      }
      let key = capacityNumber;
      if (length !== null) key = key * this.#lengths + length[a]!;
      if (arcColour !== null) key = key * this.#colours + Math.max(0, arcColour[a]!);
      if (key !== lastKey) {
        lastKey = key;
        number = numberOf(this.#numbers, key);
        if (number === 256 && this.colour instanceof Uint8Array) this.colour = Int32Array.from(this.colour);
      }
      this.colour[a] = number;
    }
  }
}

/** A plain loop: several times as fast as `reduce` on millions. */
function largest(values: Int32Array | null): number {
  let most = 0;
  if (values === null) return most;
  for (let i = 0; i < values.length; i++) if (values[i]! > most) most = values[i]!;
  return most;
}

/** The number of a value; a new one gets the next. */
function numberOf(numbers: Map<number, number>, value: number): number {
  let number = numbers.get(value);
  if (number === undefined) numbers.set(value, (number = numbers.size));
  return number;
}

/** Collapses a fabric around its endpoints. O((nodes + arcs) log nodes). */
export function quotientOf(fabric: Fabric, endpoints: Iterable<number>): Quotient {
  return finish(quotientSteps(fabric, endpoints));
}

/** The same in small steps. */
export function* quotientSteps(fabric: Fabric, endpoints: Iterable<number>): Steps<Quotient> {
  const graph = yield* colouredGraphSteps(fabric);
  const initial = Int32Array.from(fabric.forwards);
  let own = 2;
  for (const v of endpoints) initial[v] = own++;
  const partition = yield* refineSteps(graph, initial);
  yield { phase: 'symmetry', fraction: 0.9 };
  return yield* quotientBySteps(fabric, graph, partition);
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
  return finish(quotientBySteps(fabric, graph, partition));
}

/** The same in small steps. */
export function* quotientBySteps(fabric: Fabric, graph: ColouredGraph, partition: Partition): Steps<Quotient> {
  const { classCount, classOf, member, start, size } = partition;
  const { outOffset, outArc, arcCount, length: fabricLength, width: widthOf, capacity: capacityOf } = fabric;
  const { neighbour, colour, colours } = graph;
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
  const take = (c: number): number => {
    let work = 0;
    const base = tail.length;
    for (let i = start[c]!; i < start[c]! + size[c]!; i++) {
      const v = member[i]!;
      work += outOffset[v + 1]! - outOffset[v]! + 1;
      for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
        const a = outArc[j]!;
        const key = classOf[neighbour[j]!]! * colours + colour[j]!;
        let q = slot[key]!;
        if (q < base) {
          q = slot[key] = tail.length;
          tail.push(c);
          head.push(classOf[neighbour[j]!]!);
          first.push(a);
          members.push(0);
          width.push(0);
          capacity.push(0);
          length.push(fabricLength?.[a] ?? 1);
        }
        arcOf[a] = q;
        members[q]!++;
        width[q]! += widthOf[a]!;
        capacity[q]! += capacityOf[a]!;
        if (a < first[q]!) first[q] = a;
      }
    }
    for (let q = base; q < tail.length; q++) width[q]! /= size[c]!;
    return work;
  };
  let pending = 0;
  for (let c = 0; c < classCount; c++) {
    pending += take(c);
    if (pending < quantum) continue;
    pending = 0;
    yield { phase: 'symmetry', fraction: 0.95 };
  }
  yield { phase: 'symmetry', fraction: 0.95 };
  const forwards = new Uint8Array(classCount);
  for (let c = 0; c < classCount; c++) forwards[c] = fabric.forwards[member[start[c]!]!]!;
  const tails = new Int32Array(tail);
  const heads = new Int32Array(head);
  return {
    fabric: {
      nodeCount: classCount,
      arcCount: tail.length,
      tail: tails,
      head: heads,
      capacity: new Float64Array(capacity),
      width: new Float64Array(width),
      length: fabric.length === null ? null : new Int32Array(length),
      forwards,
      ...arcLists(classCount, tails, heads, null),
    },
    partition,
    nodeOf: classOf,
    arcOf,
    members: new Int32Array(members),
    first: new Int32Array(first),
  };
}
