/**
 * Topology, flows and routing to a result: the door of the solver.
 *
 * Routes, max-min filling, certificate, in steps that yield every few milliseconds of counted work. Flows up to the explicit limit are
 * answered one by one; uniform traffic above it as a fluid.
 */
import { failed, done, type Outcome } from '@weft/units';
import { flowCount, type ExplicitFlows, type Flows, type Topology, type UniformFlows } from '@weft/topology';
import type { Routing } from './routing.ts';
import type { Result } from './result.ts';
import type { Progress, Steps } from './steps.ts';
import { certifySteps } from './maxmin/certify.ts';
import { fillSteps, type Filled } from './maxmin/fill.ts';
import { explicitFlowLimit, withoutLink, withoutPath, type Instance } from './maxmin/instance.ts';
import { noFailures, type Failures } from './route/fabric.ts';
import { policyOf, type Policy } from './route/policy.ts';
import { instanceOf, planOf, routeFlows, type Plan } from './route/routes.ts';
import type { Rows } from './route/rows.ts';

export interface SolveOptions {
  /** What is broken, by index of link and node. */
  readonly failures?: Failures;
}

export type SolveFault = 'size' | 'policy' | 'flows';

/** Solves for rates; `finish` runs it in one go. */
export function* solve(
  topology: Topology,
  flows: Flows,
  routing: Routing,
  options: SolveOptions = {},
): Steps<Outcome<Result, SolveFault>> {
  const policy = policyOf(topology, routing, options.failures ?? noFailures);
  if (!policy.ok) return policy;
  if (flows.kind === 'uniform') {
    if (flowCount(flows) > explicitFlowLimit) return failed('size', 'flows', 'Too many.');
    return yield* solveExplicit(topology, written(flows), policy.value);
  }
  const fault = faultOf(topology, flows);
  if (fault !== null) return fault;
  return yield* solveExplicit(topology, flows, policy.value);
}

function* solveExplicit(topology: Topology, flows: ExplicitFlows, policy: Policy): Steps<Outcome<Result, SolveFault>> {
  const plan = planOf(policy, endpointsIn(topology, flows));
  const rows = yield* within(routeFlows(plan, flows.source, flows.target), 0, 0.4);
  if (!rows.ok) return rows;
  const instance = instanceOf(policy, plan, rows.value, flows.weight, flows.cap_Gbps);
  const filled = yield* within(fillSteps(instance), 0.4, 0.8);
  const certificate = yield* within(certifySteps(instance, filled.rate), 0.8, 1);
  return done({
    layer: plan.quotient === null ? 'flat' : 'quotient',
    why: plan.why,
    flowCount: flows.source.length,
    ...spread(flows, plan, rows.value, filled),
    arcLoad_Gbps: arcLoads(topology, plan, instance, filled),
    disconnected: rows.value.disconnected.length,
    certificate,
  });
}

/** Rates and bottlenecks from the order of rows to the order of flows, and their summaries. */
function spread(
  flows: ExplicitFlows,
  plan: Plan,
  rows: Rows,
  filled: Filled,
): Pick<Result, 'rate_Gbps' | 'bottleneck' | 'rateSummary_Gbps' | 'perEndpoint_Gbps'> {
  const rate = new Float64Array(flows.source.length);
  const bottleneck = new Int32Array(flows.source.length);
  const sums = new Map<number, number>();
  let min = Infinity;
  let max = 0;
  let total = 0;
  for (let row = 0; row < rows.flowAt.length; row++) {
    const f = rows.flowAt[row]!;
    const r = filled.rate[row]!;
    const link = filled.bottleneck[row]!;
    rate[f] = r;
    bottleneck[f] = link < 0 || plan.quotient === null ? link : plan.quotient.first[link]!;
    if (r < min) min = r;
    if (r > max) max = r;
    total += r;
    sums.set(flows.source[f]!, (sums.get(flows.source[f]!) ?? 0) + r);
  }
  for (const f of rows.disconnected) bottleneck[f] = withoutPath;
  for (const f of rows.resting) {
    rate[f] = flows.cap_Gbps?.[f] ?? Infinity;
    bottleneck[f] = withoutLink;
  }
  let least = Infinity;
  for (const sum of sums.values()) if (sum < least) least = sum;
  const count = rows.flowAt.length;
  return {
    rate_Gbps: rate,
    bottleneck,
    rateSummary_Gbps: count === 0 ? { min: 0, mean: 0, max: 0 } : { min, mean: total / count, max },
    perEndpoint_Gbps: count === 0 ? { min: 0, mean: 0 } : { min: least, mean: total / sums.size },
  };
}

function arcLoads(topology: Topology, plan: Plan, instance: Instance, filled: Filled): Float64Array {
  const { offset, link, share } = instance;
  const load = new Float64Array(instance.capacity.length);
  for (let f = 0; f < filled.rate.length; f++) {
    const r = filled.rate[f]!;
    for (let i = offset[f]!; i < offset[f + 1]!; i++) load[link[i]!]! += share === null ? r : r * share[i]!;
  }
  if (plan.quotient === null) return load;
  const { arcOf, members } = plan.quotient;
  const loads = new Float64Array(2 * topology.linkCount);
  for (let a = 0; a < loads.length; a++) if (arcOf[a]! >= 0) loads[a] = load[arcOf[a]!]! / members[arcOf[a]!]!;
  return loads;
}

function endpointsIn(topology: Topology, flows: ExplicitFlows): Int32Array {
  const used = new Uint8Array(topology.nodeCount);
  for (const v of flows.source) used[v] = 1;
  for (const v of flows.target) used[v] = 1;
  const found: number[] = [];
  for (let v = 0; v < used.length; v++) if (used[v] === 1) found.push(v);
  return Int32Array.from(found);
}

/** Uniform traffic written out, source by source. */
function written(flows: UniformFlows): ExplicitFlows {
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
  }
  return { kind: 'explicit', name: flows.name, source, target, weight: null, cap_Gbps: null, size_B: null };
}

function faultOf(topology: Topology, flows: ExplicitFlows): Outcome<never, SolveFault> | null {
  const count = flows.source.length;
  if (count > explicitFlowLimit) {
    return failed('size', 'flows', `There are ${count} flows; at most ${explicitFlowLimit} are computed one by one.`);
  }
  for (let f = 0; f < count; f++) {
    for (const v of [flows.source[f]!, flows.target[f]!]) {
      if (v >= 0 && v < topology.nodeCount) continue;
      return failed('flows', `flows[${f}]`, `Flow ${f} names node ${v}; expected 0 to ${topology.nodeCount - 1}.`);
    }
    const weight = flows.weight?.[f] ?? 1;
    if (!(weight > 0 && weight < Infinity)) {
      return failed('flows', `flows[${f}]`, `Flow ${f} has weight ${weight}; expected a positive number.`);
    }
    const cap = flows.cap_Gbps?.[f] ?? Infinity;
    if (!(cap >= 0))
      return failed('flows', `flows[${f}]`, `Flow ${f} has cap ${cap}; expected a number of at least 0.`);
  }
  return null;
}

/** Runs steps as a part of a longer computation. */
function* within<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const progress: Progress = { ...step.value, fraction: from + (to - from) * step.value.fraction };
    yield progress;
  }
}
