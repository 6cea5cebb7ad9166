/**
 * The exact maximum concurrent flow: equilibration to half a per cent, then polish on its paths.
 */
import { done, type Outcome } from '@weft/units';
import type { Flows, Topology } from '@weft/topology';
import { finish } from '../steps.ts';
import { noFailures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import type { Interval } from './concurrent.ts';
import { equilibrate } from './equilibrate.ts';
import { liftSteps } from './lift.ts';
import type { Optimum, OptimumOptions } from './optimum.ts';
import { polish, type LinearSolver } from './polish.ts';
import type { Concurrent } from './problem.ts';

export interface ExactOptions {
  /** The relative gap at which an interval counts as exact. */
  readonly gap?: number;
  readonly load?: () => Promise<LinearSolver>;
}

/** The optimum of an instance to 1e-9 or the gap asked for. Blocks while HiGHS runs: call it in a worker. */
export async function exactConcurrent(
  problem: Concurrent,
  options: ExactOptions = {},
): Promise<Outcome<Interval, 'size' | 'solver'>> {
  const { gap = 1e-9, ...rest } = options;
  const start = finish(equilibrate(problem, { gap: 0.005, sweeps: 100 }));
  return polish(problem, start, { gap, rounds: 200, ...rest });
}

/** The optimum of a traffic, exactly; on what symmetry leaves, a lifted linear program. */
export async function exactOptimum(
  topology: Topology,
  flows: Flows,
  options: Pick<OptimumOptions, 'handOver' | 'failures'> & ExactOptions,
): Promise<Outcome<Optimum, 'size' | 'policy' | 'solver'>> {
  const { handOver, failures = noFailures, ...rest } = options;
  const policy = policyOf(topology, { policy: 'spray', handOver }, failures);
  if (!policy.ok) return policy;
  const lifted = finish(liftSteps(topology, flows, policy.value));
  if (!lifted.ok) return lifted;
  const { problem, forced, disconnected, why } = lifted.value;
  const exact = await exactConcurrent(problem, rest);
  if (!exact.ok) return exact;
  const { low, high, sweeps, certificate } = exact.value;
  const [low_Gbps, high_Gbps] = [Math.min(forced, low), Math.min(forced, high)];
  const gap = low_Gbps < high_Gbps ? 1 - low_Gbps / high_Gbps : 0;
  return done({ low_Gbps, high_Gbps, gap, why, sweeps, disconnected, certificate });
}
