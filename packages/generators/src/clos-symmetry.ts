/**
 * What may change places in a folded Clos fabric: servers of a unit, NICs of a server, rails of a unit, units of a pod, pods, spines,
 * cores and planes. Only parts that are whole are offered: a last unit or pod that is not full keeps its place.
 */
import type { Symmetry } from '@weft/topology';
import { podOfLeaf, podsHoldUnits, type Access, type ClosFabricPlan, type ClosNodes } from './clos-fabric.ts';
import type { Pauses } from './pauses.ts';
import { laneNode, lanesAreAlike, laneSize, lanesOf, nodesPerServer } from './server.ts';
import { lists, runs, symmetriesOf, type Chain, type Family } from './symmetry.ts';

export function* closSymmetries(plan: ClosFabricPlan, nodes: ClosNodes): Pauses<Symmetry[]> {
  const { alike } = plan;
  const lanes = alike.nics && lanesAreAlike(plan.server);
  const families: Family[] = [];
  for (const make of [
    () => (alike.servers ? serversOfUnits(plan, nodes) : []),
    () => (lanes ? Array.from(nodes.servers, (first) => lanesOf(plan.server, first)) : []),
    () => (alike.rails ? railsOfUnits(plan, nodes) : []),
    () => unitsOfPods(plan, nodes),
    () => (podsHoldUnits(plan) ? [wholePods(plan, nodes)] : []),
    () => spinesOfGroups(plan, nodes),
    () => [groupsOfCores(plan, nodes)],
    () => coresOfGroups(plan, nodes),
    () => [railsWithTheirPods(plan, nodes)],
    () => (alike.pairs ? pairsOfLeaves(nodes) : []),
    () => (alike.planes === 'no' ? [] : [planesOf(plan, nodes)]),
  ]) {
    families.push(make());
    yield;
  }
  return yield* symmetriesOf(families);
}

function serversOfUnits(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  const size = nodesPerServer(plan.server);
  return Array.from({ length: plan.units }, (_, u) => {
    const [from, until] = serversIn(plan, u);
    return runs(nodes.servers.subarray(from, until), size);
  });
}

/** In each unit, everything of one rail: accelerators, NICs and leaves. */
function railsOfUnits(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  if (!lanesAreAlike(plan.server) || plan.podsByRail) return [];
  const { clos, leavesPerUnit, server } = plan;
  const lastManaged = plan.managers > 0 ? plan.units - 1 : -1;
  const chains: Chain[] = [];
  for (let u = 0; u < plan.units; u++) {
    const [from, until] = serversIn(plan, u);
    // Rails with and without a manager's cable are not alike.
    const byLength = new Map<number, number[][]>();
    for (let rail = 0; rail < server.nics; rail++) {
      const copy: number[] = [];
      for (let s = from; s < until; s++) pushLane(plan, copy, nodes.servers[s]!, rail);
      for (const { plane, leaf } of leavesOfLane(plan, rail)) {
        copy.push(nodes.leaves[plane * clos.leaves + u * leavesPerUnit + leaf]!);
      }
      for (const nics of u === lastManaged ? nodes.managerNics : []) {
        copy.push(...nics.filter((_nic, i) => i % server.nics === rail));
      }
      byLength.set(copy.length, [...(byLength.get(copy.length) ?? []), copy]);
    }
    for (const copies of byLength.values()) chains.push(lists(copies));
  }
  return chains;
}

/** Units whose leaves stand in the same pods. */
function unitsOfPods(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  const alike = new Map<string, number[]>();
  let size = 0;
  for (let u = 0; u < plan.units; u++) {
    if (!isFull(plan, u)) continue;
    size = nodes.unitEnd[u]! - nodes.unitStart[u]!;
    const key = Array.from({ length: plan.leavesPerUnit }, (_, l) =>
      podOfLeaf(plan, u * plan.leavesPerUnit + l),
    ).join();
    const starts = alike.get(key);
    if (starts === undefined) alike.set(key, [nodes.unitStart[u]!]);
    else starts.push(nodes.unitStart[u]!);
  }
  return Array.from(alike.values(), (starts) => runs(starts, size));
}

/** With one pod to a rail: everything of a rail in all units, and the spines of its pod. */
function railsWithTheirPods(plan: ClosFabricPlan, nodes: ClosNodes): Chain {
  const { clos, planes, units, leavesPerUnit } = plan;
  if (!plan.podsByRail || clos.leavesPerPod !== units || plan.managers > 0 || !lanesAreAlike(plan.server))
    return lists([]);
  return lists(
    Array.from({ length: plan.server.nics }, (_, rail) => {
      const copy: number[] = [];
      for (const first of nodes.servers) pushLane(plan, copy, first, rail);
      for (let i = 0; i < planes * units; i++) copy.push(nodes.leaves[i * leavesPerUnit + rail]!);
      for (let p = 0; p < planes; p++) {
        for (let j = 0; j < clos.spinesPerPod; j++) {
          copy.push(nodes.spines[(p * clos.pods + rail) * clos.spinesPerPod + j]!);
        }
      }
      return copy;
    }),
  );
}

function wholePods(plan: ClosFabricPlan, nodes: ClosNodes): Chain {
  const unitsPerPod = plan.clos.leavesPerPod / plan.leavesPerUnit;
  const whole = nodes.podStart.filter((_start, pod) => {
    const last = (pod + 1) * unitsPerPod - 1;
    return last < plan.units && isFull(plan, last);
  });
  return runs(whole, whole.length === 0 ? 0 : nodes.podEnd[0]! - nodes.podStart[0]!);
}

/** Spines of one number in all pods of all planes, where they share their cores or have none. */
function spinesOfGroups(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  const { clos } = plan;
  const groups = Math.max(1, clos.coreGroups);
  const each = clos.spinesPerPod / groups;
  return Array.from({ length: groups }, (_, g) =>
    lists(Array.from({ length: each }, (__, j) => spinesOfNumber(plan, nodes, g * each + j))),
  );
}

/** All spines of a core group, with its cores. */
function groupsOfCores(plan: ClosFabricPlan, nodes: ClosNodes): Chain {
  const { clos, planes } = plan;
  const { coreGroups, coresPerGroup } = clos;
  const each = clos.spinesPerPod / coreGroups;
  return lists(
    Array.from({ length: coreGroups }, (_, g) => {
      const copy: number[] = [];
      for (let j = g * each; j < (g + 1) * each; j++) copy.push(...spinesOfNumber(plan, nodes, j));
      for (let p = 0; p < planes; p++) {
        for (let c = 0; c < coresPerGroup; c++) copy.push(nodes.cores[(p * coreGroups + g) * coresPerGroup + c]!);
      }
      return copy;
    }),
  );
}

/** Spine j of every pod of every plane. */
function spinesOfNumber({ clos, planes }: ClosFabricPlan, nodes: ClosNodes, j: number): number[] {
  return Array.from({ length: planes * clos.pods }, (_, pod) => nodes.spines[pod * clos.spinesPerPod + j]!);
}

function coresOfGroups(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  const { coreGroups, coresPerGroup } = plan.clos;
  if (coresPerGroup < 2) return [];
  return Array.from({ length: plan.planes * coreGroups }, (_, group) =>
    runs(nodes.cores.subarray(group * coresPerGroup, (group + 1) * coresPerGroup), 1),
  );
}

/** The two leaves that the ports of a NIC go to in each plane. */
function pairsOfLeaves(nodes: ClosNodes): Family {
  return Array.from({ length: nodes.leaves.length / 2 }, (_, pair) =>
    runs(nodes.leaves.subarray(2 * pair, 2 * pair + 2), 1),
  );
}

/** All switches of a plane; with the NICs and accelerators of the plane where each NIC belongs to one. */
function planesOf(plan: ClosFabricPlan, nodes: ClosNodes): Chain {
  const byNic = plan.alike.planes === 'with-nics';
  if (byNic && !lanesAreAlike(plan.server)) return lists([]);
  return lists(
    Array.from({ length: plan.planes }, (_, p) => {
      const copy: number[] = [];
      for (let nic = 0; nic < plan.server.nics; nic++) {
        if (!byNic || plan.access(0, nic, 0).plane !== p) continue;
        for (const first of nodes.servers) pushLane(plan, copy, first, nic);
      }
      for (const all of [nodes.leaves, nodes.spines, nodes.cores]) {
        const each = all.length / plan.planes;
        for (let i = p * each; i < (p + 1) * each; i++) copy.push(all[i]!);
      }
      return copy;
    }),
  );
}

/** The leaves of a unit that the ports of a NIC go to. */
function leavesOfLane(plan: ClosFabricPlan, nic: number): Access[] {
  return Array.from({ length: plan.server.portsPerNic }, (_, port) => plan.access(0, nic, port));
}

function pushLane({ server }: ClosFabricPlan, copy: number[], first: number, nic: number): void {
  const size = laneSize(server);
  for (let i = 0; i < size; i++) copy.push(laneNode(server, first, nic, i));
}

/** The first server of a unit and the first one after it. */
function serversIn(plan: ClosFabricPlan, u: number): [number, number] {
  const from = Math.min(plan.servers, u * plan.serversPerUnit);
  return [from, Math.min(plan.servers, from + plan.serversPerUnit)];
}

/** A unit with all its servers and leaves, and no manager. */
function isFull(plan: ClosFabricPlan, u: number): boolean {
  const [from, until] = serversIn(plan, u);
  return (
    until - from === plan.serversPerUnit &&
    (u + 1) * plan.leavesPerUnit <= plan.clos.leaves &&
    !(plan.managers > 0 && u === plan.units - 1)
  );
}
