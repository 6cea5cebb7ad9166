/**
 * What a fabric can be known to do without solving for a traffic: distances, ways, bisection, volume and TUB.
 */
import { done, type Outcome } from '@weft/units';
import type { Topology } from '@weft/topology';
import { finish, inSlices, within, type Steps } from '../steps.ts';
import { anchorSteps } from '../route/anchors.ts';
import { fabricOf, noFailures, type Fabric, type Failures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { orbitsUnder } from '../sym/found.ts';
import { bisection, type Bisection } from './cut.ts';
import { reachSteps, type Reach } from './reach.ts';
import { tubSteps, type Tub } from './volume.ts';

export interface BoundsOptions {
  readonly handOver: boolean;
  readonly failures?: Failures;
  /** A rate all ordered pairs of endpoints are known to get at once; it proves the low end of the bisection. */
  readonly uniformRate_Gbps: number;
}

export interface Bounds {
  readonly reach: Reach;
  readonly bisection: Bisection;
  /** No routing gives all pairs more than this at once: capacity over hops. */
  readonly uniformVolume_Gbps: number;
  /** Null above `tubLimit` switches with hosts. */
  readonly tub: Tub | null;
}

/** The matching behind TUB takes the cube of this. */
const tubLimit = 500;
/** Arcs between two pauses. */
const slice = 200_000;

/** Finds all bounds. */
export function* boundsOf(
  topology: Topology,
  endpoints: Int32Array,
  { handOver, failures = noFailures, uniformRate_Gbps }: BoundsOptions,
): Steps<Outcome<Bounds, 'policy'>> {
  const policy = policyOf(topology, { policy: 'spray', handOver }, failures);
  if (!policy.ok) return policy;
  const { fabric } = policy.value;
  const { orbits } = yield* within(orbitsUnder(topology, policy.value, endpoints), 0, 0.1);
  const reach = yield* within(reachSteps(fabric, endpoints, orbits.nodeOrbit), 0.1, 0.5);
  const halves = yield* within(bisection(fabric, endpoints, uniformRate_Gbps), 0.5, 0.95);
  let capacity = 0;
  yield* inSlices(fabric.outArc.length, slice, 'bounds', (from, to) => {
    for (let i = from; i < to; i++) capacity += fabric.capacity[fabric.outArc[i]!]!;
  });
  const hops = reach.histogram.reduce((sum, pairs, h) => sum + pairs * h, 0);
  const worst = yield* within(tubWithin(fabric, endpoints, tubLimit), 0.95, 1);
  return done({
    reach,
    bisection: halves,
    uniformVolume_Gbps: hops === 0 ? Infinity : capacity / hops,
    tub: worst,
  });
}

/** TUB of a topology whatever its size, in the cube of its switches: some seconds for a thousand. */
export function tubOf(topology: Topology, endpoints: Int32Array, handOver: boolean): Tub {
  const fabric = fabricOf(topology, { handOver, failures: noFailures, byCapacity: false, length: null });
  return finish(tubWithin(fabric, endpoints, Infinity))!;
}

/** Hosts hang on the switch where their ways part; the cards and links before it are theirs and do not count. Null above the limit. */
function* tubWithin(fabric: Fabric, endpoints: Int32Array, limit: number): Steps<Tub | null> {
  const anchors = yield* within(anchorSteps(fabric), 0, 0);
  const hosts = new Map<number, number>();
  const hostArc = new Uint8Array(fabric.arcCount);
  for (const v of endpoints) {
    hosts.set(anchors.of[v]!, (hosts.get(anchors.of[v]!) ?? 0) + 1);
    for (const a of anchors.up(v)) hostArc[a] = 1;
    for (const a of anchors.down(v)) hostArc[a] = 1;
  }
  if (hosts.size > limit) return null;
  return yield* tubSteps(fabric, Int32Array.from(hosts.keys()), Float64Array.from(hosts.values()), hostArc);
}
