/**
 * Max-min rates kept up to date while flows come and go and capacities change, by solving only what the change reaches.
 *
 * What it reaches is grown from the changed flows and links until the whole is certified (see `reach.ts`). A budget sends changes that reach far to a
 * full solve: then the cost is at most the budget more than that; when most changes do so, none is tried for a while (see `patience.ts`).
 */
import { finish, inSlices, type Steps } from '../steps.ts';
import { besideCount, type Beside } from './beside.ts';
import { fillSteps, type Filled } from './fill.ts';
import { ActiveFlows } from './incidence.ts';
import type { Instance } from './instance.ts';
import { Patience } from './patience.ts';
import { Reach } from './reach.ts';

/** A set of changes that take effect together. */
export interface ChangeSet {
  readonly start?: readonly number[];
  readonly stop?: readonly number[];
  readonly capacity?: readonly { readonly link: number; readonly value: number }[];
}

/** What a trial would change. */
export interface Trial {
  /** Flows of the universe whose rates it would set; `rate` has theirs, then those of the flows beside. */
  readonly flows: Int32Array;
  readonly rate: Float64Array;
}

/** The max-min allocation of all flows of a universe. */
export type Known = Pick<Filled, 'rate' | 'bottleneck'>;

const none: readonly never[] = [];
/** Flows between two pauses while rates are taken over. */
const slice = 100_000;

export class IncrementalFilling {
  readonly flows: ActiveFlows;
  /** Per flow of the universe; 0 while it is off. */
  readonly rate: Float64Array;
  /** Flows whose rate the last change set: the first `changedCount` of these. */
  changed: Int32Array = new Int32Array(0);
  changedCount = 0;
  /** How the changes went, for the books. */
  readonly tally = { local: 0, full: 0, skipped: 0, largest: 0 };

  readonly #reach: Reach;
  readonly #patience: Patience;

  private constructor(flows: ActiveFlows) {
    this.flows = flows;
    this.rate = new Float64Array(flows.isActive.length);
    this.#patience = new Patience(flows);
    this.#reach = new Reach(flows);
  }

  /** Solves the active flows at once, unless their allocation is `known`. */
  static of(universe: Instance, active: Iterable<number>, known: Known | null = null): IncrementalFilling {
    return finish(IncrementalFilling.steps(universe, active, known));
  }

  /** The same with pauses. */
  static *steps(universe: Instance, active: Iterable<number>, known: Known | null = null): Steps<IncrementalFilling> {
    const filling = new IncrementalFilling(yield* ActiveFlows.steps(universe));
    yield* filling.flows.setSteps(active);
    if (known === null) {
      yield* filling.solveAllSteps();
    } else {
      const all = Int32Array.from(known.rate.keys());
      yield* inSlices(all.length, slice, 'filling', (from, to) => filling.#take(all, known, from, to));
    }
    filling.#patience.begin();
    return filling;
  }

  /** Applies changes; afterwards `rate` holds the new allocation. */
  apply(change: ChangeSet): void {
    if (!this.applyNearby(change)) this.solveAll();
  }

  /** Applies changes; where they reach too far, answers false, and rates are those from before until all flows are solved. */
  applyNearby({ start = none, stop = none, capacity = none }: ChangeSet): boolean {
    const reach = this.#reach;
    reach.begin();
    for (let i = 0; i < stop.length; i++) {
      const f = stop[i]!;
      this.#turnOff(f);
      this.rate[f] = 0;
      reach.settle(f, 0, -1);
    }
    for (let i = 0; i < start.length; i++) this.flows.set(start[i]!, true);
    const shrunk = this.#setCapacities(capacity);
    const tried = this.#patience.takes();
    if (!tried) {
      this.tally.skipped++;
      return false;
    }
    for (let i = 0; i < start.length; i++) reach.join(start[i]!);
    // A shrunk link may be overrun: all its flows are affected.
    for (const link of shrunk) for (const f of this.flows.on(link)) reach.join(f);
    const local = reach.grow(this.#patience.budget);
    this.#patience.learn(local);
    if (!local) return false;
    reach.commit(this.rate);
    this.tally.local++;
    this.tally.largest = Math.max(this.tally.largest, reach.count);
    this.changed = reach.members;
    this.changedCount = reach.count;
    return true;
  }

  /** `tryOutSteps` without a pause. */
  tryOut(stop: readonly number[], beside: Beside, capacity: ChangeSet['capacity'] = none): Trial | null {
    return finish(this.tryOutSteps(stop, beside, capacity));
  }

  /**
   * What the allocation would be if some flows stopped, some that are not of the universe came in their place, and some links had another capacity;
   * null when that reaches too far. Afterwards all is as before; during pauses nothing may be changed.
   */
  *tryOutSteps(
    stop: readonly number[],
    beside: Beside,
    capacity: NonNullable<ChangeSet['capacity']> = none,
  ): Steps<Trial | null> {
    const reach = this.#reach;
    reach.begin();
    for (const f of stop) this.#turnOff(f);
    const before = capacity.map(({ link }) => ({ link, value: this.flows.capacity[link]! }));
    const shrunk = this.#setCapacities(capacity);
    for (const l of beside.link) reach.touch(l);
    for (const link of shrunk) for (const f of this.flows.on(link)) reach.join(f);
    let trial: Trial | null = null;
    try {
      if (yield* reach.growSteps(this.#patience.trialBudget, beside)) {
        const rates = reach.count + besideCount(beside);
        trial = { flows: reach.members.slice(0, reach.count), rate: reach.problem.rate.slice(0, rates) };
      }
    } finally {
      reach.leave(beside);
      for (const { link, value } of before) this.flows.setCapacity(link, value);
      for (const f of stop) this.flows.set(f, true);
    }
    return trial;
  }

  /** Sets capacities; answers which links have less than before. */
  #setCapacities(capacity: NonNullable<ChangeSet['capacity']>): number[] {
    const shrunk: number[] = [];
    for (const { link, value } of capacity) {
      if (value < this.flows.capacity[link]!) shrunk.push(link);
      this.flows.setCapacity(link, value);
      this.#reach.touch(link);
    }
    return shrunk;
  }

  /** The link that a flow is bound to, or `limitedByCap`. */
  bottleneckOf(f: number): number {
    return this.#reach.boundTo(f);
  }

  #turnOff(f: number): void {
    const { offset, link } = this.flows.universe;
    this.flows.set(f, false);
    for (let e = offset[f]!; e < offset[f + 1]!; e++) this.#reach.touch(link[e]!);
  }

  /** Solves all active flows from nothing. */
  solveAll(): void {
    finish(this.solveAllSteps());
  }

  /** The same with pauses, during which nothing may be changed. */
  *solveAllSteps(): Steps<void> {
    this.tally.full++;
    const { instance, flows } = yield* this.flows.extractSteps();
    const filled = yield* fillSteps(instance);
    yield* inSlices(flows.length, slice, 'filling', (from, to) => this.#take(flows, filled, from, to));
    this.changed = flows;
    this.changedCount = flows.length;
  }

  #take(flows: Int32Array, { rate, bottleneck }: Known, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const f = flows[i]!;
      this.rate[f] = rate[i]!;
      this.#reach.settle(f, rate[i]!, bottleneck[i]!);
    }
  }
}
