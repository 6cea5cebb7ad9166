/**
 * Proof of a uniform fluid answer, by code that shares nothing with the filling: shortest paths, shares and loads are found anew.
 *
 * A pair's claim is a pool on one of its ways that saturated at the pair's level. So it is enough to see, with loads made of all pairs' rates,
 * that no pool is overrun, that each saturated pool is full, that no pair through it is faster than its level, and that every pair has a level.
 * `worst` is the largest relative violation. One pass over the view of each target.
 */
import type { Certificate } from '../result.ts';
import type { Steps } from '../steps.ts';
import { certificateTolerance } from '../maxmin/certify.ts';
import type { Fabric } from '../route/fabric.ts';
import type { FluidLevels } from './levels.ts';
import type { FluidProblem } from './problem.ts';
import type { View } from './views.ts';

/** Checks levels; pairs that were not settled are only checked for feasibility. */
export function* certifyFluidSteps(problem: FluidProblem, levels: FluidLevels): Steps<Certificate> {
  const { targets, multiplicity, poolCapacity } = problem;
  const load = new Float64Array(poolCapacity.length);
  const fastest = new Float64Array(poolCapacity.length);
  const provers = new Map<View, Prover>();
  let unproven = 0;
  let pending = 0;
  for (let i = 0; i < targets.length; i++) {
    const view = problem.view(i);
    let prover = provers.get(view);
    if (prover === undefined) provers.set(view, (prover = new Prover(view, levels)));
    const t = targets[i]!;
    unproven += prover.run(view.nodeOf === null ? t : view.nodeOf[t]!, multiplicity[i]!, load, fastest);
    pending += view.fabric.nodeCount + view.fabric.outArc.length;
    if (pending < 200_000) continue;
    pending = 0;
    yield { phase: 'certificate', fraction: i / targets.length };
  }
  let worst = levels.settled && unproven > 0 ? Infinity : 0;
  for (let p = 0; p < poolCapacity.length; p++) {
    const used = load[p]! / poolCapacity[p]!;
    worst = Math.max(worst, used - 1);
    const level = levels.rate[levels.saturated[p]!];
    if (level === undefined) continue;
    worst = Math.max(worst, 1 - used, level > 0 ? fastest[p]! / level - 1 : fastest[p]!);
  }
  return { ok: worst <= certificateTolerance, worst };
}

class Prover {
  readonly #view: View;
  readonly #levels: FluidLevels;
  readonly #distance: Float64Array;
  readonly #level: Float64Array;
  readonly #traffic: Float64Array;
  readonly #peak: Float64Array;
  readonly #senders: Float64Array;

  constructor(view: View, levels: FluidLevels) {
    const n = view.fabric.nodeCount;
    this.#view = view;
    this.#levels = levels;
    this.#distance = new Float64Array(n);
    this.#level = new Float64Array(n);
    this.#traffic = new Float64Array(n);
    this.#peak = new Float64Array(n);
    this.#senders = new Float64Array(n);
    view.ends.forEach((v, e) => (this.#senders[v] = view.times[e]!));
  }

  /** Adds what one target draws to `load` and `fastest`; answers how many of its pairs have no level. */
  run(target: number, times: number, load: Float64Array, fastest: Float64Array): number {
    const { fabric, kind: pool, filter } = this.#view;
    const { rate, saturated } = this.#levels;
    filter?.aim(target);
    const near = distances(fabric, target, this.#distance, (a) => filter === null || filter.allows(a));
    const goesOn = (a: number): boolean => {
      const v = fabric.head[a]!;
      const ahead = this.#distance[v]! + (fabric.length?.[a] ?? 1);
      if (this.#distance[fabric.tail[a]!] !== ahead || (v !== target && fabric.forwards[v] === 0)) return false;
      return filter === null || filter.allows(a);
    };
    let unproven = 0;
    for (const v of near) {
      let least = Infinity;
      for (let j = fabric.outOffset[v]!; j < fabric.outOffset[v + 1]!; j++) {
        const a = fabric.outArc[j]!;
        if (v === target || !goesOn(a)) continue;
        const own = saturated[pool[a]!]!;
        least = Math.min(least, own < rate.length ? own : Infinity, this.#level[fabric.head[a]!]!);
      }
      this.#level[v] = least;
      const sends = this.#senders[v]! > 0 && v !== target;
      if (sends && least === Infinity) unproven++;
      const r = sends ? (rate[least] ?? rate.at(-1) ?? 0) : 0;
      this.#traffic[v] = r * times * this.#senders[v]!;
      this.#peak[v] = r;
    }
    for (let i = near.length - 1; i > 0; i--) {
      const v = near[i]!;
      if (this.#traffic[v] === 0) continue;
      let width = 0;
      for (let j = fabric.outOffset[v]!; j < fabric.outOffset[v + 1]!; j++) {
        if (goesOn(fabric.outArc[j]!)) width += fabric.width[fabric.outArc[j]!]!;
      }
      for (let j = fabric.outOffset[v]!; j < fabric.outOffset[v + 1]!; j++) {
        const a = fabric.outArc[j]!;
        if (!goesOn(a)) continue;
        const part = (this.#traffic[v]! * fabric.width[a]!) / width;
        const p = pool[a]!;
        const u = fabric.head[a]!;
        load[p]! += part;
        fastest[p] = Math.max(fastest[p]!, this.#peak[v]!);
        this.#traffic[u]! += part;
        this.#peak[u] = Math.max(this.#peak[u]!, this.#peak[v]!);
      }
    }
    return unproven;
  }
}

/** Distances to a target by relaxing from the nearest on; answers the nodes in order of distance. */
function distances(
  fabric: Fabric,
  target: number,
  distance: Float64Array,
  allows: (arc: number) => boolean,
): readonly number[] {
  distance.fill(Infinity);
  distance[target] = 0;
  const rings: number[][] = [[target]];
  const near: number[] = [];
  for (let d = 0; d < rings.length; d++) {
    for (const v of rings[d] ?? []) {
      if (distance[v] !== d || near.length > fabric.nodeCount) continue;
      near.push(v);
      if (v !== target && fabric.forwards[v] === 0) continue;
      for (let j = fabric.inOffset[v]!; j < fabric.inOffset[v + 1]!; j++) {
        const a = fabric.inArc[j]!;
        const u = fabric.tail[a]!;
        const far = d + (fabric.length?.[a] ?? 1);
        if (far >= distance[u]! || !allows(a)) continue;
        distance[u] = far;
        (rings[far] ??= []).push(u);
      }
    }
  }
  return near;
}
