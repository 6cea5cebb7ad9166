/**
 * Builds folded Clos fabrics of servers: leaf-spine, fat-tree, rail-optimized, rail-only and multi-plane are all one shape.
 *
 * `planes` equal Clos networks stand side by side. Servers stand in *units*; a unit has `leavesPerUnit` leaves of every plane, and
 * the recipe says to which of them each port of each NIC goes. Units stand in pods where the tree has three tiers and pods hold
 * whole units. Cables are made leaf by leaf from below, so a leaf's low ports face the servers.
 *
 * Cost: O(nodes + links).
 */
import type { Counts, GroupClass, LinkClass, NodeClass, TopologyBuilder } from '@weft/topology';
import { closCounts, type ClosPlan } from './clos.ts';
import { closSymmetries } from './clos-symmetry.ts';
import { buildServer, serverCounts, type ServerPlan } from './server.ts';
import type { Pauses } from './pauses.ts';
import { tally } from './tally.ts';
import { trayLimit, traysFor } from './trays.ts';

/** Where a NIC port goes: the plane, and the leaf of that plane within the unit. */
export interface Access {
  readonly plane: number;
  readonly leaf: number;
}

export interface ClosFabricPlan {
  readonly family: string;
  readonly server: ServerPlan;
  readonly servers: number;
  readonly units: number;
  readonly serversPerUnit: number;
  /** Leaves of one plane in a unit; the last unit may need fewer. */
  readonly leavesPerUnit: number;
  readonly planes: number;
  /** Of each plane. */
  readonly clos: ClosPlan;
  access(serverInUnit: number, nic: number, port: number): Access;
  /** Rail of a NIC and of the leaf it goes to; -1 where rails mean nothing. */
  railOf(nic: number): number;
  /** Whether each plane is one rail's own network. */
  readonly planeIsRail: boolean;
  /** Pods of the leaves of one rail over all units, instead of pods of whole units. */
  readonly podsByRail: boolean;
  /** Fabric managers: each takes a server's place in the last unit and has so many cables, one a rail. */
  readonly managers: number;
  readonly managerLinks: number;
  readonly uplink_Gbps: number;
  readonly classes: ClosClasses;
  /** What may be exchanged without changing the fabric. */
  readonly alike: {
    /** Servers of a unit: true when the access does not depend on the server. */
    readonly servers: boolean;
    /** NICs of a server, with their accelerators: all on the same leaves. */
    readonly nics: boolean;
    /** Leaves of a unit, each with its NICs and accelerators. */
    readonly rails: boolean;
    /** Leaves 2 i and 2 i + 1, which the two ports of each NIC go to. */
    readonly pairs: boolean;
    /** Planes: their switches alone, or with the NICs that have no port in another. */
    readonly planes: 'no' | 'alone' | 'with-nics';
  };
}

export interface ClosClasses {
  readonly unit: GroupClass;
  readonly leaf: NodeClass;
  readonly spine: NodeClass;
  readonly core: NodeClass;
  readonly nicLeaf: LinkClass;
  readonly leafSpine: LinkClass;
  readonly spineCore: LinkClass;
}

const podClass: GroupClass = { word: 'pod', layout: 'rows', columns: 0, device: false, part: null };
const rowClass: GroupClass = { word: 'row', layout: 'grid', columns: 16, device: false, part: null };
const planeClass: GroupClass = { word: 'plane', layout: 'rows', columns: 0, device: false, part: null };
const railClass: GroupClass = { word: 'rail', layout: 'rows', columns: 0, device: false, part: null };
const spinesClass: GroupClass = { word: 'spines', layout: 'rows', columns: 0, device: false, part: null };
const coresClass: GroupClass = { word: 'cores', layout: 'rows', columns: 0, device: false, part: null };
const managerGroupClass: GroupClass = { word: 'manager', layout: 'rows', columns: 0, device: true, part: null };
const managerLinkClass: LinkClass = { kind: 'service-nic', fabric: 'host', protocol: null, medium: null };

/** Most spines of a two-tier fabric that stand directly in its group. */
const fewSpines = 32;

/** Which nodes a build made, by their place in the fabric. */
export interface ClosNodes {
  /** First node of each server, in order. */
  readonly servers: Int32Array;
  /** The first node of each unit and, for those that stand in one run, the first one after it. */
  readonly unitStart: Int32Array;
  readonly unitEnd: Int32Array;
  /** The same for pods; empty when pods do not hold their units. */
  readonly podStart: readonly number[];
  readonly podEnd: readonly number[];
  /** Leaves, spines and cores: `[plane * perPlane + i]`. */
  readonly leaves: Int32Array;
  readonly spines: Int32Array;
  readonly cores: Int32Array;
  /** Per manager, its NICs. */
  readonly managerNics: readonly number[][];
}

/** The counts by formula. */
export function closFabricCounts(plan: ClosFabricPlan): Counts {
  const base = serverCounts(plan.server, plan.servers);
  const { spines, cores, leafSpine, spineCore } = closCounts(plan.clos);
  const { planes, managers, managerLinks } = plan;
  return tally(
    { ...base, nics: base.nics + managers * managerLinks, services: managers },
    { leaf: plan.clos.leaves * planes, spine: spines * planes, core: cores * planes },
    {
      'nic-leaf': plan.servers * plan.server.nics * plan.server.portsPerNic + managers * managerLinks,
      'service-nic': managers * managerLinks,
      'leaf-spine': leafSpine * planes,
      'spine-core': spineCore * planes,
    },
  );
}

/** Whether pods hold whole units. */
export function podsHoldUnits(plan: ClosFabricPlan): boolean {
  return !plan.podsByRail && plan.clos.leavesPerPod % plan.leavesPerUnit === 0;
}

/** The pod of a leaf. */
export function podOfLeaf(plan: ClosFabricPlan, leaf: number): number {
  const { leavesPerUnit, units, clos } = plan;
  const place = plan.podsByRail ? (leaf % leavesPerUnit) * units + Math.floor(leaf / leavesPerUnit) : leaf;
  return Math.floor(place / clos.leavesPerPod);
}

/** Nodes and links between two pauses: about a millisecond. */
const quantum = 4000;

/** Adds the fabric under `group`, pausing now and then. */
export function* buildClosFabric(plan: ClosFabricPlan, builder: TopologyBuilder, group: number): Pauses<void> {
  const nodes = yield* buildNodes(plan, builder, group);
  yield* joinLeavesToSpines(plan, builder, nodes);
  yield* joinSpinesToCores(plan, builder, nodes);
  const { clos, planes } = plan;
  builder.region({
    family: plan.family,
    group,
    shape: {
      tiers: clos.tiers,
      planes,
      leaves: clos.leaves,
      spines: clos.pods * clos.spinesPerPod,
      cores: clos.coreGroups * clos.coresPerGroup,
      pods: clos.pods,
      leavesPerPod: clos.leavesPerPod,
      spinesPerPod: clos.spinesPerPod,
      coreGroups: clos.coreGroups,
      coresPerGroup: clos.coresPerGroup,
    },
    routers: concatenated([nodes.leaves, nodes.spines, nodes.cores]),
    symmetries: () => closSymmetries(plan, nodes),
  });
}

function concatenated(parts: readonly Int32Array[]): Int32Array {
  const all = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function* buildNodes(plan: ClosFabricPlan, builder: TopologyBuilder, group: number): Pauses<ClosNodes> {
  let paused = 0;
  const isDue = (): boolean => {
    const made = builder.nodeCount + builder.linkCount;
    if (made - paused < quantum) return false;
    paused = made;
    return true;
  };
  const { clos, planes, units, leavesPerUnit } = plan;
  const perPlane = { spines: clos.pods * clos.spinesPerPod, cores: clos.coreGroups * clos.coresPerGroup };
  const nodes = {
    servers: new Int32Array(plan.servers),
    unitStart: new Int32Array(units),
    unitEnd: new Int32Array(units),
    podStart: [] as number[],
    podEnd: [] as number[],
    leaves: new Int32Array(clos.leaves * planes),
    spines: new Int32Array(perPlane.spines * planes),
    cores: new Int32Array(perPlane.cores * planes),
    managerNics: [] as number[][],
  };
  const spinesOfPod = (within: number, pod: number): void => {
    const tray = traysFor(builder, within, spinesClass, planes * clos.spinesPerPod);
    for (let p = 0; p < planes; p++) {
      for (let j = 0; j < clos.spinesPerPod; j++) {
        nodes.spines[p * perPlane.spines + pod * clos.spinesPerPod + j] = builder.node(
          tray(p * clos.spinesPerPod + j),
          plan.classes.spine,
          marks(plan, p),
        );
      }
    }
  };

  if (clos.tiers === 2) {
    const rails = railGroups(plan, builder, group);
    const tray = traysFor(builder, group, rowClass, units);
    for (let u = 0; u < units; u++) {
      buildUnit(plan, builder, tray(u), u, nodes, rails);
      if (isDue()) yield;
    }
    if (planes === 1 && clos.spinesPerPod <= fewSpines) spinesOfPod(group, 0);
    else buildSpinesApart(plan, builder, group, nodes.spines, rails);
  } else if (podsHoldUnits(plan)) {
    const unitsPerPod = clos.leavesPerPod / leavesPerUnit;
    const tray = traysFor(builder, group, rowClass, clos.pods, 256);
    for (let pod = 0; pod < clos.pods; pod++) {
      nodes.podStart.push(builder.nodeCount);
      const podGroup = builder.group(tray(pod), podClass);
      const last = Math.min(units, (pod + 1) * unitsPerPod);
      for (let u = pod * unitsPerPod; u < last; u++) {
        buildUnit(plan, builder, podGroup, u, nodes);
        if (isDue()) yield;
      }
      spinesOfPod(podGroup, pod);
      nodes.podEnd.push(builder.nodeCount);
    }
  } else {
    const tray = traysFor(builder, group, rowClass, units);
    for (let u = 0; u < units; u++) {
      buildUnit(plan, builder, tray(u), u, nodes);
      if (isDue()) yield;
    }
    for (let pod = 0; pod < clos.pods; pod++) spinesOfPod(builder.group(group, podClass), pod);
  }
  const few = nodes.cores.length <= fewSpines;
  const tray = few ? (): number => group : traysFor(builder, group, coresClass, nodes.cores.length, fullTray(plan));
  for (let i = 0; i < nodes.cores.length; i++) {
    nodes.cores[i] = builder.node(tray(i), plan.classes.core, marks(plan, Math.floor(i / perPlane.cores)));
    if (isDue()) yield;
  }
  return nodes;
}

/** Cores of a tray: whole core groups, up to what can be drawn. */
function fullTray({ clos: { coresPerGroup } }: ClosFabricPlan): number {
  return coresPerGroup > trayLimit ? trayLimit : Math.floor(trayLimit / coresPerGroup) * coresPerGroup;
}

/** A group for all switches of each rail where a rail is a network of its own that has spines; none otherwise. */
function railGroups(plan: ClosFabricPlan, builder: TopologyBuilder, group: number): number[] {
  if (!plan.planeIsRail || plan.planes === 1 || plan.clos.spinesPerPod === 0) return [];
  return Array.from({ length: plan.planes }, () => builder.group(group, railClass));
}

/** Spines of a two-tier fabric in groups of their own: by plane or rail, else in trays. */
function buildSpinesApart(
  plan: ClosFabricPlan,
  builder: TopologyBuilder,
  group: number,
  spines: Int32Array,
  rails: readonly number[],
): void {
  const { planes, clos } = plan;
  for (let p = 0; p < planes; p++) {
    const home = rails[p] ?? (planes === 1 ? group : builder.group(group, planeClass));
    const tray = traysFor(builder, home, spinesClass, clos.spinesPerPod, planes === 1 ? fewSpines : undefined);
    for (let j = 0; j < clos.spinesPerPod; j++) {
      spines[p * clos.spinesPerPod + j] = builder.node(tray(j), plan.classes.spine, marks(plan, p));
    }
  }
}

function marks(plan: ClosFabricPlan, plane: number): { rail?: number; plane?: number } {
  if (plan.planes === 1) return {};
  return plan.planeIsRail ? { rail: plane } : { plane };
}

/** Servers, managers and leaves of unit `u`, and the cables between them. */
function buildUnit(
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
): void {
  const { server, serversPerUnit, leavesPerUnit, planes, clos, classes } = plan;
  nodes.unitStart[u] = builder.nodeCount;
  const unit = builder.group(within, classes.unit);
  const from = u * serversPerUnit;
  const until = Math.min(plan.servers, from + serversPerUnit);
  const planeOf = (nic: number): number =>
    plan.planes === 1 || plan.planeIsRail || server.portsPerNic > 1 ? -1 : plan.access(0, nic, 0).plane;
  for (let s = from; s < until; s++) {
    nodes.servers[s] = buildServer(server, builder, unit, (nic) => plan.railOf(nic), planeOf);
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

function* joinLeavesToSpines(plan: ClosFabricPlan, builder: TopologyBuilder, nodes: ClosNodes): Pauses<void> {
  let paused = builder.linkCount;
  const { clos, planes, classes, uplink_Gbps } = plan;
  const spinesPerPlane = clos.pods * clos.spinesPerPod;
  for (let p = 0; p < planes; p++) {
    for (let l = 0; l < clos.leaves; l++) {
      const leaf = nodes.leaves[p * clos.leaves + l]!;
      const firstSpine = p * spinesPerPlane + podOfLeaf(plan, l) * clos.spinesPerPod;
      for (let j = 0; j < clos.spinesPerPod; j++) {
        const spine = nodes.spines[firstSpine + j]!;
        for (let n = 0; n < clos.leafSpineLinks; n++) builder.link(leaf, spine, classes.leafSpine, uplink_Gbps);
      }
      if (builder.linkCount - paused < quantum) continue;
      paused = builder.linkCount;
      yield;
    }
  }
}

/** The core group of the j-th spine of a pod. */
export function coreGroupOf({ coreGroups, spinesPerPod }: ClosPlan, j: number): number {
  return Math.floor((j * coreGroups) / spinesPerPod);
}

function* joinSpinesToCores(plan: ClosFabricPlan, builder: TopologyBuilder, nodes: ClosNodes): Pauses<void> {
  let paused = builder.linkCount;
  const { clos, planes, classes, uplink_Gbps } = plan;
  const coresPerPlane = clos.coreGroups * clos.coresPerGroup;
  for (let p = 0; p < planes; p++) {
    for (let pod = 0; pod < clos.pods; pod++) {
      for (let j = 0; j < clos.spinesPerPod; j++) {
        const spine = nodes.spines[(p * clos.pods + pod) * clos.spinesPerPod + j]!;
        for (let c = 0; c < clos.coresPerGroup; c++) {
          const core = nodes.cores[p * coresPerPlane + coreGroupOf(clos, j) * clos.coresPerGroup + c]!;
          for (let n = 0; n < clos.spineCoreLinks; n++) builder.link(spine, core, classes.spineCore, uplink_Gbps);
        }
        if (builder.linkCount - paused < quantum) continue;
        paused = builder.linkCount;
        yield;
      }
    }
  }
}
