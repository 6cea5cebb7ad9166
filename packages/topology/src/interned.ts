/**
 * Records that many parts share, each listed once: classes of nodes, links and groups. In: records as they come. Out: their indices.
 */

/** Gives equal records one index; a record seen before is found by identity, so generators that reuse theirs pay one look-up. */
export class Interned<T extends object> {
  readonly items: T[] = [];
  readonly #byIdentity = new Map<T, number>();
  readonly #byContent = new Map<string, number>();
  #last: T | null = null;
  #lastIndex = -1;

  indexOf(item: T): number {
    if (item === this.#last) return this.#lastIndex;
    this.#last = item;
    return (this.#lastIndex = this.#byIdentity.get(item) ?? this.#add(item));
  }

  #add(item: T): number {
    const content = JSON.stringify(item, Object.keys(item).toSorted());
    let index = this.#byContent.get(content);
    if (index === undefined) {
      index = this.items.push(item) - 1;
      this.#byContent.set(content, index);
    }
    this.#byIdentity.set(item, index);
    return index;
  }
}
