/**
 * What the panels show of a design before anything is solved: counts, in all and per block, cables, and what is wrong with the cabling.
 *
 * Cost: O(nodes + links + groups). A *cable* joins two devices; a link inside one device (a server's GPU to its NIC) is none.
 */
import {
  cablingFaults,
  countsOf,
  groupClassOf,
  linkId,
  nodeId,
  nodeRoles,
  type Counts,
  type NodeRole,
  type Topology,
} from '@weft/topology';
import type { Finding } from '@weft/model';

/** Findings beyond this many are summed up in one sentence: nobody reads more, and a million of them would fill the memory. */
const mostFindings = 100;

/** How many links are cables. */
export function cablesOf(topology: Topology): number {
  const device = deviceOfGroups(topology);
  let cables = 0;
  for (let e = 0; e < topology.linkCount; e++) if (isCable(topology, device, e)) cables++;
  return cables;
}

/** Whether a link joins two devices; `device` as `deviceOfGroups` gives it. */
export function isCable(topology: Topology, device: Int32Array, link: number): boolean {
  const a = device[topology.nodeGroup[topology.linkA[link]!]!]!;
  const b = device[topology.nodeGroup[topology.linkB[link]!]!]!;
  return a !== b || a < 0;
}

/** Per group: the innermost device group that it is or stands in, -1 for none. */
export function deviceOfGroups(topology: Topology): Int32Array {
  const device = new Int32Array(topology.groupCount).fill(-1);
  for (let g = 0; g < topology.groupCount; g++) {
    if (groupClassOf(topology, g).device) device[g] = g;
    else if (g > 0) device[g] = device[topology.groupParent[g]!]!;
  }
  return device;
}

/** Counts of what stands in each top group, by the group's name; links count where both ends do. */
export function countsPerBlock(topology: Topology): Readonly<Record<string, Counts>> {
  const { groupCount, nodeCount, linkCount, nodeGroup, groupParent, nodeClass, linkClass } = topology;
  const top = new Int32Array(groupCount).fill(-1);
  const tops: number[] = [];
  const topOf = new Int32Array(groupCount);
  for (let g = 1; g < groupCount; g++) {
    if (groupParent[g] === 0) {
      top[g] = tops.length;
      topOf[g] = tops.length;
      tops.push(g);
    } else top[g] = top[groupParent[g]!]!;
  }
  const named = tops.filter((g) => topology.groupNames.has(g));
  if (named.length === 0) return {};

  const nodes = tops.map(() => new Int32Array(topology.nodeClasses.length));
  const links = tops.map(() => new Int32Array(topology.linkClasses.length));
  const holdsAccelerator = new Uint8Array(groupCount);
  const isAccelerator = topology.nodeClasses.map((c) => c.role === 'accelerator');
  for (let v = 0; v < nodeCount; v++) {
    const at = top[nodeGroup[v]!]!;
    if (at >= 0) nodes[at]![nodeClass[v]!]!++;
    if (isAccelerator[nodeClass[v]!]) holdsAccelerator[nodeGroup[v]!] = 1;
  }
  for (let e = 0; e < linkCount; e++) {
    const at = top[nodeGroup[topology.linkA[e]!]!]!;
    if (at >= 0 && at === top[nodeGroup[topology.linkB[e]!]!]!) links[at]![linkClass[e]!]!++;
  }
  const servers = new Int32Array(tops.length);
  for (let g = 1; g < groupCount; g++) {
    if (holdsAccelerator[g] && groupClassOf(topology, g).device) servers[top[g]!]!++;
  }
  return Object.fromEntries(
    named.map((g) => {
      const at = topOf[g]!;
      return [topology.groupNames.get(g)!, countsFrom(topology, nodes[at]!, links[at]!, servers[at]!)];
    }),
  );
}

/** The cabling's faults as findings, named by ids. */
export function cablingFindings(topology: Topology): Finding[] {
  const faults = cablingFaults(topology, mostFindings + 1);
  const findings = faults.slice(0, mostFindings).map(({ code, node, link, message }): Finding => ({
    code,
    severity: 'error',
    targets: link < 0 ? [nodeId(topology, node)] : [nodeId(topology, node), linkId(topology, link)],
    message: `${nodeId(topology, node)}: ${message}`,
  }));
  if (faults.length > mostFindings) {
    findings.push({
      code: 'more-cabling-faults',
      severity: 'error',
      targets: [],
      message: `The cabling has more faults than the ${mostFindings} listed here.`,
    });
  }
  return findings;
}

/** The counts of a whole topology; here so that callers ask one file. */
export { countsOf };

function countsFrom(topology: Topology, nodes: Int32Array, links: Int32Array, servers: number): Counts {
  const perRole = new Map<NodeRole, number>(nodeRoles.map((role) => [role, 0]));
  topology.nodeClasses.forEach((c, i) => perRole.set(c.role, perRole.get(c.role)! + nodes[i]!));
  const perKind: Record<string, number> = {};
  topology.linkClasses.forEach((c, i) => {
    if (links[i]! > 0) perKind[c.kind] = (perKind[c.kind] ?? 0) + links[i]!;
  });
  const switches: Partial<Record<NodeRole, number>> = {};
  for (const role of ['leaf', 'spine', 'core', 'router', 'scaleUp'] as const) {
    if (perRole.get(role)! > 0) switches[role] = perRole.get(role)!;
  }
  return {
    accelerators: perRole.get('accelerator')!,
    servers,
    nics: perRole.get('nic')!,
    services: perRole.get('service')!,
    switches,
    links: perKind,
  };
}
