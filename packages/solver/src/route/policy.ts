/**
 * From a routing to what computes its routes: the fabric it sees, the lengths it counts, the arcs it forbids.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Topology } from '@weft/topology';
import type { Routing } from '../routing.ts';
import { finish, within, type Steps } from '../steps.ts';
import { fabricSteps, listArcs, type Fabric, type Failures } from './fabric.ts';
import { dimensionOrder, type DimensionOrder } from './dimensions.ts';
import { globalLengths, placesSteps, type Places } from './places.ts';

export interface Policy {
  readonly fabric: Fabric;
  readonly filter: DimensionOrder | null;
  /**
   * `hashed`: whole paths by hash; `fluid`: equal parts at every hop; `valiant`: fluid to every place in between and on; `adaptive`: the best
   * mix of fluid and valiant.
   */
  readonly kind: 'hashed' | 'fluid' | 'valiant' | 'adaptive';
  readonly seed: number;
  readonly subflows: number;
  /** The places a detour may lead by; null for policies without detours. */
  readonly places: Places | null;
}

export type PolicyFault = 'policy';

/** Makes the policy of a routing on a topology; a fault says why the routing has no meaning there. */
export function policyOf(topology: Topology, routing: Routing, failures: Failures): Outcome<Policy, PolicyFault> {
  return finish(policySteps(topology, routing, failures));
}

/** The same with pauses. */
export function* policySteps(
  topology: Topology,
  routing: Routing,
  failures: Failures,
): Steps<Outcome<Policy, PolicyFault>> {
  const { handOver } = routing;
  const plain = (byCapacity: boolean): Steps<Fabric> =>
    fabricSteps(topology, { handOver, failures, byCapacity, length: null });
  const byLength = (length: Int32Array | null): Steps<Fabric> =>
    fabricSteps(topology, { handOver, failures, byCapacity: false, length });
  const fluid = { filter: null, kind: 'fluid', seed: 0, subflows: 1, places: null } as const;
  switch (routing.policy) {
    case 'single-path':
      return done({ ...fluid, fabric: yield* plain(false), kind: 'hashed', seed: routing.seed });
    case 'ecmp-hash': {
      const { seed, subflows } = routing;
      if (!Number.isInteger(subflows) || subflows < 1 || subflows > 1024) {
        const found = say`There are ${subflows} sub-flows; expected a whole number from 1 to 1024.`;
        return failed('policy', 'routing.subflows', found);
      }
      return done({ ...fluid, fabric: yield* plain(false), kind: 'hashed', seed, subflows });
    }
    case 'spray':
      return done({ ...fluid, fabric: yield* plain(false) });
    case 'weighted-ecmp':
      return done({ ...fluid, fabric: yield* plain(true) });
    case 'dimension-order': {
      const fabric = yield* plain(false);
      yield* within(listArcs(fabric), 0, 0);
      const filter = dimensionOrder(topology, fabric);
      return filter.ok ? done({ ...fluid, fabric, filter: filter.value }) : filter;
    }
    case 'minimal': {
      const length = globalLengths(topology);
      return length.ok ? done({ ...fluid, fabric: yield* byLength(length.value) }) : length;
    }
    case 'valiant':
    case 'adaptive': {
      const length = globalLengths(topology);
      const fabric = yield* byLength(length.ok ? length.value : null);
      yield* within(listArcs(fabric), 0, 0);
      const places = yield* placesSteps(topology, fabric);
      return places.ok ? done({ ...fluid, fabric, kind: routing.policy, places: places.value }) : places;
    }
  }
}
