/**
 * The most crowded link of hashed all-to-all traffic, flow by flow but keeping only a count a link.
 *
 * The link of least capacity over flows saturates first, so its share is exactly the rate of the slowest flow, though the rates above it are not
 * known without the paths. Some 10 ns a hop of a flow; null above the limit.
 */
import type { Steps } from '../steps.ts';
import type { Policy } from '../route/policy.ts';
import { hashedTally } from '../route/tally.ts';

/** Some seconds of walking. */
const flowLimit = 70_000_000;
/** Shares that differ by less than this part are equal. */
const sameRate = 1e-9;

export interface Crowd {
  readonly rate_Gbps: number;
  /** Flows (parts of flows count as parts) on the link. */
  readonly flows: number;
  /** The link, and those that are as crowded, in the direction that is. */
  readonly arcs: Int32Array;
}

/** Walks the paths of all ordered pairs. */
export function* crowdedMost(policy: Policy, endpoints: Int32Array): Steps<Crowd | null> {
  const { fabric } = policy;
  const total = endpoints.length * (endpoints.length - 1);
  if (total > flowLimit) return null;
  const load = yield* hashedTally(policy, endpoints);
  let crowd = { rate_Gbps: Infinity, flows: 0 };
  for (const a of fabric.outArc) {
    const rate_Gbps = fabric.capacity[a]! / load[a]!;
    if (rate_Gbps < crowd.rate_Gbps) crowd = { rate_Gbps, flows: load[a]! };
  }
  if (total === 0 || crowd.flows === 0) return null;
  const most_Gbps = crowd.rate_Gbps * (1 + sameRate);
  return { ...crowd, arcs: fabric.outArc.filter((a) => fabric.capacity[a]! / load[a]! <= most_Gbps) };
}
