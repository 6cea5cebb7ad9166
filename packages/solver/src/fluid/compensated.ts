/**
 * Sums kept as value and rounding error, so that thousands of terms added and taken off again leave no drift: each is good to the last bit or two.
 *
 * Source: T. J. Dekker, "A floating-point technique for extending the available precision", Numerische Mathematik 18 (1971).
 */
export class CompensatedSums {
  readonly #high: Float64Array;
  readonly #low: Float64Array;

  /** Begins at the values given, which it keeps. */
  constructor(values: Float64Array) {
    this.#high = values;
    this.#low = new Float64Array(values.length);
  }

  at(place: number): number {
    return this.#high[place]! + this.#low[place]!;
  }

  add(place: number, term: number): void {
    const before = this.#high[place]!;
    const sum = before + term;
    const other = sum - before;
    this.#high[place] = sum;
    this.#low[place]! += before - (sum - other) + (term - other);
  }
}
