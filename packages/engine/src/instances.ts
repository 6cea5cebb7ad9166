/**
 * Solving without a design: an instance of the max-min problem as plain JSON, for scripts that bring their own paths.
 *
 * In: what `JSON.parse` gave, untrusted. Out: plain numbers again. A flow that nothing limits has the rate null (unlimited).
 */
import { done, type Outcome } from '@weft/units';
import { certify, checkInstance, fillMaxMin, type Certificate } from '@weft/solver';

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
