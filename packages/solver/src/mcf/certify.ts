/**
 * Proof of an interval of the maximum concurrent flow, by code that shares nothing with the search.
 *
 * The lower end: flows that carry every demand over paths; loads are added up anew. The upper end: prices; distances are found anew by plain
 * relaxation. `worst` is the largest relative amount by which either end claims more than its proof gives.
 */
import type { Certificate } from '../result.ts';
import type { Steps } from '../steps.ts';
import type { Equilibrium } from './equilibrate.ts';
import type { Concurrent } from './problem.ts';

/** Checks both ends. O(sources x nodes x arcs) at worst, near O(sources x arcs) in practice. */
export function* certifyConcurrent(problem: Concurrent, answer: Equilibrium): Steps<Certificate> {
  const { demand, source, target, poolCapacity } = problem;
  const { columns, length, low, high } = answer;
  if (demand.length === 0) return { ok: true, worst: 0 };
  const load = new Float64Array(poolCapacity.length);
  let worst = 0;
  const claimed = low > 0 ? demand.length : 0;
  for (let k = 0; k < claimed; k++) {
    let carried = 0;
    for (let p = columns.first[k]!; p >= 0; p = columns.next[p]!) {
      const x = columns.flow[p]!;
      if (x < 0) worst = Infinity;
      carried += x;
      for (let i = columns.start[p]!; i < columns.start[p + 1]!; i++) load[columns.pools[i]!]! += x;
    }
    worst = Math.max(worst, Math.abs(carried / demand[k]! - 1));
  }
  for (let l = 0; l < load.length; l++) worst = Math.max(worst, (load[l]! * low) / poolCapacity[l]! - 1);
  let paid = 0;
  for (let k = 0; k < demand.length;) {
    const s = source[k]!;
    const distance = relaxed(problem, s, length);
    for (; k < demand.length && source[k] === s; k++) paid += demand[k]! * distance[target[k]!]!;
    yield { phase: 'certificate', fraction: k / demand.length };
  }
  let worth = 0;
  for (let l = 0; l < length.length; l++) worth += length[l]! * poolCapacity[l]!;
  const bound = worth / paid;
  worst = Math.max(worst, high > 0 ? bound / high - 1 : bound);
  return { ok: worst <= 1e-9, worst };
}

function relaxed(
  { nodeCount, outOffset, outArc, head, pool, forwards }: Concurrent,
  s: number,
  length: Float64Array,
): Float64Array {
  const distance = new Float64Array(nodeCount).fill(Infinity);
  distance[s] = 0;
  let ring: number[] = [s];
  while (ring.length > 0) {
    const next = new Set<number>();
    for (const v of ring) {
      if (v !== s && forwards[v] === 0) continue;
      for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
        const a = outArc[i]!;
        const far = distance[v]! + length[pool[a]!]!;
        if (far >= distance[head[a]!]!) continue;
        distance[head[a]!] = far;
        next.add(head[a]!);
      }
    }
    ring = [...next];
  }
  return distance;
}
