/** What is exported and can be read back is the same cabling; what only others read is held against cases worked by hand. */
import { describe, expect, it } from 'vitest';
import type { Design } from '@weft/model';
import { TopologyBuilder, type Topology } from '@weft/topology';
import { addServer, closTopology, oneLeaf, railTopology, sampleText, type ClosOptions } from '@weft/testkit';
import { cablingOf } from './export/cabling.ts';
import { exportAs, exportFormats } from './export/formats.ts';
import { cleanNames, plainName } from './export/names.ts';
import { xmlIn } from './import/xml.ts';
import { yamlIn } from './import/yaml.ts';
import { readAny, readAsFormat } from './read-any.ts';

const small: ClosOptions = {
  pods: 1,
  leavesPerPod: 2,
  spinesPerPod: 2,
  coresPerSpine: 0,
  serversPerLeaf: 2,
  acceleratorsPerServer: 2,
  parallel: 2,
  rate_Gbps: 400,
};

function written(format: string, topology: Topology): { readonly text: string; readonly notes: readonly string[] } {
  const outcome = exportAs(format, topology, 'A test of "everything" <&>');
  if (!outcome.ok) throw new Error(outcome.fault.message);
  return outcome.value;
}
function why(format: string, topology: Topology): string {
  const outcome = exportAs(format, topology, 'x');
  return outcome.ok ? 'written' : `${outcome.fault.code}: ${outcome.fault.message}`;
}
function readBack(format: string, text: string): Design {
  const outcome = readAny('back.txt', new TextEncoder().encode(text));
  if (!outcome.ok) throw new Error(`${outcome.fault.where}: ${outcome.fault.message}`);
  expect(outcome.value.format).toBe(format);
  return outcome.value.design!;
}
/** How many cables of which rate join which devices, by name. */
function bundlesOf(design: Design): Record<string, number> {
  const found: Record<string, number> = {};
  for (const { a, z, rate_Gbps } of Object.values(design.links)) {
    const key = `${[a.at, z.at]
      .map((id) => design.nodes[id]!.name)
      .toSorted()
      .join(' - ')} ${rate_Gbps ?? '?'}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}
function expectedBundles(topology: Topology, name: (id: string) => string, rated: boolean): Record<string, number> {
  const { devices, cables } = cablingOf(topology);
  const found: Record<string, number> = {};
  for (const { a, z, rate_Gbps } of cables) {
    const ends = [a, z].map(({ device }) => name(devices[device]!.name)).toSorted();
    const key = `${ends.join(' - ')} ${rated ? rate_Gbps : '?'}`;
    found[key] = (found[key] ?? 0) + 1;
  }
  return found;
}
const same = (name: string) => name;
const link = (kind: string) => ({ kind, fabric: 'compute', protocol: null, medium: null });
/** Builds two hand-drawn things with awkward names. */
function awkward(): Topology {
  const builder = new TopologyBuilder();
  const leaf = { role: 'leaf', word: 'leaf', part: null, ports: 8, forwards: 'always' } as const;
  const link = { kind: 'leaf-leaf', fabric: 'compute', protocol: null, medium: null };
  const a = builder.node(0, leaf, { label: '=leaf "a" <&> \\' });
  const b = builder.node(0, leaf, { label: 'leaf\tb' });
  const c = builder.node(0, leaf, { label: 'leaf\tb' });
  builder.link(a, b, link, 400);
  builder.link(b, c, link, 400);
  return builder.build();
}

describe('cabling', () => {
  it('has servers as devices, ports by card, and no links inside servers', () => {
    const { devices, cables } = cablingOf(closTopology(small));
    expect(devices.map((device) => device.role)).toEqual([
      'spine',
      'spine',
      'leaf',
      'server',
      'server',
      'leaf',
      'server',
      'server',
    ]);
    // 8 cards, and 2 leaves by 2 spines by 2.
    expect(cables).toHaveLength(8 + 8);
    expect(cables[0]).toMatchObject({
      a: { device: 3, port: 0, portName: 'nic0' },
      z: { device: 2, port: 0, portName: '1' },
      rate_Gbps: 400,
      kind: 'nic-leaf',
      fabric: 'compute',
    });
    const ends = cables.flatMap(({ a, z }) => [`${a.device}:${a.port}`, `${z.device}:${z.port}`]);
    expect(new Set(ends).size).toBe(ends.length);
  });

  it('names the ports of a card that has several', () => {
    const builder = new TopologyBuilder();
    const leaf = { role: 'leaf', word: 'leaf', part: null, ports: 8, forwards: 'always' } as const;
    const access = { kind: 'nic-leaf', fabric: 'compute', protocol: null, medium: null };
    const [one, two] = [builder.node(0, leaf), builder.node(0, leaf)];
    const [card] = addServer(builder, 0, 1);
    builder.link(card!, one, access, 400);
    builder.link(card!, two, access, 400);
    expect(cablingOf(builder.build()).cables.map(({ a }) => [a.port, a.portName])).toEqual([
      [0, 'nic0/P1'],
      [1, 'nic0/P2'],
    ]);
  });
});

describe('formats that are read back', () => {
  const topologies: readonly (readonly [string, Topology])[] = [
    ['two tiers with parallel links', closTopology(small)],
    ['three tiers', closTopology({ ...small, pods: 2, coresPerSpine: 2, parallel: 1 })],
    ['rails', railTopology(3, 4)],
  ];
  it.each(topologies)('DOT: %s', (_, topology) => {
    expect(bundlesOf(readBack('dot', written('dot', topology).text))).toEqual(expectedBundles(topology, same, true));
  });

  it.each(topologies)('GraphML: %s', (_, topology) => {
    expect(bundlesOf(readBack('graphml', written('graphml', topology).text))).toEqual(
      expectedBundles(topology, same, true),
    );
  });

  it.each(topologies)('cabling CSV: %s', (_, topology) => {
    expect(bundlesOf(readBack('cabling', written('cabling', topology).text))).toEqual(
      expectedBundles(topology, same, true),
    );
  });

  it.each(topologies)('ibdiagnet .topo: %s', (_, topology) => {
    expect(bundlesOf(readBack('ibdiagnet', written('ibdiagnet', topology).text))).toEqual(
      expectedBundles(topology, same, true),
    );
  });

  it.each(topologies)('containerlab: %s', (_, topology) => {
    const design = readBack('containerlab', written('containerlab', topology).text);
    expect(bundlesOf(design)).toEqual(expectedBundles(topology, plainName, false));
  });

  it.each(['dot', 'graphml', 'cabling', 'ibdiagnet'])('%s keeps ports and tiers', (format) => {
    const topology = closTopology({ ...small, pods: 2, coresPerSpine: 2, parallel: 1 });
    const design = readBack(format, written(format, topology).text);
    const { devices, cables } = cablingOf(topology);
    const port = (id: string, number: number | null) => `${design.nodes[id]!.name}:${number}`;
    const found = Object.values(design.links).map(({ a, z }) =>
      [port(a.at, a.port), port(z.at, z.port)].toSorted().join(' '),
    );
    const expected = cables.map(({ a, z }) =>
      [a, z]
        .map((end) => `${devices[end.device]!.name}:${end.port}`)
        .toSorted()
        .join(' '),
    );
    expect(found.toSorted()).toEqual(expected.toSorted());
    const tiers = Object.values(design.nodes).map((node) => node.tier ?? node.kind);
    const count = (word: string) => tiers.filter((tier) => tier === word).length;
    expect([count('leaf'), count('spine'), count('core'), count('server')]).toEqual([4, 4, 4, 8]);
  });

  it.each(['dot', 'graphml', 'cabling'])('%s keeps awkward names, apart', (format) => {
    const { text } = written(format, awkward());
    const outcome = readAsFormat(format, 'x', new TextEncoder().encode(text));
    if (!outcome.ok) throw new Error(outcome.fault.message);
    const names = Object.values(outcome.value.design!.nodes).map((node) => node.name);
    expect(new Set(names).size).toBe(3);
    expect(names.some((name) => name.startsWith('=leaf "a" <&>'))).toBe(true);
  });
});

describe('cabling CSV', () => {
  it('keeps spreadsheets from computing names, and takes facts from the caller', () => {
    const { text } = written('cabling', awkward());
    expect(text.split('\n')[0]).toMatch(
      /^id,a_device,a_site,.*,z_optic,medium,speed_gbps,length_m,label,fabric,plane,rail$/,
    );
    expect(text).toContain(`"'=leaf ""a"" <&> \\"`);
    expect(text).not.toMatch(/(?:^|,)=/m);
  });
});

describe('Slurm', () => {
  it('has one switch for the leaves that hosts share', () => {
    const { text } = written('slurm', railTopology(3, 4));
    expect(text).toBe(`# A test of "everything" <&>
SwitchName=spine0 Switches=leaf0
# leaf0 stands for leaf[0-3]
SwitchName=leaf0 Nodes=server[0-2]
`);
  });

  it('keeps pods apart under one core', () => {
    const design = readBack(
      'slurm',
      written('slurm', closTopology({ ...small, pods: 2, coresPerSpine: 2, parallel: 1 })).text,
    );
    const tiers = Object.values(design.nodes).map((node) => node.tier ?? node.kind);
    const count = (word: string) => tiers.filter((tier) => tier === word).length;
    // 4 leaves with 2 servers each, a spine for each pod, one core for all.
    expect([count('leaf'), count('spine'), count('core'), count('server')]).toEqual([4, 2, 1, 8]);
    // A tree: every node but the root has one link upwards.
    expect(Object.keys(design.links)).toHaveLength(4 + 2 + 8);
  });

  it('says the same in yaml', () => {
    const topology = closTopology({ ...small, pods: 2, coresPerSpine: 2, parallel: 1 });
    const [conf, yaml] = [written('slurm', topology).text, written('slurm-yaml', topology).text];
    expect(yamlIn(yaml).ok).toBe(true);
    expect(bundlesOf(readBack('slurm-yaml', yaml))).toEqual(bundlesOf(readBack('slurm', conf.replace(/^#.*$/gm, ''))));
  });
});

describe('simulators', () => {
  it('SimAI: two servers of two on one switch, as worked by hand', () => {
    // Ids: GPUs 0 ... 3, then the servers' scale-up switches 4 and 5, then the leaf 6.
    expect(written('simai', oneLeaf(2, 2)).text).toBe(`7 2 2 1 8 H100
4 5 6
0 4 2880Gbps 0.000025ms 0
0 6 400Gbps 0.0005ms 0
1 4 2880Gbps 0.000025ms 0
1 6 400Gbps 0.0005ms 0
2 5 2880Gbps 0.000025ms 0
2 6 400Gbps 0.0005ms 0
3 5 2880Gbps 0.000025ms 0
3 6 400Gbps 0.0005ms 0
`);
  });

  it('ns-3: two accelerators on one switch, as worked by hand', () => {
    expect(written('ns3', oneLeaf(2, 1)).text).toBe(`3 1 2
2
0 2 400Gbps 0.0005ms 0
1 2 400Gbps 0.0005ms 0
`);
  });

  it('SimAI: counts of the 128-accelerator template follow its formulas', () => {
    // Spectrum-X template: 16 servers of 8, 8 rails, 4 spines, every leaf linked to every spine.
    const builder = new TopologyBuilder();
    const leaf = { role: 'leaf', word: 'leaf', part: null, ports: 64, forwards: 'always' } as const;
    const spine = { ...leaf, role: 'spine', word: 'spine' } as const;
    const leaves = Array.from({ length: 8 }, () => builder.node(0, leaf));
    const spines = Array.from({ length: 4 }, () => builder.node(0, spine));
    for (let s = 0; s < 16; s++) {
      addServer(builder, 0, 8).forEach((card, rail) => builder.link(card, leaves[rail]!, link('nic-leaf'), 400));
    }
    for (const low of leaves) for (const high of spines) builder.link(low, high, link('leaf-spine'), 400);
    const lines = written('simai', builder.build()).text.trimEnd().split('\n');
    expect(lines[0]).toBe('156 8 16 12 288 H100');
    expect(lines[1]!.split(' ')).toHaveLength(28);
    expect(lines).toHaveLength(2 + 288);
    // The file that SimAI's own generator writes for this cluster, where it is at hand: the same lines, in whatever order.
    const sample = sampleText('simai/Spectrum-X_128g_8gps_400Gbps_H100');
    const others = sample === null ? lines : sample.split(/\r?\n/).map((line) => line.trim());
    expect(lines.toSorted()).toEqual(others.filter((line) => line !== '').toSorted());
  });

  it('SimAI refuses what it cannot say', () => {
    const builder = new TopologyBuilder();
    const leaf = builder.node(0, { role: 'leaf', word: 'leaf', part: null, ports: 8, forwards: 'always' });
    const access = { kind: 'nic-leaf', fabric: 'compute', protocol: null, medium: null };
    for (const accelerators of [1, 2])
      for (const card of addServer(builder, 0, accelerators)) builder.link(card, leaf, access, 400);
    expect(why('simai', builder.build())).toMatch(/different numbers of accelerators/);
    expect(why('simai', awkward())).toMatch(/no accelerators/);
  });

  it('htsim: a 4-ary fat-tree', () => {
    const topology = closTopology({
      pods: 4,
      leavesPerPod: 2,
      spinesPerPod: 2,
      coresPerSpine: 2,
      serversPerLeaf: 2,
      acceleratorsPerServer: 1,
      parallel: 1,
      rate_Gbps: 100,
    });
    expect(written('htsim', topology).text).toBe(`# A test of "everything" <&>
Nodes 16
Tiers 3
Podsize 4
Tier 0
Downlink_speed_Gbps 100
Radix_Down 2
Radix_Up 2
Downlink_Latency_ns 1000
Oversubscribed 1
Tier 1
Downlink_speed_Gbps 100
Radix_Down 2
Radix_Up 2
Downlink_Latency_ns 1000
Oversubscribed 1
Bundle 1
Tier 2
Downlink_speed_Gbps 100
Radix_Down 4
Downlink_Latency_ns 1000
Bundle 1
`);
  });

  it('htsim: two tiers with bundles and tapering', () => {
    const { text } = written('htsim', closTopology({ ...small, serversPerLeaf: 4 }));
    // 8 cards a leaf on 4 uplinks: tapered two to one; pairs have two links.
    expect(text).toContain('Nodes 16\nTiers 2\nPodsize 8\n');
    expect(text).toContain('Radix_Down 8\nRadix_Up 4\nDownlink_Latency_ns 1000\nOversubscribed 2\n');
    expect(text).toContain('Tier 1\nDownlink_speed_Gbps 400\nRadix_Down 4\nDownlink_Latency_ns 1000\nBundle 2\n');
  });

  it.each([
    // Three endpoints of 400 under one uplink of 800.
    ['a tapering that is not whole', railTopology(3, 4), 'not-expressible'],
    ['rails under faster uplinks', railTopology(4, 4), 'written'],
    ['no spines', oneLeaf(2, 2), 'not-expressible'],
    ['no hosts', awkward(), 'not-expressible'],
  ])('htsim: %s', (_, topology, expected) => {
    expect(why('htsim', topology).split(':')[0]).toBe(expected);
  });

  it('htsim names the first place that is not regular', () => {
    const builder = new TopologyBuilder();
    const leaf = { role: 'leaf', word: 'leaf', part: null, ports: 8, forwards: 'always' } as const;
    const spine = builder.node(0, { ...leaf, role: 'spine', word: 'spine' });
    const link = { kind: 'x', fabric: 'compute', protocol: null, medium: null };
    for (const servers of [2, 3]) {
      const node = builder.node(0, leaf);
      builder.link(node, spine, link, 400);
      for (let s = 0; s < servers; s++)
        for (const card of addServer(builder, 0, 1)) builder.link(card, node, link, 400);
    }
    expect(why('htsim', builder.build())).toBe(
      'not-expressible: htsim describes regular fat-trees only; leaf1: it has 3 endpoints below a leaf, others 2.',
    );
  });

  it('SimGrid: every bundle one link with a route, rates added', () => {
    const { text, notes } = written('simgrid', closTopology(small));
    const xml = xmlIn(text);
    if (!xml.ok) throw new Error(xml.fault.message);
    const zone = xml.value.children[0]!;
    const count = (name: string) => zone.children.filter((child) => child.name === name).length;
    // 8 accelerators; 8 cards, 4 scale-up switches, 4 switches; links: 8 host, 8 scale-up, 8 access, 4 bundles of 2.
    expect([count('host'), count('router'), count('link'), count('route')]).toEqual([8, 16, 28, 28]);
    expect(zone.children.filter((child) => child.attributes['bandwidth'] === '800Gbps')).toHaveLength(4);
    expect(notes.some((note) => note.startsWith('4 parallel links'))).toBe(true);
  });
});

describe('draw.io', () => {
  it('has a box a device, a line a pair with its count, a layer a fabric', () => {
    const xml = xmlIn(written('drawio', closTopology(small)).text);
    if (!xml.ok) throw new Error(xml.fault.message);
    const cells = xml.value.children[0]!.children[0]!.children[0]!.children;
    expect(cells.filter((cell) => cell.attributes['vertex'] === '1')).toHaveLength(8);
    const edges = cells.filter((cell) => cell.attributes['edge'] === '1');
    // 4 servers to their leaf, 4 leaf-spine pairs; each bundle of 2.
    expect(edges.map((edge) => edge.attributes['value'])).toEqual(Array.from({ length: 8 }, () => '2 × 400\u202fGb/s'));
    const ids = new Set(cells.map((cell) => cell.attributes['id']));
    expect(edges.every((edge) => ids.has(edge.attributes['source']) && ids.has(edge.attributes['target']))).toBe(true);
    const places = cells
      .filter((cell) => cell.attributes['vertex'] === '1')
      .map((cell) => cell.children[0]!.attributes);
    expect(new Set(places.map(({ x, y }) => `${x},${y}`)).size).toBe(8);
    expect(cells.filter((cell) => cell.attributes['parent'] === '0').map((cell) => cell.attributes['value'])).toEqual([
      'compute',
      'devices',
    ]);
  });
});

describe('every format', () => {
  it.each(exportFormats.map((format) => format.id))('%s refuses an empty design with a sentence', (format) => {
    expect(why(format, new TopologyBuilder().build())).toBe('empty: The design is empty; expected at least one part.');
  });

  it('is named when another is asked for', () => {
    expect(why('visio', awkward())).toMatch(
      /^unknown-format: There is no writer for visio; expected one of: cabling, ibdiagnet/,
    );
  });
});

describe('clean names', () => {
  it('are unique within their length', () => {
    expect(cleanNames(['a b', 'a/b', 'a-b', ''], plainName, { joint: '-' })).toEqual(['a-b', 'a-b-2', 'a-b-3', 'x']);
    const long = cleanNames(['x'.repeat(80), 'x'.repeat(81)], plainName, { most: 64, joint: '-' });
    expect(long.map((name) => name.length)).toEqual([64, 64]);
    expect(new Set(long).size).toBe(2);
  });
});
