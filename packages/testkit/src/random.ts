/**
 * Random numbers from a seed, for tests only: the same seed gives the same numbers on every machine.
 *
 * mulberry32: a 32-bit counter in steps of an odd constant through two rounds of multiply and shift; period 2^32. Good enough to choose test
 * inputs, not for statistics. Source: Tommy Ettinger's generator, placed in the public domain.
 */
export class SeededRandom {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A number in 0 ... 1, 1 excluded. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number in 0 ... below, `below` excluded. */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T {
    if (list.length === 0) throw new Error('there is nothing to pick from an empty list');
    return list[this.int(list.length)]!;
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** A rearrangement of the list. */
  shuffled<T>(list: readonly T[]): T[] {
    const mixed = [...list];
    for (let i = mixed.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      [mixed[i], mixed[j]] = [mixed[j]!, mixed[i]!];
    }
    return mixed;
  }
}
