/**
 * Uniform traffic as a fluid: one equal flow from every endpoint to every other, never written out.
 *
 * Solved target by target. Targets that a symmetry maps onto each other need one of them, counted as often as its orbit is large; arcs of one
 * orbit then carry the same load and share a *pool*: their loads are added and divided evenly. Without symmetry every target and every arc
 * stands for itself.
 */
import type { Fabric } from '../route/fabric.ts';
import type { ArcFilter } from '../route/dag.ts';
import type { Orbits } from '../sym/orbits.ts';

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
  const pool = new Int32Array(fabric.arcCount).fill(-1);
  const number = new Int32Array(fabric.arcCount).fill(-1);
  let pools = 0;
  for (const a of fabric.outArc) {
    const o = orbits === null ? a : orbits.arcOrbit[a]!;
    if (number[o]! < 0) number[o] = pools++;
    pool[a] = number[o]!;
  }
  const capacity = new Float64Array(pools);
  const size = new Int32Array(pools);
  for (const a of fabric.outArc) {
    capacity[pool[a]!]! += fabric.capacity[a]!;
    size[pool[a]!]!++;
  }
  return {
    fabric,
    filter,
    endpoints,
    targets: Int32Array.from(count.keys()),
    multiplicity: Float64Array.from(count.values()),
    orbitOf: orbits && orbits.nodeOrbit,
    pool,
    poolCapacity: capacity,
    poolSize: size,
  };
}
