/**
 * The exact maximum concurrent flow: equilibration to two per cent, then polish on its paths.
 */
import { done, type Outcome, say } from '@weft/units';
import type { Flows, Topology } from '@weft/topology';
import { finish, within, type Steps } from '../steps.ts';
import { noFailures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { certifyConcurrent } from './certify.ts';
import { defaultOptions, intervalOf, type Interval } from './concurrent.ts';
import { equilibrate } from './equilibrate.ts';
import { liftSteps } from './lift.ts';
import type { Optimum, OptimumOptions } from './optimum.ts';
import { polish, type PolishOptions } from './polish.ts';
import type { Concurrent } from './problem.ts';
import { loadHighs, type LinearSolver } from './program.ts';

export interface ExactOptions {
  /** The relative gap at which an interval counts as exact. */
  readonly gap?: number;
  readonly load?: () => Promise<LinearSolver>;
}

/** The optimum of an instance to 1e-9 or the gap asked for, with HiGHS loaded. */
export function* exactConcurrentSteps(
  problem: Concurrent,
  highs: LinearSolver,
  { gap = 1e-9, enough = Infinity }: Pick<ExactOptions, 'gap'> & Pick<PolishOptions, 'enough'> = {},
): Steps<Outcome<Interval, 'size' | 'solver'>> {
  const start = yield* within(equilibrate(problem, { gap: 0.02, sweeps: 60 }), 0, 0.5);
  return yield* within(polish(problem, start, highs, { gap, rounds: 200, enough }), 0.5, 1);
}

/** The interval to a gap that equilibration alone may not reach, as where capacities lie orders of magnitude apart: HiGHS is loaded for what is left. */
export async function concurrentWithin(
  problem: Concurrent,
  gap: number,
  load: () => Promise<LinearSolver> = loadHighs,
): Promise<Outcome<Interval, 'size' | 'solver'>> {
  const start = finish(equilibrate(problem, { ...defaultOptions, gap }));
  const certified = intervalOf(start, finish(certifyConcurrent(problem, start)));
  if (certified.gap <= gap) return done(certified);
  const polished = finish(polish(problem, start, await load(), { gap, rounds: 200 }));
  // Too large for a program: what was proven stands.
  return polished.ok ? polished : done(certified);
}

/** The optimum of a traffic, exactly; on what symmetry leaves, a lifted linear program. Progress carries the interval. */
export function* exactOptimumSteps(
  topology: Topology,
  flows: Flows,
  highs: LinearSolver,
  options: Pick<OptimumOptions, 'handOver' | 'failures'> & Pick<ExactOptions, 'gap'>,
): Steps<Outcome<Optimum, 'size' | 'policy' | 'solver'>> {
  const { handOver, failures = noFailures, ...rest } = options;
  const policy = policyOf(topology, { policy: 'spray', handOver }, failures);
  if (!policy.ok) return policy;
  const lifted = yield* within(liftSteps(topology, flows, policy.value), 0, 0.1);
  if (!lifted.ok) return lifted;
  const { problem, forced, disconnected, why } = lifted.value;
  const exact = yield* within(exactConcurrentSteps(problem, highs, { ...rest, enough: forced }), 0.1, 1);
  if (!exact.ok) return exact;
  const { low, high, sweeps, certificate } = exact.value;
  const [low_Gbps, high_Gbps] = [Math.min(forced, low), Math.min(forced, high)];
  const gap = low_Gbps < high_Gbps ? 1 - low_Gbps / high_Gbps : 0;
  const reason = forced <= low ? say`${why}; the links of the endpoints themselves bind` : why;
  return done({ low_Gbps, high_Gbps, gap, why: reason, sweeps, disconnected, certificate });
}

/** Loads HiGHS and runs `exactConcurrentSteps` to the end. */
export async function exactConcurrent(
  problem: Concurrent,
  { load = loadHighs, ...options }: ExactOptions = {},
): Promise<Outcome<Interval, 'size' | 'solver'>> {
  return finish(exactConcurrentSteps(problem, await load(), options));
}

/** Loads HiGHS and runs `exactOptimumSteps` to the end. */
export async function exactOptimum(
  topology: Topology,
  flows: Flows,
  { load = loadHighs, ...options }: Pick<OptimumOptions, 'handOver' | 'failures'> & ExactOptions,
): Promise<Outcome<Optimum, 'size' | 'policy' | 'solver'>> {
  return finish(exactOptimumSteps(topology, flows, await load(), options));
}
