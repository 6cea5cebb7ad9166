/**
 * How often each cable fails, by the medium it is made of: what sampled failures are drawn by.
 *
 * In: a compiled design, the study's assumptions, its cables. Out: a rate a cable in FIT (failures in 1e9 hours), and what they were taken from. A rate
 * is that of the cable, or of the modules at its ends, of which links that share one take their part each. A cable whose rate nobody published is
 * drawn at the mean of the known ones, and counted. The catalogue has no failure rates of switches, so those are drawn all alike. O(cables).
 */
import { done, type Outcome } from '@weft/units';
import type { Assumptions } from '@weft/model';
import type { DrawRates, MediumRate } from './failure-answers.ts';
import type { Compiled } from './compiled.ts';
import { planFor } from './site.ts';

export interface CableRates {
  /** Parallel to the cables, in FIT; unknown ones at `told.unknownAt_FIT`, or all 1 where none is known. */
  readonly weights: Float64Array;
  readonly told: DrawRates;
}

/** The rates of cables under assumptions. */
export function cableRates(
  compiled: Compiled,
  assumptions: Assumptions,
  cables: readonly number[],
): Outcome<CableRates> {
  const planned = planFor(compiled, assumptions);
  if (!planned.ok) return planned;
  const { choice, choices } = planned.value.plan.media;
  const cablesOf = new Map<number, number>();
  const weights = new Float64Array(cables.length);
  let known = 0;
  let sum_FIT = 0;
  cables.forEach((e, i) => {
    const at = choice[e]!;
    cablesOf.set(at, (cablesOf.get(at) ?? 0) + 1);
    const rate = choices[at]?.failures_FIT ?? null;
    weights[i] = rate ?? NaN;
    if (rate === null) return;
    known++;
    sum_FIT += rate;
  });
  const unknownAt_FIT = known === 0 ? null : sum_FIT / known;
  weights.forEach((rate, i) => {
    if (Number.isNaN(rate)) weights[i] = unknownAt_FIT ?? 1;
  });
  const media = [...cablesOf]
    .map(([at, count]): MediumRate => {
      const option = choices[at];
      const names = option === undefined ? [] : [...new Set(option.media.map(({ name }) => name))];
      return { media: names, cables: count, failures_FIT: option?.failures_FIT ?? null };
    })
    .toSorted((a, b) => b.cables - a.cables);
  return done({ weights, told: { known, unknown: cables.length - known, unknownAt_FIT, media } });
}
