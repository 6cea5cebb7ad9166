/**
 * The symmetries of a topology under a policy: what generators claim, what hangs alike on one node, and what the groups suggest, all checked.
 */
import type { Symmetry, Topology } from '@weft/topology';
import type { Steps } from '../steps.ts';
import type { Policy } from '../route/policy.ts';
import { OrbitGathering, twinSwaps, type Orbits } from './orbits.ts';
import { siblingSwaps } from './siblings.ts';

/** So few orbits of endpoints, or a 64th of them, are not worth making fewer. */
const few = 4;

export interface Checked {
  readonly orbits: Orbits;
  /** Symmetries a generator claimed that do not hold here. */
  readonly refused: number;
}

/** Gathers the orbits of endpoints, nodes and arcs in O(supports). */
export function* orbitsUnder(topology: Topology, policy: Policy, endpoints: Int32Array): Steps<Checked> {
  const isEndpoint = new Uint8Array(topology.nodeCount);
  for (const v of endpoints) isEndpoint[v] = 1;
  const gathering = new OrbitGathering(policy.fabric, isEndpoint);
  let work = 0;
  const take = function* (symmetries: Iterable<Symmetry>): Steps<void> {
    for (const symmetry of symmetries) {
      work += 16 * symmetry.nodes.length;
      if (policy.filter === null || policy.filter.keeps(symmetry)) gathering.take(symmetry);
      if (work < 200_000) continue;
      work = 0;
      yield { phase: 'symmetry', fraction: 0 };
    }
  };
  for (const region of topology.regions) yield* take(region.symmetries);
  const refused = gathering.refused;
  // What is claimed usually says it all; guessing is for fabrics that came without claims, and for what failures left of them.
  if (endpoints.length > 1 && gathering.orbitCount(endpoints) <= Math.max(few, endpoints.length / 64))
    return { orbits: gathering.orbits(), refused };
  yield* take(twinSwaps(policy.fabric, endpoints));
  yield* take(siblingSwaps(topology));
  return { orbits: gathering.orbits(), refused };
}
