/**
 * Seeded random numbers: same seed, same numbers, on every machine.
 *
 * A counter is stepped by an odd constant (2^32 divided by the golden ratio) and each value is mixed by two rounds of
 * xor-shift and multiply, which reach every output bit from every input bit (the multipliers are the published "lowbias32" pair,
 * public domain). 32 bits of state, period 2^32: enough for
 * wiring and traffic of a few hundred million draws, not for cryptography.
 */
import type { Pauses } from './pauses.ts';

const golden = 0x9e3779b9;

/** Items shuffled between two pauses. */
const quantum = 20_000;

/** Scrambles 32 bits: a bijection in which each input bit changes about half of the output bits. */
export function mixed(value: number): number {
  let x = value >>> 0;
  x = Math.imul(x ^ (x >>> 16), 0x7feb352d);
  x = Math.imul(x ^ (x >>> 15), 0x846ca68b);
  return (x ^ (x >>> 16)) >>> 0;
}

export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = mixed(seed ^ golden);
  }

  /** The next 32 bits, as a whole number of 0 ... 2^32 - 1. */
  bits(): number {
    this.#state = (this.#state + golden) >>> 0;
    return mixed(this.#state);
  }

  /** A whole number of 0 ... n - 1, each equally likely: draws in the incomplete last stretch are thrown away. */
  below(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 0x100000000) throw new Error(`a draw needs 1 ... 2^32 outcomes, got ${n}`);
    const limit = 0x100000000 - (0x100000000 % n);
    for (;;) {
      const draw = this.bits();
      if (draw < limit) return draw % n;
    }
  }

  /** Puts the items in random order, in place; every order equally likely. */
  shuffle<T extends { length: number; [index: number]: number }>(items: T): T {
    this.#shuffleDown(items, items.length - 1, 0);
    return items;
  }

  /** The same with a pause every millisecond or so. */
  *shuffleSteps<T extends { length: number; [index: number]: number }>(items: T): Pauses<T> {
    for (let from = items.length - 1; from > 0; from -= quantum) {
      this.#shuffleDown(items, from, Math.max(0, from - quantum));
      yield;
    }
    return items;
  }

  /** Draws for places `from` down to `until`, the last not among them. */
  #shuffleDown(items: { [index: number]: number }, from: number, until: number): void {
    for (let i = from; i > until; i--) {
      const j = this.below(i + 1);
      const held = items[i]!;
      items[i] = items[j]!;
      items[j] = held;
    }
  }
}
