/**
 * Flows listed one by one: routes, filling, certificate, and the answer in the order of the flows.
 */
import { done, type Outcome, say } from '@weft/units';
import type { ExplicitFlows, Topology } from '@weft/topology';
import type { Result } from './result.ts';
import { inSlices, within, type Steps } from './steps.ts';
import { certifySteps } from './maxmin/certify.ts';
import { fillSteps, type Filled } from './maxmin/fill.ts';
import { withoutLink, withoutPath, type Instance } from './maxmin/instance.ts';
import type { Policy } from './route/policy.ts';
import { instanceOf, planSteps, routeFlows, type Plan } from './route/routes.ts';
import type { Rows } from './route/rows.ts';

/** Flows taken between two yields while the answer is put together. */
const slice = 25_000;
/** Where a flow or an arc costs one look. */
const wideSlice = 200_000;

/** Solves explicit flows; they must name nodes of the topology. */
export function* solveExplicit(
  topology: Topology,
  flows: ExplicitFlows,
  policy: Policy,
): Steps<Outcome<Result, 'size'>> {
  const endpoints = yield* endpointsIn(topology, flows);
  yield { phase: 'routes', fraction: 0 };
  const plan = yield* within(planSteps(policy, endpoints), 0, 0.02);
  const routed = yield* within(routeFlows(plan, policy, flows), 0.02, 0.4);
  if (!routed.ok) return routed;
  const { rows, detour } = routed.value;
  yield { phase: 'routes', fraction: 0.4 };
  const instance = instanceOf(policy, plan, rows, flows.weight, flows.cap_Gbps);
  yield { phase: 'filling', fraction: 0.4 };
  const filled = yield* within(fillSteps(instance), 0.4, 0.75);
  const arcLoad_Gbps = yield* within(arcLoads(topology, plan, instance, filled), 0.75, 0.8);
  const spread = yield* within(spreadSteps(flows, plan, rows, filled), 0.8, 0.85);
  const certificate = yield* within(certifySteps(instance, filled.rate, filled.bottleneck), 0.85, 1);
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

/** What is summed up over the flows. */
interface Summed {
  min: number;
  max: number;
  total: number;
}

/** Rates and bottlenecks from the order of rows to the order of flows, and their summaries. */
function* spreadSteps(flows: ExplicitFlows, plan: Plan, rows: Rows, filled: Filled): Steps<Spread> {
  const { source } = flows;
  const rate = new Float64Array(source.length);
  const bottleneck = new Int32Array(source.length);
  let highest = -1;
  yield* inSlices(source.length, wideSlice, 'answer', (from, to) => {
    highest = highestOf(source, from, to, highest);
  });
  const sums = new Float64Array(highest + 1).fill(NaN);
  const first = plan.quotient?.first ?? null;
  const count = rows.flowAt.length;
  const summed: Summed = { min: Infinity, max: 0, total: 0 };
  yield* inSlices(count, slice, 'answer', (from, to) => {
    spreadRows(source, rows.flowAt, filled, first, { rate, bottleneck, sums, summed }, from, to);
  });
  for (const f of rows.disconnected) bottleneck[f] = withoutPath;
  for (const f of rows.resting) {
    rate[f] = flows.cap_Gbps?.[f] ?? Infinity;
    bottleneck[f] = withoutLink;
  }
  yield { phase: 'answer', fraction: 1 };
  const { min, max, total } = summed;
  return {
    rate_Gbps: rate,
    bottleneck,
    rateSummary_Gbps: count === 0 ? { min: 0, mean: 0, max: 0 } : { min, mean: total / count, max },
    perEndpoint_Gbps: count === 0 ? { min: 0, mean: 0 } : perSender(sums, total),
  };
}

function highestOf(numbers: Int32Array, from: number, to: number, least: number): number {
  let highest = least;
  for (let f = from; f < to; f++) if (numbers[f]! > highest) highest = numbers[f]!;
  return highest;
}

/** Rows `from ... to`: their flows' rates and bottlenecks, what each sender sends, and the sums over all. */
function spreadRows(
  source: Int32Array,
  flowAt: Int32Array,
  filled: Filled,
  first: Int32Array | null,
  into: { rate: Float64Array; bottleneck: Int32Array; sums: Float64Array; summed: Summed },
  from: number,
  to: number,
): void {
  const { rate, bottleneck, sums, summed } = into;
  let { min, max, total } = summed;
  for (let row = from; row < to; row++) {
    const f = flowAt[row]!;
    const r = filled.rate[row]!;
    const link = filled.bottleneck[row]!;
    const s = source[f]!;
    rate[f] = r;
    bottleneck[f] = link < 0 || first === null ? link : first[link]!;
    if (r < min) min = r;
    if (r > max) max = r;
    total += r;
    sums[s] = Number.isNaN(sums[s]!) ? r : sums[s]! + r;
  }
  summed.min = min;
  summed.max = max;
  summed.total = total;
}

/** What a sender sends, at least and on average; NaN stands for one that sends nothing. */
function perSender(sums: Float64Array, total: number): Result['perEndpoint_Gbps'] {
  let senders = 0;
  let least = Infinity;
  for (let s = 0; s < sums.length; s++) {
    const sum = sums[s]!;
    if (Number.isNaN(sum)) continue;
    senders++;
    if (sum < least) least = sum;
  }
  return { min: least, mean: total / senders };
}

/** What each arc of the topology carries; the arcs that a quotient holds as one carry equal parts. */
function* arcLoads(topology: Topology, plan: Plan, instance: Instance, filled: Filled): Steps<Float64Array> {
  const load = new Float64Array(instance.capacity.length);
  const flows = filled.rate.length;
  yield* inSlices(flows, slice, 'answer', (from, to) => loadRows(instance, filled.rate, load, from, to));
  if (plan.quotient === null) return load;
  const { arcOf, members } = plan.quotient;
  const loads = new Float64Array(2 * topology.linkCount);
  yield* inSlices(loads.length, wideSlice, 'answer', (from, to) => {
    for (let a = from; a < to; a++) if (arcOf[a]! >= 0) loads[a] = load[arcOf[a]!]! / members[arcOf[a]!]!;
  });
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

function* endpointsIn(topology: Topology, flows: ExplicitFlows): Steps<Int32Array> {
  const used = new Uint8Array(topology.nodeCount);
  const { source, target } = flows;
  yield* inSlices(source.length, wideSlice, 'routes', (from, to) => {
    for (let f = from; f < to; f++) used[source[f]!] = used[target[f]!] = 1;
  });
  const found: number[] = [];
  for (let v = 0; v < used.length; v++) if (used[v] === 1) found.push(v);
  return Int32Array.from(found);
}
