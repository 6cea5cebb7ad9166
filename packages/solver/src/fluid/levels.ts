/**
 * Max-min filling of uniform fluid traffic, level by level, without a list of flows.
 *
 * What is kept is the level at which each pool saturated. A pair (source, target) stops at the first level at which an arc on any of its ways
 * saturated; since that is the least over the arcs behind each node, one pass up the target's graph finds it for all sources together. So
 * a level costs two passes over the graph of each target and no memory per pair. Few levels are the rule; `budget` bounds the work, and
 * pairs that have not stopped by then keep the last common level, which they reach for certain (`settled` says whether that happened).
 */
import type { Steps } from '../steps.ts';
import type { Dag } from '../route/dag.ts';
import { Sight } from './sight.ts';
import type { Sums } from './sums.ts';
import type { FluidProblem } from './problem.ts';
import { rippleLevels, ripples } from './ripple.ts';

const tie = 1e-12;
/** Arcs looked at between two pauses: some milliseconds where each is a leap through memory. */
const quantum = 100_000;
/** The level of what never saturated. */
export const never = 0x7fffffff;

export interface FluidLevels {
  /** The rate of pairs that stopped at level k; the last is also the rate of those that never stopped within the budget. */
  readonly rate: Float64Array;
  /** Per pool: the level at which it saturated, `never` if it did not. */
  readonly saturated: Int32Array;
  readonly settled: boolean;
  /** Loads of pools and figures of flows, where the filling has added them up on its way. */
  readonly answer: FluidAnswer | null;
}

export interface FluidAnswer {
  readonly poolLoad: Float64Array;
  readonly sums: Sums;
}

/** Fills; `budget` is a number of arc visits. Many targets on one view are filled pair by pair (see `ripple.ts`), with the same answer. */
export function* fluidLevels(problem: FluidProblem, budget: number): Steps<FluidLevels> {
  const rippled = ripples(problem) ? yield* rippleLevels(problem, budget) : null;
  return rippled ?? (yield* sweptLevels(problem, budget));
}

/** Fills by sweeps over all targets, one a level. */
export function* sweptLevels(problem: FluidProblem, budget: number): Steps<FluidLevels> {
  const { targets, multiplicity, poolCapacity } = problem;
  const sight = new Sight(problem);
  const saturated = new Int32Array(poolCapacity.length).fill(never);
  const remaining = poolCapacity.slice();
  let before = new Float64Array(poolCapacity.length);
  const rates: number[] = [];
  let visits = 0;
  let pending = 0;
  for (;;) {
    const now = new Float64Array(poolCapacity.length);
    let rising = 0;
    for (let i = 0; i < targets.length; i++) {
      const looked = sight.aim(i);
      visits += looked;
      pending += looked;
      const { view, dag, stopped, inject } = sight;
      if (rates.length > 0) stopLevels(dag, view.kind, saturated, stopped);
      view.ends.forEach((s, e) => {
        const rises = s !== dag.target && dag.distance[s]! >= 0 && (rates.length === 0 || stopped[s] === never);
        inject[s] = rises ? multiplicity[i]! * view.times[e]! : 0;
        if (rises) rising++;
      });
      sight.push(now);
      if (pending > quantum) {
        pending = 0;
        // Levels are not known beforehand, so each is taken for half of what is left.
        yield { phase: 'filling', fraction: 1 - 2 ** -rates.length * (1 - i / (2 * targets.length)) };
      }
    }
    const last = rates.at(-1) ?? 0;
    for (let p = 0; p < now.length; p++) {
      remaining[p] = Math.max(0, remaining[p]! - (before[p]! - now[p]!) * last);
    }
    before = now;
    if (rising === 0) return { rate: Float64Array.from(rates), saturated, settled: true, answer: null };
    let level = Infinity;
    for (let p = 0; p < now.length; p++) {
      if (now[p]! > 0 && saturated[p] === never) level = Math.min(level, remaining[p]! / now[p]!);
    }
    level = Math.max(level, last);
    for (let p = 0; p < now.length; p++) {
      if (now[p]! > 0 && saturated[p] === never && remaining[p]! <= now[p]! * level * (1 + tie)) {
        saturated[p] = rates.length;
      }
    }
    rates.push(level);
    if (visits > budget) return { rate: Float64Array.from(rates), saturated, settled: false, answer: null };
  }
}

/** For each node of an aimed graph: the least level at which an arc on a way to the target saturated. */
export function stopLevels(dag: Dag, pool: Int32Array, saturated: Int32Array, stopped: Int32Array): void {
  const { order, start, arc, count, fabric } = dag;
  for (let i = 0; i < count; i++) stopped[order[i]!] = never;
  for (let i = 0; i < count; i++) {
    const here = stopped[order[i]!]!;
    const end = start[i + 1]!;
    for (let j = start[i]!; j < end; j++) {
      const a = arc[j]!;
      const own = saturated[pool[a]!]!;
      const least = own < here ? own : here;
      const u = fabric.tail[a]!;
      if (least < stopped[u]!) stopped[u] = least;
    }
  }
}
