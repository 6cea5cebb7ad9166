/**
 * What is asked about a collective over all accelerators, and answered: its time and where it goes.
 */
import type { Design, Finding, RoutingChoice } from '@weft/model';

export const collectiveOps = ['all-reduce', 'all-gather', 'reduce-scatter', 'all-to-all'] as const;
export type CollectiveOp = (typeof collectiveOps)[number];
export const collectiveAlgorithms = ['ring', 'tree', 'direct'] as const;
export type CollectiveAlgorithm = (typeof collectiveAlgorithms)[number];

/** A collective over all accelerators. `size_B` as collective libraries count it: what each rank ends with, or for an all-to-all sends. */
export interface CollectiveRequest {
  readonly design: Design;
  readonly routing: RoutingChoice;
  readonly failed: readonly string[];
  readonly op: CollectiveOp;
  readonly size_B: number;
  readonly algorithm: CollectiveAlgorithm | 'auto';
}

export interface CollectiveFacts {
  readonly designId: string;
  readonly op: CollectiveOp;
  readonly algorithm: CollectiveAlgorithm;
  readonly size_B: number;
  readonly ranks: number;
  /** Scale-up domains. */
  readonly domains: number;
  readonly time_s: number;
  /** Size over time, and the same scaled to what the busiest link of a rank carries. */
  readonly algbw_GBps: number;
  readonly busbw_GBps: number;
  /** The time is the latency and the longer of the other two. */
  readonly latency_s: number;
  readonly within_s: number;
  readonly across_s: number;
  /** Rate of the slowest flow within and across scale-up domains; null where there is none. */
  readonly withinRate_Gbps: number | null;
  readonly acrossRate_Gbps: number | null;
  readonly findings: readonly Finding[];
}
