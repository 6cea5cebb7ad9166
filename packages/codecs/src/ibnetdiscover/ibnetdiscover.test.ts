import { describe, expect, it } from 'vitest';
import { emptyStudy, readStudy, type Design } from '@weft/model';
import { sampleBytes, SeededRandom } from '@weft/testkit';
import { importLimit_B } from '../import/text.ts';
import { readAny } from '../read-any.ts';
import type { Imported } from '../report.ts';
import { hostDescription, infinibandRate_Gbps, switchDescription } from './describe.ts';
import { importIbnetdiscover } from './ibnetdiscover.ts';

const bytes = (text: string) => new TextEncoder().encode(text);

function imported(text: string): Imported {
  const outcome = importIbnetdiscover('test', bytes(text));
  if (!outcome.ok) throw new Error(outcome.fault.message);
  expect(readStudy({ ...emptyStudy(), designs: [structuredClone(outcome.value.design)] }).ok).toBe(true);
  return outcome.value;
}
/** The count of the line that begins so, 0 when there is none. */
function counted({ report }: Imported, words: RegExp): number {
  return report.find((line) => words.test(line.message))?.count ?? 0;
}
function why(file: Uint8Array): string {
  const outcome = importIbnetdiscover('x', file);
  return outcome.ok ? 'read' : `${outcome.fault.code}: ${outcome.fault.message}`;
}
/** `a:port-z:port rate` of every link, by the names of its ends. */
function cables(design: Design): string[] {
  const name = (id: string) => design.nodes[id]!.name;
  return Object.values(design.links)
    .map(
      ({ a, z, rate_Gbps }) =>
        [`${name(a.at)}:${a.port}`, `${name(z.at)}:${z.port}`].toSorted().join('-') + ` ${rate_Gbps}`,
    )
    .toSorted();
}

/** Two leaves of 64 ports (65 with the aggregation node's), one spine, two hosts with an adapter on each leaf; both ends listed. */
const records = `#
# Topology file: generated on Mon Jan  5 10:00:00 2026
#
vendid=0x2c9
devid=0xd2f2
sysimgguid=0x1000
switchguid=0x1000(1000)
Switch	65 "S-0000000000001000"		# "MF0;leaf1:MQM9700/U1" enhanced port 0 lid 2 lmc 0
[1]	"H-0000000000002000"[1](2000) 		# "node1 mlx5_0" lid 5 4xNDR
[2]	"H-0000000000002010"[1](2010) 		# "node2 mlx5_0" lid 6 4xNDR
[33]	"S-0000000000001002"[1]		# "MF0;spine1:MQM9700/U1" lid 3 4xNDR
[65]	"H-0000000000001008"[1](1008) 		# "Mellanox Technologies Aggregation Node" lid 9 4xNDR

switchguid=0x1001(1001)
Switch	65 "S-0000000000001001"		# "MF0;leaf2:MQM9700/U1" enhanced port 0 lid 4 lmc 0
[1]	"H-0000000000002001"[1](2001) 		# "node1 mlx5_1" lid 7 4xNDR
[2]	"H-0000000000002011"[1](2011) 		# "node2 mlx5_1" lid 8 4xNDR
[33]	"S-0000000000001002"[2]		# "MF0;spine1:MQM9700/U1" lid 3 4xNDR

Switch	65 "S-0000000000001002"		# "MF0;spine1:MQM9700/U1" enhanced port 0 lid 3 lmc 0
[1]	"S-0000000000001000"[33]		# "MF0;leaf1:MQM9700/U1" lid 2 4xNDR
[2]	"S-0000000000001001"[33]		# "MF0;leaf2:MQM9700/U1" lid 4 4xNDR

caguid=0x2000
Ca	1 "H-0000000000002000"		# "node1 mlx5_0"
[1](2000) 	"S-0000000000001000"[1]		# lid 5 lmc 0 "MF0;leaf1:MQM9700/U1" lid 2 4xNDR

Ca	1 "H-0000000000002001"		# "node1 mlx5_1"
[1](2001) 	"S-0000000000001001"[1]		# lid 7 lmc 0 "MF0;leaf2:MQM9700/U1" lid 4 4xNDR

Ca	1 "H-0000000000002010"		# "node2 mlx5_0"
[1](2010) 	"S-0000000000001000"[2]		# lid 6 lmc 0 "MF0;leaf1:MQM9700/U1" lid 2 4xNDR

Ca	1 "H-0000000000002011"		# "node2 mlx5_1"
[1](2011) 	"S-0000000000001001"[2]		# lid 8 lmc 0 "MF0;leaf2:MQM9700/U1" lid 4 4xNDR

Ca	1 "H-0000000000001008"		# "Mellanox Technologies Aggregation Node"
[1](1008) 	"S-0000000000001000"[65]		# lid 9 lmc 0 "MF0;leaf1:MQM9700/U1" lid 2 4xNDR
`;

/** The same fabric, a line a port. */
const ports = `SW     2  1 0x0000000000001000 4x NDR - CA     5  1 0x0000000000002000 ( 'MF0;leaf1:MQM9700/U1' - 'node1 mlx5_0' )
SW     2  2 0x0000000000001000 4x NDR - CA     6  1 0x0000000000002010 ( 'MF0;leaf1:MQM9700/U1' - 'node2 mlx5_0' )
SW     2 33 0x0000000000001000 4x NDR - SW     3  1 0x0000000000001002 ( 'MF0;leaf1:MQM9700/U1' - 'MF0;spine1:MQM9700/U1' )
SW     2 34 0x0000000000001000 4x SDR                                    'MF0;leaf1:MQM9700/U1'
SW     2 35 0x0000000000001000 4x ???
SW     4  1 0x0000000000001001 4x NDR - CA     7  1 0x0000000000002001 ( 'MF0;leaf2:MQM9700/U1' - 'node1 mlx5_1' )
SW     4  2 0x0000000000001001 4x NDR - CA     8  1 0x0000000000002011 ( 'MF0;leaf2:MQM9700/U1' - 'node2 mlx5_1' )
SW     4 33 0x0000000000001001 4x NDR - SW     3  2 0x0000000000001002 ( 'MF0;leaf2:MQM9700/U1' - 'MF0;spine1:MQM9700/U1' )
SW     3  1 0x0000000000001002 4x NDR - SW     2 33 0x0000000000001000 ( 'MF0;spine1:MQM9700/U1' - 'MF0;leaf1:MQM9700/U1' )
SW     3  2 0x0000000000001002 4x NDR - SW     4 33 0x0000000000001001 ( 'MF0;spine1:MQM9700/U1' - 'MF0;leaf2:MQM9700/U1' )
CA     5  1 0x0000000000002000 4x NDR - SW     2  1 0x0000000000001000 ( 'node1 mlx5_0' - 'MF0;leaf1:MQM9700/U1' )
CA     6  1 0x0000000000002010 4x NDR - SW     2  2 0x0000000000001000 ( 'node2 mlx5_0' - 'MF0;leaf1:MQM9700/U1' )
CA     7  1 0x0000000000002001 4x NDR - SW     4  1 0x0000000000001001 ( 'node1 mlx5_1' - 'MF0;leaf2:MQM9700/U1' )
CA     8  1 0x0000000000002011 4x NDR - SW     4  2 0x0000000000001001 ( 'node2 mlx5_1' - 'MF0;leaf2:MQM9700/U1' )
`;

const expectedCables = [
  'leaf1:0-node1:0 400',
  'leaf1:1-node2:0 400',
  'leaf1:32-spine1:0 400',
  'leaf2:0-node1:1 400',
  'leaf2:1-node2:1 400',
  'leaf2:32-spine1:1 400',
];

describe('the record form', () => {
  const found = imported(records);

  it('gives every cable on its ports, once', () => {
    expect(cables(found.design)).toEqual(expectedCables);
    // 6 cables and the aggregation node's link, each listed twice.
    expect(counted(found, /^7 links$/)).toBe(7);
    expect(counted(found, /from both ends/)).toBe(6);
  });

  it('gathers adapters into hosts without accelerators', () => {
    const hosts = Object.values(found.design.nodes).filter((node) => node.kind === 'server');
    expect(hosts.map(({ name, ports: n, port_Gbps, accelerators }) => [name, n, port_Gbps, accelerators])).toEqual([
      ['node1', 2, 400, 0],
      ['node2', 2, 400, 0],
    ]);
    expect(counted(found, /named host ports? into 2 hosts/)).toBe(4);
  });

  it('infers tiers, and takes the last of an odd number of ports away', () => {
    const switches = Object.values(found.design.nodes).filter((node) => node.kind === 'switch');
    expect(switches.map(({ name, tier, ports: n, part }) => [name, tier, n, part])).toEqual([
      ['spine1', 'spine', 64, 'qm9700'],
      ['leaf1', 'leaf', 64, 'qm9700'],
      ['leaf2', 'leaf', 64, 'qm9700'],
    ]);
    expect(counted(found, /aggregation node/)).toBe(1);
  });

  it('puts everything into one group with rows', () => {
    expect(Object.values(found.design.groups)).toEqual([
      { id: 'g1', name: 'test', parent: null, layout: 'rows', x: null, y: null },
    ]);
    expect(new Set(Object.values(found.design.nodes).map((node) => node.group))).toEqual(new Set(['g1']));
  });

  it('reads one side as well as both', () => {
    const oneSide = records.slice(0, records.indexOf('caguid=0x2000'));
    const half = imported(oneSide);
    expect(cables(half.design)).toEqual(expectedCables);
    expect(counted(half, /known from their links only/)).toBe(5);
  });

  it('reads CRLF, older headings, router and old adapter records', () => {
    const old = records
      .replaceAll('\n', '\r\n')
      .replace('Ca\t1', 'Hca\t1')
      .replace('#\r\n', 'Chassis 0 (guid 0x1)\r\n#\r\n');
    expect(cables(imported(old).design)).toEqual(expectedCables);
    const routed = imported(
      `${records}\nRt\t2 "R-0000000000003000"\t\t# "router"\n[1](3000)\t"S-0000000000001002"[9]\t\t# lid 4 lmc 0 "x" lid 3 4xNDR\n`,
    );
    expect(counted(routed, /^1 router$/)).toBe(1);
    expect(Object.keys(routed.design.links)).toHaveLength(7);
  });
});

describe('the port form', () => {
  it('gives the same cables', () => {
    const found = imported(ports);
    expect(cables(found.design)).toEqual(expectedCables);
    expect(counted(found, /ports without a cable/)).toBe(2);
    expect(found.report.filter((line) => line.kind === 'dropped')).toEqual([]);
    // Only as many ports as were listed are known.
    expect(Object.values(found.design.nodes).find((node) => node.name === 'leaf1')!.ports).toBe(35);
  });
});

describe('pods', () => {
  it('are the hosts on the same leaves with these leaves', () => {
    // Rails: n1 n2 on leaves a b; n3 n4 on c d; n5 lacks a cable; x lies between two pods.
    const lines: string[] = [];
    const link = (leaf: number, port: number, host: number, name: string) =>
      lines.push(
        `Switch\t64 "S-${leaf}"\t# "leaf${leaf}"`,
        `[${port}]\t"H-${host}"[1](${host})\t# "${name}" lid 1 4xNDR`,
        '',
      );
    link(1, 1, 101, 'n1 mlx5_0');
    link(2, 1, 102, 'n1 mlx5_1');
    link(1, 2, 103, 'n2 mlx5_0');
    link(2, 2, 104, 'n2 mlx5_1');
    link(3, 1, 105, 'n3 mlx5_0');
    link(4, 1, 106, 'n3 mlx5_1');
    link(3, 2, 107, 'n4 mlx5_0');
    link(4, 2, 108, 'n4 mlx5_1');
    link(4, 3, 109, 'n5 mlx5_1');
    link(2, 9, 110, 'x mlx5_0');
    link(3, 9, 111, 'x mlx5_1');
    const { design } = imported(lines.join('\n'));
    const inGroup = (id: string) =>
      Object.values(design.nodes)
        .filter((node) => node.group === id)
        .map((node) => node.name)
        .toSorted();
    expect(Object.values(design.groups).map((group) => [group.name, group.parent])).toEqual([
      ['test', null],
      ['Pod 1', 'g1'],
      ['Pod 2', 'g1'],
    ]);
    expect(inGroup('g1')).toEqual(['x']);
    expect(inGroup('g2')).toEqual(['leaf1', 'leaf2', 'n1', 'n2']);
    expect(inGroup('g3')).toEqual(['leaf3', 'leaf4', 'n3', 'n4', 'n5']);
  });
});

describe('what is odd', () => {
  const leaf = 'Switch\t8 "S-1"\t# "leaf"\n';

  it('names both lines of a port that is taken twice, and keeps the first', () => {
    const found = imported(
      `${leaf}[1]\t"H-21"[1](21)\t# "a mlx5_0" lid 1 4xNDR\n[1]\t"H-22"[1](22)\t# "b mlx5_0" lid 2 4xNDR\n`,
    );
    expect(cables(found.design)).toEqual(['a:0-leaf:0 400']);
    const line = found.report.find(({ message }) => /taken already/.test(message))!;
    expect(line.examples).toEqual(['line 2: leaf port 1 to a port 1 and line 3: leaf port 1 to b port 1']);
  });

  it('takes the lower speed when the ends disagree', () => {
    const found = imported(
      `${leaf}[1]\t"H-21"[1](21)\t# "a mlx5_0" lid 1 4xNDR\n\nCa\t1 "H-21"\t# "a mlx5_0"\n[1](21)\t"S-1"[1]\t# lid 1 lmc 0 "leaf" lid 2 4xHDR\n`,
    );
    expect(cables(found.design)).toEqual(['a:0-leaf:0 200']);
    expect(counted(found, /different speeds/)).toBe(1);
  });

  it('drops loops, counts lines it does not understand, keeps links of unknown speed', () => {
    const found = imported(
      `${leaf}[1]\t"S-1"[2]\t# "leaf" lid 1 4xNDR\n[3]\t"H-21"[1](21)\t# "a mlx5_0" lid 1 4xWARP\nibwarn: [1234] mad_rpc: timed out\n[x]\tnonsense\n`,
    );
    expect(cables(found.design)).toEqual(['a:0-leaf:2 null']);
    expect(counted(found, /from a device to itself/)).toBe(1);
    expect(counted(found, /of unknown speed/)).toBe(1);
    const dropped = found.report.find(({ message }) => /not understood/.test(message))!;
    expect(dropped.examples).toEqual(['line 4: ibwarn: [1234] mad_rpc: timed out', 'line 5: [x]\tnonsense']);
  });

  it('does not take several machines for one without saying so', () => {
    const found = imported(
      `${leaf}[1]\t"H-21"[1](21)\t# "localhost HCA-1" lid 1 4xNDR\n[2]\t"H-22"[1](22)\t# "MT4129 ConnectX7   Mellanox Technologies" lid 2 4xNDR\n`,
    );
    expect(found.report.find(({ kind }) => kind === 'unnamed')).toMatchObject({ count: 1, examples: ['22'] });
    expect(found.report.find(({ message }) => /no one chose/.test(message))).toMatchObject({
      count: 1,
      examples: ['localhost'],
    });
    expect(Object.values(found.design.nodes).map((node) => node.name)).toEqual(['leaf', 'localhost', 'unnamed 22']);
  });

  it('leaves out ports that the device does not have, and names the line', () => {
    const found = imported(
      `${leaf}[9]\t"H-21"[1](21)\t# "a mlx5_0" lid 1 4xNDR\n[0]\t"H-22"[1](22)\t# "b mlx5_0" lid 1 4xNDR\n[8]\t"H-23"[1](23)\t# "c mlx5_0" lid 1 4xNDR\n`,
    );
    expect(cables(found.design)).toEqual(['c:0-leaf:7 400']);
    expect(found.report.find(({ message }) => /does not have/.test(message))!.examples).toEqual([
      'line 2: port 9 of leaf',
      'line 3: port 0 of leaf',
    ]);
  });

  it('tells separate networks of switches apart, and keeps the adapters that are asked for', () => {
    const two = `${leaf}[1]\t"H-21"[1](21)\t# "a mlx5_0" lid 1 4xNDR\n\nSwitch\t8 "S-2"\t# "storage leaf"\n[1]\t"H-22"[1](22)\t# "a mlx5_9" lid 1 4xHDR\n`;
    const found = imported(two);
    expect(found.report.find(({ message }) => /separate networks/.test(message))).toMatchObject({
      count: 2,
      examples: ['leaf', 'storage leaf'],
    });
    const outcome = importIbnetdiscover('x', bytes(two), { keepsAdapter: (adapter) => adapter !== 'mlx5_9' });
    if (!outcome.ok) throw new Error(outcome.fault.message);
    expect(cables(outcome.value.design)).toEqual(['a:0-leaf:0 400']);
    expect(counted(outcome.value, /not asked for/)).toBe(1);
  });

  it('warns of pairs with fewer cables than the others', () => {
    const lines: string[] = [];
    for (let l = 1; l <= 6; l++) {
      lines.push(`Switch\t64 "S-1${l}"\t# "leaf${l}"`, `[64]\t"H-2${l}"[1](2${l})\t# "n${l} mlx5_0" lid 1 4xNDR`);
      for (let s = 1; s <= 2; s++) {
        // Leaf 3 to spine 2 has one cable instead of two, leaf 5 to spine 1 none.
        const many = l === 3 && s === 2 ? 1 : l === 5 && s === 1 ? 0 : 2;
        for (let c = 0; c < many; c++) lines.push(`[${s * 2 + c}]\t"S-3${s}"[${l * 2 + c}]\t# "spine${s}" lid 3 4xNDR`);
      }
      lines.push('');
    }
    const found = imported(lines.join('\n'));
    expect(found.report.find(({ message }) => /fewer links/.test(message))!.examples).toEqual(['leaf3 to spine2']);
    expect(found.report.find(({ message }) => /without a link/.test(message))!.examples).toEqual(['leaf5 to spine1']);
    expect(counted(found, /^10 leaf-spine pairs with 2 parallel links/)).toBe(10);
  });
});

describe('broken and hostile files', () => {
  it('are refused with a sentence', () => {
    expect(why(bytes(''))).toMatch(/^not-this-format: No line of the file is ibnetdiscover output; expected/);
    expect(why(bytes('\n\nhello world\n'))).toMatch(/line 3: hello world/);
    expect(why(new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0, 0]))).toMatch(/^not-text/);
    expect(why(new Uint8Array(importLimit_B + 1))).toMatch(
      /^too-large: The file has 64000001 bytes; expected at most 64000000/,
    );
  });

  it('that break off anywhere give what was there', () => {
    const random = new SeededRandom(4);
    for (let i = 0; i < 200; i++) {
      const cut = 500 + random.int(records.length - 500);
      expect(why(bytes(records.slice(0, cut)))).toBe('read');
    }
  });

  it('with any byte changed are read or refused, never a crash', () => {
    const random = new SeededRandom(5);
    const whole = bytes(records + ports);
    for (let i = 0; i < 300; i++) {
      const changed = whole.slice();
      for (let c = 0; c < 20; c++) changed[random.int(changed.length)] = random.int(256);
      const outcome = importIbnetdiscover('x', changed);
      const sound = outcome.ok
        ? readStudy({ ...emptyStudy(), designs: [outcome.value.design] }).ok
        : outcome.fault.message.length > 20;
      expect(sound).toBe(true);
    }
  });

  it('keep names as inert text of bounded length', () => {
    const long = 'x'.repeat(5000);
    const found = imported(
      `Switch\t8 "S-1"\t# "<b>\u0007leaf</b>"\n[1]\t"H-21"[1](21)\t# "${long} mlx5_0" lid 1 4xNDR\n`,
    );
    const names = Object.values(found.design.nodes).map((node) => node.name);
    expect(names[0]).toBe('<b> leaf</b>');
    expect(names[1]).toHaveLength(200);
  });

  it('do not take time in the square of a line', () => {
    const line = `[1]\t"H-21"[1](21)\t# ${'"'.repeat(200_000)} ${'4x'.repeat(100_000)}\n`;
    expect(why(bytes(`Switch\t8 "S-1"\t# "leaf"\n${line}${'SW 1 '.repeat(100_000)}\n`))).toBe('read');
  });
});

describe('descriptions', () => {
  it.each([
    ['MF0;leaf1:MQM9700/U1', 'leaf1', 'MQM9700'],
    ['MF0;A09-P1-IBLEAF-04-04:MQM9701/U1', 'A09-P1-IBLEAF-04-04', 'MQM9701'],
    ['my leaf', 'my leaf', null],
    ['Quantum Mellanox Technologies', null, 'Quantum'],
    ['', null, null],
  ])('of a switch: %s', (text, name, model) => {
    expect(switchDescription(text)).toEqual({ name, model });
  });

  it.each([
    ['node1 mlx5_0', 'node1', 'mlx5_0'],
    ['b05-p1-dgx-05-c02 HCA-6', 'b05-p1-dgx-05-c02', 'HCA-6'],
    ['rack 3 node 7 HCA-1', 'rack 3 node 7', 'HCA-1'],
    ['loner', 'loner', ''],
    ['MT4129 ConnectX7   Mellanox Technologies', null, ''],
  ])('of a host: %s', (text, host, adapter) => {
    expect(hostDescription(text)).toMatchObject({ host, adapter });
  });

  it.each([
    [4, 'SDR', 8],
    [4, 'QDR', 32],
    [4, 'FDR10', 40],
    [4, 'FDR', 54],
    [4, 'EDR', 100],
    [4, 'HDR', 200],
    [2, 'HDR', 100],
    [4, 'NDR', 400],
    [1, 'NDR', 100],
    [4, 'XDR', 800],
    [4, '???', null],
    [3, 'NDR', null],
  ])('%dx%s is %s Gb/s', (lanes, speed, rate) => {
    expect(infinibandRate_Gbps(lanes, speed)).toBe(rate);
  });
});

const sample = sampleBytes('ibnetdiscover/topograph-example.out');

describe.skipIf(sample === null)('a real cluster', () => {
  const outcome = sample === null ? null : readAny('/tmp/topograph-example.out', sample);
  if (outcome?.ok === false) throw new Error(outcome.fault.message);
  const { design, report, format } = outcome?.value ?? { design: null, report: [], format: '' };
  const line = (words: RegExp) => report.find(({ message }) => words.test(message));

  it('has the counts that were counted by hand', () => {
    expect(format).toBe('ibnetdiscover');
    expect(line(/^40 switches$/)!.count).toBe(40);
    expect(line(/channel adapters$/)!.count).toBe(582);
    expect(line(/^1,114 links$/)!.count).toBe(1114);
    expect(line(/aggregation nodes/)!.count).toBe(40);
    expect(line(/host ports$/)!.count).toBe(542);
    expect(line(/without a host name/)!.count).toBe(69);
    expect(line(/leaves/)!.count).toBe(31);
    expect(line(/spines/)!.count).toBe(9);
    expect(line(/leaf-spine pairs with 2 parallel links/)!.count).toBe(263);
  });

  it('names the six pairs that lack a cable', () => {
    const thin = line(/fewer links/)!;
    expect(thin.kind).toBe('warning');
    expect(thin.count).toBe(6);
    expect(thin.examples).toHaveLength(6);
    for (const example of thin.examples) expect(example).toMatch(/^[AB]09-P1-IBLEAF-0\d-0\d to [AB]10-P1-IBSPINE-0\d$/);
  });

  it('is a sound design: 40 switches of 64 ports, all links but those of the aggregation nodes, every port once', () => {
    const nodes = Object.values(design!.nodes);
    expect(nodes.filter((node) => node.kind === 'switch')).toHaveLength(40);
    expect(nodes.every((node) => node.kind !== 'switch' || (node.ports === 64 && node.part === 'qm9700'))).toBe(true);
    const links = Object.values(design!.links);
    expect(links).toHaveLength(1114 - 40);
    expect(links.every((link) => link.rate_Gbps === 400)).toBe(true);
    const ends = links.flatMap(({ a, z }) => [`${a.at}:${a.port}`, `${z.at}:${z.port}`]);
    expect(new Set(ends).size).toBe(ends.length);
    expect(ends.every((end) => Number(end.split(':')[1]) < design!.nodes[end.split(':')[0]!]!.ports!)).toBe(true);
    expect(nodes.reduce((sum, node) => sum + (node.kind === 'server' ? node.ports! : 0), 0)).toBe(542);
    expect(readStudy({ ...emptyStudy(), designs: [structuredClone(design)] }).ok).toBe(true);
  });
});
