/**
 * Proof of a max-min allocation, by code that shares nothing with the kernels that made it.
 *
 * An allocation is the max-min one exactly when no link is overrun and each flow either has reached its cap or crosses a saturated link on
 * which no flow has a higher rate in proportion to its weight. `worst` is the largest relative violation of that: the overrun of a link, or
 * for a flow the smallest, over its links, of what is missing to saturation or to being the highest there. O(entries).
 *
 * The allocation may name for each flow the link that limits it. The name is not believed: it says which link of the flow to look at first,
 * and where that one lacks nothing the others need no look. Without names, or with wrong ones, the answer is the same to rounding.
 */
import { finish, type Steps } from '../steps.ts';
import type { Certificate } from '../result.ts';
import type { Instance } from './instance.ts';

/** A violation up to this is rounding. */
export const certificateTolerance = 1e-9;

/** Less than this missing is rounding, some hundred sums of it: a link that misses less still is not looked for. */
const nothing = 1e-13;

/** Flows between two yields. */
const slice = 25_000;

/** Checks rates without a pause. `named`: per flow the link that is said to limit it, or a negative number. */
export function certify(instance: Instance, rate: Float64Array, named: Int32Array | null = null): Certificate {
  return finish(certifySteps(instance, rate, named));
}

/** Checks rates, pausing after every 25,000 flows. Flows that cross no link are not judged. */
export function* certifySteps(
  instance: Instance,
  rate: Float64Array,
  named: Int32Array | null = null,
): Steps<Certificate> {
  // Per link two floats side by side, for they are wanted together: its load (then what it lacks to saturation), and the highest rate on it.
  const known = new Float64Array(2 * instance.capacity.length);
  const pieces = Math.ceil(rate.length / slice);
  for (let piece = 0; piece < pieces; piece++) {
    loadFlows(instance, rate, known, piece * slice, Math.min((piece + 1) * slice, rate.length));
    yield { phase: 'certificate', fraction: piece / (2 * pieces) };
  }
  let worst = 0;
  for (let l = 0; l < instance.capacity.length; l++) {
    const capacity = instance.capacity[l]!;
    const load = known[2 * l]!;
    const over = capacity > 0 ? load / capacity - 1 : load;
    known[2 * l] = capacity > 0 ? 1 - load / capacity : 0;
    // A rate that is not a number must not pass for a small violation.
    if (!(over <= worst)) worst = Number.isNaN(over) ? Infinity : over;
  }
  for (let piece = 0; piece < pieces; piece++) {
    const to = Math.min((piece + 1) * slice, rate.length);
    worst = Math.max(worst, worstClaim(instance, rate, known, named, piece * slice, to));
    yield { phase: 'certificate', fraction: 0.5 + piece / (2 * pieces) };
  }
  return { ok: worst <= certificateTolerance, worst };
}

function loadFlows(
  { offset, link, share, weight }: Instance,
  rate: Float64Array,
  known: Float64Array,
  from: number,
  to: number,
): void {
  if (share === null && weight === null) return loadEqual(offset, link, rate, known, from, to);
  for (let f = from; f < to; f++) {
    const r = rate[f]!;
    const relative = weight === null ? r : r / weight[f]!;
    for (let i = offset[f]!; i < offset[f + 1]!; i++) {
      const l = link[i]! << 1;
      known[l]! += share === null ? r : r * share[i]!;
      if (relative > known[l + 1]!) known[l + 1] = relative;
    }
  }
}

/** The same for flows of equal weight on whole links: a loop of its own, half as long. */
function loadEqual(
  offset: Int32Array,
  link: Int32Array,
  rate: Float64Array,
  known: Float64Array,
  from: number,
  to: number,
): void {
  let i = offset[from]!;
  for (let f = from; f < to; f++) {
    const r = rate[f]!;
    const end = offset[f + 1]!;
    for (; i < end; i++) {
      const l = link[i]! << 1;
      known[l]! += r;
      if (r > known[l + 1]!) known[l + 1] = r;
    }
  }
}

function worstClaim(
  { offset, link, weight, cap }: Instance,
  rate: Float64Array,
  known: Float64Array,
  named: Int32Array | null,
  from: number,
  to: number,
): number {
  let worst = 0;
  for (let f = from; f < to; f++) {
    const start = offset[f]!;
    const end = offset[f + 1]!;
    if (start === end) continue;
    const r = rate[f]!;
    const relative = weight === null ? r : r / weight[f]!;
    const limit = cap === null ? Infinity : cap[f]!;
    // What it lacks to its cap is one way to be right; what it has above that is wrong whatever the links say.
    let claim = limit === Infinity ? Infinity : limit > 0 ? Math.abs(1 - r / limit) : r;
    if (r < limit) {
      if (named !== null) {
        const limiting = named[f]!;
        let i = start;
        while (i < end && link[i] !== limiting) i++;
        if (i < end) claim = Math.min(claim, missing(known, limiting, relative));
      }
      for (let i = start; i < end && claim > nothing; i++) {
        // Mostly a link is too empty to be the one.
        if (known[2 * link[i]!]! < claim) claim = Math.min(claim, missing(known, link[i]!, relative));
      }
    }
    if (claim > worst) worst = claim;
  }
  return worst;
}

/** What a link lacks to be one that limits a flow: to saturation, or to that no other is higher there, whichever is more. */
function missing(known: Float64Array, link: number, relative: number): number {
  const slack = known[2 * link]!;
  const highest = known[2 * link + 1]!;
  // Where it is the highest, or all are 0, nothing is missing but capacity.
  const below = relative < highest ? 1 - relative / highest : 0;
  const miss = slack > below ? slack : below;
  return miss > 0 ? miss : 0;
}
