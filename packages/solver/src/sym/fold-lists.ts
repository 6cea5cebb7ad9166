/**
 * The folds that each node has been through.
 *
 * Nodes mostly share theirs, so a node has the number of a list: [] for 0, then lists that go on from others. Two copies may be laid on each other
 * when their nodes have been through folds that change places with them: the same ones, or ones of their own that lie in their copy and have as many
 * copies. O(nodes of a copy) a comparison.
 */
import { nodeIn, type Chain } from './fold-chains.ts';

export class FoldLists {
  /** Per node the number of its list. */
  readonly #listOf: Int32Array;
  readonly #lists: (readonly number[])[] = [[]];
  /** Per fold: how many copies lie on one. */
  readonly copies: number[] = [];
  readonly #signatures: number[] = [];
  readonly #numberOf = new Map<string, number>();

  constructor(nodeCount: number) {
    this.#listOf = new Int32Array(nodeCount);
  }

  /** The folds of a node, first to last. */
  of(node: number): readonly number[] {
    return this.#lists[this.#listOf[node]!]!;
  }

  /** Notes that `copies` of a chain were laid on its pattern; answers for each node of the pattern how many folds it had been through before. */
  note(chain: Chain, pattern: number, copies: number): Uint8Array {
    const fold = this.copies.push(copies) - 1;
    const before = new Uint8Array(chain.size);
    const lists = new Map<number, number>();
    for (let i = 0; i < chain.size; i++) {
      const v = nodeIn(chain, pattern, i);
      const list = this.#listOf[v]!;
      before[i] = this.#lists[list]!.length;
      let after = lists.get(list);
      if (after === undefined) lists.set(list, (after = this.#lists.push([...this.#lists[list]!, fold]) - 1));
      this.#listOf[v] = after;
    }
    return before;
  }

  /** The copies of the folds of a node, as a number: nodes that have been through folds of as many copies look alike. */
  signature(node: number): number {
    const list = this.#listOf[node]!;
    const known = this.#signatures[list];
    if (known !== undefined) return known;
    const word = this.#lists[list]!.map((f) => this.copies[f]!).join(' ');
    let number = this.#numberOf.get(word);
    if (number === undefined) this.#numberOf.set(word, (number = this.#numberOf.size));
    this.#signatures[list] = number;
    return number;
  }

  /** Per fold: how many of some nodes have been through it. */
  members(nodes: Int32Array): Int32Array {
    const members = new Int32Array(this.copies.length);
    for (const v of nodes) for (const f of this.of(v)) members[f]!++;
    return members;
  }

  /** Whether the nodes of two copies have been through the same folds, or through like ones that lie in their copy; `leftIn` counts the members of each. */
  agree(chain: Chain, pattern: number, copy: number, leftIn: Int32Array): boolean {
    return this.#areSame(chain, pattern, copy) || this.#areLike(chain, pattern, copy, leftIn);
  }

  #areSame(chain: Chain, pattern: number, copy: number): boolean {
    const listOf = this.#listOf;
    for (let i = 0; i < chain.size; i++) {
      if (listOf[nodeIn(chain, pattern, i)] !== listOf[nodeIn(chain, copy, i)]) return false;
    }
    return true;
  }

  #areLike(chain: Chain, pattern: number, copy: number, leftIn: Int32Array): boolean {
    const imageOf = new Map<number, number>();
    const preimageOf = new Map<number, number>();
    const met = new Map<number, number>();
    for (let i = 0; i < chain.size; i++) {
      const own = this.of(nodeIn(chain, pattern, i));
      const other = this.of(nodeIn(chain, copy, i));
      if (own.length !== other.length) return false;
      for (let j = 0; j < own.length; j++) {
        const [f, g] = [own[j]!, other[j]!];
        // The same fold must not be mapped onto another elsewhere.
        if (!joined(imageOf, preimageOf, f, g)) return false;
        if (f === g) continue;
        if (this.copies[f] !== this.copies[g] || leftIn[f] !== leftIn[g]) return false;
        met.set(f, (met.get(f) ?? 0) + 1);
      }
    }
    for (const [f, count] of met) if (count !== leftIn[f]) return false;
    return true;
  }
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
