/**
 * The routes of explicit flows on a topology, ready to fill: on the quotient where routing is fluid and the quotient is smaller.
 */
import { done, type Outcome, say } from '@weft/units';
import type { ExplicitFlows } from '@weft/topology';
import { finish, within, type Steps } from '../steps.ts';
import type { Instance } from '../maxmin/instance.ts';
import { quotientSteps, type Quotient } from '../sym/quotient.ts';
import { HashedRows } from './hashed.ts';
import type { Policy } from './policy.ts';
import { bestDetour, mixedRows } from './mix.ts';
import { demandOf, ValiantRows } from './valiant.ts';
import { anchorSteps, betweenAnchorsSteps } from './anchors.ts';
import type { Fabric } from './fabric.ts';
import { FluidRows } from './fluid.ts';
import { RowMaker, rowSteps, type Core, type Rows } from './rows.ts';
import { Search } from './search.ts';

/** A quotient with more classes than this part of the nodes is not worth its detour. */
const worthwhile = 0.8;

export interface Plan {
  readonly maker: RowMaker;
  /** For a mix: the other way to route, of which the best part is taken. */
  readonly other: RowMaker | null;
  /** Null when rows are arcs of the topology itself. */
  readonly quotient: Quotient | null;
  /** Work to be done before the first row. */
  readonly prepare: ((source: Int32Array, target: Int32Array) => Steps<Outcome<void, 'size'>>) | null;
  readonly why: string;
}

/** Decides where the routes are computed; the same input always decides alike. */
export function planOf(policy: Policy, endpoints: Iterable<number>): Plan {
  return finish(planSteps(policy, endpoints));
}

/** The same in small steps. */
export function* planSteps(policy: Policy, endpoints: Iterable<number>): Steps<Plan> {
  const { fabric } = policy;
  if (policy.kind === 'hashed') {
    const { seed, subflows } = policy;
    const maker = yield* between(fabric, (core) => new HashedRows(new Search(core, policy.filter), seed, subflows));
    return {
      maker,
      other: null,
      quotient: null,
      prepare: null,
      why: say`each flow has paths of its own, so every flow and link is computed`,
    };
  }
  if (policy.kind === 'valiant' || policy.kind === 'adaptive') {
    const anchors = yield* anchorSteps(fabric);
    yield { phase: 'routes', fraction: 0 };
    const starts = new Set(Array.from(endpoints, (v) => anchors.of[v]!));
    const direct = new RowMaker(new FluidRows(new Search(fabric)), anchors, null);
    yield { phase: 'routes', fraction: 0 };
    const valiant = new ValiantRows(fabric, policy.places!, starts);
    yield { phase: 'routes', fraction: 0 };
    const prepare = function* (source: Int32Array, target: Int32Array): Steps<Outcome<void, 'size'>> {
      return yield* within(valiant.prepare(yield* demandOf(source, target, anchors.of, policy.places!.placeOf)), 0, 1);
    };
    const detour = new RowMaker(valiant, anchors, null);
    const by = say`${policy.places!.count} places to go by are computed one by one`;
    if (policy.kind === 'valiant') return { maker: detour, other: null, quotient: null, prepare, why: by };
    return { maker: direct, other: detour, quotient: null, prepare, why: say`ideal adaptive, an upper model: ${by}` };
  }
  if (policy.filter === null) {
    const quotient = yield* within(quotientSteps(fabric, endpoints), 0, 1);
    const { nodeCount } = quotient.fabric;
    if (nodeCount <= worthwhile * fabric.nodeCount || quotient.fabric.arcCount <= worthwhile * fabric.outArc.length) {
      const from = say`${fabric.nodeCount} nodes and ${fabric.outArc.length} arcs`;
      return {
        maker: yield* between(quotient.fabric, (core) => new FluidRows(new Search(core)), quotient.nodeOf),
        other: null,
        quotient,
        prepare: null,
        why: say`nodes alike as seen from every endpoint are one: ${from} became ${nodeCount} and ${quotient.fabric.arcCount}`,
      };
    }
  }
  const maker = yield* between(fabric, (core) => new FluidRows(new Search(core, policy.filter)));
  return {
    maker,
    other: null,
    quotient: null,
    prepare: null,
    why: say`no two nodes are alike as seen from the endpoints, so every link is computed`,
  };
}

function* between(fabric: Fabric, core: (fabric: Fabric) => Core, nodeOf: Int32Array | null = null): Steps<RowMaker> {
  yield { phase: 'routes', fraction: 0 };
  const anchors = yield* anchorSteps(fabric);
  yield { phase: 'routes', fraction: 0 };
  const narrowed = yield* betweenAnchorsSteps(fabric, anchors);
  yield { phase: 'routes', fraction: 0 };
  return new RowMaker(core(narrowed), anchors, nodeOf);
}

/** Plain, since `from` with a function takes ten times as long. */
function gathered(values: Float64Array, at: Int32Array): Float64Array {
  const out = new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) out[i] = values[at[i]!]!;
  return out;
}

/** The filling problem of explicit flows along rows. */
export function instanceOf(
  policy: Policy,
  plan: Plan,
  rows: Rows,
  weight: Float64Array | null,
  cap: Float64Array | null,
): Instance {
  const gather = (values: Float64Array): Float64Array => gathered(values, rows.flowAt);
  return {
    capacity: (plan.quotient?.fabric ?? policy.fabric).capacity,
    offset: rows.offset,
    link: rows.arc,
    share: rows.share,
    weight: weight && gather(weight),
    cap: cap && gather(cap),
  };
}

export interface RoutedRows {
  readonly rows: Rows;
  /** For a mix: the part that goes by the detour. */
  readonly detour: number | null;
}

/** Writes the rows of flows under a plan. */
export function* routeFlows(
  plan: Plan,
  policy: Policy,
  flows: Pick<ExplicitFlows, 'source' | 'target' | 'weight'>,
): Steps<Outcome<RoutedRows, 'size'>> {
  const { source, target, weight } = flows;
  if (plan.prepare !== null) {
    const ready = yield* within(plan.prepare(source, target), 0, 0.3);
    if (!ready.ok) return ready;
  }
  const direct = yield* within(rowSteps(source, target, plan.maker), 0, plan.other === null ? 1 : 0.4);
  if (!direct.ok) return direct;
  if (plan.other === null) return done({ rows: direct.value, detour: null });
  const detour = yield* within(rowSteps(source, target, plan.other), 0.4, 1);
  if (!detour.ok) return detour;
  yield { phase: 'routes', fraction: 1 };
  const part = yield* within(bestDetour(policy.fabric, direct.value, detour.value, weight), 1, 1);
  yield { phase: 'routes', fraction: 1 };
  const rows = yield* within(mixedRows(policy.fabric, direct.value, detour.value, part), 1, 1);
  return done({ rows, detour: part });
}
