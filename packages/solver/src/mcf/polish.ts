/**
 * Exact polish of a maximum concurrent flow: a linear program over the paths that carry something (`program.ts`), and new paths from its prices,
 * until none is cheaper.
 *
 * The prices of the pools prove the upper end as before (`high = worth / paid`, whatever the prices), so the interval stays certified even where
 * the program was solved only to its tolerance. HiGHS comes as WebAssembly and is loaded when first needed.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Steps } from '../steps.ts';
import { certifyConcurrent } from './certify.ts';
import { Columns } from './columns.ts';
import { intervalOf, type Interval } from './concurrent.ts';
import type { Equilibrium } from './equilibrate.ts';
import type { Concurrent } from './problem.ts';
import { PathProgram, type LinearSolver } from './program.ts';
import { Tree } from './tree.ts';

export interface PolishOptions {
  readonly gap: number;
  readonly rounds: number;
  /** What is looked for at most: another bound lies there. */
  readonly enough?: number;
}

/** HiGHS holds a program in 32-bit memory, and a step of it grows with the paths. */
const pathLimit = 200_000;
/** A path that carries less of its demand is left out of the program; prices bring it back where it is needed. */
const leastPart = 1e-3;

/** Narrows an interval to `gap`; each round is one program and one tree a source. Progress carries the interval. */
export function* polish(
  problem: Concurrent,
  start: Equilibrium,
  highs: LinearSolver,
  { gap, rounds, enough = Infinity }: PolishOptions,
): Steps<Outcome<Interval, 'size' | 'solver'>> {
  const search = new Polish(problem, start);
  const isDone = (): boolean => search.low >= enough || 1 - search.low / search.high <= gap;
  if (start.disconnected === 0 && problem.demand.length > 0 && !isDone()) {
    if (search.columns.count > pathLimit) {
      const found = say`The exact optimum needs ${search.columns.count} paths; a linear program takes at most ${pathLimit} of them here. The interval proven before stands.`;
      return failed('size', 'demands', found);
    }
    const program = new PathProgram(highs, problem, search.columns, start.low);
    try {
      for (let round = 0; round < rounds; round++) {
        if (round > 0 && !program.grow()) {
          const found = say`The capacities lie too far apart for a linear program, which takes ratios up to 1e15. The interval proven before stands.`;
          return failed('solver', 'arcs', found);
        }
        const corner = yield* search.seen(program.solve(), round / rounds);
        if (corner === null) return failed('solver', 'demands', say`HiGHS found no optimum where the program has one.`);
        const more = search.take(corner.part, corner.price);
        if (isDone() || !more) break;
      }
    } finally {
      program.dispose();
    }
  }
  const proof = search.proof();
  return done(intervalOf(proof, yield* certifyConcurrent(problem, proof)));
}

/** The best ends so far with what proves them. */
class Polish {
  readonly columns: Columns;
  low: number;
  high: number;
  sweeps: number;

  readonly #problem: Concurrent;
  readonly #start: Equilibrium;
  /** The flows that prove `low`; null for those of the start. */
  #flow: Float64Array | null = null;
  #length: Float64Array;

  constructor(problem: Concurrent, start: Equilibrium) {
    this.#problem = problem;
    this.#start = start;
    this.columns = carrying(problem, start.columns);
    ({ low: this.low, high: this.high, sweeps: this.sweeps, length: this.#length } = start);
  }

  /** Steps whose progress carries the interval. */
  *seen<T>(steps: Steps<T>, fraction: number): Steps<T> {
    const progress = { phase: 'polish', fraction, interval: { low: this.low, high: this.high } };
    yield progress;
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      yield progress;
    }
  }

  /** Takes a solution of the program; answers whether its prices found new paths. */
  take(part: Float64Array, price: Float64Array): boolean {
    const flow = this.#flows(part);
    const reached = 1 / this.#busiest(flow);
    if (reached > this.low) [this.low, this.#flow] = [reached, flow];
    const known = this.columns.count;
    const bound = this.#priced(price);
    if (bound < this.high) [this.high, this.#length] = [bound, price];
    this.sweeps++;
    return this.columns.count > known;
  }

  proof(): Equilibrium {
    const { low, high, sweeps } = this;
    const proven = { ...this.#start, low, high, sweeps, length: this.#length };
    if (this.#flow === null) return proven;
    this.columns.flow.fill(0);
    this.columns.flow.set(this.#flow);
    return { ...proven, columns: this.columns };
  }

  /** Flows of a solution, scaled so that each demand is carried to the last bit that matters. */
  #flows(part: Float64Array): Float64Array {
    const { demand } = this.#problem;
    const { first, next, count } = this.columns;
    const flow = new Float64Array(count);
    for (let k = 0; k < demand.length; k++) {
      let sum = 0;
      for (let p = first[k]!; p >= 0; p = next[p]!) sum += flow[p] = Math.max(0, part[p] ?? 0);
      for (let p = first[k]!; p >= 0; p = next[p]!) flow[p]! *= demand[k]! / sum;
    }
    return flow;
  }

  #busiest(flow: Float64Array): number {
    const { poolCapacity } = this.#problem;
    const { start, pools } = this.columns;
    const load = new Float64Array(poolCapacity.length);
    for (let p = 0; p < flow.length; p++) {
      for (let i = start[p]!; i < start[p + 1]!; i++) load[pools[i]!]! += flow[p]!;
    }
    return load.reduce((most, x, l) => Math.max(most, x / poolCapacity[l]!), 0);
  }

  /** The bound that prices prove; adds the paths that are cheaper under them than all known. */
  #priced(price: Float64Array): number {
    const { source, target, demand, tail, pool, poolCapacity } = this.#problem;
    const { columns } = this;
    const tree = new Tree(this.#problem);
    let worth = 0;
    for (let l = 0; l < price.length; l++) worth += price[l]! * poolCapacity[l]!;
    // What all pay at the optimum is worth / rate; a path is new where it saves more than a rounding of its part of that.
    const slack = (1e-10 * worth) / this.high / demand.length;
    let paid = 0;
    let grown = 0;
    for (let k = 0; k < demand.length; k++) {
      if (k === grown) {
        while (grown < demand.length && source[grown] === source[k]) grown++;
        tree.growTo(source[k]!, target, k, grown, price);
      }
      const d = tree.distance[target[k]!]!;
      paid += demand[k]! * d;
      let known = Infinity;
      for (let p = columns.first[k]!; p >= 0; p = columns.next[p]!) known = Math.min(known, columns.cost(p, price));
      if (d >= known - slack / demand[k]!) continue;
      const path: number[] = [];
      for (let v = target[k]!; v !== source[k]; v = tail[tree.via[v]!]!) path.push(pool[tree.via[v]!]!);
      columns.add(k, path);
    }
    return worth / paid;
  }
}

/** The paths that carry a part of their demand worth speaking of. */
function carrying({ demand }: Concurrent, all: Columns): Columns {
  const kept = new Columns(demand.length);
  for (let k = 0; k < demand.length; k++) {
    for (let p = all.first[k]!; p >= 0; p = all.next[p]!) {
      if (all.flow[p]! <= leastPart * demand[k]!) continue;
      const q = kept.add(k, [...all.pools.subarray(all.start[p]!, all.start[p + 1]!)]);
      kept.flow[q] = all.flow[p]!;
    }
  }
  return kept;
}
