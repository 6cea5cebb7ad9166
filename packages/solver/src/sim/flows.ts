/**
 * Sized flows on a topology, in time: when each starts and finishes under a routing.
 *
 * Sizes in bytes, rates in Gb/s, so times in nanoseconds are bits over Gb/s.
 */
import { done, failed, type Outcome } from '@weft/units';
import type { ExplicitFlows, Topology } from '@weft/topology';
import { within, type Steps } from '../steps.ts';
import { noFailures, type Failures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { instanceOf, planOf, routeFlows } from '../route/routes.ts';
import type { Routing } from '../routing.ts';
import { simulate, type Timeline } from './simulate.ts';

export interface TimedFlows {
  readonly flows: ExplicitFlows;
  /** Per flow: not before this time; null means all may start at 0. */
  readonly start_ns: Float64Array | null;
  /** Per flow: the flows it waits for. A barrier is a flow of a node to itself. */
  readonly after: readonly (readonly number[])[] | null;
}

/** `started`, `finished` and `makespan` in nanoseconds; flows without a path never finish and are counted. */
export interface FlowTimeline extends Timeline {
  readonly disconnected: number;
}

/** Runs timed flows to their end. */
export function* simulateFlows(
  topology: Topology,
  timed: TimedFlows,
  routing: Routing,
  failures: Failures = noFailures,
): Steps<Outcome<FlowTimeline, 'size' | 'policy' | 'flows'>> {
  const { flows } = timed;
  const { source, target, size_B } = flows;
  if (size_B === null)
    return failed('flows', 'flows.size_B', 'The flows have no sizes; a simulation needs bytes for each.');
  const bad = size_B.findIndex((b) => !(b >= 0 && b < Infinity));
  if (bad >= 0) {
    const found = `Flow ${bad} has a size of ${size_B[bad]!} B; expected a number of at least 0.`;
    return failed('flows', `flows.size_B[${bad}]`, found);
  }
  const policy = policyOf(topology, routing, failures);
  if (!policy.ok) return policy;
  const plan = planOf(policy.value, new Set([...source, ...target]));
  const routed = yield* within(routeFlows(plan, policy.value, flows), 0, 0.3);
  if (!routed.ok) return routed;
  const { rows } = routed.value;
  // The universe in the order of the flows: those without a row cross no link.
  const instance = instanceOf(policy.value, plan, rows, null, null);
  const rowOf = new Int32Array(source.length).fill(-1);
  rows.flowAt.forEach((f, row) => (rowOf[f] = row));
  const offset = new Int32Array(source.length + 1);
  const link: number[] = [];
  const share: number[] = [];
  for (let f = 0; f < source.length; f++) {
    const row = rowOf[f]!;
    const from = row < 0 ? 0 : rows.offset[row]!;
    const to = row < 0 ? 0 : rows.offset[row + 1]!;
    for (let i = from; i < to; i++) {
      link.push(rows.arc[i]!);
      if (rows.share !== null) share.push(rows.share[i]!);
    }
    offset[f + 1] = link.length;
  }
  const start = timed.start_ns?.slice() ?? new Float64Array(source.length);
  for (const f of rows.disconnected) start[f] = Infinity;
  const universe = {
    capacity: instance.capacity,
    offset,
    link: Int32Array.from(link),
    share: rows.share === null ? null : Float64Array.from(share),
    weight: flows.weight,
    cap: flows.cap_Gbps,
  };
  const size = size_B.map((b) => 8 * b);
  const timeline = yield* within(simulate({ universe, size, start, after: timed.after }), 0.3, 1);
  return done({ ...timeline, disconnected: rows.disconnected.length });
}
