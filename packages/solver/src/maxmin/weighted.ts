/**
 * Max-min filling of flows with weights, or with rows that take a part of each link.
 *
 * As in `unit.ts`, with the sum of weight times share of the rising flows in place of their number. These sums, and what is left of each
 * link, are kept as pairs (value and rounding error, Knuth's two-sum), so that what a link has left does not drift however many flows
 * were taken off it; a count of rising entries says exactly when none is left. Rates agree with any other order to about 1e-15.
 */
import { LevelHeap } from './heap.ts';
import { limitedByCap, type Instance } from './instance.ts';
import { CapQueue } from './caps.ts';
import { tie } from './unit.ts';
import type { Transpose } from './transpose.ts';

export class WeightedFilling {
  readonly rate: Float64Array;
  readonly bottleneck: Int32Array;
  levels = 0;
  frozen: number;

  readonly #instance: Instance;
  readonly #transpose: Transpose;
  readonly #weight: Float64Array;
  readonly #share: Float64Array | null;
  readonly #heap: LevelHeap;
  readonly #caps: CapQueue | null;
  readonly #isFrozen: Uint8Array;
  readonly #remaining: Float64Array;
  readonly #remainingLow: Float64Array;
  readonly #demand: Float64Array;
  readonly #demandLow: Float64Array;
  readonly #rising: Int32Array;
  readonly #batch: Int32Array;
  #prepared = 0;
  #isReady = false;
  #batchCount = 0;
  #batchAt = 0;
  #entryAt = -1;
  #level = 0;

  constructor(
    instance: Instance,
    transpose: Transpose,
    rate: Float64Array,
    bottleneck: Int32Array,
    frozen: Uint8Array,
  ) {
    const links = instance.capacity.length;
    this.#instance = instance;
    this.#transpose = transpose;
    this.rate = rate;
    this.bottleneck = bottleneck;
    this.#isFrozen = frozen;
    this.frozen = 0;
    for (let f = 0; f < frozen.length; f++) this.frozen += frozen[f]!;
    this.#weight = instance.weight ?? new Float64Array(rate.length).fill(1);
    this.#share = instance.share;
    this.#caps = instance.cap && new CapQueue(instance.cap, instance.weight);
    this.#remaining = instance.capacity.slice();
    this.#remainingLow = new Float64Array(links);
    this.#demand = new Float64Array(links);
    this.#demandLow = new Float64Array(links);
    this.#rising = new Int32Array(links);
    this.#batch = new Int32Array(links);
    this.#heap = new LevelHeap(links);
  }

  /** Adds up demands, some flows at a time; puts the links in order at the end. */
  #prepare(left: number): number {
    const { offset, link, capacity } = this.#instance;
    const share = this.#share;
    const flows = this.rate.length;
    let steps = 0;
    for (; this.#prepared < flows && steps < left; this.#prepared++) {
      const f = this.#prepared;
      const weight = this.#weight[f]!;
      const end = offset[f + 1]!;
      for (let i = offset[f]!; i < end; i++) {
        const l = link[i]!;
        this.#rising[l]!++;
        add(this.#demand, this.#demandLow, l, weight * (share === null ? 1 : share[i]!));
      }
      steps += 2 * (end - offset[f]!) + 1;
    }
    if (this.#prepared < flows) return steps;
    for (let l = 0; l < capacity.length; l++) {
      if (this.#rising[l]! > 0) this.#heap.append(l, this.#levelOf(l));
    }
    this.#heap.order();
    this.#isReady = true;
    return steps + capacity.length;
  }

  /** Works on until done (true) or until about `quantum` steps were taken (false). */
  run(quantum: number): boolean {
    let left = quantum;
    while (left > 0) {
      if (!this.#isReady) {
        left -= this.#prepare(left);
        continue;
      }
      if (this.#batchAt === this.#batchCount) {
        if (this.frozen === this.rate.length) return true;
        left -= this.#collect();
      }
      left -= this.#freeze(left);
    }
    return false;
  }

  #levelOf(link: number): number {
    const rest = this.#remaining[link]! + this.#remainingLow[link]!;
    if (rest < -1e-9 * this.#instance.capacity[link]!) {
      throw new Error(`link ${link} is overrun by ${-rest} of ${this.#instance.capacity[link]!}`);
    }
    const demand = this.#demand[link]! + this.#demandLow[link]!;
    return rest > 0 ? rest / demand : 0;
  }

  #collect(): number {
    const heap = this.#heap;
    this.#batchCount = this.#batchAt = 0;
    this.#entryAt = -1;
    let steps = 1;
    let level = Infinity;
    let bound = Infinity;
    const cap = this.#caps === null ? Infinity : this.#caps.next(this.#isFrozen);
    while (heap.size > 0) {
      const link = heap.topLink;
      steps += 4;
      if (this.#rising[link] === 0) {
        heap.drop();
        continue;
      }
      const fresh = this.#levelOf(link);
      if (fresh > heap.topLevel) {
        heap.raise(fresh);
        continue;
      }
      if (fresh > bound) break;
      if (bound === Infinity) {
        if (fresh * (1 + tie) >= cap) break;
        level = fresh;
        bound = fresh * (1 + tie);
      }
      heap.drop();
      this.#batch[this.#batchCount++] = link;
    }
    this.levels++;
    if (this.#batchCount === 0) {
      if (cap === Infinity) throw new Error(`${this.rate.length - this.frozen} flows rise but no link can saturate`);
      this.#level = cap > this.#level ? cap : this.#level;
      for (let f = this.#caps!.take(this.#isFrozen, cap); f >= 0; f = this.#caps!.take(this.#isFrozen, cap)) {
        steps += this.#stop(f, this.#instance.cap![f]!, limitedByCap);
      }
      return steps;
    }
    this.#level = level > this.#level ? level : this.#level;
    if (this.#batchCount > 1) this.#batch.subarray(0, this.#batchCount).sort();
    return steps + this.#batchCount;
  }

  #freeze(left: number): number {
    const { offset, flow } = this.#transpose;
    let steps = 0;
    while (this.#batchAt < this.#batchCount) {
      const link = this.#batch[this.#batchAt]!;
      const end = offset[link + 1]!;
      let i = this.#entryAt < 0 ? offset[link]! : this.#entryAt;
      for (; i < end && steps < left; i++) {
        const f = flow[i]!;
        steps += this.#isFrozen[f] === 1 ? 1 : this.#stop(f, this.#level * this.#weight[f]!, link);
      }
      if (i < end) {
        this.#entryAt = i;
        return steps;
      }
      this.#entryAt = -1;
      this.#batchAt++;
    }
    return steps;
  }

  #stop(f: number, rate: number, bottleneck: number): number {
    const { offset, link } = this.#instance;
    const share = this.#share;
    const weight = this.#weight[f]!;
    this.#isFrozen[f] = 1;
    this.frozen++;
    this.rate[f] = rate;
    this.bottleneck[f] = bottleneck;
    const start = offset[f]!;
    const end = offset[f + 1]!;
    for (let i = start; i < end; i++) {
      const l = link[i]!;
      const part = share === null ? 1 : share[i]!;
      this.#rising[l]!--;
      add(this.#demand, this.#demandLow, l, -weight * part);
      add(this.#remaining, this.#remainingLow, l, -rate * part);
    }
    return 2 * (end - start) + 1;
  }
}

/** Adds to a sum kept as value and rounding error. */
function add(high: Float64Array, low: Float64Array, at: number, term: number): void {
  const before = high[at]!;
  const sum = before + term;
  const other = sum - before;
  high[at] = sum;
  low[at]! += before - (sum - other) + (term - other);
}
