/**
 * Bisection: the least capacity between two halves of the endpoints, as an interval with a cut to show.
 *
 * Above: the best cut found. Several starts (index order, breadth-first order, seeded shuffles) are refined by Fiduccia-Mattheyses passes
 * that keep the endpoints in two halves (within one) and let switches go where they cost least. Below: each half must send to the other, so
 * a routing of uniform traffic at rate r a pair proves that every bisection carries r x (pairs across); it is given by the caller, from the
 * low end of the optimum. Finding the least cut is hard in general, hence never a single number.
 */
import type { Fabric } from '../route/fabric.ts';
import { mix } from '../route/hash.ts';
import type { Progress, Steps } from '../steps.ts';

export interface Bisection {
  /** Proven: no halving has less capacity, each way. 0 when nothing was proven. */
  readonly low_Gbps: number;
  /** Capacity of the cut shown, each way. */
  readonly high_Gbps: number;
  /** Per node: its half, 0 or 1. */
  readonly side: Uint8Array;
  /** The arcs from half 0 to half 1. */
  readonly cut: Int32Array;
}

const shuffles = 6;
const passes = 12;
/** Arc visits after which no more is tried: a few seconds. */
const budget = 3e8;
/** Arc visits between two pauses, and nodes after which the visits are looked at. */
const quantum = 300_000;
const slice = 20_000;

/** Looks for a small halving. `uniformRate_Gbps` is a rate every ordered pair is known to get at once; 0 when none is known. */
export function* bisection(
  fabric: Fabric,
  endpoints: Int32Array,
  uniformRate_Gbps: number,
  seed = 0,
): Steps<Bisection> {
  const refiner = new Halving(fabric, endpoints);
  let side: Uint8Array = new Uint8Array(fabric.nodeCount);
  let least = Infinity;
  yield { phase: 'bisection', fraction: 0 };
  const starts = [endpoints, refiner.byDistance()];
  for (let i = 0; i < shuffles; i++) starts.push(shuffled(endpoints, seed + i));
  for (const [i, order] of starts.entries()) {
    if (i > 0 && refiner.work > budget) break;
    const progress = { phase: 'bisection', fraction: i / starts.length };
    const halves = yield* refiner.halve(order, progress);
    for (let pass = 0; pass < passes && refiner.work <= budget; pass++) {
      yield progress;
      if (!(yield* refiner.pass(halves, progress))) break;
    }
    const capacity = refiner.capacity(halves);
    if (capacity >= least) continue;
    least = capacity;
    side = halves;
  }
  const n = endpoints.length;
  const across = Math.floor(n / 2) * Math.ceil(n / 2);
  const cut: number[] = [];
  for (const a of fabric.outArc) if (side[fabric.tail[a]!] === 0 && side[fabric.head[a]!] === 1) cut.push(a);
  const low_Gbps = Math.min(least, across * uniformRate_Gbps);
  return { low_Gbps, high_Gbps: least, side, cut: Int32Array.from(cut) };
}

class Halving {
  readonly #fabric: Fabric;
  readonly #endpoints: Int32Array;
  readonly #isEndpoint: Uint8Array;
  /** Arcs looked at so far. */
  work = 0;
  #pausedAt = 0;

  constructor(fabric: Fabric, endpoints: Int32Array) {
    this.#fabric = fabric;
    this.#endpoints = endpoints;
    this.#isEndpoint = new Uint8Array(fabric.nodeCount);
    for (const v of endpoints) this.#isEndpoint[v] = 1;
  }

  /** Endpoints by breadth-first order from the first. */
  byDistance(): Int32Array {
    const { outOffset, outArc, head, nodeCount } = this.#fabric;
    const seen = new Uint8Array(nodeCount);
    const queue: number[] = [];
    for (const s of this.#endpoints) {
      if (seen[s] === 1) continue;
      seen[s] = 1;
      queue.push(s);
      for (let i = queue.length - 1; i < queue.length; i++) {
        const v = queue[i]!;
        for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
          const u = head[outArc[j]!]!;
          if (seen[u] === 0) {
            seen[u] = 1;
            queue.push(u);
          }
        }
      }
    }
    return Int32Array.from(queue.filter((v) => this.#isEndpoint[v] === 1));
  }

  /** Capacity from half 0 to half 1; links are alike both ways. */
  capacity(side: Uint8Array): number {
    const { outArc, tail, head, capacity } = this.#fabric;
    let sum = 0;
    for (const a of outArc) if (side[tail[a]!] === 0 && side[head[a]!] === 1) sum += capacity[a]!;
    return sum;
  }

  /** Halves the endpoints by an order and places the switches. */
  *halve(order: Int32Array, progress: Progress): Steps<Uint8Array> {
    const side = new Uint8Array(this.#fabric.nodeCount);
    order.forEach((v, i) => (side[v] = i < order.length / 2 ? 0 : 1));
    yield* this.#settle(side, progress);
    return side;
  }

  /** Whether so much was done since the last pause that one is due. */
  #isDue(): boolean {
    if (this.work - this.#pausedAt < quantum) return false;
    this.#pausedAt = this.work;
    return true;
  }

  /** Gain of moving a node: capacity it takes out of the cut less what it puts in. */
  #gain(side: Uint8Array, v: number): number {
    const { outOffset, outArc, head, capacity } = this.#fabric;
    let gain = 0;
    this.work += outOffset[v + 1]! - outOffset[v]! + 1;
    for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
      const a = outArc[j]!;
      gain += side[head[a]!] === side[v] ? -capacity[a]! : capacity[a]!;
    }
    return gain;
  }

  /** Lets switches go over while that helps; at a start they follow their neighbours. */
  *#settle(side: Uint8Array, progress: Progress): Steps<void> {
    for (let round = 0; round < 20; round++) {
      let moved = false;
      for (let from = 0; from < side.length; from += slice) {
        moved = this.#settleOnce(side, from, Math.min(side.length, from + slice)) || moved;
        if (this.#isDue()) yield progress;
      }
      if (!moved) break;
    }
  }

  /** One round over nodes `from ... to`; whether one of them went over. */
  #settleOnce(side: Uint8Array, from: number, to: number): boolean {
    let moved = false;
    for (let v = from; v < to; v++) {
      if (this.#isEndpoint[v] === 1 || this.#gain(side, v) <= 0) continue;
      side[v] = side[v] === 0 ? 1 : 0;
      moved = true;
    }
    return moved;
  }

  /** Swaps the best endpoints of both halves, one pair after the other, each once, and keeps the best prefix; true when it helped. */
  *pass(side: Uint8Array, progress: Progress): Steps<boolean> {
    const before = this.capacity(side);
    let best = before;
    let kept = side.slice();
    const trial = side.slice();
    const locked = new Uint8Array(side.length);
    const most = Math.min(64, Math.floor(this.#endpoints.length / 2));
    for (let swap = 0; swap < most && this.work <= budget; swap++) {
      const pair = [0, 1].map((half) => this.#best(trial, locked, half));
      if (pair.includes(-1)) break;
      for (const v of pair) {
        trial[v] = trial[v] === 0 ? 1 : 0;
        locked[v] = 1;
      }
      if (this.#isDue()) yield progress;
      yield* this.#settle(trial, progress);
      const now = this.capacity(trial);
      if (now < best - 1e-9 * before) {
        best = now;
        kept = trial.slice();
      } else if (swap > 8 && now > best * 1.5) break;
    }
    if (best >= before) return false;
    side.set(kept);
    return true;
  }

  #best(side: Uint8Array, locked: Uint8Array, half: number): number {
    let found = -1;
    let most = -Infinity;
    for (const v of this.#endpoints) {
      if (side[v] !== half || locked[v] === 1) continue;
      const gain = this.#gain(side, v);
      if (gain <= most) continue;
      most = gain;
      found = v;
    }
    return found;
  }
}

function shuffled(endpoints: Int32Array, seed: number): Int32Array {
  const order = endpoints.slice();
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor((mix(mix(seed) ^ i) * (i + 1)) / 0x100000000);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
