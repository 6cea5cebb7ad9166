/**
 * Links of copies held against those of their pattern, stretch by stretch.
 *
 * In: links in a row (both ends and capacity), and which of them are a pattern's. These are told as *stretches*: links of one capacity whose ends go on by the same steps, each end within the pattern all along or
 * outside it. Where copies are runs of nodes, the links of one are those of a stretch with the ends that are within moved by how far the copy lies
 * from the pattern: so only the copy's own links are read, three numbers each.
 */

/** Links: a level of folding, or all of a topology. */
export interface Links {
  readonly count: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly capacity: Float64Array;
}

/** The links of a pattern, in their order. */
export class PatternLinks {
  readonly #links: Links;
  /** Per stretch: its first link, its length, the steps of its ends, and which ends are within the pattern (1 the first, 2 the second). */
  readonly from: number[] = [];
  readonly length: number[] = [];
  readonly #stepA: number[] = [];
  readonly #stepB: number[] = [];
  readonly #within: number[] = [];

  constructor(links: Links) {
    this.#links = links;
  }

  get count(): number {
    return this.from.length;
  }

  /** Takes links `from ... to`, which have no end in another copy; `copyOf` is `own` for the nodes of the pattern. */
  take(from: number, to: number, copyOf: Int32Array, own: number): void {
    const { a, b, capacity } = this.#links;
    for (let e = from; e < to;) {
      const start = e++;
      const within = withinOf(copyOf[a[start]!]!, copyOf[b[start]!]!, own);
      const stepA = e < to ? (a[e]! - a[start]!) | 0 : 0;
      const stepB = e < to ? (b[e]! - b[start]!) | 0 : 0;
      while (
        e < to &&
        a[e] === a[e - 1]! + stepA &&
        b[e] === b[e - 1]! + stepB &&
        capacity[e] === capacity[start] &&
        withinOf(copyOf[a[e]!]!, copyOf[b[e]!]!, own) === within
      )
        e++;
      this.from.push(start);
      this.length.push(e - start);
      this.#stepA.push(stepA);
      this.#stepB.push(stepB);
      this.#within.push(within);
    }
  }

  /** How many links from `from` on are those of a stretch from its link `skip` on, `most` at most, with the ends that are within moved by `shift`. */
  alikeRun(stretch: number, skip: number, from: number, most: number, shift: number): number {
    const { a, b, capacity } = this.#links;
    const within = this.#within[stretch]!;
    const like = this.from[stretch]! + skip;
    const endA = a[like]! + ((within & 1) === 0 ? 0 : shift);
    const endB = b[like]! + ((within & 2) === 0 ? 0 : shift);
    const to = from + most;
    return goingOn(a, b, capacity, from, to, endA, endB, this.#stepA[stretch]!, this.#stepB[stretch]!, capacity[like]!);
  }
}

function withinOf(copyA: number, copyB: number, own: number): number {
  return (copyA === own ? 1 : 0) | (copyB === own ? 2 : 0);
}

/** How many links among `from ... to` have a capacity and ends that begin with two nodes and go on by steps. */
function goingOn(
  a: Int32Array,
  b: Int32Array,
  capacity: Float64Array,
  from: number,
  to: number,
  endA: number,
  endB: number,
  stepA: number,
  stepB: number,
  each: number,
): number {
  let e = stepA === 0 && stepB === 1 ? inEights(a, b, capacity, from, to, endA, endB, each) : from;
  let x = endA;
  let y = (endB + e - from) | 0;
  while (e < to && a[e] === x && b[e] === y && capacity[e] === each) {
    e++;
    x = (x + stepA) | 0;
    y = (y + stepB) | 0;
  }
  return e - from;
}

/** Where eights of links of one node to nodes in a row end, as a switch has them to those above: two thirds of the time that one by one take. */
function inEights(
  a: Int32Array,
  b: Int32Array,
  capacity: Float64Array,
  from: number,
  to: number,
  x: number,
  endB: number,
  each: number,
): number {
  const shift = (endB - from) | 0;
  let e = from;
  while (e + 8 <= to) {
    const y = (e + shift) | 0;
    if (a[e] !== x || a[e + 1] !== x || a[e + 2] !== x || a[e + 3] !== x) break;
    if (a[e + 4] !== x || a[e + 5] !== x || a[e + 6] !== x || a[e + 7] !== x) break;
    if (b[e] !== y || b[e + 1] !== y + 1 || b[e + 2] !== y + 2 || b[e + 3] !== y + 3) break;
    if (b[e + 4] !== y + 4 || b[e + 5] !== y + 5 || b[e + 6] !== y + 6 || b[e + 7] !== y + 7) break;
    if (capacity[e] !== each || capacity[e + 1] !== each || capacity[e + 2] !== each) break;
    if (capacity[e + 3] !== each || capacity[e + 4] !== each || capacity[e + 5] !== each) break;
    if (capacity[e + 6] !== each || capacity[e + 7] !== each) break;
    e += 8;
  }
  return e;
}
