/**
 * Collectives and jobs as timed flows: steps one after the other, jobs side by side on one fabric.
 */
import type { ExplicitFlows } from '@weft/topology';
import type { TimedFlows } from './flows.ts';

/** How a step waits for the one before it. */
export type Waiting =
  /** Every flow of a step waits for all of the step before: a barrier. */
  | 'all'
  /** A flow waits for those of the step before that end where it begins: data must have come before it goes on. */
  | 'data';

/** One job: steps in order, from a time on. */
export interface Job {
  readonly steps: readonly ExplicitFlows[];
  readonly start_ns: number;
  readonly waiting: Waiting;
}

export interface JobFlows extends TimedFlows {
  /** Per flow: its job and step; a barrier has the step it closes. */
  readonly job: Int32Array;
  readonly step: Int32Array;
}

/** The flows of jobs that run at the same time. All steps need sizes; weights and caps are kept. */
export function flowsOfJobs(jobs: readonly Job[]): JobFlows {
  const source: number[] = [];
  const target: number[] = [];
  const size: number[] = [];
  const weight: number[] = [];
  const cap: number[] = [];
  const start: number[] = [];
  const after: number[][] = [];
  const jobOf: number[] = [];
  const stepOf: number[] = [];
  const add = (
    j: number,
    s: number,
    flow: readonly [number, number, number, number, number],
    waits: number[],
  ): number => {
    source.push(flow[0]);
    target.push(flow[1]);
    size.push(flow[2]);
    weight.push(flow[3]);
    cap.push(flow[4]);
    start.push(jobs[j]!.start_ns);
    jobOf.push(j);
    stepOf.push(s);
    return after.push(waits) - 1;
  };
  jobs.forEach(({ steps, waiting }, j) => {
    let before: number[] = [];
    steps.forEach((flows, s) => {
      if (flows.size_B === null)
        throw new Error(`step ${s} of job ${j} has no sizes; a simulation needs bytes for each flow`);
      const arrivals = new Map<number, number[]>();
      for (const f of before) arrivals.set(target[f]!, [...(arrivals.get(target[f]!) ?? []), f]);
      const now: number[] = [];
      for (let f = 0; f < flows.source.length; f++) {
        const from = flows.source[f]!;
        const row = [
          from,
          flows.target[f]!,
          flows.size_B[f]!,
          flows.weight?.[f] ?? 1,
          flows.cap_Gbps?.[f] ?? Infinity,
        ] as const;
        now.push(add(j, s, row, waiting === 'all' ? [...before] : [...(arrivals.get(from) ?? [])]));
      }
      // One barrier for all keeps the lists short: each flow waits for one, not for every other.
      before =
        waiting === 'all' && now.length > 1
          ? [add(j, s, [source[now[0]!]!, source[now[0]!]!, 0, 1, Infinity], now)]
          : now;
    });
  });
  const flows: ExplicitFlows = {
    kind: 'explicit',
    name: `${jobs.length} jobs`,
    source: Int32Array.from(source),
    target: Int32Array.from(target),
    weight: weight.some((w) => w !== 1) ? Float64Array.from(weight) : null,
    cap_Gbps: cap.some((c) => c !== Infinity) ? Float64Array.from(cap) : null,
    size_B: Float64Array.from(size),
  };
  return {
    flows,
    start_ns: Float64Array.from(start),
    after,
    job: Int32Array.from(jobOf),
    step: Int32Array.from(stepOf),
  };
}
