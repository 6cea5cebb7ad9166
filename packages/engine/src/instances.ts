/**
 * Solving without a design: instances of the max-min and the concurrent flow problem as plain JSON, for scripts that bring their own graphs.
 *
 * In: what `JSON.parse` gave, untrusted. Out: plain numbers again. A flow that nothing limits has the rate null (unlimited).
 */
import { done, type Outcome } from '@weft/units';
import {
  certify,
  checkConcurrent,
  checkInstance,
  concurrentLimits,
  concurrentWithin,
  demandsApart,
  exactConcurrent,
  explicitFlowLimit,
  fillMaxMin,
  incidenceLimit,
  linkLimit,
  type Certificate,
  type Concurrent,
  type Interval,
} from '@weft/solver';

/** How much an instance may list; a caller that reads text can refuse more before it takes memory for it. */
export const instanceLimits = {
  flows: explicitFlowLimit,
  links: linkLimit,
  /** Links of all flows together. */
  crossings: incidenceLimit,
  concurrent: concurrentLimits,
} as const;

export interface MaxMinAnswer {
  /** Per flow, in the unit of the capacities; null when no link and no cap limits it. */
  readonly rates: readonly (number | null)[];
  /** Per flow: the link that limits it; null when its own cap does, or nothing. */
  readonly bottlenecks: readonly (number | null)[];
  readonly certificate: Certificate;
}

/** Max-min fair rates of `{"capacity": [...], "flows": [{"weight": 1, "cap": null, "links": [...]}]}`, with their certificate. */
export function solveMaxMinInstance(input: unknown): Outcome<MaxMinAnswer> {
  const checked = checkInstance(input);
  if (!checked.ok) return checked;
  const { rate, bottleneck } = fillMaxMin(checked.value);
  return done({
    rates: Array.from(rate, (r) => (Number.isFinite(r) ? r : null)),
    bottlenecks: Array.from(bottleneck, (link) => (link >= 0 ? link : null)),
    certificate: certify(checked.value, rate, bottleneck),
  });
}

export interface ConcurrentAnswer {
  /** What a found routing carries of every demand at once, and what no routing exceeds; null when nothing is demanded: no limit. */
  readonly low: number | null;
  readonly high: number | null;
  /** (high - low) / high. */
  readonly gap: number;
  readonly sweeps: number;
  readonly certificate: Certificate;
  /** Pairs [s, t] with a demand and without a path: then low and high are 0. */
  readonly disconnected: readonly (readonly [number, number])[];
  /** What proves both ends, for whoever checks them; where it was asked for. */
  readonly proof?: ConcurrentProof;
}

export interface ConcurrentProof {
  /** Per arc: a price of its capacity. The worth of all capacity over what the demands pay on their cheapest paths is `high`, or less. */
  readonly prices: readonly number[];
  /** [s, t, amount, arcs]: paths whose amounts overrun no arc and add up to `low` times each demand. */
  readonly routes: readonly (readonly [number, number, number, readonly number[]])[];
}

/**
 * The largest part of all demands that fits at once in `{"nodes": n, "arcs": [[u, v, capacity] ...], "demands": [[s, t, amount] ...]}`, to the relative
 * gap asked for. HiGHS is loaded where the search by itself does not come that near.
 */
export async function solveConcurrentInstance(
  input: unknown,
  { gap, proof = false }: { readonly gap: number; readonly proof?: boolean },
): Promise<Outcome<ConcurrentAnswer>> {
  const checked = checkConcurrent(input);
  if (!checked.ok) return checked;
  const problem = checked.value;
  const found = gap <= exactGap ? await exactConcurrent(problem) : await concurrentWithin(problem, gap);
  if (!found.ok) return found;
  const { low, high, sweeps, certificate } = found.value;
  return done({
    low: finite(low),
    high: finite(high),
    gap: found.value.gap,
    sweeps,
    certificate,
    disconnected: demandsApart(problem),
    ...(proof ? { proof: proofOf(problem, found.value, input as { readonly arcs: readonly Triple[] }) } : {}),
  });
}

/** What counts as exact. */
export const exactGap = 1e-9;

type Triple = readonly [number, number, number];

function proofOf(
  { source, target }: Concurrent,
  found: Interval,
  { arcs }: { readonly arcs: readonly Triple[] },
): ConcurrentProof {
  // The problem is without the arcs that carry nothing.
  const arcOf: number[] = [];
  arcs.forEach(([u, v, capacity], a) => {
    if (capacity > 0 && u !== v) arcOf.push(a);
  });
  const { columns, length } = found.proof;
  const prices = arcs.map(() => 0);
  length.forEach((price, l) => (prices[arcOf[l]!] = price));
  const routes: [number, number, number, number[]][] = [];
  for (let k = 0; k < source.length && found.low > 0; k++) {
    for (let p = columns.first[k]!; p >= 0; p = columns.next[p]!) {
      if (columns.flow[p]! <= 0) continue;
      const links = columns.pools.subarray(columns.start[p], columns.start[p + 1]);
      // Paths are kept from their ends backwards.
      const path = Array.from(links, (l) => arcOf[l]!).toReversed();
      routes.push([source[k]!, target[k]!, columns.flow[p]! * found.low, path]);
    }
  }
  return { prices, routes };
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
