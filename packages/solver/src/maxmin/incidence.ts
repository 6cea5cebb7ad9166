/**
 * A universe of flows of which some are active, with the active flows of each link kept together.
 *
 * The universe is an instance and never changes; switching a flow on or off swaps it in or out of the front part of each of its links' lists, in
 * O(links of the flow). Capacities may change.
 */
import { finish, inSlices, type Steps } from '../steps.ts';
import type { Instance } from './instance.ts';
import { capacityAt, degreeAt, Records, startAt } from './records.ts';

/** Stretches of more entries are copied by a call, shorter ones by a loop. */
const fewEntries = 64;
/** Entries counted between two pauses: about a millisecond. */
const slice = 200_000;
const phase = 'filling';

/** Room for all flows of a universe, written out one after the other. */
interface Rows {
  readonly flows: Int32Array;
  readonly offset: Int32Array;
  readonly link: Int32Array;
  readonly share: Float64Array | null;
  readonly weight: Float64Array | null;
  readonly cap: Float64Array | null;
  /** How many flows and entries stand there. */
  count: number;
  entries: number;
}

function rowsFor({ offset, link, share, weight, cap }: Instance): Rows {
  return {
    flows: new Int32Array(offset.length - 1),
    offset: new Int32Array(offset.length),
    link: new Int32Array(link.length),
    share: share && new Float64Array(share.length),
    weight: weight && new Float64Array(weight.length),
    cap: cap && new Float64Array(cap.length),
    count: 0,
    entries: 0,
  };
}

export class ActiveFlows {
  readonly universe: Instance;
  readonly capacity: Float64Array;
  readonly isActive: Uint8Array;
  activeCount = 0;
  /** Flow-link pairs of active flows. */
  activeEntries = 0;
  /** Links that an active flow crosses. */
  usedLinks = 0;
  /** What is kept of each link. Here its capacity and the list of its flows; other fields are for whoever keeps rates up to date. */
  readonly links: Records;
  /** Per place in the lists of all links two numbers: a flow, and which entry of the universe stands there. */
  readonly listed: Int32Array;
  /** Per entry of the universe: its place. */
  readonly #place: Int32Array;

  private constructor(universe: Instance) {
    const { capacity, offset, link } = universe;
    this.universe = universe;
    this.capacity = capacity.slice();
    this.isActive = new Uint8Array(offset.length - 1);
    this.links = new Records(capacity.length, 64);
    this.listed = new Int32Array(2 * link.length);
    this.#place = new Int32Array(link.length);
  }

  /** All flows off. */
  static of(universe: Instance): ActiveFlows {
    return finish(ActiveFlows.steps(universe));
  }

  /** The same with pauses. */
  static *steps(universe: Instance): Steps<ActiveFlows> {
    const made = new ActiveFlows(universe);
    yield { phase, fraction: 0 };
    const links = universe.capacity.length;
    // How many entries a link has; then where the next of them goes.
    const next = new Int32Array(links);
    yield* inSlices(universe.link.length, slice, phase, (from, to) => {
      for (let e = from; e < to; e++) next[universe.link[e]!]!++;
    });
    let placed = 0;
    yield* inSlices(links, slice >> 1, phase, (from, to) => {
      const { real, whole } = made.links;
      for (let l = from; l < to; l++) {
        real[8 * l + capacityAt] = universe.capacity[l]!;
        whole[16 * l + startAt] = placed;
        placed += next[l]!;
        next[l] = whole[16 * l + startAt]!;
      }
    });
    yield { phase, fraction: 0.5 };
    yield* inSlices(made.isActive.length, slice >> 3, phase, (from, to) => made.#list(next, from, to));
    return made;
  }

  /** Lists flows under their links. */
  #list(next: Int32Array, first: number, last: number): void {
    const { listed } = this;
    const { offset, link } = this.universe;
    const place = this.#place;
    for (let f = first; f < last; f++) {
      for (let e = offset[f]!; e < offset[f + 1]!; e++) {
        const at = next[link[e]!]!++;
        listed[2 * at] = f;
        listed[2 * at + 1] = e;
        place[e] = at;
      }
    }
  }

  setCapacity(l: number, value: number): void {
    this.capacity[l] = this.links.real[8 * l + capacityAt] = value;
  }

  /** The active flows that cross a link, one that crosses it twice twice. */
  on(l: number): number[] {
    const from = this.links.whole[16 * l + startAt]!;
    return Array.from({ length: this.links.whole[16 * l + degreeAt]! }, (_, i) => this.listed[2 * (from + i)]!);
  }

  /** Switches a flow on or off; asks for a change. In O(links of the flow). */
  set(f: number, active: boolean): void {
    if ((this.isActive[f] === 1) === active) throw new Error(`flow ${f} is ${active ? 'on' : 'off'} already`);
    const { offset, link } = this.universe;
    const { whole } = this.links;
    const place = this.#place;
    const first = offset[f]!;
    const end = offset[f + 1]!;
    this.isActive[f] = active ? 1 : 0;
    this.activeCount += active ? 1 : -1;
    this.activeEntries += active ? end - first : first - end;
    for (let e = first; e < end; e++) {
      const l = 16 * link[e]!;
      const degree = whole[l + degreeAt]!;
      const left = active ? degree : degree - 1;
      whole[l + degreeAt] = active ? degree + 1 : left;
      if (left === 0) this.usedLinks += active ? 1 : -1;
      this.#swap(place, place[e]!, whole[l + startAt]! + left);
    }
  }

  /** Switches flows on, with pauses. */
  *setSteps(flows: Iterable<number>): Steps<void> {
    let count = 0;
    for (const f of flows) {
      this.set(f, true);
      if (++count % (slice >> 3) === 0) yield { phase, fraction: 0.9 };
    }
  }

  #swap(place: Int32Array, a: number, b: number): void {
    if (a === b) return;
    const { listed } = this;
    const f = listed[2 * a]!;
    const e = listed[2 * a + 1]!;
    const other = listed[2 * b + 1]!;
    listed[2 * a] = listed[2 * b]!;
    listed[2 * a + 1] = other;
    listed[2 * b] = f;
    listed[2 * b + 1] = e;
    place[other] = a;
    place[e] = b;
  }

  /**
   * The instance of all active flows, links as they are numbered in the universe; `flows[i]` is whose row i is. It stands in arrays that the next
   * call overwrites.
   */
  *extractSteps(): Steps<{ readonly instance: Instance; readonly flows: Int32Array }> {
    const rows = (this.#rows ??= rowsFor(this.universe));
    rows.count = rows.entries = 0;
    yield* inSlices(this.isActive.length, slice >> 2, phase, (from, to) => this.#copy(rows, from, to));
    const { flows, offset, link, share, weight, cap, count, entries } = rows;
    const instance = {
      capacity: this.capacity,
      offset: offset.subarray(0, count + 1),
      link: link.subarray(0, entries),
      share: share && share.subarray(0, entries),
      weight: weight && weight.subarray(0, count),
      cap: cap && cap.subarray(0, count),
    };
    return { instance, flows: flows.subarray(0, count) };
  }

  /** Copies the active of some flows; those that are active in a row are copied as one, for a full solve waits for it. */
  #copy(rows: Rows, first: number, last: number): void {
    const { offset: from, link: all, share: shares, weight, cap } = this.universe;
    const { isActive } = this;
    const { flows, offset, link, share } = rows;
    const rowsBefore = rows.count;
    let row = rows.count;
    let at = rows.entries;
    for (let f = first; f < last;) {
      if (isActive[f] === 0) {
        f++;
        continue;
      }
      let end = f + 1;
      while (end < last && isActive[end] === 1) end++;
      const begin = from[f]!;
      const stop = from[end]!;
      if (stop - begin > fewEntries) {
        link.set(all.subarray(begin, stop), at);
        if (share !== null) share.set(shares!.subarray(begin, stop), at);
      } else {
        for (let e = begin, to = at; e < stop; e++, to++) {
          link[to] = all[e]!;
          if (share !== null) share[to] = shares![e]!;
        }
      }
      const shift = at - begin;
      for (; f < end; f++) {
        flows[row++] = f;
        offset[row] = from[f + 1]! + shift;
      }
      at += stop - begin;
    }
    if (weight !== null) for (let i = rowsBefore; i < row; i++) rows.weight![i] = weight[flows[i]!]!;
    if (cap !== null) for (let i = rowsBefore; i < row; i++) rows.cap![i] = cap[flows[i]!]!;
    rows.count = row;
    rows.entries = at;
  }

  #rows: Rows | null = null;

  /** The instance of some flows on given capacities, its links renumbered; `links[i]` is the universe's number of link i. */
  extract(
    flows: readonly number[] | Int32Array,
    capacityOf: (link: number) => number,
  ): { instance: Instance; links: readonly number[] } {
    const { universe } = this;
    let entries = 0;
    for (let i = 0; i < flows.length; i++) entries += universe.offset[flows[i]! + 1]! - universe.offset[flows[i]!]!;
    const offset = new Int32Array(flows.length + 1);
    const link = new Int32Array(entries);
    const share = universe.share && new Float64Array(entries);
    const number = new Int32Array(universe.capacity.length);
    const links: number[] = [];
    let at = 0;
    for (let i = 0; i < flows.length; i++) {
      const f = flows[i]!;
      for (let e = universe.offset[f]!; e < universe.offset[f + 1]!; e++) {
        const l = universe.link[e]!;
        if (number[l] === 0) number[l] = links.push(l);
        if (share !== null) share[at] = universe.share![e]!;
        link[at++] = number[l]! - 1;
      }
      offset[i + 1] = at;
    }
    const capacity = new Float64Array(links.length);
    for (let i = 0; i < links.length; i++) capacity[i] = capacityOf(links[i]!);
    const gather = (values: Float64Array | null): Float64Array | null =>
      values && Float64Array.from(flows, (f) => values[f]!);
    const instance = { capacity, offset, link, share, weight: gather(universe.weight), cap: gather(universe.cap) };
    return { instance, links };
  }
}
