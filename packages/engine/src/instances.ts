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
  concurrentFlow,
  demandsApart,
  exactConcurrent,
  explicitFlowLimit,
  fillMaxMin,
  type Certificate,
  type Steps,
} from '@weft/solver';

/** How many flows an instance may have; a caller that reads text can refuse more before it takes memory for them. */
export const mostInstanceFlows = explicitFlowLimit;

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
    certificate: certify(checked.value, rate),
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
}

/** The largest part of all demands that fits at once in `{"nodes": n, "arcs": [[u, v, capacity] ...], "demands": [[s, t, amount] ...]}`. */
export function* solveConcurrentInstance(input: unknown, gap: number): Steps<Outcome<ConcurrentAnswer>> {
  const checked = checkConcurrent(input);
  if (!checked.ok) return checked;
  const { low, high, ...rest } = yield* concurrentFlow(checked.value, { gap });
  return done({ low: finite(low), high: finite(high), ...rest, disconnected: demandsApart(checked.value) });
}

/** The same to a relative gap of 1e-9, by HiGHS. */
export async function solveConcurrentInstanceExactly(input: unknown): Promise<Outcome<ConcurrentAnswer>> {
  const checked = checkConcurrent(input);
  if (!checked.ok) return checked;
  const exact = await exactConcurrent(checked.value);
  if (!exact.ok) return exact;
  const { low, high, ...rest } = exact.value;
  return done({ low: finite(low), high: finite(high), ...rest, disconnected: demandsApart(checked.value) });
}

function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
