/**
 * An endpoint whose way out a failed link cuts, of several that hang alike on one node: beyond that node the ways of all of them are the same, so each
 * arc there loses the same part of what their kind sends, and what is alike stays alike.
 *
 * In: one failed link, and traffic whose kinds are told. Out: whose kind the endpoint is of, which pools lose an arc of it, and which kinds it still
 * reaches; null where the failure is another. Then nothing but the number of pairs of that kind changes on those pools: no way does. Cost: what the
 * endpoint reaches without the link, mostly its own server.
 */
import type { FluidProblem } from '../fluid/problem.ts';
import type { Fabric } from '../route/fabric.ts';

export interface LoneEnd {
  /** The place of its kind among the targets. */
  readonly kind: number;
  /** Pools of the arcs that lead from the endpoint to where it hangs, and back: each loses one. */
  readonly pools: readonly number[];
  /** Kinds that it reaches without the link. */
  readonly reached: ReadonlySet<number>;
}

/** `kindOf`: per node of the fabric that is an endpoint the place of its kind, else -1. */
export function loneEnd(
  { pool, poolSize, multiplicity }: Pick<FluidProblem, 'pool' | 'poolSize' | 'multiplicity'>,
  fabric: Fabric,
  kindOf: (node: number) => number,
  link: number,
): LoneEnd | null {
  if (pool[2 * link]! < 0 || pool[2 * link + 1]! < 0) return null;
  for (const out of [2 * link, 2 * link + 1]) {
    const before = wayOn(fabric, kindOf, out ^ 1);
    const end = fabric.head[before.at(-1)!]!;
    if (kindOf(end) < 0) continue;
    const after = wayOn(fabric, kindOf, out);
    const kind = kindOf(end);
    const last = after.at(-1)!;
    const arcs = [...before.slice(1), ...after];
    const pools = arcs.flatMap((a) => [pool[a]!, pool[a ^ 1]!]);
    const alike = multiplicity[kind]!;
    if (alike < 2 || pools.some((p) => p < 0 || poolSize[p] !== alike) || new Set(pools).size < pools.length)
      return null;
    // Others of the kind that hang elsewhere would not be alike any more.
    const hub = fabric.head[last]!;
    let here = 0;
    for (let i = fabric.inOffset[hub]!; i < fabric.inOffset[hub + 1]!; i++) {
      if (pool[fabric.inArc[i]!] === pool[last]) here++;
    }
    return here === alike ? { kind, pools, reached: reachedFrom(fabric, kindOf, end, before.at(-1)! ^ 1) } : null;
  }
  return null;
}

/** An arc, and those that follow it as long as there is one way on and nobody sends. */
function wayOn({ outOffset, outArc, head }: Fabric, kindOf: (node: number) => number, first: number): number[] {
  const way = [first];
  for (;;) {
    const last = way.at(-1)!;
    const node = head[last]!;
    const from = outOffset[node]!;
    if (outOffset[node + 1]! - from !== 2 || kindOf(node) >= 0 || way.length > longest) return way;
    way.push(outArc[from] === (last ^ 1) ? outArc[from + 1]! : outArc[from]!);
  }
}

/** The kinds of endpoints that a node reaches without one of its arcs. */
function reachedFrom(fabric: Fabric, kindOf: (node: number) => number, from: number, without: number): Set<number> {
  const { outOffset, outArc, head, forwards } = fabric;
  const kinds = new Set<number>();
  const seen = new Set([from]);
  const queue = [from];
  for (const v of queue) {
    if (v !== from && kindOf(v) >= 0) kinds.add(kindOf(v));
    if (v !== from && forwards[v] === 0) continue;
    for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
      const w = head[outArc[i]!]!;
      if (outArc[i] === without || seen.has(w)) continue;
      seen.add(w);
      queue.push(w);
    }
  }
  return kinds;
}

/** Links between an endpoint and where it hangs, at most. */
const longest = 8;
