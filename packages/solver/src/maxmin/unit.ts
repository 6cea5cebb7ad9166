/**
 * Max-min filling of flows of equal weight that take whole links.
 *
 * All flows rise together. The level of a link is its remaining capacity over the number of flows still rising on it; the link of least
 * level saturates first and stops its flows. A level is worked off as one batch: every link within `tie` of it, the union of their
 * flows, each at exactly that level; then each touched link is brought up to date once, by a whole number of flows. Within a level only
 * integers are added, so rates do not depend on the order of flows or links, to the last bit.
 *
 * `run` stops after about `quantum` steps of work and can be called again. O(entries + levels log links).
 */
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
   * Per link 16 bytes, so that one cache line holds all that a level touches: what remains of it (a float at `real[2 l]`), how many flows rise
   * on it and how many of them stop at this level (`whole[4 l + 2]`, `whole[4 l + 3]`).
   */
  readonly #real: Float64Array;
  readonly #whole: Int32Array;
  readonly #touched: Int32Array;
  readonly #batch: Int32Array;
  #touchedCount = 0;
  #batchCount = 0;
  #batchAt = 0;
  #entryAt = 0;
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
    this.#caps = instance.cap && new CapQueue(instance.cap, null);
    this.#real = new Float64Array(2 * links);
    this.#whole = new Int32Array(this.#real.buffer);
    this.#touched = new Int32Array(links);
    this.#batch = new Int32Array(links);
    this.#heap = new LevelHeap(links);
    for (let l = 0; l < links; l++) {
      const count = transpose.offset[l + 1]! - transpose.offset[l]!;
      this.#real[2 * l] = instance.capacity[l]!;
      this.#whole[4 * l + 2] = count;
      if (count > 0) this.#heap.append(l, instance.capacity[l]! / count);
    }
    this.#heap.order();
  }

  /** Works on until done (true) or until about `quantum` steps were taken (false). */
  run(quantum: number): boolean {
    let left = quantum;
    while (left > 0) {
      if (this.#batchAt === this.#batchCount) {
        if (this.frozen === this.rate.length) return true;
        left -= this.#collect();
      }
      left -= this.#freeze(left);
      if (this.#batchAt === this.#batchCount) left -= this.#update();
    }
    return false;
  }

  /** Finds the next level: the links that saturate there, and flows that reach their caps there. */
  #collect(): number {
    const heap = this.#heap;
    const real = this.#real;
    const whole = this.#whole;
    this.#batchCount = this.#batchAt = 0;
    this.#entryAt = -1;
    let steps = 1;
    let level = Infinity;
    let bound = Infinity;
    const cap = this.#caps === null ? Infinity : this.#caps.next(this.#isFrozen);
    while (heap.size > 0) {
      const link = heap.topLink;
      steps += 4;
      const count = whole[4 * link + 2]!;
      if (count === 0) {
        heap.drop();
        continue;
      }
      const fresh = real[2 * link]! / count;
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
      this.#level = cap;
      return steps + this.#freezeCapped(cap);
    }
    this.#level = level > this.#level ? level : this.#level;
    if (this.#batchCount > 1) this.#batch.subarray(0, this.#batchCount).sort();
    return steps + this.#batchCount;
  }

  #freezeCapped(cap: number): number {
    let steps = 0;
    for (let f = this.#caps!.take(this.#isFrozen, cap); f >= 0; f = this.#caps!.take(this.#isFrozen, cap)) {
      steps += this.#stop(f, cap, limitedByCap);
    }
    return steps;
  }

  /** Stops the flows of the batch's links, smallest link first, as far as `left` steps reach. */
  #freeze(left: number): number {
    const { offset, flow } = this.#transpose;
    const isFrozen = this.#isFrozen;
    let steps = 0;
    while (this.#batchAt < this.#batchCount) {
      const link = this.#batch[this.#batchAt]!;
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
    return steps;
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
      if (whole[4 * l + 3]!++ === 0) touched[count++] = l;
    }
    this.#touchedCount = count;
    return end - start + 1;
  }

  #update(): number {
    const { capacity } = this.#instance;
    const real = this.#real;
    const whole = this.#whole;
    const touched = this.#touched;
    const level = this.#level;
    const count = this.#touchedCount;
    for (let i = 0; i < count; i++) {
      const l = touched[i]!;
      const stopped = whole[4 * l + 3]!;
      whole[4 * l + 3] = 0;
      whole[4 * l + 2]! -= stopped;
      const rest = real[2 * l]! - stopped * level;
      if (rest < 0 && rest < -1e-9 * capacity[l]!)
        throw new Error(`link ${l} is overrun by ${-rest} of ${capacity[l]!}`);
      real[2 * l] = rest > 0 ? rest : 0;
    }
    this.#touchedCount = 0;
    return count;
  }
}
