/**
 * What is asked about several jobs at the same time, and answered: when each runs, and what it carried. Types only.
 */
import type { Design, Finding, JobRecord, RoutingChoice } from '@weft/model';
import type { Certificate } from '@weft/solver';

/** Several jobs on the design at the same time. */
export interface JobsRequest {
  readonly design: Design;
  readonly routing: RoutingChoice;
  readonly failed: readonly string[];
  readonly jobs: readonly JobRecord[];
}

/** When a job runs; null stands for never: some flow of it has no path. */
export interface JobFacts {
  readonly id: string;
  readonly name: string;
  /** When it could start: its own time, and the last of the jobs it waits for. */
  readonly started_ns: number | null;
  readonly finished_ns: number | null;
  readonly duration_ns: number | null;
  /** How long it takes with the fabric to itself. */
  readonly alone_ns: number | null;
  /** Its duration over that; null where it never finishes. */
  readonly slowdown: number | null;
  /** When each round sends, from first to last. */
  readonly rounds: readonly { readonly started_ns: number | null; readonly finished_ns: number | null }[];
}

/** Bytes that jobs carried over links, in both directions together, in the numbers of the design that was asked for. */
export interface JobsCarried {
  /** Links of that design: a topology of other links is another design's. */
  readonly links: number;
  /** Per job, in the order of the request; parallel to each other. */
  readonly jobs: readonly { readonly link: Int32Array; readonly carried_B: Float64Array }[];
}

export interface JobsFacts {
  readonly designId: string;
  /** In the order of the request. */
  readonly jobs: readonly JobFacts[];
  /** When the last job that does finish has finished. */
  readonly makespan_ns: number;
  readonly flows: number;
  /** Flows without a path: their jobs never finish. */
  readonly disconnected: number;
  /** What links carried of what they could have until then, the busiest first; at most 10. */
  readonly busiest: readonly { readonly link: string; readonly share: number }[];
  /** For `lineJobs`: what each job's flows that finished carried, over the links that carried any of it. */
  readonly carried: JobsCarried;
  readonly events: number;
  /** Bytes arrived of bytes sent, and the shares at sampled events. */
  readonly certificate: Certificate;
  readonly findings: readonly Finding[];
  readonly time_ms: number;
}
