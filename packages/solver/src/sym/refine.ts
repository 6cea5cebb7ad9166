/**
 * Colour refinement: the coarsest partition of nodes that is finer than a given one and in which two nodes of one class have, for each
 * class and each arc colour, the same number of arcs into it.
 *
 * Partition refinement with the rule "all parts but the largest are worked off". Arcs come in pairs of one colour, so the partition is
 * equitable both ways. O((nodes + arcs) log nodes). Classes are *not* symmetry: see `quotient.ts` for what they may be used for.
 *
 * After a failure a known partition is refined further instead: arcs between nodes that have classes of their own can go without harm to
 * any other class, so only the ends of failed links are split off and the splitting goes on from there. Cost: copies of five lists of nodes,
 * and the arcs of classes that change.
 */

import { finish, inSlices, type Steps } from '../steps.ts';

/** A graph to refine: arcs of node v stand at `offset[v] ... offset[v + 1]`. */
export interface ColouredGraph {
  readonly nodeCount: number;
  readonly offset: Int32Array;
  readonly neighbour: Int32Array;
  /** Parallel to `neighbour`, 0 ... colours - 1; the way back has the same colour. */
  readonly colour: ArcColours;
  readonly colours: number;
}

/** Bytes while they suffice: a fabric of millions of arcs has few colours. */
export type ArcColours = Uint8Array | Int32Array;

export interface Partition {
  readonly classCount: number;
  /** Per node. */
  readonly classOf: Int32Array;
  /** Members of class c: `member[start[c] ... start[c] + size[c]]`. */
  readonly member: Int32Array;
  /** Per node: where it stands in `member`. */
  readonly place: Int32Array;
  readonly start: Int32Array;
  readonly size: Int32Array;
  /** How often an arc was looked at, for the books. */
  readonly visits: number;
}

/** Refines `initial` (a class number per node, any numbers from 0 up). */
export function refine(graph: ColouredGraph, initial: Int32Array): Partition {
  return finish(refineSteps(graph, initial));
}

/** The same in small steps. */
export function* refineSteps(graph: ColouredGraph, initial: Int32Array): Steps<Partition> {
  const refiner = new Refiner(graph);
  yield* refiner.begin(initial);
  yield { phase: 'symmetry', fraction: 0 };
  while (!refiner.run(quantum)) yield { phase: 'symmetry', fraction: 0.5 };
  return refiner.partition();
}

/**
 * Refines what `refine` reached until every node of `apart` has a class of its own.
 *
 * With both ends of each failed link in `apart`, and each failed node (its neighbours need not be), the answer is equitable on the graph
 * without them too. `graph` is the one before the failure; where both ends of every arc that went are in `apart`, the one after does as
 * well. The answer may be finer than what `refine` finds from nothing, since ends that a failure leaves alike are set apart all the same.
 *
 * The solver itself refines from nothing: it comes to a quotient only where dozens of failures leave folds and symmetries too many targets, and of
 * such an answer the quotient is a thirtieth or so, of which this would save a third.
 */
export function refineAgain(graph: ColouredGraph, before: Partition, apart: Iterable<number>): Partition {
  const refiner = new Refiner(graph);
  refiner.resume(before, apart);
  refiner.run(Infinity);
  return refiner.partition();
}

/** The same from classes that are known to be equitable, a number a node: orbits of symmetries, say. Costs what changes. */
export function* refineFrom(graph: ColouredGraph, equitable: Int32Array, apart: Iterable<number>): Steps<Partition> {
  const refiner = new Refiner(graph);
  yield* refiner.lay(equitable);
  yield { phase: 'symmetry', fraction: 0 };
  refiner.part(apart);
  while (!refiner.run(quantum)) yield { phase: 'symmetry', fraction: 0.5 };
  return refiner.partition();
}

/** Arc visits between two yields, and nodes that are only read. */
const quantum = 100_000;
const nodeSlice = 200_000;

/** True when no class can be split by any class and arc colour: what `refine` must have reached. O(arcs). */
export function isEquitable(graph: ColouredGraph, classOf: Int32Array): boolean {
  return finish(isEquitableSteps(graph, classOf));
}

/** The same in small steps; by counts of the first node of each class, held against those of all others. */
export function* isEquitableSteps(graph: ColouredGraph, classOf: Int32Array): Steps<boolean> {
  const { offset, neighbour, colour, colours } = graph;
  const { member, start } = yield* membersOf(classOf);
  const classes = start.length - 1;
  const count = new Int32Array(classes * colours);
  const tally = (v: number, by: number): void => {
    const end = offset[v + 1]!;
    for (let j = offset[v]!; j < end; j++) count[classOf[neighbour[j]!]! * colours + colour[j]!]! += by;
  };
  const matches = (v: number): boolean => {
    const end = offset[v + 1]!;
    for (let j = offset[v]!; j < end; j++) {
      if (--count[classOf[neighbour[j]!]! * colours + colour[j]!]! < 0) return false;
    }
    return true;
  };
  let work = 0;
  for (let c = 0; c < classes; c++) {
    const first = member[start[c]!];
    if (start[c] === start[c + 1] || first === undefined) continue;
    const degree = offset[first + 1]! - offset[first]!;
    tally(first, 1);
    for (let m = start[c]! + 1; m < start[c + 1]!; m++) {
      const v = member[m]!;
      if (degree !== offset[v + 1]! - offset[v]! || !matches(v)) return false;
      tally(v, 1);
      work += degree + 1;
      if (work < quantum) continue;
      work = 0;
      yield { phase: 'certificate', fraction: c / classes };
    }
    tally(first, -1);
  }
  return true;
}

/** Members of each class one after the other, by a counting sort. */
function* membersOf(classOf: Int32Array): Steps<{ readonly member: Int32Array; readonly start: Int32Array }> {
  const each = (work: (from: number, to: number) => void): Steps<void> =>
    inSlices(classOf.length, nodeSlice, 'certificate', work);
  let classes = 0;
  yield* each((from, to) => {
    for (let v = from; v < to; v++) if (classOf[v]! >= classes) classes = classOf[v]! + 1;
  });
  const start = new Int32Array(classes + 1);
  yield* each((from, to) => {
    for (let v = from; v < to; v++) start[classOf[v]! + 1]!++;
  });
  for (let c = 0; c < classes; c++) start[c + 1]! += start[c]!;
  const next = start.slice(0, classes);
  const member = new Int32Array(classOf.length);
  yield* each((from, to) => {
    for (let v = from; v < to; v++) member[next[classOf[v]!]!++] = v;
  });
  return { member, start };
}

class Refiner {
  readonly #graph: ColouredGraph;
  readonly #classOf: Int32Array;
  readonly #member: Int32Array;
  readonly #place: Int32Array;
  readonly #start: Int32Array;
  readonly #size: Int32Array;
  #classCount = 0;
  readonly #waiting: number[] = [];
  readonly #isWaiting: Uint8Array;
  readonly #count: Int32Array;
  readonly #marked: Int32Array;
  readonly #touchedNode: Int32Array;
  readonly #touchedClass: number[] = [];
  #visits = 0;
  readonly #splitter: Int32Array;

  constructor(graph: ColouredGraph) {
    const n = graph.nodeCount;
    this.#graph = graph;
    this.#classOf = new Int32Array(n);
    this.#member = new Int32Array(n);
    this.#place = new Int32Array(n);
    this.#start = new Int32Array(n);
    this.#size = new Int32Array(n);
    this.#isWaiting = new Uint8Array(n);
    this.#count = new Int32Array(n);
    this.#marked = new Int32Array(n);
    this.#touchedNode = new Int32Array(n);
    this.#splitter = new Int32Array(n);
  }

  /** From a class number per node; every class is to be worked off. */
  *begin(initial: Int32Array): Steps<void> {
    yield* this.lay(initial);
    for (let c = this.#classCount - 1; c >= 0; c--) this.#wait(c);
  }

  /** From a class number per node; nothing is to be worked off. */
  *lay(initial: Int32Array): Steps<void> {
    const each = (work: (from: number, to: number) => void): Steps<void> =>
      inSlices(this.#graph.nodeCount, nodeSlice, 'symmetry', work);
    let most = 0;
    yield* each((from, to) => {
      for (let v = from; v < to; v++) if (initial[v]! > most) most = initial[v]!;
    });
    const numbers = new Int32Array(most + 1).fill(-1);
    yield* each((from, to) => this.#number(initial, numbers, from, to));
    for (let c = 1; c < this.#classCount; c++) this.#start[c] = this.#start[c - 1]! + this.#size[c - 1]!;
    const next = this.#start.slice(0, this.#classCount);
    yield* each((from, to) => this.#stand(next, from, to));
  }

  /** The classes of nodes `from ... to`, numbered as they are met. */
  #number(initial: Int32Array, numbers: Int32Array, from: number, to: number): void {
    for (let v = from; v < to; v++) {
      const own = initial[v]!;
      if (numbers[own]! < 0) numbers[own] = this.#classCount++;
      const c = numbers[own]!;
      this.#classOf[v] = c;
      this.#size[c]!++;
    }
  }

  /** The next places of their classes for nodes `from ... to`. */
  #stand(next: Int32Array, from: number, to: number): void {
    for (let v = from; v < to; v++) {
      const at = next[this.#classOf[v]!]!++;
      this.#member[at] = v;
      this.#place[v] = at;
    }
  }

  /** From an equitable partition, less some nodes; only these are to be worked off. */
  resume(before: Partition, apart: Iterable<number>): void {
    this.#classOf.set(before.classOf);
    this.#member.set(before.member);
    this.#place.set(before.place);
    this.#start.set(before.start);
    this.#size.set(before.size);
    this.#classCount = before.classCount;
    this.part(apart);
  }

  /** Splits nodes off from their classes, to be worked off. */
  part(apart: Iterable<number>): void {
    for (const v of apart) {
      const c = this.#classOf[v]!;
      if (this.#size[c] === 1) continue;
      this.#moveTo(this.#start[c]!, v);
      const from = this.#start[c]!++;
      this.#size[c]!--;
      this.#newClass(from, from + 1);
    }
  }

  /** Works until done (true) or until about `quantum` more arcs were visited (false). */
  run(quantum: number): boolean {
    const until = this.#visits + quantum;
    for (let c = this.#waiting.pop(); c !== undefined; c = this.#waiting.pop()) {
      this.#isWaiting[c] = 0;
      const size = this.#size[c]!;
      const from = this.#start[c]!;
      // The class may be split by itself, so its members are copied first.
      const splitter = this.#splitter;
      for (let i = 0; i < size; i++) splitter[i] = this.#member[from + i]!;
      for (let colour = 0; colour < this.#graph.colours; colour++) this.#splitBy(splitter, size, colour);
      if (this.#visits >= until) return false;
    }
    return true;
  }

  partition(): Partition {
    return {
      classCount: this.#classCount,
      classOf: this.#classOf,
      member: this.#member,
      place: this.#place,
      start: this.#start.slice(0, this.#classCount),
      size: this.#size.slice(0, this.#classCount),
      visits: this.#visits,
    };
  }

  #wait(c: number): void {
    this.#isWaiting[c] = 1;
    this.#waiting.push(c);
  }

  #splitBy(splitter: Int32Array, size: number, colour: number): void {
    const { offset, neighbour, colour: colourOf } = this.#graph;
    const { colours } = this.#graph;
    const count = this.#count;
    const classOf = this.#classOf;
    let touched = 0;
    for (let i = 0; i < size; i++) {
      const v = splitter[i]!;
      const end = offset[v + 1]!;
      if (colour === 0) this.#visits += end - offset[v]!;
      for (let j = offset[v]!; j < end; j++) {
        if (colours > 1 && colourOf[j] !== colour) continue;
        const u = neighbour[j]!;
        if (this.#size[classOf[u]!] === 1) continue;
        if (count[u]!++ === 0) this.#touchedNode[touched++] = u;
      }
    }
    for (let i = 0; i < touched; i++) this.#mark(this.#touchedNode[i]!);
    for (const c of this.#touchedClass) this.#split(c);
    this.#touchedClass.length = 0;
    for (let i = 0; i < touched; i++) count[this.#touchedNode[i]!] = 0;
  }

  /** Moves a touched node to the front of its class. */
  #mark(u: number): void {
    const c = this.#classOf[u]!;
    const front = this.#start[c]! + this.#marked[c]!;
    if (this.#marked[c]!++ === 0) this.#touchedClass.push(c);
    this.#moveTo(front, u);
  }

  /** Changes places with the node that stands at `front`. */
  #moveTo(front: number, u: number): void {
    const at = this.#place[u]!;
    const other = this.#member[front]!;
    this.#member[at] = other;
    this.#place[other] = at;
    this.#member[front] = u;
    this.#place[u] = front;
  }

  /** Splits a class by the counts of its members; the largest part keeps the class's number. */
  #split(c: number): void {
    const marked = this.#marked[c]!;
    this.#marked[c] = 0;
    const from = this.#start[c]!;
    const size = this.#size[c]!;
    const count = this.#count;
    const member = this.#member;
    const first = count[member[from]!]!;
    let same = true;
    for (let i = 1; i < marked && same; i++) same = count[member[from + i]!] === first;
    if (same && marked === size) return;
    if (!same) {
      const sorted = member.subarray(from, from + marked);
      sorted.sort((a, b) => count[a]! - count[b]! || a - b);
      for (let i = 0; i < marked; i++) this.#place[sorted[i]!] = from + i;
    }
    // Parts: runs of one count among the marked, then the unmarked rest.
    let largestFrom = from + marked;
    let largestSize = size - marked;
    for (let at = from; at < from + marked;) {
      const end = this.#runEnd(at, from + marked);
      if (end - at > largestSize) {
        largestFrom = at;
        largestSize = end - at;
      }
      at = end;
    }
    for (let at = from; at < from + size;) {
      const end = at < from + marked ? this.#runEnd(at, from + marked) : from + size;
      if (at !== largestFrom) this.#newClass(at, end);
      at = end;
    }
    this.#start[c] = largestFrom;
    this.#size[c] = largestSize;
  }

  #runEnd(at: number, limit: number): number {
    const value = this.#count[this.#member[at]!];
    let end = at + 1;
    while (end < limit && this.#count[this.#member[end]!] === value) end++;
    return end;
  }

  #newClass(from: number, to: number): void {
    const c = this.#classCount++;
    this.#start[c] = from;
    this.#size[c] = to - from;
    for (let i = from; i < to; i++) this.#classOf[this.#member[i]!] = c;
    this.#wait(c);
  }
}
