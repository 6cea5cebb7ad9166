/**
 * A topology file of htsim: fat-trees of two or three tiers, described by radices and speeds. Anything that is not exactly such a tree is refused
 * with the first place where it differs.
 *
 * Endpoints are network cards with one port (or accelerators cabled directly). Podsize is endpoints per pod; with two tiers a leaf is a pod.
 */
import { nodeId, roleOf, type NodeRole, type Topology } from '@weft/topology';
import { done, failed, type Outcome, say } from '@weft/units';
import { sizeFault, type ExportFault, type ExportOutcome } from '../export/exported.ts';

/** htsim's own default of a hop (sim/datacenter/fat_tree_topology.cpp: 1 µs); it refuses zero. */
const hopLatency_ns = 1000;

type Fault = Extract<Outcome<never, ExportFault>, { ok: false }>;
type Neighbours = ReadonlyMap<number, number>;

export function exportHtsim(topology: Topology, title: string): ExportOutcome {
  const fault = sizeFault(topology);
  if (fault) return fault;
  const roles = Array.from({ length: topology.nodeCount }, (_, v) => roleOf(topology, v));
  const of = (role: NodeRole) => roles.flatMap((found, v) => (found === role ? [v] : []));
  const [leaves, spines, cores] = [of('leaf'), of('spine'), of('core')];
  if (leaves.length === 0 || spines.length === 0) {
    return refused(say`the design`, say`it has no leaves or no spines`);
  }
  /** Neighbours of each node with the number of links, and the rates between two tiers. */
  const near = roles.map(() => new Map<number, number>());
  const rates = new Map<string, Set<number>>();
  for (let e = 0; e < topology.linkCount; e++) {
    const [a, b] = [topology.linkA[e]!, topology.linkB[e]!];
    near[a]!.set(b, (near[a]!.get(b) ?? 0) + 1);
    near[b]!.set(a, (near[b]!.get(a) ?? 0) + 1);
    const pair = [roles[a]!, roles[b]!].toSorted().join(' ');
    (rates.get(pair) ?? rates.set(pair, new Set()).get(pair)!).add(topology.linkCapacity_Gbps[e]!);
  }
  const towards = (v: number, role: NodeRole): Neighbours =>
    new Map([...near[v]!].filter(([other]) => roles[other] === role));
  const hosts = (v: number): Neighbours =>
    new Map([...near[v]!].filter(([other]) => roles[other] === 'nic' || roles[other] === 'accelerator'));

  const down0 = same(topology, leaves, (leaf) => total(hosts(leaf)), say`endpoints below a leaf`);
  if (!down0.ok) return down0;
  for (const leaf of leaves) {
    for (const host of hosts(leaf).keys()) {
      const ups = total(towards(host, 'leaf'));
      if (ups !== 1) return refused(nodeId(topology, host), say`it has ${ups} links to leaves, and htsim knows one`);
    }
  }
  const up0 = same(topology, leaves, (leaf) => total(towards(leaf, 'spine')), say`links from a leaf to spines`);
  const bundle1 = uniform(topology, leaves, (leaf) => towards(leaf, 'spine'), say`leaf and spine`);
  const down1 = same(topology, spines, (spine) => total(towards(spine, 'leaf')), say`links from a spine to leaves`);
  const speed0 = oneRate(
    rates,
    [
      ['leaf', 'nic'],
      ['accelerator', 'leaf'],
    ],
    say`endpoints and leaves`,
  );
  const speed1 = oneRate(rates, [['leaf', 'spine']], say`leaves and spines`);
  for (const part of [up0, bundle1, down1, speed0, speed1]) if (!part.ok) return part;
  const [d0, u0, b1, d1, s0, s1] = [down0, up0, bundle1, down1, speed0, speed1].map((part) =>
    part.ok ? part.value : 0,
  ) as [number, number, number, number, number, number];
  const endpoints = d0 * leaves.length;
  const pod = podOf(topology, leaves, spines, towards);
  if (!pod.ok) return pod;
  const three = cores.length > 0;
  const leavesPerPod = pod.value;
  if (!three && leavesPerPod !== leaves.length) {
    return refused(say`the design`, say`its leaves are not all linked to the same spines, and there is no third tier`);
  }
  const oversubscribed0 = whole((d0 * s0) / (u0 * s1));
  if (oversubscribed0 === null) return refused(say`the leaves`, say`their tapering is not a whole number`);
  const lines = [
    `# ${title.replace(/\s+/g, ' ')}`,
    `Nodes ${endpoints}`,
    `Tiers ${three ? 3 : 2}`,
    `Podsize ${three ? d0 * leavesPerPod : d0}`,
    ...tier(0, s0, d0, u0, oversubscribed0, null),
  ];
  if (three) {
    const up1 = same(topology, spines, (spine) => total(towards(spine, 'core')), say`links from a spine to cores`);
    const down2 = same(topology, cores, (core) => total(towards(core, 'spine')), say`links from a core to spines`);
    const bundle2 = uniform(topology, spines, (spine) => towards(spine, 'core'), say`spine and core`);
    const speed2 = oneRate(rates, [['core', 'spine']], say`spines and cores`);
    for (const part of [up1, down2, bundle2, speed2]) if (!part.ok) return part;
    const [u1, d2, b2, s2] = [up1, down2, bundle2, speed2].map((part) => (part.ok ? part.value : 0)) as [
      number,
      number,
      number,
      number,
    ];
    const oversubscribed1 = whole((d1 * s1) / (u1 * s2));
    if (oversubscribed1 === null) return refused(say`the spines`, say`their tapering is not a whole number`);
    lines.push(...tier(1, s1, d1, u1, oversubscribed1, b1), ...tier(2, s2, d2, null, null, b2));
  } else {
    lines.push(...tier(1, s1, d1, null, null, b1));
  }
  return done({
    text: `${lines.join('\n')}\n`,
    notes: [say`Every hop has htsim's default latency of ${hopLatency_ns} ns: a design does not hold latencies.`],
  });
}

function tier(
  number: number,
  speed_Gbps: number,
  down: number,
  up: number | null,
  oversubscribed: number | null,
  bundle: number | null,
): string[] {
  return [
    `Tier ${number}`,
    `Downlink_speed_Gbps ${speed_Gbps}`,
    `Radix_Down ${down}`,
    ...(up === null ? [] : [`Radix_Up ${up}`]),
    `Downlink_Latency_ns ${hopLatency_ns}`,
    ...(oversubscribed === null ? [] : [`Oversubscribed ${oversubscribed}`]),
    ...(bundle === null ? [] : [`Bundle ${bundle}`]),
  ];
}

function refused(where: string, why: string): Fault {
  const fault = failed(
    'not-expressible' as ExportFault,
    where,
    say`htsim describes regular fat-trees only; ${where}: ${why}.`,
  );
  return fault;
}

function total(neighbours: Neighbours): number {
  let sum = 0;
  for (const links of neighbours.values()) sum += links;
  return sum;
}

/** The number that all of these nodes share. */
function same(
  topology: Topology,
  nodes: readonly number[],
  of: (v: number) => number,
  what: string,
): Outcome<number, ExportFault> {
  const first = of(nodes[0]!);
  const odd = nodes.find((v) => of(v) !== first);
  if (odd !== undefined) return refused(nodeId(topology, odd), say`it has ${of(odd)} ${what}, others ${first}`);
  return first === 0 ? refused(nodeId(topology, nodes[0]!), say`it has no ${what}`) : done(first);
}

/** The number of parallel links that all linked pairs share. */
function uniform(
  topology: Topology,
  nodes: readonly number[],
  of: (v: number) => Neighbours,
  what: string,
): Outcome<number, ExportFault> {
  let bundle = 0;
  for (const v of nodes) {
    for (const links of of(v).values()) {
      if (bundle === 0) bundle = links;
      if (links !== bundle) return refused(nodeId(topology, v), say`pairs of ${what} have ${bundle} links or ${links}`);
    }
  }
  return done(bundle);
}

/** The one rate of all links between two tiers; htsim reads whole numbers. */
function oneRate(
  rates: ReadonlyMap<string, ReadonlySet<number>>,
  pairs: readonly (readonly [string, string])[],
  what: string,
): Outcome<number, ExportFault> {
  const found = new Set(pairs.flatMap((pair) => [...(rates.get(pair.toSorted().join(' ')) ?? [])]));
  const [rate] = found;
  if (found.size !== 1 || !Number.isInteger(rate)) {
    return refused(
      say`the design`,
      say`links between ${what} have the rates ${[...found].join(', ') || 'none'}; htsim takes one whole number`,
    );
  }
  return done(rate!);
}

/** Leaves of a pod, when leaves fall into equal pods that are each linked completely to spines of their own. */
function podOf(
  topology: Topology,
  leaves: readonly number[],
  spines: readonly number[],
  towards: (v: number, role: NodeRole) => Neighbours,
): Outcome<number, ExportFault> {
  const pods = new Map<string, number>();
  for (const leaf of leaves) {
    const key = [...towards(leaf, 'spine').keys()].toSorted((a, b) => a - b).join(' ');
    pods.set(key, (pods.get(key) ?? 0) + 1);
  }
  const spinesInPods = [...pods.keys()].reduce((sum, key) => sum + key.split(' ').length, 0);
  if (spinesInPods !== spines.length) return refused(say`the design`, say`pods share spines, or a spine has no pod`);
  const sizes = new Set(pods.values());
  if (sizes.size > 1) return refused(say`the design`, say`pods have ${[...sizes].join(say` or `)} leaves`);
  return done([...sizes][0]!);
}

function whole(value: number): number | null {
  const near = Math.round(value);
  return near >= 1 && Math.abs(value - near) < 1e-9 ? near : null;
}
