/**
 * Max-min filling of a handful of flows: textbook levels, without heap or transpose, which for some dozens of incidences is the quickest.
 *
 * O(levels x entries). The sums of rising flows are made anew at each level, so nothing drifts. Works in arrays that are kept between calls,
 * since a simulation fills a handful of flows a hundred thousand times a second.
 */
import type { Filled } from './fill.ts';
import { limitedByCap, withoutLink, type Instance } from './instance.ts';
import { tie } from './unit.ts';

/** Up to so many incidences this is taken for the filling of a change. */
export const smallEntries = 400;

/** An instance in arrays that are longer than what stands in them. */
export class SmallProblem {
  flows = 0;
  links = 0;
  /** Flow-link pairs of all flows. */
  entries = 0;
  offset = new Int32Array(64);
  link = new Int32Array(256);
  /** Per link: what its owner calls it. */
  list = new Int32Array(256);
  capacity = new Float64Array(256);
  share: Float64Array | null = null;
  weight: Float64Array | null = null;
  cap: Float64Array | null = null;
  rate = new Float64Array(64);
  bottleneck = new Int32Array(64);
  remaining = new Float64Array(256);
  demand = new Float64Array(256);

  /** Empties it and makes room; `like` says which of the optional arrays there are. */
  reserve(flows: number, entries: number, like: Pick<Instance, 'share' | 'weight' | 'cap'>): void {
    this.flows = this.links = this.entries = 0;
    if (this.offset.length <= flows) {
      const room = 2 * flows;
      this.offset = new Int32Array(room + 1);
      this.rate = new Float64Array(room);
      this.bottleneck = new Int32Array(room);
    }
    if (this.link.length < entries) {
      const room = 2 * entries;
      this.link = new Int32Array(room);
      this.list = new Int32Array(room);
      this.capacity = new Float64Array(room);
      this.remaining = new Float64Array(room);
      this.demand = new Float64Array(room);
    }
    this.share = kept(this.share, like.share, this.link.length);
    this.weight = kept(this.weight, like.weight, this.offset.length);
    this.cap = kept(this.cap, like.cap, this.offset.length);
  }

  /** What stands in it, for the kernels of large instances. */
  instance(): Instance {
    const { flows, links, entries, offset, link, share, capacity, weight, cap } = this;
    return {
      capacity: capacity.subarray(0, links),
      offset: offset.subarray(0, flows + 1),
      link: link.subarray(0, entries),
      share: share && share.subarray(0, entries),
      weight: weight && weight.subarray(0, flows),
      cap: cap && cap.subarray(0, flows),
    };
  }
}

function kept(array: Float64Array | null, like: Float64Array | null, room: number): Float64Array | null {
  if (like === null) return null;
  return array !== null && array.length >= room ? array : new Float64Array(room);
}

/** Fills an instance of any size: the kernel by itself. */
export function fillSmall(instance: Instance): Filled {
  const problem = new SmallProblem();
  const flows = instance.offset.length - 1;
  const links = instance.capacity.length;
  problem.reserve(flows, Math.max(instance.link.length, links), instance);
  problem.flows = flows;
  problem.links = links;
  problem.entries = instance.link.length;
  problem.offset.set(instance.offset);
  problem.link.set(instance.link);
  problem.capacity.set(instance.capacity);
  if (instance.share !== null) problem.share!.set(instance.share);
  if (instance.weight !== null) problem.weight!.set(instance.weight);
  if (instance.cap !== null) problem.cap!.set(instance.cap);
  const levels = fillProblem(problem);
  return { rate: problem.rate.slice(0, flows), bottleneck: problem.bottleneck.slice(0, flows), levels };
}

/** Writes rates and bottlenecks of a problem; answers how many levels there were. */
export function fillProblem(problem: SmallProblem): number {
  const { flows, links, offset, link, capacity, share, weight, cap, rate, bottleneck, remaining, demand } = problem;
  let levels = 0;
  let left = flows;
  for (let l = 0; l < links; l++) remaining[l] = capacity[l]!;
  for (let f = 0; f < flows; f++) {
    bottleneck[f] = withoutLink;
    rate[f] = 0;
    if (offset[f] !== offset[f + 1]) continue;
    rate[f] = cap === null ? Infinity : cap[f]!;
    if (rate[f]! < Infinity) bottleneck[f] = limitedByCap;
    left--;
  }
  // A rising flow is one without a bottleneck that has links.
  while (left > 0) {
    levels++;
    for (let l = 0; l < links; l++) demand[l] = 0;
    let level = Infinity;
    let capLevel = Infinity;
    for (let f = 0; f < flows; f++) {
      if (bottleneck[f] !== withoutLink) continue;
      const w = weight === null ? 1 : weight[f]!;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) demand[link[i]!]! += share === null ? w : w * share[i]!;
      if (cap !== null && offset[f] !== offset[f + 1]) capLevel = Math.min(capLevel, cap[f]! / w);
    }
    for (let l = 0; l < links; l++) {
      if (demand[l]! > 0) level = Math.min(level, (remaining[l]! > 0 ? remaining[l]! : 0) / demand[l]!);
    }
    // Caps that are reached no later than a link saturates come first, as a level of their own.
    const capped = capLevel <= level * (1 + tie);
    const bound = level * (1 + tie);
    // Which links saturate is settled before any flow stops; a saturated link is marked by a demand below 0.
    const judged = capped ? 0 : links;
    for (let l = 0; l < judged; l++) if (demand[l]! > 0 && remaining[l]! <= demand[l]! * bound) demand[l] = -1;
    for (let f = 0; f < flows; f++) {
      if (bottleneck[f] !== withoutLink || offset[f] === offset[f + 1]) continue;
      const w = weight === null ? 1 : weight[f]!;
      let at = withoutLink;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) {
        const l = link[i]!;
        if (demand[l]! < 0 && (at === withoutLink || l < at)) at = l;
      }
      let r = level * w;
      if (capped && cap![f]! <= capLevel * w) {
        at = limitedByCap;
        r = cap![f]!;
      }
      if (at === withoutLink) continue;
      rate[f] = r;
      bottleneck[f] = at;
      left--;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) remaining[link[i]!]! -= share === null ? r : r * share[i]!;
    }
  }
  return levels;
}
