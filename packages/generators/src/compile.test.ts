/** Designs to topologies: blocks beside drawn parts, the links between them, overrides, and what is said about faults. */
import { describe, expect, it } from 'vitest';
import {
  cablingFaults,
  countsOf,
  expectTopology,
  groupLabel,
  linkId,
  nameIndexOf,
  nodeId,
  nodeLabel,
  roleOf,
  type Topology,
} from '@weft/topology';
import type { Block, Design, GroupRecord, LinkRecord, NodeRecord, Override } from '@weft/model';
import { topologyOf, type Compiled } from './compile.ts';
import { recipeOf, recipes } from './recipes.ts';

const empty: Design = { id: 'd1', name: 'Design', blocks: {}, nodes: {}, links: {}, groups: {}, overrides: {} };

function block(id: string, recipe: string, parameters: Block['parameters'] = {}): Block {
  return { id, name: `Block ${id}`, recipe, recipeVersion: 1, parameters, x: 10, y: 20 };
}

function node(id: string, kind: NodeRecord['kind'], fields: Partial<NodeRecord> = {}): NodeRecord {
  return {
    id,
    kind,
    name: id,
    part: null,
    x: null,
    y: null,
    group: null,
    ports: null,
    port_Gbps: 400,
    tier: null,
    accelerators: 0,
    scaleUp_Gbps: null,
    ...fields,
  };
}

function link(id: string, a: string, z: string, fields: Partial<LinkRecord> = {}): LinkRecord {
  return {
    id,
    a: { at: a, port: null },
    z: { at: z, port: null },
    rate_Gbps: null,
    medium: null,
    label: '',
    ...fields,
  };
}

function byId<T extends { id: string }>(...records: T[]): Record<string, T> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}

/** Compiles, and checks that the arrays hold whatever the design says. */
function compiled(design: Partial<Design>): Compiled {
  const made = topologyOf({ ...empty, ...design });
  expectTopology(made.topology);
  return made;
}

function codes(made: Compiled): string[] {
  return made.findings.map(({ code }) => code);
}

function linkBetween(topology: Topology, id: string): { kind: string; rate: number; ends: string[] } {
  const e = nameIndexOf(topology).link(id)!;
  return {
    kind: topology.linkClasses[topology.linkClass[e]!]!.kind,
    rate: topology.linkCapacity_Gbps[e]!,
    ends: [nodeId(topology, topology.linkA[e]!), nodeId(topology, topology.linkB[e]!)],
  };
}

function idsOf(topology: Topology): string[] {
  return Array.from({ length: topology.nodeCount }, (_, v) => nodeId(topology, v));
}

describe('blocks', () => {
  it('stand in a group of their id, label and place, with the counts of their recipe', () => {
    const made = compiled({ blocks: byId(block('b1', 'rail-optimized', { servers: 4 })) });
    const group = made.groupOfBlock.get('b1')!;
    expect(groupLabel(made.topology, group)).toBe('Block b1');
    expect([made.topology.groupX[group], made.topology.groupY[group]]).toEqual([10, 20]);
    expect(countsOf(made.topology)).toEqual(recipeOf('rail-optimized')!.expected({ servers: 4 }));
    expect(made.findings).toEqual([]);
    expect(nameIndexOf(made.topology).node.has('b1/unit0/server3/gpu5')).toBe(true);
  });

  it('are drawn empty with the fault when their parameters are none', () => {
    const made = compiled({ blocks: byId(block('b1', 'slim-fly', { q: 6 }), block('b2', 'no-such')) });
    expect(codes(made)).toEqual(['recipe-parameters', 'unknown-recipe']);
    expect(made.findings[0]!.message).toContain('nearest valid value is 5');
    expect(made.topology.nodeCount).toBe(0);
    expect([...made.groupOfBlock.keys()]).toEqual(['b1', 'b2']);
  });

  it('that are not linked have no path to each other', () => {
    const blocks = byId(block('b1', 'leaf-spine', { servers: 2 }), block('b2', 'leaf-spine', { servers: 1 }));
    const made = compiled({ blocks });
    expect(codes(made)).toEqual(['no-path']);
    expect(made.findings[0]).toMatchObject({
      severity: 'error',
      targets: expect.arrayContaining(['b2/rack0/server0/gpu0']),
    });
    const joined = compiled({
      blocks,
      nodes: byId(node('core', 'switch', { ports: 64, tier: 'core' })),
      links: byId(link('l1', 'b1/spine0', 'core'), link('l2', 'core', 'b2/spine0')),
    });
    expect(joined.findings).toEqual([]);
    expect(linkBetween(joined.topology, 'l1')).toEqual({ kind: 'spine-core', rate: 400, ends: ['b1/spine0', 'core'] });
  });

  it('say when another version made them', () => {
    const made = compiled({ blocks: byId({ ...block('b1', 'leaf-spine'), recipeVersion: 7 }) });
    expect(codes(made)).toEqual(['recipe-version']);
  });
});

describe('drawn parts', () => {
  const twoServers = {
    nodes: byId(
      node('s1', 'server', { accelerators: 4, ports: 2, scaleUp_Gbps: 3600 }),
      node('s2', 'server', { accelerators: 4, ports: 2, scaleUp_Gbps: 3600 }),
      node('a', 'switch', { ports: 4 }),
      node('b', 'switch', { ports: 4 }),
    ),
    links: byId(link('l1', 's1', 'a'), link('l2', 's1', 'a'), link('l3', 's2', 'b'), link('l4', 'a', 'b')),
  };

  it('a server is a device with accelerators, a NIC to a port, and a scale-up switch', () => {
    const made = compiled(twoServers);
    expect(made.findings).toEqual([]);
    const counts = countsOf(made.topology);
    expect(counts).toMatchObject({ accelerators: 8, servers: 2, nics: 4, switches: { leaf: 2, scaleUp: 2 } });
    expect(counts.links).toEqual({
      'accelerator-scaleUp': 8,
      'accelerator-nic': 8,
      'nic-leaf': 3,
      'leaf-leaf': 1,
    });
    // Without a port each link takes the next NIC that is free.
    expect(linkBetween(made.topology, 'l1').ends[0]).toBe('s1/nic0');
    expect(linkBetween(made.topology, 'l2').ends[0]).toBe('s1/nic1');
    expect(made.groupOfRecord.get('s1')).toBeDefined();
  });

  it('a port asked for is kept free for the link that asks', () => {
    const made = compiled({
      ...twoServers,
      links: byId(
        link('l1', 'a', 'b'),
        link('l2', 'a', 'b', { a: { at: 'a', port: 0 }, z: { at: 'b', port: 1 } }),
        link('l3', 's1', 'a', { a: { at: 's1', port: 1 } }),
        link('l4', 's2', 'b'),
      ),
    });
    expect(codes(made)).toEqual([]);
    const e = nameIndexOf(made.topology).link('l1')!;
    expect([made.topology.linkPortA[e], made.topology.linkPortB[e]]).toEqual([1, 0]);
    expect(linkBetween(made.topology, 'l3').ends[0]).toBe('s1/nic1');
  });

  it('a tier is inferred from the distance to the hosts', () => {
    const made = compiled({
      nodes: byId(
        node('h1', 'server'),
        node('h2', 'server'),
        node('x1', 'switch'),
        node('x2', 'switch'),
        node('y', 'switch'),
        node('z', 'switch'),
        node('alone', 'switch'),
      ),
      links: byId(
        link('l1', 'h1', 'x1'),
        link('l2', 'h2', 'x2'),
        link('l3', 'x1', 'y'),
        link('l4', 'x2', 'y'),
        link('l5', 'y', 'z'),
      ),
    });
    const role = (id: string): string => roleOf(made.topology, made.nodeOfRecord.get(id)!);
    expect(['x1', 'x2', 'y', 'z', 'alone'].map(role)).toEqual(['leaf', 'leaf', 'spine', 'core', 'router']);
    // Imported hosts have NICs alone, which are the endpoints then.
    expect(countsOf(made.topology)).toMatchObject({ accelerators: 0, servers: 0, nics: 2 });
  });

  it('stand in the groups they belong to', () => {
    const groups: Record<string, GroupRecord> = byId(
      { id: 'g2', name: 'Inner', parent: 'g1', layout: 'grid', x: null, y: null },
      { id: 'g1', name: 'Outer', parent: null, layout: 'free', x: 5, y: 6 },
    );
    const made = compiled({ groups, nodes: byId(node('a', 'switch', { group: 'g2', x: 1, y: 2, name: 'Leaf A' })) });
    const a = made.nodeOfRecord.get('a')!;
    expect(nodeId(made.topology, a)).toBe('g1/g2/a');
    expect(nodeLabel(made.topology, a)).toBe('Leaf A');
    expect([made.topology.nodeX[a], made.topology.nodeY[a]]).toEqual([1, 2]);
    const round = compiled({
      groups: byId(
        { ...groups['g1']!, parent: 'g2' },
        { ...groups['g2']!, parent: 'g1' },
        { ...groups['g1']!, id: 'g3', parent: 'nowhere' },
      ),
      nodes: byId(node('b', 'switch', { group: 'missing' })),
    });
    expect(codes(round)).toEqual(['group-parent', 'group-parent', 'unknown-group']);
    expect(round.topology.groupCount).toBe(4);
  });

  it.each([
    ['dangling-link', { links: byId(link('l1', 'a', 'nothing')) }],
    ['speed-mismatch', { links: byId(link('l1', 'a', 'b', { rate_Gbps: 800 })) }],
    [
      'speed-mismatch',
      { nodes: byId(node('a', 'switch'), node('b', 'switch', { port_Gbps: 100 })), links: byId(link('l1', 'a', 'b')) },
    ],
    [
      'rate-unknown',
      {
        nodes: byId(node('a', 'switch', { port_Gbps: null }), node('b', 'switch', { port_Gbps: null })),
        links: byId(link('l1', 'a', 'b')),
      },
    ],
    [
      'port-used-twice',
      {
        links: byId(
          link('l1', 'a', 'b', { a: { at: 'a', port: 1 } }),
          link('l2', 'a', 'b', { a: { at: 'a', port: 1 } }),
        ),
      },
    ],
    ['too-many-cables', { links: byId(...[1, 2, 3, 4, 5].map((i) => link(`l${i}`, 'a', 'b'))) }],
    ['self-loop', { links: byId(link('l1', 'a', 'a')) }],
  ] as [string, Partial<Design>][])('%s is found', (code, design) => {
    const made = compiled({
      nodes: byId(node('a', 'switch', { ports: 4 }), node('b', 'switch', { ports: 8 })),
      ...design,
    });
    expect(new Set(codes(made))).toEqual(new Set([code]));
    expect(made.findings[0]!.message).toMatch(/^[^ ].*\.$/);
  });

  it('of what is to be said of very many, fifty are listed and the rest is counted', () => {
    const switches = ['a', 'b'].map((id) => node(id, 'switch', { port_Gbps: null }));
    const cables = Array.from({ length: 120 }, (_, i) => link(`l${i}`, 'a', 'b'));
    const dangling = Array.from({ length: 51 }, (_, i) => link(`d${i}`, 'a', 'nowhere'));
    const made = compiled({ nodes: byId(...switches), links: byId(...cables, ...dangling) });
    const of = (code: string) => made.findings.filter((finding) => finding.code === code);
    expect(of('rate-unknown')).toHaveLength(51);
    expect(of('rate-unknown').at(-1)).toEqual({
      code: 'rate-unknown',
      severity: 'note',
      targets: [],
      message: 'Of 70 further links neither end says how fast its ports are; they are taken at 400 Gb/s.',
    });
    expect(of('dangling-link').map(({ targets }) => targets.length)).toEqual([...Array<number>(50).fill(1), 0]);
  });

  it('a server with more cables than NICs has too many of them', () => {
    const made = compiled({
      nodes: byId(node('s', 'server', { accelerators: 2, ports: 1 }), node('a', 'switch')),
      links: byId(link('l1', 's', 'a'), link('l2', 's', 'a')),
    });
    expect(codes(made)).toEqual(['too-many-cables']);
  });

  it('a link takes its rate from the slower end', () => {
    const made = compiled({
      nodes: byId(node('a', 'switch', { port_Gbps: 800 }), node('b', 'switch', { port_Gbps: 200 })),
      links: byId(link('l1', 'a', 'b')),
    });
    expect(linkBetween(made.topology, 'l1').rate).toBe(200);
  });
});

describe('overrides', () => {
  const blocks = byId(block('b1', 'rail-optimized', { servers: 4 }));
  const override = (id: string, fields: Omit<Override, 'id'>): Record<string, Override> => byId({ id, ...fields });

  it('remove a node with its links, and leave every other id as it was', () => {
    const before = compiled({ blocks }).topology;
    const made = compiled({ blocks, overrides: override('b1/spine1', { removed: true }) });
    const { topology } = made;
    expect(topology.nodeCount).toBe(before.nodeCount - 1);
    expect(countsOf(topology).links['leaf-spine']).toBe(countsOf(before).links['leaf-spine']! * 0.75);
    expect(idsOf(topology)).toEqual(idsOf(before).filter((id) => id !== 'b1/spine1'));
    const kept = new Set(Array.from({ length: before.linkCount }, (_, e) => linkId(before, e)));
    for (let e = 0; e < topology.linkCount; e++) expect(kept.has(linkId(topology, e))).toBe(true);
    expect(cablingFaults(topology)).toEqual([]);
    // A region without one of its routers is no whole fabric of its family.
    expect(topology.regions[0]).toMatchObject({ family: 'edited', shape: {} });
  });

  it('remove a server, and a link by either end', () => {
    const server = compiled({ blocks, overrides: override('b1/unit0/server2', { removed: true }) });
    expect(countsOf(server.topology)).toMatchObject({ accelerators: 24, servers: 3, nics: 24 });
    expect(server.topology.regions[0]!.family).toBe('rail-optimized');
    const before = compiled({ blocks }).topology;
    for (const id of ['b1/unit0/leaf3:10', 'b1/unit0/server1/nic2:0']) {
      const made = compiled({ blocks, overrides: override(id, { removed: true }) });
      expect(made.topology.linkCount).toBe(before.linkCount - 1);
      expect(made.findings).toEqual([]);
    }
  });

  it('set rates, names and places', () => {
    const made = compiled({
      blocks,
      overrides: byId(
        { id: 'b1/unit0/leaf3:10', rate_Gbps: 100 },
        { id: 'b1/unit0/leaf0', name: 'Old leaf', x: 3, y: 4, rate_Gbps: 200 },
        { id: 'b1/unit0', name: 'Row 7' },
      ),
    });
    const { topology } = made;
    const names = nameIndexOf(topology);
    expect(topology.linkCapacity_Gbps[names.link('b1/unit0/leaf3:10')!]).toBe(100);
    const leaf = names.node.get('b1/unit0/leaf0')!;
    expect([nodeLabel(topology, leaf), topology.nodeX[leaf], topology.nodeY[leaf]]).toEqual(['Old leaf', 3, 4]);
    expect(topology.linkCapacity_Gbps[names.link('b1/unit0/leaf0:0')!]).toBe(200);
    expect(groupLabel(topology, names.group.get('b1/unit0')!)).toBe('Row 7');
  });

  it('that lead nowhere are said, not dropped silently', () => {
    const made = compiled({ blocks, overrides: override('b1/unit9/leaf0', { removed: true }) });
    expect(made.findings).toMatchObject([{ code: 'orphaned-override', targets: ['b1/unit9/leaf0'] }]);
    expect(made.topology).toEqual(compiled({ blocks }).topology);
  });

  it('renumber the records that remain', () => {
    const made = compiled({
      blocks,
      nodes: byId(node('x', 'switch', { tier: 'core' })),
      links: byId(link('l1', 'b1/spine0', 'x')),
      overrides: override('b1/unit0/server0', { removed: true }),
    });
    expect(nodeId(made.topology, made.nodeOfRecord.get('x')!)).toBe('x');
    expect(linkBetween(made.topology, 'l1').ends).toEqual(['b1/spine0', 'x']);
  });
});

describe('links into blocks', () => {
  const blocks = byId(block('b1', 'leaf-spine', { servers: 8, nicsPerServer: 8 }));

  it('reach a server by its path, at the NIC of the port', () => {
    const made = compiled({
      blocks,
      nodes: byId(node('store', 'switch', { tier: 'leaf', ports: 8 })),
      links: byId(link('l1', 'b1/rack0/server3', 'store', { a: { at: 'b1/rack0/server3', port: 5 } })),
    });
    expect(linkBetween(made.topology, 'l1').ends).toEqual(['b1/rack0/server3/nic5', 'store']);
    // Its one network port is taken already.
    expect(codes(made)).toContain('port-used-twice');
  });

  it('take the first free port of a generated switch', () => {
    const made = compiled({
      blocks,
      nodes: byId(node('store', 'service', { ports: 2 })),
      links: byId(link('l1', 'store', 'b1/spine0')),
    });
    const e = nameIndexOf(made.topology).link('l1')!;
    // Two leaves of 32 uplinks give a single spine 64 cables: no port is left, which the checker says.
    expect(made.topology.linkPortB[e]).toBe(64);
    expect(codes(made)).toEqual(['too-many-cables']);
  });
});

describe('parts', () => {
  it('of every recipe as it comes are in the catalogue and do what is asked of them', () => {
    for (const { name } of recipes) {
      expect([name, compiled({ blocks: byId(block('b1', name)) }).findings]).toEqual([name, []]);
    }
  });

  it('that are unknown, too small or too slow are said', () => {
    const made = compiled({
      blocks: byId(
        block('b1', 'leaf-spine', { switch: 'no-such', server: 'nor-this', protocol: 'ib-xdr' }),
        block('b2', 'leaf-spine', { switch: 'q3200', link_Gbps: 1600, nic: 'connectx-8' }),
      ),
    });
    const said = made.findings.filter(({ code }) => code !== 'no-path');
    expect(said.map(({ code }) => code).toSorted()).toEqual(
      // Of b2: leaves and spines of one class with 64 ports of 36, at 1600 of 800 Gb/s; NICs at 1600 of 800.
      [
        'unknown-part',
        'unknown-part',
        'part-ports',
        'part-ports',
        'speed-mismatch',
        'speed-mismatch',
        'speed-mismatch',
        'unknown-part',
      ].toSorted(),
    );
  });

  it('give the scale-up bandwidth that is published of them', () => {
    const rateOf = (accelerator: string): number => {
      const { topology } = compiled({ blocks: byId(block('b1', 'leaf-spine', { servers: 1, accelerator })) });
      return topology.linkCapacity_Gbps[0]!;
    };
    // 450 and 900 GB/s each way.
    expect([rateOf('h100'), rateOf('b200')]).toEqual([3600, 7200]);
    const none = compiled({ blocks: byId(block('b1', 'leaf-spine', { accelerator: '' })) });
    expect(none.findings[0]!.message).toContain('expected scaleUp_Gbps above 0');
  });
});
