/**
 * Proof of a max-min allocation, by code that shares nothing with the kernels that made it.
 *
 * An allocation is the max-min one exactly when no link is overrun and each flow either has reached its cap or crosses a saturated link on
 * which no flow has a higher rate in proportion to its weight. `worst` is the largest relative violation of that: the overrun of a link, or
 * for a flow the smallest, over its links, of what is missing to saturation or to being the highest there. O(entries).
 */
import { finish, type Steps } from '../steps.ts';
import type { Certificate } from '../result.ts';
import type { Instance } from './instance.ts';

/** A violation up to this is rounding. */
export const certificateTolerance = 1e-9;

/** Flows between two yields. */
const slice = 25_000;

/** Checks rates without a pause. */
export function certify(instance: Instance, rate: Float64Array): Certificate {
  return finish(certifySteps(instance, rate));
}

/** Checks rates, pausing after every 25,000 flows. Flows that cross no link are not judged. */
export function* certifySteps(instance: Instance, rate: Float64Array): Steps<Certificate> {
  const load = new Float64Array(instance.capacity.length);
  const highest = new Float64Array(instance.capacity.length);
  const pieces = Math.ceil(rate.length / slice);
  for (let piece = 0; piece < pieces; piece++) {
    loadFlows(instance, rate, load, highest, piece * slice, Math.min((piece + 1) * slice, rate.length));
    yield { phase: 'certificate', fraction: piece / (2 * pieces) };
  }
  let worst = 0;
  for (let l = 0; l < load.length; l++) {
    const capacity = instance.capacity[l]!;
    const over = capacity > 0 ? load[l]! / capacity - 1 : load[l]!;
    // A rate that is not a number must not pass for a small violation.
    if (!(over <= worst)) worst = Number.isNaN(over) ? Infinity : over;
  }
  for (let piece = 0; piece < pieces; piece++) {
    const to = Math.min((piece + 1) * slice, rate.length);
    worst = Math.max(worst, worstClaim(instance, rate, load, highest, piece * slice, to));
    yield { phase: 'certificate', fraction: 0.5 + piece / (2 * pieces) };
  }
  return { ok: worst <= certificateTolerance, worst };
}

function loadFlows(
  { offset, link, share, weight }: Instance,
  rate: Float64Array,
  load: Float64Array,
  highest: Float64Array,
  from: number,
  to: number,
): void {
  for (let f = from; f < to; f++) {
    const r = rate[f]!;
    const relative = weight === null ? r : r / weight[f]!;
    for (let i = offset[f]!; i < offset[f + 1]!; i++) {
      const l = link[i]!;
      load[l]! += share === null ? r : r * share[i]!;
      if (relative > highest[l]!) highest[l] = relative;
    }
  }
}

function worstClaim(
  { capacity, offset, link, weight, cap }: Instance,
  rate: Float64Array,
  load: Float64Array,
  highest: Float64Array,
  from: number,
  to: number,
): number {
  let worst = 0;
  for (let f = from; f < to; f++) {
    const start = offset[f]!;
    const end = offset[f + 1]!;
    if (start === end) continue;
    const r = rate[f]!;
    let claim = cap === null || cap[f] === Infinity ? Infinity : Math.abs(cap[f]! - r) / (cap[f]! || 1);
    if (cap !== null && r > cap[f]!) claim = Infinity;
    const relative = weight === null ? r : r / weight[f]!;
    for (let i = start; i < end && claim > 0; i++) {
      const l = link[i]!;
      const slack = capacity[l]! > 0 ? 1 - load[l]! / capacity[l]! : 0;
      const below = highest[l]! > 0 ? 1 - relative / highest[l]! : 0;
      const miss = slack > below ? slack : below;
      if (miss < claim) claim = miss > 0 ? miss : 0;
    }
    if (claim > worst) worst = claim;
  }
  return worst;
}
