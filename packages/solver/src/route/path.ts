/**
 * The arcs of one flow with its share on each: what "why is it slow" lights up.
 */
import { done, type Outcome } from '@weft/units';
import type { Topology } from '@weft/topology';
import type { Routing } from '../routing.ts';
import { Dag } from './dag.ts';
import { noFailures, type Failures } from './fabric.ts';
import { HashedRows } from './hashed.ts';
import { policyOf, type PolicyFault } from './policy.ts';
import { FluidRows, RowBuffer } from './rows.ts';

export interface PathOf {
  /** Arcs in the order a packet could meet them. */
  readonly arc: Int32Array;
  /** Parallel: the part of the flow on each. */
  readonly share: Float64Array;
}

/** The routes from one node to another; empty when they are one node or there is no path (`connected` says which). */
export function pathOf(
  topology: Topology,
  source: number,
  target: number,
  routing: Routing,
  failures: Failures = noFailures,
): Outcome<PathOf & { readonly connected: boolean }, PolicyFault> {
  const outcome = policyOf(topology, routing, failures);
  if (!outcome.ok) return outcome;
  const policy = outcome.value;
  const dag = new Dag(policy.fabric, policy.filter);
  const maker = policy.kind === 'hashed' ? new HashedRows(dag, policy.seed, policy.subflows) : new FluidRows(dag, null);
  const out = new RowBuffer();
  let connected = true;
  if (source !== target) {
    maker.aim(target);
    connected = maker.row(source, target, out);
  }
  return done({ arc: out.arcs.slice(), share: out.shares?.slice() ?? new Float64Array(out.length).fill(1), connected });
}
