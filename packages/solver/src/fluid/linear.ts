/**
 * Loads of uniform traffic for each unit of rate a pair: direct, by detour, and the best mix. Used where rows of single flows do not fit.
 *
 * Loads add up over pairs, so a detour needs no pairs: to each place (one of each orbit) one push of what all endpoints send there, and from all
 * places one push to each target (one of each orbit). The answer is one rate for all pairs, that of the slowest.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { within, type Steps } from '../steps.ts';
import { Dag } from '../route/dag.ts';
import { aimSteps, pushSteps } from '../route/dag-steps.ts';
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
    const part = i / problem.targets.length;
    yield* within(aimSteps(dag, problem.targets[i]!), part, part);
    yield* within(pushSteps(dag, inject, load), part, part);
    yield { phase: 'routes', fraction: part };
  }
  return overPools(load, problem);
}

/** Loads per arc when every pair sends 1 by way of all other places. */
export function* detourLoad(problem: FluidProblem, places: Places): Steps<Outcome<Float64Array, 'policy' | 'size'>> {
  const { fabric, endpoints, targets, multiplicity } = problem;
  const { placeOf, gates, count } = places;
  const inPlace = new Float64Array(count);
  for (const s of endpoints) if (placeOf[s]! >= 0) inPlace[placeOf[s]!]!++;
  if (count < 3 || endpoints.some((s) => placeOf[s]! < 0)) {
    return failed(
      'policy',
      'routing.policy',
      say`A detour needs at least three places, and every endpoint in one of them.`,
    );
  }
  const homes = [...new Set(Array.from(targets, (t) => placeOf[t]!))];
  const { first: alike, times } = placesAlike(places, problem.orbitOf);
  // At a place's only gate arrives all that was sent there; at one of several, what is found by sending it, home by home.
  const single = gates.every((list) => list.length === 1);
  const sends = single ? alike.length : alike.length + count * homes.length;
  const visits = 2 * (sends + targets.length) * fabric.outArc.length;
  if (visits > visitLimit) {
    const found = say`Detours of ${endpoints.length} endpoints by ${count} places, of which ${alike.length} differ, take some ${billions(visits)} billion steps; at most ${billions(visitLimit)} billion are taken.`;
    return failed('size', 'flows', say`${found} Take a smaller design, or a routing without detours such as spray.`);
  }
  const part = 1 / (count - 2);
  const legs = new FirstLegs(problem, places, inPlace, part);
  for (let i = 0; i < alike.length; i++) {
    const part = (0.1 * i) / alike.length;
    if (!(yield* within(legs.send(alike[i]!, times[i]!), part, part))) return cutOff();
    yield { phase: 'routes', fraction: part };
  }
  const severalGates = single ? 0 : count;
  for (let place = 0; place < severalGates; place++) {
    const part = 0.1 + (0.4 * place) / count;
    yield* within(legs.sendFrom(homes, place), part, part);
    yield { phase: 'routes', fraction: part };
  }
  const dag = new Dag(fabric);
  const total = new Float64Array(fabric.arcCount);
  const inject = new Float64Array(fabric.nodeCount);
  for (let i = 0; i < targets.length; i++) {
    const t = targets[i]!;
    const home = placeOf[t]!;
    const progress = 0.5 + (0.5 * i) / targets.length;
    inject.fill(0);
    yield* within(aimSteps(dag, t), progress, progress);
    for (let place = 0; place < count; place++) {
      if (place === home) continue;
      for (const v of gates[place]!) {
        const arrived = legs.at(v) - (single ? inPlace[home]! : legs.from(home, v));
        inject[v] = Math.max(0, arrived) * part * multiplicity[i]!;
        if (inject[v]! > 0 && dag.distance[v]! < 0) return cutOff();
      }
    }
    for (const s of endpoints) if (placeOf[s] === home) inject[s]! += multiplicity[i]!;
    yield* within(pushSteps(dag, inject, total), progress, progress);
    yield { phase: 'routes', fraction: progress };
  }
  // The first legs were counted for all pairs, so by orbits they must be evened out, like the second.
  const second = overPools(total, problem);
  const first = overPools(legs.load, problem);
  return done(second.map((x, a) => x + first[a]!));
}

/** Arcs that may be visited, at two to five nanoseconds each. */
const visitLimit = 2e9;

function billions(count: number): string {
  return (count / 1e9).toFixed(1);
}

function cutOff(): Outcome<never, 'policy'> {
  return failed(
    'policy',
    'routing.policy',
    say`Some places cannot be reached from others; with this many flows a detour by the rest is not computed.`,
  );
}

/** One place of each orbit, and how many it stands for. Symmetries take places to places, so the orbits of the gates tell. */
function placesAlike({ gates }: Places, orbitOf: Int32Array | null): { first: number[]; times: number[] } {
  const numberOf = new Map<number, number>();
  const first: number[] = [];
  const times: number[] = [];
  gates.forEach((list, place) => {
    let least = Infinity;
    for (const v of list) least = Math.min(least, orbitOf === null ? v : orbitOf[v]!);
    let number = numberOf.get(least);
    if (number === undefined) {
      numberOf.set(least, (number = first.push(place) - 1));
      times.push(0);
    }
    times[number]!++;
  });
  return { first, times };
}

/** What all endpoints send to places, and what arrives at their gates. */
class FirstLegs {
  readonly #problem: FluidProblem;
  readonly #places: Places;
  readonly #inPlace: Float64Array;
  readonly #part: number;
  readonly #toPlace: PlaceDag;
  readonly #inject: Float64Array;
  readonly #scratch: Float64Array;
  /** Per orbit of gates: what arrives at one from all endpoints that send 1 to its place. */
  readonly #arrived: Float64Array;
  /** The same per gate, from those of one place only. */
  readonly #fromHome = new Map<number, Float64Array>();
  readonly #load: Float64Array;

  constructor(problem: FluidProblem, places: Places, inPlace: Float64Array, part: number) {
    this.#problem = problem;
    this.#places = places;
    this.#inPlace = inPlace;
    this.#part = part;
    this.#toPlace = new PlaceDag(problem.fabric, places);
    const { arcCount, nodeCount } = this.#toPlace.dag.fabric;
    this.#inject = new Float64Array(nodeCount);
    this.#scratch = new Float64Array(arcCount);
    this.#arrived = new Float64Array(problem.fabric.nodeCount);
    this.#load = new Float64Array(arcCount);
  }

  /** Per arc of the fabric: loads of all that was sent. */
  get load(): Float64Array {
    return this.#load.subarray(0, this.#problem.fabric.arcCount);
  }

  at(gate: number): number {
    return this.#arrived[this.#orbit(gate)]!;
  }

  from(home: number, gate: number): number {
    return this.#fromHome.get(home)![gate]!;
  }

  #orbit(node: number): number {
    const { orbitOf } = this.#problem;
    return orbitOf === null ? node : orbitOf[node]!;
  }

  /** Sends from all endpoints to a place that stands for `times`; false when some have no way. */
  *send(place: number, times: number): Steps<boolean> {
    const { endpoints } = this.#problem;
    const { placeOf, gates } = this.#places;
    const { dag } = this.#toPlace;
    const inject = this.#inject;
    yield* aimSteps(dag, this.#toPlace.nodeOf(place));
    for (const s of endpoints) {
      if (dag.distance[s]! < 0) return false;
      const home = placeOf[s]!;
      const flows = endpoints.length - this.#inPlace[place]! - this.#inPlace[home]!;
      inject[s] = home === place ? 0 : flows * this.#part * times;
    }
    yield* pushSteps(dag, inject, this.#load);
    if (gates[place]!.length === 1) {
      this.#arrived[this.#orbit(gates[place]![0]!)] = endpoints.length - this.#inPlace[place]!;
      return true;
    }
    for (const s of endpoints) inject[s] = placeOf[s] === place ? 0 : 1;
    yield* this.#arrive((v, x) => (this.#arrived[this.#orbit(v)] = x));
    return true;
  }

  /** Sends 1 from each endpoint of some places to another. */
  *sendFrom(homes: readonly number[], place: number): Steps<void> {
    const { endpoints, fabric } = this.#problem;
    const { placeOf } = this.#places;
    const inject = this.#inject.fill(0);
    yield* aimSteps(this.#toPlace.dag, this.#toPlace.nodeOf(place));
    for (const home of homes) {
      if (home === place) continue;
      let into = this.#fromHome.get(home);
      if (into === undefined) this.#fromHome.set(home, (into = new Float64Array(fabric.nodeCount)));
      for (const s of endpoints) inject[s] = placeOf[s] === home ? 1 : 0;
      const arrived = into;
      yield* this.#arrive((v, x) => (arrived[v] = x));
    }
  }

  *#arrive(note: (gate: number, amount: number) => void): Steps<void> {
    const { dag } = this.#toPlace;
    const scratch = this.#scratch.fill(0);
    yield* pushSteps(dag, this.#inject, scratch);
    for (let j = dag.start[0]!; j < dag.start[1]!; j++) note(dag.fabric.tail[dag.arc[j]!]!, scratch[dag.arc[j]!]!);
  }
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
