/**
 * Hand-drawn and imported parts: node records to nodes.
 *
 * A server becomes a device group named by its id, with its accelerators, one NIC to a port and a scale-up switch; a host whose
 * accelerators are not known has NICs alone. Everything else is one node named by its id. A switch without a tier gets one by its
 * distance from the hosts: leaf next to one, then spine, then core.
 */
import { say } from '@weft/units';
import type { GroupClass, LinkClass, NodeClass, NodeRole, TopologyBuilder } from '@weft/topology';
import { recordsOf, type Design, type LinkRecord, type NodeRecord, type SwitchTier } from '@weft/model';
import type { FindingList } from './finding-list.ts';
import { onEach, whenMuchIsMade, type Pauses } from './pauses.ts';
import { pciExpress_Gbps } from './server.ts';

/** What stands where a record was. */
export interface PlacedRecords {
  /** Per record id: its node. */
  readonly node: Map<string, number>;
  /** Per record id of a server: its group. */
  readonly group: Map<string, number>;
  /** Per record id of a server: its NICs in order. */
  readonly nics: Map<string, readonly number[]>;
  /** Per node: the rate of each of its ports, where the record says. */
  readonly port_Gbps: Map<number, number>;
  /** Per NIC of a server: the ports that its accelerators take. */
  readonly hostPorts: Map<number, Set<number>>;
  /** Roles of all nodes that come from records. */
  readonly role: Map<number, NodeRole>;
}

const hostLink: LinkClass = { kind: 'accelerator-nic', fabric: 'host', protocol: null, medium: null };
const scaleUpLink: LinkClass = { kind: 'accelerator-scaleUp', fabric: 'scale-up', protocol: null, medium: null };

/** Adds every node record, pausing now and then. */
export function* addNodeRecords(
  design: Design,
  builder: TopologyBuilder,
  groups: ReadonlyMap<string, number>,
  findings: FindingList,
): Pauses<PlacedRecords> {
  const placed: PlacedRecords = {
    node: new Map(),
    group: new Map(),
    nics: new Map(),
    port_Gbps: new Map(),
    hostPorts: new Map(),
    role: new Map(),
  };
  yield;
  const links = recordsOf(design.links);
  yield;
  const cables = yield* cablesPerRecord(links);
  yield;
  const tiers = yield* inferredTiers(design, links);
  yield;
  const isDue = whenMuchIsMade(builder, fewParts);
  for (const record of recordsOf(design.nodes)) {
    let group = 0;
    const { group: named } = record;
    if (named !== null) {
      const found = groups.get(named);
      if (found === undefined) {
        findings.add({
          code: 'unknown-group',
          severity: 'error',
          targets: [record.id],
          message: () =>
            say`${record.id} belongs to group ${named}, but there is no such group; it is drawn in the design itself.`,
          further: (count) =>
            say`${count} further parts belong to groups that there are not; they are drawn in the design itself.`,
        });
      } else group = found;
    }
    if (record.kind === 'server') addServer(record, builder, group, cables.get(record.id) ?? 0, placed);
    else addNode(record, builder, group, tiers.get(record.id) ?? null, placed);
    if (isDue()) yield;
  }
  return placed;
}

function addNode(
  record: NodeRecord,
  builder: TopologyBuilder,
  group: number,
  inferred: SwitchTier | null,
  placed: PlacedRecords,
): void {
  const nodeClass = nodeClassOfRecord(record, inferred);
  const node = builder.node(group, nodeClass, nameAndPlace(record));
  placed.node.set(record.id, node);
  placed.role.set(node, nodeClass.role);
  if (record.port_Gbps !== null) placed.port_Gbps.set(node, record.port_Gbps);
}

function nodeClassOfRecord(record: NodeRecord, inferred: SwitchTier | null): NodeClass {
  const common = { part: record.part, ports: record.ports };
  switch (record.kind) {
    case 'accelerator':
      return { role: 'accelerator', word: 'gpu', forwards: 'handOver', ...common };
    case 'nic':
      return { role: 'nic', word: 'nic', forwards: 'always', ...common };
    case 'service':
      return { role: 'service', word: 'host', forwards: 'never', ...common };
    default: {
      const tier = record.tier ?? inferred ?? 'router';
      return { role: tier, word: tier === 'scaleUp' ? 'switch' : tier, forwards: 'always', ...common };
    }
  }
}

function addServer(
  record: NodeRecord,
  builder: TopologyBuilder,
  group: number,
  cables: number,
  placed: PlacedRecords,
): void {
  const { accelerators, port_Gbps } = record;
  const nicCount = record.ports ?? Math.max(1, accelerators, cables);
  const groupClass: GroupClass = { word: 'server', layout: 'rows', columns: 0, device: true, part: record.part };
  const device = builder.group(group, groupClass, nameAndPlace(record));
  const gpu: NodeClass = { role: 'accelerator', word: 'gpu', part: null, ports: null, forwards: 'handOver' };
  const pairs = accelerators === 0 || nicCount === 0 ? 0 : Math.max(accelerators, nicCount);
  const nicPorts = 1 + (nicCount === 0 ? 0 : Math.ceil(pairs / nicCount));
  const nic: NodeClass = { role: 'nic', word: 'nic', part: null, ports: nicPorts, forwards: 'always' };
  const gpus = Array.from({ length: accelerators }, () => builder.node(device, gpu));
  const nics = Array.from({ length: nicCount }, () => builder.node(device, nic));
  for (const node of gpus) placed.role.set(node, 'accelerator');
  for (const node of nics) {
    placed.role.set(node, 'nic');
    if (port_Gbps !== null) placed.port_Gbps.set(node, port_Gbps);
  }
  if (accelerators > 1 && record.scaleUp_Gbps !== null && record.scaleUp_Gbps > 0) {
    const scaleUp: NodeClass = { role: 'scaleUp', word: 'switch', part: null, ports: accelerators, forwards: 'always' };
    const node = builder.node(device, scaleUp);
    placed.role.set(node, 'scaleUp');
    for (const one of gpus) builder.link(one, node, scaleUpLink, record.scaleUp_Gbps);
  }
  // Port 0 of a NIC is its network port; the host side comes after it.
  const host_Gbps = pciExpress_Gbps.find((r) => r >= (port_Gbps ?? 0)) ?? port_Gbps ?? pciExpress_Gbps.at(-1)!;
  for (let i = 0; i < pairs; i++) {
    const g = nicCount > accelerators ? Math.floor((i * accelerators) / nicCount) : i;
    const n = nicCount > accelerators ? i : Math.floor((i * nicCount) / accelerators);
    const port = 1 + (nicCount > accelerators ? 0 : i - Math.ceil((n * accelerators) / nicCount));
    builder.link(gpus[g]!, nics[n]!, hostLink, host_Gbps, { b: port });
    const taken = placed.hostPorts.get(nics[n]!) ?? new Set<number>();
    placed.hostPorts.set(nics[n]!, taken.add(port));
  }
  placed.group.set(record.id, device);
  placed.nics.set(record.id, nics);
}

function nameAndPlace(record: NodeRecord): { name: string; label: string; x?: number; y?: number } {
  const place = record.x === null || record.y === null ? {} : { x: record.x, y: record.y };
  return { name: segmentOf(record.id), label: record.name || record.id, ...place };
}

/** What a record is called in its group: of a part of a template's instance, whose id is its path, the last of it. */
export function segmentOf(id: string): string {
  return id.slice(id.lastIndexOf('/') + 1);
}

/** Nodes and links made of records between two pauses: each has a name and a place of its own, which takes about 2 µs. */
const fewParts = 1000;
/** Records looked at between two pauses: about a millisecond. */
const few = 2000;

/** How many link ends each record has. */
function* cablesPerRecord(links: readonly LinkRecord[]): Pauses<Map<string, number>> {
  const cables = new Map<string, number>();
  yield* onEach(links, few, ({ a, z }) => {
    cables.set(a.at, (cables.get(a.at) ?? 0) + 1);
    cables.set(z.at, (cables.get(z.at) ?? 0) + 1);
  });
  return cables;
}

/**
 * Tiers of the switches that have none, by the fewest links to a host. Inside blocks a path's last word tells the distance: a
 * server or NIC is a host, a leaf is one away, a spine two, a core three.
 */
function* inferredTiers(design: Design, links: readonly LinkRecord[]): Pauses<Map<string, SwitchTier>> {
  const tiers = new Map<string, SwitchTier>();
  const open = recordsOf(design.nodes).filter(({ kind, tier }) => kind === 'switch' && tier === null);
  if (open.length === 0) return tiers;
  const distance = new Map<string, number>();
  const next = new Map<string, string[]>();
  const seeds = (at: string): void => {
    const record = design.nodes[at];
    const known = record === undefined ? pathDistance(at) : record.kind !== 'switch' ? 0 : distanceOfTier(record.tier);
    if (known !== undefined) distance.set(at, known);
  };
  const lead = (from: string, to: string): void => {
    const known = next.get(from);
    if (known !== undefined) known.push(to);
    else {
      next.set(from, [to]);
      seeds(from);
    }
  };
  yield* onEach(links, few, ({ a, z }) => {
    lead(a.at, z.at);
    lead(z.at, a.at);
  });
  yield;
  // Nearest first: seeds of several distances enter as their round comes.
  const rounds: string[][] = [];
  for (const [at, d] of distance) (rounds[d] ??= []).push(at);
  for (let d = 0; d < rounds.length; d++) {
    yield* onEach(rounds[d] ?? [], few, (at) => {
      if (distance.get(at)! < d) return;
      for (const to of next.get(at) ?? []) {
        if ((distance.get(to) ?? Infinity) <= d + 1) continue;
        distance.set(to, d + 1);
        (rounds[d + 1] ??= []).push(to);
      }
    });
  }
  for (const { id } of open) {
    const d = distance.get(id);
    tiers.set(id, d === undefined ? 'router' : d <= 1 ? 'leaf' : d === 2 ? 'spine' : 'core');
  }
  return tiers;
}

/** How far from a host the part at the end of a path inside a block is. */
function pathDistance(at: string): number | undefined {
  const word = /([a-z]+)\d*$/i.exec(at)?.[1];
  return { server: 0, nic: 0, gpu: 0, host: 0, leaf: 1, router: 1, spine: 2, core: 3 }[word ?? ''];
}

function distanceOfTier(tier: SwitchTier | null): number | undefined {
  return tier === null ? undefined : { leaf: 1, router: 1, spine: 2, core: 3, scaleUp: undefined }[tier];
}
