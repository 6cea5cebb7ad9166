/**
 * Sorting with pauses. In: items and how two compare, or the rank of each. Out: them in order, equal ones as they were.
 *
 * Sorting 100,000 names by the rules of a language takes half a second. Here runs are sorted one by one and merged pair by pair. O(n log n)
 * comparisons; by ranks O(n + ranks).
 */
import { inSlices, type Steps } from '@weft/solver';

const phase = 'table';

/** Items of a run that is sorted in one piece, and items merged between two pauses: about a millisecond of comparing names. */
const few = 512;
const fewMerged = 2000;

/** The items in order. */
export function* sortedSteps<T>(items: readonly T[], compare: (a: T, b: T) => number): Steps<T[]> {
  let from: T[] = [];
  for (let at = 0; at < items.length; at += few) {
    from.push(...items.slice(at, at + few).toSorted(compare));
    yield { phase, fraction: 0 };
  }
  for (let width = few; width < items.length; width *= 2) {
    const to: T[] = [];
    for (let at = 0; at < items.length; at += 2 * width) {
      const middle = Math.min(items.length, at + width);
      const merge = new Merge(from, at, middle, Math.min(items.length, at + 2 * width), compare);
      while (!merge.isDone) {
        merge.on(to, fewMerged);
        yield { phase, fraction: 0 };
      }
    }
    from = to;
  }
  return from;
}

/** Two runs that stand one after the other, merged piece by piece. */
class Merge<T> {
  readonly #items: readonly T[];
  readonly #compare: (a: T, b: T) => number;
  #left: number;
  readonly #middle: number;
  #right: number;
  readonly #end: number;

  constructor(items: readonly T[], start: number, middle: number, end: number, compare: (a: T, b: T) => number) {
    this.#items = items;
    this.#compare = compare;
    this.#left = start;
    this.#middle = middle;
    this.#right = middle;
    this.#end = end;
  }

  get isDone(): boolean {
    return this.#left === this.#middle && this.#right === this.#end;
  }

  /** Adds the next `count` items to a list. */
  on(list: T[], count: number): void {
    for (let i = 0; i < count && !this.isDone; i++) {
      const isLeft =
        this.#right === this.#end ||
        (this.#left < this.#middle && this.#compare(this.#items[this.#left]!, this.#items[this.#right]!) <= 0);
      list.push(this.#items[isLeft ? this.#left++ : this.#right++]!);
    }
  }
}

/** Items looked at between two pauses while they are counted: less than a millisecond. */
const slice = 50_000;

/** The items by ascending rank below `ranks`; `rank[i]` is that of item i. */
export function* sortedByRank(items: Uint32Array, rank: Uint32Array, ranks: number): Steps<Uint32Array> {
  const offset = new Uint32Array(ranks + 1);
  yield* inSlices(items.length, slice, phase, (from, to) => {
    for (let i = from; i < to; i++) offset[rank[i]! + 1]!++;
  });
  for (let r = 0; r < ranks; r++) offset[r + 1]! += offset[r]!;
  const sorted = new Uint32Array(items.length);
  yield* inSlices(items.length, slice, phase, (from, to) => {
    for (let i = from; i < to; i++) sorted[offset[rank[i]!]!++] = items[i]!;
  });
  return sorted;
}
