/**
 * What stands in racks: servers, switches and loose devices, found in the tree of groups.
 *
 * A *device* is the outermost device group with all it holds, or a node outside any. Links inside one device are part of it: no cable, no
 * module. Heights in rack units, power in W. O(nodes + groups).
 */
import { say } from '@weft/units';
import { switchPower, switchUnits, type Part } from '@weft/catalogue';
import { groupClassOf, nodeClassOf, type NodeRole, type Topology } from '@weft/topology';
import type { Figures } from './figures.ts';
import type { SiteOptions } from './options.ts';
import { few, inSlices, many, type Pauses } from './pauses.ts';

export type DeviceKind = 'server' | 'leaf' | 'upper' | 'loose';

/** What all devices of one make share. */
export interface DeviceMake {
  readonly kind: DeviceKind;
  readonly part: Part | null;
  readonly role: NodeRole | 'server';
  /** Height it is given; a whole number of racks times the rack's height for a system that fills them. */
  readonly units: number;
  /** Its own height, where it is more than a rack has. */
  readonly tooTall: number | null;
  /** Whole racks it fills, 0 for what shares a rack. */
  readonly racks: number;
  /** Power to plan a rack with (the largest published); null when unknown. */
  readonly plan_W: number | null;
  readonly weight_kg: number | null;
  readonly name: string;
}

export interface Devices {
  readonly count: number;
  readonly makes: readonly DeviceMake[];
  readonly make: Uint16Array;
  /** Per device: its group, -1 for a node outside any; and its first node. */
  readonly group: Int32Array;
  readonly firstNode: Int32Array;
  /** Per node: the device it stands in. */
  readonly ofNode: Int32Array;
}

/** Finds the devices of a topology in the order of their first nodes, with pauses. */
export function* deviceSteps(topology: Topology, figures: Figures, options: SiteOptions): Pauses<Devices> {
  const { groupCount, nodeCount } = topology;
  const systems = yield* rackSystems(topology, figures);
  const outer = new Int32Array(groupCount).fill(-1);
  for (let g = 1; g < groupCount; g++) {
    const above = outer[topology.groupParent[g]!]!;
    outer[g] = above >= 0 ? above : groupClassOf(topology, g).device || systems.has(g) ? g : -1;
  }
  const carriesHosts = yield* leafNodes(topology);
  const deviceOfGroup = new Int32Array(groupCount).fill(-1);
  const ofNode = new Int32Array(nodeCount);
  const group: number[] = [];
  const firstNode: number[] = [];
  yield* inSlices(nodeCount, many, (from, to) => {
    for (let v = from; v < to; v++) {
      const g = outer[topology.nodeGroup[v]!]!;
      if (g >= 0 && deviceOfGroup[g]! >= 0) {
        ofNode[v] = deviceOfGroup[g]!;
        continue;
      }
      ofNode[v] = group.length;
      if (g >= 0) deviceOfGroup[g] = group.length;
      group.push(g);
      firstNode.push(v);
    }
  });
  const accelerators = new Int32Array(group.length);
  const accelerator: (string | null)[] = [];
  yield* inSlices(nodeCount, many, (from, to) => {
    for (let v = from; v < to; v++) {
      const { role, part } = topology.nodeClasses[topology.nodeClass[v]!]!;
      if (role !== 'accelerator') continue;
      accelerators[ofNode[v]!]!++;
      accelerator[ofNode[v]!] ??= part;
    }
  });

  const makes: DeviceMake[] = [];
  const known = new Map<string, number>();
  const make = new Uint16Array(group.length);
  yield* inSlices(group.length, few, (from, to) => {
    for (let d = from; d < to; d++) {
      const g = group[d]!;
      const node = firstNode[d]!;
      const hosts = g < 0 && carriesHosts[node] === 1;
      const key =
        g < 0
          ? `node ${topology.nodeClass[node]!} ${String(hosts)}`
          : `group ${topology.groupClass[g]!} ${accelerators[d]!} ${topology.nodeClass[node]!}`;
      let index = known.get(key);
      if (index === undefined) {
        index =
          makes.push(
            g < 0
              ? nodeMake(topology, node, hosts, figures, options)
              : groupMake(topology, g, accelerators[d]!, accelerator[d] ?? null, figures, options),
          ) - 1;
        known.set(key, index);
      }
      make[d] = index;
    }
  });
  return {
    count: group.length,
    makes,
    make,
    group: Int32Array.from(group),
    firstNode: Int32Array.from(firstNode),
    ofNode,
  };
}

/** Accelerators that one rack holds, for those sold as part of a rack; null for all others. */
function acceleratorsPerRack(figures: Figures, accelerator: string | null): number | null {
  const part = figures.part('accelerator', accelerator);
  return part && /NVL\d/.test(part.name)
    ? (figures.of('accelerator', part.id, 'scaleup_domain').band?.typical ?? null)
    : null;
}

/**
 * Groups that are one system although they are drawn as trays: the accelerators of one rack-scale system with the switches between them, and
 * nothing else. Their scale-up links are the rack's own copper.
 */
function* rackSystems(topology: Topology, figures: Figures): Pauses<ReadonlySet<number>> {
  const systems = new Set<number>();
  const depth = new Int32Array(topology.groupCount);
  for (let g = 1; g < topology.groupCount; g++) depth[g] = depth[topology.groupParent[g]!]! + 1;
  const meet = (a: number, b: number): number => {
    while (a !== b) {
      if (depth[a]! >= depth[b]!) a = topology.groupParent[a]!;
      else b = topology.groupParent[b]!;
    }
    return a;
  };
  // The smallest group that holds a scale-up switch with all that is cabled to it.
  const around = new Map<number, number>();
  const isScaleUp = topology.nodeClasses.map(({ role }) => role === 'scaleUp');
  const widen = (v: number, w: number): void => {
    if (!isScaleUp[topology.nodeClass[v]!]) return;
    around.set(v, meet(around.get(v) ?? topology.nodeGroup[v]!, topology.nodeGroup[w]!));
  };
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      widen(topology.linkA[e]!, topology.linkB[e]!);
      widen(topology.linkB[e]!, topology.linkA[e]!);
    }
  });
  const candidates = new Set([...around.values()].filter((g) => g > 0 && !insideDevice(topology, g)));
  if (candidates.size === 0) return systems;
  const held = new Map<number, { accelerators: number; part: string | null; others: boolean }>();
  yield* inSlices(topology.nodeCount, many, (from, to) => {
    for (let v = from; v < to; v++) {
      const { role, part } = topology.nodeClasses[topology.nodeClass[v]!]!;
      for (let g = topology.nodeGroup[v]!; g > 0; g = topology.groupParent[g]!) {
        if (!candidates.has(g)) continue;
        let entry = held.get(g);
        if (!entry) held.set(g, (entry = { accelerators: 0, part: null, others: false }));
        if (role === 'accelerator') {
          entry.accelerators++;
          entry.part = part;
        } else if (role !== 'scaleUp' && role !== 'nic') entry.others = true;
      }
    }
  });
  for (const [g, { accelerators, part, others }] of held) {
    const perRack = acceleratorsPerRack(figures, part);
    if (!others && perRack !== null && accelerators <= perRack) systems.add(g);
  }
  return systems;
}

function insideDevice(topology: Topology, group: number): boolean {
  for (let g = group; g > 0; g = topology.groupParent[g]!) if (groupClassOf(topology, g).device) return true;
  return false;
}

/** Switches that a NIC, an accelerator or a host is cabled to. */
function* leafNodes(topology: Topology): Pauses<Uint8Array> {
  const isHost = topology.nodeClasses.map(({ role }) => role === 'nic' || role === 'accelerator' || role === 'service');
  const hosts = new Uint8Array(topology.nodeCount);
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      const a = topology.linkA[e]!;
      const b = topology.linkB[e]!;
      if (isHost[topology.nodeClass[a]!]) hosts[b] = 1;
      if (isHost[topology.nodeClass[b]!]) hosts[a] = 1;
    }
  });
  return hosts;
}

function groupMake(
  topology: Topology,
  group: number,
  accelerators: number,
  accelerator: string | null,
  figures: Figures,
  options: SiteOptions,
): DeviceMake {
  const { part: id, word } = groupClassOf(topology, group);
  const part = figures.part('server', id);
  const read = (key: string): number | null =>
    part ? (figures.of('server', part.id, key).band?.typical ?? null) : null;
  const units = read('rack_units');
  const racks = read('racks');
  // A published system without a height that names itself a rack fills one; so does a server taller than a rack.
  const guess = Math.max(1, Math.ceil(accelerators * options.unitsPerAccelerator));
  const perRack = part ? null : acceleratorsPerRack(figures, accelerator);
  const whole =
    racks ??
    (perRack !== null && accelerators > perRack / 2
      ? Math.ceil(accelerators / perRack)
      : units === null && (part?.name.includes('rack') || guess > options.rackUnits)
        ? Math.ceil((part ? 1 : guess) / options.rackUnits)
        : 0);
  const top = part
    ? (figures.of('server', part.id, 'power_max_w').band ?? figures.of('server', part.id, 'power_w').band)
    : null;
  const one_W = part || accelerator === null ? null : figures.of('accelerator', accelerator, 'power_w').band;
  return {
    kind: 'server',
    role: 'server',
    part: part ?? null,
    racks: whole,
    units: whole > 0 ? whole * options.rackUnits : Math.min(options.rackUnits, units ?? guess),
    tooTall: whole === 0 && units !== null && units > options.rackUnits ? units : null,
    plan_W: top?.high ?? (one_W ? one_W.high * accelerators : null),
    weight_kg: read('weight_kg'),
    name: part?.name ?? withAccelerators(word, accelerators),
  };
}

function withAccelerators(word: string, accelerators: number): string {
  if (accelerators === 0) return word;
  return accelerators === 1 ? say`${word} of 1 accelerator` : say`${word} of ${accelerators} accelerators`;
}

function nodeMake(
  topology: Topology,
  node: number,
  hosts: boolean,
  figures: Figures,
  options: SiteOptions,
): DeviceMake {
  const { role, part: id, word } = nodeClassOf(topology, node);
  if (role === 'accelerator' || role === 'nic' || role === 'service') {
    const part = role === 'service' ? undefined : figures.part(role, id);
    return {
      kind: 'loose' as const,
      role,
      part: part ?? null,
      racks: 0,
      weight_kg: null,
      name: part?.name ?? word,
      units: role === 'nic' ? 0 : Math.min(options.rackUnits, options.unitsPerAccelerator),
      tooTall: null,
      plan_W: part ? (figures.of(role === 'nic' ? 'nic' : 'accelerator', part.id, 'power_w').band?.high ?? null) : null,
    };
  }
  const part = figures.part('switch', id);
  const power = part && switchPower(part, (key) => figures.figure('switch', part.id, key));
  const mine = part ? figures.of('switch', part.id, 'rack_units') : null;
  const units = mine?.yours ? mine.band!.typical : part ? switchUnits(part) : null;
  return {
    kind: hosts ? 'leaf' : 'upper',
    role,
    part: part ?? null,
    racks: 0,
    units: Math.min(options.rackUnits, units ?? options.switchUnits),
    tooTall: units !== null && units > options.rackUnits ? units : null,
    plan_W: (power?.full_W ?? power?.bare_W)?.high ?? null,
    weight_kg: part ? (figures.of('switch', part.id, 'weight_kg').band?.typical ?? null) : null,
    name: part?.name ?? word,
  };
}
