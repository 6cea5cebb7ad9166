/**
 * A design from devices and cables: servers and switches as records, tiers and pods inferred, everything in one group with rows by tier.
 */
import {
  allAtOnce,
  blankNode,
  emptyDesign,
  limits,
  type GroupRecord,
  type LinkRecord,
  type NodeRecord,
  type Stretches,
  type SwitchTier,
} from '@weft/model';
import { done, failed, say } from '@weft/units';
import { onEach } from '../export/stretches.ts';
import type { ImportOutcome, Report } from '../report.ts';
import type { Device, Fabric } from './fabric.ts';
import { oddPairs } from './missing.ts';
import { partOfModel } from './parts.ts';
import { byName, labelOf } from './text.ts';
import { inferredPods, inferredTiers, neighbourSteps, switchNetworks } from './tiers.ts';

export interface AssemblyOptions {
  /** Tiers that the file states itself, by device. */
  readonly tiers?: ReadonlyMap<string, SwitchTier>;
  /** Places that the file states itself, by device. */
  readonly places?: ReadonlyMap<string, { readonly x: number; readonly y: number }>;
  /** Hosts whose name several machines may share. */
  readonly apart?: ReadonlySet<string>;
}

const tierOrder: readonly (SwitchTier | null)[] = ['core', 'spine', 'leaf', 'router', 'scaleUp', null];

/** Makes the design and adds to the report what was found, merged and inferred. */
export function assembled(name: string, fabric: Fabric, report: Report, options: AssemblyOptions = {}): ImportOutcome {
  return allAtOnce(assembledSteps(name, fabric, report, options));
}

/** The same in stretches. */
export function* assembledSteps(
  name: string,
  fabric: Fabric,
  report: Report,
  options: AssemblyOptions = {},
): Stretches<ImportOutcome> {
  const records = fabric.devices.size + fabric.cables.length;
  if (records > limits.records) {
    return failed(
      'too-much',
      say`the file`,
      say`The file holds ${records} devices and links; a study holds at most ${limits.records}.`,
    );
  }
  const neighbours = yield* neighbourSteps(fabric);
  const inferred = inferredTiers(fabric, neighbours);
  yield 0.2;
  const tiers = options.tiers ? new Map([...inferred, ...options.tiers]) : inferred;
  const pods = inferredPods(fabric, neighbours, tiers, options.apart ?? new Set());
  yield 0.3;
  const devices = [...fabric.devices.values()].toSorted(
    (a, b) => rank(a, tiers) - rank(b, tiers) || byName(a.name, b.name) || (a.key < b.key ? -1 : 1),
  );
  const ids = new Map(devices.map((device, index) => [device.key, `n${index + 1}`]));
  yield 0.4;
  const { groups, groupOf } = grouped(name, fabric, pods);
  const fastest = new Map<string, number>();
  yield* onEach(fabric.cables, ({ a, z, rate_Gbps }) => {
    for (const end of [a, z]) {
      if (rate_Gbps !== null) fastest.set(end.device, Math.max(fastest.get(end.device) ?? 0, rate_Gbps));
    }
  });
  const nodes: Record<string, NodeRecord> = {};
  let parts = 0;
  yield* onEach(devices, (device) => {
    const id = ids.get(device.key)!;
    const part = device.kind === 'switch' ? partOfModel(device.model, device.ports) : null;
    if (part !== null) parts++;
    const place = options.places?.get(device.key);
    nodes[id] = {
      ...blankNode(id, device.kind === 'switch' ? 'switch' : 'server', labelOf(device.name)),
      part,
      x: place?.x ?? null,
      y: place?.y ?? null,
      group: groupOf.get(device.key) ?? 'g1',
      ports: device.ports,
      port_Gbps: fastest.get(device.key) ?? null,
      tier: device.kind === 'switch' ? (tiers.get(device.key) ?? null) : null,
    };
  });
  const links: Record<string, LinkRecord> = {};
  yield* onEach(fabric.cables, ({ a, z, rate_Gbps, medium, label }, index) => {
    const id = `l${index + 1}`;
    links[id] = {
      id,
      a: { at: ids.get(a.device)!, port: a.port },
      z: { at: ids.get(z.device)!, port: z.port },
      rate_Gbps,
      medium,
      label: labelOf(label),
    };
  });
  said(fabric, report);
  report.add('found', parts, say`switch known to the catalogue`, say`switches known to the catalogue`);
  for (const tier of ['leaf', 'spine', 'core'] as const) {
    const many = [...inferred].filter(([key, t]) => t === tier && !options.tiers?.has(key)).length;
    const [one, more] = tierWords[tier];
    report.add('inferred', many, one, more);
  }
  if (Object.keys(groups).length > 1) {
    report.add(
      'inferred',
      Object.keys(groups).length - 1,
      say`pod: hosts on the same leaves`,
      say`pods: hosts on the same leaves`,
    );
  }
  yield 0.8;
  const networks = switchNetworks(fabric, neighbours);
  if (networks.length > 1) {
    const names = networks.map((network) => {
      const first = network.map((key) => fabric.devices.get(key)!.name).toSorted(byName)[0]!;
      return network.length === 1 ? first : say`${first} and ${network.length - 1} more`;
    });
    report.add(
      'inferred',
      networks.length,
      '',
      say`separate networks of switches, joined by hosts or not at all`,
      names,
    );
  }
  for (const { lower, upper, usual, full, thin, absent } of oddPairs(fabric, neighbours, tiers)) {
    const pair = say`${lower}-${upper} pair`;
    const parallel = usual === 1 ? say`1 link` : say`${usual} parallel links`;
    report.add('found', full, say`${pair} with ${parallel}`, say`${pair}s with ${parallel}`);
    const rule = say`where most have ${usual}: cables are probably missing`;
    report.add(
      'warning',
      thin.length,
      say`${pair} with fewer links, ${rule}`,
      say`${pair}s with fewer links, ${rule}`,
      thin,
    );
    report.add(
      'warning',
      absent.length,
      say`${pair} without a link, ${rule}`,
      say`${pair}s without a link, ${rule}`,
      absent,
    );
  }
  return done({
    design: { ...emptyDesign('d1', labelOf(name) || 'Imported'), nodes, links, groups },
    report: report.lines,
  });
}

const tierWords = {
  leaf: ['leaf: a switch with hosts', 'leaves: switches with hosts'],
  spine: ['spine: a switch next to leaves', 'spines: switches next to leaves'],
  core: ['core switch, further from the hosts', 'core switches, further from the hosts'],
} as const;

function rank(device: Device, tiers: ReadonlyMap<string, SwitchTier>): number {
  return device.kind === 'host' ? tierOrder.length : tierOrder.indexOf(tiers.get(device.key) ?? null);
}

/** One group for all, and one inside it for each pod when there are several. */
function grouped(
  name: string,
  fabric: Fabric,
  pods: readonly { readonly leaves: ReadonlySet<string>; readonly hosts: readonly string[] }[],
): { readonly groups: Record<string, GroupRecord>; readonly groupOf: ReadonlyMap<string, string> } {
  const groups: Record<string, GroupRecord> = { g1: rows('g1', labelOf(name) || 'Imported', null) };
  const groupOf = new Map<string, string>();
  if (pods.length < 2) return { groups, groupOf };
  const first = (pod: (typeof pods)[number]) =>
    [...pod.leaves].map((leaf) => fabric.devices.get(leaf)!.name).toSorted(byName)[0]!;
  for (const [index, pod] of pods.toSorted((a, b) => byName(first(a), first(b))).entries()) {
    const id = `g${index + 2}`;
    groups[id] = rows(id, `Pod ${index + 1}`, 'g1');
    for (const key of [...pod.leaves, ...pod.hosts]) groupOf.set(key, id);
  }
  return { groups, groupOf };
}

function rows(id: string, name: string, parent: string | null): GroupRecord {
  return { id, name, parent, layout: 'rows', x: null, y: null };
}

/** What the fabric itself has to say. */
function said(fabric: Fabric, report: Report): void {
  report.add(
    'merged',
    fabric.bothSided.count,
    say`link listed from both ends, merged`,
    say`links listed from both ends, merged`,
  );
  const { selfLoops, conflicts, speedConflicts } = fabric;
  report.add(
    'dropped',
    selfLoops.count,
    say`link from a device to itself, dropped`,
    say`links from a device to itself, dropped`,
    selfLoops.examples,
  );
  report.add(
    'warning',
    conflicts.count,
    say`link into a port that is taken already, left out; both lines are named`,
    say`links into ports that are taken already, left out; both lines are named`,
    conflicts.examples,
  );
  report.add(
    'warning',
    speedConflicts.count,
    say`link whose two ends tell different speeds, the lower taken`,
    say`links whose two ends tell different speeds, the lower taken`,
    speedConflicts.examples,
  );
}
