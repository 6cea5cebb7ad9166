/**
 * Jobs as timed flows: steps one after the other, jobs side by side on one fabric, each step and job closed by a barrier.
 *
 * In: jobs, checked. Out: one list of flows that wait for each other. O(flows).
 */
import { say } from '@weft/units';
import type { ExplicitFlows } from '@weft/topology';
import { finish, inSlices, type Progress, type Steps } from '../steps.ts';
import type { TimedFlows } from './flows.ts';

/** How a step waits for the one before it. */
export type Waiting =
  /** Every flow of a step waits for all of the step before: a barrier. */
  | 'all'
  /** A flow waits for those of the step before that end where it begins: data must have come before it goes on. */
  | 'data';

/** What is sent together. All flows need sizes; weights and caps are kept. */
export interface JobStep {
  readonly flows: ExplicitFlows;
  /** How long the senders compute before, once they have what they wait for; 0 when left out. */
  readonly compute_ns?: number;
}

/** One job: steps in order, from a time on. */
export interface Job {
  /** For messages and reports. */
  readonly name: string;
  readonly steps: readonly JobStep[];
  readonly start_ns: number;
  readonly waiting: Waiting;
  /** Multiplies the weight of each of its flows against those of other jobs; 1 when left out. */
  readonly weight?: number;
  /** Indices of jobs that must have finished before. */
  readonly after?: readonly number[];
}

export interface JobFlows extends TimedFlows {
  /** Per flow: its job and step; a barrier has the step it closes, the one that closes a job -1. */
  readonly job: Int32Array;
  readonly step: Int32Array;
  /** Per job: the flow that finishes when all of it has. */
  readonly end: Int32Array;
}

/** The flows of jobs that run at the same time. Jobs that wait for others stand in any order, but not in a circle. */
export function flowsOfJobs(jobs: readonly Job[]): JobFlows {
  return finish(jobFlowSteps(jobs));
}

/** The same with pauses. */
export function* jobFlowSteps(jobs: readonly Job[]): Steps<JobFlows> {
  const list = new FlowList();
  // Ends first: a job may wait for one that stands after it.
  const end = jobs.map((job, j) => list.barrier(j, -1, job.start_ns, 0));
  for (const [j, job] of jobs.entries()) {
    const gate = (job.after ?? []).map((other) => end[other]!);
    list.after[end[j]!] = yield* addSteps(list, job, j, gate);
    yield making;
  }
  return { ...list.timed(say`${jobs.length} jobs`), end: Int32Array.from(end) };
}

/** Flows added between two pauses: a millisecond or two. */
const slice = 4000;

const making: Progress = { phase: 'routes', fraction: 0 };

/** Adds the steps of one job; answers what its end waits for. */
function* addSteps(
  list: FlowList,
  { steps, waiting, start_ns, weight = 1 }: Job,
  j: number,
  gate: number[],
): Steps<number[]> {
  /** What the next step waits for: all of it behind a barrier, else what has come to the sender. */
  let before = gate;
  let barred = true;
  /** What no later flow of the job waits for. */
  const open = new Set<number>();
  const barrier = (s: number, delay_ns: number, waits: number[]): void => {
    for (const f of waits) open.delete(f);
    before = [list.barrier(j, s, start_ns, delay_ns, waits)];
    barred = true;
    open.add(before[0]!);
  };
  for (const [s, { flows, compute_ns = 0 }] of steps.entries()) {
    const { source, target, size_B } = flows;
    if (size_B === null) throw new Error(`step ${s} of job ${j} has no sizes; a simulation needs bytes for each flow`);
    if (source.length === 0) {
      barrier(s, compute_ns, before);
      continue;
    }
    const arrived = barred ? null : byTarget(list, before);
    const now: number[] = [];
    const gated = before;
    yield* inSlices(source.length, slice, making.phase, (from, to) => {
      for (let f = from; f < to; f++) {
        const waits = arrived === null ? gated : (arrived.get(source[f]!) ?? gate);
        for (const earlier of waits) open.delete(earlier);
        const row = list.add(j, s, source[f]!, target[f]!, start_ns, compute_ns, waits);
        list.size[row] = size_B[f]!;
        list.weight[row] = weight * (flows.weight?.[f] ?? 1);
        list.cap[row] = flows.cap_Gbps?.[f] ?? Infinity;
        open.add(row);
        now.push(row);
      }
    });
    yield making;
    // One barrier for all keeps the lists short: each flow waits for one, not for every other.
    if (waiting === 'all' && now.length > 1) barrier(s, 0, now);
    else before = now;
    barred = waiting === 'all';
    yield making;
  }
  return open.size > 0 ? [...open] : gate;
}

function byTarget(list: FlowList, flows: readonly number[]): Map<number, number[]> {
  const arrived = new Map<number, number[]>();
  for (const f of flows) {
    const at = arrived.get(list.target[f]!);
    if (at === undefined) arrived.set(list.target[f]!, [f]);
    else at.push(f);
  }
  return arrived;
}

class FlowList {
  readonly source: number[] = [];
  readonly target: number[] = [];
  readonly size: number[] = [];
  readonly weight: number[] = [];
  readonly cap: number[] = [];
  readonly start: number[] = [];
  readonly delay: number[] = [];
  readonly after: (readonly number[])[] = [];
  readonly job: number[] = [];
  readonly step: number[] = [];

  /** Adds a flow of nothing; answers its index. */
  add(
    job: number,
    step: number,
    source: number,
    target: number,
    start_ns: number,
    delay_ns: number,
    after: readonly number[],
  ): number {
    this.job.push(job);
    this.step.push(step);
    this.source.push(source);
    this.target.push(target);
    this.start.push(start_ns);
    this.delay.push(delay_ns);
    this.size.push(0);
    this.weight.push(1);
    this.cap.push(Infinity);
    return this.after.push(after) - 1;
  }

  /** A flow of node 0 to itself: it takes no link and no time but its delay. */
  barrier(job: number, step: number, start_ns: number, delay_ns: number, after: readonly number[] = []): number {
    return this.add(job, step, 0, 0, start_ns, delay_ns, after);
  }

  timed(name: string): Omit<JobFlows, 'end'> {
    const flows: ExplicitFlows = {
      kind: 'explicit',
      name,
      source: Int32Array.from(this.source),
      target: Int32Array.from(this.target),
      weight: this.weight.some((w) => w !== 1) ? Float64Array.from(this.weight) : null,
      cap_Gbps: this.cap.some((c) => c !== Infinity) ? Float64Array.from(this.cap) : null,
      size_B: Float64Array.from(this.size),
    };
    return {
      flows,
      start_ns: Float64Array.from(this.start),
      delay_ns: this.delay.some((d) => d > 0) ? Float64Array.from(this.delay) : null,
      after: this.after,
      job: Int32Array.from(this.job),
      step: Int32Array.from(this.step),
    };
  }
}
