/**
 * The units of a folded Clos fabric: servers, fabric managers and leaves, and the cables between them.
 *
 * Cables are made server by server, so a leaf's low ports face the servers.
 */
import type { GroupClass, LinkClass, TopologyBuilder } from '@weft/topology';
import type { Access, ClosFabricPlan } from './clos-fabric.ts';
import type { Pauses } from './pauses.ts';
import { buildServer } from './server.ts';

const managerGroupClass: GroupClass = { word: 'manager', layout: 'rows', columns: 0, device: true, part: null };
const managerLinkClass: LinkClass = { kind: 'service-nic', fabric: 'host', protocol: null, medium: null };

/** Servers between two offers of a pause: an offer costs as much as a link. */
const few = 16;

/** The rail or plane that a switch of a plane is marked with. */
export function marks(plan: ClosFabricPlan, plane: number): { rail?: number; plane?: number } {
  if (plan.planes === 1) return {};
  return plan.planeIsRail ? { rail: plane } : { plane };
}

/** Servers, managers and leaves of unit `u`, and the cables between them; offers a pause every few servers. */
export function* buildUnit(
  plan: ClosFabricPlan,
  builder: TopologyBuilder,
  within: number,
  u: number,
  nodes: {
    servers: Int32Array;
    unitStart: Int32Array;
    unitEnd: Int32Array;
    leaves: Int32Array;
    managerNics: number[][];
  },
  railsOfSwitches: readonly number[] = [],
): Pauses<void> {
  const { server, serversPerUnit, leavesPerUnit, planes, clos, classes } = plan;
  nodes.unitStart[u] = builder.nodeCount;
  const unit = builder.group(within, classes.unit);
  const from = u * serversPerUnit;
  const until = Math.min(plan.servers, from + serversPerUnit);
  const planeOf = (nic: number): number =>
    plan.planes === 1 || plan.planeIsRail || server.portsPerNic > 1 ? -1 : plan.access(0, nic, 0).plane;
  for (let s = from; s < until; s++) {
    nodes.servers[s] = buildServer(server, builder, unit, (nic) => plan.railOf(nic), planeOf);
    if (s % few === 0) yield;
  }
  const managers = u === plan.units - 1 ? plan.managers : 0;
  for (let m = 0; m < managers; m++) nodes.managerNics.push(buildManager(plan, builder, unit));

  const leaves = Math.min(leavesPerUnit, clos.leaves - u * leavesPerUnit);
  const rails = railsOfLeaves(plan);
  for (let l = 0; l < leaves; l++) {
    for (let p = 0; p < planes; p++) {
      nodes.leaves[p * clos.leaves + u * leavesPerUnit + l] = builder.node(railsOfSwitches[p] ?? unit, classes.leaf, {
        ...marks(plan, p),
        ...(rails[l] === undefined ? {} : { rail: rails[l] }),
      });
    }
  }
  const leafNode = (access: Access): number =>
    nodes.leaves[access.plane * clos.leaves + u * leavesPerUnit + access.leaf]!;
  for (let s = from; s < until; s++) {
    const firstNic = nodes.servers[s]! + server.accelerators;
    for (let nic = 0; nic < server.nics; nic++) {
      for (let port = 0; port < server.portsPerNic; port++) {
        const leaf = leafNode(plan.access(s - from, nic, port));
        builder.link(firstNic + nic, leaf, classes.nicLeaf, server.link_Gbps, { a: port });
      }
    }
    if (s % few === 0) yield;
  }
  for (const nics of managers > 0 ? nodes.managerNics : []) {
    nics.forEach((nic, i) => {
      const leaf = leafNode(plan.access(0, i % server.nics, 0));
      builder.link(nic, leaf, classes.nicLeaf, server.link_Gbps, { a: 0 });
    });
  }
  nodes.unitEnd[u] = builder.nodeCount;
}

/** The rail of each leaf of a unit, where a leaf serves one rail. */
function railsOfLeaves(plan: ClosFabricPlan): number[] {
  const rails: number[] = [];
  if (plan.planeIsRail) return rails;
  for (let nic = 0; nic < plan.server.nics; nic++) {
    if (plan.railOf(nic) < 0) continue;
    for (let port = 0; port < plan.server.portsPerNic; port++) rails[plan.access(0, nic, port).leaf] = plan.railOf(nic);
  }
  return rails;
}

/** A fabric manager: a host with one NIC to a cable. Gives its NICs. */
function buildManager(plan: ClosFabricPlan, builder: TopologyBuilder, unit: number): number[] {
  const group = builder.group(unit, managerGroupClass);
  const host = builder.node(group, {
    role: 'service',
    word: 'host',
    part: null,
    ports: plan.managerLinks,
    forwards: 'never',
  });
  const nics: number[] = [];
  for (let i = 0; i < plan.managerLinks; i++) {
    const nic = builder.node(group, { ...plan.server.classes.nic, ports: 2 });
    builder.link(host, nic, managerLinkClass, plan.server.host_Gbps, { b: 1 });
    nics.push(nic);
  }
  return nics;
}
