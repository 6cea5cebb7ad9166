/**
 * Fluid simulation: flows with sizes start, share the fabric max-min fairly, and finish; others wait for them.
 *
 * Between two events rates are constant, so each flow moves rate x time; at an event only the flows whose rates the change reached are touched.
 * Events that fall together are one change. Sizes are in units of rate x time, whatever the caller's units are. Nothing is rounded to steps
 * of time. Flows that no change lets finish (a rate of 0) end as stalled.
 */
import { within, type Progress, type Steps } from '../steps.ts';
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

/** Flows that begin, end or change between two pauses: some milliseconds. */
const slice = 4000;

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
  const run = new Run(simulation);
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
  #done = 0;
  #events = 0;
  #worst = 0;

  constructor(simulation: Simulation) {
    const n = simulation.size.length;
    this.#simulation = simulation;
    this.#filling = new IncrementalFilling(simulation.universe, []);
    this.#finish = new FinishHeap(n);
    this.#starts = new FinishHeap(n);
    this.#started = new Float64Array(n).fill(Infinity);
    this.#finished = new Float64Array(n).fill(Infinity);
    this.#left = simulation.size.slice();
    this.#since = new Float64Array(n);
    this.#speed = new Float64Array(n);
    this.#moved = new Float64Array(n);
    this.#waitsFor = new Int32Array(n);
    this.#followers = Array.from({ length: n });
    simulation.after?.forEach((earlier, f) => {
      for (const e of earlier) {
        this.#waitsFor[f]!++;
        (this.#followers[e] ??= []).push(f);
      }
    });
    for (let f = 0; f < n; f++) if (this.#waitsFor[f] === 0) this.#ready(f, 0);
  }

  *steps(): Steps<Timeline> {
    const n = this.#simulation.size.length;
    let makespan = 0;
    let worked = 0;
    for (;;) {
      const now = Math.min(this.#finish.topTime, this.#starts.topTime);
      if (now === Infinity) break;
      const { anyFinished, change } = this.#advance(now);
      if (anyFinished) makespan = now;
      if (change !== null) {
        const progress = { phase: 'simulation', fraction: this.#done / n };
        if (!this.#filling.applyNearby(change)) yield* seenAs(progress, this.#filling.solveAllSteps());
        for (const f of this.#filling.changed) this.#retime(f, now);
        worked += change.start.length + change.stop.length + this.#filling.changed.length;
      }
      this.#events++;
      if (this.#events % sampling === 0) yield* this.#prove();
      if (this.#events % 64 === 0 || worked > slice) {
        worked = 0;
        yield { phase: 'simulation', fraction: this.#done / n };
      }
    }
    let stalled = 0;
    for (let f = 0; f < n; f++) {
      if (this.#finished[f] === Infinity) stalled++;
      else if (this.#simulation.size[f]! > 0 && Number.isFinite(this.#moved[f])) {
        this.#worst = Math.max(this.#worst, Math.abs(this.#moved[f]! / this.#simulation.size[f]! - 1));
      }
    }
    const certificate = { ok: this.#worst <= 1e-9, worst: this.#worst };
    return { started: this.#started, finished: this.#finished, makespan, stalled, events: this.#events, certificate };
  }

  /** Takes all events of one moment; answers whether a flow finished, and which begin and end to move. */
  #advance(now: number): { anyFinished: boolean; change: { start: number[]; stop: number[] } | null } {
    const limit = now * (1 + together);
    const stop: number[] = [];
    const start: number[] = [];
    let anyFinished = false;
    while (this.#finish.topTime <= limit) {
      const f = this.#finish.topFlow;
      this.#finish.drop();
      this.#moved[f]! += this.#speed[f]! * (now - this.#since[f]!);
      this.#speed[f] = 0;
      stop.push(f);
      this.#complete(f, now);
      anyFinished = true;
    }
    while (this.#starts.topTime <= limit) {
      const f = this.#starts.topFlow;
      this.#starts.drop();
      this.#started[f] = now;
      const { offset } = this.#simulation.universe;
      if (this.#simulation.size[f] === 0 || offset[f] === offset[f + 1]) {
        // Nothing to move, or no link to move it over: done at once.
        this.#moved[f] = this.#simulation.size[f]!;
        this.#complete(f, now);
        anyFinished = true;
      } else start.push(f);
    }
    return { anyFinished, change: stop.length + start.length === 0 ? null : { stop, start } };
  }

  /** Nothing holds a flow back any more but its time. */
  #ready(f: number, now: number): void {
    const { start, delay } = this.#simulation;
    this.#starts.set(f, Math.max(now, start[f]!) + (delay?.[f] ?? 0));
  }

  #complete(f: number, now: number): void {
    this.#finished[f] = now;
    this.#done++;
    for (const g of this.#followers[f] ?? []) {
      if (--this.#waitsFor[g]! === 0) this.#ready(g, now);
    }
  }

  #retime(f: number, now: number): void {
    const speed = this.#filling.rate[f]!;
    if (this.#filling.flows.isActive[f] === 0 || speed === this.#speed[f]) return;
    const passed = this.#speed[f]! * (now - this.#since[f]!);
    this.#moved[f]! += passed;
    this.#left[f] = Math.max(0, this.#left[f]! - passed);
    this.#since[f] = now;
    this.#speed[f] = speed;
    this.#finish.set(f, speed > 0 ? now + this.#left[f]! / speed : Infinity);
  }

  *#prove(): Steps<void> {
    const { instance, flows } = this.#filling.flows.extractAll();
    const rate = new Float64Array(flows.length);
    for (let i = 0; i < flows.length; i++) rate[i] = this.#filling.rate[flows[i]!]!;
    const progress = { phase: 'simulation', fraction: this.#done / this.#simulation.size.length };
    this.#worst = Math.max(this.#worst, (yield* seenAs(progress, certifySteps(instance, rate))).worst);
  }
}
