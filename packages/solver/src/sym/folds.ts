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
import { claimFamilies, type ClaimFamilies } from './fold-claims.ts';
import { groupFamilies, type GroupFamilies } from './fold-groups.ts';
import { likelyChains } from './fold-guesses.ts';
import { numberedBack, unfolded, type Laid, type Step } from './fold-back.ts';
import { leftOf, nodeIn, type Chain } from './fold-chains.ts';
import { linksLeft, type Level } from './fold-level.ts';
import { FoldLists } from './fold-lists.ts';
import { FoldPass, type Walked } from './fold-pass.ts';

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
   * adds to it for the place of the fold among that node's. (The fold may have been another one, which was laid on the node's own later: those come
   * in the same order.)
   */
  readonly numbered: (
    numberOf: (node: number) => number,
    more: (number: number, place: number) => number,
  ) => Steps<Int32Array>;
  /** From loads of the links left, both ways, to those of all arcs of the topology. */
  readonly unfold: (load: Float64Array) => Steps<Float64Array>;
}

/** More links left than this are no gain, or too many to be looked through for likely copies. */
const mostLinks = 60_000;
/** Rounds of guessing on what is left. */
const rounds = 12;
/** Nodes looked at between two pauses. */
const kindQuantum = 100_000;
/** What looking at a copy costs beside its nodes. */
const copyWork = 20;

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
  readonly #lists: FoldLists;
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
    this.#lists = new FoldLists(nodeCount);
    this.#isLeft = new Uint8Array(nodeCount);
    this.links = { count: linkCount, a: linkA, b: linkB, capacity: linkCapacity_Gbps, id: null };
  }

  get isWhole(): boolean {
    return this.#nodes === null;
  }

  *byGroups(): Steps<void> {
    yield* this.#byFamilies(yield* groupFamilies(this.#topology));
  }

  *byClaims(): Steps<void> {
    yield* this.#byFamilies(yield* claimFamilies(this.#topology));
  }

  *#byFamilies({ count, chains }: GroupFamilies | ClaimFamilies): Steps<void> {
    for (let k = 0; k < count; k++) {
      const left = this.#stillThere(yield* chains(k, this.isWhole ? null : this.#isLeft));
      if (left.length > 0) yield* this.#fold(left);
    }
  }

  /** What is left of chains. */
  #stillThere(family: readonly Chain[]): Chain[] {
    if (this.isWhole) return [...family];
    return family.map((chain) => leftOf(chain, this.#isLeft)).filter((chain) => chain !== null);
  }

  *byGuesses(): Steps<void> {
    const kind = (v: number): number =>
      4 * this.#lists.signature(v) + 2 * this.#isEndpoint[v]! + this.#fabric.forwards[v]!;
    for (let round = 0; round < rounds; round++) {
      const chains = yield* likelyChains(this.links, this.#nodes!, kind, this.#scratch());
      if (chains.length === 0 || !(yield* this.#fold(chains))) return;
    }
  }

  /** A number for each node, of any value. */
  #scratch(): Int32Array {
    return (this.#placeOf ??= new Int32Array(this.#topology.nodeCount));
  }

  folded(): Folded {
    const links = this.links;
    const steps = this.#steps;
    const nodes = this.#nodes!;
    const { nodeCount, linkCount } = this.#topology;
    return {
      links,
      nodes,
      foldsOf: (v) => this.#lists.of(v),
      copies: this.#lists.copies,
      isEndpoint: this.#isEndpoint,
      numbered: (numberOf, more) => numberedBack(steps, nodes, nodeCount, numberOf, more),
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
    const leftIn = this.#nodes === null ? null : this.#lists.members(this.#nodes);
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
          (leftIn === null || this.#lists.agree(chain, pattern, c, leftIn));
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
      laid.push({ before: this.#lists.note(chain, pattern, gone.length + 1), chain, pattern, gone });
    });
    const { count } = this.links;
    const { level, from, next, length } = yield* linksLeft(this.links, walked, this.#works());
    this.#steps.push({ laid, walked, count, from, next, length });
    this.links = level;
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

  /** What tells links that carry something. */
  #works(): (link: number) => boolean {
    const { a, b, capacity, id } = this.links;
    const failed = this.#failedLinks;
    const down = this.#downNodes;
    if (failed.size + down.size === 0) return (e) => capacity[e]! > 0;
    return (e) => capacity[e]! > 0 && !(failed.has(id === null ? e : id[e]!) || down.has(a[e]!) || down.has(b[e]!));
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
