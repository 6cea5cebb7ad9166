/**
 * What traffic asks of a topology: which node sends to which.
 *
 * Endpoints are node indices: the accelerators, or the NICs of a design that has none. Rates are in Gb/s, sizes in bytes.
 */

import type { Topology } from './topology.ts';

/** Flows listed one by one; the arrays run in parallel. */
export interface ExplicitFlows {
  readonly kind: 'explicit';
  /** The pattern in words, for reports: `permutation (seed 1)`. */
  readonly name: string;
  readonly source: Int32Array;
  readonly target: Int32Array;
  /** Share relative to other flows; null means 1 for all. */
  readonly weight: Float64Array | null;
  /** Largest rate a flow asks for, Infinity for no cap; null means none is capped. */
  readonly cap_Gbps: Float64Array | null;
  /** Bytes to carry; null when only rates are asked. */
  readonly size_B: Float64Array | null;
}

/** One equal flow for every ordered pair of distinct endpoints, not written out. */
export interface UniformFlows {
  readonly kind: 'uniform';
  readonly name: string;
  readonly endpoints: Int32Array;
  /** Bytes a pair, null when only rates are asked. */
  readonly size_B: number | null;
}

export type Flows = ExplicitFlows | UniformFlows;

/** How many flows there are; a uniform pattern of n endpoints has n (n - 1). */
export function flowCount(flows: Flows): number {
  return flows.kind === 'explicit' ? flows.source.length : flows.endpoints.length * (flows.endpoints.length - 1);
}

/** The endpoints of a topology: its accelerators, else its NICs, in index order. */
export function endpointsOf(topology: Topology): Int32Array {
  for (const role of ['accelerator', 'nic'] as const) {
    const isRole = topology.nodeClasses.map((c) => c.role === role);
    const found: number[] = [];
    for (let node = 0; node < topology.nodeCount; node++) if (isRole[topology.nodeClass[node]!]) found.push(node);
    if (found.length > 0) return Int32Array.from(found);
  }
  return new Int32Array(0);
}
