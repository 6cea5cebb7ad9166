/**
 * Max-min filling of flows of equal weight that take whole links.
 *
 * All flows rise together. The level of a link is its remaining capacity over the number of flows still rising on it; it never falls, for
 * where rounding would lower it the level it had stays. The link of least level saturates first and stops its flows. A level is worked off
 * as one batch: every link within `tie` of it, the union of their flows, each at exactly that level; then each touched link is brought up
 * to date once, by a whole number of flows. Within a level only integers are added, so rates do not depend on the order of flows or
 * links, to the last bit, nor on the kind of queue that finds the least level: `kernel/fill.c` has another and gives the same bits.
 *
 * `run` stops after about `quantum` steps of work and can be called again. O(entries + levels log links).
 */
import { Batch } from './batch.ts';
import { LevelHeap } from './heap.ts';
import { limitedByCap, type Instance } from './instance.ts';
import { CapQueue } from './caps.ts';
import type { Transpose } from './transpose.ts';

/** Links whose levels differ by less than this part saturate together. */
export const tie = 1e-12;

export class UnitFilling {
  readonly rate: Float64Array;
  readonly bottleneck: Int32Array;
  levels = 0;
  /** Flows that stopped rising. */
  frozen: number;

  readonly #instance: Instance;
  readonly #transpose: Transpose;
  readonly #heap: LevelHeap;
  readonly #caps: CapQueue | null;
  readonly #isFrozen: Uint8Array;
  /**
   * Per link 32 bytes, so that one cache line holds all that a level touches: its level (a float at `real[4 l]`), what remains of it
   * (`real[4 l + 1]`), how many flows rise on it and how many of them stop at this level (`whole[8 l + 4]`, `whole[8 l + 5]`).
   */
  readonly #real: Float64Array;
  readonly #whole: Int32Array;
  readonly #touched: Int32Array;
  readonly #batch: Batch;
  #stage: 'prepare' | 'order' | 'collect' | 'caps' | 'freeze' | 'update' = 'prepare';
  #prepared = 0;
  #touchedCount = 0;
  #updated = 0;
  #batchAt = 0;
  #entryAt = -1;
  #level = 0;
  /** Up to where links belong to the level that is looked for; Infinity before its first. */
  #bound = Infinity;

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
    this.#caps = instance.cap && new CapQueue(instance.cap, null);
    this.#real = new Float64Array(4 * links);
    this.#whole = new Int32Array(this.#real.buffer);
    this.#touched = new Int32Array(links);
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
          break;
        case 'update':
          left -= this.#update(left);
      }
    }
    return false;
  }

  #prepare(left: number): number {
    const { capacity } = this.#instance;
    const { offset } = this.#transpose;
    const from = this.#prepared;
    const to = Math.min(capacity.length, from + left);
    for (let l = from; l < to; l++) {
      const count = offset[l + 1]! - offset[l]!;
      this.#real[4 * l + 1] = capacity[l]!;
      this.#whole[8 * l + 4] = count;
      if (count === 0) continue;
      this.#real[4 * l] = capacity[l]! / count;
      this.#heap.append(l, this.#real[4 * l]!);
    }
    this.#prepared = to;
    if (to === capacity.length) this.#stage = 'order';
    return to - from + 1;
  }

  /** Finds the next level: the links that saturate there, or a cap that is reached before; as far as `left` steps reach. */
  #collect(left: number): number {
    const heap = this.#heap;
    const real = this.#real;
    const whole = this.#whole;
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
      if (whole[8 * link + 4] === 0) {
        heap.drop();
        continue;
      }
      const fresh = real[4 * link]!;
      if (fresh > heap.topLevel) {
        heap.raise(fresh);
        continue;
      }
      if (fresh > bound) break;
      if (bound === Infinity) {
        if (fresh * (1 + tie) >= cap) break;
        this.#level = fresh;
        bound = fresh * (1 + tie);
      }
      heap.drop();
      batch.add(link);
    }
    this.levels++;
    this.#bound = Infinity;
    if (batch.count === 0) {
      if (cap === Infinity) throw new Error(`${this.rate.length - this.frozen} flows rise but no link can saturate`);
      this.#level = cap;
      this.#stage = 'caps';
      return steps;
    }
    this.#batchAt = 0;
    this.#entryAt = -1;
    this.#stage = 'freeze';
    return steps + batch.order();
  }

  #freezeCapped(left: number): number {
    const cap = this.#level;
    let steps = 0;
    while (steps < left) {
      const f = this.#caps!.take(this.#isFrozen, cap);
      if (f < 0) {
        this.#stage = 'update';
        break;
      }
      steps += this.#stop(f, cap, limitedByCap);
    }
    return steps + 1;
  }

  /** Stops the flows of the batch's links, smallest link first, as far as `left` steps reach. */
  #freeze(left: number): number {
    const { offset, flow } = this.#transpose;
    const isFrozen = this.#isFrozen;
    let steps = 0;
    const { link: batch, count } = this.#batch;
    while (this.#batchAt < count) {
      const link = batch[this.#batchAt]!;
      const end = offset[link + 1]!;
      let i = this.#entryAt < 0 ? offset[link]! : this.#entryAt;
      for (; i < end && steps < left; i++) {
        const f = flow[i]!;
        steps += isFrozen[f] === 1 ? 1 : this.#stop(f, this.#level, link);
      }
      if (i < end) {
        this.#entryAt = i;
        return steps;
      }
      this.#entryAt = -1;
      this.#batchAt++;
    }
    this.#batch.count = 0;
    this.#stage = 'update';
    return steps + 1;
  }

  #stop(f: number, level: number, bottleneck: number): number {
    const { offset, link } = this.#instance;
    const whole = this.#whole;
    const touched = this.#touched;
    this.#isFrozen[f] = 1;
    this.frozen++;
    this.rate[f] = level;
    this.bottleneck[f] = bottleneck;
    const start = offset[f]!;
    const end = offset[f + 1]!;
    let count = this.#touchedCount;
    for (let i = start; i < end; i++) {
      const l = link[i]!;
      if (whole[8 * l + 5]!++ === 0) touched[count++] = l;
    }
    this.#touchedCount = count;
    return end - start + 1;
  }

  /** Brings touched links up to date. */
  #update(left: number): number {
    const { capacity } = this.#instance;
    const real = this.#real;
    const whole = this.#whole;
    const touched = this.#touched;
    const level = this.#level;
    const from = this.#updated;
    const to = Math.min(this.#touchedCount, from + left);
    for (let i = from; i < to; i++) {
      const l = touched[i]!;
      const stopped = whole[8 * l + 5]!;
      const count = whole[8 * l + 4]! - stopped;
      whole[8 * l + 5] = 0;
      whole[8 * l + 4] = count;
      const rest = real[4 * l + 1]! - stopped * level;
      if (rest < 0 && rest < -1e-9 * capacity[l]!)
        throw new Error(`link ${l} is overrun by ${-rest} of ${capacity[l]!}`);
      real[4 * l + 1] = rest > 0 ? rest : 0;
      if (count > 0) real[4 * l] = Math.max(real[4 * l]!, real[4 * l + 1]! / count);
    }
    this.#updated = to;
    if (to === this.#touchedCount) {
      this.#touchedCount = this.#updated = 0;
      this.#stage = 'collect';
    }
    return to - from + 1;
  }
}
