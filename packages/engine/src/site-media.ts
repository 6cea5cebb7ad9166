/**
 * The same design under every medium: what each costs, draws, breaks and takes in time. Long work by its nature, so it comes by steps.
 *
 * The latency of a policy is the longest of a set of routes: all pairs of few endpoints, otherwise pairs spread evenly over the endpoints. The
 * routes do not depend on the media, so they are found once. Cost: one choice of media and one bill for each policy.
 */
import { done, type Outcome } from '@weft/units';
import type { Assumptions, Finding, RoutingChoice } from '@weft/model';
import type { Steps } from '@weft/solver';
import {
  comparedPolicies,
  judgeSteps,
  latencyOf,
  type MediumPolicy,
  type SitePlan,
  type Total,
  underPolicy,
} from '@weft/site';
import { asSteps, type Compiled } from './compiled.ts';
import { endsIn } from './site-latency.ts';
import { routeOf } from './site-route.ts';
import { plannedSteps } from './site.ts';

export interface MediumRow {
  /** Null for what the study chooses now. */
  readonly policy: MediumPolicy | null;
  readonly networkPrice: Total;
  readonly capital: Total;
  readonly networkPower: Total;
  readonly failures_FIT: Total;
  /** Of the longest of the routes that were looked at; null when there is none. */
  readonly latency_ns: Total | null;
  readonly served: number;
  readonly tooShort: number;
  readonly notServed: number;
  readonly findings: readonly Finding[];
}

export interface MediaFacts {
  readonly designId: string;
  /** The study's own choice first, then every policy. */
  readonly rows: readonly MediumRow[];
  readonly policy: MediumPolicy;
  readonly policyByKind: Readonly<Record<string, MediumPolicy>>;
  /** Routes looked at, of so many. */
  readonly routes: { readonly looked: number; readonly of: number };
}

/** Most routes whose latency is looked at. */
const mostRoutes = 48;

/** Compares the media policies for a design. */
export function* mediaFactsOf(
  designId: string,
  compiled: Compiled,
  assumptions: Assumptions,
  routing: RoutingChoice,
): Steps<Outcome<MediaFacts>> {
  const planned = yield* plannedSteps(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan } = planned.value;
  const { topology } = compiled;
  const { placement } = plan;
  const { pairs, of } = pairsOf(endsIn(topology));
  const routes: { source: number; links: readonly number[] }[] = [];
  for (const [source, target] of pairs) {
    const route = routeOf(topology, plan.runs, routing, source, target);
    if (route.ok) routes.push({ source, links: route.value });
    yield { phase: 'routes', fraction: (0.3 * routes.length) / pairs.length };
  }
  const policies: readonly (MediumPolicy | null)[] = [null, ...comparedPolicies];
  const rows: MediumRow[] = [];
  for (const policy of policies) {
    yield { phase: 'media', fraction: 0.3 + (0.7 * rows.length) / policies.length };
    const under = policy === null ? plan : yield* asSteps(underPolicy(plan, policy), 'media');
    const { bill, ...judged } = yield* asSteps(judgeSteps(under), 'media');
    rows.push({
      policy,
      ...judged,
      capital: bill.price,
      latency_ns: longest(under, routes),
      findings: under.media.findings,
    });
  }
  const { media, mediaByKind } = placement.options;
  return done({
    designId,
    rows,
    policy: media,
    policyByKind: mediaByKind,
    routes: { looked: routes.length, of },
  });
}

function longest(
  plan: SitePlan,
  routes: readonly { readonly source: number; readonly links: readonly number[] }[],
): Total | null {
  let most: Total | null = null;
  for (const { source, links } of routes) {
    const { total_ns } = latencyOf(plan, source, links);
    if (most === null || total_ns.typical > most.typical) most = total_ns;
  }
  return most;
}

/** Pairs of endpoints: all of a few, or each of some spread evenly with one half the row away and with the far end. */
function pairsOf(ends: readonly number[]): { pairs: (readonly [number, number])[]; of: number } {
  const n = ends.length;
  const of = n * (n - 1);
  const pairs: (readonly [number, number])[] = [];
  if (of <= mostRoutes) {
    for (const a of ends) for (const b of ends) if (a !== b) pairs.push([a, b]);
    return { pairs, of };
  }
  const sources = mostRoutes / 2;
  for (let i = 0; i < sources; i++) {
    const at = Math.floor((i * n) / sources);
    pairs.push([ends[at]!, ends[(at + (n >> 1)) % n]!], [ends[at]!, ends[n - 1 - at === at ? 0 : n - 1 - at]!]);
  }
  return { pairs, of };
}
