/**
 * Demands that no path serves: one of them holds the whole answer at 0, so it has to be named.
 *
 * One search per source that has demands: O(sources x arcs) at worst, as one sweep of the equilibration.
 */
import type { Concurrent } from './problem.ts';

/** Pairs of [source, target] with a demand and without a path over usable arcs, in the order of the problem. */
export function demandsApart(problem: Concurrent): readonly (readonly [number, number])[] {
  const { source, target, nodeCount } = problem;
  const apart: (readonly [number, number])[] = [];
  const seenBy = new Int32Array(nodeCount).fill(-1);
  const queue = new Int32Array(nodeCount);
  let searched = -1;
  for (let k = 0; k < source.length; k++) {
    const s = source[k]!;
    if (s !== searched) {
      reach(problem, s, seenBy, queue);
      searched = s;
    }
    if (seenBy[target[k]!] !== s) apart.push([s, target[k]!]);
  }
  return apart;
}

/** Marks with `s` all that can be reached from it. */
function reach(problem: Concurrent, s: number, seenBy: Int32Array, queue: Int32Array): void {
  const { outOffset, outArc, head, pool, forwards } = problem;
  seenBy[s] = s;
  queue[0] = s;
  for (let at = 0, end = 1; at < end; at++) {
    const u = queue[at]!;
    if (u !== s && forwards[u] === 0) continue;
    for (let i = outOffset[u]!; i < outOffset[u + 1]!; i++) {
      const arc = outArc[i]!;
      const v = head[arc]!;
      if (pool[arc]! < 0 || seenBy[v] === s) continue;
      seenBy[v] = s;
      queue[end++] = v;
    }
  }
}
