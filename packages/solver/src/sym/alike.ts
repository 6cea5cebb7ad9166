/**
 * Which links and nodes are alike under all-to-all traffic: breaking one or another of them gives the same answer up to names.
 *
 * In: a topology, a routing, the endpoints of the traffic. Out: per link and per node the smallest one of its orbit under the symmetries that
 * were checked. What no symmetry maps is alike to nothing, which is safe: it is only looked at by itself. O(supports of the symmetries).
 */
import { done, type Outcome } from '@weft/units';
import type { Topology } from '@weft/topology';
import type { Routing } from '../routing.ts';
import type { Steps } from '../steps.ts';
import { noFailures } from '../route/fabric.ts';
import { policyOf, type PolicyFault } from '../route/policy.ts';
import { orbitsUnder } from './found.ts';

export interface Alike {
  readonly link: Int32Array;
  readonly node: Int32Array;
}

/** Gathers what is alike. Hashed paths depend on the names of their ends, so under them nothing is. */
export function* alikeUnder(
  topology: Topology,
  routing: Routing,
  endpoints: Int32Array,
): Steps<Outcome<Alike, PolicyFault>> {
  const policy = policyOf(topology, routing, noFailures);
  if (!policy.ok) return policy;
  const link = Int32Array.from({ length: topology.linkCount }, (_, e) => e);
  const node = Int32Array.from({ length: topology.nodeCount }, (_, v) => v);
  if (policy.value.kind === 'hashed') return done({ link, node });
  const { orbits } = yield* orbitsUnder(topology, policy.value, endpoints);
  const { arcOrbit, nodeOrbit } = orbits;
  // A symmetry maps both directions of a link together, so the two orbits of its arcs name the link's.
  const first = new Map<string, number>();
  for (let e = 0; e < topology.linkCount; e++) {
    const [a, b] = [arcOrbit[2 * e]!, arcOrbit[2 * e + 1]!];
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = first.get(key);
    if (known === undefined) first.set(key, e);
    else link[e] = known;
  }
  node.set(nodeOrbit);
  return done({ link, node });
}
