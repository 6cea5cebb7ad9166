/**
 * A heap of links by the level at which each would saturate, four children a node.
 *
 * Levels only rise while a filling runs, so keys are left to grow stale: the caller looks at the top, works its level out anew, and
 * either raises it in place or takes it. Equal levels stand in any order: they are taken as one batch. Each operation costs O(log links).
 */
export class LevelHeap {
  readonly #key: Float64Array;
  readonly #link: Int32Array;
  /** Nodes down from here are not in order yet; null before `order` was called. */
  #unordered: number | null = null;
  size = 0;

  constructor(capacity: number) {
    this.#key = new Float64Array(capacity);
    this.#link = new Int32Array(capacity);
  }

  /** Adds a link without keeping order; `order` must be called before the top is looked at. */
  append(link: number, level: number): void {
    this.#key[this.size] = level;
    this.#link[this.size++] = link;
  }

  /** Puts everything appended in order, O(size) in all; false while more than `steps` were needed: call it again. */
  order(steps = Infinity): boolean {
    this.#unordered ??= (this.size - 2) >> 2;
    const until = Math.max(-1, this.#unordered - steps);
    for (; this.#unordered > until; this.#unordered--) {
      const i = this.#unordered;
      this.#sink(i, this.#key[i]!, this.#link[i]!);
    }
    return this.#unordered < 0;
  }

  get topLink(): number {
    return this.#link[0]!;
  }

  get topLevel(): number {
    return this.#key[0]!;
  }

  /** Raises the level of the top. */
  raise(level: number): void {
    this.#sink(0, level, this.#link[0]!);
  }

  /** Takes the top away. */
  drop(): void {
    const last = --this.size;
    if (last > 0) this.#sink(0, this.#key[last]!, this.#link[last]!);
  }

  #sink(from: number, level: number, link: number): void {
    const key = this.#key;
    const links = this.#link;
    const size = this.size;
    let at = from;
    for (;;) {
      const first = 4 * at + 1;
      let best = first;
      if (first + 3 < size) {
        const a = key[first]!;
        const b = key[first + 1]!;
        const c = key[first + 2]!;
        const d = key[first + 3]!;
        const left = b < a ? first + 1 : first;
        const right = d < c ? first + 3 : first + 2;
        best = (d < c ? d : c) < (b < a ? b : a) ? right : left;
      } else {
        if (first >= size) break;
        for (let child = first + 1; child < size; child++) if (key[child]! < key[best]!) best = child;
      }
      const bestKey = key[best]!;
      if (bestKey >= level) break;
      key[at] = bestKey;
      links[at] = links[best]!;
      at = best;
    }
    key[at] = level;
    links[at] = link;
  }
}
