/**
 * What a protocol makes of a link: payload rate, latency of a hop, size of a domain, and which routing policies it offers.
 *
 * Between InfiniBand and Ethernet headers differ by a few parts in a hundred; how they spread load decides. So each protocol names the policies that its switches and
 * NICs can do, with the reason in the catalogue's words. Rates in Gb/s, latency in ns.
 */
import { say } from '@weft/units';
import { partsOf, type Band, type Part } from '@weft/catalogue';
import type { Finding, RoutingChoice } from '@weft/model';
import { nodeId, type Topology } from '@weft/topology';
import type { Figures } from './figures.ts';
import type { Known } from './total.ts';
import { atOnce, inSlices, many, type Pauses } from './pauses.ts';

export type RoutingPolicy = RoutingChoice['policy'];

export interface OfferedRouting {
  readonly policy: RoutingPolicy;
  /** `native`: what the protocol does by itself; `some`: on some switches or NICs. */
  readonly support: 'native' | 'some';
}

export interface ProtocolFacts {
  readonly id: string;
  readonly name: string;
  readonly scope: string;
  /** Payload over raw rate. Where no packet format is published the measured fraction stands in, and `payloadFrom` says so. */
  readonly payload: Known;
  readonly payloadFrom: 'headers' | 'measured' | 'proxy' | null;
  readonly hop_ns: Known;
  readonly domain: Known;
  readonly routing: readonly OfferedRouting[];
  /** How it spreads load, and who may build it, as the catalogue states it; null when it does not. */
  readonly loadBalancing: string | null;
  readonly openness: string | null;
}

const native = (...policies: RoutingPolicy[]): OfferedRouting[] =>
  policies.map((policy) => ({ policy, support: 'native' }));
const some = (...policies: RoutingPolicy[]): OfferedRouting[] =>
  policies.map((policy) => ({ policy, support: 'some' }));

/**
 * Policies by protocol, the first its own default. From the statement `load_balancing` of each part; the rest of the table follows from its scope:
 * a switched scale-up fabric stripes, a mesh has one path, a torus orders dimensions.
 */
const routingOf: readonly (readonly [RegExp, readonly OfferedRouting[]])[] = [
  [/^nvlink/, native('spray')],
  [/^xgmi/, native('single-path', 'minimal')],
  [/^ualink/, native('single-path')],
  [/^sue/, [...native('ecmp-hash'), ...some('spray', 'weighted-ecmp')]],
  [/^(tpu-ici|neuronlink)/, native('dimension-order')],
  [/^huawei-ub/, native('spray')],
  [/^ib-/, native('single-path', 'adaptive', 'minimal', 'dimension-order')],
  [
    /^rocev2/,
    [...native('ecmp-hash', 'single-path', 'weighted-ecmp'), ...some('spray', 'adaptive', 'minimal', 'valiant')],
  ],
  [/^ultra-ethernet/, [...native('spray', 'ecmp-hash'), ...some('weighted-ecmp', 'adaptive', 'minimal', 'valiant')]],
  [/^slingshot/, native('adaptive', 'minimal', 'valiant')],
  [/^(mrc|efa)/, native('spray')],
];

/** The facts of a protocol; undefined when the catalogue does not have it. */
export function protocolFacts(id: string, figures: Figures): ProtocolFacts | undefined {
  const part = figures.part('protocol', id);
  if (!part) return undefined;
  const { known, from } = payloadOf(part, figures);
  return {
    id,
    name: part.name,
    scope: part.family ?? '',
    payload: known,
    payloadFrom: from,
    hop_ns: figures.of('protocol', id, 'hop_latency_ns'),
    domain: figures.of('protocol', id, 'max_domain'),
    routing: routingOf.find(([pattern]) => pattern.test(id))?.[1] ?? [],
    loadBalancing: part.statements.load_balancing?.text ?? null,
    openness: part.statements.openness?.text ?? null,
  };
}

/** All protocols of the catalogue. */
export function allProtocols(figures: Figures): readonly ProtocolFacts[] {
  return partsOf('protocol').map(({ id }) => protocolFacts(id, figures)!);
}

/** Payload rate of a link, null when neither a format nor a measurement is published. */
export function payloadRate_Gbps(raw_Gbps: number, facts: ProtocolFacts): Band | null {
  const { band } = facts.payload;
  return (
    band && { low: raw_Gbps * band.low, typical: raw_Gbps * band.typical, high: raw_Gbps * Math.min(1, band.high) }
  );
}

/** Protocols whose packets another's stand for, as the catalogue advises. */
const proxies: Readonly<Record<string, string>> = { 'ultra-ethernet-1': 'rocev2-400' };

function payloadOf(part: Part, figures: Figures): { known: Known; from: ProtocolFacts['payloadFrom'] } {
  const headers = figures.of('protocol', part.id, 'payload_efficiency');
  if (headers.band) return { known: headers, from: 'headers' };
  const proxy = proxies[part.id];
  if (proxy !== undefined) {
    const { band } = figures.of('protocol', proxy, 'payload_efficiency');
    if (band) return { known: { ...headers, band }, from: 'proxy' };
  }
  const measured = figures.of('protocol', part.id, 'measured_fraction_of_peak');
  return measured.band ? { known: measured, from: 'measured' } : { known: headers, from: null };
}

/** Reports scale-up domains and fabrics with more members than their protocol's largest published domain. O(nodes + links). */
export function domainFindings(topology: Topology, figures: Figures): readonly Finding[] {
  return atOnce(domainSteps(topology, figures));
}

/** The same with pauses. */
export function* domainSteps(topology: Topology, figures: Figures): Pauses<readonly Finding[]> {
  const byProtocol = new Map<string, number[]>();
  topology.linkClasses.forEach(({ protocol }, index) => {
    if (protocol !== null) byProtocol.set(protocol, [...(byProtocol.get(protocol) ?? []), index]);
  });
  const findings: Finding[] = [];
  for (const [protocol, classes] of byProtocol) {
    const facts = protocolFacts(protocol, figures);
    if (!facts) {
      findings.push({
        code: 'protocol-unknown',
        severity: 'warning',
        targets: [],
        message: say`The catalogue has no protocol '${protocol}'; nothing is checked or reckoned for its links.`,
      });
      continue;
    }
    const limit = facts.domain.band?.high;
    if (limit === undefined) continue;
    const { members, example } = yield* largestDomain(
      topology,
      new Set(classes),
      facts.scope === 'scale-up' ? 'accelerator' : 'nic',
    );
    if (members > limit) {
      findings.push({
        code: 'domain-too-large',
        severity: 'warning',
        targets: [nodeId(topology, example)],
        message: say`One ${facts.name} domain joins ${members} endpoints; the largest published is ${limit}.`,
      });
    }
  }
  return findings;
}

/** The most endpoints that links of these classes join. */
function* largestDomain(
  topology: Topology,
  classes: ReadonlySet<number>,
  role: 'accelerator' | 'nic',
): Pauses<{ members: number; example: number }> {
  const root = Int32Array.from({ length: topology.nodeCount }, (_, v) => v);
  const find = (v: number): number => {
    while (root[v]! !== v) {
      root[v] = root[root[v]!]!;
      v = root[v]!;
    }
    return v;
  };
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      if (!classes.has(topology.linkClass[e]!)) continue;
      const a = find(topology.linkA[e]!);
      const b = find(topology.linkB[e]!);
      if (a !== b) root[Math.max(a, b)] = Math.min(a, b);
    }
  });
  const isMember = topology.nodeClasses.map((nodeClass) => nodeClass.role === role);
  const members = new Int32Array(topology.nodeCount);
  let best = 0;
  yield* inSlices(topology.nodeCount, many, (from, to) => {
    for (let v = from; v < to; v++) {
      if (!isMember[topology.nodeClass[v]!]) continue;
      const r = find(v);
      if (++members[r]! > members[best]!) best = r;
    }
  });
  return { members: members[best] ?? 0, example: best };
}
