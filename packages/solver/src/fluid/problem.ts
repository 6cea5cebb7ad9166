/**
 * Uniform traffic as a fluid: one equal flow from every endpoint to every other, never written out.
 *
 * Solved target by target. Targets that a symmetry maps onto each other need one of them, counted as often as its orbit is large; arcs of one
 * orbit then carry the same load and share a *pool*: their loads are added and divided evenly. Without symmetry every target and every arc
 * stands for itself.
 */
import type { Fabric } from '../route/fabric.ts';
import type { ArcFilter } from '../route/dag.ts';
import { kindOfArcs, kindsBy, type ArcKinds } from '../sym/kinds.ts';
import type { Steps } from '../steps.ts';
import type { Orbits } from '../sym/orbits.ts';
import { viewsOf, type View } from './views.ts';

export interface FluidProblem {
  readonly fabric: Fabric;
  readonly filter: ArcFilter | null;
  /** Nodes of the fabric that send to all others and receive from all others. */
  readonly endpoints: Int32Array;
  /** Targets to compute, and for how many each stands. */
  readonly targets: Int32Array;
  readonly multiplicity: Float64Array;
  /** Per node: its orbit, null when every node is its own. */
  readonly orbitOf: Int32Array | null;
  /** The pools: kinds of arcs. */
  readonly kinds: ArcKinds;
  /** The fabric as seen from the target at that place in `targets`; one for all of them when `shared`. */
  readonly view: (target: number) => View;
  readonly shared: boolean;
  /** Makes what `view` would make when first asked for, in small steps. */
  readonly ready: () => Steps<void>;
  /** Per arc: its pool, -1 for a failed arc. Per pool: capacity and number of arcs. */
  readonly pool: Int32Array;
  readonly poolCapacity: Float64Array;
  readonly poolSize: Int32Array;
}

/** Uniform traffic among endpoints, lessened by orbits where there are any. */
export function fluidProblem(
  fabric: Fabric,
  filter: ArcFilter | null,
  endpoints: Int32Array,
  orbits: Orbits | null,
): FluidProblem {
  const kinds = orbits === null ? kindsBy(fabric, null) : orbits.kinds;
  const orbitOf = orbits && orbits.nodeOrbit;
  const { targets, multiplicity, numberOf } = firstOf(fabric.nodeCount, endpoints, orbitOf);
  return withPools({
    fabric,
    filter,
    endpoints,
    targets,
    multiplicity,
    orbitOf,
    kinds,
    ...viewsOf(fabric, filter, endpoints, orbits, { targets, kinds, numberOf }),
  });
}

/** Adds what follows from the kinds of arcs; the list of all arcs is made when it is first asked for. */
export function withPools(problem: Omit<FluidProblem, 'pool' | 'poolCapacity' | 'poolSize'>): FluidProblem {
  const { kinds } = problem;
  let pool: Int32Array | null = null;
  return {
    ...problem,
    get pool() {
      return (pool ??= kindOfArcs(kinds));
    },
    poolCapacity: kinds.capacity,
    poolSize: kinds.size,
  };
}

interface Firsts {
  readonly targets: Int32Array;
  readonly multiplicity: Float64Array;
  /** The place in `targets` of the orbit of an endpoint. */
  readonly numberOf: (endpoint: number) => number;
}

/** The first endpoint of each orbit, in order, and how many endpoints the orbit has. */
export function firstOf(nodeCount: number, endpoints: Int32Array, orbitOf: Int32Array | null): Firsts {
  const number = new Int32Array(nodeCount).fill(-1);
  const targets: number[] = [];
  const count: number[] = [];
  for (const v of endpoints) {
    const o = orbitOf === null ? v : orbitOf[v]!;
    if (number[o]! < 0) {
      number[o] = targets.push(v) - 1;
      count.push(0);
    }
    count[number[o]!]!++;
  }
  return {
    targets: Int32Array.from(targets),
    multiplicity: Float64Array.from(count),
    numberOf: (v) => number[orbitOf === null ? v : orbitOf[v]!]!,
  };
}
