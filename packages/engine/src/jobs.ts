/**
 * Several jobs on one design in time: when each finishes, how much slower than with the fabric to itself, and which links are busiest over it.
 *
 * In: a design, a routing, what has failed, jobs. Out: times in nanoseconds, null where a job never finishes.
 */
import { done, type Outcome } from '@weft/units';
import { linkId, type Topology } from '@weft/topology';
import { simulateJobs, type CarriedBytes, type Steps } from '@weft/solver';
import type { JobsFacts, JobsRequest } from './api.ts';
import type { Compiler } from './compiled.ts';
import { failuresOf } from './failures.ts';
import { solverJobs } from './job-steps.ts';

/** How many of the busiest links are told. */
const mostLinks = 10;

/** Runs the jobs together, and each alone. Cost: an event a change of rates. */
export function* jobsFactsOf(request: JobsRequest, compiler: Compiler): Steps<Outcome<JobsFacts>> {
  const { design, routing, jobs: records } = request;
  const { topology, names, findings } = yield* compiler.checkedSteps(design);
  const jobs = yield* solverJobs(topology, records);
  yield { phase: 'design', fraction: 0 };
  if (!jobs.ok) return jobs;
  const broken = failuresOf(topology, names, request.failed);
  const began_ms = performance.now();
  const found = yield* simulateJobs(topology, jobs.value, routing, broken.marks ?? { links: [], nodes: [] });
  if (!found.ok) return found;
  const { jobs: times, makespan_ns, arcCarried_B, carried, flows, disconnected, events, certificate } = found.value;
  return done({
    designId: design.id,
    jobs: times.map(({ started_ns, finished_ns, alone_ns, slowdown, steps }, j) => ({
      id: records[j]!.id,
      name: records[j]!.name,
      started_ns: finite(started_ns),
      finished_ns: finite(finished_ns),
      duration_ns: finite(finished_ns - started_ns),
      alone_ns: finite(alone_ns),
      slowdown,
      rounds: steps.map((step) => ({ started_ns: finite(step.started_ns), finished_ns: finite(step.finished_ns) })),
    })),
    makespan_ns,
    flows,
    disconnected,
    busiest: busiestOf(topology, arcCarried_B, makespan_ns),
    carried: { links: topology.linkCount, jobs: carried.map(overLinks) },
    events,
    certificate,
    findings: [...findings, ...broken.findings],
    time_ms: performance.now() - began_ms,
  });
}

/** Arcs `2 e` and `2 e + 1` are the directions of link `e`; arcs come in rising order. */
function overLinks({ arc, carried_B }: CarriedBytes): JobsFacts['carried']['jobs'][number] {
  const link: number[] = [];
  const both_B: number[] = [];
  for (let i = 0; i < arc.length; i++) {
    const e = arc[i]! >> 1;
    if (link.at(-1) === e) both_B[both_B.length - 1]! += carried_B[i]!;
    else both_B[link.push(e) - 1] = carried_B[i]!;
  }
  return { link: Int32Array.from(link), carried_B: Float64Array.from(both_B) };
}

/** Links by what they carried of what they could have, in their busier direction, from the first start to the last end. */
function busiestOf(topology: Topology, carried_B: Float64Array, makespan_ns: number): JobsFacts['busiest'] {
  if (!(makespan_ns > 0)) return [];
  const shares: { readonly e: number; readonly share: number }[] = [];
  for (let e = 0; e < topology.linkCount; e++) {
    const most_B = Math.max(carried_B[2 * e]!, carried_B[2 * e + 1]!);
    if (most_B > 0) shares.push({ e, share: (8 * most_B) / (topology.linkCapacity_Gbps[e]! * makespan_ns) });
  }
  return shares
    .toSorted((a, b) => b.share - a.share || a.e - b.e)
    .slice(0, mostLinks)
    .map(({ e, share }) => ({ link: linkId(topology, e), share }));
}

function finite(time_ns: number): number | null {
  return Number.isFinite(time_ns) ? time_ns : null;
}
