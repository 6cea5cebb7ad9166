/**
 * Proof of a max-min allocation, by code that shares nothing with the kernels that made it.
 *
 * An allocation is the max-min one exactly when no link is overrun and each flow either has reached its cap or crosses a saturated link on
 * which no flow has a higher rate in proportion to its weight. `worst` is the largest relative violation of that: the overrun of a link, or
 * for a flow the smallest, over its links, of what is missing to saturation or to being the highest there. O(entries).
 *
 * The allocation may name for each flow the link that limits it. The name is not believed: while loads are added up it is found among the links of the
 * flow or not, and where that link lacks no more than the worst so far the others need no look. Without names, or with wrong ones, the answer is the
 * same to rounding.
 */
import { finish, inSlices, type Steps } from '../steps.ts';
import type { Certificate } from '../result.ts';
import type { Instance } from './instance.ts';

/** A violation up to this is rounding. */
export const certificateTolerance = 1e-9;

/** Less than this missing is rounding, some hundred sums of it: a link that misses less still is not looked for. */
const nothing = 1e-13;

/** Entries, and links, between two yields: a millisecond or two. */
const quantum = 250_000;

/** Checks rates without a pause. `named`: per flow the link that is said to limit it, or a negative number. */
export function certify(instance: Instance, rate: Float64Array, named: Int32Array | null = null): Certificate {
  return finish(certifySteps(instance, rate, named));
}

/** Checks rates, with pauses. Flows that cross no link are not judged. */
export function* certifySteps(
  instance: Instance,
  rate: Float64Array,
  named: Int32Array | null = null,
): Steps<Certificate> {
  const proof = new Proof(instance, rate, named, takeRoom(2 * instance.capacity.length));
  const flows = rate.length;
  for (let f = 0; f < flows;) {
    const to = sliceEnd(instance.offset, f, flows);
    proof.load(f, to);
    f = to;
    yield { phase: 'certificate', fraction: (0.5 * f) / flows };
  }
  yield* inSlices(instance.capacity.length, quantum, 'certificate', (from, to) => proof.settle(from, to));
  for (let f = 0; f < flows;) {
    const to = sliceEnd(instance.offset, f, flows);
    proof.judge(f, to);
    f = to;
    yield { phase: 'certificate', fraction: 0.5 + (0.5 * f) / flows };
  }
  giveRoom(proof.known);
  return { ok: proof.worst <= certificateTolerance, worst: proof.worst };
}

/** Room that the last proof left. A simulation proves every few milliseconds, and new memory costs more than to empty what is there. */
let room: Float64Array | null = null;
/** Floats kept at most: 8 MB. */
const roomLimit = 1 << 20;

function takeRoom(length: number): Float64Array {
  if (room === null || room.length < length) return new Float64Array(length);
  const taken = room.fill(0, 0, length);
  // Another proof may begin before this one has ended.
  room = null;
  return taken;
}

function giveRoom(given: Float64Array): void {
  if (given.length <= roomLimit && given.length > (room?.length ?? 0)) room = given;
}

/** Where flows from `from` on have about a quantum of entries together. */
function sliceEnd(offset: Int32Array, from: number, flows: number): number {
  const limit = offset[from]! + quantum;
  let to = Math.min(flows, from + quantum);
  // Mostly all flows have about as many entries, so a few halvings find one that is near.
  while (to > from + 1 && offset[to]! > limit) to = from + ((to - from) >> 1);
  return to;
}

class Proof {
  worst = 0;
  readonly #instance: Instance;
  readonly #rate: Float64Array;
  readonly #named: Int32Array | null;
  /** Per flow: 1 where the link that is named is one of its own. */
  readonly #isOwn: Uint8Array;
  /** Per link two floats side by side, for they are wanted together: its load (then what it lacks to saturation), and the highest rate on it. */
  readonly known: Float64Array;

  constructor(instance: Instance, rate: Float64Array, named: Int32Array | null, known: Float64Array) {
    this.#instance = instance;
    this.#rate = rate;
    this.#named = named;
    this.#isOwn = new Uint8Array(named === null ? 0 : rate.length);
    this.known = known;
  }

  /** Adds up what some flows take of their links. */
  load(from: number, to: number): void {
    const { offset, link, share, weight } = this.#instance;
    const named = this.#named;
    if (share === null && weight === null && named !== null) {
      return loadEqual(offset, link, this.#rate, named, this.known, this.#isOwn, from, to);
    }
    const known = this.known;
    for (let f = from; f < to; f++) {
      const r = this.#rate[f]!;
      const relative = weight === null ? r : r / weight[f]!;
      const limiting = named === null ? -1 : named[f]!;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) {
        if (link[i] === limiting) this.#isOwn[f] = 1;
        const l = link[i]! << 1;
        known[l]! += share === null ? r : r * share[i]!;
        if (relative > known[l + 1]!) known[l + 1] = relative;
      }
    }
  }

  /** Says of some links by how much they are overrun, and what they lack to saturation. */
  settle(from: number, to: number): void {
    const { capacity } = this.#instance;
    const known = this.known;
    let { worst } = this;
    for (let l = from; l < to; l++) {
      const load = known[2 * l]!;
      const over = capacity[l]! > 0 ? load / capacity[l]! - 1 : load;
      known[2 * l] = capacity[l]! > 0 ? -over : 0;
      // A rate that is not a number must not pass for a small violation.
      if (!(over <= worst)) worst = Number.isNaN(over) ? Infinity : over;
    }
    this.worst = worst;
  }

  /** Looks for what limits each of some flows. */
  judge(from: number, to: number): void {
    const { cap, weight } = this.#instance;
    const rate = this.#rate;
    const known = this.known;
    const named = this.#named;
    const isOwn = this.#isOwn;
    let { worst } = this;
    for (let f = from; f < to; f++) {
      if (named !== null && isOwn[f] === 1 && (cap === null || rate[f]! <= cap[f]!)) {
        const l = 2 * named[f]!;
        if (known[l]! <= worst) {
          const relative = weight === null ? rate[f]! : rate[f]! / weight[f]!;
          if (relative >= known[l + 1]! || 1 - relative / known[l + 1]! <= worst) continue;
        }
      }
      const claim = this.#claim(f);
      if (claim > worst) worst = claim;
    }
    this.worst = worst;
  }

  /** What a flow lacks to be limited by its cap or by one of its links, whichever is least. */
  #claim(f: number): number {
    const { offset, link, weight, cap } = this.#instance;
    const start = offset[f]!;
    const end = offset[f + 1]!;
    if (start === end) return 0;
    const r = this.#rate[f]!;
    const relative = weight === null ? r : r / weight[f]!;
    const limit = cap === null ? Infinity : cap[f]!;
    // What it lacks to its cap is one way to be right; what it has above that is wrong whatever the links say.
    let claim = limit === Infinity ? Infinity : limit > 0 ? Math.abs(1 - r / limit) : r;
    if (!(r < limit)) return claim;
    for (let i = start; i < end && claim > nothing; i++) {
      // Mostly a link is too empty to be the one.
      if (this.known[2 * link[i]!]! < claim) claim = Math.min(claim, missing(this.known, link[i]!, relative));
    }
    return claim;
  }
}

/** Adds up loads for flows of equal weight on whole links that name the one that limits them: a loop of its own, half as long. */
function loadEqual(
  offset: Int32Array,
  link: Int32Array,
  rate: Float64Array,
  named: Int32Array,
  known: Float64Array,
  isOwn: Uint8Array,
  from: number,
  to: number,
): void {
  let i = offset[from]!;
  for (let f = from; f < to; f++) {
    const r = rate[f]!;
    const end = offset[f + 1]!;
    const limiting = named[f]!;
    // Its sign is set by a link that is the one named, without a branch: which of the links it is cannot be foreseen.
    let sign = 0;
    for (; i < end; i++) {
      const differs = link[i]! ^ limiting;
      sign |= (differs - 1) & ~differs;
      const l = link[i]! << 1;
      known[l]! += r;
      if (r > known[l + 1]!) known[l + 1] = r;
    }
    isOwn[f] = sign >>> 31;
  }
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
