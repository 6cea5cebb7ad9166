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
  const count = new Map<number, number>();
  for (const v of endpoints) {
    const o = orbits === null ? v : orbits.nodeOrbit[v]!;
    count.set(o, (count.get(o) ?? 0) + 1);
  }
  const kinds = orbits === null ? kindsBy(fabric, null) : orbits.kinds;
  const targets = firstOf(endpoints, orbits);
  const orbitOf = orbits && orbits.nodeOrbit;
  let pool: Int32Array | null = null;
  return {
    fabric,
    filter,
    endpoints,
    targets,
    multiplicity: Float64Array.from(count.values()),
    orbitOf,
    kinds,
    ...viewsOf(fabric, filter, endpoints, orbits, { targets, kinds, orbitOf }),
    get pool() {
      return (pool ??= kindOfArcs(kinds));
    },
    poolCapacity: kinds.capacity,
    poolSize: kinds.size,
  };
}

/** The first endpoint of each orbit, in order. */
function firstOf(endpoints: Int32Array, orbits: Orbits | null): Int32Array {
  if (orbits === null) return endpoints.slice();
  const first = new Map<number, number>();
  for (const v of endpoints) if (!first.has(orbits.nodeOrbit[v]!)) first.set(orbits.nodeOrbit[v]!, v);
  return Int32Array.from(first.values());
}
