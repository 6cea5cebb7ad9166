/**
 * The links of an open group as bundles: all links between the same two spots are one.
 *
 * Cells between closed members are taken whole; only links into an open child are looked at one by one. Links whose ends share a spot vanish.
 */
import type { Steps } from '@weft/solver';
import type { LinkOrder, Range } from './order.ts';
import type { Spots } from './spots.ts';
import type { SceneTree } from './tree.ts';

/** All links between two spots, `a < b`. */
export interface Bundle {
  readonly a: number;
  readonly b: number;
  count: number;
  capacity_Gbps: number;
  /** Places in `LinkOrder.kinds` and `.fabrics`; -1 when the members differ. */
  kind: number;
  fabric: number;
  /** The members as ranges of `LinkOrder.link`: start, end, start, end ... */
  readonly ranges: number[];
}

/** Links between two roles of a closed group, over all that lies in it. */
interface ClosedPair {
  readonly low: number;
  readonly high: number;
  readonly ranges: readonly Range[];
}

/** The bundles that meet in an open group; null as soon as there are more than `limit`. */
export function* bundlesIn(spots: Spots, group: number, limit: number): Steps<Bundle[] | null> {
  const { tree, order } = spots.index;
  const found = new BundleSet(spots.count, limit);
  const { stacked, folded } = spots.mannerOf(group);
  const { ordinary } = tree.membersOf(group);
  const onlyStacks = folded || ordinary.length === 0;
  const noneOpen = !hasOpenChild(spots, group);

  for (const run of order.runsOf(group)) {
    if (found.isFull) return null;
    if (noneOpen && onlyStacks && stacked[run.low] && stacked[run.high]) {
      found.add(spots.ofStack(group, run.low), spots.ofStack(group, run.high), run);
      continue;
    }
    for (const cell of yield* order.cellsOf(group, run)) {
      const a = memberSpot(spots, group, cell.low, run.low);
      const b = memberSpot(spots, group, cell.high, run.high);
      if (a >= 0 && b >= 0) found.add(a, b, cell);
      else addOneByOne(spots, cell, found);
      if (found.isFull) return null;
    }
  }
  for (const child of ordinary) {
    if (spots.isOpen[child]) continue;
    for (const { low, high, ranges } of yield* closedPairsOf(tree, order, child)) {
      for (const range of ranges) found.add(spots.ofClosed(child, low), spots.ofClosed(child, high), range);
    }
    if (found.isFull) return null;
  }
  return found.bundles;
}

function hasOpenChild(spots: Spots, group: number): boolean {
  const { tree } = spots.index;
  for (let i = tree.childOffset[group]!; i < tree.childOffset[group + 1]!; i++) {
    if (spots.isOpen[tree.child[i]!]) return true;
  }
  return false;
}

/** The spot of all that a member shows in one role; -1 when the member is an open group, which has many. */
function memberSpot(spots: Spots, group: number, place: number, role: number): number {
  const member = spots.index.tree.atPlace(group, place);
  if (member < 0) return spots.mannerOf(group).stacked[role] ? spots.ofStack(group, role) : ~member;
  return spots.isOpen[member] ? -1 : spots.ofClosed(member, role);
}

function addOneByOne(spots: Spots, cell: Range, found: BundleSet): void {
  const { order, topology } = spots.index;
  for (let i = cell.start; i < cell.end; i++) {
    const link = order.link[i]!;
    found.add(spots.ofNode(topology.linkA[link]!), spots.ofNode(topology.linkB[link]!), order.single(i));
  }
}

/** Links and members met between two pauses: about a millisecond. */
const slice = 10_000;

/** Role pairs of a closed group, per index: asked for again at every picture. */
const closedPairs = new WeakMap<LinkOrder, Map<number, readonly ClosedPair[]>>();

/** The links between different roles in a closed group and all ordinary groups below it. What lies in devices is not seen. */
function* closedPairsOf(tree: SceneTree, order: LinkOrder, group: number): Steps<readonly ClosedPair[]> {
  let ofOrder = closedPairs.get(order);
  if (!ofOrder) closedPairs.set(order, (ofOrder = new Map<number, readonly ClosedPair[]>()));
  const known = ofOrder.get(group);
  if (known) return known;
  const pairs = new Map<string, { low: number; high: number; ranges: Range[] }>();
  const waiting = [group];
  let met = 0;
  for (let g = waiting.pop(); g !== undefined; g = waiting.pop()) {
    for (const run of order.runsOf(g)) {
      met += run.end - run.start;
      if (run.low === run.high) continue;
      const key = `${run.low} ${run.high}`;
      const pair = pairs.get(key);
      if (pair) pair.ranges.push(run);
      else pairs.set(key, { low: run.low, high: run.high, ranges: [run] });
    }
    for (const child of tree.membersOf(g).ordinary) waiting.push(child);
    met += tree.placeCount(g) + 1;
    if (met < slice) continue;
    met = 0;
    yield { phase: 'picture', fraction: 0 };
  }
  const found = [...pairs.values()];
  ofOrder.set(group, found);
  return found;
}

class BundleSet {
  readonly bundles: Bundle[] = [];
  readonly #at = new Map<number, Bundle>();
  readonly #spotCount: number;
  readonly #limit: number;

  constructor(spotCount: number, limit: number) {
    this.#spotCount = spotCount;
    this.#limit = limit;
  }

  get isFull(): boolean {
    return this.bundles.length > this.#limit;
  }

  add(from: number, to: number, range: Range): void {
    if (from === to) return;
    const a = Math.min(from, to);
    const b = Math.max(from, to);
    const key = a * this.#spotCount + b;
    const bundle = this.#at.get(key);
    if (!bundle) {
      const fresh: Bundle = {
        a,
        b,
        count: range.end - range.start,
        capacity_Gbps: range.capacity_Gbps,
        kind: range.kind,
        fabric: range.fabric,
        ranges: [range.start, range.end],
      };
      this.#at.set(key, fresh);
      this.bundles.push(fresh);
      return;
    }
    bundle.count += range.end - range.start;
    bundle.capacity_Gbps += range.capacity_Gbps;
    if (bundle.kind !== range.kind) bundle.kind = -1;
    if (bundle.fabric !== range.fabric) bundle.fabric = -1;
    if (bundle.ranges.at(-1) === range.start) bundle.ranges[bundle.ranges.length - 1] = range.end;
    else bundle.ranges.push(range.start, range.end);
  }
}
