/**
 * Which parts of a fabric may be copies of each other: guesses, which `fold-pass.ts` holds against the links.
 *
 * The tree of groups has most of them: pods of a plane, units of a pod, servers of a unit, each a run of nodes. Where a fabric came without groups,
 * swaps that a generator claims are read as chains of copies. Of what little is left after these, colour refinement says what looks alike:
 * nodes of one class that see the same, each with what it alone sees (an accelerator with its card, a spine with its cores).
 */
import { symmetrySteps, type Symmetry, type Topology } from '@weft/topology';
import { inSlices, type Steps } from '../steps.ts';
import type { Chain, Links } from './fold-pass.ts';
import { refineSteps, type ColouredGraph, type Partition } from './refine.ts';

/** Nodes looked at between two pauses, and groups. */
const quantum = 500_000;
const groupSlice = 60_000;
/** Nodes of claimed swaps likewise. */
const claimQuantum = 200_000;
/** Ends put into words likewise. */
const sightQuantum = 10_000;
/** Links among which likely chains are looked for at most. */
const mostLinks = 120_000;
/** Arcs looked at for parts between two pauses. */
const partQuantum = 50_000;

/** Groups of one class and depth that are runs of nodes, the outermost and largest families first. */
export interface GroupFamilies {
  readonly count: number;
  /** The chains of a family, one for each parent and size, of those groups whose first node `isLeft`; null takes all. */
  readonly chains: (family: number, isLeft: Uint8Array | null) => Steps<Chain[]>;
}

/** The families of a topology's groups. */
export function* groupFamilies(topology: Topology): Steps<GroupFamilies> {
  const { nodeCount, groupCount, groupParent, groupClass, groupClasses } = topology;
  const { first, size } = yield* runsOfGroups(topology);
  yield { phase: 'symmetry', fraction: 0 };
  const depth = new Int32Array(groupCount);
  const familyOf = new Int32Array(groupCount).fill(-1);
  const numbers = new Map<number, number>();
  const families: { readonly number: number; readonly depth: number; nodes: number }[] = [];
  yield* inSlices(groupCount, groupSlice, 'symmetry', (from, to) => {
    for (let g = Math.max(1, from); g < to; g++) {
      depth[g] = depth[groupParent[g]!]! + 1;
      if (size[g]! <= 0) continue;
      const key = depth[g]! * groupClasses.length + groupClass[g]!;
      let number = numbers.get(key);
      if (number === undefined) {
        number = families.length;
        numbers.set(key, number);
        families.push({ number, depth: depth[g]!, nodes: 0 });
      }
      familyOf[g] = number;
      families[number]!.nodes += size[g]!;
    }
  });
  const order = families.toSorted((x, y) => x.depth - y.depth || y.nodes - x.nodes);
  const chains = function* (family: number, isLeft: Uint8Array | null): Steps<Chain[]> {
    const { number } = order[family]!;
    const alike = new Map<number, number[]>();
    yield* inSlices(groupCount, groupSlice, 'symmetry', (from, to) => {
      for (let g = Math.max(1, from); g < to; g++) {
        if (familyOf[g] !== number || (isLeft !== null && isLeft[first[g]!] === 0)) continue;
        const key = groupParent[g]! * (nodeCount + 1) + size[g]!;
        const known = alike.get(key);
        if (known === undefined) alike.set(key, [g]);
        else known.push(g);
      }
    });
    const found: Chain[] = [];
    for (const groups of alike.values()) {
      if (groups.length < 2) continue;
      const starts = Int32Array.from(groups, (g) => first[g]!);
      found.push({ copies: groups.length, size: size[groups[0]!]!, starts, nodes: null });
    }
    return found;
  };
  return { count: order.length, chains };
}

/** Per group the first node below it and how many there are; 0 where they are no run. */
function* runsOfGroups({ nodeCount, nodeGroup, groupCount, groupParent }: Topology): Steps<{
  readonly first: Int32Array;
  readonly size: Int32Array;
}> {
  const first = new Int32Array(groupCount).fill(0x7fffffff);
  const last = new Int32Array(groupCount).fill(-1);
  const size = new Int32Array(groupCount);
  yield* inSlices(nodeCount, quantum, 'symmetry', (from, to) => gather(nodeGroup, from, to, first, last, size));
  yield { phase: 'symmetry', fraction: 0 };
  // A group stands after its parent.
  for (let g = groupCount - 1; g > 0; g--) {
    const p = groupParent[g]!;
    if (first[g]! < first[p]!) first[p] = first[g]!;
    if (last[g]! > last[p]!) last[p] = last[g]!;
    size[p]! += size[g]!;
  }
  for (let g = 0; g < groupCount; g++) if (last[g]! - first[g]! + 1 !== size[g]) size[g] = 0;
  return { first, size };
}

/** Nodes mostly stand group by group. */
function gather(
  nodeGroup: Int32Array,
  from: number,
  to: number,
  first: Int32Array,
  last: Int32Array,
  size: Int32Array,
): void {
  for (let v = from; v < to;) {
    const g = nodeGroup[v]!;
    const start = v;
    while (v < to && nodeGroup[v] === g) v++;
    if (start < first[g]!) first[g] = start;
    if (v - 1 > last[g]!) last[g] = v - 1;
    size[g]! += v - start;
  }
}

/**
 * Families of chains of copies that claimed swaps change places of: those whose copies are runs of nodes first, and the larger before the smaller, which
 * may be parts of them. What does anything but swap is passed over.
 */
export function* claimedChains(topology: Topology): Steps<Chain[][]> {
  const families = new Map<string, Chain[]>();
  for (const region of topology.regions) {
    const making = symmetrySteps(region);
    let made = making.next();
    for (; made.done !== true; made = making.next()) yield { phase: 'symmetry', fraction: 0 };
    const symmetries = made.value;
    let read = 0;
    for (let k = 0; k < symmetries.length;) {
      const end = chainEnd(symmetries, k);
      if (end > k) addTo(families, chainOf(symmetries, k, end));
      const next = Math.max(k + 1, end);
      for (; k < next; k++) read += symmetries[k]!.nodes.length + 1;
      if (read < claimQuantum) continue;
      read = 0;
      yield { phase: 'symmetry', fraction: 0 };
    }
  }
  return [...families.values()].toSorted(([x], [y]) => listed(x!) - listed(y!) || y!.size - x!.size);
}

/** 1 for copies that are lists. */
function listed({ starts }: Chain): number {
  return starts === null ? 1 : 0;
}

/** Where the swaps from `from` on that hand one copy on to the next end; `from` itself where there is none. */
function chainEnd(symmetries: readonly Symmetry[], from: number): number {
  let k = from;
  while (
    k < symmetries.length &&
    isSwap(symmetries[k]!) &&
    (k === from || goesOn(symmetries[k - 1]!, symmetries[k]!))
  ) {
    k++;
  }
  return k;
}

/** Whether a symmetry has the nodes of its second half change places with those of the first, one by one. */
function isSwap({ nodes, images }: Symmetry): boolean {
  const half = nodes.length >> 1;
  if (half === 0 || 2 * half !== nodes.length || images.length !== nodes.length) return false;
  for (let i = 0; i < half; i++) if (images[i] !== nodes[half + i] || images[half + i] !== nodes[i]) return false;
  return true;
}

/** Whether the copy that one swap ends with is the one that the next begins with. */
function goesOn({ nodes: before }: Symmetry, { nodes }: Symmetry): boolean {
  const half = nodes.length >> 1;
  if (before.length !== nodes.length) return false;
  for (let i = 0; i < half; i++) if (before[half + i] !== nodes[i]) return false;
  return true;
}

/** The copies that swaps `from ... to` change places of. */
function chainOf(symmetries: readonly Symmetry[], from: number, to: number): Chain {
  const size = symmetries[from]!.nodes.length >> 1;
  const copies = to - from + 1;
  const nodes = new Int32Array(size * copies);
  let isRuns = true;
  for (let c = 0; c < copies; c++) {
    const swap = symmetries[c === 0 ? from : from + c - 1]!.nodes;
    const at = c === 0 ? 0 : size;
    for (let i = 0; i < size; i++) {
      nodes[c * size + i] = swap[at + i]!;
      isRuns &&= swap[at + i] === swap[at]! + i;
    }
  }
  if (!isRuns) return { copies, size, starts: null, nodes };
  const starts = new Int32Array(copies);
  for (let c = 0; c < copies; c++) starts[c] = nodes[c * size]!;
  return { copies, size, starts, nodes: null };
}

function addTo(families: Map<string, Chain[]>, chain: Chain): void {
  const key = `${chain.size} ${chain.starts === null}`;
  const known = families.get(key);
  if (known === undefined) families.set(key, [chain]);
  else known.push(chain);
}

/**
 * Chains of nodes that look alike among those that are left, each with what it alone sees. `kind` tells nodes apart by small numbers; `place` has a number for
 * each node of the topology, of any value.
 */
export function* likelyChains(
  links: Links,
  nodes: Int32Array,
  kind: (node: number) => number,
  place: Int32Array,
): Steps<Chain[]> {
  if (links.count > mostLinks) return [];
  for (let i = 0; i < nodes.length; i++) place[nodes[i]!] = i;
  const graph = graphOf(links, nodes.length, place);
  yield { phase: 'symmetry', fraction: 0 };
  const initial = new Int32Array(nodes.length);
  for (let i = 0; i < nodes.length; i++) initial[i] = kind(nodes[i]!);
  const partition = yield* refineSteps(graph, initial);
  const parts = yield* partsOf(graph, partition);
  // Parts of the same classes that see the same outside them.
  const alike = new Map<string, number[][]>();
  let seen = 0;
  for (const part of parts) {
    for (const v of part) seen += graph.offset[v + 1]! - graph.offset[v]! + 1;
    if (seen > sightQuantum) {
      seen = 0;
      yield { phase: 'symmetry', fraction: 0 };
    }
    const name = sightOf(graph, partition, part);
    const known = alike.get(name);
    if (known === undefined) alike.set(name, [part]);
    else known.push(part);
  }
  yield { phase: 'symmetry', fraction: 0 };
  const chains: Chain[] = [];
  for (const copies of alike.values()) {
    if (copies.length < 2) continue;
    const size = copies[0]!.length;
    const list = new Int32Array(size * copies.length);
    copies.forEach((part, c) => part.forEach((i, j) => (list[c * size + j] = nodes[i]!)));
    chains.push({ copies: copies.length, size, starts: null, nodes: list });
  }
  return chains;
}

/** The links among nodes by their places in the list, coloured by capacity. */
function graphOf({ count, a, b, capacity }: Links, nodeCount: number, place: Int32Array): ColouredGraph {
  const offset = new Int32Array(nodeCount + 1);
  for (let e = 0; e < count; e++) {
    offset[place[a[e]!]! + 1]!++;
    offset[place[b[e]!]! + 1]!++;
  }
  for (let i = 0; i < nodeCount; i++) offset[i + 1]! += offset[i]!;
  const next = offset.slice(0, -1);
  const neighbour = new Int32Array(2 * count);
  const colour = new Int32Array(2 * count);
  const colours = new Map<number, number>();
  for (let e = 0; e < count; e++) {
    let c = colours.get(capacity[e]!);
    if (c === undefined) colours.set(capacity[e]!, (c = colours.size));
    const from = place[a[e]!]!;
    const to = place[b[e]!]!;
    const i = next[from]!++;
    neighbour[i] = to;
    colour[i] = c;
    const j = next[to]!++;
    neighbour[j] = from;
    colour[j] = c;
  }
  return { nodeCount, offset, neighbour, colour, colours: Math.max(1, colours.size) };
}

/** Nodes of classes of several, each with those of other classes that see it alone as it sees them: by class, none with two of one class. */
function* partsOf(graph: ColouredGraph, partition: Partition): Steps<number[][]> {
  const { nodeCount, offset, neighbour } = graph;
  const { classOf, size } = partition;
  const partners = partnersOf(graph, partition);
  const part = new Int32Array(nodeCount).fill(-1);
  const parts: number[][] = [];
  let looked = 0;
  for (let v = 0; v < nodeCount; v++) {
    if (part[v]! >= 0 || size[classOf[v]!]! < 2) continue;
    const members = [v];
    part[v] = parts.length;
    for (let m = 0; m < members.length; m++) {
      const u = members[m]!;
      const own = partners[classOf[u]!];
      if (own === undefined) continue;
      looked += offset[u + 1]! - offset[u]!;
      for (let i = offset[u]!; i < offset[u + 1]!; i++) {
        const w = neighbour[i]!;
        if (part[w]! >= 0 || !own.includes(classOf[w]!)) continue;
        part[w] = parts.length;
        members.push(w);
      }
    }
    members.sort((x, y) => classOf[x]! - classOf[y]!);
    if (members.every((w, i) => i === 0 || classOf[w] !== classOf[members[i - 1]!])) parts.push(members);
    if (++looked < partQuantum) continue;
    looked = 0;
    yield { phase: 'symmetry', fraction: 0 };
  }
  return parts;
}

/** Per class those of its size of which each of its nodes sees one alone: classes are equitable, so one node tells, and it is so both ways. */
function partnersOf({ offset, neighbour }: ColouredGraph, { classCount, classOf, member, start, size }: Partition) {
  const partners: (readonly number[] | undefined)[] = [];
  const seen = new Int32Array(classCount);
  for (let c = 0; c < classCount; c++) {
    if (size[c]! < 2) continue;
    const v = member[start[c]!]!;
    for (let i = offset[v]!; i < offset[v + 1]!; i++) seen[classOf[neighbour[i]!]!]!++;
    const own: number[] = [];
    for (let i = offset[v]!; i < offset[v + 1]!; i++) {
      const d = classOf[neighbour[i]!]!;
      if (d !== c && seen[d] === 1 && size[d] === size[c]) own.push(d);
    }
    for (let i = offset[v]!; i < offset[v + 1]!; i++) seen[classOf[neighbour[i]!]!] = 0;
    if (own.length > 0) partners[c] = own;
  }
  return partners;
}

/** What a part is and sees, as a word: its classes, and each end outside it. */
function sightOf(
  { offset, neighbour, colour }: ColouredGraph,
  { classOf }: Partition,
  part: readonly number[],
): string {
  const words: string[] = [];
  for (const v of part) {
    const outside: string[] = [];
    for (let i = offset[v]!; i < offset[v + 1]!; i++) {
      const u = neighbour[i]!;
      outside.push(part.includes(u) ? `.${classOf[u]!}*${colour[i]!}` : `${u}*${colour[i]!}`);
    }
    words.push(`${classOf[v]!}:${outside.toSorted().join(' ')}`);
  }
  return words.join('|');
}
