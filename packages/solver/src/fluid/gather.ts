/**
 * What levels of uniform fluid traffic add up to: loads by pools, and the figures of its flows.
 */
import type { Result } from '../result.ts';
import type { Steps } from '../steps.ts';
import { never, stopLevels, type FluidAnswer, type FluidLevels } from './levels.ts';
import type { FluidProblem } from './problem.ts';
import { Sight } from './sight.ts';
import { Sums } from './sums.ts';

/** Arcs looked at between two pauses. */
const quantum = 100_000;

export interface Gathered extends Pick<Result, 'rateSummary_Gbps' | 'perEndpoint_Gbps' | 'disconnected'> {
  readonly poolLoad: Float64Array;
}

/** Loads and figures from the levels: one more pass over the targets, where the filling has not added them up itself. */
export function* gather(problem: FluidProblem, levels: FluidLevels): Steps<Gathered> {
  const { multiplicity } = problem;
  const { poolLoad, sums } = levels.answer ?? (yield* addUp(problem, levels));
  return { poolLoad, ...sums.figures(multiplicity) };
}

function* addUp(problem: FluidProblem, levels: FluidLevels): Steps<FluidAnswer> {
  const { targets, multiplicity, poolSize } = problem;
  const sight = new Sight(problem);
  const poolLoad = new Float64Array(poolSize.length);
  const sums = new Sums(targets.length);
  let pending = 0;
  for (let i = 0; i < targets.length; i++) {
    pending += sight.aim(i);
    const { view, dag, stopped, inject } = sight;
    stopLevels(dag, view.kind, levels.saturated, stopped);
    view.ends.forEach((s, e) => {
      inject[s] = 0;
      if (s === dag.target) return;
      const pairs = multiplicity[i]! * view.times[e]!;
      if (dag.distance[s]! < 0) {
        sums.cut(pairs);
        return;
      }
      const r = levels.rate[stopped[s] === never ? levels.rate.length - 1 : stopped[s]!]!;
      inject[s] = r * pairs;
      sums.add(view.orbit[e]!, pairs, r);
    });
    sight.push(poolLoad);
    if (pending < quantum) continue;
    pending = 0;
    yield { phase: 'answer', fraction: i / targets.length };
  }
  return { poolLoad, sums };
}
