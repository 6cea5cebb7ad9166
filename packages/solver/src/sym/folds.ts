/**
 * A topology folded: parts that are copies of each other laid on one, again and again, until little is left.
 *
 * In: a topology, what passes traffic on and who takes part, what is broken. Out: the nodes and links that are left (*cells*), the folds each node
 * has been through, and which link every link lies on. Each fold was seen link by link to hold (see `fold-pass.ts`), so any rearrangement of
 * the copies of a fold maps the fabric onto itself, and all that lies on one cell is one orbit: no symmetry is taken on trust. A fold of the
 * folded fabric is one of the whole when nodes that change places have been through folds that do: the same ones, or ones of their own
 * that lie in their copy and have as many copies. Null where the links left would be many. O(links) for the first fold, little for the others.
 */
import type { Topology } from '@weft/topology';
import { failuresOf, type Fabric } from '../route/fabric.ts';
import { inSlices, type Steps } from '../steps.ts';
import { claimedChains, groupFamilies, likelyChains } from './fold-guesses.ts';
import { FoldPass, nodeIn, type Chain, type Links, type Walked } from './fold-pass.ts';

/** Links of a level, with their numbers in the topology. */
export interface Level extends Links {
  /** Per link its number in the topology; null where that is its own. */
  readonly id: Int32Array | null;
}

/** The copies that one fold laid on another. */
interface Laid {
  /** Per node of the pattern: how many folds it had been through before. */
  readonly before: Uint8Array;
  readonly chain: Chain;
  readonly pattern: number;
  readonly gone: readonly number[];
}

/** One step of folding: a walk over the links of a level, and where the links that stay stand in the next. */
interface Step {
  readonly laid: readonly Laid[];
  readonly walked: Walked;
  readonly count: number;
  /** Links that stay, in runs: run k of the level stands from `next[k]` on in the next one. */
  readonly from: readonly number[];
  readonly next: readonly number[];
  readonly length: readonly number[];
}

export interface Folded {
  /** What is left. */
  readonly links: Level;
  readonly nodes: Int32Array;
  /** Per node that is left: the folds it has been through, first to last. */
  readonly foldsOf: (node: number) => readonly number[];
  /** Per fold: how many copies lie on one. */
  readonly copies: readonly number[];
  /** Endpoints among the nodes left. */
  readonly isEndpoint: Uint8Array;
  /**
   * Numbers for all nodes of the topology: those of nodes left are given, and a node that was laid on another in a fold has the other's number and what `more`
   * adds for the node on which both came to lie and the place of the fold among that node's. (The fold may have been another one, which was laid on
   * the node's own later: those come in the same order.)
   */
  readonly numbered: (numbers: Int32Array, more: (node: number, place: number) => number) => Steps<Int32Array>;
  /** From loads of the links left, both ways, to those of all arcs of the topology. */
  readonly unfold: (load: Float64Array) => Steps<Float64Array>;
}

/** More links left than this are no gain, or too many to be looked through for likely copies. */
const mostLinks = 60_000;
/** Rounds of guessing on what is left. */
const rounds = 12;
/** Nodes looked at between two pauses. */
const kindQuantum = 300_000;
/** What looking at a copy costs beside its nodes. */
const copyWork = 20;
/** Links copied between two pauses. */
const linkSlice = 50_000;
/** Arcs written between two pauses. */
const writeSlice = 300_000;

/** Folds a fabric; null when it does not fold far. */
export function* foldedFabric(topology: Topology, fabric: Fabric, endpoints: Int32Array): Steps<Folded | null> {
  const isEndpoint = new Uint8Array(topology.nodeCount);
  yield* inSlices(endpoints.length, kindQuantum, 'symmetry', (from, to) => {
    for (let i = from; i < to; i++) isEndpoint[endpoints[i]!] = 1;
  });
  const folding = new Folding(topology, fabric, isEndpoint);
  yield { phase: 'symmetry', fraction: 0 };
  yield* folding.byGroups();
  if (folding.isWhole) yield* folding.byClaims();
  if (folding.isWhole || folding.links.count > mostLinks) return null;
  yield* folding.byGuesses();
  return folding.folded();
}

class Folding {
  readonly #topology: Topology;
  readonly #fabric: Fabric;
  readonly #isEndpoint: Uint8Array;
  readonly #failedLinks: ReadonlySet<number>;
  readonly #downNodes: ReadonlySet<number>;
  readonly #copyOf: Int32Array;
  #placeOf: Int32Array | null = null;
  /** Per node the list of its folds: a number in `#lists`, 0 for none. */
  readonly #listOf: Int32Array;
  readonly #lists: (readonly number[])[] = [[]];
  readonly #copies: number[] = [];
  readonly #signatures: number[] = [];
  readonly #numberOf = new Map<string, number>();
  readonly #steps: Step[] = [];
  links: Level;
  /** Nodes that are left; null while all are. */
  #nodes: Int32Array | null = null;
  readonly #isLeft: Uint8Array;

  constructor(topology: Topology, fabric: Fabric, isEndpoint: Uint8Array) {
    const { nodeCount, linkCount, linkA, linkB, linkCapacity_Gbps } = topology;
    this.#topology = topology;
    this.#fabric = fabric;
    this.#isEndpoint = isEndpoint;
    const { links, nodes } = failuresOf(fabric);
    this.#failedLinks = new Set(links);
    this.#downNodes = new Set(nodes);
    this.#copyOf = new Int32Array(nodeCount);
    this.#listOf = new Int32Array(nodeCount);
    this.#isLeft = new Uint8Array(nodeCount);
    this.links = { count: linkCount, a: linkA, b: linkB, capacity: linkCapacity_Gbps, id: null };
  }

  get isWhole(): boolean {
    return this.#nodes === null;
  }

  *byGroups(): Steps<void> {
    const families = yield* groupFamilies(this.#topology);
    for (let k = 0; k < families.count; k++) {
      const chains = this.#stillThere(yield* families.chains(k, this.isWhole ? null : this.#isLeft));
      if (chains.length > 0) yield* this.#fold(chains);
    }
  }

  *byClaims(): Steps<void> {
    for (const family of yield* claimedChains(this.#topology)) {
      const chains = this.#stillThere(family);
      if (chains.length > 0) yield* this.#fold(chains);
    }
  }

  /** What is left of chains. */
  #stillThere(family: readonly Chain[]): Chain[] {
    if (this.isWhole) return [...family];
    return family.map((chain) => this.#leftOf(chain)).filter((chain) => chain !== null);
  }

  /** The nodes of a chain that are left; null unless as many are of two copies or more. */
  #leftOf(chain: Chain): Chain | null {
    const isLeft = this.#isLeft;
    // Most chains of a part lie in a copy that is gone.
    if (isLeft[nodeIn(chain, 0, 0)] === 0 && isLeft[nodeIn(chain, 0, chain.size - 1)] === 0) {
      if (isLeft[nodeIn(chain, 1, 0)] === 0 && isLeft[nodeIn(chain, 1, chain.size - 1)] === 0) return null;
    }
    const copies: number[][] = [];
    for (let c = 0; c < chain.copies; c++) {
      const copy: number[] = [];
      for (let i = 0; i < chain.size; i++) {
        const v = nodeIn(chain, c, i);
        if (isLeft[v] === 1) copy.push(v);
      }
      if (copy.length > 0) copies.push(copy);
    }
    const size = copies[0]?.length ?? 0;
    if (copies.length < 2 || copies.some((copy) => copy.length !== size)) return null;
    if (chain.starts !== null && size === chain.size) {
      return { copies: copies.length, size, starts: Int32Array.from(copies, (copy) => copy[0]!), nodes: null };
    }
    return { copies: copies.length, size, starts: null, nodes: Int32Array.from(copies.flat()) };
  }

  *byGuesses(): Steps<void> {
    const kind = (v: number): number =>
      4 * this.#signatureOf(this.#listOf[v]!) + 2 * this.#isEndpoint[v]! + this.#fabric.forwards[v]!;
    for (let round = 0; round < rounds; round++) {
      const chains = yield* likelyChains(this.links, this.#nodes!, kind, this.#scratch());
      if (chains.length === 0 || !(yield* this.#fold(chains))) return;
    }
  }

  /** The copies of folds in a list, as a number: folds of as many copies look alike. */
  #signatureOf(list: number): number {
    const known = this.#signatures[list];
    if (known !== undefined) return known;
    const word = this.#lists[list]!.map((f) => this.#copies[f]!).join(' ');
    let number = this.#numberOf.get(word);
    if (number === undefined) this.#numberOf.set(word, (number = this.#numberOf.size));
    this.#signatures[list] = number;
    return number;
  }

  /** A number for each node, of any value. */
  #scratch(): Int32Array {
    return (this.#placeOf ??= new Int32Array(this.#topology.nodeCount));
  }

  folded(): Folded {
    const links = this.links;
    const steps = this.#steps;
    const { linkCount } = this.#topology;
    return {
      links,
      nodes: this.#nodes!,
      foldsOf: (v) => this.#lists[this.#listOf[v]!]!,
      copies: this.#copies,
      isEndpoint: this.#isEndpoint,
      numbered: (numbers, more) => numberedBack(steps, this.#nodes!, numbers, more),
      unfold: (load) => unfolded(steps, load, linkCount),
    };
  }

  /** Folds the copies of chains that are copies; answers whether there are any. */
  *#fold(chains: readonly Chain[]): Steps<boolean> {
    const pass = new FoldPass(this.links, chains, this.#copyOf, () => this.#scratch());
    this.#leaveOutBroken(pass, chains);
    pass.choosePatterns();
    yield* this.#leaveOutUnlike(pass, chains);
    const walked = yield* pass.walk();
    if (walked === null) return false;
    yield* this.#keep(pass, chains, walked);
    return true;
  }

  /** Copies with a broken part are none. Links outside all copies that are broken go when the others have been folded. */
  #leaveOutBroken(pass: FoldPass, chains: readonly Chain[]): void {
    const broken = new Set(this.#downNodes);
    if (this.isWhole) {
      for (const e of this.#failedLinks) broken.add(this.links.a[e]!).add(this.links.b[e]!);
    }
    if (broken.size === 0) return;
    const nodes = [...broken];
    chains.forEach((chain, f) => {
      const { copies, size, starts } = chain;
      for (let c = 0; c < copies; c++) {
        const isIn =
          starts === null
            ? Array.from({ length: size }, (_, i) => nodeIn(chain, c, i)).some((v) => broken.has(v))
            : nodes.some((v) => v >= starts[c]! && v < starts[c]! + size);
        if (isIn) pass.bad[pass.copy(f, c)] = 1;
      }
    });
  }

  /** Nodes that stand for each other must be of one kind, and have been through like folds. */
  *#leaveOutUnlike(pass: FoldPass, chains: readonly Chain[]): Steps<void> {
    const leftIn = this.isWhole ? null : this.#membersLeft();
    let looked = 0;
    for (let f = 0; f < chains.length; f++) {
      const chain = chains[f]!;
      const pattern = pass.pattern[f]!;
      const copies = pattern < 0 ? 0 : chain.copies;
      for (let c = 0; c < copies; c++) {
        const k = pass.copy(f, c);
        if (c === pattern || pass.bad[k] === 1) continue;
        const same =
          (chain.starts === null
            ? this.#kindsAgree(chain, pattern, c)
            : this.#kindsOfRunsAgree(chain.starts[pattern]!, chain.starts[c]!, chain.size)) &&
          (leftIn === null || this.#foldsAgree(chain, pattern, c, leftIn));
        if (!same) pass.bad[k] = 1;
        looked += chain.size + copyWork + (leftIn === null ? 0 : 8 * chain.size);
        if (looked < kindQuantum) continue;
        looked = 0;
        yield { phase: 'symmetry', fraction: 0 };
      }
    }
  }

  #kindsAgree(chain: Chain, pattern: number, copy: number): boolean {
    const { forwards } = this.#fabric;
    const isEndpoint = this.#isEndpoint;
    for (let i = 0; i < chain.size; i++) {
      const v = nodeIn(chain, pattern, i);
      const w = nodeIn(chain, copy, i);
      if (forwards[v] !== forwards[w] || isEndpoint[v] !== isEndpoint[w]) return false;
    }
    return true;
  }

  #kindsOfRunsAgree(v: number, w: number, size: number): boolean {
    return areLike(this.#fabric.forwards, v, w, size) && areLike(this.#isEndpoint, v, w, size);
  }

  /** Per fold: how many of the nodes that are left have been through it. */
  #membersLeft(): Int32Array {
    const members = new Int32Array(this.#copies.length);
    for (const v of this.#nodes!) for (const f of this.#lists[this.#listOf[v]!]!) members[f]!++;
    return members;
  }

  /** Whether the nodes of two copies have been through the same folds, or through like ones that lie in their copy. */
  #foldsAgree(chain: Chain, pattern: number, copy: number, leftIn: Int32Array): boolean {
    const imageOf = new Map<number, number>();
    const preimageOf = new Map<number, number>();
    const met = new Map<number, number>();
    for (let i = 0; i < chain.size; i++) {
      const v = nodeIn(chain, pattern, i);
      const w = nodeIn(chain, copy, i);
      if (this.#listOf[v] === this.#listOf[w]) {
        // The same folds: they must not be mapped onto others elsewhere.
        for (const f of this.#lists[this.#listOf[v]!]!) if (!joined(imageOf, preimageOf, f, f)) return false;
        continue;
      }
      const own = this.#lists[this.#listOf[v]!]!;
      const other = this.#lists[this.#listOf[w]!]!;
      if (own.length !== other.length) return false;
      for (let j = 0; j < own.length; j++) {
        const [f, g] = [own[j]!, other[j]!];
        if (!joined(imageOf, preimageOf, f, g)) return false;
        if (f === g) continue;
        if (this.#copies[f] !== this.#copies[g] || leftIn[f] !== leftIn[g]) return false;
        met.set(f, (met.get(f) ?? 0) + 1);
      }
    }
    for (const [f, count] of met) if (count !== leftIn[f]) return false;
    return true;
  }

  /** Keeps the patterns, writes down the folds, and lists the links that are left. */
  *#keep(pass: FoldPass, chains: readonly Chain[], walked: Walked): Steps<void> {
    yield { phase: 'symmetry', fraction: 1 };
    this.#keepNodes(pass, chains);
    yield { phase: 'symmetry', fraction: 1 };
    const laid: Laid[] = [];
    chains.forEach((chain, f) => {
      const pattern = pass.pattern[f]!;
      if (pattern < 0) return;
      const gone: number[] = [];
      for (let c = 0; c < chain.copies; c++) if (c !== pattern && pass.bad[pass.copy(f, c)] === 0) gone.push(c);
      const fold = this.#copies.push(gone.length + 1) - 1;
      const before = new Uint8Array(chain.size);
      laid.push({ before, chain, pattern, gone });
      const lists = new Map<number, number>();
      for (let i = 0; i < chain.size; i++) {
        const v = nodeIn(chain, pattern, i);
        const list = this.#listOf[v]!;
        before[i] = this.#lists[list]!.length;
        let after = lists.get(list);
        if (after === undefined) lists.set(list, (after = this.#lists.push([...this.#lists[list]!, fold]) - 1));
        this.#listOf[v] = after;
      }
    });
    yield* this.#keepLinks(walked, laid);
    yield { phase: 'symmetry', fraction: 1 };
  }

  /** Nodes of copies that are not patterns go. */
  #keepNodes(pass: FoldPass, chains: readonly Chain[]): void {
    const gone = (take: (chain: Chain, copy: number) => void): void => {
      chains.forEach((chain, f) => {
        const pattern = pass.pattern[f]!;
        const copies = pattern < 0 ? 0 : chain.copies;
        for (let c = 0; c < copies; c++) if (c !== pattern && pass.bad[pass.copy(f, c)] === 0) take(chain, c);
      });
    };
    const isLeft = this.#isLeft;
    if (this.#nodes === null) isLeft.fill(1);
    gone(({ size, starts, nodes }, c) => {
      if (starts !== null) isLeft.fill(0, starts[c]!, starts[c]! + size);
      else for (let i = 0; i < size; i++) isLeft[nodes![c * size + i]!] = 0;
    });
    this.#nodes = this.#nodes === null ? placesOf(isLeft, 1) : this.#nodes.filter((v) => isLeft[v] === 1);
  }

  *#keepLinks(walked: Walked, laid: readonly Laid[]): Steps<void> {
    const { a, b, capacity, id, count } = this.links;
    const broken = this.#failedLinks.size > 0 || this.#downNodes.size > 0;
    const works = (e: number): boolean =>
      capacity[e]! > 0 &&
      (!broken ||
        !(this.#failedLinks.has(id === null ? e : id[e]!) || this.#downNodes.has(a[e]!) || this.#downNodes.has(b[e]!)));
    const from: number[] = [];
    const next: number[] = [];
    const length: number[] = [];
    let kept = 0;
    const most = walked.keptLength.reduce((sum, n) => sum + n, 0);
    const left = {
      a: new Int32Array(most),
      b: new Int32Array(most),
      capacity: new Float64Array(most),
      id: new Int32Array(most),
    };
    const keep = (start: number, end: number): void => {
      for (let e = start; e < end; e++) {
        if (!works(e)) continue;
        const last = from.length - 1;
        if (last >= 0 && e === from[last]! + length[last]!) length[last]!++;
        else {
          from.push(e);
          next.push(kept);
          length.push(1);
        }
        left.a[kept] = a[e]!;
        left.b[kept] = b[e]!;
        left.capacity[kept] = capacity[e]!;
        left.id[kept++] = id === null ? e : id[e]!;
      }
    };
    let looked = 0;
    for (let k = 0; k < walked.keptFrom.length; k++) {
      const end = walked.keptFrom[k]! + walked.keptLength[k]!;
      for (let start = walked.keptFrom[k]!; start < end; start += linkSlice) {
        keep(start, Math.min(end, start + linkSlice));
        looked += Math.min(end - start, linkSlice);
        if (looked < linkSlice) continue;
        looked = 0;
        yield { phase: 'symmetry', fraction: 1 };
      }
    }
    this.#steps.push({ laid, walked, count, from, next, length });
    this.links = { ...left, count: kept };
  }
}

/** Where a byte stands; searched for, since it may be rare. */
function placesOf(bytes: Uint8Array, byte: number): Int32Array {
  const places: number[] = [];
  for (let v = bytes.indexOf(byte); v >= 0; v = bytes.indexOf(byte, v)) {
    while (bytes[v] === byte) places.push(v++);
  }
  return Int32Array.from(places);
}

function areLike(bytes: Uint8Array, v: number, w: number, size: number): boolean {
  for (let i = 0; i < size; i++) if (bytes[v + i] !== bytes[w + i]) return false;
  return true;
}

/** Notes that f goes to g; false where one of them is matched to another already. */
function joined(imageOf: Map<number, number>, preimageOf: Map<number, number>, f: number, g: number): boolean {
  const image = imageOf.get(f);
  const preimage = preimageOf.get(g);
  if (image === undefined && preimage === undefined) {
    imageOf.set(f, g);
    preimageOf.set(g, f);
    return true;
  }
  return image === g && preimage === f;
}

/** Numbers of all nodes, from those that are left: step by step back, last to first. */
function* numberedBack(
  steps: readonly Step[],
  nodes: Int32Array,
  numbers: Int32Array,
  more: (node: number, place: number) => number,
): Steps<Int32Array> {
  const lies = new Int32Array(numbers.length);
  const all = new Int32Array(numbers.length);
  for (const v of nodes) {
    lies[v] = v;
    all[v] = numbers[v]!;
  }
  let written = 0;
  for (const { laid } of steps.toReversed()) {
    for (const { before, chain, pattern, gone } of laid) {
      const next = new Int32Array(chain.size);
      for (let i = 0; i < chain.size; i++) {
        const v = nodeIn(chain, pattern, i);
        next[i] = all[v]! + more(lies[v]!, before[i]!);
      }
      for (const c of gone) {
        for (let i = 0; i < chain.size; i++) {
          const w = nodeIn(chain, c, i);
          lies[w] = lies[nodeIn(chain, pattern, i)]!;
          all[w] = next[i]!;
        }
        written += chain.size;
        if (written < kindQuantum) continue;
        written = 0;
        yield { phase: 'certificate', fraction: 0 };
      }
    }
  }
  return all;
}

/** Loads of all links, from those that are left: step by step back, last to first. */
function* unfolded(steps: readonly Step[], left: Float64Array, linkCount: number): Steps<Float64Array> {
  let load = left;
  for (const { walked, count, from, next, length } of steps.toReversed()) {
    const all = new Float64Array(2 * count);
    yield { phase: 'answer', fraction: 0 };
    for (let k = 0; k < from.length; k++) {
      all.set(load.subarray(2 * next[k]!, 2 * (next[k]! + length[k]!)), 2 * from[k]!);
    }
    const { at, like, length: copied } = walked;
    let written = 0;
    for (let k = 0; k < at.length; k++) {
      copyPairs(all, at[k]!, like[k]!, copied[k]!);
      written += 2 * copied[k]!;
      if (written < writeSlice) continue;
      written = 0;
      yield { phase: 'answer', fraction: k / at.length };
    }
    load = all;
  }
  if (load.length !== 2 * linkCount) throw new Error(`${load.length} loads were unfolded; expected ${2 * linkCount}`);
  return load;
}

/** A few by hand: a call costs more than they do. */
function copyPairs(all: Float64Array, at: number, like: number, length: number): void {
  if (length > 16) all.copyWithin(2 * at, 2 * like, 2 * (like + length));
  else for (let i = 0; i < 2 * length; i++) all[2 * at + i] = all[2 * like + i]!;
}
