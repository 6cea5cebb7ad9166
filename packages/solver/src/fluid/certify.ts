/**
 * Proof of a uniform fluid answer, by code that shares nothing with the filling: shortest paths, shares and loads are found anew.
 *
 * A pair's claim is a pool on one of its ways that saturated at the pair's level. So it is enough to see, with loads made of all pairs' rates,
 * that no pool is overrun, that each saturated pool is full, that no pair through it is faster than its level, and that every pair has a level.
 * `worst` is the largest relative violation. One pass over the view of each target.
 *
 * That a view is true to the fabric is not taken on trust either: what one target draws is also found on the whole fabric, node by node, and must
 * load each kind of links as the view has it.
 */
import type { Certificate } from '../result.ts';
import type { Steps } from '../steps.ts';
import { certificateTolerance } from '../maxmin/certify.ts';
import { kindOfArcsSteps } from '../sym/kinds.ts';
import type { FluidLevels } from './levels.ts';
import type { FluidProblem } from './problem.ts';
import type { View } from './views.ts';

/** Checks levels; pairs that were not settled are only checked for feasibility. */
export function* certifyFluidSteps(problem: FluidProblem, levels: FluidLevels): Steps<Certificate> {
  const { targets, multiplicity, poolCapacity } = problem;
  const load = new Float64Array(poolCapacity.length);
  const fastest = new Float64Array(poolCapacity.length);
  const provers = new Map<View, Prover>();
  let unproven = 0;
  let pending = 0;
  let worst = yield* sampledView(problem, levels);
  yield { phase: 'certificate', fraction: 0 };
  for (let i = 0; i < targets.length; i++) {
    const view = problem.view(i);
    let prover = provers.get(view);
    if (prover === undefined) provers.set(view, (prover = new Prover(view, levels)));
    const t = targets[i]!;
    unproven += yield* prover.steps(view.nodeOf === null ? t : view.nodeOf[t]!, multiplicity[i]!, load, fastest);
    pending += view.fabric.nodeCount + view.fabric.outArc.length;
    if (pending < quantum) continue;
    pending = 0;
    yield { phase: 'certificate', fraction: i / targets.length };
  }
  if (levels.settled && unproven > 0) worst = Infinity;
  for (let p = 0; p < poolCapacity.length; p++) {
    const used = load[p]! / poolCapacity[p]!;
    worst = Math.max(worst, used - 1);
    const level = levels.rate[levels.saturated[p]!];
    if (level === undefined) continue;
    worst = Math.max(worst, 1 - used, level > 0 ? fastest[p]! / level - 1 : fastest[p]!);
  }
  return { ok: worst <= certificateTolerance, worst };
}

/** Above so many arcs a row of the whole fabric would cost more than all the rest. */
const sampleLimit = 1_500_000;

const most = (row: Float64Array): number => row.reduce((a, b) => Math.max(a, b), 0);

/** How far the loads of one target by its view are from those by the whole fabric, in parts of the largest. */
export function* sampledView(problem: FluidProblem, levels: FluidLevels): Steps<number> {
  const { fabric, filter, endpoints, targets, kinds } = problem;
  const i = targets.length >> 1;
  if (targets.length === 0) return 0;
  const view = problem.view(i);
  if (view.nodeOf === null || fabric.inTail.length > sampleLimit) return 0;
  const times = new Float64Array(endpoints.length).fill(1);
  const kind = yield* kindOfArcsSteps(kinds);
  const whole: View = { fabric, filter, kind, ends: endpoints, times, orbit: endpoints, nodeOf: null };
  const seen = yield* rowBy(view, problem, levels, i);
  const real = yield* rowBy(whole, problem, levels, i);
  if (real.open) return Infinity;
  const [carried, speed] = [most(real.load), most(real.fastest)];
  let worst = 0;
  for (let p = 0; p < kinds.count; p++) {
    if (carried > 0) worst = Math.max(worst, Math.abs(seen.load[p]! - real.load[p]!) / carried);
    if (speed > 0) worst = Math.max(worst, Math.abs(seen.fastest[p]! - real.fastest[p]!) / speed);
  }
  return worst;
}

/** What one target draws on a view. */
function* rowBy(view: View, { targets, kinds }: FluidProblem, levels: FluidLevels, i: number): Steps<Row> {
  const load = new Float64Array(kinds.count);
  const fastest = new Float64Array(kinds.count);
  const t = targets[i]!;
  const prover = new Prover(view, levels);
  yield { phase: 'certificate', fraction: 0 };
  const unproven = yield* prover.steps(view.nodeOf === null ? t : view.nodeOf[t]!, 1, load, fastest);
  return { load, fastest, open: levels.settled && unproven > 0 };
}

interface Row {
  readonly load: Float64Array;
  readonly fastest: Float64Array;
  readonly open: boolean;
}

/** Arcs between two yields, and nodes at one distance. */
const quantum = 100_000;
const ringSlice = 5_000;

/** Where a stretch of nodes from `from` on ends that has about a quantum of arcs. */
function chunkEnd(near: Int32Array, outOffset: Int32Array, from: number, count: number): number {
  let to = from;
  for (let work = 0; to < count && work < quantum; to++) work += 1 + outOffset[near[to]! + 1]! - outOffset[near[to]!]!;
  return to;
}

/** Where such a stretch that ends at `to` begins. */
function chunkStart(near: Int32Array, outOffset: Int32Array, to: number): number {
  let from = to;
  for (let work = 0; from > 0 && work < quantum;) {
    from--;
    work += 1 + outOffset[near[from]! + 1]! - outOffset[near[from]!]!;
  }
  return from;
}

class Prover {
  readonly #view: View;
  readonly #levels: FluidLevels;
  readonly #distance: Float64Array;
  readonly #level: Float64Array;
  readonly #traffic: Float64Array;
  readonly #peak: Float64Array;
  readonly #senders: Float64Array;
  readonly #near: Int32Array;
  readonly #rings: number[][] = [];
  /** The arcs by which traffic goes on, node by node in the order of `near`, and where each node's end. */
  readonly #onward: Int32Array;
  readonly #onwardEnd: Int32Array;

  constructor(view: View, levels: FluidLevels) {
    const n = view.fabric.nodeCount;
    this.#view = view;
    this.#levels = levels;
    this.#distance = new Float64Array(n);
    this.#level = new Float64Array(n);
    this.#traffic = new Float64Array(n);
    this.#peak = new Float64Array(n);
    this.#senders = new Float64Array(n);
    this.#near = new Int32Array(n);
    this.#onward = new Int32Array(view.fabric.outArc.length);
    this.#onwardEnd = new Int32Array(n + 1);
    view.ends.forEach((v, e) => (this.#senders[v] = view.times[e]!));
  }

  /** Adds what one target draws to `load` and `fastest`; answers how many of its pairs have no level. */
  *steps(target: number, times: number, load: Float64Array, fastest: Float64Array): Steps<number> {
    this.#view.filter?.aim(target);
    const { outOffset } = this.#view.fabric;
    const near = this.#near;
    const count = yield* this.#distances(target);
    let unproven = 0;
    for (let from = 0; from < count;) {
      const to = chunkEnd(near, outOffset, from, count);
      unproven += this.#rise(target, times, from, to);
      from = to;
      if (from < count) yield { phase: 'certificate', fraction: 0 };
    }
    for (let to = count; to > 1;) {
      const from = Math.max(1, chunkStart(near, outOffset, to));
      this.#carry(from, to, load, fastest);
      to = from;
      if (to > 1) yield { phase: 'certificate', fraction: 0 };
    }
    return unproven;
  }

  /** The ways on and the levels of nodes at places `from ... to`, nearest first; answers how many pairs have no level. */
  #rise(target: number, times: number, from: number, to: number): number {
    const { fabric, kind: pool, filter } = this.#view;
    const { head, length, forwards, outOffset, outArc } = fabric;
    const { rate, saturated } = this.#levels;
    const distance = this.#distance;
    const near = this.#near;
    const onward = this.#onward;
    const onwardEnd = this.#onwardEnd;
    let unproven = 0;
    let used = from === 0 ? 0 : onwardEnd[from - 1]!;
    for (let i = from; i < to; i++) {
      const v = near[i]!;
      const here = distance[v]!;
      let least = Infinity;
      const end = v === target ? -1 : outOffset[v + 1]!;
      for (let j = outOffset[v]!; j < end; j++) {
        const a = outArc[j]!;
        const u = head[a]!;
        if (distance[u]! + (length === null ? 1 : length[a]!) !== here) continue;
        if ((u !== target && forwards[u] === 0) || (filter !== null && !filter.allows(a))) continue;
        onward[used++] = a;
        const own = saturated[pool[a]!]!;
        if (own < rate.length && own < least) least = own;
        if (this.#level[u]! < least) least = this.#level[u]!;
      }
      onwardEnd[i] = used;
      this.#level[v] = least;
      const sends = this.#senders[v]! > 0 && v !== target;
      if (sends && least === Infinity) unproven++;
      const r = sends ? (rate[least] ?? rate.at(-1) ?? 0) : 0;
      this.#traffic[v] = r * times * this.#senders[v]!;
      this.#peak[v] = r;
    }
    return unproven;
  }

  /** Carries on what nodes at places `from ... to` send and were handed, farthest first. */
  #carry(from: number, to: number, load: Float64Array, fastest: Float64Array): void {
    const { fabric, kind: pool } = this.#view;
    const { head, width } = fabric;
    const near = this.#near;
    const onward = this.#onward;
    const onwardEnd = this.#onwardEnd;
    const traffic = this.#traffic;
    for (let i = to - 1; i >= from; i--) {
      const v = near[i]!;
      if (traffic[v] === 0) continue;
      const peak = this.#peak[v]!;
      const end = onwardEnd[i]!;
      let sum = 0;
      for (let j = onwardEnd[i - 1]!; j < end; j++) sum += width[onward[j]!]!;
      for (let j = onwardEnd[i - 1]!; j < end; j++) {
        const a = onward[j]!;
        const part = (traffic[v]! * width[a]!) / sum;
        const p = pool[a]!;
        const u = head[a]!;
        load[p]! += part;
        if (peak > fastest[p]!) fastest[p] = peak;
        traffic[u]! += part;
        if (peak > this.#peak[u]!) this.#peak[u] = peak;
      }
    }
  }

  /** Distances to a target by relaxing from the nearest on; lists the nodes in order of distance and answers how many. */
  *#distances(target: number): Steps<number> {
    const rings = this.#rings;
    let count = 0;
    this.#distance.fill(Infinity)[target] = 0;
    (rings[0] ??= []).push(target);
    for (let d = 0; d < rings.length; d++) {
      const ring = rings[d];
      if (ring === undefined) continue;
      for (let from = 0; from < ring.length; from += ringSlice) {
        count = this.#relax(target, d, ring, from, Math.min(from + ringSlice, ring.length), count);
        if (ring.length > ringSlice) yield { phase: 'certificate', fraction: 0 };
      }
      ring.length = 0;
    }
    return count;
  }

  /** Goes on from nodes at places `from ... to` of the ring at distance d. */
  #relax(target: number, d: number, ring: readonly number[], from: number, to: number, known: number): number {
    const { fabric, filter } = this.#view;
    const { inOffset, inArc, inTail, length, forwards } = fabric;
    const distance = this.#distance;
    const near = this.#near;
    const rings = this.#rings;
    let count = known;
    for (let i = from; i < to; i++) {
      const v = ring[i]!;
      // A node waits in a ring for each time it came nearer; only the last one counts, and once.
      if (distance[v] !== d || (count > 0 && near[count - 1] === v)) continue;
      near[count++] = v;
      if (v !== target && forwards[v] === 0) continue;
      const end = inOffset[v + 1]!;
      for (let j = inOffset[v]!; j < end; j++) {
        const u = inTail[j]!;
        const far = d + (length === null ? 1 : length[inArc[j]!]!);
        if (far >= distance[u]! || (filter !== null && !filter.allows(inArc[j]!))) continue;
        distance[u] = far;
        (rings[far] ??= []).push(u);
      }
    }
    return count;
  }
}
