/**
 * The arcs of one flow with its share on each: what "why is it slow" lights up.
 */
import { done, type Outcome } from '@weft/units';
import type { Topology } from '@weft/topology';
import { finish } from '../steps.ts';
import type { Routing } from '../routing.ts';
import { Anchors } from './anchors.ts';
import { noFailures, type Failures } from './fabric.ts';
import { FluidRows } from './fluid.ts';
import { HashedRows } from './hashed.ts';
import { policyOf, type Policy, type PolicyFault } from './policy.ts';
import { RowBuffer, RowMaker } from './rows.ts';
import { Search } from './search.ts';
import { ValiantRows } from './valiant.ts';

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
  const out = new RowBuffer();
  let connected = true;
  if (source !== target) {
    const maker = makerOf(outcome.value, source);
    maker.aim(target, 1);
    connected = maker.row(source, target, out);
  }
  return done({ arc: out.arcs.slice(), share: out.shares?.slice() ?? new Float64Array(out.length).fill(1), connected });
}

/** The links of one flow on the topology itself. Of a mix, the direct part: the detour takes nearly every link. */
function makerOf({ fabric, filter, kind, seed, subflows, places }: Policy, source: number): RowMaker {
  const anchors = new Anchors(fabric);
  if (kind === 'valiant') {
    const valiant = new ValiantRows(fabric, places!, [anchors.of[source]!]);
    finish(valiant.prepare({ flows: 1, detours: 1, pairs: 1, goals: 1 }));
    return new RowMaker(valiant, anchors, null);
  }
  const search = new Search(fabric, filter);
  const core = kind === 'hashed' ? new HashedRows(search, seed, subflows) : new FluidRows(search);
  return new RowMaker(core, anchors, null);
}
