/**
 * Likely symmetries read off the tree of groups, the rails and the planes: guesses, to be checked like claimed ones.
 *
 * Neighbours of one kind are swapped: two servers of a unit, two units of a block, two spines of a group, rail 2 with rail 3. What a generator
 * forgot to ship, and what an import or a hand drawing has, is found this way. Cost: the sizes of the subtrees, once a level of the tree.
 */
import type { Symmetry, Topology } from '@weft/topology';

/** Swaps that may hold. */
export function* siblingSwaps(topology: Topology): Iterable<Symmetry> {
  yield* nodeSwaps(topology);
  yield* groupSwaps(topology);
  yield* indexSwaps(topology, topology.nodeRail);
  yield* indexSwaps(topology, topology.nodePlane);
}

/** Two nodes in a row of one class, in one group, of one rail and plane. */
function* nodeSwaps({ nodeCount, nodeClass, nodeGroup, nodeRail, nodePlane }: Topology): Iterable<Symmetry> {
  const last = new Map<string, number>();
  for (let v = 0; v < nodeCount; v++) {
    const key = `${nodeGroup[v]!} ${nodeClass[v]!} ${nodeRail[v]!} ${nodePlane[v]!}`;
    const other = last.get(key);
    if (other !== undefined) yield swap([other], [v]);
    last.set(key, v);
  }
}

/** Two groups in a row of one class below one parent. */
function* groupSwaps(topology: Topology): Iterable<Symmetry> {
  const { groupCount, groupParent, groupClass } = topology;
  const below = nodesBelow(topology);
  const last = new Map<number, number>();
  for (let g = 1; g < groupCount; g++) {
    const key = groupParent[g]! * topology.groupClasses.length + groupClass[g]!;
    const other = last.get(key);
    last.set(key, g);
    if (other === undefined || below[g]!.length === 0 || !matches(topology, below[other]!, below[g]!)) continue;
    yield swap(below[other]!, below[g]!);
  }
}

/** All nodes of one rail (or plane) with all of the next. */
function* indexSwaps(topology: Topology, index: Int16Array): Iterable<Symmetry> {
  const members = new Map<number, number[]>();
  for (let v = 0; v < topology.nodeCount; v++) {
    const i = index[v]!;
    if (i < 0) continue;
    const list = members.get(i);
    if (list === undefined) members.set(i, [v]);
    else list.push(v);
  }
  const sorted = [...members.keys()].toSorted((a, b) => a - b);
  for (let i = 0; i + 1 < sorted.length; i++) {
    const [a, b] = [members.get(sorted[i]!)!, members.get(sorted[i + 1]!)!];
    if (matches(topology, a, b)) yield swap(a, b);
  }
}

function nodesBelow({ nodeCount, nodeGroup, groupCount, groupParent }: Topology): number[][] {
  const below: number[][] = Array.from({ length: groupCount }, () => []);
  for (let v = 0; v < nodeCount; v++) {
    for (let g = nodeGroup[v]!; g > 0; g = groupParent[g]!) below[g]!.push(v);
  }
  return below;
}

function matches({ nodeClass }: Topology, as: readonly number[], bs: readonly number[]): boolean {
  return as.length === bs.length && as.every((a, i) => nodeClass[a] === nodeClass[bs[i]!]);
}

function swap(as: readonly number[], bs: readonly number[]): Symmetry {
  return { nodes: Int32Array.from([...as, ...bs]), images: Int32Array.from([...bs, ...as]) };
}
