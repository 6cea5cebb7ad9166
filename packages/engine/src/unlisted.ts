/**
 * The flows of a workload for questions that do not ask for single flows: what any routing could reach, what a failure leaves.
 *
 * An all-to-all is then left implicit however small it is, so that symmetries of the fabric shorten it: the best of all routings for 1,016
 * accelerators on a fabric of four scalable units needs a few sources instead of a million pairs.
 */
import { done, type Outcome } from '@weft/units';
import { endpointsOf, type Flows, type Topology } from '@weft/topology';
import { allToAllName, flowsOf, type FlowDemand } from '@weft/generators';
import type { Traffic } from '@weft/model';

/** The flows of a pattern, or why there are none; all-to-all as uniform traffic unless each flow has a cap. */
export function unlistedFlowsOf(topology: Topology, traffic: Traffic, demand: FlowDemand): Outcome<Flows> {
  const endpoints = endpointsOf(topology);
  if (traffic.pattern !== 'all-to-all' || demand.cap_Gbps !== null || endpoints.length < 2) {
    return flowsOf(topology, traffic, demand);
  }
  return done({ kind: 'uniform', name: allToAllName(endpoints.length), endpoints, size_B: demand.size_B });
}
