/**
 * A universe of flows of which some are active, with the active flows of each link kept together.
 *
 * The universe is an instance and never changes; switching a flow on or off swaps it in or out of the front part of each of its links' lists, in
 * O(links of the flow). Capacities may change.
 */
import { besideCount, type Beside } from './beside.ts';
import type { Instance } from './instance.ts';
import type { SmallProblem } from './small.ts';
import { transposeSteps } from './transpose.ts';

/** Stretches of more entries are copied by a call, shorter ones by a loop. */
const fewEntries = 64;

/** Room for all flows of a universe, written out one after the other. */
interface Rows {
  readonly flows: Int32Array;
  readonly offset: Int32Array;
  readonly link: Int32Array;
  readonly share: Float64Array | null;
  readonly weight: Float64Array | null;
  readonly cap: Float64Array | null;
}

function rowsFor({ offset, link, share, weight, cap }: Instance): Rows {
  return {
    flows: new Int32Array(offset.length - 1),
    offset: new Int32Array(offset.length),
    link: new Int32Array(link.length),
    share: share && new Float64Array(share.length),
    weight: weight && new Float64Array(weight.length),
    cap: cap && new Float64Array(cap.length),
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
  /** Active flows of link l: `flow[start[l] ... start[l] + degree[l]]`. */
  readonly start: Int32Array;
  readonly degree: Int32Array;
  readonly flow: Int32Array;
  /** Per place in `flow`: which entry of the universe stands there, and the other way round. */
  readonly entry: Int32Array;
  readonly #place: Int32Array;

  constructor(universe: Instance) {
    this.universe = universe;
    this.capacity = universe.capacity.slice();
    this.isActive = new Uint8Array(universe.offset.length - 1);
    this.degree = new Int32Array(universe.capacity.length);
    const steps = transposeSteps(universe, universe.link.length + 1);
    let turned = steps.next();
    while (!turned.done) turned = steps.next();
    this.start = turned.value.offset;
    this.flow = turned.value.flow;
    this.entry = new Int32Array(universe.link.length);
    this.#place = new Int32Array(universe.link.length);
    const next = this.start.slice();
    for (let e = 0; e < universe.link.length; e++) {
      const at = next[universe.link[e]!]!++;
      this.entry[at] = e;
      this.#place[e] = at;
    }
  }

  /** Switches a flow on or off; asks for a change. */
  set(f: number, active: boolean): void {
    if ((this.isActive[f] === 1) === active) throw new Error(`flow ${f} is ${active ? 'on' : 'off'} already`);
    const { offset, link } = this.universe;
    this.isActive[f] = active ? 1 : 0;
    this.activeCount += active ? 1 : -1;
    for (let e = offset[f]!; e < offset[f + 1]!; e++) {
      const l = link[e]!;
      this.activeEntries += active ? 1 : -1;
      const border = active ? this.start[l]! + this.degree[l]!++ : this.start[l]! + --this.degree[l]!;
      if (this.degree[l] === (active ? 1 : 0)) this.usedLinks += active ? 1 : -1;
      this.#swap(this.#place[e]!, border);
    }
  }

  #swap(a: number, b: number): void {
    if (a === b) return;
    const { flow, entry } = this;
    const place = this.#place;
    [flow[a], flow[b]] = [flow[b]!, flow[a]!];
    [entry[a], entry[b]] = [entry[b]!, entry[a]!];
    place[entry[a]!] = a;
    place[entry[b]!] = b;
  }

  /**
   * The instance of all active flows, links as they are numbered in the universe; `flows[i]` is whose row i is. It stands in arrays that the next
   * call overwrites. Flows that are active in a row are copied as one: a full solve waits for it.
   */
  extractAll(): { instance: Instance; flows: Int32Array } {
    const { offset: from, link: all, share: shares, weight, cap } = this.universe;
    const { isActive } = this;
    const rows = (this.#rows ??= rowsFor(this.universe));
    const { flows, offset, link, share } = rows;
    const count = isActive.length;
    let row = 0;
    let at = 0;
    for (let f = 0; f < count;) {
      if (isActive[f] === 0) {
        f++;
        continue;
      }
      let end = f + 1;
      while (end < count && isActive[end] === 1) end++;
      const first = from[f]!;
      const last = from[end]!;
      if (last - first > fewEntries) {
        link.set(all.subarray(first, last), at);
        if (share !== null) share.set(shares!.subarray(first, last), at);
      } else {
        for (let e = first, to = at; e < last; e++, to++) {
          link[to] = all[e]!;
          if (share !== null) share[to] = shares![e]!;
        }
      }
      const shift = at - first;
      for (; f < end; f++) {
        flows[row++] = f;
        offset[row] = from[f + 1]! + shift;
      }
      at += last - first;
    }
    if (weight !== null) for (let i = 0; i < row; i++) rows.weight![i] = weight[flows[i]!]!;
    if (cap !== null) for (let i = 0; i < row; i++) rows.cap![i] = cap[flows[i]!]!;
    const instance = {
      capacity: this.capacity,
      offset: offset.subarray(0, row + 1),
      link: link.subarray(0, at),
      share: share && share.subarray(0, at),
      weight: rows.weight && rows.weight.subarray(0, row),
      cap: rows.cap && rows.cap.subarray(0, row),
    };
    return { instance, flows: flows.subarray(0, row) };
  }

  #rows: Rows | null = null;

  /**
   * The problem of some flows on what the others leave of their links, which are renumbered. Answers the universe's number of each link, in an
   * array that the next call overwrites. `used[l] + taken[l]` is what the others take of link l. Flows of `beside` come after those.
   */
  extractSmall(
    flows: readonly number[],
    used: Float64Array,
    taken: Float64Array,
    out: SmallProblem,
    beside: Beside | null = null,
  ): Int32Array {
    const { offset } = this.universe;
    let entries = beside === null ? 0 : beside.link.length;
    for (let i = 0; i < flows.length; i++) entries += offset[flows[i]! + 1]! - offset[flows[i]!]!;
    out.reserve(flows.length + besideCount(beside), entries, this.universe);
    if (this.#list.length < entries) this.#list = new Int32Array(2 * entries);
    out.flows = out.links = out.entries = 0;
    out.offset[0] = 0;
    for (let i = 0; i < flows.length; i++) this.#addRow(this.universe, flows[i]!, used, taken, out);
    for (let i = 0; i < besideCount(beside); i++) this.#addRow(beside!, i, used, taken, out);
    const number = this.#number;
    const list = this.#list;
    for (let i = 0; i < out.links; i++) number[list[i]!] = 0;
    return list;
  }

  #addRow(
    { offset: from, link: all, share, weight, cap }: Beside & { readonly cap?: Float64Array | null },
    f: number,
    used: Float64Array,
    taken: Float64Array,
    out: SmallProblem,
  ): void {
    const number = this.#number;
    const list = this.#list;
    const row = out.flows++;
    let links = out.links;
    let at = out.entries;
    for (let e = from[f]!; e < from[f + 1]!; e++) {
      const l = all[e]!;
      if (number[l] === 0) {
        const rest = this.capacity[l]! - used[l]! - taken[l]!;
        out.capacity[links] = rest > 0 ? rest : 0;
        list[links++] = l;
        number[l] = links;
      }
      if (out.share !== null) out.share[at] = share === null ? 1 : share[e]!;
      out.link[at++] = number[l]! - 1;
    }
    out.links = links;
    out.entries = at;
    out.offset[row + 1] = at;
    if (out.weight !== null) out.weight[row] = weight === null ? 1 : weight[f]!;
    if (out.cap !== null) out.cap[row] = cap?.[f] ?? Infinity;
  }

  #list = new Int32Array(256);

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
    const number = this.#number;
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
    for (let i = 0; i < links.length; i++) {
      capacity[i] = capacityOf(links[i]!);
      number[links[i]!] = 0;
    }
    const gather = (values: Float64Array | null): Float64Array | null =>
      values && Float64Array.from(flows, (f) => values[f]!);
    const instance = { capacity, offset, link, share, weight: gather(universe.weight), cap: gather(universe.cap) };
    return { instance, links };
  }

  readonly #numbers: { list: Int32Array | null } = { list: null };

  get #number(): Int32Array {
    return (this.#numbers.list ??= new Int32Array(this.universe.capacity.length));
  }
}
