/**
 * Where pools that saturate stop something: nodes, listed by the target that their traffic is for. O(1) a node.
 */

/** Nodes that are listed at most. */
const limit = 1_000_000;

export class Hits {
  readonly #node: Int32Array;
  /** Per listed node: the one listed before it for the same target, or -1. */
  readonly #before: Int32Array;
  /** Per target: the last node listed, or -1. */
  readonly #last: Int32Array;
  readonly #targets: number[] = [];
  #count = 0;

  constructor(targets: number) {
    this.#node = new Int32Array(limit + targets);
    this.#before = new Int32Array(limit + targets);
    this.#last = new Int32Array(targets).fill(-1);
  }

  /** False when one more node for each target might not find room. */
  get hasRoom(): boolean {
    return this.#count + this.#last.length <= this.#node.length;
  }

  add(target: number, node: number): void {
    if (this.#last[target]! < 0) this.#targets.push(target);
    this.#node[this.#count] = node;
    this.#before[this.#count] = this.#last[target]!;
    this.#last[target] = this.#count++;
  }

  /** Takes a target off the list, with the place of its last node; null when there is none left, and there is room for all again. */
  take(): { readonly target: number; readonly last: number } | null {
    const target = this.#targets.pop();
    if (target === undefined) {
      this.#count = 0;
      return null;
    }
    const last = this.#last[target]!;
    this.#last[target] = -1;
    return { target, last };
  }

  nodeAt(place: number): number {
    return this.#node[place]!;
  }

  /** The place of the node listed before, -1 where there is none. */
  before(place: number): number {
    return this.#before[place]!;
  }
}
