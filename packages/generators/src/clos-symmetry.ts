/**
 * What may change places in a folded Clos fabric: servers of a unit, NICs of a server, rails of a unit, units of a pod, pods, spines,
 * cores and planes. Only parts that are whole are offered: a last unit or pod that is not full keeps its place.
 */
import type { Symmetry } from '@weft/topology';
import { podOfLeaf, podsHoldUnits, type Access, type ClosFabricPlan, type ClosNodes } from './clos-fabric.ts';
import { nodesPerServer } from './server.ts';
import { run, symmetriesOf, type Copy, type Family } from './symmetry.ts';

export function closSymmetries(plan: ClosFabricPlan, nodes: ClosNodes): Symmetry[] {
  return symmetriesOf([
    plan.alike.servers ? serversOfUnits(plan, nodes) : [],
    plan.alike.nics ? nicsOfServers(plan, nodes) : [],
    plan.alike.rails ? railsOfUnits(plan, nodes) : [],
    unitsOfPods(plan, nodes),
    podsHoldUnits(plan) ? [wholePods(plan, nodes)] : [],
    [spinesWithTheirCores(plan, nodes)],
    coresOfGroups(plan, nodes),
    [railsWithTheirPods(plan, nodes)],
    plan.alike.pairs ? pairsOfLeaves(plan, nodes) : [],
    plan.alike.planes === 'no' ? [] : [planesOf(plan, nodes)],
  ]);
}

function serversOfUnits(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  return units(plan, (u) => serversIn(plan, u).map((s) => run(nodes.servers[s]!, nodesPerServer(plan.server))));
}

/** Each NIC with its accelerators, when every NIC has equally many and all are alike to the scale-up fabric. */
function nicsOfServers(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  if (!lanesAreAlike(plan)) return [];
  return Array.from(nodes.servers, (first) =>
    Array.from({ length: plan.server.nics }, (_, nic) => laneOf(plan, first, nic)),
  );
}

/** In each unit, everything of one rail: accelerators, NICs and leaves. */
function railsOfUnits(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  if (!lanesAreAlike(plan) || plan.podsByRail) return [];
  const { clos, leavesPerUnit, server } = plan;
  const lastManaged = plan.managers > 0 ? plan.units - 1 : -1;
  const chains: Copy[][] = [];
  for (let u = 0; u < plan.units; u++) {
    const railCopies = Array.from({ length: server.nics }, (_, rail): number[] => [
      ...serversIn(plan, u).flatMap((s) => Array.from(laneOf(plan, nodes.servers[s]!, rail))),
      ...leavesOfLane(plan, rail).map(
        ({ plane, leaf }) => nodes.leaves[plane * clos.leaves + u * leavesPerUnit + leaf]!,
      ),
      ...(u === lastManaged
        ? nodes.managerNics.flatMap((nics) => nics.filter((_n, i) => i % server.nics === rail))
        : []),
    ]);
    // Rails with and without a manager's cable are not alike.
    const byLength = new Map<number, Copy[]>();
    for (const copy of railCopies) byLength.set(copy.length, [...(byLength.get(copy.length) ?? []), copy]);
    chains.push(...byLength.values());
  }
  return chains;
}

/** Units whose leaves stand in the same pods. */
function unitsOfPods(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  const alike = new Map<string, Copy[]>();
  for (let u = 0; u < plan.units; u++) {
    if (!isFull(plan, u)) continue;
    const pods = Array.from({ length: plan.leavesPerUnit }, (_, l) => podOfLeaf(plan, u * plan.leavesPerUnit + l));
    const key = pods.join();
    const copy = run(nodes.unitStart[u]!, nodes.unitEnd[u]! - nodes.unitStart[u]!);
    alike.set(key, [...(alike.get(key) ?? []), copy]);
  }
  return [...alike.values()];
}

/** With one pod to a rail: everything of a rail in all units, and the spines of its pod. */
function railsWithTheirPods(plan: ClosFabricPlan, nodes: ClosNodes): Copy[] {
  const { clos, planes, units, leavesPerUnit } = plan;
  if (!plan.podsByRail || clos.leavesPerPod !== units || plan.managers > 0 || !lanesAreAlike(plan)) return [];
  return Array.from({ length: plan.server.nics }, (_, rail) => [
    ...Array.from(nodes.servers).flatMap((first) => Array.from(laneOf(plan, first, rail))),
    ...Array.from({ length: planes * units }, (__, i) => nodes.leaves[i * leavesPerUnit + rail]!),
    ...Array.from({ length: planes }, (__, p) => p * clos.pods * clos.spinesPerPod + rail * clos.spinesPerPod).flatMap(
      (from) => Array.from(nodes.spines.subarray(from, from + clos.spinesPerPod)),
    ),
  ]);
}

function wholePods(plan: ClosFabricPlan, nodes: ClosNodes): Copy[] {
  const { clos, leavesPerUnit } = plan;
  const unitsPerPod = clos.leavesPerPod / leavesPerUnit;
  const copies: Copy[] = [];
  nodes.podStart.forEach((start, pod) => {
    const last = (pod + 1) * unitsPerPod - 1;
    if (last < plan.units && isFull(plan, last)) copies.push(run(start, nodes.podEnd[pod]! - start));
  });
  return copies;
}

/** Spine j of every pod of every plane, with the cores of its group. */
function spinesWithTheirCores(plan: ClosFabricPlan, nodes: ClosNodes): Copy[] {
  const { clos, planes } = plan;
  const cores = clos.spinesPerPod * clos.coresPerGroup;
  return Array.from({ length: clos.spinesPerPod }, (_, j) => {
    const copy: number[] = [];
    for (let p = 0; p < planes; p++) {
      for (let pod = 0; pod < clos.pods; pod++) copy.push(nodes.spines[(p * clos.pods + pod) * clos.spinesPerPod + j]!);
      for (let c = 0; c < clos.coresPerGroup; c++) copy.push(nodes.cores[p * cores + j * clos.coresPerGroup + c]!);
    }
    return copy;
  });
}

function coresOfGroups(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  const { clos, planes } = plan;
  return Array.from({ length: planes * clos.spinesPerPod }, (_, group) =>
    Array.from({ length: clos.coresPerGroup }, (__, c) => [nodes.cores[group * clos.coresPerGroup + c]!]),
  );
}

/** All switches of a plane; with the NICs and accelerators of the plane where each NIC belongs to one. */
function planesOf(plan: ClosFabricPlan, nodes: ClosNodes): Copy[] {
  const byNic = plan.alike.planes === 'with-nics';
  if (byNic && !lanesAreAlike(plan)) return [];
  const slice = (all: Int32Array, p: number): Int32Array =>
    all.subarray((p * all.length) / plan.planes, ((p + 1) * all.length) / plan.planes);
  return Array.from({ length: plan.planes }, (_, p) => {
    const lanes: number[] = [];
    for (let nic = 0; nic < plan.server.nics; nic++) {
      if (!byNic || plan.access(0, nic, 0).plane !== p) continue;
      for (const first of nodes.servers) for (const node of Array.from(laneOf(plan, first, nic))) lanes.push(node);
    }
    return lanes.concat([...slice(nodes.leaves, p), ...slice(nodes.spines, p), ...slice(nodes.cores, p)]);
  });
}

/** The two leaves that the ports of a NIC go to in each plane. */
function pairsOfLeaves(plan: ClosFabricPlan, nodes: ClosNodes): Family {
  return Array.from({ length: nodes.leaves.length / 2 }, (_, pair) => [
    [nodes.leaves[2 * pair]!],
    [nodes.leaves[2 * pair + 1]!],
  ]);
}

/** The leaves of a unit that the ports of a NIC go to. */
function leavesOfLane(plan: ClosFabricPlan, nic: number): Access[] {
  return Array.from({ length: plan.server.portsPerNic }, (_, port) => plan.access(0, nic, port));
}

function lanesAreAlike({ server }: ClosFabricPlan): boolean {
  const { wiring } = server.scaleUp;
  return server.accelerators % server.nics === 0 && wiring !== 'torus' && wiring !== 'mesh';
}

/** NIC `nic` and its accelerators, in the server that starts at `first`. */
function laneOf({ server }: ClosFabricPlan, first: number, nic: number): Copy {
  const each = server.accelerators / server.nics;
  return [...(run(first + nic * each, each) as Int32Array), first + server.accelerators + nic];
}

function serversIn(plan: ClosFabricPlan, u: number): number[] {
  const from = u * plan.serversPerUnit;
  const until = Math.min(plan.servers, from + plan.serversPerUnit);
  return Array.from({ length: Math.max(0, until - from) }, (_, i) => from + i);
}

/** A unit with all its servers and leaves, and no manager. */
function isFull(plan: ClosFabricPlan, u: number): boolean {
  return (
    serversIn(plan, u).length === plan.serversPerUnit &&
    (u + 1) * plan.leavesPerUnit <= plan.clos.leaves &&
    !(plan.managers > 0 && u === plan.units - 1)
  );
}

function units(plan: ClosFabricPlan, chain: (u: number) => Copy[]): Family {
  return Array.from({ length: plan.units }, (_, u) => chain(u));
}
