/**
 * Plan against actual: two topologies compared cable by cable, by the names of the devices and the ports at both ends.
 *
 * Devices are the same when they are called the same: by the label a person or a file gave, whatever group they stand in, else by path. With ports, a cable of the plan
 * is *present* when the actual has one between the same two ports, of *other speed* when only its rate differs, *moved* when a port of it
 * carries a cable to somewhere else, and *missing* otherwise; what is left of the actual is *additional*. Without ports, cables are told
 * apart by the pair of devices and their rate only. Links inside one device are no cables and are left out. O(links of both).
 */
import { groupId, nodeId, nodeLabel, type Topology } from '@weft/topology';
import { deviceOfGroups, isCable } from './facts.ts';

/** One cable by its ends, in the words of its own side. */
export interface CableEnds {
  readonly a: string;
  readonly portA: number;
  readonly b: string;
  readonly portB: number;
  readonly rate_Gbps: number;
}

export interface Difference {
  /** Cables that are as planned. */
  readonly present: number;
  readonly missing: readonly CableEnds[];
  readonly additional: readonly CableEnds[];
  readonly moved: readonly { readonly plan: CableEnds; readonly actual: CableEnds }[];
  readonly otherSpeed: readonly { readonly plan: CableEnds; readonly actual: CableEnds }[];
  readonly devices: { readonly missing: readonly string[]; readonly additional: readonly string[] };
}

/** Compares two topologies; `byPorts` false where one side's port numbers mean nothing. */
export function differenceOf(plan: Topology, actual: Topology, byPorts: boolean): Difference {
  const planNamed = namesOf(plan);
  const actualNamed = namesOf(actual);
  const planCables = cablesIn(plan, planNamed.nodes);
  const actualCables = cablesIn(actual, actualNamed.nodes);
  const compared = byPorts ? comparedByPorts(planCables, actualCables) : comparedByPairs(planCables, actualCables);
  const inPlan = new Set(planNamed.devices);
  const inActual = new Set(actualNamed.devices);
  return {
    ...compared,
    devices: {
      missing: [...inPlan].filter((name) => !inActual.has(name)),
      additional: [...inActual].filter((name) => !inPlan.has(name)),
    },
  };
}

type Compared = Omit<Difference, 'devices'>;

function comparedByPorts(plan: readonly CableEnds[], actual: readonly CableEnds[]): Compared {
  const atPort = new Map<string, CableEnds>();
  const byEnds = new Map<string, CableEnds>();
  for (const cable of actual) {
    atPort.set(portKey(cable.a, cable.portA), cable);
    atPort.set(portKey(cable.b, cable.portB), cable);
    byEnds.set(endsKey(cable, true), cable);
  }
  const otherSpeed: { plan: CableEnds; actual: CableEnds }[] = [];
  const used = new Set<CableEnds>();
  const left: CableEnds[] = [];
  let present = 0;
  for (const cable of plan) {
    const same = byEnds.get(endsKey(cable, true));
    if (same === undefined) {
      left.push(cable);
      continue;
    }
    used.add(same);
    if (same.rate_Gbps === cable.rate_Gbps) present++;
    else otherSpeed.push({ plan: cable, actual: same });
  }
  const moved: { plan: CableEnds; actual: CableEnds }[] = [];
  const missing: CableEnds[] = [];
  for (const cable of left) {
    const candidates = [atPort.get(portKey(cable.a, cable.portA)), atPort.get(portKey(cable.b, cable.portB))];
    const elsewhere = candidates.find((found) => found !== undefined && !used.has(found));
    if (elsewhere === undefined) missing.push(cable);
    else {
      used.add(elsewhere);
      moved.push({ plan: cable, actual: elsewhere });
    }
  }
  return { present, missing, additional: actual.filter((cable) => !used.has(cable)), moved, otherSpeed };
}

function comparedByPairs(plan: readonly CableEnds[], actual: readonly CableEnds[]): Compared {
  const free = new Map<string, CableEnds[]>();
  for (const cable of actual) {
    const key = endsKey(cable, false);
    const list = free.get(key);
    if (list === undefined) free.set(key, [cable]);
    else list.push(cable);
  }
  let present = 0;
  const unlike: CableEnds[] = [];
  for (const cable of plan) {
    const list = free.get(endsKey(cable, false)) ?? [];
    const at = list.findIndex((other) => other.rate_Gbps === cable.rate_Gbps);
    if (at < 0) unlike.push(cable);
    else {
      list.splice(at, 1);
      present++;
    }
  }
  const otherSpeed: { plan: CableEnds; actual: CableEnds }[] = [];
  const missing: CableEnds[] = [];
  for (const cable of unlike) {
    const other = free.get(endsKey(cable, false))?.shift();
    if (other === undefined) missing.push(cable);
    else otherSpeed.push({ plan: cable, actual: other });
  }
  return { present, missing, additional: [...free.values()].flat(), moved: [], otherSpeed };
}

/**
 * What nodes and devices (a server, or a node outside of one) are called: by the label that a person or a file gave, a part of a server after the
 * server's, else by path. A label that is there twice says nothing, so its bearers go by path as well.
 */
function namesOf(topology: Topology): { nodes: string[]; devices: string[] } {
  const device = deviceOfGroups(topology);
  const groups: string[] = [];
  for (let g = 0; g < topology.groupCount; g++) {
    groups.push((device[g] === g ? topology.groupLabels.get(g) : undefined) ?? groupId(topology, g));
  }
  const nodes: string[] = [];
  for (let v = 0; v < topology.nodeCount; v++) {
    const group = topology.nodeGroup[v]!;
    if (device[group] === group) nodes.push(`${groups[group]}/${nodeLabel(topology, v)}`);
    else nodes.push(topology.nodeLabels.get(v) ?? nodeId(topology, v));
  }
  const bearers = new Map<string, number>();
  const count = (name: string): void => void bearers.set(name, (bearers.get(name) ?? 0) + 1);
  for (let g = 0; g < topology.groupCount; g++) if (device[g] === g) count(groups[g]!);
  for (const name of nodes) count(name);
  const devices: string[] = [];
  for (let g = 0; g < topology.groupCount; g++) {
    if (device[g] !== g) continue;
    devices.push(bearers.get(groups[g]!) === 1 ? groups[g]! : groupId(topology, g));
  }
  for (let v = 0; v < topology.nodeCount; v++) {
    if (bearers.get(nodes[v]!) !== 1) nodes[v] = nodeId(topology, v);
    if (device[topology.nodeGroup[v]!]! < 0) devices.push(nodes[v]!);
  }
  return { nodes, devices };
}

function cablesIn(topology: Topology, names: readonly string[]): CableEnds[] {
  const cables: CableEnds[] = [];
  const device = deviceOfGroups(topology);
  for (let e = 0; e < topology.linkCount; e++) {
    if (!isCable(topology, device, e)) continue;
    cables.push({
      a: names[topology.linkA[e]!]!,
      portA: topology.linkPortA[e]!,
      b: names[topology.linkB[e]!]!,
      portB: topology.linkPortB[e]!,
      rate_Gbps: topology.linkCapacity_Gbps[e]!,
    });
  }
  return cables;
}

function portKey(device: string, port: number): string {
  return `${port}\n${device}`;
}

/** The two ends in one order, whichever side is called a. */
function endsKey(cable: CableEnds, byPorts: boolean): string {
  const one = byPorts ? portKey(cable.a, cable.portA) : cable.a;
  const two = byPorts ? portKey(cable.b, cable.portB) : cable.b;
  return one < two ? `${one}\n\n${two}` : `${two}\n\n${one}`;
}
