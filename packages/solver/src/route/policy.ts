/**
 * From a routing to what computes its routes: the fabric it sees, the lengths it counts, the arcs it forbids.
 */
import { done, failed, type Outcome } from '@weft/units';
import type { Topology } from '@weft/topology';
import type { Routing } from '../routing.ts';
import { fabricOf, type Fabric, type Failures } from './fabric.ts';
import type { ArcFilter } from './dag.ts';

export interface Policy {
  readonly fabric: Fabric;
  readonly filter: ArcFilter | null;
  /** `hashed`: whole paths by hash; `fluid`: equal parts at every hop, so that the quotient serves. */
  readonly kind: 'hashed' | 'fluid';
  readonly seed: number;
  readonly subflows: number;
  /** True when the routes depend on places the quotient does not see (coordinates). */
  readonly placed: boolean;
}

export type PolicyFault = 'policy';

/** Makes the policy of a routing on a topology; a fault says why the routing has no meaning there. */
export function policyOf(topology: Topology, routing: Routing, failures: Failures): Outcome<Policy, PolicyFault> {
  const { handOver } = routing;
  const plain = (byCapacity: boolean): Fabric => fabricOf(topology, { handOver, failures, byCapacity, length: null });
  const fluid = { filter: null, kind: 'fluid', seed: 0, subflows: 1, placed: false } as const;
  switch (routing.policy) {
    case 'single-path':
      return done({ ...fluid, fabric: plain(false), kind: 'hashed', seed: routing.seed });
    case 'ecmp-hash': {
      const { seed, subflows } = routing;
      if (!Number.isInteger(subflows) || subflows < 1 || subflows > 1024) {
        const found = `There are ${subflows} sub-flows; expected a whole number from 1 to 1024.`;
        return failed('policy', 'routing.subflows', found);
      }
      return done({ ...fluid, fabric: plain(false), kind: 'hashed', seed, subflows });
    }
    case 'spray':
      return done({ ...fluid, fabric: plain(false) });
    case 'weighted-ecmp':
      return done({ ...fluid, fabric: plain(true) });
    default:
      return failed('policy', 'routing.policy', `The policy ${routing.policy} is not known.`);
  }
}
