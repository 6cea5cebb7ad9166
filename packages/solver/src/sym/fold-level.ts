/**
 * The links that a step of folding leaves, as a list of their own.
 *
 * In: the links of a level, the runs of them that stay, and which carry something. Out: the next level, and where each run of it stood. O(links left).
 */
import type { Steps } from '../steps.ts';
import type { Links } from './fold-links.ts';
import type { Walked } from './fold-pass.ts';

/** Links of a level, with their numbers in the topology. */
export interface Level extends Links {
  /** Per link its number in the topology; null where that is its own. */
  readonly id: Int32Array | null;
}

/** The next level, and its links in runs: run k stood from `from[k]` on, and stands from `next[k]` on. */
export interface Left {
  readonly level: Level;
  readonly from: readonly number[];
  readonly next: readonly number[];
  readonly length: readonly number[];
}

/** Links copied between two pauses. */
const linkSlice = 50_000;

/** The links that stay and carry something. */
export function* linksLeft(links: Level, walked: Walked, works: (link: number) => boolean): Steps<Left> {
  const keeping = new Keeping(links, walked, works);
  let looked = 0;
  for (let k = 0; k < walked.keptFrom.length; k++) {
    const end = walked.keptFrom[k]! + walked.keptLength[k]!;
    for (let start = walked.keptFrom[k]!; start < end; start += linkSlice) {
      keeping.take(start, Math.min(end, start + linkSlice));
      looked += Math.min(end - start, linkSlice);
      if (looked < linkSlice) continue;
      looked = 0;
      yield { phase: 'symmetry', fraction: 1 };
    }
  }
  return keeping.left();
}

class Keeping {
  readonly #links: Level;
  readonly #works: (link: number) => boolean;
  readonly #a: Int32Array;
  readonly #b: Int32Array;
  readonly #capacity: Float64Array;
  readonly #id: Int32Array;
  readonly #from: number[] = [];
  readonly #next: number[] = [];
  readonly #length: number[] = [];
  #kept = 0;

  constructor(links: Level, { keptLength }: Walked, works: (link: number) => boolean) {
    const most = keptLength.reduce((sum, n) => sum + n, 0);
    this.#links = links;
    this.#works = works;
    this.#a = new Int32Array(most);
    this.#b = new Int32Array(most);
    this.#capacity = new Float64Array(most);
    this.#id = new Int32Array(most);
  }

  take(start: number, end: number): void {
    const { a, b, capacity, id } = this.#links;
    for (let e = start; e < end; e++) {
      if (!this.#works(e)) continue;
      const last = this.#from.length - 1;
      if (last >= 0 && e === this.#from[last]! + this.#length[last]!) this.#length[last]!++;
      else {
        this.#from.push(e);
        this.#next.push(this.#kept);
        this.#length.push(1);
      }
      this.#a[this.#kept] = a[e]!;
      this.#b[this.#kept] = b[e]!;
      this.#capacity[this.#kept] = capacity[e]!;
      this.#id[this.#kept++] = id === null ? e : id[e]!;
    }
  }

  left(): Left {
    const level = { a: this.#a, b: this.#b, capacity: this.#capacity, id: this.#id, count: this.#kept };
    return { level, from: this.#from, next: this.#next, length: this.#length };
  }
}
