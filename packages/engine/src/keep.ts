/**
 * A cache that forgets what was used longest ago once what it holds costs more than a budget.
 *
 * The last thing put in always stays, however dear: whoever made it is about to use it.
 */
export class Keep<T> {
  readonly #held = new Map<string, { readonly value: T; readonly cost: number }>();
  readonly #budget: number;
  #cost = 0;

  /** `budget` in whatever unit costs are counted in. */
  constructor(budget: number) {
    this.#budget = budget;
  }

  /** What is held under a key; using it keeps it longer. */
  get(key: string): T | undefined {
    const found = this.#held.get(key);
    if (found === undefined) return undefined;
    this.#held.delete(key);
    this.#held.set(key, found);
    return found.value;
  }

  /** Holds a value, in place of one under the same key. */
  set(key: string, value: T, cost: number): T {
    this.#forget(key);
    this.#held.set(key, { value, cost });
    this.#cost += cost;
    for (const oldest of this.#held.keys()) {
      if (this.#cost <= this.#budget || oldest === key) break;
      this.#forget(oldest);
    }
    return value;
  }

  #forget(key: string): void {
    const found = this.#held.get(key);
    if (found === undefined) return;
    this.#held.delete(key);
    this.#cost -= found.cost;
  }
}
