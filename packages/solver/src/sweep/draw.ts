/**
 * Draws without return, from a given source of random numbers: all alike, or in proportion to weights.
 *
 * By weights, each draw is among those that are left, so the first is i with probability weight / sum. Weights stand in a tree of sums: a draw, and the
 * putting back after a sample, cost O(log n). Sums are made anew from their halves, never by subtraction, so nothing drifts from sample to sample.
 */

/** `count` of 0 ... n - 1, all alike, ascending (Floyd). */
export function drawAlike(n: number, count: number, random: () => number): number[] {
  const taken = new Set<number>();
  for (let j = n - count; j < n; j++) {
    const r = Math.floor(random() * (j + 1));
    taken.add(taken.has(r) ? j : r);
  }
  return [...taken].toSorted((a, b) => a - b);
}

export class WeightedDraw {
  /** How many may be drawn: those of a weight above 0. */
  readonly most: number;
  readonly #weight: Float64Array;
  readonly #leaves: number;
  /** The root at 1, the halves of i at 2 i and 2 i + 1, leaves from `#leaves` on. */
  readonly #sum: Float64Array;

  constructor(weight: Float64Array) {
    const faulty = weight.findIndex((w) => !(w >= 0 && w < Infinity));
    if (faulty >= 0) throw new Error(`weight ${faulty} is ${weight[faulty]}; expected a number of at least 0`);
    this.#weight = weight;
    this.#leaves = 2 ** Math.ceil(Math.log2(Math.max(1, weight.length)));
    this.#sum = new Float64Array(2 * this.#leaves);
    this.#sum.set(weight, this.#leaves);
    for (let i = this.#leaves - 1; i > 0; i--) this.#sum[i] = this.#sum[2 * i]! + this.#sum[2 * i + 1]!;
    this.most = weight.reduce((count, w) => count + (w > 0 ? 1 : 0), 0);
  }

  /** `count` of them, at most `most`, ascending. */
  draw(count: number, random: () => number): number[] {
    if (count > this.most) throw new Error(`${count} cannot be drawn of ${this.most}`);
    const taken: number[] = [];
    for (let k = 0; k < count; k++) {
      const i = this.#find(random);
      taken.push(i);
      this.#set(i, 0);
    }
    for (const i of taken) this.#set(i, this.#weight[i]!);
    return taken.toSorted((a, b) => a - b);
  }

  #find(random: () => number): number {
    const sum = this.#sum;
    // One random number has 32 bits; a light one among a hundred thousand heavy ones needs more.
    let rest = (random() + random() / 2 ** 32) * sum[1]!;
    let i = 1;
    while (i < this.#leaves) {
      i *= 2;
      // Rounding may leave a little more than the left half has where the right one has nothing.
      if (rest < sum[i]! || sum[i + 1] === 0) continue;
      rest -= sum[i]!;
      i++;
    }
    return i - this.#leaves;
  }

  #set(i: number, weight: number): void {
    const sum = this.#sum;
    let at = this.#leaves + i;
    sum[at] = weight;
    for (at >>= 1; at > 0; at >>= 1) sum[at] = sum[2 * at]! + sum[2 * at + 1]!;
  }
}
