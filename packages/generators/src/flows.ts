/**
 * Traffic patterns to flows.
 *
 * Endpoints are the topology's accelerators, else its NICs, in index order. Sizes in bytes, caps in Gb/s. All-to-all is written out
 * up to `explicitLimit` pairs and stays implicit above.
 */
import { done, failed, formatCount, type Outcome, say } from '@weft/units';
import { endpointsOf, nameIndexOf, type Flows, type Topology } from '@weft/topology';
import type { Traffic, Workload } from '@weft/model';
import { atOnce, type Pauses } from './pauses.ts';
import { SeededRandom } from './random.ts';

/** Most pairs of an all-to-all that are written out: 4 million flows are about 100 MB while solving. */
export const explicitLimit = 4_000_000;

/** What each flow carries and asks for at most. */
export type FlowDemand = Pick<Workload, 'size_B' | 'cap_Gbps'>;

/** What an all-to-all is called. */
export const allToAllName = (endpoints: number): string => say`all-to-all of ${formatCount(endpoints)}`;

/** The flows of a pattern, or why there are none. */
export function flowsOf(topology: Topology, traffic: Traffic, demand: FlowDemand = noDemand): Outcome<Flows> {
  return atOnce(flowSteps(topology, traffic, demand));
}

const noDemand: FlowDemand = { size_B: null, cap_Gbps: null };

/** The same with pauses. */
export function* flowSteps(
  topology: Topology,
  traffic: Traffic,
  demand: FlowDemand = noDemand,
): Pauses<Outcome<Flows>> {
  const endpoints = endpointsOf(topology);
  const n = endpoints.length;
  if (n < 2) {
    return failed(
      'no-endpoints',
      'design',
      say`Traffic needs two endpoints or more, accelerators or NICs; the design has ${n}.`,
    );
  }
  switch (traffic.pattern) {
    case 'all-to-all': {
      if (n * (n - 1) > explicitLimit && demand.cap_Gbps === null) {
        return done({ kind: 'uniform', name: allToAllName(n), endpoints, size_B: demand.size_B });
      }
      if (n * (n - 1) > explicitLimit) {
        return failed(
          'too-many-flows',
          'workload.cap_Gbps',
          say`An all-to-all of ${n} endpoints has ${n * (n - 1)} flows; at most ${explicitLimit} can each have a cap. Expected no cap, or fewer endpoints.`,
        );
      }
      const source = new Int32Array(n * (n - 1));
      const target = new Int32Array(n * (n - 1));
      yield;
      const together = Math.max(1, Math.floor(quantum / n));
      for (let i = 0; i < n; i += together) {
        writePairs(endpoints, i, Math.min(n, i + together), source, target);
        yield;
      }
      return done(explicit(allToAllName(n), source, target, demand));
    }
    case 'permutation':
      return done(
        explicit(
          say`permutation (seed ${traffic.seed})`,
          endpoints,
          yield* derangementSteps(endpoints, traffic.seed),
          demand,
        ),
      );
    case 'ring': {
      const shift = ((traffic.shift % n) + n) % n;
      if (!Number.isInteger(shift) || shift === 0) {
        return failed(
          'ring-shift',
          'workload.traffic.shift',
          say`A shift of ${traffic.shift} sends each of ${n} endpoints to itself; expected a whole number that ${n} does not divide.`,
        );
      }
      const target = Int32Array.from({ length: n }, (_, i) => endpoints[(i + shift) % n]!);
      return done(explicit(say`ring neighbour (shift ${traffic.shift})`, endpoints, target, demand));
    }
    case 'incast': {
      const { target, senders } = traffic;
      if (!Number.isInteger(target) || target < 0 || target >= n) {
        return failed(
          'incast-target',
          'workload.traffic.target',
          say`Target ${target} is not an endpoint; expected 0 to ${n - 1}.`,
        );
      }
      if (!Number.isInteger(senders) || senders < 1 || senders > n - 1) {
        return failed(
          'incast-senders',
          'workload.traffic.senders',
          say`${senders} senders cannot be chosen; expected 1 to ${n - 1}.`,
        );
      }
      // Spread over the cluster, so that few senders do not all stand in one server.
      const source = Int32Array.from(
        { length: senders },
        (_, i) => endpoints[(target + 1 + Math.floor((i * (n - 1)) / senders)) % n]!,
      );
      return done(
        explicit(say`incast of ${senders}`, source, new Int32Array(senders).fill(endpoints[target]!), demand),
      );
    }
    case 'pair': {
      const names = nameIndexOf(topology);
      const source = names.node.get(traffic.source);
      const target = names.node.get(traffic.target);
      for (const [key, id, node] of [
        ['source', traffic.source, source],
        ['target', traffic.target, target],
      ] as const) {
        if (node === undefined) {
          return failed(
            'unknown-endpoint',
            `workload.traffic.${key}`,
            say`There is no device "${id}"; expected a path such as b1/unit0/server0/gpu0.`,
          );
        }
      }
      if (source === target) {
        return failed(
          'same-endpoint',
          'workload.traffic.target',
          say`${traffic.target} sends to itself; expected two devices.`,
        );
      }
      return done(
        explicit(say`${traffic.source} to ${traffic.target}`, Int32Array.of(source!), Int32Array.of(target!), demand),
      );
    }
  }
}

/** Pairs written between two pauses: about a millisecond. */
const quantum = 100_000;

/** All pairs of the sources at places `from ... to`. */
function writePairs(endpoints: Int32Array, from: number, to: number, source: Int32Array, target: Int32Array): void {
  const n = endpoints.length;
  let at = from * (n - 1);
  for (let i = from; i < to; i++) {
    for (let j = 0; j < n; j++) {
      if (i === j) continue;
      source[at] = endpoints[i]!;
      target[at++] = endpoints[j]!;
    }
  }
}

function explicit(name: string, source: Int32Array, target: Int32Array, { size_B, cap_Gbps }: FlowDemand): Flows {
  const filled = (value: number | null): Float64Array | null =>
    value === null ? null : new Float64Array(source.length).fill(value);
  return { kind: 'explicit', name, source, target, weight: null, cap_Gbps: filled(cap_Gbps), size_B: filled(size_B) };
}

/**
 * A random arrangement that leaves nobody in place: a shuffle, after which each one that stayed changes places with the next in
 * cyclic order. Every derangement can occur; same seed, same one.
 */
export function derangement(items: Int32Array, seed: number): Int32Array {
  return atOnce(derangementSteps(items, seed));
}

function* derangementSteps(items: Int32Array, seed: number): Pauses<Int32Array> {
  const n = items.length;
  const places = new Int32Array(n);
  for (let i = 0; i < n; i++) places[i] = i;
  const order = yield* new SeededRandom(seed).shuffleSteps(places);
  for (let i = 0; i < n; i++) {
    if (order[i] !== i) continue;
    const j = (i + 1) % n;
    order[i] = order[j]!;
    order[j] = i;
  }
  for (let i = 0; i < n; i++) order[i] = items[order[i]!]!;
  return order;
}
