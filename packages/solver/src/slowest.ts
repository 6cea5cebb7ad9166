/**
 * Which classes of links limit the slowest flow. In: arcs that do. Out: one arc a class, in the order of the classes.
 */
import type { Topology } from '@weft/topology';

/** The first of the arcs in each class of links; arc `2e` and `2e + 1` are link e. */
export function onePerClass({ linkClass, linkClasses }: Topology, arcs: Int32Array): Int32Array {
  const first = new Int32Array(linkClasses.length).fill(-1);
  for (const arc of arcs) {
    const c = linkClass[arc >> 1]!;
    if (first[c]! < 0) first[c] = arc;
  }
  return first.filter((arc) => arc >= 0);
}
