/**
 * Max-min rates kept up to date while flows come and go and capacities change, by solving only what the change reaches.
 *
 * The set A of affected flows starts with the changed ones. A is filled on what the other, fixed flows leave. Then each link A touches is
 * checked: a fixed flow above the level at which A is held back there joins A; a fixed flow that was bound to the link and no longer is
 * (not saturated, or something is above it) is bound to another of its links where it holds, or joins A. When nothing joins, every flow has
 * a valid bottleneck, so the whole is the max-min allocation. A budget sends changes that reach far to a full solve: then the cost is at
 * most the budget more than that; when most changes do so, none is tried for a while (see `patience.ts`).
 */
import { finish, type Steps } from '../steps.ts';
import { fillMaxMin, fillSteps } from './fill.ts';
import { BesideLoads, besideCount, type Beside } from './beside.ts';
import { ActiveFlows } from './incidence.ts';
import type { Instance } from './instance.ts';
import { fullVisits, Patience } from './patience.ts';
import { fillProblem, smallEntries, SmallProblem } from './small.ts';

/** A set of changes that take effect together. */
export interface ChangeSet {
  readonly start?: readonly number[];
  readonly stop?: readonly number[];
  readonly capacity?: readonly { readonly link: number; readonly value: number }[];
}

/** What a trial would change. */
export interface Trial {
  /** Flows of the universe whose rates it would set; `rate` has theirs, then those of the flows beside. */
  readonly flows: readonly number[];
  readonly rate: Float64Array;
}

/** An allocation that is known to be the max-min one. */
export type Known = Pick<IncrementalFilling, 'rate' | 'bottleneck'>;

/** Relative differences up to this are rounding. */
const tolerance = 1e-11;

export class IncrementalFilling {
  readonly flows: ActiveFlows;
  /** Per flow of the universe; 0 while it is off. */
  readonly rate: Float64Array;
  /** Per flow: the link it is bound to, or `limitedByCap`. */
  readonly bottleneck: Int32Array;
  /** Per touched link, while A grows: what its flows had before the change. Added up when it is first touched, so nothing drifts. */
  readonly #load: Float64Array;
  /** Flows whose rate the last change set. */
  changed: ArrayLike<number> & Iterable<number> = [];
  /** How the changes went, for the books. */
  readonly tally = { local: 0, full: 0, skipped: 0, largest: 0 };

  readonly #fixedLoad: Float64Array;
  readonly #inA: Uint8Array;
  readonly #localLevel: Float64Array;
  readonly #touched: Uint8Array;
  /** Per link, while A is checked: the level at which A is held back there, -1 where it is not. */
  readonly #held: Float64Array;
  readonly #problem = new SmallProblem();
  readonly #rebound = new Map<number, number>();
  readonly #patience: Patience;

  /** What flows beside the universe take; made when first needed. */
  #beside: BesideLoads | null = null;
  #trial: Trial | null = null;

  /** Solves the active flows at once, unless their allocation is `known`. */
  constructor(universe: Instance, active: Iterable<number>, known: Known | null = null) {
    const count = universe.offset.length - 1;
    const links = universe.capacity.length;
    this.flows = new ActiveFlows(universe);
    this.#patience = new Patience(this.flows);
    this.rate = new Float64Array(count);
    this.bottleneck = new Int32Array(count).fill(-1);
    this.#load = new Float64Array(links);
    this.#held = new Float64Array(links).fill(-1);
    this.#lookedIn = new Int32Array(links);
    this.#usedThen = new Float64Array(links);
    this.#highestThen = new Float64Array(links);
    this.#fixedLoad = new Float64Array(links);
    this.#inA = new Uint8Array(count);
    this.#localLevel = new Float64Array(count);
    this.#touched = new Uint8Array(links);
    for (const f of active) this.flows.set(f, true);
    if (known === null) {
      this.solveAll();
    } else {
      this.rate.set(known.rate);
      this.bottleneck.set(known.bottleneck);
    }
    this.#patience.begin();
  }

  /** Applies changes; afterwards `rate` and `bottleneck` hold the new allocation. */
  apply(change: ChangeSet): void {
    if (!this.applyNearby(change)) this.solveAll();
  }

  /** Applies changes; where they reach too far, answers false, and rates are those from before until all flows are solved. */
  applyNearby(change: ChangeSet): boolean {
    const { universe } = this.flows;
    const seeds: number[] = [];
    const touched: number[] = [];
    const touch = (l: number): void => {
      if (this.#touched[l] === 1) return;
      this.#touched[l] = 1;
      touched.push(l);
    };
    for (const f of change.stop ?? []) {
      this.flows.set(f, false);
      for (let e = universe.offset[f]!; e < universe.offset[f + 1]!; e++) {
        touch(universe.link[e]!);
      }
      this.rate[f] = 0;
    }
    for (const f of change.start ?? []) {
      this.flows.set(f, true);
      seeds.push(f);
    }
    for (const { link, value } of change.capacity ?? []) {
      this.flows.capacity[link] = value;
      touch(link);
      // A shrunk link may be overrun: all its flows are affected.
      const from = this.flows.start[link]!;
      for (let i = from; i < from + this.flows.degree[link]!; i++) seeds.push(this.flows.flow[i]!);
    }
    const tried = this.#patience.takes();
    const local = tried && this.#grow(seeds, touched);
    for (const l of touched) this.#touched[l] = 0;
    if (local) this.tally.local++;
    if (tried) this.#patience.learn(local);
    else this.tally.skipped++;
    return local;
  }

  /**
   * What the allocation would be if some flows stopped and some that are not of the universe came in their place; null when that reaches too far.
   * Afterwards all is as before.
   */
  tryOut(stop: readonly number[], beside: Beside): Trial | null {
    const { universe } = this.flows;
    const touched: number[] = [];
    const touch = (l: number): void => {
      if (this.#touched[l] === 1) return;
      this.#touched[l] = 1;
      touched.push(l);
    };
    for (const f of stop) {
      this.flows.set(f, false);
      for (let e = universe.offset[f]!; e < universe.offset[f + 1]!; e++) touch(universe.link[e]!);
    }
    for (const l of beside.link) touch(l);
    this.#trial = null;
    this.#grow([], touched, beside);
    for (const l of touched) this.#touched[l] = 0;
    for (const f of stop) this.flows.set(f, true);
    return this.#trial;
  }

  /** Solves all active flows from nothing. */
  solveAll(): void {
    finish(this.solveAllSteps());
  }

  /** The same with pauses, during which nothing may be changed. */
  *solveAllSteps(): Steps<void> {
    this.tally.full++;
    const { instance, flows } = this.flows.extractAll();
    const filled = yield* fillSteps(instance);
    for (let i = 0; i < flows.length; i++) {
      this.rate[flows[i]!] = filled.rate[i]!;
      this.bottleneck[flows[i]!] = filled.bottleneck[i]!;
    }
    this.changed = flows;
  }

  /** Adds up what the flows of a link have; answers the visits that took. */
  #loadLink(l: number, isTrial = false): number {
    const { start, degree, flow, entry, universe } = this.flows;
    const { share } = universe;
    const from = start[l]!;
    const to = from + degree[l]!;
    let sum = 0;
    let low = 0;
    for (let i = from; i < to; i++) {
      const part = this.rate[flow[i]!]! * (share === null ? 1 : share[entry[i]!]!);
      const next = sum + part;
      // A flow that comes beside thousands may be a thousandth of the link: what they leave to it must not be lost in the rounding of their sum.
      if (isTrial) low += sum >= part ? sum - next + part : part - next + sum;
      sum = next;
    }
    this.#load[l] = sum + low;
    return to - from;
  }

  #levelOf(f: number): number {
    const { weight } = this.flows.universe;
    return weight === null ? this.rate[f]! : this.rate[f]! / weight[f]!;
  }

  /** Grows A until certified; false, with nothing changed, when the budget ran out. */
  #grow(seeds: readonly number[], touched: number[], beside: Beside | null = null): boolean {
    const { flows } = this;
    const { offset, link, share, weight } = flows.universe;
    const members: number[] = [];
    const { visits: budget, flows: most } = beside === null ? this.#patience.budget : this.#patience.trialBudget;
    let scanned = 0;
    const join = (f: number): void => {
      if (this.#inA[f] === 1) return;
      this.#inA[f] = 1;
      members.push(f);
      const r = this.rate[f]!;
      for (let e = offset[f]!; e < offset[f + 1]!; e++) {
        const l = link[e]!;
        if (this.#touched[l] === 0) {
          this.#touched[l] = 1;
          touched.push(l);
          scanned += this.#loadLink(l, beside !== null);
        }
        this.#fixedLoad[l]! -= share === null ? r : r * share[e]!;
      }
      scanned += 4 * (offset[f + 1]! - offset[f]!);
    };
    // `fixedLoad` holds, while A grows, what members of A take off the load of a link (as a negative number).
    for (const l of touched) scanned += this.#loadLink(l, beside !== null);
    for (const f of seeds) join(f);
    this.#rebound.clear();
    const problem = this.#problem;
    const held = this.#held;
    let done = false;
    while (!done) {
      // A filling is not begun that the budget does not hold.
      let entries = beside === null ? 0 : beside.link.length;
      for (const f of members) entries += offset[f + 1]! - offset[f]!;
      if (scanned + fullVisits * entries > budget || members.length > most) break;
      const links = flows.extractSmall(members, this.#load, this.#fixedLoad, problem, beside);
      scanned +=
        problem.entries * (problem.entries <= smallEntries ? 3 + 2 * fillProblem(problem) : fillLarge(problem));
      const { rate, bottleneck } = problem;
      for (let i = 0; i < members.length; i++) {
        const f = members[i]!;
        const level = weight === null ? rate[i]! : rate[i]! / weight[f]!;
        this.#localLevel[f] = level;
        if (bottleneck[i]! < 0) continue;
        const l = (bottleneck[i] = links[bottleneck[i]!]!);
        if (level > held[l]!) held[l] = level;
      }
      if (beside !== null) {
        this.#beside ??= new BesideLoads(this.#load.length);
        this.#beside.note(beside, problem, members.length, links, held);
      }
      this.#round++;
      const joining: number[] = [];
      // A trial begins with links that its new flows overrun; until those that are above them have joined, who is bound where means little.
      if (beside !== null) {
        for (const l of touched) if (held[l]! >= 0) scanned += this.#above(l, held[l]!, joining);
      }
      for (const l of joining.length > 0 ? [] : touched) {
        scanned += this.#check(l, held[l]! < 0 ? Infinity : held[l]!, joining);
        if (scanned > budget) break;
      }
      for (let i = 0; i < problem.links; i++) held[links[i]!] = -1;
      if (scanned > budget) break;
      if (joining.length === 0) done = true;
      else for (const f of joining) join(f);
    }
    if (done && beside === null) this.#commit(members);
    if (done && beside !== null) {
      this.#trial = { flows: members, rate: problem.rate.slice(0, members.length + besideCount(beside)) };
    }
    if (beside !== null) this.#beside?.clear(beside);
    for (const f of members) {
      this.#inA[f] = 0;
      for (let e = offset[f]!; e < offset[f + 1]!; e++) this.#fixedLoad[link[e]!] = 0;
    }
    this.tally.largest = Math.max(this.tally.largest, done ? members.length : 0);
    return done;
  }

  #levelNow(f: number): number {
    return this.#inA[f] === 1 ? this.#localLevel[f]! : this.#levelOf(f);
  }

  /** Finds the fixed flows of a link that are above `held`; answers the visits that took. */
  #above(l: number, held: number, joining: number[]): number {
    const { start, degree, flow } = this.flows;
    const from = start[l]!;
    const to = from + degree[l]!;
    const limit = held * (1 + tolerance);
    for (let i = from; i < to; i++) {
      const f = flow[i]!;
      if (this.#inA[f] === 0 && this.#levelOf(f) > limit) joining.push(f);
    }
    return to - from;
  }

  /** Checks one touched link: fixed flows above `held`, and fixed flows bound to it for whom it is no bottleneck any more. */
  #check(l: number, held: number, joining: number[]): number {
    const { start, degree, flow, capacity } = this.flows;
    const from = start[l]!;
    const to = from + degree[l]!;
    const limit = held * (1 + tolerance);
    let visits = degree[l]!;
    let isKnown = false;
    let isFull = false;
    let highest = 0;
    for (let i = from; i < to; i++) {
      const f = flow[i]!;
      if (this.#inA[f] === 1) continue;
      const level = this.#levelOf(f);
      if (level > limit) {
        joining.push(f);
        continue;
      }
      if ((this.#rebound.get(f) ?? this.bottleneck[f]!) !== l) continue;
      if (!isKnown) {
        isKnown = true;
        visits += this.#look(l);
        isFull = this.#used >= capacity[l]! * (1 - tolerance);
        highest = this.#highest;
      }
      if (isFull && level >= highest * (1 - tolerance)) continue;
      visits += this.#rebind(f, l, joining);
    }
    return visits;
  }

  #used = 0;
  #highest = 0;
  /** Per link: in which round it was looked at last, and what was found. */
  readonly #lookedIn: Int32Array;
  readonly #usedThen: Float64Array;
  readonly #highestThen: Float64Array;
  #round = 0;

  /** Notes load and highest level of a link, with A's new rates; answers the visits that took. In one round a link is looked at once. */
  #look(l: number): number {
    if (this.#lookedIn[l] === this.#round) {
      this.#used = this.#usedThen[l]!;
      this.#highest = this.#highestThen[l]!;
      return 1;
    }
    const { start, degree, flow, entry, universe } = this.flows;
    const { share, weight } = universe;
    const from = start[l]!;
    const to = from + degree[l]!;
    let used = this.#beside === null ? 0 : this.#beside.used[l]!;
    let highest = this.#beside === null ? 0 : this.#beside.highest[l]!;
    for (let i = from; i < to; i++) {
      const f = flow[i]!;
      const level = this.#levelNow(f);
      used += level * (weight === null ? 1 : weight[f]!) * (share === null ? 1 : share[entry[i]!]!);
      if (level > highest) highest = level;
    }
    this.#lookedIn[l] = this.#round;
    this.#usedThen[l] = this.#used = used;
    this.#highestThen[l] = this.#highest = highest;
    return to - from;
  }

  /** Binds a flow to another of its links where it holds, else has it join. Answers the visits that took. */
  #rebind(f: number, not: number, joining: number[]): number {
    const { universe, capacity } = this.flows;
    const level = this.#levelOf(f);
    let visits = 0;
    for (let e = universe.offset[f]!; e < universe.offset[f + 1]!; e++) {
      const l = universe.link[e]!;
      if (l === not) continue;
      visits += this.#look(l);
      if (this.#used < capacity[l]! * (1 - tolerance) || level < this.#highest * (1 - tolerance)) continue;
      this.#rebound.set(f, l);
      return visits;
    }
    joining.push(f);
    return visits;
  }

  #commit(members: readonly number[]): void {
    const { rate, bottleneck } = this.#problem;
    for (let i = 0; i < members.length; i++) {
      const f = members[i]!;
      this.rate[f] = rate[i]!;
      this.bottleneck[f] = bottleneck[i]!;
    }
    for (const [f, l] of this.#rebound) if (this.#inA[f] === 0) this.bottleneck[f] = l;
    this.changed = members;
  }
}

/** Fills a problem that is too large for the kernel of a handful; answers the visits an entry took. */
function fillLarge(problem: SmallProblem): number {
  const { flows, links, entries, offset, link, share, capacity, weight, cap } = problem;
  const { rate, bottleneck } = fillMaxMin({
    capacity: capacity.subarray(0, links),
    offset: offset.subarray(0, flows + 1),
    link: link.subarray(0, entries),
    share: share && share.subarray(0, entries),
    weight: weight && weight.subarray(0, flows),
    cap: cap && cap.subarray(0, flows),
  });
  problem.rate.set(rate);
  problem.bottleneck.set(bottleneck);
  return fullVisits;
}
