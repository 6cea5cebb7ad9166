/**
 * What is asked about the rates of a design, and answered: a solve, the optimum over all routings, bounds. Types only; loads and rates stay in the worker.
 */
import type { Design, Finding, RoutingChoice, Workload } from '@weft/model';
import type { Certificate, Layer, Reach } from '@weft/solver';

export interface SolveRequest {
  readonly design: Design;
  readonly workload: Workload;
  /** Ids of failed links and nodes. */
  readonly failed: readonly string[];
}

/** Links of one class that limit the slowest flow: `nic-leaf` of the fabric `compute`. */
export interface LimitingClass {
  /** One of them. */
  readonly link: string;
  readonly kind: string;
  readonly fabric: string;
  readonly protocol: string | null;
}

/** The answer in figures; loads and rates stay in the worker until asked for. */
export interface SolveFacts {
  readonly designId: string;
  readonly traffic: string;
  readonly routing: RoutingChoice;
  readonly layer: Layer;
  readonly why: string;
  readonly flows: number;
  readonly rate_Gbps: { readonly min: number; readonly mean: number; readonly max: number };
  /** `atSlowest`: what each would get if all its flows ran at the slowest flow's rate, as in a synchronous step. */
  readonly perAccelerator_Gbps: { readonly min: number; readonly mean: number; readonly atSlowest: number };
  /** Every class of links that limits the slowest flow, by one of its links; none where only the flow's own cap does. */
  readonly slowestAt: readonly LimitingClass[];
  readonly disconnected: number;
  /** The busiest links, at most 20. */
  readonly bottlenecks: readonly { readonly link: string; readonly load: number; readonly flowsLimited: number }[];
  readonly certificate: Certificate;
  readonly findings: readonly Finding[];
  readonly time_ms: { readonly generate: number; readonly solve: number; readonly certify: number };
}

/** What no routing exceeds, and what a found one carries: rates that all flows can have at once. */
export interface OptimumFacts {
  readonly designId: string;
  readonly low_Gbps: number;
  readonly high_Gbps: number;
  /** The same for an accelerator with all its flows. */
  readonly perAccelerator_Gbps: { readonly low: number; readonly high: number };
  readonly gap: number;
  readonly why: string;
  readonly sweeps: number;
  /** Whether HiGHS closed the interval. */
  readonly exact: boolean;
  /** What turns the rate of a flow, as progress tells it, into that of an accelerator. */
  readonly flowsPerAccelerator: number;
  readonly disconnected: number;
  readonly certificate: Certificate;
  readonly findings: readonly Finding[];
  readonly time_ms: number;
}

/** What a fabric can be known to do without solving for a traffic. */
export interface BoundsFacts {
  readonly designId: string;
  readonly accelerators: number;
  /** Hops between accelerators, and by how many shortest ways. */
  readonly reach: Reach;
  readonly bisection: {
    /** Proven: no halving of the accelerators has less capacity, each way; 0 when nothing was proven. */
    readonly low_Gbps: number;
    /** That of the cut shown, each way. */
    readonly high_Gbps: number;
    /** Either, divided among the accelerators of a half. */
    readonly perAccelerator_Gbps: { readonly low: number; readonly high: number };
    readonly cutLinks: number;
    /** Ids of the links of the cut; a first part of very many. */
    readonly cut: readonly string[];
  };
  /** All-to-all per accelerator: what a routing is proven to carry, and what capacity over hops allows. */
  readonly allToAll_Gbps: { readonly proven: number; readonly atMost: number | null };
  /** No routing gives each accelerator more than this in the worst permutation of switches (TUB); null for too many switches. */
  readonly worstPermutation_Gbps: number | null;
  readonly findings: readonly Finding[];
  readonly time_ms: number;
}
