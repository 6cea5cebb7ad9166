/**
 * Max-min filling of flows with weights, or with rows that take a part of each link.
 *
 * As in `unit.ts`, with the sum of weight times share of the rising flows in place of their number. These sums, and what is left of each
 * link, are kept as pairs (value and rounding error, Knuth's two-sum), so that what a link has left does not drift however many flows
 * were taken off it; a count of rising entries says exactly when none is left. Rates agree with any other order to about 1e-15.
 */
import { Batch } from './batch.ts';
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
  readonly #batch: Batch;
  #stage: 'prepare' | 'append' | 'order' | 'collect' | 'caps' | 'freeze' = 'prepare';
  #prepared = 0;
  #appended = 0;
  #batchAt = 0;
  #entryAt = -1;
  #level = 0;
  /** Up to where links belong to the level that is looked for; Infinity before its first. */
  #bound = Infinity;
  /** The cap that is reached at this level. */
  #cap = Infinity;

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
    this.#batch = new Batch(links);
    this.#heap = new LevelHeap(links);
  }

  /** Works on until done (true) or until about `quantum` steps were taken (false). */
  run(quantum: number): boolean {
    let left = quantum;
    while (left > 0) {
      switch (this.#stage) {
        case 'prepare':
          left -= this.#prepare(left);
          break;
        case 'append':
          left -= this.#append(left);
          break;
        case 'order':
          if (this.#heap.order(left)) this.#stage = 'collect';
          else left = 0;
          break;
        case 'collect':
          if (this.frozen === this.rate.length) return true;
          left -= this.#collect(left);
          break;
        case 'caps':
          left -= this.#freezeCapped(left);
          break;
        case 'freeze':
          left -= this.#freeze(left);
      }
    }
    return false;
  }

  /** Adds up demands, some flows at a time. */
  #prepare(left: number): number {
    const { offset, link } = this.#instance;
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
    if (this.#prepared === flows) this.#stage = 'append';
    return steps + 1;
  }

  #append(left: number): number {
    const links = this.#rising.length;
    const from = this.#appended;
    const to = Math.min(links, from + left);
    for (let l = from; l < to; l++) if (this.#rising[l]! > 0) this.#heap.append(l, this.#levelOf(l));
    this.#appended = to;
    if (to === links) this.#stage = 'order';
    return to - from + 1;
  }

  #levelOf(link: number): number {
    const rest = this.#remaining[link]! + this.#remainingLow[link]!;
    if (rest < -1e-9 * this.#instance.capacity[link]!) {
      throw new Error(`link ${link} is overrun by ${-rest} of ${this.#instance.capacity[link]!}`);
    }
    const demand = this.#demand[link]! + this.#demandLow[link]!;
    return rest > 0 ? rest / demand : 0;
  }

  #collect(left: number): number {
    const heap = this.#heap;
    const batch = this.#batch;
    let steps = 1;
    let bound = this.#bound;
    const cap = this.#caps === null ? Infinity : this.#caps.next(this.#isFrozen);
    while (heap.size > 0) {
      if (steps > left) {
        this.#bound = bound;
        return steps;
      }
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
        if (fresh > this.#level) this.#level = fresh;
        bound = fresh * (1 + tie);
      }
      heap.drop();
      batch.add(link);
    }
    this.levels++;
    this.#bound = Infinity;
    if (batch.count === 0) {
      if (cap === Infinity) throw new Error(`${this.rate.length - this.frozen} flows rise but no link can saturate`);
      if (cap > this.#level) this.#level = cap;
      this.#cap = cap;
      this.#stage = 'caps';
      return steps;
    }
    this.#batchAt = 0;
    this.#entryAt = -1;
    this.#stage = 'freeze';
    return steps + batch.order();
  }

  #freezeCapped(left: number): number {
    let steps = 0;
    while (steps < left) {
      const f = this.#caps!.take(this.#isFrozen, this.#cap);
      if (f < 0) {
        this.#stage = 'collect';
        break;
      }
      steps += this.#stop(f, this.#instance.cap![f]!, limitedByCap);
    }
    return steps + 1;
  }

  #freeze(left: number): number {
    const { offset, flow } = this.#transpose;
    let steps = 0;
    const { link: batch, count } = this.#batch;
    while (this.#batchAt < count) {
      const link = batch[this.#batchAt]!;
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
    this.#batch.count = 0;
    this.#stage = 'collect';
    return steps + 1;
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
