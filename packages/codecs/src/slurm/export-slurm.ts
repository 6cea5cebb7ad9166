/**
 * A topology for Slurm's scheduler, as topology.conf or topology.yaml: which nodes are near each other.
 *
 * Slurm wants a tree. So switches that hosts share (the leaves of one rail-optimised unit) become one, and so do switches above that have a
 * switch below in common; separate fabrics stay separate trees. Scale-up fabrics are inside servers and are not written. Cost: O(links).
 */
import { roleOf, type NodeRole, type Topology } from '@weft/topology';
import { done, failed, type Outcome, say } from '@weft/units';
import { cablingOf } from '../export/cabling.ts';
import { sizeFault, type ExportFault, type ExportOutcome } from '../export/exported.ts';
import { cleanNames, plainName } from '../export/names.ts';
import { compressedHosts } from './hostlist.ts';

/** Slurm refuses longer names. */
const longestName = 64;

interface TreeSwitch {
  readonly name: string;
  /** The switches of the topology that it stands for. */
  readonly stands: readonly string[];
  readonly children: readonly string[];
  readonly hosts: readonly string[];
}

export function exportSlurmConf(topology: Topology, title: string): ExportOutcome {
  const tree = slurmTree(topology);
  if (!tree.ok) return tree;
  const lines = [`# ${title.replace(/\s+/g, ' ')}`];
  for (const { name, stands, children, hosts } of tree.value) {
    if (stands.length > 1 || stands[0] !== name) lines.push(`# ${name} stands for ${compressedHosts(stands)}`);
    const below = [
      ...(children.length > 0 ? [`Switches=${compressedHosts(children)}`] : []),
      ...(hosts.length > 0 ? [`Nodes=${compressedHosts(hosts)}`] : []),
    ];
    lines.push(`SwitchName=${name} ${below.join(' ')}`);
  }
  return done({ text: `${lines.join('\n')}\n`, notes });
}

export function exportSlurmYaml(topology: Topology, title: string): ExportOutcome {
  const tree = slurmTree(topology);
  if (!tree.ok) return tree;
  const lines = [
    `- topology: "${plainName(title).slice(0, longestName) || 'weft'}"`,
    '  cluster_default: true',
    '  tree:',
    '    switches:',
  ];
  for (const { name, children, hosts } of tree.value) {
    const below = [
      ...(children.length > 0 ? [`children: "${compressedHosts(children)}"`] : []),
      ...(hosts.length > 0 ? [`nodes: "${compressedHosts(hosts)}"`] : []),
    ];
    lines.push(`      - { switch: "${name}", ${below.join(', ')} }`);
  }
  return done({ text: `${lines.join('\n')}\n`, notes });
}

const notes = [
  'Node names are made from the paths of the servers; they must be those of slurm.conf.',
  'Slurm knows neither cables nor rates: only who is near whom.',
];

/** Rank of a switch in the tree, from the hosts upwards. */
const ranks: readonly NodeRole[] = ['leaf', 'spine', 'core'];

function slurmTree(topology: Topology): Outcome<readonly TreeSwitch[], ExportFault> {
  const fault = sizeFault(topology);
  if (fault && !fault.ok) return fault;
  const { devices, cables } = cablingOf(topology);
  const names = cleanNames(
    devices.map((device) => device.name),
    plainName,
    { joint: '-', most: longestName },
  );
  const rankOf = devices.map(({ node, isHost }) => {
    if (isHost) return 0;
    const rank = ranks.indexOf(roleOf(topology, node));
    // Routers that hold hosts are the lowest switches, and in a flat fabric the only ones.
    return roleOf(topology, node) === 'router' ? 1 : rank + 1;
  });
  const above = devices.map((): number[] => []);
  for (const { a, z } of cables) {
    const [rankA, rankZ] = [rankOf[a.device]!, rankOf[z.device]!];
    if (rankA < rankZ) above[a.device]!.push(z.device);
    else if (rankZ < rankA) above[z.device]!.push(a.device);
  }
  /** Only the nearest switches above count: a tree has no short cuts. */
  const parents = above.map((list) => {
    const nearest = list.reduce((least, parent) => Math.min(least, rankOf[parent]!), Infinity);
    return list.filter((parent) => rankOf[parent] === nearest);
  });
  const sets = new Sets(devices.length);
  // What shares something below is one; from the bottom up, since merging below merges above.
  for (let rank = 0; rank < ranks.length; rank++) {
    const first = new Map<number, number>();
    for (const [device, list] of parents.entries()) {
      if (rankOf[device] !== rank) continue;
      for (const parent of list) {
        const root = rank === 0 ? device : sets.of(device);
        const known = first.get(root);
        if (known === undefined) first.set(root, parent);
        else sets.join(known, parent);
      }
    }
  }
  const members = new Map<number, number[]>();
  for (const [device, rank] of rankOf.entries()) {
    if (rank === 0) continue;
    const root = sets.of(device);
    const list = members.get(root);
    if (list) list.push(device);
    else members.set(root, [device]);
  }
  const hosts = new Map<number, Set<number>>();
  const children = new Map<number, Set<number>>();
  for (const [device, list] of parents.entries()) {
    for (const parent of list) {
      const [into, child] = rankOf[device] === 0 ? [hosts, device] : [children, sets.of(device)];
      const root = sets.of(parent);
      const set = into.get(root);
      if (set) set.add(child);
      else into.set(root, new Set([child]));
    }
  }
  const treeNames = new Map([...members].map(([root, list]) => [root, names[list[0]!]!]));
  const tree = [...members]
    .filter(([root]) => hosts.has(root) || children.has(root))
    .toSorted(([a], [b]) => rankOf[b]! - rankOf[a]! || a - b)
    .map(([root, list]): TreeSwitch => ({
      name: treeNames.get(root)!,
      stands: list.map((device) => names[device]!),
      children: [...(children.get(root) ?? [])].map((child) => treeNames.get(child)!),
      hosts: [...(hosts.get(root) ?? [])].map((host) => names[host]!),
    }));
  if (!tree.some((entry) => entry.hosts.length > 0)) {
    return failed(
      'not-expressible',
      say`the design`,
      say`No switch of the design has hosts; Slurm describes where nodes are.`,
    );
  }
  const below = new Set(tree.flatMap((entry) => entry.children));
  const roots = tree.filter((entry) => !below.has(entry.name));
  // Lowest switches of a fabric without tiers are linked among each other: a root above them makes it one tree.
  if (roots.length > 1 && cables.some(({ a, z }) => rankOf[a.device] === 1 && rankOf[z.device] === 1)) {
    const [root] = cleanNames(['fabric'], (name) => (names.includes(name) ? `${name}-root` : name));
    tree.unshift({ name: root!, stands: [root!], children: roots.map((entry) => entry.name), hosts: [] });
  }
  return done(tree);
}

/** Sets that grow together (union-find with path halving). */
class Sets {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({ length: size }, (_, index) => index);
  }

  of(member: number): number {
    let at = member;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at]!]!;
      at = this.#parent[at]!;
    }
    return at;
  }

  /** Joins two sets; the one with the lower first member gives its name. */
  join(a: number, b: number): void {
    const [rootA, rootB] = [this.of(a), this.of(b)];
    this.#parent[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
  }
}
