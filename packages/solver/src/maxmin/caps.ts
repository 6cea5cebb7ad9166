/**
 * Flows in the order in which they reach their caps: by cap over weight, ties by flow. O(flows log flows) once, O(1) a step.
 */
export class CapQueue {
  readonly #level: Float64Array;
  readonly #order: Int32Array;
  #at = 0;

  constructor(cap: Float64Array, weight: Float64Array | null) {
    this.#level = levelsOf(cap, weight);
    this.#order = capOrder(cap, weight);
  }

  /** The level at which the next rising flow reaches its cap; Infinity when none will. */
  next(frozen: Uint8Array): number {
    while (this.#at < this.#order.length && frozen[this.#order[this.#at]!] === 1) this.#at++;
    return this.#at < this.#order.length ? this.#level[this.#order[this.#at]!]! : Infinity;
  }

  /** Takes the next rising flow whose cap is reached at `level` or below; -1 when there is none. */
  take(frozen: Uint8Array, level: number): number {
    return this.next(frozen) <= level ? this.#order[this.#at]! : -1;
  }
}

/** The capped flows in the order in which they reach their caps. */
export function capOrder(cap: Float64Array, weight: Float64Array | null): Int32Array {
  const level = levelsOf(cap, weight);
  const capped: number[] = [];
  for (let f = 0; f < cap.length; f++) if (cap[f]! < Infinity) capped.push(f);
  // Mostly all caps are equal.
  let inOrder = true;
  for (let i = 1; i < capped.length && inOrder; i++) inOrder = level[capped[i - 1]!]! <= level[capped[i]!]!;
  if (!inOrder) capped.sort((a, b) => level[a]! - level[b]! || a - b);
  return Int32Array.from(capped);
}

function levelsOf(cap: Float64Array, weight: Float64Array | null): Float64Array {
  return weight === null ? cap : cap.map((c, f) => c / weight[f]!);
}
