/**
 * The set A of flows that a change reaches, grown until the whole allocation is certified.
 *
 * A is filled on what the other, fixed flows leave. Then each link is checked on which a flow came, went, or got another level: a fixed flow above
 * the level at which A is held back there joins A; a fixed flow that was bound to the link and no longer is (not saturated, or something is above
 * it) is bound to another of its links where it holds, or joins A. When nothing joins, every flow has a valid bottleneck, so the whole is the max-min
 * allocation. Work is counted in visits of a flow on a link, so that a budget can end it; what was written is then taken back.
 *
 * A simulation grows A a hundred thousand times a second: all room is kept between changes, and nothing is cleared, only stamped.
 */
import { BesideLoads, besideCount, type Beside } from './beside.ts';
import type { Steps } from '../steps.ts';
import { fillMaxMin, fillSteps, type Filled } from './fill.ts';
import { LinkLoads } from './loads.ts';
import type { ActiveFlows } from './incidence.ts';
import { fullVisits, type Budget } from './patience.ts';
import {
  addedAt,
  boundAt,
  capacityAt,
  degreeAt,
  fixedAt,
  highestAt,
  joinedAt,
  numberAt,
  passAt,
  Records,
  startAt,
  usedAt,
} from './records.ts';
import { fillProblem, smallEntries, SmallProblem } from './small.ts';

/** Relative differences up to this are rounding. */
const tolerance = 1e-11;
/** Visits between two pauses of a trial: a millisecond or two. */
const pauseAfter = 100_000;
const filling = { phase: 'filling', fraction: 0.5 };

export class Reach {
  /** A: the first `count` of these. */
  members = new Int32Array(64);
  count = 0;
  /** The last filling: of the members of A, then of the flows beside. */
  readonly problem = new SmallProblem();

  readonly #flows: ActiveFlows;
  readonly #links: Records;
  /** Per flow: its level, while A grows that of the last filling; the link it is bound to, and for which change it joined last. */
  readonly #of: Records;
  /** Per member: its level before the change, and the link that held it back at the last filling. */
  #before = new Float64Array(64);
  #heldBy = new Int32Array(64);
  /** Links to be checked in the next pass. */
  readonly #toCheck: Int32Array;
  #toCheckCount = 0;
  #checked = 0;
  /** Per link of the problem: the level at which A is held back there, or -1. */
  #held = new Float64Array(256);
  /** What joins next, the first so many. */
  readonly #joining: number[] = [];
  #joiningCount = 0;
  /** Fixed flows that were bound to another link, each followed by the link it had. */
  readonly #rebound: number[] = [];
  #reboundCount = 0;
  readonly #loads: LinkLoads;
  #change = 0;
  #pass = 1;
  #entries = 0;
  #visits = 0;
  #filled = 0;

  constructor(flows: ActiveFlows) {
    this.#flows = flows;
    this.#links = flows.links;
    this.#of = new Records(flows.isActive.length, 16);
    this.#loads = new LinkLoads(flows, this.#of.real);
    this.#toCheck = new Int32Array(flows.capacity.length);
  }

  /** Notes the rate of a flow, and the link it is bound to. */
  settle(f: number, rate: number, bottleneck: number): void {
    const { weight } = this.#flows.universe;
    this.#of.real[2 * f] = weight === null ? rate : rate / weight[f]!;
    this.#of.whole[4 * f + boundAt] = bottleneck;
  }

  boundTo(f: number): number {
    return this.#of.whole[4 * f + boundAt]!;
  }

  /** Begins with no flow and no link. */
  begin(): void {
    this.#change++;
    this.#pass++;
    this.count = this.#filled = this.#entries = this.#visits = 0;
    this.#toCheckCount = this.#checked = this.#joiningCount = this.#reboundCount = 0;
  }

  /** Has a link checked: a flow came or went there, or its capacity is another. */
  touch(l: number): void {
    const { whole } = this.#links;
    if (whole[16 * l + passAt] === 2 * this.#pass) return;
    whole[16 * l + passAt] = 2 * this.#pass;
    this.#toCheck[this.#toCheckCount++] = l;
  }

  /** Adds a flow to A. */
  join(f: number): void {
    const of = this.#of;
    if (of.whole[4 * f + joinedAt] === this.#change) return;
    of.whole[4 * f + joinedAt] = this.#change;
    if (this.count === this.members.length) this.#widen();
    this.#before[this.count] = of.real[2 * f]!;
    this.members[this.count++] = f;
    const { offset, link, share, weight } = this.#flows.universe;
    const { real, whole } = this.#links;
    const rate = weight === null ? of.real[2 * f]! : of.real[2 * f]! * weight[f]!;
    const end = offset[f + 1]!;
    for (let e = offset[f]!; e < end; e++) {
      const l = link[e]!;
      if (whole[16 * l + degreeAt] === 1) {
        // It is alone there: nothing is fixed.
        whole[16 * l + addedAt] = this.#change;
        real[8 * l + fixedAt] = 0;
        continue;
      }
      if (whole[16 * l + addedAt] !== this.#change) this.#visits += this.#loads.addUp(l, this.#change);
      real[8 * l + fixedAt]! -= share === null ? rate : rate * share[e]!;
    }
    this.#entries += end - offset[f]!;
    this.#visits += 4 * (end - offset[f]!);
  }

  /**
   * Grows A until all is certified: true, and levels, bottlenecks of fixed flows and `problem` hold the answer, to be taken by `commit`. False, with
   * nothing changed, when the budget ran out.
   */
  grow(budget: Budget): boolean {
    while (this.#mayFill(budget, null)) {
      this.#gather(null);
      if (this.problem.entries > smallEntries) this.#takeLarge(fillMaxMin(this.problem.instance()));
      else this.#visits += this.problem.entries * (3 + 2 * fillProblem(this.problem));
      this.#note();
      while (!this.#checkOn(budget, Infinity));
      this.#forget();
      if (this.#visits > budget.visits) break;
      if (this.#joiningCount === 0) return true;
      if (this.count + this.#joiningCount > budget.flows) break;
      this.#joinFound();
    }
    this.undo();
    return false;
  }

  /** The same with pauses and with flows beside the universe, for a trial: whatever the answer, `leave` is to be called in the end. */
  *growSteps(budget: Budget, beside: Beside): Steps<boolean> {
    while (this.#mayFill(budget, beside)) {
      this.#gather(beside);
      yield filling;
      this.#takeLarge(yield* fillSteps(this.problem.instance()));
      yield filling;
      this.#note();
      this.#noteBeside(beside);
      // A trial begins with links that its new flows overrun; until those that are above them have joined, who is bound where means little.
      this.#findAbove();
      if (this.#joiningCount === 0) while (!this.#checkOn(budget, pauseAfter)) yield filling;
      this.#forget();
      if (this.#visits > budget.visits) return false;
      if (this.#joiningCount === 0) return true;
      if (this.count + this.#joiningCount > budget.flows) return false;
      this.#joinFound();
      yield filling;
    }
    return false;
  }

  /** Leaves what a trial found. */
  leave(beside: Beside): void {
    this.#loads.beside?.clear(beside);
    this.#forget();
    this.undo();
  }

  /** A filling is not begun that the budget does not hold. */
  #mayFill({ visits, flows }: Budget, beside: Beside | null): boolean {
    const entries = this.#entries + (beside === null ? 0 : beside.link.length);
    this.#joiningCount = 0;
    return this.#visits + fullVisits * entries <= visits && this.count <= flows;
  }

  #joinFound(): void {
    for (let i = 0; i < this.#joiningCount; i++) this.join(this.#joining[i]!);
  }

  /** Forgets the numbers that links have in the problem. */
  #forget(): void {
    const { list, links } = this.problem;
    for (let n = 0; n < links; n++) this.#links.whole[16 * list[n]! + numberAt] = 0;
  }

  /** Takes what was found, and writes the rates of A. */
  commit(rates: Float64Array): void {
    const { members, count } = this;
    const { rate } = this.problem;
    for (let i = 0; i < count; i++) {
      rates[members[i]!] = rate[i]!;
      this.#of.whole[4 * members[i]! + boundAt] = this.#heldBy[i]!;
    }
  }

  /** Leaves what was found. */
  undo(): void {
    const { real, whole } = this.#of;
    for (let i = 0; i < this.#filled; i++) real[2 * this.members[i]!] = this.#before[i]!;
    for (let i = this.#reboundCount - 2; i >= 0; i -= 2) {
      whole[4 * this.#rebound[i]! + boundAt] = this.#rebound[i + 1]!;
    }
  }

  #widen(): void {
    const { length } = this.members;
    this.members = wider(this.members, new Int32Array(2 * length));
    this.#heldBy = wider(this.#heldBy, new Int32Array(2 * length));
    this.#before = wider(this.#before, new Float64Array(2 * length));
  }

  /** Writes A and what is beside it out as a problem on what the fixed flows leave. */
  #gather(beside: Beside | null): void {
    const { problem, members, count } = this;
    const { universe } = this.#flows;
    const besides = besideCount(beside);
    problem.reserve(count + besides, this.#entries + (beside === null ? 0 : beside.link.length), universe);
    for (let i = 0; i < count; i++) this.#visits += this.#loads.addRow(problem, universe, members[i]!, this.#change);
    for (let i = 0; i < besides; i++) this.#visits += this.#loads.addRow(problem, beside!, i, this.#change);
  }

  #takeLarge({ rate, bottleneck }: Filled): void {
    this.problem.rate.set(rate);
    this.problem.bottleneck.set(bottleneck);
    this.#visits += fullVisits * this.problem.entries;
  }

  /** Notes the levels of A that were found, and lists the links on which one is another than before. */
  #note(): void {
    const { members, count } = this;
    const { links, rate, bottleneck, list } = this.problem;
    if (this.#held.length < links) this.#held = new Float64Array(2 * links);
    const held = this.#held;
    for (let n = 0; n < links; n++) held[n] = -1;
    const { offset, link, weight } = this.#flows.universe;
    const { real } = this.#of;
    for (let i = 0; i < count; i++) {
      const f = members[i]!;
      const now = weight === null ? rate[i]! : rate[i]! / weight[f]!;
      const n = bottleneck[i]!;
      const by = n < 0 ? n : list[n]!;
      if (n >= 0 && now > held[n]!) held[n] = now;
      if (i < this.#filled && now === real[2 * f] && by === this.#heldBy[i]) continue;
      real[2 * f] = now;
      this.#heldBy[i] = by;
      for (let e = offset[f]!; e < offset[f + 1]!; e++) this.touch(link[e]!);
    }
    this.#filled = count;
  }

  #noteBeside(beside: Beside): void {
    for (const l of beside.link) this.touch(l);
    this.#loads.beside ??= new BesideLoads(this.#toCheck.length);
    this.#loads.beside.note(beside, this.problem, this.count, this.#held);
  }

  /** Has a flow join; it may be found on several links. */
  #willJoin(f: number): void {
    const { whole } = this.#of;
    if (whole[4 * f + joinedAt] === -this.#change) return;
    whole[4 * f + joinedAt] = -this.#change;
    this.#joining[this.#joiningCount++] = f;
  }

  /** Finds the fixed flows that are above what is held back on a link of the problem. */
  #findAbove(): void {
    const { listed } = this.#flows;
    const { whole } = this.#links;
    const of = this.#of;
    const { list, links } = this.problem;
    for (let n = 0; n < links; n++) {
      if (this.#held[n]! < 0) continue;
      const limit = this.#held[n]! * (1 + tolerance);
      const from = whole[16 * list[n]! + startAt]!;
      const to = from + whole[16 * list[n]! + degreeAt]!;
      for (let i = from; i < to; i++) {
        const f = listed[2 * i]!;
        if (of.real[2 * f]! > limit && of.whole[4 * f + joinedAt] !== this.#change) this.#willJoin(f);
      }
      this.#visits += to - from;
    }
  }

  /** Checks touched links until so many visits were made (false) or none is left or the budget is (true). */
  #checkOn({ visits, flows }: Budget, most: number): boolean {
    const pause = this.#visits + most;
    let i = this.#checked;
    for (; i < this.#toCheckCount && this.#visits <= visits && this.count + this.#joiningCount <= flows; i++) {
      if (this.#visits > pause) {
        this.#checked = i;
        return false;
      }
      this.#check(this.#toCheck[i]!);
    }
    this.#checked = this.#toCheckCount = 0;
    this.#pass++;
    return true;
  }

  /** Checks one link: fixed flows above what is held back there, and fixed flows bound to it for whom it is no bottleneck any more. */
  #check(l: number): void {
    const { listed } = this.#flows;
    const links = this.#links;
    const { real, whole } = this.#of;
    const change = this.#change;
    const from = links.whole[16 * l + startAt]!;
    const to = from + links.whole[16 * l + degreeAt]!;
    const number = links.whole[16 * l + numberAt]!;
    // The only flow there is then one of A.
    if (number > 0 && to - from === 1 && this.#loads.beside === null) return;
    const held = number === 0 ? -1 : this.#held[number - 1]!;
    const limit = held < 0 ? Infinity : held * (1 + tolerance);
    let bound = 0;
    for (let i = from; i < to; i++) {
      const f = listed[2 * i]!;
      if (whole[4 * f + joinedAt] === change) continue;
      if (real[2 * f]! > limit) this.#willJoin(f);
      else if (whole[4 * f + boundAt] === l) bound++;
    }
    this.#visits += to - from;
    if (bound === 0) return;
    this.#visits += this.#loads.look(l, this.#pass);
    const isFull = links.real[8 * l + usedAt]! >= links.real[8 * l + capacityAt]! * (1 - tolerance);
    const least = isFull ? links.real[8 * l + highestAt]! * (1 - tolerance) : Infinity;
    for (let i = from; i < to && bound > 0; i++) {
      const f = listed[2 * i]!;
      if (whole[4 * f + boundAt] !== l || whole[4 * f + joinedAt] === change || real[2 * f]! > limit) continue;
      bound--;
      if (real[2 * f]! < least) this.#rebind(f, l);
    }
  }

  /** Binds a flow to another of its links where it holds, else has it join. */
  #rebind(f: number, not: number): void {
    const { offset, link, share, weight } = this.#flows.universe;
    const { real, whole } = this.#links;
    const level = this.#of.real[2 * f]!;
    const rate = weight === null ? level : level * weight[f]!;
    // Where nothing is beside the universe, a flow that is alone on a link need not be looked for there.
    const isAlone = this.#loads.beside === null;
    for (let e = offset[f]!; e < offset[f + 1]!; e++) {
      const l = link[e]!;
      if (l === not) continue;
      const full = real[8 * l + capacityAt]! * (1 - tolerance);
      if (isAlone && whole[16 * l + degreeAt] === 1) {
        if ((share === null ? rate : rate * share[e]!) < full) continue;
      } else {
        this.#visits += this.#loads.look(l, this.#pass);
        if (real[8 * l + usedAt]! < full || level < real[8 * l + highestAt]! * (1 - tolerance)) continue;
      }
      this.#rebound[this.#reboundCount++] = f;
      this.#rebound[this.#reboundCount++] = not;
      this.#of.whole[4 * f + boundAt] = l;
      return;
    }
    this.#willJoin(f);
  }
}

function wider<A extends Int32Array | Float64Array>(array: A, room: A): A {
  room.set(array);
  return room;
}
