/**
 * How far apart endpoints are, and by how many ways: breadth-first from endpoints, one of each orbit when orbits are given.
 */
import type { Steps } from '../steps.ts';
import { Dag } from '../route/dag.ts';
import type { Fabric } from '../route/fabric.ts';

export interface Reach {
  /** Hops between endpoints: the longest shortest path, and the mean over connected pairs. */
  readonly diameter: number;
  readonly averageHops: number;
  /** Pairs by hops: `histogram[h]` ordered pairs are h apart. */
  readonly histogram: readonly number[];
  /** Different shortest paths between two endpoints: the least, and the mean over connected pairs. */
  readonly leastPaths: number;
  readonly averagePaths: number;
  readonly disconnected: number;
}

/** Measures all ordered pairs of endpoints. O(searches x arcs). */
export function* reachSteps(fabric: Fabric, endpoints: Int32Array, orbitOf: Int32Array | null): Steps<Reach> {
  const dag = new Dag(fabric);
  const paths = new Float64Array(fabric.nodeCount);
  const groups = new Map<number, { target: number; times: number }>();
  for (const t of endpoints) {
    const key = orbitOf === null ? t : orbitOf[t]!;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { target: t, times: 1 });
    else group.times++;
  }
  const histogram: number[] = [];
  let [pairs, hops, ways, least, disconnected, at] = [0, 0, 0, Infinity, 0, 0];
  for (const { target, times } of groups.values()) {
    dag.aim(target);
    paths[target] = 1;
    for (let i = 1; i < dag.count; i++) paths[dag.order[i]!] = 0;
    for (let i = 0; i < dag.count; i++) {
      const here = paths[dag.order[i]!]!;
      for (let j = dag.start[i]!; j < dag.start[i + 1]!; j++) paths[fabric.tail[dag.arc[j]!]!]! += here;
    }
    for (const s of endpoints) {
      if (s === target) continue;
      const d = dag.distance[s]!;
      if (d < 0) {
        disconnected += times;
        continue;
      }
      histogram[d] = (histogram[d] ?? 0) + times;
      pairs += times;
      hops += d * times;
      ways += paths[s]! * times;
      least = Math.min(least, paths[s]!);
    }
    yield { phase: 'distances', fraction: ++at / groups.size };
  }
  return {
    diameter: histogram.length === 0 ? 0 : histogram.length - 1,
    averageHops: pairs === 0 ? 0 : hops / pairs,
    histogram: Array.from(histogram, (n) => n ?? 0),
    leastPaths: pairs === 0 ? 0 : least,
    averagePaths: pairs === 0 ? 0 : ways / pairs,
    disconnected,
  };
}
