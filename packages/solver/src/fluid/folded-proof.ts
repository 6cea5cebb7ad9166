/**
 * Proof that the view of a target on a folded fabric is true to the fabric, by code that shares nothing with the folding but what it claims.
 *
 * Claimed is for every node of the fabric its node in the view. Then each must see, link by link, as many nodes of each other view node by links of each
 * capacity as the view says, pass traffic on or not as it says, and the target must be alone: an equitable partition with the target apart, in
 * which nodes of one class are at one distance, have as many ways on, and receive the same. What a node sees is added up as a sum of 32-bit
 * marks, one for each class and capacity, so that a node that sees anything else is missed once in four billion.
 *
 * Links in a row mostly lead from one node to nodes in a row. What the one sees is then a difference of sums of marks, and what the others see is
 * added at the first and taken back behind the last of them. All sums are modulo 2^32, so they are the same as link by link. O(links).
 */
import type { Topology } from '@weft/topology';
import { failuresOf, type Fabric } from '../route/fabric.ts';
import { inSlices, type Steps } from '../steps.ts';
import type { View } from './views.ts';

/** Links, or nodes, looked at between two pauses: a tenth of a millisecond, several where the code is new to the engine. */
const slice = 50_000;

/** Whether a view is true to the fabric; `classOf` is the claim, `target` the node of the fabric and its own in the view. */
export function* isTrueTo(
  topology: Topology,
  fabric: Fabric,
  endpoints: Int32Array,
  view: View,
  classOf: Int32Array,
  target: number,
): Steps<boolean> {
  const { nodeCount, linkCount } = topology;
  const capacities = new CapacityMarks();
  const marks = Int32Array.from({ length: view.fabric.nodeCount }, (_, c) => mixed(c + 0x40000000));
  const expected = new Int32Array(view.fabric.nodeCount);
  const { tail, head, capacity, width } = view.fabric;
  for (let q = 0; q < tail.length; q++) {
    const seen = Math.round(fabric.oneWidth === true ? width[q]! : width[q]! / capacity[q]!);
    expected[tail[q]!]! += Math.imul(Math.imul(marks[head[q]!]!, capacities.of(capacity[q]!)), seen);
  }
  yield { phase: 'certificate', fraction: 0 };
  const failures = failuresOf(fabric);
  const down = new Set(failures.nodes);
  const seen = new Seen(topology, capacities, marks, classOf, down);
  yield* inSlices(nodeCount, slice, 'certificate', (from, to) => seen.mark(from, to));
  yield* inSlices(linkCount, slice, 'certificate', (from, to) => seen.take(from, to));
  for (const e of new Set(failures.links)) seen.takeBack(e);
  const ends = new Float64Array(view.fabric.nodeCount);
  yield* inSlices(endpoints.length, slice, 'certificate', (from, to) => countEnds(endpoints, classOf, from, to, ends));
  const claimed = new Float64Array(view.fabric.nodeCount);
  view.ends.forEach((c, i) => (claimed[c] = view.times[i]!));
  let holds = claimed.every((count, c) => count === ends[c]);
  let alone = 0;
  const claim = { expected, forwards: view.fabric.forwards, target };
  yield* inSlices(nodeCount, slice, 'certificate', (from, to) => {
    const found = holds ? seen.hold(claim, fabric.forwards, from, to) : null;
    holds = found !== null;
    alone += found ?? 0;
  });
  return holds && alone === 1;
}

/** What is claimed of the classes: what their nodes see, whether they pass traffic on, and which is the target's. */
interface Claim {
  readonly expected: Int32Array;
  readonly forwards: Uint8Array;
  readonly target: number;
}

/** What each node sees: the sum over its links of the mark of the far end times that of the capacity. */
class Seen {
  readonly #topology: Topology;
  readonly #capacities: CapacityMarks;
  readonly #marks: Int32Array;
  readonly #classOf: Int32Array;
  readonly #down: ReadonlySet<number>;
  /** Sums of the marks of all nodes before one, and by how much more a node sees than the one before it. */
  readonly #before: Int32Array;
  readonly #more: Int32Array;
  #now = 0;

  constructor(
    topology: Topology,
    capacities: CapacityMarks,
    marks: Int32Array,
    classOf: Int32Array,
    down: ReadonlySet<number>,
  ) {
    const { nodeCount } = topology;
    this.#topology = topology;
    this.#capacities = capacities;
    this.#marks = marks;
    this.#classOf = classOf;
    this.#down = down;
    this.#before = new Int32Array(nodeCount + 1);
    this.#more = new Int32Array(nodeCount + 1);
  }

  /** Adds up the marks of nodes `from ... to`, when those before them have been. What is down is seen by none. */
  mark(from: number, to: number): void {
    const marks = this.#marks;
    const classOf = this.#classOf;
    const down = this.#down;
    const before = this.#before;
    const allWork = down.size === 0;
    let sum = before[from]!;
    for (let v = from; v < to; v++) {
      if (allWork || !down.has(v)) sum = (sum + marks[classOf[v]!]!) | 0;
      before[v + 1] = sum;
    }
  }

  /** Adds what the ends of links `from ... to` see of each other. */
  take(from: number, to: number): void {
    const { linkA, linkB, linkCapacity_Gbps } = this.#topology;
    for (let e = from; e < to;) {
      const start = e;
      const a = linkA[e]!;
      const b = linkB[e]!;
      const capacity = linkCapacity_Gbps[e]!;
      const stepA = e + 1 < to ? linkA[e + 1]! - a : -1;
      const stepB = e + 1 < to ? linkB[e + 1]! - b : -1;
      if (stepA >>> 1 !== 0 || stepB >>> 1 !== 0) e++;
      else if (stepA === 0 && stepB === 1) e = fanEnd(linkA, linkB, linkCapacity_Gbps, start, to);
      else e = rowEnd(linkA, linkB, linkCapacity_Gbps, start, to, a, b, stepA, stepB, capacity);
      if (!(capacity > 0)) continue;
      const own = this.#capacities.of(capacity);
      const count = e - start;
      if (count === 1 || stepA === stepB) this.#takePairs(a, b, count === 1 ? 0 : stepA, count, own);
      else if (stepA === 0) this.#takeRow(a, b, count, own);
      else this.#takeRow(b, a, count, own);
    }
  }

  /** Takes what the ends of a link see of each other back. */
  takeBack(link: number): void {
    const { linkA, linkB, linkCapacity_Gbps } = this.#topology;
    const capacity = linkCapacity_Gbps[link]!;
    if (capacity > 0) this.#takePairs(linkA[link]!, linkB[link]!, 0, 1, -this.#capacities.of(capacity));
  }

  /** Links of pairs of nodes that both stay or both go on by one. */
  #takePairs(a: number, b: number, step: number, count: number, own: number): void {
    for (let i = 0; i < count; i++) {
      this.#takeRow(a + step * i, b + step * i, 1, own);
    }
  }

  /** Links of one node to nodes in a row. */
  #takeRow(one: number, first: number, count: number, own: number): void {
    const before = this.#before;
    const more = this.#more;
    const end = first + count;
    const row = Math.imul(before[end]! - before[first]!, own);
    const each = Math.imul(before[one + 1]! - before[one]!, own);
    more[one] = more[one]! + row;
    more[one + 1] = more[one + 1]! - row;
    more[first] = more[first]! + each;
    more[end] = more[end]! - each;
  }

  /** How many of the nodes `from ... to`, when those before them hold, are of the target's class; null unless all see what is claimed. */
  hold({ expected, forwards, target }: Claim, passes: Uint8Array, from: number, to: number): number | null {
    const classOf = this.#classOf;
    const more = this.#more;
    const down = this.#down;
    const allWork = down.size === 0;
    let now = this.#now;
    let alone = 0;
    for (let v = from; v < to; v++) {
      const c = classOf[v]!;
      now = (now + more[v]!) | 0;
      // What is down sees none.
      const seen = allWork || !down.has(v) ? now : 0;
      if (seen !== expected[c] || passes[v] !== forwards[c]) return null;
      if (c === target) alone++;
    }
    this.#now = now;
    return alone;
  }
}

function countEnds(endpoints: Int32Array, classOf: Int32Array, from: number, to: number, ends: Float64Array): void {
  for (let i = from; i < to; i++) ends[classOf[endpoints[i]!]!]!++;
}

/** The end of the links from `from` on whose ends go on by steps at one capacity, `to` at most. Arguments in place of look-ups: this is half of the proof. */
function rowEnd(
  linkA: Int32Array,
  linkB: Int32Array,
  linkCapacity: Float64Array,
  from: number,
  to: number,
  a: number,
  b: number,
  stepA: number,
  stepB: number,
  capacity: number,
): number {
  let x = a;
  let y = b;
  let e = from;
  do {
    e++;
    x = (x + stepA) | 0;
    y = (y + stepB) | 0;
  } while (e < to && linkA[e] === x && linkB[e] === y && linkCapacity[e] === capacity);
  return e;
}

/** The same where links lead from one node to nodes in a row: four at a time where they do, which takes two thirds of the time. */
function fanEnd(linkA: Int32Array, linkB: Int32Array, linkCapacity: Float64Array, from: number, to: number): number {
  const a = linkA[from]!;
  const capacity = linkCapacity[from]!;
  const ahead = linkB[from]! - from;
  let e = from + 1;
  for (; e + 4 <= to; e += 4) {
    const b = (e + ahead) | 0;
    if (linkB[e] !== b || linkB[e + 1] !== b + 1 || linkB[e + 2] !== b + 2 || linkB[e + 3] !== b + 3) break;
    if (linkA[e] !== a || linkA[e + 1] !== a || linkA[e + 2] !== a || linkA[e + 3] !== a) break;
    if (linkCapacity[e] !== capacity || linkCapacity[e + 1] !== capacity) break;
    if (linkCapacity[e + 2] !== capacity || linkCapacity[e + 3] !== capacity) break;
  }
  while (e < to && linkA[e] === a && linkB[e] === e + ahead && linkCapacity[e] === capacity) e++;
  return e;
}

/** An odd 32-bit number for each capacity that is met. */
class CapacityMarks {
  readonly #numbers = new Map<number, number>();
  #last = NaN;
  #mark = 0;
  #lastBefore = NaN;
  #markBefore = 0;

  of(capacity: number): number {
    if (capacity === this.#last) return this.#mark;
    const before = this.#last;
    const markBefore = this.#mark;
    this.#mark = capacity === this.#lastBefore ? this.#markBefore : this.#found(capacity);
    this.#last = capacity;
    this.#lastBefore = before;
    this.#markBefore = markBefore;
    return this.#mark;
  }

  #found(capacity: number): number {
    let number = this.#numbers.get(capacity);
    if (number === undefined) this.#numbers.set(capacity, (number = mixed(this.#numbers.size + 1) | 1));
    return number;
  }
}

/** A 32-bit mix of a whole number: the finaliser of MurmurHash3. */
function mixed(number: number): number {
  let h = number | 0;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
