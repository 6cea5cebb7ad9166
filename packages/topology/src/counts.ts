/**
 * How many of what a topology has: the figures reference designs publish.
 */
import { groupClassOf, nodeRoles, type NodeRole, type Topology } from './topology.ts';

export interface Counts {
  readonly accelerators: number;
  /** Device groups that hold at least one accelerator. */
  readonly servers: number;
  readonly nics: number;
  /** Hosts without accelerators: storage, fabric managers. */
  readonly services: number;
  /** Switches by role; roles with none are left out. */
  readonly switches: Readonly<Partial<Record<NodeRole, number>>>;
  /** Physical links by kind; kinds with none are left out. */
  readonly links: Readonly<Record<string, number>>;
}

const switchRoles: readonly NodeRole[] = ['leaf', 'spine', 'core', 'router', 'scaleUp'];

/** Counts nodes by role and links by kind in O(nodes + links). */
export function countsOf(topology: Topology): Counts {
  const perClass = new Int32Array(topology.nodeClasses.length);
  for (let v = 0; v < topology.nodeCount; v++) perClass[topology.nodeClass[v]!]!++;
  const perRole = new Map<NodeRole, number>(nodeRoles.map((role) => [role, 0]));
  topology.nodeClasses.forEach((c, i) => perRole.set(c.role, perRole.get(c.role)! + perClass[i]!));

  const perLinkClass = new Int32Array(topology.linkClasses.length);
  for (let e = 0; e < topology.linkCount; e++) perLinkClass[topology.linkClass[e]!]!++;
  const links: Record<string, number> = {};
  topology.linkClasses.forEach((c, i) => {
    if (perLinkClass[i]! > 0) links[c.kind] = (links[c.kind] ?? 0) + perLinkClass[i]!;
  });

  const switches: Partial<Record<NodeRole, number>> = {};
  for (const role of switchRoles) if (perRole.get(role)! > 0) switches[role] = perRole.get(role)!;
  return {
    accelerators: perRole.get('accelerator')!,
    servers: serverCount(topology),
    nics: perRole.get('nic')!,
    services: perRole.get('service')!,
    switches,
    links,
  };
}

function serverCount(topology: Topology): number {
  const holds = new Uint8Array(topology.groupCount);
  const isAccelerator = topology.nodeClasses.map((c) => c.role === 'accelerator');
  for (let v = 0; v < topology.nodeCount; v++)
    if (isAccelerator[topology.nodeClass[v]!]) holds[topology.nodeGroup[v]!] = 1;
  let servers = 0;
  for (let g = 0; g < topology.groupCount; g++) if (holds[g] && groupClassOf(topology, g).device) servers++;
  return servers;
}
