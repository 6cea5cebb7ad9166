/**
 * One failure scenario: what it breaks, and what is left of the traffic.
 */
import type { Outcome } from '@weft/units';
import { done } from '@weft/units';
import type { Flows, Topology } from '@weft/topology';
import type { Result } from '../result.ts';
import type { Steps } from '../steps.ts';
import { solve, type SolveFault } from '../solve.ts';
import type { Failures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import type { Routing } from '../routing.ts';
import { uniformLevels } from '../uniform.ts';
import type { NearFailures } from './near.ts';

/** Arc visits a scenario may take, about a second; what is still rising then keeps a lower bound. The slowest rate is exact in any case. */
const scenarioBudget = 2e8;

/** What is left under a failure; rates of flows that still have a path. */
export interface Left {
  readonly min_Gbps: number;
  /** At least this: where many levels are far from done, flows that could still rise count with the last common rate. */
  readonly mean_Gbps: number;
  /** Flows without a path. */
  readonly disconnected: number;
}

/** Fewer scenarios than this are not worth making ready for. */
export const severalScenarios = 6;

/** What is left under failures beside those there were before: from the allocation before them where that goes, else from nothing. */
export function* solveBeside(
  topology: Topology,
  flows: Flows,
  routing: Routing,
  near: NearFailures | null,
  before: Failures,
  failures: Failures,
): Steps<Outcome<Left, SolveFault>> {
  const left = near === null ? null : yield* near.left(failures);
  if (left !== null) return done(left);
  const all = { links: [...before.links, ...failures.links], nodes: [...before.nodes, ...failures.nodes] };
  return yield* solveLeft(topology, flows, routing, all);
}

/** Solves under failures; uniform fluid traffic as a fluid whatever its size, since single rates are not asked for. */
export function* solveLeft(
  topology: Topology,
  flows: Flows,
  routing: Routing,
  failures: Failures,
): Steps<Outcome<Left, SolveFault>> {
  if (flows.kind === 'uniform') {
    const policy = policyOf(topology, routing, failures);
    if (!policy.ok) return policy;
    if (policy.value.kind === 'fluid') {
      const { gathered } = yield* uniformLevels(topology, flows, policy.value, scenarioBudget);
      return done(leftOf(gathered));
    }
  }
  const result = yield* solve(topology, flows, routing, { failures });
  return result.ok ? done(leftOf(result.value)) : result;
}

function leftOf({ rateSummary_Gbps, disconnected }: Pick<Result, 'rateSummary_Gbps' | 'disconnected'>): Left {
  return { min_Gbps: rateSummary_Gbps.min, mean_Gbps: rateSummary_Gbps.mean, disconnected };
}

/** The worse of two: more flows cut off, then the slower slowest flow, then the lower mean. Negative when `a` is worse. */
export function byHarm(a: Left, b: Left): number {
  return b.disconnected - a.disconnected || a.min_Gbps - b.min_Gbps || a.mean_Gbps - b.mean_Gbps;
}
