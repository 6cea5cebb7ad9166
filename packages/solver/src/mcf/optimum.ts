/**
 * The best any routing could do for a traffic: the rate (for each unit of weight) that all flows can have at once, as a certified interval.
 */
import { done, type Outcome, say } from '@weft/units';
import type { Flows, Topology } from '@weft/topology';
import type { Certificate } from '../result.ts';
import { within, type Steps } from '../steps.ts';
import { noFailures, type Failures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { concurrentFlow } from './concurrent.ts';
import type { EquilibrateOptions } from './equilibrate.ts';
import { liftSteps } from './lift.ts';

export interface OptimumOptions extends Partial<EquilibrateOptions> {
  /** Whether accelerators pass traffic on. */
  readonly handOver: boolean;
  readonly failures?: Failures;
}

export interface Optimum {
  readonly low_Gbps: number;
  readonly high_Gbps: number;
  /** (high - low) / high. */
  readonly gap: number;
  /** How the problem was made smaller, in a sentence. */
  readonly why: string;
  readonly sweeps: number;
  readonly disconnected: number;
  readonly certificate: Certificate;
}

/** Narrows the interval until the gap or the number of sweeps is reached; progress carries the interval. */
export function* optimum(
  topology: Topology,
  flows: Flows,
  options: OptimumOptions,
): Steps<Outcome<Optimum, 'size' | 'policy'>> {
  const { handOver, failures = noFailures, ...search } = options;
  const policy = policyOf(topology, { policy: 'spray', handOver }, failures);
  if (!policy.ok) return policy;
  const lifted = yield* within(liftSteps(topology, flows, policy.value), 0, 0.1);
  if (!lifted.ok) return lifted;
  const { problem, forced, disconnected, why } = lifted.value;
  const found = yield* within(concurrentFlow(problem, search), 0.1, 1);
  const low_Gbps = Math.min(forced, found.low);
  const high_Gbps = Math.min(forced, found.high);
  return done({
    low_Gbps,
    high_Gbps,
    gap: low_Gbps < high_Gbps ? 1 - low_Gbps / high_Gbps : 0,
    why: forced <= found.low ? say`${why}; the links of the endpoints themselves bind` : why,
    sweeps: found.sweeps,
    disconnected,
    certificate: found.certificate,
  });
}
