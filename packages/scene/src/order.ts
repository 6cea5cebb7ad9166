/**
 * The links of a topology put in an order in which every bundle of a picture is a few ranges.
 *
 * A link belongs to the innermost group that holds both its ends. Within a group its links stand by the pair of roles they join, as seen from that
 * group (what lies in a server counts as server); that is a *run*. A run is split further, when first asked for, by the pair of direct members it
 * joins: a *cell*. A closed group needs only the runs below it, an open one its cells; so no picture walks over single links, except those that
 * cross into an open child.
 *
 * Cost: two counting sorts of rows of links, O(links + groups), once per topology and filter; cells O(links + members) of the runs they are asked for.
 */
import { inSlices, type Steps } from '@weft/solver';
import { roleCount } from './roles.ts';
import type { SceneTree } from './tree.ts';

/** A range of links and what they sum to. Kinds and fabrics are places in `LinkOrder.kinds` and `.fabrics`, -1 when they differ. */
export interface Range {
  readonly start: number;
  readonly end: number;
  readonly capacity_Gbps: number;
  readonly kind: number;
  readonly fabric: number;
}

/** Links of one group that join two roles; `low <= high`. */
export interface Run extends Range {
  readonly low: number;
  readonly high: number;
}

/** Links of one run that join the same two members (places of the group, see `SceneTree.placeIn`); `low` is of the run's low role. */
export interface Cell extends Range {
  readonly low: number;
  readonly high: number;
}

/** What pauses are told to be for. */
const phase = 'picture';
/** Links looked at between two pauses: a millisecond or less. */
const slice = 25_000;

/** Links that follow each other, meet in one group and join one pair of roles: generators make most of them so, and rows are sorted sooner than links. */
interface Rows {
  count: number;
  /** All links of all rows. */
  links: number;
  readonly first: Int32Array;
  readonly length: Int32Array;
  readonly group: Int32Array;
  readonly pair: Uint8Array;
}

/** A longer row is cut, so that pauses come in time. */
const longestRow = 1024;

export class LinkOrder {
  readonly tree: SceneTree;
  /** The shown links, in order. */
  link: Int32Array = new Int32Array(0);
  readonly kinds: readonly string[];
  readonly fabrics: readonly string[];

  #groupOffset: Int32Array = new Int32Array(0);
  /** Role pair per position, `low * roleCount + high`. */
  #pair: Uint8Array = new Uint8Array(0);
  readonly #kindOfClass: readonly number[];
  readonly #fabricOfClass: readonly number[];
  readonly #runs = new Map<number, readonly Run[]>();
  readonly #cells = new Map<Run, readonly Cell[]>();

  private constructor(tree: SceneTree) {
    this.tree = tree;
    const { topology } = tree;
    this.kinds = [...new Set(topology.linkClasses.map((c) => c.kind))];
    this.fabrics = [...new Set(topology.linkClasses.map((c) => c.fabric))];
    this.#kindOfClass = topology.linkClasses.map((c) => this.kinds.indexOf(c.kind));
    this.#fabricOfClass = topology.linkClasses.map((c) => this.fabrics.indexOf(c.fabric));
  }

  /** Sorts the links of a topology, with pauses. */
  static *steps(tree: SceneTree): Steps<LinkOrder> {
    const order = new LinkOrder(tree);
    yield* order.#sort();
    return order;
  }

  *#sort(): Steps<void> {
    const { linkCount, groupCount } = this.tree.topology;
    const rows: Rows = {
      count: 0,
      links: 0,
      first: new Int32Array(linkCount),
      length: new Int32Array(linkCount),
      group: new Int32Array(linkCount),
      pair: new Uint8Array(linkCount),
    };
    yield* inSlices(linkCount, slice, phase, (from, to) => this.#lookAt(from, to, rows));
    const all = new Int32Array(rows.count);
    for (let r = 0; r < all.length; r++) all[r] = r;
    const byPair = yield* countingSort(all, rows.pair, roleCount * roleCount);
    const byGroup = yield* countingSort(byPair.item, rows.group, groupCount);
    const link = new Int32Array(rows.links);
    const pair = new Uint8Array(rows.links);
    const offset = new Int32Array(groupCount + 1);
    let at = 0;
    const rowsInSlice = Math.max(1, Math.floor((slice * rows.count) / Math.max(1, rows.links)));
    yield* inSlices(rows.count, rowsInSlice, phase, (from, to) => {
      for (let i = from; i < to; i++) {
        const r = byGroup.item[i]!;
        const length = rows.length[r]!;
        const first = rows.first[r]!;
        const ofRow = rows.pair[r]!;
        for (let k = 0; k < length; k++) {
          link[at + k] = first + k;
          pair[at + k] = ofRow;
        }
        at += length;
        offset[rows.group[r]! + 1]! += length;
      }
    });
    for (let g = 0; g < groupCount; g++) offset[g + 1]! += offset[g]!;
    this.link = link;
    this.#pair = pair;
    this.#groupOffset = offset;
  }

  /** Adds the shown links `from ... to` to the rows: where they meet and which roles they join. */
  #lookAt(from: number, to: number, rows: Rows): void {
    const { topology, hidden, role } = this.tree;
    const { nodeGroup, linkA, linkB } = topology;
    // Links between the same two groups stand one after the other: what groups decide is worked out once.
    let lastA = -1;
    let lastB = -1;
    let meeting = 0;
    let foldedA = -1;
    let foldedB = -1;
    let row = rows.count - 1;
    let length = row < 0 ? 0 : rows.length[row]!;
    for (let e = from; e < to; e++) {
      if (hidden?.link[e]) continue;
      const ga = nodeGroup[linkA[e]!]!;
      const gb = nodeGroup[linkB[e]!]!;
      if (ga !== lastA || gb !== lastB) {
        lastA = ga;
        lastB = gb;
        meeting = this.#meetingGroup(ga, gb);
        foldedA = this.tree.foldedRole(meeting, ga);
        foldedB = this.tree.foldedRole(meeting, gb);
      }
      const a = foldedA < 0 ? role[linkA[e]!]! : foldedA;
      const b = foldedB < 0 ? role[linkB[e]!]! : foldedB;
      const pair = a < b ? a * roleCount + b : b * roleCount + a;
      rows.links++;
      const goesOn =
        row >= 0 &&
        rows.group[row] === meeting &&
        rows.pair[row] === pair &&
        rows.first[row]! + length === e &&
        length < longestRow;
      if (goesOn) {
        rows.length[row] = ++length;
        continue;
      }
      row = rows.count++;
      length = 1;
      rows.first[row] = e;
      rows.length[row] = 1;
      rows.group[row] = meeting;
      rows.pair[row] = pair;
    }
  }

  /** The runs of the links that meet in a group. */
  runsOf(group: number): readonly Run[] {
    const known = this.#runs.get(group);
    if (known) return known;
    const runs: Run[] = [];
    const end = this.#groupOffset[group + 1]!;
    for (let start = this.#groupOffset[group]!; start < end;) {
      const pair = this.#pair[start]!;
      let next = start + 1;
      while (next < end && this.#pair[next] === pair) next++;
      runs.push({
        low: Math.floor(pair / roleCount),
        high: pair % roleCount,
        ...this.#summed(this.link, start, next, 0),
      });
      start = next;
    }
    this.#runs.set(group, runs);
    return runs;
  }

  /** The cells of one of a group's runs. Sorts the run's links by member, in place: its range stays the same. Pauses while it does. */
  *cellsOf(group: number, run: Run): Steps<readonly Cell[]> {
    const known = this.#cells.get(run);
    if (known) return known;
    const { tree } = this;
    const length = run.end - run.start;
    const links = this.link.slice(run.start, run.end);
    const low = new Int32Array(length);
    const high = new Int32Array(length);
    yield* inSlices(length, slice, phase, (from, to) => this.#places(group, run, links, low, high, from, to));
    const byIndex = yield* sortedByPair(low, high, tree.placeCount(group));
    const sorted = new Int32Array(length);
    yield* inSlices(length, slice, phase, (from, to) => {
      for (let i = from; i < to; i++) sorted[i] = links[byIndex[i]!]!;
    });
    const cells: Cell[] = [];
    const endOfCell = (first: number): number => {
      const [l, h] = [low[byIndex[first]!], high[byIndex[first]!]];
      let next = first + 1;
      while (next < length && low[byIndex[next]!] === l && high[byIndex[next]!] === h) next++;
      return next;
    };
    let paused = 0;
    for (let i = 0; i < length;) {
      const next = endOfCell(i);
      const first = byIndex[i]!;
      cells.push({ low: low[first]!, high: high[first]!, ...this.#summed(sorted, i, next, run.start) });
      i = next;
      if (i < paused + slice) continue;
      paused = i;
      yield { phase, fraction: i / length };
    }
    // Two pictures may have sorted it side by side: the order of the first stays, all at once.
    const meanwhile = this.#cells.get(run);
    if (meanwhile) return meanwhile;
    this.link.set(sorted, run.start);
    this.#cells.set(run, cells);
    return cells;
  }

  /** The members that links `from ... to` of a run join. */
  #places(
    group: number,
    run: Run,
    links: Int32Array,
    low: Int32Array,
    high: Int32Array,
    from: number,
    to: number,
  ): void {
    const { linkA, linkB } = this.tree.topology;
    const endA = new MemberEnd(this.tree, group);
    const endB = new MemberEnd(this.tree, group);
    for (let i = from; i < to; i++) {
      endA.look(linkA[links[i]!]!);
      endB.look(linkB[links[i]!]!);
      const swap = run.low === run.high ? endB.place < endA.place : endA.role !== run.low;
      low[i] = swap ? endB.place : endA.place;
      high[i] = swap ? endA.place : endB.place;
    }
  }

  /** What one link contributes. */
  single(position: number): Range {
    return this.#summed(this.link, position, position + 1, 0);
  }

  /** The sums of links `start ... end` of a list, which stands at `base` in the order. */
  #summed(links: Int32Array, start: number, end: number, base: number): Range {
    const { linkCapacity_Gbps, linkClass } = this.tree.topology;
    const first = linkClass[links[start]!]!;
    let kind = this.#kindOfClass[first]!;
    let fabric = this.#fabricOfClass[first]!;
    let capacity_Gbps = 0;
    for (let i = start; i < end; i++) {
      const e = links[i]!;
      capacity_Gbps += linkCapacity_Gbps[e]!;
      const c = linkClass[e]!;
      if (c === first) continue;
      if (this.#kindOfClass[c] !== kind) kind = -1;
      if (this.#fabricOfClass[c] !== fabric) fabric = -1;
    }
    return { start: base + start, end: base + end, capacity_Gbps, kind, fabric };
  }

  /** The innermost group that holds two; parents have lower numbers than their children. */
  #meetingGroup(one: number, other: number): number {
    const { groupParent } = this.tree.topology;
    let a = one;
    let b = other;
    while (a !== b) {
      if (a > b) a = groupParent[a]!;
      else b = groupParent[b]!;
    }
    return a;
  }
}

/** One end of link after link as seen from a group: its place there and its role. Ends in one group below are looked up once a row. */
class MemberEnd {
  place = 0;
  role = 0;
  readonly #tree: SceneTree;
  readonly #group: number;
  #last = -1;
  #child = 0;
  #folded = -1;

  constructor(tree: SceneTree, group: number) {
    this.#tree = tree;
    this.#group = group;
  }

  look(node: number): void {
    const own = this.#tree.topology.nodeGroup[node]!;
    if (own === this.#group) {
      this.place = this.#tree.placeIn(this.#group, node);
      this.role = this.#tree.role[node]!;
      return;
    }
    if (own !== this.#last) {
      this.#last = own;
      this.#child = this.#tree.placeOfChild(this.#group, own);
      this.#folded = this.#tree.foldedRole(this.#group, own);
    }
    this.place = this.#child;
    this.role = this.#folded < 0 ? this.#tree.role[node]! : this.#folded;
  }
}

/** Items in ascending order of `key[item]`, equal ones as they were; and where each key begins. */
function* countingSort(
  items: Int32Array,
  key: Int32Array | Uint8Array,
  keyCount: number,
): Steps<{ item: Int32Array; offset: Int32Array }> {
  const offset = new Int32Array(keyCount + 1);
  yield* inSlices(items.length, slice, phase, (from, to) => {
    for (let i = from; i < to; i++) offset[key[items[i]!]! + 1]!++;
  });
  for (let k = 0; k < keyCount; k++) offset[k + 1]! += offset[k]!;
  const next = offset.slice(0, keyCount);
  const item = new Int32Array(items.length);
  yield* inSlices(items.length, slice, phase, (from, to) => {
    for (let i = from; i < to; i++) item[next[key[items[i]!]!]!++] = items[i]!;
  });
  return { item, offset };
}

/** The indices of two parallel columns in ascending order of (low, high); short columns are compared, long ones counted. */
function* sortedByPair(low: Int32Array, high: Int32Array, keyCount: number): Steps<Int32Array> {
  const indices = new Int32Array(low.length);
  for (let i = 0; i < indices.length; i++) indices[i] = i;
  if (low.length * 16 < keyCount) {
    return indices.toSorted((i, j) => low[i]! - low[j]! || high[i]! - high[j]! || i - j);
  }
  const byHigh = yield* countingSort(indices, high, keyCount);
  return (yield* countingSort(byHigh.item, low, keyCount)).item;
}
