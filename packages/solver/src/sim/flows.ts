/**
 * Sized flows on a topology, in time: when each starts and finishes under a routing.
 *
 * Sizes in bytes, rates in Gb/s, so times in nanoseconds are bits over Gb/s.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { ExplicitFlows, Topology } from '@weft/topology';
import { explicitFault } from '../faults.ts';
import { within, type Steps } from '../steps.ts';
import { noFailures, type Failures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { instanceOf, planSteps, routeFlows } from '../route/routes.ts';
import type { Rows } from '../route/rows.ts';
import type { Routing } from '../routing.ts';
import type { Quotient } from '../sym/quotient.ts';
import { simulate, type Simulation, type Timeline } from './simulate.ts';

export interface TimedFlows {
  readonly flows: ExplicitFlows;
  /** Per flow: not before this time; null means all may start at 0. */
  readonly start_ns: Float64Array | null;
  /** Per flow: how long it waits once it could start, as for a computation; null means not at all. */
  readonly delay_ns?: Float64Array | null;
  /** Per flow: the flows it waits for. A barrier is a flow of a node to itself. */
  readonly after: readonly (readonly number[])[] | null;
  /** Per flow: whose it is, from 0; what each owner has carried is then told apart. */
  readonly owner?: Int32Array | null;
}

/** What one owner's flows have carried, over the arcs of the topology that carried any of it. */
export interface CarriedBytes {
  readonly arc: Int32Array;
  readonly carried_B: Float64Array;
}

/** `started`, `finished` and `makespan` in nanoseconds; flows without a path never finish and are counted. */
export interface FlowTimeline extends Timeline {
  readonly disconnected: number;
  /** Per arc of the topology: what the flows that finished have carried over it, first to last. */
  readonly arcCarried_B: Float64Array;
  /** Per owner of the flows, the same; empty when the flows have none. */
  readonly carried: readonly CarriedBytes[];
}

export type TimeFault = 'size' | 'policy' | 'flows';

/** Timed flows with their routes: what the simulation runs on, in bits, Gb/s and nanoseconds. */
export interface RoutedSimulation {
  readonly simulation: Simulation;
  readonly quotient: Quotient | null;
  readonly disconnected: number;
}

/** Runs timed flows to their end. */
export function* simulateFlows(
  topology: Topology,
  timed: TimedFlows,
  routing: Routing,
  failures: Failures = noFailures,
): Steps<Outcome<FlowTimeline, TimeFault>> {
  const routed = yield* within(simulationOf(topology, timed, routing, failures), 0, 0.3);
  if (!routed.ok) return routed;
  const { simulation, quotient, disconnected } = routed.value;
  const timeline = yield* within(simulate(simulation), 0.3, 1);
  const ended = { phase: 'simulation', fraction: 1 };
  yield ended;
  const arcCarried_B = carriedBy(topology, simulation, timeline, quotient, simulation.size.keys());
  const carried: CarriedBytes[] = [];
  for (const own of flowsByOwner(timed.owner ?? null)) {
    yield ended;
    carried.push(onlyUsed(carriedBy(topology, simulation, timeline, quotient, own)));
  }
  return done({ ...timeline, disconnected, arcCarried_B, carried });
}

/** Writes the routes of timed flows. */
export function* simulationOf(
  topology: Topology,
  timed: TimedFlows,
  routing: Routing,
  failures: Failures = noFailures,
): Steps<Outcome<RoutedSimulation, TimeFault>> {
  const { flows } = timed;
  const fault = explicitFault(topology, flows) ?? sizeFault(flows);
  if (fault !== null) return fault;
  const policy = policyOf(topology, routing, failures);
  if (!policy.ok) return policy;
  yield { phase: 'routes', fraction: 0 };
  const plan = yield* within(planSteps(policy.value, new Set([...flows.source, ...flows.target])), 0, 0.1);
  const routed = yield* within(routeFlows(plan, policy.value, flows), 0.1, 1);
  if (!routed.ok) return routed;
  const { rows } = routed.value;
  yield { phase: 'routes', fraction: 1 };
  const count = flows.source.length;
  const start = timed.start_ns?.slice() ?? new Float64Array(count);
  for (const f of rows.disconnected) start[f] = Infinity;
  const { capacity } = instanceOf(policy.value, plan, rows, null, null);
  const simulation: Simulation = {
    universe: { capacity, ...inOrder(rows, count), weight: flows.weight, cap: flows.cap_Gbps },
    size: flows.size_B!.map((b) => 8 * b),
    start,
    delay: timed.delay_ns ?? null,
    after: timed.after,
  };
  return done({ simulation, quotient: plan.quotient, disconnected: rows.disconnected.length });
}

/** What is wrong with the sizes of flows that are to be simulated, or null. */
export function sizeFault({ size_B }: ExplicitFlows): Outcome<never, 'flows'> | null {
  if (size_B === null)
    return failed('flows', 'flows.size_B', say`The flows have no sizes; a simulation needs bytes for each.`);
  const bad = size_B.findIndex((b) => !(b >= 0 && b < Infinity));
  if (bad < 0) return null;
  const found = say`Flow ${bad} has a size of ${size_B[bad]!} B; expected a number of at least 0.`;
  return failed('flows', `flows.size_B[${bad}]`, found);
}

/** Rows in the order of the flows; those without a row cross no link. */
function inOrder(
  rows: Rows,
  flows: number,
): { readonly offset: Int32Array; readonly link: Int32Array; readonly share: Float64Array | null } {
  const rowOf = new Int32Array(flows).fill(-1);
  rows.flowAt.forEach((f, row) => (rowOf[f] = row));
  const offset = new Int32Array(flows + 1);
  const link = new Int32Array(rows.arc.length);
  const share = rows.share && new Float64Array(rows.arc.length);
  let at = 0;
  for (let f = 0; f < flows; f++) {
    const row = rowOf[f]!;
    if (row >= 0) {
      const [from, to] = [rows.offset[row]!, rows.offset[row + 1]!];
      link.set(rows.arc.subarray(from, to), at);
      share?.set(rows.share!.subarray(from, to), at);
      at += to - from;
    }
    offset[f + 1] = at;
  }
  return { offset, link, share };
}

function flowsByOwner(owner: Int32Array | null): readonly (readonly number[])[] {
  const flows: number[][] = [];
  owner?.forEach((o, f) => {
    while (flows.length <= o) flows.push([]);
    flows[o]!.push(f);
  });
  return flows;
}

function onlyUsed(arcs_B: Float64Array): CarriedBytes {
  const arc: number[] = [];
  for (let a = 0; a < arcs_B.length; a++) if (arcs_B[a]! > 0) arc.push(a);
  return { arc: Int32Array.from(arc), carried_B: Float64Array.from(arc, (a) => arcs_B[a]!) };
}

/** Bytes of these flows over each arc of the topology; arcs that a quotient holds as one carried equal parts. */
function carriedBy(
  topology: Topology,
  { universe, size }: Simulation,
  { finished }: Timeline,
  quotient: Quotient | null,
  flows: Iterable<number>,
): Float64Array {
  const { capacity, offset, link, share } = universe;
  const carried_B = new Float64Array(capacity.length);
  for (const f of flows) {
    if (finished[f] === Infinity) continue;
    for (let i = offset[f]!; i < offset[f + 1]!; i++)
      carried_B[link[i]!]! += (size[f]! / 8) * (share === null ? 1 : share[i]!);
  }
  if (quotient === null) return carried_B;
  const arcs_B = new Float64Array(2 * topology.linkCount);
  for (let a = 0; a < arcs_B.length; a++) {
    const one = quotient.arcOf[a]!;
    if (one >= 0) arcs_B[a] = carried_B[one]! / quotient.members[one]!;
  }
  return arcs_B;
}
