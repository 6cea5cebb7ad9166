/**
 * Folded Clos fabrics of servers as plans: leaf-spine, fat-tree, rail-optimized, rail-only and multi-plane are all one shape.
 *
 * `planes` equal Clos networks stand side by side. Servers stand in *units*; a unit has `leavesPerUnit` leaves of every plane, and
 * the recipe says to which of them each port of each NIC goes. Units stand in pods where the tree has three tiers and pods hold
 * whole units. What a plan says here: its counts by formula, and which pod a leaf is in.
 */
import type { Counts, GroupClass, LinkClass, NodeClass } from '@weft/topology';
import { closCounts, type ClosPlan } from './clos.ts';
import { serverCounts, type ServerPlan } from './server.ts';
import { tally } from './tally.ts';

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

/** The core group of the j-th spine of a pod. */
export function coreGroupOf({ coreGroups, spinesPerPod }: ClosPlan, j: number): number {
  return Math.floor((j * coreGroups) / spinesPerPod);
}
