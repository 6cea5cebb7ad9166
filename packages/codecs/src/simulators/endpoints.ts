/**
 * A topology as network simulators see it: accelerators with numbers, switches, and links between them. Network cards are not part of that view:
 * a link into a card is one into the accelerator behind it.
 *
 * Cost: O(nodes + links).
 */
import { adjacencyOf, groupClassOf, nodeId, roleOf, type Topology } from '@weft/topology';
import { done, failed, type Outcome, say } from '@weft/units';
import { sizeFault, type ExportFault } from '../export/exported.ts';

export interface SimulatorGraph {
  /** Accelerators in the order of their servers. */
  readonly endpoints: readonly number[];
  /** Scale-up switches, then the others, by node. */
  readonly scaleUp: readonly number[];
  readonly switches: readonly number[];
  /** The number of each node: endpoints from 0, then scale-up switches, then switches. */
  readonly numberOf: ReadonlyMap<number, number>;
  readonly links: readonly { readonly a: number; readonly z: number; readonly rate_Gbps: number }[];
  /** Accelerators of each server, when all have as many; else null. */
  readonly perServer: number | null;
  readonly notes: readonly string[];
}

export function simulatorGraph(topology: Topology): Outcome<SimulatorGraph, ExportFault> {
  const fault = sizeFault(topology);
  if (fault && !fault.ok) return fault;
  const roles = Array.from({ length: topology.nodeCount }, (_, v) => roleOf(topology, v));
  const nodes = roles.map((_, v) => v);
  const endpoints = nodes.filter((v) => roles[v] === 'accelerator');
  if (endpoints.length === 0) {
    return failed(
      'not-expressible',
      say`the design`,
      say`The design has no accelerators; simulators send between accelerators.`,
    );
  }
  const scaleUp = nodes.filter((v) => roles[v] === 'scaleUp');
  const switches = nodes.filter((v) => ['leaf', 'spine', 'core', 'router'].includes(roles[v]!));
  const numberOf = new Map([...endpoints, ...scaleUp, ...switches].map((v, number) => [v, number]));
  /** The accelerator behind each card. */
  const behind = new Map<number, number>();
  const { offset, neighbour } = adjacencyOf(topology);
  for (const card of nodes) {
    if (roles[card] !== 'nic') continue;
    const found = new Set<number>();
    for (let i = offset[card]!; i < offset[card + 1]!; i++) {
      if (roles[neighbour[i]!] === 'accelerator') found.add(neighbour[i]!);
    }
    if (found.size > 1) {
      return failed(
        'not-expressible',
        nodeId(topology, card),
        say`${nodeId(topology, card)} serves ${found.size} accelerators; this format has no network cards, so each must serve one.`,
      );
    }
    for (const accelerator of found) behind.set(card, accelerator);
  }
  const links: SimulatorGraph['links'][number][] = [];
  let leftOut = 0;
  for (let e = 0; e < topology.linkCount; e++) {
    const [a, z] = [topology.linkA[e]!, topology.linkB[e]!].map((v) => (roles[v] === 'nic' ? behind.get(v) : v));
    if (a === z && a !== undefined) continue;
    const [from, to] = [a === undefined ? undefined : numberOf.get(a), z === undefined ? undefined : numberOf.get(z)];
    if (from === undefined || to === undefined) leftOut++;
    else links.push({ a: from, z: to, rate_Gbps: topology.linkCapacity_Gbps[e]! });
  }
  const notes = leftOut === 0 ? [] : [say`${leftOut} links of hosts without accelerators are left out.`];
  return done({ endpoints, scaleUp, switches, numberOf, links, perServer: perServerOf(topology, endpoints), notes });
}

function perServerOf(topology: Topology, endpoints: readonly number[]): number | null {
  const perGroup = new Map<number, number>();
  for (const v of endpoints) {
    let group = topology.nodeGroup[v]!;
    while (group > 0 && !groupClassOf(topology, group).device) group = topology.groupParent[group]!;
    // An accelerator outside of any server is a server of one.
    const key = group > 0 ? group : -1 - v;
    perGroup.set(key, (perGroup.get(key) ?? 0) + 1);
  }
  const sizes = new Set(perGroup.values());
  return sizes.size === 1 ? [...sizes][0]! : null;
}

/** What the topology generators of SimAI write (aliyun/SimAI, its Spectrum-X and HPN templates): 25 ns inside a server, 500 ns outside. */
export const templateLatency = { scaleUp: '0.000025ms', network: '0.0005ms' } as const;
export const latencyNote =
  'Latencies are those of the simulator’s own templates (25 ns inside a server, 500 ns outside); a design does not hold them.';

/** One link line of the text formats: ends, rate, latency, error rate. */
export function linkLine(graph: SimulatorGraph, { a, z, rate_Gbps }: SimulatorGraph['links'][number]): string {
  const first = graph.endpoints.length;
  const inside = (number: number) => number < first + graph.scaleUp.length;
  const latency = inside(a) && inside(z) ? templateLatency.scaleUp : templateLatency.network;
  return `${Math.min(a, z)} ${Math.max(a, z)} ${rate_Gbps}Gbps ${latency} 0`;
}
