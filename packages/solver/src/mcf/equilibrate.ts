/**
 * Maximum concurrent flow as a certified interval, by equilibrating paths on an exponential price, with paths added as prices find them.
 *
 * With demands carried in full, u = load / capacity of a pool, M the largest u and prices w = exp(alpha (u / M - 1)) / capacity:
 *
 *   low  = 1 / M, a routing that does it;
 *   high = sum w capacity / sum demand x distance under w, since any routing pays at least that (weak duality, any prices w).
 *
 * A sweep takes one shortest-path tree a source: the upper bound, and new paths. Passes over the demands then shift flow from a dear path to
 * its cheapest by a Newton step on the arcs in which the two differ, within a trust region of M / alpha. alpha grows only once the smooth
 * problem is nearly solved: a faster growth gets stuck. Counted sweeps, no clock: the same input gives the same interval.
 */
import type { Steps } from '../steps.ts';
import { Columns } from './columns.ts';
import type { Concurrent } from './problem.ts';
import { Tree } from './tree.ts';

export interface EquilibrateOptions {
  /** The relative gap (high - low) / high to stop at. */
  readonly gap: number;
  readonly sweeps: number;
}

export interface Equilibrium {
  readonly low: number;
  readonly high: number;
  readonly sweeps: number;
  readonly columns: Columns;
  /** Prices that prove `high`. */
  readonly length: Float64Array;
  /** Demands without any path; they bound the answer to 0. */
  readonly disconnected: number;
}

const quantum = 300_000;

/** Runs until the gap or the number of sweeps is reached; progress carries the interval. */
export function* equilibrate(problem: Concurrent, options: EquilibrateOptions): Steps<Equilibrium> {
  const state = new Equilibration(problem);
  let low = 0;
  let high = Infinity;
  let proof = state.length.slice();
  let sweeps = 0;
  let pending = 0;
  while (sweeps < options.sweeps) {
    let paid = 0;
    let cheapest = 0;
    for (const [from, to] of state.sources) {
      const [now, least] = state.price(from, to);
      paid += now;
      cheapest += least;
      pending += problem.outArc.length + problem.nodeCount;
      if (pending < quantum) continue;
      pending = 0;
      yield { phase: 'optimum', fraction: sweeps / options.sweeps, interval: { low, high } };
    }
    sweeps++;
    if (state.disconnected > 0) break;
    const bound = state.worth() / cheapest;
    if (bound < high) {
      high = bound;
      proof = state.length.slice();
    }
    if (sweeps === 1) state.start();
    low = Math.max(low, state.settleLow());
    const gap = 1 - low / high;
    yield { phase: 'optimum', fraction: sweeps / options.sweeps, interval: { low, high } };
    if (gap <= options.gap) break;
    // Sharpening waits until the smooth problem is nearly solved.
    if (sweeps > 1 && 1 - cheapest / paid < Math.max(0.25 * gap, 0.2 * options.gap)) state.sharpen();
    const passes = Math.min(40, 12 + sweeps);
    for (let pass = 0; pass < passes; pass++) {
      const moved = state.pass();
      pending += state.columns.count * 8;
      if (pending >= quantum) {
        pending = 0;
        yield { phase: 'optimum', fraction: sweeps / options.sweeps, interval: { low, high } };
      }
      if (moved < 1e-6) break;
    }
    state.reload();
    low = Math.max(low, state.settleLow());
  }
  if (state.disconnected > 0) [low, high] = [0, 0];
  else if (problem.demand.length === 0) [low, high] = [Infinity, Infinity];
  return { low, high, sweeps, columns: state.best(), length: proof, disconnected: state.disconnected };
}

class Equilibration {
  readonly length: Float64Array;
  readonly columns: Columns;
  disconnected = 0;
  /** Ranges of demands of one source. */
  readonly sources: readonly (readonly [number, number])[];

  readonly #problem: Concurrent;
  readonly #tree: Tree;
  readonly #load: Float64Array;
  readonly #difference: Int32Array;
  readonly #touched: number[] = [];
  readonly #isTouched: Uint8Array;
  #alpha = 8;
  #peak = 0;
  #bestPeak = Infinity;
  #bestFlow = new Float64Array(0);

  constructor(problem: Concurrent) {
    this.#problem = problem;
    this.length = problem.poolCapacity.map((c) => 1 / c);
    this.columns = new Columns(problem.demand.length);
    this.#tree = new Tree(problem);
    this.#load = new Float64Array(problem.poolCapacity.length);
    this.#difference = new Int32Array(problem.poolCapacity.length);
    this.#isTouched = new Uint8Array(problem.poolCapacity.length);
    const ranges: [number, number][] = [];
    problem.source.forEach((s, k) => {
      if (k > 0 && problem.source[k - 1] === s) ranges.at(-1)![1] = k + 1;
      else ranges.push([k, k + 1]);
    });
    this.sources = ranges;
  }

  /** One tree: what the demands of a source pay now, and what they would at least; adds the paths that are cheaper than all known. */
  price(from: number, to: number): [number, number] {
    const { source, target, demand, pool, tail } = this.#problem;
    const { distance, via } = this.#tree;
    this.#tree.growTo(source[from]!, target, from, to, this.length);
    let paid = 0;
    let least = 0;
    for (let k = from; k < to; k++) {
      const t = target[k]!;
      const d = distance[t]!;
      if (d === Infinity) {
        this.disconnected++;
        continue;
      }
      least += demand[k]! * d;
      let known = Infinity;
      for (let p = this.columns.first[k]!; p >= 0; p = this.columns.next[p]!) {
        const cost = this.columns.cost(p, this.length);
        paid += this.columns.flow[p]! * cost;
        if (cost < known) known = cost;
      }
      if (d >= known * (1 - 1e-9)) continue;
      const path: number[] = [];
      for (let v = t; v !== source[k]; v = tail[via[v]!]!) path.push(pool[via[v]!]!);
      const p = this.columns.add(k, path);
      if (known === Infinity) this.columns.flow[p] = demand[k]!;
    }
    return [paid, least];
  }

  /** The price of all capacity. */
  worth(): number {
    const { poolCapacity } = this.#problem;
    let sum = 0;
    for (let l = 0; l < poolCapacity.length; l++) sum += poolCapacity[l]! * this.length[l]!;
    return sum;
  }

  start(): void {
    this.reload();
  }

  sharpen(): void {
    this.#alpha *= 1.6;
    this.#reprice();
  }

  /** Loads and prices anew from the flows, so that no rounding gathers. */
  reload(): void {
    const { start, pools, flow, count } = this.columns;
    this.#load.fill(0);
    for (let p = 0; p < count; p++) {
      const x = flow[p]!;
      if (x === 0) continue;
      for (let i = start[p]!; i < start[p + 1]!; i++) this.#load[pools[i]!]! += x;
    }
    this.#reprice();
  }

  /** The lower bound of the present flows; keeps them when they are the best. */
  settleLow(): number {
    if (this.#peak < this.#bestPeak) {
      this.#bestPeak = this.#peak;
      this.#bestFlow = this.columns.flow.slice(0, this.columns.count);
    }
    return 1 / this.#bestPeak;
  }

  /** All paths, with the flows of the best routing. */
  best(): Columns {
    this.columns.flow.fill(0);
    this.columns.flow.set(this.#bestFlow);
    return this.columns;
  }

  #reprice(): void {
    const { poolCapacity } = this.#problem;
    this.#peak = 0;
    for (let l = 0; l < poolCapacity.length; l++) this.#peak = Math.max(this.#peak, this.#load[l]! / poolCapacity[l]!);
    for (let l = 0; l < poolCapacity.length; l++) this.#price(l);
  }

  #price(l: number): void {
    const c = this.#problem.poolCapacity[l]!;
    this.length[l] = Math.exp(this.#alpha * (this.#load[l]! / c / this.#peak - 1)) / c;
  }

  /** Shifts flow once on every demand with a choice; answers the part of the demand that moved. */
  pass(): number {
    const { demand } = this.#problem;
    const { first, next, flow } = this.columns;
    let moved = 0;
    let total = 0;
    for (let k = 0; k < demand.length; k++) {
      total += demand[k]!;
      const only = first[k]!;
      if (only < 0 || next[only]! < 0) continue;
      let cheapest = -1;
      let least = Infinity;
      for (let p = only; p >= 0; p = next[p]!) {
        const cost = this.columns.cost(p, this.length);
        if (cost < least) {
          least = cost;
          cheapest = p;
        }
      }
      for (let p = only; p >= 0; p = next[p]!) {
        if (p !== cheapest && flow[p]! > 0) moved += this.#shift(p, cheapest);
      }
    }
    return moved / total;
  }

  /** One Newton step from a path to a cheaper one, on the pools in which they differ. */
  #shift(from: number, to: number): number {
    const { start, pools, flow } = this.columns;
    const { poolCapacity } = this.#problem;
    const difference = this.#difference;
    const touched = this.#touched;
    // A path may load a pool more than once, so the difference may be at 0 again on the way.
    const isTouched = this.#isTouched;
    touched.length = 0;
    for (let i = start[from]!; i < start[from + 1]!; i++) {
      const l = pools[i]!;
      difference[l]!--;
      if (isTouched[l] === 0) touched.push(l);
      isTouched[l] = 1;
    }
    for (let i = start[to]!; i < start[to + 1]!; i++) {
      const l = pools[i]!;
      difference[l]!++;
      if (isTouched[l] === 0) touched.push(l);
      isTouched[l] = 1;
    }
    let slope = 0;
    let curvature = 0;
    let narrowest = Infinity;
    for (const l of touched) {
      const n = difference[l]!;
      if (n === 0) continue;
      const w = this.length[l]!;
      slope -= n * w;
      curvature += (n * n * w) / poolCapacity[l]!;
      narrowest = Math.min(narrowest, poolCapacity[l]! / Math.abs(n));
    }
    let step = 0;
    if (slope > 0) {
      const unit = this.#peak / this.#alpha;
      step = Math.min(flow[from]!, (slope / curvature) * unit, narrowest * unit);
      flow[from]! -= step;
      flow[to]! += step;
    }
    for (const l of touched) {
      const n = difference[l]!;
      difference[l] = isTouched[l] = 0;
      if (n === 0 || step === 0) continue;
      this.#load[l]! += n * step;
      this.#price(l);
    }
    return step;
  }
}
