/**
 * Loads of uniform traffic for each unit of rate a pair: direct, by detour, and the best mix. Used where rows of single flows do not fit.
 *
 * Loads add up over pairs, so a detour needs no pairs: to each place one push of what all endpoints send there, and from all places one push
 * to each target (one of each orbit). The answer is one rate for all pairs, that of the slowest.
 */
import { done, failed, type Outcome } from '@weft/units';
import type { Steps } from '../steps.ts';
import { Dag } from '../route/dag.ts';
import type { Places } from '../route/places.ts';
import { PlaceDag } from '../route/valiant.ts';
import type { FluidProblem } from './problem.ts';

/** Loads per arc when every pair sends 1 on shortest paths. */
export function* directLoad({ fabric, filter, ...problem }: FluidProblem): Steps<Float64Array> {
  const dag = new Dag(fabric, filter);
  const load = new Float64Array(fabric.arcCount);
  const inject = new Float64Array(fabric.nodeCount);
  for (let i = 0; i < problem.targets.length; i++) {
    for (const s of problem.endpoints) inject[s] = problem.multiplicity[i]!;
    dag.aim(problem.targets[i]!);
    dag.push(inject, load);
    yield { phase: 'routes', fraction: i / problem.targets.length };
  }
  return overPools(load, problem);
}

/** Loads per arc when every pair sends 1 by way of all other places. */
export function* detourLoad(problem: FluidProblem, places: Places): Steps<Outcome<Float64Array, 'policy'>> {
  const { fabric, endpoints, targets, multiplicity } = problem;
  const { placeOf, gates, count } = places;
  const inPlace = new Float64Array(count);
  for (const s of endpoints) if (placeOf[s]! >= 0) inPlace[placeOf[s]!]!++;
  if (count < 3 || endpoints.some((s) => placeOf[s]! < 0)) {
    return failed(
      'policy',
      'routing.policy',
      'A detour needs at least three places, and every endpoint in one of them.',
    );
  }
  const part = 1 / (count - 2);
  const toPlace = new PlaceDag(fabric, places);
  const { arcCount, nodeCount } = toPlace.dag.fabric;
  const load = new Float64Array(arcCount);
  const scratch = new Float64Array(arcCount);
  const inject = new Float64Array(nodeCount);
  // What arrives at each gate from all endpoints together, and from those of each target's own place (to be left out for it).
  const all = new Float64Array(fabric.nodeCount);
  const homes = [...new Set(Array.from(targets, (t) => placeOf[t]!))];
  const fromHome = new Map(homes.map((q) => [q, new Float64Array(fabric.nodeCount)]));
  for (let place = 0; place < count; place++) {
    toPlace.aim(place);
    if (endpoints.some((s) => toPlace.dag.distance[s]! < 0)) {
      return failed(
        'policy',
        'routing.policy',
        'Failures cut some places off; with this many flows a detour by the others is not computed.',
      );
    }
    for (const s of endpoints) {
      const home = placeOf[s]!;
      inject[s] = home === place ? 0 : (endpoints.length - inPlace[place]! - inPlace[home]!) * part;
    }
    toPlace.dag.push(inject, load);
    const arrive = (into: Float64Array, from: (home: number) => boolean): void => {
      for (const s of endpoints) inject[s] = placeOf[s] !== place && from(placeOf[s]!) ? 1 : 0;
      scratch.fill(0);
      toPlace.dag.push(inject, scratch);
      for (let a = fabric.arcCount; a < arcCount; a++) into[toPlace.dag.fabric.tail[a]!]! += scratch[a]!;
    };
    arrive(all, () => true);
    for (const q of homes) if (q !== place) arrive(fromHome.get(q)!, (home) => home === q);
    yield { phase: 'routes', fraction: (0.5 * place) / count };
  }
  const dag = new Dag(fabric);
  const total = new Float64Array(fabric.arcCount);
  const legs = new Float64Array(fabric.nodeCount);
  for (let i = 0; i < targets.length; i++) {
    const t = targets[i]!;
    const home = placeOf[t]!;
    const own = fromHome.get(home)!;
    legs.fill(0);
    for (let place = 0; place < count; place++) {
      if (place === home) continue;
      for (const v of gates[place]!) legs[v] = Math.max(0, all[v]! - own[v]!) * part * multiplicity[i]!;
    }
    for (const s of endpoints) if (placeOf[s] === home) legs[s]! += multiplicity[i]!;
    dag.aim(t);
    dag.push(legs, total);
    yield { phase: 'routes', fraction: 0.5 + (0.5 * i) / targets.length };
  }
  // The first legs were counted for all pairs, so by orbits they must be evened out, like the second.
  const second = overPools(total, problem);
  const first = overPools(load.subarray(0, fabric.arcCount), problem);
  return done(second.map((x, a) => x + first[a]!));
}

/** Evens loads out over the arcs of each pool. */
function overPools(load: Float64Array, { pool, poolSize }: Pick<FluidProblem, 'pool' | 'poolSize'>): Float64Array {
  const sum = new Float64Array(poolSize.length);
  for (let a = 0; a < load.length; a++) if (load[a] !== 0) sum[pool[a]!]! += load[a]!;
  return load.map((_, a) => (pool[a]! < 0 ? 0 : sum[pool[a]!]! / poolSize[pool[a]!]!));
}

/**
 * How far the loads of all pairs at `rate` are from a flow that fits: the largest relative excess of a link, gap below saturation of the
 * busiest one, or imbalance of a node (what leaves less what enters must be what it sends less what it receives, 0 for uniform traffic).
 */
export function worstOfLinear({ fabric, endpoints }: FluidProblem, load: Float64Array, rate: number): number {
  const balance = new Float64Array(fabric.nodeCount);
  const through = new Float64Array(fabric.nodeCount);
  let busiest = 0;
  for (const a of fabric.outArc) {
    balance[fabric.tail[a]!]! += load[a]!;
    balance[fabric.head[a]!]! -= load[a]!;
    through[fabric.tail[a]!]! += load[a]!;
    busiest = Math.max(busiest, (load[a]! * rate) / fabric.capacity[a]!);
  }
  let worst = Math.abs(busiest - 1);
  for (let v = 0; v < balance.length; v++) {
    if (through[v]! > 0) worst = Math.max(worst, Math.abs(balance[v]!) / through[v]!);
  }
  for (const s of endpoints) worst = Math.max(worst, (endpoints.length - 1) / through[s]! - 1);
  return worst;
}
