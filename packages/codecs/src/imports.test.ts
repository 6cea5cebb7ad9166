/** Every format with a reader: samples of our own in each shape the grammar allows, broken and hostile input, and real files where they are there. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emptyStudy, readStudy, type Design } from '@weft/model';
import { sampleBytes, SeededRandom, twoLeaves } from '@weft/testkit';
import { portNumbers } from './import/named.ts';
import { interfaceRate_Gbps, readDeviceType } from './netbox/import-netbox.ts';
import { pciRate_Gbps } from './nccl/import-nccl.ts';
import { importFormats, readAny, readAsFormat, type ReadFile } from './read-any.ts';
import { compressedHosts, expandedHosts } from './slurm/hostlist.ts';
import { writeStudyFile } from './study-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function read(text: string | Uint8Array, name = 'file.txt'): ReadFile & { readonly design: Design } {
  const outcome = readAny(name, typeof text === 'string' ? bytes(text) : text);
  if (!outcome.ok) throw new Error(`${outcome.fault.code} at ${outcome.fault.where}: ${outcome.fault.message}`);
  const { design } = outcome.value;
  if (!design) throw new Error('expected a design');
  const checked = readStudy({ ...emptyStudy(), designs: [structuredClone(design)] });
  if (!checked.ok) throw new Error(`${checked.fault.where}: ${checked.fault.message}`);
  return { ...outcome.value, design };
}
function why(text: string | Uint8Array, format?: string): string {
  const file = typeof text === 'string' ? bytes(text) : text;
  const outcome = format ? readAsFormat(format, 'x', file) : readAny('x', file);
  return outcome.ok ? 'read' : `${outcome.fault.code} at ${outcome.fault.where}: ${outcome.fault.message}`;
}
function counted({ report }: ReadFile, words: RegExp): number {
  return report.find((line) => words.test(line.message))?.count ?? 0;
}
/** `a:port-z:port rate` of every link, by name, ports from 0. */
function cables(design: Design): string[] {
  const end = (side: { at: string; port: number | null }) => `${design.nodes[side.at]!.name}:${side.port ?? '?'}`;
  return Object.values(design.links)
    .map(({ a, z, rate_Gbps }) => `${[end(a), end(z)].toSorted().join('-')} ${rate_Gbps}`)
    .toSorted();
}
/** Names of nodes by kind and tier: `switch leaf`. */
function kinds(design: Design): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const { kind, tier, name } of Object.values(design.nodes)) (found[`${kind} ${tier ?? '-'}`] ??= []).push(name);
  return found;
}

const lab = (links: string) => `name: pod
topology:
  kinds: { linux: { image: alpine } }
  nodes:
    leaf1: { kind: linux, labels: { role: leaf, graph-posX: "120", graph-posY: "40" } }
    gpu1:  { kind: linux }
    core:  { kind: nokia_srlinux, type: ixrd3 }
  links:
${links}`;
const graph = (body: string) => `<?xml version="1.0"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
  <key id="k0" for="node" attr.name="role" attr.type="string"/>
  <key id="k1" for="edge" attr.name="speed_gbps" attr.type="double"/>
  <key id="k2" for="edge" attr.name="LinkSpeedRaw" attr.type="double"/>
  <key id="d5" for="node" yfiles.type="nodegraphics"/>
  <graph edgedefault="undirected">${body}</graph>
</graphml>`;
const gpu = (bus: string, target: string) =>
  `<pci busid="${bus}" class="0x120000" link_speed="32.0 GT/s PCIe" link_width="16"><gpu dev="0" gcn="gfx942"><xgmi target="${target}" count="1" tclass="0x120000"/></gpu></pci>`;

describe('ibdiagnet .topo', () => {
  const topo = `# the plan
MQM9700 leaf1
	P1 -4x-100G-> HCA_mlx5_1 node1 mlx5_0/P1
    P2 -4x-50G-> HCA_mlx5_1 node2 mlx5_0/P1
	P33 -> MQM9700 spine1 P1

MQM9700 spine1
	P1 -> MQM9700 leaf1 P33
`;

  it('is read with tabs and spaces, with and without speeds, from one or both ends', () => {
    const found = read(topo);
    expect(found.format).toBe('ibdiagnet');
    expect(cables(found.design)).toEqual(['leaf1:0-node1:0 400', 'leaf1:1-node2:0 200', 'leaf1:32-spine1:0 null']);
    expect(kinds(found.design)).toEqual({
      'switch spine': ['spine1'],
      'switch leaf': ['leaf1'],
      'server -': ['node1', 'node2'],
    });
    expect(counted(found, /without a speed/)).toBe(1);
    expect(counted(found, /from both ends/)).toBe(1);
    expect(found.design.nodes['n1']!.part).toBe('qm9700');
  });
});

describe('DOT', () => {
  it('is read with ports, defaults, chains, subgraphs, comments and roles', () => {
    const found = read(`/* a pod */ strict graph "pod" {
  rankdir = LR; node [os="cumulus-vx"]; edge [speed="100G"]
  // devices
  "leaf01" [function="leaf", model="MSN5600"]
  subgraph cluster_1 { tank [function=server]; gpu01 }
  "leaf01":"swp51" -- "spine01":"swp1":n [speed="1.6T"]
  "leaf01":"swp52" -- "spine01":"swp2"
  "gpu01":"eth1" -- "leaf01":"swp1" [left_mac="00:03:00:11:11:01"];
  tank -- { leaf01 leaf02 }
}`);
    expect(found.format).toBe('dot');
    expect(cables(found.design)).toEqual([
      'gpu01:0-leaf01:0 100',
      'leaf01:50-spine01:0 1600',
      'leaf01:51-spine01:1 100',
      'leaf01:?-tank:? 100',
      'leaf02:?-tank:? 100',
    ]);
    expect(kinds(found.design)).toEqual({
      'switch spine': ['spine01'],
      'switch leaf': ['leaf01', 'leaf02'],
      'server -': ['gpu01', 'tank'],
    });
  });

  it('says where it is not DOT', () => {
    expect(why('graph g {\n a -- b\n a -- \n}')).toBe(
      'broken at line 4: The text is not DOT at line 4: "}" stands where a name was expected.',
    );
    expect(why('graph g {\n a -- b')).toMatch(/the end of the file stands where }/);
    expect(why('graph g { a [x="never closed] }')).toMatch(/is not DOT/);
    expect(why('graph g { }')).toMatch(/no nodes/);
    expect(why(`graph g { ${'subgraph {'.repeat(5000)}`)).toMatch(/less nesting/);
    expect(
      why(
        `graph g { ${Array.from({ length: 600 }, (_, i) => `a${i}`).join(' ')} {${Array.from({ length: 600 }, (_, i) => `a${i}`).join(' ')}} -- {${Array.from({ length: 600 }, (_, i) => `b${i}`).join(' ')}} }`,
      ),
    ).toMatch(/at most 200000/);
  });
});

describe('containerlab', () => {
  it('is read with both forms of ends; links with one end are left out', () => {
    const found = read(
      lab(`    - endpoints: ["leaf1:eth1", "gpu1:eth1"]
    - { type: veth, mtu: 9100, endpoints: [ { node: leaf1, interface: eth2 }, { node: gpu1, interface: eth2 } ] }
    - endpoints: ["leaf1:e1-1", "core:e1-9"]
    - type: host
      endpoint: { node: leaf1, interface: eth5 }
    - endpoints: ["leaf1:eth9", "ghost:eth1"]
`),
    );
    expect(found.format).toBe('containerlab');
    expect(found.design.name).toBe('pod');
    expect(kinds(found.design)).toEqual({ 'switch core': ['core'], 'switch leaf': ['leaf1'], 'server -': ['gpu1'] });
    // The leaf's port names differ in form, so they are counted in their order: e1-1, eth1, eth2.
    expect(cables(found.design)).toEqual(['core:8-leaf1:0 null', 'gpu1:0-leaf1:1 null', 'gpu1:1-leaf1:2 null']);
    expect(counted(found, /link with one end/)).toBe(1);
    expect(counted(found, /not there/)).toBe(1);
    expect(Object.values(found.design.nodes).find((node) => node.name === 'leaf1')).toMatchObject({ x: 120, y: 40 });
  });

  it('is refused as a template, with a broken line, and as a bomb of aliases', () => {
    expect(why(`{{ range . }}\n${lab('')}`, 'containerlab')).toMatch(/template/);
    expect(why(`${lab('')}    - [\n`)).toMatch(/^broken at line \d+: The text is not YAML/);
    const bomb = ['a: &a [x,x,x,x,x,x,x,x,x]'];
    for (let i = 0; i < 9; i++)
      bomb.push(`${'bcdefghij'[i]!}: &${'bcdefghij'[i]!} [${`*${'abcdefghi'[i]!},`.repeat(9)}]`);
    expect(why(`${lab('')}\n${bomb.join('\n')}\n`)).toMatch(/^broken .*refused/);
  });
});

describe('GraphML', () => {
  it('is read with roles, rates, parallel edges, names and places of yEd, groups', () => {
    const found = read(
      graph(`<node id="n0"><data key="k0">leaf</data><data key="d5"><y:ShapeNode><y:Geometry x="10.5" y="20"/><y:NodeLabel>Leaf &lt;1&gt;</y:NodeLabel></y:ShapeNode></data></node>
        <node id="g"><graph><node id="n1"><data key="k0">server</data></node></graph></node>
        <edge source="n0" target="n1"><data key="k1">400</data></edge>
        <edge source="n0" target="n1"><data key="k2">10000000000</data></edge>
        <edge source="n0" target="nowhere"/>`),
    );
    expect(found.format).toBe('graphml');
    expect(cables(found.design)).toEqual(['Leaf <1>:?-n1:? 10', 'Leaf <1>:?-n1:? 400']);
    expect(found.design.nodes['n1']).toMatchObject({ name: 'Leaf <1>', kind: 'switch', tier: 'leaf', x: 10.5, y: 20 });
    expect(counted(found, /not there/)).toBe(1);
  });

  it('decodes characters by number, once', () => {
    const found = read(graph('<node id="n0"><data key="k0">&#108;&#x65;af</data></node><node id="a&amp;lt;b"/>'));
    expect(Object.values(found.design.nodes).map((node) => [node.name, node.tier])).toContainEqual(['n0', 'leaf']);
    expect(Object.values(found.design.nodes).map((node) => node.name)).toContain('a&lt;b');
  });

  it('is refused with entities of its own, with broken XML, without a graph', () => {
    expect(why(`<!DOCTYPE x [<!ENTITY a "b">]>${graph('')}`)).toMatch(/entities of its own/);
    expect(why(graph('<node id="n0">'))).toMatch(/^broken at line \d+: The text is not XML/);
    expect(why('<graphml></graphml>')).toMatch(/no graph/);
    expect(why(graph(''))).toMatch(/no nodes/);
  });
});

describe('Slurm', () => {
  it('conf gives the hierarchy, with links that are said to be assumed', () => {
    const found = read(`# switch tree
SwitchName=core Switches=leaf[1-2]
switchname=leaf1 nodes=n[01-03,08] LinkSpeed=400
SwitchName=leaf2 \\
  Nodes=n[17-18],login
garbage here
# leaf2=rack two
# leaf1=rack-one
`);
    expect(found.format).toBe('slurm');
    expect(kinds(found.design)).toEqual({
      'switch spine': ['core'],
      'switch leaf': ['leaf2', 'rack-one'],
      'server -': ['login', 'n01', 'n02', 'n03', 'n08', 'n17', 'n18'],
    });
    expect(counted(found, /links assumed/)).toBe(9);
    expect(counted(found, /not understood/)).toBe(1);
    expect(cables(found.design).filter((cable) => cable.endsWith(' 400'))).toHaveLength(4);
  });

  it('blocks become groups of hosts without links', () => {
    const found = read('BlockName=b1 Nodes=n[01-18]\nBlockName=b2 Nodes=n[19-36]\nBlockSizes=18,36\n');
    expect(Object.values(found.design.groups).map((group) => group.name)).toEqual(['file', 'b1', 'b2']);
    expect(Object.values(found.design.nodes).filter((node) => node.group === 'g2')).toHaveLength(18);
    expect(found.design.links).toEqual({});
  });

  it('yaml gives trees and blocks and says what it leaves out', () => {
    const found = read(`- topology: fabric
  cluster_default: true
  tree:
    switches:
      - { switch: core, children: "leaf[1-2]" }
      - { switch: leaf1, nodes: "n[01-16]" }
      - { switch: leaf2, nodes: "n[17-32]" }
- topology: domains
  cluster_default: false
  block:
    block_sizes: [18, 36]
    blocks:
      - { block: b1, nodes: "n[01-18]" }
- topology: plain
  cluster_default: false
  flat: true
`);
    expect(found.format).toBe('slurm-yaml');
    expect(kinds(found.design)['server -']).toHaveLength(32);
    expect(kinds(found.design)['switch spine']).toEqual(['core']);
    expect(counted(found, /not understood/)).toBe(1);
    expect(why('- topology: x\n  tree:\n    switches:\n      - { switch: a, nodes: "n[5-1]" }\n')).toMatch(
      /not a list of hosts/,
    );
  });

  it('host lists expand and compress', () => {
    expect(expandedHosts('n[01-03,8],gpu[1-2]x,login', 99)).toEqual([
      'n01',
      'n02',
      'n03',
      'n8',
      'gpu1x',
      'gpu2x',
      'login',
    ]);
    expect(expandedHosts('r[1-2]n[08-10]', 99)).toEqual(['r1n08', 'r1n09', 'r1n10', 'r2n08', 'r2n09', 'r2n10']);
    for (const bad of ['n[1-', 'n[a-b]', 'n[3-1]', 'n[1-2']) expect(expandedHosts(bad, 99)).toBeNull();
    expect(expandedHosts('n[1-999999999]', 1000)).toBeNull();
    expect(expandedHosts('a[1-99]b[1-99]c[1-99]', 1000)).toBeNull();
    fc.assert(
      fc.property(fc.uniqueArray(fc.stringMatching(/^[a-z]{1,3}-?(0?[1-9]?\d)?$/), { maxLength: 40 }), (names) => {
        const back = expandedHosts(compressedHosts(names), 1000);
        expect([...(back ?? [])].toSorted()).toEqual(names.toSorted());
      }),
      { seed: 80, numRuns: 500 },
    );
  });
});

describe('NCCL topology', () => {
  it('gives the inside of a host, with a scale-up switch for targets that are not there', () => {
    const found = read(`<system version="1">
  <cpu numaid="0" arch="x86_64">
    <pci busid="0000:17:00.0" class="0x060400" link_speed="32.0 GT/s PCIe" link_width="16">
      <pci busid="0000:18:00.0" class="0x030200" link_speed="32.0 GT/s PCIe" link_width="16">
        <gpu dev="0" sm="90" rank="0" gdr="1"><nvlink target="0000:c0:00.0" count="18" tclass="0x068000"/></gpu>
      </pci>
      <pci busid="0000:19:00.0" class="0x020700" link_speed="32.0 GT/s PCIe" link_width="16">
        <nic><net name="mlx5_0" dev="0" speed="400000" port="1"/></nic>
      </pci>
    </pci>
  </cpu>
</system>`);
    expect(found.format).toBe('nccl');
    const rate = (32 * 16 * 128) / 130;
    expect(cables(found.design)).toEqual(
      [
        `CPU 0:?-PCIe switch 0000:17:00.0:? ${rate}`,
        `GPU 0:?-PCIe switch 0000:17:00.0:? ${rate}`,
        `PCIe switch 0000:17:00.0:?-mlx5_0:? ${rate}`,
        // 18 links of 20.6 GB/s.
        `GPU 0:?-Scale-up switch:? ${20.6 * 8 * 18}`,
      ].toSorted(),
    );
    expect(Object.values(found.design.nodes).find((node) => node.kind === 'nic')!.port_Gbps).toBe(400);
  });

  it('of AMD has direct links, each pair once', () => {
    const found = read(
      `<system version="2"><cpu numaid="0">${gpu('0000:01:00.0', '0000:02:00.0')}${gpu('0000:02:00.0', '0000:01:00.0')}</cpu></system>`,
    );
    const direct = Object.values(found.design.links).filter((link) => link.label !== '');
    expect(direct.map((link) => [link.label, link.rate_Gbps])).toEqual([['1 scale-up links', 384]]);
  });

  it('is refused without devices', () => {
    expect(why('<system version="1"><cpu/></system>')).toMatch(/neither a GPU nor a NIC/);
    expect(why('<graphs version="1"><cpu/></graphs>', 'nccl')).toMatch(/root is graphs/);
  });

  it.each([
    ['32.0 GT/s PCIe', '16', (32 * 16 * 128) / 130],
    ['5.0 GT/s PCIe', '8', 32],
    ['Unknown', '16', null],
    [undefined, undefined, null],
  ])('PCI Express of %s x%s', (speed, width, rate) => {
    expect(pciRate_Gbps(speed, width)).toBe(rate);
  });
});

describe('NetBox device types', () => {
  it('give ports and rack units, and power only where it is said', () => {
    const file = bytes(`manufacturer: Example
model: X-64
slug: example-x-64
u_height: 2
interfaces:
  - { name: swp1, type: 800gbase-x-osfp }
  - { name: swp2, type: 800gbase-x-osfp }
  - { name: sfp1, type: 10gbase-x-sfpp }
  - { name: eth0, type: 1000base-t, mgmt_only: true }
power-ports:
  - { name: PSU1, type: iec-60320-c20, maximum_draw: 2000 }
`);
    const type = readDeviceType(file);
    expect(type).toEqual({
      ok: true,
      value: {
        manufacturer: 'Example',
        model: 'X-64',
        rackUnits: 2,
        maximumDraw_W: 2000,
        ports: [
          { rate_Gbps: 800, count: 2 },
          { rate_Gbps: 10, count: 1 },
        ],
        managementPorts: 1,
      },
    });
    expect(read(file).design.nodes['n1']).toMatchObject({
      kind: 'switch',
      name: 'Example X-64',
      ports: 2,
      port_Gbps: 800,
    });
  });

  it.each([
    ['400gbase-x-osfp', 400],
    ['1000base-t', 1],
    ['2.5gbase-t', 2.5],
    ['infiniband-ndr', 400],
    ['virtual', null],
    ['infiniband-constructor', null],
  ])('type %s is %s Gb/s', (type, rate) => {
    expect(interfaceRate_Gbps(type)).toBe(rate);
  });
});

describe('cabling lists', () => {
  const expected = ['leaf1:0-node1:0 400', 'leaf1:1-node2:0 400'];

  it.each([
    [
      'own columns',
      'id,a_device,a_port,z_device,z_port,speed_gbps\nc1,leaf1,swp1,node1,eth1,400\nc2,leaf1,swp2,node2,eth1,400\n',
    ],
    ['semicolons', 'A Device;A Port;Z Device;Z Port;Speed\nleaf1;1;node1;1;400G\nleaf1;2;node2;1;400G\n'],
    [
      'SHCD',
      'Source,Rack,Location,Slot,Port,Destination,Rack,Location,Port,Speed\nleaf1,x1,u1,,1,node1,x2,u2,1,400\nleaf1,x1,u1,,2,node2,x2,u2,1,400\n',
    ],
    [
      'two rows of headings',
      'Source,,,,Destination,,,,,\nHostname,Hall,Rack,Port,Hostname,Hall,Rack,Port,Cable Length,Speed\nleaf1,h,r,1,node1,h,r,1,3,400\nleaf1,h,r,2,node2,h,r,1,3,400\n',
    ],
  ])('with %s', (_, text) => {
    const found = read(text);
    expect(found.format).toBe('cabling');
    expect(cables(found.design)).toEqual(expected);
  });

  it('leave out rows without two ends and take marks off inert cells', () => {
    const found = read("a_device,a_port,z_device,z_port\n'=leaf1,1,node1,1\nleaf9,,,\n");
    expect(Object.values(found.design.nodes).map((node) => node.name)).toContain('=leaf1');
    expect(counted(found, /without two ends/)).toBe(1);
  });

  it('take columns that the caller names', () => {
    const file = bytes('one,two\nleaf1,node1\n');
    expect(why(file)).toMatch(/^unknown-format/);
    expect(why(file, 'cabling')).toMatch(/No headings name the two ends/);
  });

  it('name both rows of a port that is taken twice', () => {
    const found = read('a_device,a_port,z_device,z_port\nleaf1,1,node1,1\nleaf1,1,node2,1\n');
    expect(
      found.report.find((line) => line.kind === 'warning' && /taken already/.test(line.message))!.examples,
    ).toEqual(['line 2: leaf1 port 1 to node1 port 1 and line 3: leaf1 port 1 to node2 port 1']);
  });
});

describe('port names', () => {
  it.each([
    [
      ['swp1', 'swp51'],
      [0, 50],
    ],
    [
      ['Ethernet0', 'Ethernet4'],
      [0, 4],
    ],
    [
      ['e1-1', 'e1-2'],
      [0, 1],
    ],
    [
      ['eth2', 'swp1'],
      [0, 1],
    ],
    [
      ['Ethernet1/1', 'Ethernet2/1'],
      [0, 1],
    ],
    [
      ['p100000', 'p200000'],
      [0, 1],
    ],
    [
      ['up', 'down'],
      [1, 0],
    ],
  ])('%s are numbered %s', (names, numbers) => {
    const found = portNumbers(new Set(names));
    expect(names.map((name) => found.get(name))).toEqual(numbers);
  });
});

describe('any file', () => {
  it('that is a study is read as one', () => {
    const outcome = readAny('s.json', writeStudyFile(twoLeaves()));
    expect(outcome).toEqual({ ok: true, value: { study: twoLeaves(), design: null, format: 'study', report: [] } });
  });

  it('of no known format says which are', () => {
    expect(why('')).toMatch(/^unknown-format at x: The file is empty/);
    expect(why('Dear all, please find attached the plan.')).toMatch(/study file, or one of: ibnetdiscover, GraphML/);
    expect(why(new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]))).toMatch(/^not-text/);
    expect(why('x', 'visio')).toMatch(/There is no reader for visio; expected one of: ibnetdiscover/);
  });

  it('of random bytes or cut-off text is read or refused by every reader, never a crash', () => {
    const random = new SeededRandom(81);
    const seeds = [
      'graph { a -- b [x=1] }',
      '<system version="1"><cpu><pci class="0x0302" busid="1"/></cpu></system>',
      '<graphml><graph><node id="a"/><edge source="a" target="a"/></graph></graphml>',
      'SwitchName=a Switches=b[1-2] Nodes=c',
      '- topology: x\n  tree: { switches: [ { switch: a, nodes: b } ] }',
      'topology:\n  nodes: { a: {}, b: {} }\n  links: [ { endpoints: ["a:1", "b:1"] } ]',
      'manufacturer: a\nmodel: b\nslug: c\ninterfaces: [ { type: 400gbase } ]',
      'M a\n\tP1 -4x-100G-> M b P1',
      'a_device,a_port,z_device,z_port\nx,1,y,2\n"q,1',
    ];
    const letters = [...'{}[]<>"\'=:;,-\n\t ab1&*!|>%#'];
    let tried = 0;
    for (const seed of seeds) {
      for (let i = 0; i < 40; i++) {
        const text = [...seed];
        for (let c = 0; c < 4; c++) text[random.int(text.length)] = random.pick(letters);
        const file = bytes(text.join('').slice(0, 1 + random.int(text.length)));
        for (const format of importFormats) {
          const outcome = readAsFormat(format.id, 'x', file);
          const sound = outcome.ok
            ? readStudy({ ...emptyStudy(), designs: [outcome.value.design] }).ok
            : outcome.fault.message.length > 20;
          if (!sound) throw new Error(`${format.id} of ${JSON.stringify(text.join(''))}`);
          tried++;
        }
      }
    }
    expect(tried).toBe(seeds.length * 40 * importFormats.length);
  });
});

type Check = (found: ReadFile & { readonly design: Design }) => void;
const realFiles: readonly (readonly [string, Check])[] = [
  [
    'ibdiag-topo/kalcher-pentagon.topo',
    (found) => {
      expect(found.format).toBe('ibdiagnet');
      // Five switches in a full mesh, eleven hosts.
      expect(counted(found, /^5 switches/)).toBe(5);
      expect(counted(found, /^11 hosts/)).toBe(11);
      expect(Object.keys(found.design.links)).toHaveLength(10 + 11);
      expect(counted(found, /taken already/)).toBe(0);
    },
  ],
  [
    'slurm/topograph-tree-topology.conf',
    (found) => {
      const all = kinds(found.design);
      expect(all['switch core']).toEqual(['core']);
      expect(all['switch spine']).toHaveLength(6);
      expect(all['switch leaf']).toHaveLength(12);
      expect(all['server -']).toHaveLength(96);
    },
  ],
  [
    'nccl/azure-ndv5-topo.xml',
    (found) => {
      expect(counted(found, /^2 processors/)).toBe(2);
      expect(counted(found, /^8 PCI Express switches/)).toBe(8);
      expect(counted(found, /^8 GPUs/)).toBe(8);
      expect(counted(found, /^8 NICs/)).toBe(8);
      // 8 switches, 8 GPUs and 8 NICs each hang on one link; one more joins the processors.
      expect(Object.keys(found.design.links)).toHaveLength(25);
    },
  ],
  [
    'containerlab/containerlab-clos02.clab.yml',
    (found) => {
      expect(Object.keys(found.design.nodes)).toHaveLength(14);
      expect(Object.keys(found.design.links)).toHaveLength(16);
      const all = kinds(found.design);
      expect(all['switch core']).toEqual(['superspine1', 'superspine2']);
      expect(all['switch spine']).toHaveLength(4);
      expect(all['switch leaf']).toHaveLength(4);
      expect(all['server -']).toHaveLength(4);
    },
  ],
  [
    'netbox-device-types/nvidia-QM9700.yaml',
    (found) => {
      expect(found.design.nodes['n1']).toMatchObject({ ports: 62, port_Gbps: 400, part: 'qm9700' });
      expect(counted(found, /its power/)).toBe(1);
    },
  ],
  [
    'netbox-device-types/nvidia-NVLink-5-Switch.yaml',
    (found) => {
      expect(found.design.nodes['n1']!.ports).toBeNull();
      expect(counted(found, /3 management ports/)).toBe(3);
    },
  ],
  [
    'netbox-device-types/arista-DCS-7060DX5-64S-F.yaml',
    (found) => {
      expect(found.design.nodes['n1']).toMatchObject({ ports: 64, port_Gbps: 400 });
      expect(counted(found, /2 ports at 10/)).toBe(2);
      expect(counted(found, /1 management port/)).toBe(1);
    },
  ],
];

describe('real files', () => {
  const there = realFiles.filter(([name]) => sampleBytes(name) !== null);
  it.skipIf(there.length === 0).each(there)('%s', (name, check) => {
    expect.hasAssertions();
    check(read(sampleBytes(name)!, name));
  });
});
