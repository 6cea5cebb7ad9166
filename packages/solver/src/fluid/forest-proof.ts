/**
 * Proof of levels on a forest, by code that shares nothing with the filling: links are stripped from the outside in, parts are joined by union.
 *
 * Each pair has the least level of the links on its way, so no pair on a full link is faster than that link. What must be seen is that the loads
 * of all pairs at these rates fit, that links with a level are full, and that no pair is without one. The rate of level k is the sum of the steps up to
 * it; on a step rise the pairs that links of a lower level do not part. O(classes) a level.
 */
import type { Quotient } from '../sym/quotient.ts';
import { counting, root, unite } from '../sym/union.ts';
import type { FluidLevels } from './levels.ts';

/** The largest relative violation; `weight` is the number of endpoints a class. */
export function worstOfForest({ fabric }: Quotient, weight: Float64Array, levels: FluidLevels): number {
  const { nodeCount, arcCount, tail, head, capacity, outOffset, outArc } = fabric;
  const { rate, saturated } = levels;
  // Outermost first: each class but the last of its tree has one link left when its turn comes.
  const left = Int32Array.from({ length: nodeCount }, (_, v) => outOffset[v + 1]! - outOffset[v]!);
  const stripped = new Int32Array(nodeCount).fill(-1);
  const turn: number[] = [];
  for (let v = 0; v < nodeCount; v++) if (left[v] === 1) turn.push(v);
  const gone = new Uint8Array(nodeCount);
  for (let i = 0; i < turn.length; i++) {
    const v = turn[i]!;
    gone[v] = 1;
    for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
      const u = head[outArc[j]!]!;
      if (gone[u] === 1) continue;
      stripped[v] = outArc[j]!;
      if (--left[u]! === 1) turn.push(u);
    }
  }
  let links = 0;
  for (const a of stripped) if (a >= 0) links++;
  if (2 * links !== arcCount) return Infinity;
  const back = new Int32Array(arcCount).fill(-1);
  const there = new Map<number, number>();
  for (let a = 0; a < arcCount; a++) there.set(tail[a]! * nodeCount + head[a]!, a);
  for (let a = 0; a < arcCount; a++) back[a] = there.get(head[a]! * nodeCount + tail[a]!) ?? -1;
  const load = new Float64Array(arcCount);
  let worst = 0;
  for (let k = 0; k <= rate.length; k++) {
    const step = k === rate.length ? 0 : rate[k]! - (k === 0 ? 0 : rate[k - 1]!);
    if (step < 0) return Infinity;
    const joined = counting(nodeCount);
    const outside = weight.slice();
    for (const v of turn) {
      const a = stripped[v]!;
      if (a < 0 || saturated[a]! < k) continue;
      unite(joined, v, head[a]!);
      outside[head[a]!]! += outside[v]!;
    }
    const whole = new Float64Array(nodeCount);
    for (let v = 0; v < nodeCount; v++) whole[root(joined, v)]! += weight[v]!;
    for (const v of turn) {
      const a = stripped[v]!;
      if (a < 0 || saturated[a]! < k) continue;
      const all = whole[root(joined, v)]!;
      // The class of several endpoints at either end of the link sends over it to itself as well.
      const crowd = weight[v]! > 1 ? weight[v]! : weight[head[a]!]! > 1 ? weight[head[a]!]! : 0;
      const pairs = crowd > 0 ? crowd * (all - 1) : outside[v]! * (all - outside[v]!);
      if (k === rate.length && pairs > 0) return Infinity;
      load[a]! += pairs * step;
      load[back[a]!]! += pairs * step;
    }
  }
  for (let a = 0; a < arcCount; a++) {
    const part = load[a]! / capacity[a]!;
    worst = Math.max(worst, part - 1);
    if (saturated[a]! < rate.length) worst = Math.max(worst, 1 - part);
  }
  return worst;
}
