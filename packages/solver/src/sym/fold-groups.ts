/**
 * Which parts of a fabric may be copies of each other by the tree of groups: pods of a plane, units of a pod, servers of a unit, each a run of nodes.
 *
 * In: a topology. Out: families of chains, which `fold-pass.ts` holds against the links. O(nodes + groups), and O(groups) a family.
 */
import type { Topology } from '@weft/topology';
import { inSlices, type Steps } from '../steps.ts';
import type { Chain } from './fold-chains.ts';

/** Nodes looked at between two pauses, and groups. */
const quantum = 150_000;
const groupSlice = 20_000;

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
