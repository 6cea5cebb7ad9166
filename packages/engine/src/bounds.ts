/**
 * What a design's fabric can be known to do without a traffic: hops, ways, bisection with the cut to show, and two upper bounds.
 *
 * In: a design, what has failed, whether accelerators pass traffic on. Out: figures and the ids of the links of the cut. The low end of the
 * bisection comes from a proven rate of all-to-all: of the optimum where it is found, else of spraying.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { endpointsOf, linkId, type Topology } from '@weft/topology';
import { boundsOf, optimum, solve, type Failures, type Steps } from '@weft/solver';
import type { BoundsFacts, SolveRequest } from './api.ts';
import type { Compiler } from './compiled.ts';
import { failuresOf } from './failures.ts';

/** Links of the cut that are named at most. */
const mostNamed = 20_000;
/** How near the proven rate comes to the best, and how long it is looked for. */
const search = { gap: 0.01, sweeps: 100 };

/** Finds the bounds; cost: a search an orbit of endpoints, some seconds of looking for a small cut at most. */
export function* boundsFactsOf(
  { design, workload, failed: ids }: Pick<SolveRequest, 'design' | 'workload' | 'failed'>,
  compiler: Compiler,
): Steps<Outcome<BoundsFacts>> {
  const { topology, names, findings } = yield* compiler.checkedSteps(design);
  const endpoints = endpointsOf(topology);
  if (endpoints.length < 2) {
    return failed(
      'too-few-ranks',
      'design',
      say`Bounds are between accelerators: two or more are expected; the design has fewer.`,
    );
  }
  const broken = failuresOf(topology, names, ids);
  const failures = broken.marks ?? { links: [], nodes: [] };
  const { handOver } = workload.routing;
  const began_ms = performance.now();
  const proven = yield* within(uniformRate(topology, endpoints, handOver, failures), 0, 0.3);
  const options = { handOver, failures, uniformRate_Gbps: proven };
  const found = yield* within(boundsOf(topology, endpoints, options), 0.3, 1);
  if (!found.ok) return found;
  const { reach, bisection, uniformVolume_Gbps, tub } = found.value;
  const cut = [...new Set(Array.from(bisection.cut, (arc) => arc >> 1))];
  const half = Math.floor(endpoints.length / 2);
  return done({
    designId: design.id,
    accelerators: endpoints.length,
    reach,
    bisection: {
      low_Gbps: bisection.low_Gbps,
      high_Gbps: bisection.high_Gbps,
      perAccelerator_Gbps: { low: bisection.low_Gbps / half, high: bisection.high_Gbps / half },
      cutLinks: cut.length,
      cut: cut.slice(0, mostNamed).map((e) => linkId(topology, e)),
    },
    allToAll_Gbps: {
      proven: proven * (endpoints.length - 1),
      atMost: finite(uniformVolume_Gbps * (endpoints.length - 1)),
    },
    worstPermutation_Gbps: tub === null ? null : finite(tub.bound_Gbps),
    findings: [...findings, ...broken.findings],
    time_ms: performance.now() - began_ms,
  });
}

/** A rate that every ordered pair is proven to get at once; 0 where none is known. */
function* uniformRate(topology: Topology, endpoints: Int32Array, handOver: boolean, failures: Failures): Steps<number> {
  const flows = { kind: 'uniform', name: 'all-to-all', endpoints, size_B: null } as const;
  const best = yield* optimum(topology, flows, { handOver, failures, ...search });
  if (best.ok) return best.value.disconnected > 0 ? 0 : best.value.low_Gbps;
  const sprayed = yield* solve(topology, flows, { policy: 'spray', handOver }, { failures });
  return sprayed.ok && sprayed.value.disconnected === 0 ? sprayed.value.rateSummary_Gbps.min : 0;
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/** Steps as a stretch of longer work; an interval on the way is not that of the answer. */
function* within<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    const { phase, fraction } = step.value;
    yield { phase, fraction: from + (to - from) * fraction };
  }
}
