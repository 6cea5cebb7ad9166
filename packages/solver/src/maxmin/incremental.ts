/**
 * Max-min rates kept up to date while flows come and go and capacities change, by solving only what the change reaches.
 *
 * The set A of affected flows starts with the changed ones. A is filled on what the other, fixed flows leave. Then each link A touches is
 * checked: a fixed flow above the level at which A is held back there joins A; a fixed flow that was bound to the link and no longer is
 * (not saturated, or something is above it) is bound to another of its links where it holds, or joins A. When nothing joins, every flow has
 * a valid bottleneck, so the whole is the max-min allocation. A budget sends changes that reach far to a full solve: then the cost is at
 * most the budget more than that; when most changes do so, none is tried for a while.
 */
import { fillMaxMin } from './fill.ts';
import { ActiveFlows } from './incidence.ts';
import type { Instance } from './instance.ts';
import { fillSmall, smallEntries } from './small.ts';

/** A set of changes that take effect together. */
export interface ChangeSet {
  readonly start?: readonly number[];
  readonly stop?: readonly number[];
  readonly capacity?: readonly { readonly link: number; readonly value: number }[];
}

/** Relative differences up to this are rounding. */
const tolerance = 1e-11;
/** Of the work of a full solve, and of the flows, before it is taken instead. */
const scanBudget = 0.3;
const flowBudget = 0.05;
/** Loads are added up anew after so many changes. */
const refresh = 4096;

export class IncrementalFilling {
  readonly flows: ActiveFlows;
  /** Per flow of the universe; 0 while it is off. */
  readonly rate: Float64Array;
  /** Per flow: the link it is bound to, or `limitedByCap`. */
  readonly bottleneck: Int32Array;
  readonly load: Float64Array;
  /** Flows whose rate the last change set. */
  changed: ArrayLike<number> & Iterable<number> = [];
  /** How the changes went, for the books. */
  readonly tally = { local: 0, full: 0, skipped: 0, largest: 0 };

  readonly #fixedLoad: Float64Array;
  readonly #inA: Uint8Array;
  readonly #localLevel: Float64Array;
  readonly #touched: Uint8Array;
  readonly #rebound = new Map<number, number>();
  #changes = 0;
  #recent = 0;
  #pause = 0;

  constructor(universe: Instance, active: Iterable<number>) {
    const count = universe.offset.length - 1;
    const links = universe.capacity.length;
    this.flows = new ActiveFlows(universe);
    this.rate = new Float64Array(count);
    this.bottleneck = new Int32Array(count).fill(-1);
    this.load = new Float64Array(links);
    this.#fixedLoad = new Float64Array(links);
    this.#inA = new Uint8Array(count);
    this.#localLevel = new Float64Array(count);
    this.#touched = new Uint8Array(links);
    for (const f of active) this.flows.set(f, true);
    this.solveAll();
  }

  /** Applies changes; afterwards `rate` and `bottleneck` hold the new allocation. */
  apply(change: ChangeSet): void {
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
        this.load[universe.link[e]!]! -= this.rate[f]! * (universe.share?.[e] ?? 1);
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
    const stale = ++this.#changes % refresh === 0;
    if (this.#pause > 0) {
      this.#pause--;
      this.tally.skipped++;
    }
    const local = !stale && this.#pause === 0 && this.#grow(seeds, touched);
    for (const l of touched) this.#touched[l] = 0;
    if (local) this.tally.local++;
    else this.solveAll();
    this.#learn(local);
  }

  /** Solves all active flows from nothing. */
  solveAll(): void {
    this.tally.full++;
    const { instance, flows } = this.flows.extractAll();
    const filled = fillMaxMin(instance);
    for (let i = 0; i < flows.length; i++) {
      this.rate[flows[i]!] = filled.rate[i]!;
      this.bottleneck[flows[i]!] = filled.bottleneck[i]!;
    }
    this.changed = flows;
    this.#reload(flows);
  }

  /** Remembers whether trying pays: after eight failures in sixteen changes, sixty-four go straight to the full solve. */
  #learn(local: boolean): void {
    if (this.#pause > 0) return;
    this.#recent = ((this.#recent << 1) | (local ? 0 : 1)) & 0xffff;
    let failures = 0;
    for (let bits = this.#recent; bits > 0; bits >>= 1) failures += bits & 1;
    if (failures < 8) return;
    this.#recent = 0;
    this.#pause = 64;
  }

  #reload(active: Int32Array): void {
    const { offset, link, share } = this.flows.universe;
    this.load.fill(0);
    for (const f of active) {
      const r = this.rate[f]!;
      for (let e = offset[f]!; e < offset[f + 1]!; e++) this.load[link[e]!]! += share === null ? r : r * share[e]!;
    }
  }

  #levelOf(f: number): number {
    const { weight } = this.flows.universe;
    return weight === null ? this.rate[f]! : this.rate[f]! / weight[f]!;
  }

  /** Grows A until certified; false, with nothing changed, when the budget ran out. */
  #grow(seeds: readonly number[], touched: number[]): boolean {
    const { flows } = this;
    const { offset, link, share, weight } = flows.universe;
    const members: number[] = [];
    const budget = scanBudget * flows.activeEntries + 64;
    const most = Math.max(16, flowBudget * flows.activeCount);
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
        }
        this.#fixedLoad[l]! -= share === null ? r : r * share[e]!;
      }
    };
    // `fixedLoad` holds, while A grows, what members of A take off the load of a link (as a negative number).
    for (const f of seeds) join(f);
    this.#rebound.clear();
    let done = false;
    let found: Float64Array = new Float64Array(0);
    let bound: Int32Array = new Int32Array(0);
    while (!done) {
      if (scanned > budget || members.length > most) break;
      const { instance, links } = flows.extract(members, (l) =>
        Math.max(0, flows.capacity[l]! - this.load[l]! - this.#fixedLoad[l]!),
      );
      const filled = instance.link.length <= smallEntries ? fillSmall(instance) : fillMaxMin(instance);
      scanned += instance.link.length;
      bound = filled.bottleneck;
      found = filled.rate;
      for (let i = 0; i < bound.length; i++) if (bound[i]! >= 0) bound[i] = links[bound[i]!]!;
      const held = new Map<number, number>();
      members.forEach((f, i) => {
        const level = weight === null ? found[i]! : found[i]! / weight[f]!;
        this.#localLevel[f] = level;
        if (bound[i]! >= 0) held.set(bound[i]!, Math.max(held.get(bound[i]!) ?? 0, level));
      });
      const joining: number[] = [];
      for (const l of touched) {
        scanned += this.#check(l, held.get(l) ?? Infinity, joining);
        if (scanned > budget) break;
      }
      if (scanned > budget) break;
      if (joining.length === 0) done = true;
      else for (const f of joining) join(f);
    }
    if (done) this.#commit(members, found, bound);
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

  /** Checks one touched link: fixed flows above `held`, and fixed flows bound to it for whom it is no bottleneck any more. */
  #check(l: number, held: number, joining: number[]): number {
    const { start, degree, flow } = this.flows;
    const [used, highest] = this.#stateOf(l);
    const full = used >= this.flows.capacity[l]! * (1 - tolerance);
    for (let i = start[l]!; i < start[l]! + degree[l]!; i++) {
      const f = flow[i]!;
      if (this.#inA[f] === 1) continue;
      const level = this.#levelOf(f);
      if (level > held * (1 + tolerance)) {
        joining.push(f);
        continue;
      }
      if ((this.#rebound.get(f) ?? this.bottleneck[f]!) !== l) continue;
      if (full && level >= highest * (1 - tolerance)) continue;
      const other = this.#otherBottleneck(f, l);
      if (other >= 0) this.#rebound.set(f, other);
      else joining.push(f);
    }
    return 2 * degree[l]!;
  }

  /** Load and highest level on a link, with A's new rates. */
  #stateOf(l: number): [number, number] {
    const { start, degree, flow, entry, universe } = this.flows;
    const { share, weight } = universe;
    let used = 0;
    let highest = 0;
    for (let i = start[l]!; i < start[l]! + degree[l]!; i++) {
      const f = flow[i]!;
      const level = this.#levelNow(f);
      used += level * (weight === null ? 1 : weight[f]!) * (share === null ? 1 : share[entry[i]!]!);
      if (level > highest) highest = level;
    }
    return [used, highest];
  }

  #otherBottleneck(f: number, not: number): number {
    const { universe, capacity } = this.flows;
    const level = this.#levelOf(f);
    for (let e = universe.offset[f]!; e < universe.offset[f + 1]!; e++) {
      const l = universe.link[e]!;
      if (l === not) continue;
      const [used, highest] = this.#stateOf(l);
      if (used >= capacity[l]! * (1 - tolerance) && level >= highest * (1 - tolerance)) return l;
    }
    return -1;
  }

  #commit(members: readonly number[], found: Float64Array, bound: Int32Array): void {
    const { offset, link, share } = this.flows.universe;
    members.forEach((f, i) => {
      const change = found[i]! - this.rate[f]!;
      for (let e = offset[f]!; e < offset[f + 1]!; e++)
        this.load[link[e]!]! += share === null ? change : change * share[e]!;
      this.rate[f] = found[i]!;
      this.bottleneck[f] = bound[i]!;
    });
    for (const [f, l] of this.#rebound) if (this.#inA[f] === 0) this.bottleneck[f] = l;
    this.changed = members.slice();
  }
}
