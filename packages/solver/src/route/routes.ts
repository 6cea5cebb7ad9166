/**
 * The routes of explicit flows on a topology, ready to fill: on the quotient where routing is fluid and the quotient is smaller.
 */
import type { Outcome } from '@weft/units';
import type { Steps } from '../steps.ts';
import type { Instance } from '../maxmin/instance.ts';
import { quotientOf, type Quotient } from '../sym/quotient.ts';
import { Dag } from './dag.ts';
import { HashedRows } from './hashed.ts';
import type { Policy } from './policy.ts';
import { FluidRows, rowSteps, type RowMaker, type Rows } from './rows.ts';

/** A quotient with more classes than this part of the nodes is not worth its detour. */
const worthwhile = 0.8;

export interface Plan {
  readonly maker: RowMaker;
  /** Null when rows are arcs of the topology itself. */
  readonly quotient: Quotient | null;
  readonly why: string;
}

/** Decides where the routes are computed; the same input always decides alike. */
export function planOf(policy: Policy, endpoints: Iterable<number>): Plan {
  const { fabric } = policy;
  if (policy.kind === 'hashed') {
    const maker = new HashedRows(new Dag(fabric, policy.filter), policy.seed, policy.subflows);
    return { maker, quotient: null, why: 'each flow has paths of its own, so every flow and link is computed' };
  }
  if (!policy.placed) {
    const quotient = quotientOf(fabric, endpoints);
    const { nodeCount } = quotient.fabric;
    if (nodeCount <= worthwhile * fabric.nodeCount || quotient.fabric.arcCount <= worthwhile * fabric.outArc.length) {
      const from = `${fabric.nodeCount} nodes and ${fabric.outArc.length} arcs`;
      return {
        maker: new FluidRows(new Dag(quotient.fabric), quotient.nodeOf),
        quotient,
        why: `nodes alike as seen from every endpoint are one: ${from} became ${nodeCount} and ${quotient.fabric.arcCount}`,
      };
    }
  }
  const maker = new FluidRows(new Dag(fabric, policy.filter), null);
  return { maker, quotient: null, why: 'no two nodes are alike as seen from the endpoints, so every link is computed' };
}

/** The filling problem of explicit flows along rows. */
export function instanceOf(
  policy: Policy,
  plan: Plan,
  rows: Rows,
  weight: Float64Array | null,
  cap: Float64Array | null,
): Instance {
  const gather = (values: Float64Array): Float64Array => Float64Array.from(rows.flowAt, (f) => values[f]!);
  return {
    capacity: (plan.quotient?.fabric ?? policy.fabric).capacity,
    offset: rows.offset,
    link: rows.arc,
    share: rows.share,
    weight: weight && gather(weight),
    cap: cap && gather(cap),
  };
}

export type RoutedRows = Steps<Outcome<Rows, 'size'>>;

/** Writes the rows of flows under a plan. */
export function routeFlows(plan: Plan, source: Int32Array, target: Int32Array): RoutedRows {
  return rowSteps(source, target, plan.maker);
}
