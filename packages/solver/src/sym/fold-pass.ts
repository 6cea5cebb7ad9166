/**
 * Whether parts of a graph are copies of each other, seen in one walk over the links.
 *
 * In: links in a row (both ends and capacity), and chains of parts: `copies` of `size` nodes each, node i of one standing for node i of any other. The
 * first copy that is whole is the *pattern*. A copy is one when its links, in their order, are those of the pattern, its own nodes in the
 * places of the pattern's and every other end the same node. Links between two copies are none of this, so a chain that has one is left out; a
 * copy that differs is left out and stays what it is. Every permutation of the copies that are left maps the graph onto itself. O(links).
 *
 * Links in a row mostly belong to one copy, as those before them to the pattern: so they are held against each other stretch by stretch.
 */
import type { Steps } from '../steps.ts';
import type { Chain } from './fold-chains.ts';
import { PatternLinks, type Links } from './fold-links.ts';

/** What a walk found: links that stay, in runs, and runs of links that are copies of others. */
export interface Walked {
  readonly keptFrom: readonly number[];
  readonly keptLength: readonly number[];
  /** Run k of copied links: from `at[k]` on, `length[k]` of them, like those from `like[k]` on. */
  readonly at: readonly number[];
  readonly like: readonly number[];
  readonly length: readonly number[];
}

/** Links between two pauses, at first and at most: code that is new to the engine takes twenty times as long as later. */
const firstQuantum = 5_000;
const quantum = 80_000;
/** At most where copies are lists: each end is looked up. */
const listQuantum = 20_000;

/**
 * The walk for the chains of one family. `copyOf` has a number for each node of the topology, all 0, and is left so; `placeOf` has as many of any value, and is
 * asked for where copies are lists.
 */
export class FoldPass {
  readonly #links: Links;
  readonly #chains: readonly Chain[];
  readonly #copyOf: Int32Array;
  readonly #placeOf: () => Int32Array;
  /** Per copy of all chains, numbered from 1 on: its chain, and its number there. */
  readonly #chainOf: Int32Array;
  readonly #numberOf: Int32Array;
  readonly #firstCopy: Int32Array;
  /** Per copy: 1 where it differs. */
  readonly bad: Uint8Array;
  /** Per chain: the number of its pattern. */
  readonly pattern: Int32Array;
  /** Per chain: its pattern's links. Per copy: how far along these it is. */
  #patterns: PatternLinks[] = [];
  readonly #stretch: Int32Array;
  readonly #within: Int32Array;
  #keptFrom: number[] = [];
  #keptLength: number[] = [];
  #at: number[] = [];
  #like: number[] = [];
  #length: number[] = [];
  #differs = 0;
  #refused = false;

  constructor(links: Links, chains: readonly Chain[], copyOf: Int32Array, placeOf: () => Int32Array) {
    this.#links = links;
    this.#chains = chains;
    this.#copyOf = copyOf;
    this.#placeOf = placeOf;
    const copies = chains.reduce((sum, chain) => sum + chain.copies, 0);
    this.#chainOf = new Int32Array(copies + 1);
    this.#numberOf = new Int32Array(copies + 1);
    this.#firstCopy = new Int32Array(chains.length);
    this.bad = new Uint8Array(copies + 1);
    this.pattern = new Int32Array(chains.length);
    this.#stretch = new Int32Array(copies + 1);
    this.#within = new Int32Array(copies + 1);
    let k = 1;
    chains.forEach((chain, f) => {
      this.#firstCopy[f] = k;
      for (let c = 0; c < chain.copies; c++, k++) {
        this.#chainOf[k] = f;
        this.#numberOf[k] = c;
      }
    });
  }

  /** The number of a copy among those of all chains. */
  copy(chain: number, number: number): number {
    return this.#firstCopy[chain]! + number;
  }

  /** Walks until no copy differs; null when a family is refused, or few copies are left. */
  *walk(): Steps<Walked | null> {
    for (let tries = 0; tries < 3; tries++) {
      if (!(yield* this.#begin())) break;
      yield { phase: 'symmetry', fraction: 0 };
      const most = this.#chains.some(({ starts }) => starts === null) ? listQuantum : quantum;
      let each = firstQuantum;
      for (let e = 0; e < this.#links.count && !this.#refused;) {
        e = this.#take(e, Math.min(this.#links.count, e + each));
        each = Math.min(most, 2 * each);
        yield { phase: 'symmetry', fraction: e / this.#links.count };
      }
      if (!this.#refused) this.#end();
      this.#unmark();
      if (this.#refused) break;
      if (this.#differs > 0) continue;
      return {
        keptFrom: this.#keptFrom,
        keptLength: this.#keptLength,
        at: this.#at,
        like: this.#like,
        length: this.#length,
      };
    }
    return null;
  }

  /** Marks what takes part; false when no chain has two copies left. */
  *#begin(): Steps<boolean> {
    this.#differs = 0;
    this.#refused = false;
    this.#patterns = this.#chains.map(() => new PatternLinks(this.#links));
    this.#stretch.fill(0);
    this.#within.fill(0);
    this.#keptFrom = [];
    this.#keptLength = [];
    this.#at = [];
    this.#like = [];
    this.#length = [];
    this.choosePatterns();
    let folds = 0;
    for (const [f, chain] of this.#chains.entries()) {
      if (this.pattern[f]! < 0) continue;
      folds++;
      yield* this.#mark(chain, this.#firstCopy[f]!);
    }
    if (this.#refused) this.#unmark();
    return folds > 0 && !this.#refused;
  }

  /** The first copy that is whole of each chain, -1 where fewer than two are. */
  choosePatterns(): void {
    this.#chains.forEach((chain, f) => {
      const first = this.#firstCopy[f]!;
      let whole = 0;
      this.pattern[f] = -1;
      for (let c = 0; c < chain.copies && whole < 2; c++) {
        if (this.bad[first + c] === 1) continue;
        if (whole++ === 0) this.pattern[f] = c;
      }
      if (whole < 2) this.pattern[f] = -1;
    });
  }

  /** Marks the nodes of copies; a family in which two copies share a node, or one has a node that is not there, is refused. */
  *#mark(chain: Chain, first: number): Steps<void> {
    const { size, copies, starts } = chain;
    let marked = 0;
    for (let c = 0; c < copies && !this.#refused; c++) {
      if (this.bad[first + c] === 1) continue;
      if (starts === null) this.#markList(chain, c, first + c);
      else this.#markRun(starts[c]!, starts[c]! + size, first + c);
      marked += size;
      if (marked < quantum) continue;
      marked = 0;
      yield { phase: 'symmetry', fraction: 0 };
    }
  }

  #markList({ size, nodes }: Chain, copy: number, own: number): void {
    const copyOf = this.#copyOf;
    const placeOf = this.#placeOf();
    for (let i = 0; i < size; i++) {
      const v = nodes![copy * size + i]!;
      if (copyOf[v] !== 0) {
        this.#refused = true;
        return;
      }
      copyOf[v] = own;
      placeOf[v] = i;
    }
  }

  #markRun(from: number, to: number, own: number): void {
    const copyOf = this.#copyOf;
    let free = from >= 0 && to <= copyOf.length;
    for (let v = from; v < to && free; v++) free = copyOf[v] === 0;
    if (free) copyOf.fill(own, from, to);
    else this.#refused = true;
  }

  #unmark(): void {
    const copyOf = this.#copyOf;
    for (const { size, copies, starts, nodes } of this.#chains) {
      if (starts === null) for (const v of nodes!) copyOf[v] = 0;
      else for (let c = 0; c < copies; c++) copyOf.fill(0, starts[c]!, starts[c]! + size);
    }
  }

  /** Takes links `from ... to`; answers where it stopped. */
  #take(from: number, to: number): number {
    const { a, b } = this.#links;
    const copyOf = this.#copyOf;
    let e = from;
    while (e < to) {
      const own = copyOf[a[e]!]! || copyOf[b[e]!]!;
      if (own === 0) e = this.#keepOutside(e, to);
      else if (this.#numberOf[own] === this.pattern[this.#chainOf[own]!]) e = this.#keepPattern(e, to, own);
      else e = this.#compare(e, to, own);
      if (this.#refused) return e;
    }
    return e;
  }

  /** Links that end outside all copies. */
  #keepOutside(from: number, to: number): number {
    const { a, b } = this.#links;
    const copyOf = this.#copyOf;
    let e = from + 1;
    while (e < to && copyOf[a[e]!] === 0 && copyOf[b[e]!] === 0) e++;
    this.#keep(from, e);
    return e;
  }

  /** Links of a pattern. */
  #keepPattern(from: number, to: number, own: number): number {
    const { a, b } = this.#links;
    const copyOf = this.#copyOf;
    let e = from;
    for (; e < to; e++) {
      const x = copyOf[a[e]!]!;
      const y = copyOf[b[e]!]!;
      if (x === own || y === own) {
        if (x !== own && x !== 0) this.#dropChains(own, x);
        if (y !== own && y !== 0) this.#dropChains(own, y);
        if (this.#refused) return e;
      } else break;
    }
    this.#keep(from, e);
    this.#patterns[this.#chainOf[own]!]!.take(from, e, copyOf, own);
    return e;
  }

  /** Chains with a link between two copies are none. */
  #dropChains(own: number, other: number): void {
    for (const f of new Set([this.#chainOf[own]!, this.#chainOf[other]!])) {
      const first = this.#firstCopy[f]!;
      for (let c = 0; c < this.#chains[f]!.copies; c++) this.#leaveOut(first + c);
    }
  }

  #keep(from: number, to: number): void {
    const last = this.#keptFrom.length - 1;
    if (last >= 0 && from === this.#keptFrom[last]! + this.#keptLength[last]!) this.#keptLength[last]! += to - from;
    else {
      this.#keptFrom.push(from);
      this.#keptLength.push(to - from);
    }
  }

  /** Holds the links of a copy against those of its pattern, as far as these go on without a break. */
  #compare(from: number, to: number, own: number): number {
    if (this.bad[own] === 1) return this.#differ(from, own);
    const f = this.#chainOf[own]!;
    const { starts } = this.#chains[f]!;
    const pattern = this.#patterns[f]!;
    const shift = starts === null ? 0 : starts[this.#numberOf[own]!]! - starts[this.pattern[f]!]!;
    let e = from;
    let stretch = this.#stretch[own]!;
    let within = this.#within[own]!;
    while (e < to && stretch < pattern.count) {
      const like = pattern.from[stretch]! + within;
      const left = pattern.length[stretch]! - within;
      const most = Math.min(left, to - e);
      const length =
        starts === null ? this.#likeLists(e, like, most, own) : pattern.alikeRun(stretch, within, e, most, shift);
      if (length > 0) this.#copied(e, like, length);
      e += length;
      if (length < left) {
        within += length;
        break;
      }
      stretch++;
      within = 0;
    }
    this.#stretch[own] = stretch;
    this.#within[own] = within;
    return e === from ? this.#differ(from, own) : e;
  }

  #copied(from: number, like: number, length: number): void {
    const last = this.#at.length - 1;
    const goesOn =
      last >= 0 && from === this.#at[last]! + this.#length[last]! && like === this.#like[last]! + this.#length[last]!;
    if (goesOn) this.#length[last]! += length;
    else {
      this.#at.push(from);
      this.#like.push(like);
      this.#length.push(length);
    }
  }

  /** A link that differs: its copy is left out when this walk is over. */
  #differ(from: number, own: number): number {
    this.#leaveOut(own);
    return from + 1;
  }

  #leaveOut(copy: number): void {
    if (this.bad[copy] === 1) return;
    this.bad[copy] = 1;
    this.#differs++;
    // Where most differ, the guess was wrong.
    if (2 * this.#differs > this.bad.length) this.#refused = true;
  }

  /** How many links from `from` on are like those from `like` on, where copies are lists. */
  #likeLists(from: number, like: number, most: number, own: number): number {
    const { a, b, capacity } = this.#links;
    let i = 0;
    while (
      i < most &&
      this.#likeEnd(a[from + i]!, a[like + i]!, own) &&
      this.#likeEnd(b[from + i]!, b[like + i]!, own) &&
      capacity[from + i] === capacity[like + i]
    )
      i++;
    return i;
  }

  #likeEnd(v: number, pattern: number, own: number): boolean {
    if (this.#copyOf[pattern] === 0) return v === pattern;
    const placeOf = this.#placeOf();
    return this.#copyOf[v] === own && placeOf[v] === placeOf[pattern];
  }

  /** Every copy must have come to the end of its pattern. */
  #end(): void {
    for (let k = 1; k < this.bad.length; k++) {
      const f = this.#chainOf[k]!;
      if (this.bad[k] === 1 || this.pattern[f]! < 0 || this.#numberOf[k] === this.pattern[f]) continue;
      if (this.#stretch[k] === this.#patterns[f]!.count) continue;
      this.bad[k] = 1;
      this.#differs++;
    }
  }
}
