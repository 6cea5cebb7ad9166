/**
 * Questions about single flows of an answer: their ends, which of some is the slowest, the way one takes.
 *
 * Uniform traffic is written out source by source where the solver told rates one by one, so flow f has its ends by arithmetic.
 */
import type { Flows } from '@weft/topology';
import { pathOf, type PathOf } from '@weft/solver';
import type { Solved } from './solved.ts';

export interface FlowEnds {
  readonly source: (flow: number) => number;
  readonly target: (flow: number) => number;
}

/** The ends of flows by number. */
export function endsOf(flows: Flows): FlowEnds {
  if (flows.kind === 'explicit') {
    return { source: (f) => flows.source[f]!, target: (f) => flows.target[f]! };
  }
  const { endpoints } = flows;
  const others = endpoints.length - 1;
  return {
    source: (f) => endpoints[Math.floor(f / others)]!,
    target: (f) => {
      const at = f % others;
      return endpoints[at < Math.floor(f / others) ? at : at + 1]!;
    },
  };
}

/** The slowest flow that passes a test, the first of equals; -1 for none, or where flows are not told one by one. O(flows). */
export function slowestFlow({ result }: Solved, test: (flow: number) => boolean): number {
  const { rate_Gbps } = result;
  if (rate_Gbps === null) return -1;
  let slowest = -1;
  let least_Gbps = Infinity;
  for (let f = 0; f < rate_Gbps.length; f++) {
    if (rate_Gbps[f]! < least_Gbps && test(f)) {
      slowest = f;
      least_Gbps = rate_Gbps[f]!;
    }
  }
  return slowest;
}

/** The arcs that a flow takes, with its share on each; null where it has no path. O(nodes + links). */
export function wayOf(solved: Solved, flow: number): PathOf | null {
  const { compiled, flows, workload, marks } = solved;
  const { source, target } = endsOf(flows);
  const path = pathOf(compiled.topology, source(flow), target(flow), workload.routing, marks ?? undefined);
  if (!path.ok) throw new Error(`a routing that was solved has no paths: ${path.fault.message}`);
  return path.value.connected ? path.value : null;
}
