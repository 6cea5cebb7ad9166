/**
 * Topology, flows and routing to a result: the door of the solver.
 *
 * Routes, max-min filling, certificate, in steps that yield every few milliseconds of counted work. Flows up to the explicit limit are
 * answered one by one; uniform traffic above it as a fluid.
 */
import { done, type Outcome, say } from '@weft/units';
import { flowCount, type ExplicitFlows, type Flows, type Topology, type UniformFlows } from '@weft/topology';
import { asUniform } from './all-pairs.ts';
import { solveDetours } from './detours.ts';
import { solveExplicit } from './explicit.ts';
import { explicitFaultSteps } from './faults.ts';
import { crowdedMost } from './fluid/crowd.ts';
import { explicitFlowLimit } from './maxmin/instance.ts';
import type { Result } from './result.ts';
import { listArcs, noFailures, type Failures } from './route/fabric.ts';
import { policySteps, type Policy } from './route/policy.ts';
import type { Routing } from './routing.ts';
import { onePerClass } from './slowest.ts';
import { within, type Steps } from './steps.ts';
import { solveUniform } from './uniform.ts';

export interface SolveOptions {
  /** What is broken, by index of link and node. */
  readonly failures?: Failures;
  /** True when rates and bottlenecks of single flows are not asked for: uniform fluid traffic is then answered much faster. */
  readonly summaryOnly?: boolean;
}

export type SolveFault = 'size' | 'policy' | 'flows';

/** Solves for rates; `finish` runs it in one go. */
export function* solve(
  topology: Topology,
  flows: Flows,
  routing: Routing,
  options: SolveOptions = {},
): Steps<Outcome<Result, SolveFault>> {
  yield { phase: 'routes', fraction: 0 };
  const policy = yield* within(policySteps(topology, routing, options.failures ?? noFailures), 0, 0);
  if (!policy.ok) return policy;
  yield { phase: 'routes', fraction: 0 };
  if (flows.kind === 'uniform') {
    return yield* solveWritten(topology, flows, policy.value, options.summaryOnly ?? false);
  }
  const fault = yield* explicitFaultSteps(topology, flows);
  if (fault !== null) return fault;
  yield* within(listArcs(policy.value.fabric), 0, 0);
  const listed = yield* solveExplicit(topology, flows, policy.value);
  if (listed.ok || listed.fault.code !== 'size' || policy.value.kind === 'hashed') return listed;
  // All pairs need no rows of their own: as a fluid they have the same rates, only not one by one.
  const uniform = yield* within(asUniform(flows), 0, 0);
  if (uniform === null) return listed;
  if (policy.value.places !== null) return yield* solveDetours(topology, uniform, policy.value);
  const fluid = yield* solveWritten(topology, uniform, policy.value, true);
  const why = say`rows of single flows do not fit, so none is listed`;
  return fluid.ok ? done({ ...fluid.value, why: `${why}; ${fluid.value.why}` }) : fluid;
}

/** Uniform traffic one by one where that fits, else as a fluid. */
function* solveWritten(
  topology: Topology,
  flows: UniformFlows,
  policy: Policy,
  summaryOnly: boolean,
): Steps<Outcome<Result, SolveFault>> {
  if (flowCount(flows) <= explicitFlowLimit && !(summaryOnly && policy.kind === 'fluid')) {
    const list = yield* written(flows);
    const explicit = yield* solveExplicit(topology, list, policy);
    if (explicit.ok) return explicit;
  }
  if (policy.places !== null) return yield* solveDetours(topology, flows, policy);
  const result = yield* within(solveUniform(topology, flows, policy), 0, policy.kind === 'fluid' ? 1 : 0.5);
  if (policy.kind === 'fluid') {
    const listed = flowCount(flows) <= explicitFlowLimit && !summaryOnly;
    return done(
      listed ? { ...result, why: say`rows of single flows do not fit, so none is listed; ${result.why}` } : result,
    );
  }
  const unfit = say`hashed paths of ${result.flowCount} flows do not fit, so mean and loads are those of ideal spray; `;
  const crowd = yield* within(crowdedMost(policy, flows.endpoints), 0.5, 1);
  if (crowd === null) return done({ ...result, why: unfit + result.why });
  const found = say`the slowest flow is exact: ${crowd.flows} flows share its link`;
  return done({
    ...result,
    slowestAt: onePerClass(topology, crowd.arcs),
    rateSummary_Gbps: { ...result.rateSummary_Gbps, min: crowd.rate_Gbps },
    why: `${unfit}${found}; ${result.why}`,
  });
}

/** Uniform traffic written out, source by source. */
function* written(flows: UniformFlows): Steps<ExplicitFlows> {
  const { endpoints } = flows;
  const n = endpoints.length;
  const source = new Int32Array(n * Math.max(0, n - 1));
  const target = new Int32Array(source.length);
  let f = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      source[f] = endpoints[i]!;
      target[f++] = endpoints[j]!;
    }
    if (i % 64 === 63) yield { phase: 'routes', fraction: 0 };
  }
  return { kind: 'explicit', name: flows.name, source, target, weight: null, cap_Gbps: null, size_B: null };
}
