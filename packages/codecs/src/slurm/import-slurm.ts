/**
 * Slurm's topology, conf or YAML. In: switches with the switches or nodes below them, or blocks of nodes. Out: a design with its report.
 *
 * The files say who is below whom and nothing about cables: one link a child is assumed, at the speed the file names or none, and the report
 * says so. Blocks become groups of hosts without links. Comments `# switch.2.1=spine-1`, which some tools write, give the switch its real name.
 */
import { limits, type GroupRecord, type NodeRecord } from '@weft/model';
import { done, failed, parseRate_Gbps, type Outcome, say } from '@weft/units';
import { finished } from '../import/finish.ts';
import { namedFabric, type NamedCable, type NamedDevice } from '../import/named.ts';
import { labelOf, linesOf, textOf } from '../import/text.ts';
import { fieldIn, listIn, recordIn, wordIn, yamlIn } from '../import/yaml.ts';
import { Report, Tally, type ImportFault, type ImportOutcome } from '../report.ts';
import { expandedHosts } from './hostlist.ts';

export function looksLikeSlurmConf(head: string): boolean {
  return /^\s*(?:SwitchName|BlockName)\s*=/im.test(head);
}

export function looksLikeSlurmYaml(head: string): boolean {
  return /^-\s+(?:topology|cluster_default|tree|block|flat|ring|torus3d)\s*:/m.test(head);
}

interface Stated {
  readonly switches: {
    readonly name: string;
    readonly children: readonly string[];
    readonly hosts: readonly string[];
    readonly rate_Gbps: number | null;
    readonly line: number | null;
  }[];
  readonly blocks: { readonly name: string; readonly hosts: readonly string[] }[];
  /** Real names by the name in the file. */
  readonly aliases: Map<string, string>;
  readonly unparsed: Tally;
}

export function importSlurmConf(name: string, bytes: Uint8Array): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const stated: Stated = { switches: [], blocks: [], aliases: new Map(), unparsed: new Tally() };
  let held = '';
  let first = 0;
  for (const [line, number] of linesOf(text.value)) {
    const alias = /^#\s*([\w.-]+)=([\w.-]+)\s*$/.exec(line);
    if (alias) stated.aliases.set(alias[1]!, alias[2]!);
    const said = line.replace(/#.*$/, '').trimEnd();
    if (held === '') first = number;
    if (said.endsWith('\\')) {
      held += `${said.slice(0, -1)} `;
      continue;
    }
    const record = (held + said).trim();
    held = '';
    if (record !== '' && !stateRecord(stated, record, first)) stated.unparsed.add(say`line ${first}: ${record}`);
  }
  return imported(name, stated);
}

function stateRecord(stated: Stated, record: string, line: number): boolean {
  const keys = new Map<string, string>();
  for (const word of record.split(/\s+/)) {
    const match = /^(\w+)=(.*)$/.exec(word);
    if (!match) return false;
    keys.set(match[1]!.toLowerCase(), match[2]!);
  }
  const expand = (key: string) => expandedHosts(keys.get(key) ?? '', limits.records);
  const [switchName, blockName] = [keys.get('switchname'), keys.get('blockname')];
  if (switchName) {
    const [children, hosts] = [expand('switches'), expand('nodes')];
    const speed = keys.get('linkspeed');
    const rate = speed === undefined ? null : parseRate_Gbps(speed);
    if (!children || !hosts) return false;
    stated.switches.push({ name: switchName, children, hosts, rate_Gbps: rate?.ok ? rate.value : null, line });
    return true;
  }
  if (blockName) {
    const hosts = expand('nodes');
    if (hosts) stated.blocks.push({ name: blockName, hosts });
    return hosts !== null;
  }
  return keys.has('blocksizes');
}

export function importSlurmYaml(name: string, bytes: Uint8Array): ImportOutcome {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const parsed = yamlIn(text.value);
  if (!parsed.ok) return parsed;
  const topologies = listIn(parsed.value);
  if (!topologies.some((topology) => wordIn(fieldIn(topology, 'topology')) !== null)) {
    return failed(
      'not-this-format',
      say`the file`,
      say`The file is no list of topologies; expected entries with topology: NAME.`,
    );
  }
  const stated: Stated = { switches: [], blocks: [], aliases: new Map(), unparsed: new Tally() };
  for (const topology of topologies) {
    const title = wordIn(fieldIn(topology, 'topology')) ?? '?';
    const [tree, block] = [recordIn(fieldIn(topology, 'tree')), recordIn(fieldIn(topology, 'block'))];
    const fault = tree ? stateTree(stated, tree, title) : block ? stateBlocks(stated, block, title) : null;
    if (fault) return fault;
    if (!tree && !block) stated.unparsed.add(say`topology ${title} is neither tree nor block`);
  }
  return imported(name, stated);
}

function hostsAt(value: unknown, where: string): Outcome<readonly string[], ImportFault> {
  const word = wordIn(value) ?? '';
  const hosts = expandedHosts(word, limits.records);
  return hosts
    ? done(hosts)
    : failed('broken', where, say`"${word.slice(0, 60)}" is not a list of hosts; expected one such as n[01-16].`);
}

function stateTree(stated: Stated, tree: object, title: string): ImportOutcome | null {
  for (const entry of listIn(fieldIn(tree, 'switches'))) {
    const name = wordIn(fieldIn(entry, 'switch'));
    if (name === null)
      return failed('broken', say`topology ${title}`, say`A switch of the tree has no name; expected switch: NAME.`);
    const children = hostsAt(fieldIn(entry, 'children'), `switch ${name}`);
    const hosts = hostsAt(fieldIn(entry, 'nodes'), `switch ${name}`);
    if (!children.ok) return children;
    if (!hosts.ok) return hosts;
    stated.switches.push({ name, children: children.value, hosts: hosts.value, rate_Gbps: null, line: null });
  }
  return null;
}

function stateBlocks(stated: Stated, block: object, title: string): ImportOutcome | null {
  for (const entry of listIn(fieldIn(block, 'blocks'))) {
    const name = wordIn(fieldIn(entry, 'block')) ?? title;
    const hosts = hostsAt(fieldIn(entry, 'nodes'), say`block ${name}`);
    if (!hosts.ok) return hosts;
    stated.blocks.push({ name, hosts: hosts.value });
  }
  return null;
}

function imported(title: string, stated: Stated): ImportOutcome {
  const { switches, blocks, aliases, unparsed } = stated;
  if (switches.length === 0 && blocks.length === 0) {
    return failed(
      'not-this-format',
      say`the file`,
      say`The file names no switch and no block; expected SwitchName= or BlockName=.`,
    );
  }
  const devices = new Map<string, NamedDevice>();
  const cables: NamedCable[] = [];
  const called = (name: string) => aliases.get(name) ?? name;
  const add = (name: string, isSwitch: boolean) => {
    if (!devices.has(name)) devices.set(name, { name, role: null, model: null, isSwitch });
  };
  for (const { name } of switches) add(called(name), true);
  for (const { name, children, hosts, rate_Gbps, line } of switches) {
    for (const child of children) add(called(child), true);
    for (const host of hosts) add(host, false);
    for (const child of [...children.map(called), ...hosts]) {
      if (cables.length + devices.size > limits.records) {
        return failed('too-much', say`the file`, say`The file names more than ${limits.records} switches and nodes.`);
      }
      const z = { device: called(name), port: null };
      cables.push({ a: { device: child, port: null }, z, rate_Gbps, medium: null, label: '', line });
    }
  }
  for (const { hosts } of blocks) for (const host of hosts) add(host, false);
  const report = new Report();
  report.add(
    'warning',
    cables.length,
    say`link assumed: the file says who is below whom, not how many cables there are`,
    say`links assumed, one a child: the file says who is below whom, not how many cables there are`,
  );
  report.add('found', blocks.length, say`block`, say`blocks`);
  report.add(
    'dropped',
    unparsed.count,
    say`line or topology not understood`,
    say`lines or topologies not understood`,
    unparsed.examples,
  );
  const outcome = finished(title, namedFabric(devices.values(), cables), report);
  return outcome.ok ? done({ ...outcome.value, design: inBlocks(outcome.value.design, blocks) }) : outcome;
}

/** The hosts of each block in a group of its own. */
function inBlocks<
  D extends {
    readonly nodes: Readonly<Record<string, NodeRecord>>;
    readonly groups: Readonly<Record<string, GroupRecord>>;
  },
>(design: D, blocks: Stated['blocks']): D {
  const groups: Record<string, GroupRecord> = { ...design.groups };
  const groupOf = new Map<string, string>();
  for (const { name, hosts } of blocks) {
    let number = Object.keys(groups).length + 1;
    while (Object.hasOwn(groups, `g${number}`)) number++;
    groups[`g${number}`] = { id: `g${number}`, name: labelOf(name), parent: 'g1', layout: 'rows', x: null, y: null };
    for (const host of hosts) groupOf.set(labelOf(host), `g${number}`);
  }
  const nodes = Object.fromEntries(
    Object.entries(design.nodes).map(([id, node]) => [id, { ...node, group: groupOf.get(node.name) ?? node.group }]),
  );
  return { ...design, nodes, groups };
}
