/**
 * A heap of links by the level at which each would saturate, four children a node, ties by link.
 *
 * Levels only rise while a filling runs, so keys are left to grow stale: the caller looks at the top, works its level out anew, and
 * either raises it in place or takes it. Each operation costs O(log links).
 */
export class LevelHeap {
  readonly #key: Float64Array;
  readonly #link: Int32Array;
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

  /** Puts everything appended in order, in O(size). */
  order(): void {
    for (let i = (this.size - 2) >> 2; i >= 0; i--) this.#sink(i, this.#key[i]!, this.#link[i]!);
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
      if (first >= size) break;
      const end = first + 4 < size ? first + 4 : size;
      let best = first;
      let bestKey = key[first]!;
      for (let child = first + 1; child < end; child++) {
        const k = key[child]!;
        if (k < bestKey || (k === bestKey && links[child]! < links[best]!)) {
          best = child;
          bestKey = k;
        }
      }
      if (bestKey > level || (bestKey === level && links[best]! > link)) break;
      key[at] = bestKey;
      links[at] = links[best]!;
      at = best;
    }
    key[at] = level;
    links[at] = link;
  }
}
