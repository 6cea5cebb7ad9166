/**
 * Several jobs on one fabric, in time: when each finishes, and how much slower than if it had the fabric to itself.
 *
 * In: jobs of steps, each with a start time, a weight, and jobs it waits for; sizes in bytes, times in nanoseconds. Out: times per job and
 * step. All run together once; then each runs alone from 0, on the same routes and failures. Cost: two simulations of all flows at most.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Topology } from '@weft/topology';
import { within, type Steps } from '../steps.ts';
import { explicitFault } from '../faults.ts';
import type { Certificate } from '../result.ts';
import type { Routing } from '../routing.ts';
import { noFailures, type Failures } from '../route/fabric.ts';
import { simulateFlows, sizeFault, type CarriedBytes, type FlowTimeline, type TimeFault } from './flows.ts';
import { jobFlowSteps, type Job, type JobFlows } from './job-flows.ts';

export interface StepTimes {
  /** When its first flow begins to send, after what its senders compute; Infinity where it never does. */
  readonly started_ns: number;
  /** When its last flow has arrived. */
  readonly finished_ns: number;
}

export interface JobTimes {
  readonly name: string;
  /** When it could start: its own time, and every job it waits for has finished. */
  readonly started_ns: number;
  /** When all of it has arrived; Infinity when a flow of it has no path or no bandwidth. */
  readonly finished_ns: number;
  readonly duration_ns: number;
  /** How long it takes with the fabric to itself. */
  readonly alone_ns: number;
  /** `duration_ns` over `alone_ns`; null when it does not finish, or takes no time alone. */
  readonly slowdown: number | null;
  readonly size_B: number;
  readonly steps: readonly StepTimes[];
}

export interface JobsTimeline {
  readonly jobs: readonly JobTimes[];
  /** When the last job that does finish has finished. */
  readonly makespan_ns: number;
  /** Per arc of the topology: what was carried over it from first to last by flows that finished. */
  readonly arcCarried_B: Float64Array;
  /** Per job, what its own flows have carried of that. */
  readonly carried: readonly CarriedBytes[];
  readonly flows: number;
  readonly disconnected: number;
  readonly events: number;
  /** The worst of all runs: allocations at sampled events, and bytes moved against the size of each flow. */
  readonly certificate: Certificate;
}

export type JobFault = TimeFault | 'jobs';

/** Runs jobs together, and each alone. */
export function* simulateJobs(
  topology: Topology,
  jobs: readonly Job[],
  routing: Routing,
  failures: Failures = noFailures,
): Steps<Outcome<JobsTimeline, JobFault>> {
  const fault = faultOf(topology, jobs);
  if (fault !== null) return fault;
  const flows = yield* within(jobFlowSteps(jobs), 0, 0);
  const owned = { ...flows, owner: flows.job };
  const together = yield* within(simulateFlows(topology, owned, routing, failures), 0, jobs.length > 1 ? 0.5 : 1);
  if (!together.ok) return together;
  const end_ns = Float64Array.from(flows.end, (f) => together.value.finished[f]!);
  let { worst } = together.value.certificate;
  // Jobs that share their steps, copies of one another, take equally long alone.
  const known = new Map<string, number>();
  const seen = new Map<Job['steps'], number>();
  const alone_ns = new Float64Array(jobs.length);
  for (let j = 0; j < jobs.length; j++) {
    const { steps, waiting } = jobs[j]!;
    if (!seen.has(steps)) seen.set(steps, seen.size);
    const key = `${seen.get(steps)!} ${waiting}`;
    let alone = known.get(key);
    if (alone === undefined) {
      if (jobs.length === 1) alone = end_ns[0]! - startOf(jobs[0]!, end_ns);
      else {
        const [from, to] = [0.5 + j / (2 * jobs.length), 0.5 + (j + 1) / (2 * jobs.length)];
        const single = yield* within(jobFlowSteps([{ ...jobs[j]!, start_ns: 0, after: [] }]), from, from);
        const run = yield* within(simulateFlows(topology, single, routing, failures), from, to);
        if (!run.ok) return run;
        worst = Math.max(worst, run.value.certificate.worst);
        alone = run.value.finished[single.end[0]!]!;
      }
      known.set(key, alone);
    }
    alone_ns[j] = alone;
  }
  return done({
    jobs: timesOf(jobs, flows, together.value, end_ns, alone_ns),
    makespan_ns: end_ns.reduce((most, t) => (t < Infinity && t > most ? t : most), 0),
    arcCarried_B: together.value.arcCarried_B,
    carried: together.value.carried,
    flows: flows.flows.source.length,
    disconnected: together.value.disconnected,
    events: together.value.events,
    certificate: { ok: worst <= 1e-9, worst },
  });
}

/** When a job could start, from the ends of all. */
function startOf({ start_ns, after = [] }: Job, end_ns: Float64Array): number {
  return Math.max(start_ns, ...after.map((other) => end_ns[other]!));
}

function timesOf(
  jobs: readonly Job[],
  { flows, job, step }: JobFlows,
  { started, finished }: FlowTimeline,
  end_ns: Float64Array,
  alone_ns: Float64Array,
): JobTimes[] {
  const steps = jobs.map((one) => one.steps.map(() => ({ started_ns: Infinity, finished_ns: 0 })));
  const size_B = new Float64Array(jobs.length);
  for (let f = 0; f < job.length; f++) {
    size_B[job[f]!]! += flows.size_B![f]!;
    if (step[f]! < 0) continue;
    const times = steps[job[f]!]![step[f]!]!;
    times.started_ns = Math.min(times.started_ns, started[f]!);
    times.finished_ns = Math.max(times.finished_ns, finished[f]!);
  }
  return jobs.map((one, j) => {
    const started_ns = startOf(one, end_ns);
    const finished_ns = end_ns[j]!;
    const alone = alone_ns[j]!;
    const duration_ns = finished_ns < Infinity ? finished_ns - started_ns : Infinity;
    return {
      name: one.name,
      started_ns,
      finished_ns,
      duration_ns,
      alone_ns: alone,
      slowdown: duration_ns < Infinity && alone > 0 ? duration_ns / alone : null,
      size_B: size_B[j]!,
      steps: steps[j]!,
    };
  });
}

function faultOf(topology: Topology, jobs: readonly Job[]): Outcome<never, 'jobs'> | null {
  for (let j = 0; j < jobs.length; j++) {
    const { name, start_ns, weight = 1, after = [], steps } = jobs[j]!;
    const wrong = (field: string, found: string, expected: string): Outcome<never, 'jobs'> =>
      failed('jobs', `jobs[${j}].${field}`, say`Job ${name} ${found}; expected ${expected}.`);
    if (!(start_ns >= 0 && start_ns < Infinity)) {
      return wrong('start_ns', say`starts at ${start_ns} ns`, say`a number of at least 0`);
    }
    if (!(weight > 0 && weight < Infinity)) return wrong('weight', say`has weight ${weight}`, say`a positive number`);
    const unknown = after.find((other) => !Number.isInteger(other) || other < 0 || other >= jobs.length);
    if (unknown !== undefined) {
      return wrong('after', say`waits for job number ${unknown}`, say`a whole number from 0 to ${jobs.length - 1}`);
    }
    for (let s = 0; s < steps.length; s++) {
      const { flows, compute_ns = 0 } = steps[s]!;
      if (!(compute_ns >= 0 && compute_ns < Infinity)) {
        return wrong(
          `steps[${s}].compute_ns`,
          say`computes ${compute_ns} ns in step ${s}`,
          say`a number of at least 0`,
        );
      }
      const bad = explicitFault(topology, flows) ?? sizeFault(flows);
      if (bad?.ok !== false) continue;
      const { where, message } = bad.fault;
      return failed('jobs', `jobs[${j}].steps[${s}].${where}`, say`Job ${name}, step ${s}: ${message}`);
    }
  }
  const circle = circleIn(jobs);
  if (circle === null) return null;
  const names = circle.map((j) => jobs[j]!.name).join(say`, which waits for `);
  return failed('jobs', 'jobs', say`The jobs wait for each other: ${names}; expected none to wait for itself.`);
}

/** Jobs that wait for each other in a circle, the first again at the end. */
function circleIn(jobs: readonly Job[]): readonly number[] | null {
  const isDone = new Uint8Array(jobs.length);
  for (let root = 0; root < jobs.length; root++) {
    const path: number[] = [];
    const at = new Map<number, number>();
    const next: number[] = [];
    const enter = (j: number): void => {
      at.set(j, path.push(j) - 1);
      next.push(0);
    };
    if (isDone[root] === 0) enter(root);
    while (path.length > 0) {
      const j = path.at(-1)!;
      const other = jobs[j]!.after?.[next[next.length - 1]!++];
      if (other === undefined) {
        isDone[j] = 1;
        at.delete(j);
        path.pop();
        next.pop();
      } else if (at.has(other)) return [...path.slice(at.get(other)!), other];
      else if (isDone[other] === 0) enter(other);
    }
  }
  return null;
}
