/**
 * Fluid simulation: flows with sizes start, share the fabric max-min fairly, and finish; others wait for them.
 *
 * Between two events rates are constant, so each flow moves rate x time; at an event only the flows whose rates the change reached are touched.
 * Events that fall together are one change. Sizes are in units of rate x time, whatever the caller's units are. Nothing is rounded to steps
 * of time. Flows that no change lets finish (a rate of 0) end as stalled.
 */
import { inSlices, within, type Progress, type Steps } from '../steps.ts';
import type { Certificate } from '../result.ts';
import { certifySteps } from '../maxmin/certify.ts';
import { IncrementalFilling } from '../maxmin/incremental.ts';
import type { Instance } from '../maxmin/instance.ts';
import { FinishHeap } from './finish-heap.ts';

export interface Simulation {
  readonly universe: Instance;
  /** Per flow; 0 finishes at once. */
  readonly size: Float64Array;
  /** Per flow: not before this time. */
  readonly start: Float64Array;
  /** Per flow: how long it waits once it could start; null when none does. */
  readonly delay?: Float64Array | null;
  /** Per flow: the flows that must have finished; null when none waits for another. */
  readonly after: readonly (readonly number[])[] | null;
}

export interface Timeline {
  /** Per flow; Infinity where it never does. */
  readonly started: Float64Array;
  readonly finished: Float64Array;
  /** When the last flow that does finish has finished. */
  readonly makespan: number;
  readonly stalled: number;
  readonly events: number;
  /** The worst of: allocation certificates at sampled events, and what was moved against the size of each flow. */
  readonly certificate: Certificate;
}

/** Events that differ by less than this part of the time are one. */
const together = 1e-12;
/** Every so many events the allocation is proved. */
const sampling = 512;

/** Flows that begin, end or change between two pauses, an event counted as so many: a millisecond or two. */
const slice = 4000;
const eventWork = 4;

/** The same steps, each told as one progress. */
function* seenAs<T>(progress: Progress, steps: Steps<T>): Steps<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    yield progress;
  }
}

/** Runs to the end. */
export function* simulate(simulation: Simulation): Steps<Timeline> {
  const filling = yield* seenAs(
    { phase: 'simulation', fraction: 0 },
    IncrementalFilling.steps(simulation.universe, []),
  );
  const run = new Run(simulation, filling);
  yield { phase: 'simulation', fraction: 0 };
  return yield* within(run.steps(), 0, 1);
}

class Run {
  readonly #simulation: Simulation;
  readonly #filling: IncrementalFilling;
  readonly #finish: FinishHeap;
  readonly #starts: FinishHeap;
  readonly #started: Float64Array;
  readonly #finished: Float64Array;
  /** Of flows that run: what is left at `since`, at the rate `speed` since then. */
  readonly #left: Float64Array;
  readonly #since: Float64Array;
  readonly #speed: Float64Array;
  readonly #moved: Float64Array;
  readonly #waitsFor: Int32Array;
  readonly #followers: (number[] | undefined)[];
  #now = 0;
  #makespan = 0;
  #done = 0;
  #events = 0;
  #provedAt = 0;
  #worst = 0;

  constructor(simulation: Simulation, filling: IncrementalFilling) {
    const n = simulation.size.length;
    this.#simulation = simulation;
    this.#filling = filling;
    this.#finish = new FinishHeap(n);
    this.#starts = new FinishHeap(n);
    this.#started = new Float64Array(n).fill(Infinity);
    this.#finished = new Float64Array(n).fill(Infinity);
    this.#left = simulation.size.slice();
    this.#since = new Float64Array(n);
    this.#speed = new Float64Array(n);
    this.#moved = new Float64Array(n);
    this.#waitsFor = new Int32Array(n);
    this.#followers = simulation.after === null ? [] : Array.from({ length: n });
    simulation.after?.forEach((earlier, f) => {
      for (const e of earlier) {
        this.#waitsFor[f]!++;
        (this.#followers[e] ??= []).push(f);
      }
    });
    for (let f = 0; f < n; f++) if (this.#waitsFor[f] === 0) this.#ready(f, 0);
  }

  *steps(): Steps<Timeline> {
    for (let why = this.#runOn(); why !== 'over'; why = this.#runOn()) {
      if (why === 'far') {
        yield* seenAs(this.#progress, this.#filling.solveAllSteps());
        const { changedCount } = this.#filling;
        yield* seenAs(
          this.#progress,
          inSlices(changedCount, slice, 'simulation', (from, to) => this.#retime(from, to)),
        );
        this.#events++;
      } else if (why === 'proof') yield* this.#prove();
      yield this.#progress;
    }
    let stalled = 0;
    for (let f = 0; f < this.#finished.length; f++) {
      if (this.#finished[f] === Infinity) stalled++;
      else if (this.#simulation.size[f]! > 0 && Number.isFinite(this.#moved[f])) {
        this.#worst = Math.max(this.#worst, Math.abs(this.#moved[f]! / this.#simulation.size[f]! - 1));
      }
    }
    return {
      started: this.#started,
      finished: this.#finished,
      makespan: this.#makespan,
      stalled,
      events: this.#events,
      certificate: { ok: this.#worst <= 1e-9, worst: this.#worst },
    };
  }

  get #progress(): Progress {
    return { phase: 'simulation', fraction: this.#done / this.#finished.length };
  }

  /** Takes events until a pause is due, a proof, or a full solve, which then is the rest of the last event. */
  #runOn(): 'over' | 'pause' | 'proof' | 'far' {
    const filling = this.#filling;
    for (let worked = 0; worked <= slice;) {
      if (this.#events % sampling === 0 && this.#events > this.#provedAt) return 'proof';
      const now = Math.min(this.#finish.topTime, this.#starts.topTime);
      if (now === Infinity) return 'over';
      this.#now = now;
      const { start, stop } = this.#change;
      start.length = stop.length = 0;
      this.#advance(now);
      worked += eventWork + start.length + stop.length;
      if (start.length + stop.length > 0) {
        if (!filling.applyNearby(this.#change)) return 'far';
        this.#retime(0, filling.changedCount);
        worked += filling.changedCount;
      }
      this.#events++;
    }
    return 'pause';
  }

  /** Which flows begin and end to move at this moment. */
  readonly #change: { readonly start: number[]; readonly stop: number[] } = { start: [], stop: [] };

  /** Takes all events of one moment. */
  #advance(now: number): void {
    const { start, stop } = this.#change;
    const { universe, size } = this.#simulation;
    const limit = now * (1 + together);
    while (this.#finish.topTime <= limit) {
      const f = this.#finish.topFlow;
      this.#finish.drop();
      this.#moved[f]! += this.#speed[f]! * (now - this.#since[f]!);
      this.#speed[f] = 0;
      stop.push(f);
      this.#complete(f, now);
    }
    while (this.#starts.topTime <= limit) {
      const f = this.#starts.topFlow;
      this.#starts.drop();
      this.#started[f] = now;
      if (size[f] === 0 || universe.offset[f] === universe.offset[f + 1]) {
        // Nothing to move, or no link to move it over: done at once.
        this.#moved[f] = size[f]!;
        this.#complete(f, now);
      } else start.push(f);
    }
  }

  /** Nothing holds a flow back any more but its time. */
  #ready(f: number, now: number): void {
    const { start, delay } = this.#simulation;
    this.#starts.set(f, Math.max(now, start[f]!) + (delay?.[f] ?? 0));
  }

  #complete(f: number, now: number): void {
    this.#finished[f] = this.#makespan = now;
    this.#done++;
    const followers = this.#followers[f];
    if (followers === undefined) return;
    for (const g of followers) {
      if (--this.#waitsFor[g]! === 0) this.#ready(g, now);
    }
  }

  /** Brings some of the flows whose rates changed up to date. */
  #retime(from: number, to: number): void {
    const { changed, rate, flows } = this.#filling;
    const now = this.#now;
    for (let i = from; i < to; i++) {
      const f = changed[i]!;
      const speed = rate[f]!;
      if (flows.isActive[f] === 0 || speed === this.#speed[f]) continue;
      const passed = this.#speed[f]! * (now - this.#since[f]!);
      this.#moved[f]! += passed;
      const left = this.#left[f]! - passed;
      this.#left[f] = left > 0 ? left : 0;
      this.#since[f] = now;
      this.#speed[f] = speed;
      this.#finish.set(f, speed > 0 ? now + this.#left[f]! / speed : Infinity);
    }
  }

  *#prove(): Steps<void> {
    this.#provedAt = this.#events;
    const { instance, flows } = yield* seenAs(this.#progress, this.#filling.flows.extractSteps());
    const rate = new Float64Array(flows.length);
    const named = new Int32Array(flows.length);
    const told = inSlices(flows.length, slice, 'simulation', (from, to) => {
      for (let i = from; i < to; i++) {
        rate[i] = this.#filling.rate[flows[i]!]!;
        named[i] = this.#filling.bottleneckOf(flows[i]!);
      }
    });
    yield* seenAs(this.#progress, told);
    const { worst } = yield* seenAs(this.#progress, certifySteps(instance, rate, named));
    this.#worst = Math.max(this.#worst, worst);
  }
}
