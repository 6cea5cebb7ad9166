/**
 * Flows listed one by one: routes, filling, certificate, and the answer in the order of the flows.
 */
import { done, type Outcome, say } from '@weft/units';
import type { ExplicitFlows, Topology } from '@weft/topology';
import type { Result } from './result.ts';
import { within, type Steps } from './steps.ts';
import { certifySteps } from './maxmin/certify.ts';
import { fillSteps, type Filled } from './maxmin/fill.ts';
import { withoutLink, withoutPath, type Instance } from './maxmin/instance.ts';
import type { Policy } from './route/policy.ts';
import { instanceOf, planSteps, routeFlows, type Plan } from './route/routes.ts';
import type { Rows } from './route/rows.ts';

/** Flows taken between two yields while the answer is put together. */
const slice = 25_000;

/** Solves explicit flows; they must name nodes of the topology. */
export function* solveExplicit(
  topology: Topology,
  flows: ExplicitFlows,
  policy: Policy,
): Steps<Outcome<Result, 'size'>> {
  const endpoints = endpointsIn(topology, flows);
  yield { phase: 'routes', fraction: 0 };
  const plan = yield* within(planSteps(policy, endpoints), 0, 0.02);
  const routed = yield* within(routeFlows(plan, policy, flows), 0.02, 0.4);
  if (!routed.ok) return routed;
  const { rows, detour } = routed.value;
  const instance = instanceOf(policy, plan, rows, flows.weight, flows.cap_Gbps);
  yield { phase: 'filling', fraction: 0.4 };
  const filled = yield* within(fillSteps(instance), 0.4, 0.75);
  const arcLoad_Gbps = yield* within(arcLoads(topology, plan, instance, filled), 0.75, 0.8);
  const spread = yield* within(spreadSteps(flows, plan, rows, filled), 0.8, 0.85);
  const certificate = yield* within(certifySteps(instance, filled.rate), 0.85, 1);
  return done({
    layer: plan.quotient === null ? 'flat' : 'quotient',
    why: detour === null ? plan.why : say`${plan.why}; ${(100 * detour).toFixed(1)} % of each flow takes the detour`,
    flowCount: flows.source.length,
    ...spread,
    slowestAt: null,
    arcLoad_Gbps,
    disconnected: rows.disconnected.length,
    certificate,
  });
}

type Spread = Pick<Result, 'rate_Gbps' | 'bottleneck' | 'rateSummary_Gbps' | 'perEndpoint_Gbps'>;

/** Rates and bottlenecks from the order of rows to the order of flows, and their summaries. */
function* spreadSteps(flows: ExplicitFlows, plan: Plan, rows: Rows, filled: Filled): Steps<Spread> {
  const { source } = flows;
  const rate = new Float64Array(source.length);
  const bottleneck = new Int32Array(source.length);
  let highest = -1;
  for (let f = 0; f < source.length; f++) if (source[f]! > highest) highest = source[f]!;
  const sums = new Float64Array(highest + 1).fill(NaN);
  const first = plan.quotient?.first ?? null;
  const count = rows.flowAt.length;
  let min = Infinity;
  let max = 0;
  let total = 0;
  for (let row = 0; row < count; row++) {
    const f = rows.flowAt[row]!;
    const r = filled.rate[row]!;
    const link = filled.bottleneck[row]!;
    const s = source[f]!;
    rate[f] = r;
    bottleneck[f] = link < 0 || first === null ? link : first[link]!;
    if (r < min) min = r;
    if (r > max) max = r;
    total += r;
    sums[s] = Number.isNaN(sums[s]!) ? r : sums[s]! + r;
    if (row % slice === slice - 1) yield { phase: 'answer', fraction: row / count };
  }
  for (const f of rows.disconnected) bottleneck[f] = withoutPath;
  for (const f of rows.resting) {
    rate[f] = flows.cap_Gbps?.[f] ?? Infinity;
    bottleneck[f] = withoutLink;
  }
  let senders = 0;
  let least = Infinity;
  for (const sum of sums) {
    if (Number.isNaN(sum)) continue;
    senders++;
    if (sum < least) least = sum;
  }
  return {
    rate_Gbps: rate,
    bottleneck,
    rateSummary_Gbps: count === 0 ? { min: 0, mean: 0, max: 0 } : { min, mean: total / count, max },
    perEndpoint_Gbps: count === 0 ? { min: 0, mean: 0 } : { min: least, mean: total / senders },
  };
}

/** What each arc of the topology carries; the arcs that a quotient holds as one carry equal parts. */
function* arcLoads(topology: Topology, plan: Plan, instance: Instance, filled: Filled): Steps<Float64Array> {
  const load = new Float64Array(instance.capacity.length);
  const flows = filled.rate.length;
  for (let from = 0; from < flows; from += slice) {
    loadRows(instance, filled.rate, load, from, Math.min(from + slice, flows));
    yield { phase: 'answer', fraction: from / flows };
  }
  if (plan.quotient === null) return load;
  const { arcOf, members } = plan.quotient;
  const loads = new Float64Array(2 * topology.linkCount);
  for (let a = 0; a < loads.length; a++) if (arcOf[a]! >= 0) loads[a] = load[arcOf[a]!]! / members[arcOf[a]!]!;
  return loads;
}

function loadRows(
  { offset, link, share }: Instance,
  rate: Float64Array,
  load: Float64Array,
  from: number,
  to: number,
): void {
  for (let f = from; f < to; f++) {
    const r = rate[f]!;
    for (let i = offset[f]!; i < offset[f + 1]!; i++) load[link[i]!]! += share === null ? r : r * share[i]!;
  }
}

function endpointsIn(topology: Topology, flows: ExplicitFlows): Int32Array {
  const used = new Uint8Array(topology.nodeCount);
  const { source, target } = flows;
  for (let f = 0; f < source.length; f++) used[source[f]!] = used[target[f]!] = 1;
  const found: number[] = [];
  for (let v = 0; v < used.length; v++) if (used[v] === 1) found.push(v);
  return Int32Array.from(found);
}
