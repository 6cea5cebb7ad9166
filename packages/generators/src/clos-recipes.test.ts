/** Clos fabrics against the published reference tables and closed forms. */
import { describe, expect, it } from 'vitest';
import { lawfulFabric } from './fabric-laws.testing.ts';
import { recipeOf } from './recipes.ts';

const countsFor = (name: string, parameters: Parameters<typeof lawfulFabric>[1]) =>
  lawfulFabric(name, parameters).counts;

describe('rail-optimized', () => {
  // NVIDIA DGX SuperPOD reference architectures (H100 and B200): one server place is given to UFM with 4 cables.
  it.each([
    [31, 248, 8, 4, 252, 256],
    [63, 504, 16, 8, 508, 512],
    [95, 760, 24, 16, 764, 768],
    [127, 1016, 32, 16, 1020, 1024],
  ])(
    'has the published counts of a SuperPOD with UFM and %i servers',
    (servers, gpus, leaf, spine, nicLeaf, leafSpine) => {
      const counts = countsFor('rail-optimized', { servers, managementNodes: 1 });
      expect(counts.accelerators).toBe(gpus);
      expect(counts.switches).toMatchObject({ leaf, spine });
      expect(counts.links).toMatchObject({ 'nic-leaf': nicLeaf, 'leaf-spine': leafSpine });
    },
  );

  // B200 SuperPOD, full scalable units of 32 servers: two tiers up to 8 units, three above.
  it.each([
    [64, 16, 8, undefined],
    [128, 32, 16, undefined],
    [256, 64, 32, undefined],
    [512, 128, 128, 64],
    [1024, 256, 256, 128],
    [2048, 512, 512, 256],
  ])('has the published counts of a B200 SuperPOD of %i servers', (servers, leaf, spine, core) => {
    const counts = countsFor('rail-optimized', { servers });
    expect([counts.switches.leaf, counts.switches.spine, counts.switches.core]).toEqual([leaf, spine, core]);
    expect(counts.links['nic-leaf']).toBe(servers * 8);
    expect(counts.links['leaf-spine']).toBe(servers * 8);
    expect(counts.links['spine-core']).toBe(core === undefined ? undefined : servers * 8);
  });

  // B300 XDR SuperPOD, 144 ports, 72 servers a unit: 16 and 32 spines would do by ports, but 72 uplinks do not split over them.
  it.each([
    [72, 8, 4],
    [144, 16, 8],
    [288, 32, 18],
    [576, 64, 36],
    [1296, 144, 72],
  ])('has the published counts of a B300 XDR SuperPOD of %i servers', (servers, leaf, spine) => {
    const counts = countsFor('rail-optimized', { servers, switchPorts: 144, link_Gbps: 800 });
    expect(counts.switches).toMatchObject({ leaf, spine });
    expect(counts.links).toMatchObject({ 'nic-leaf': servers * 8, 'leaf-spine': servers * 8 });
  });

  // B300 Spectrum-X: 128 ports of 400G, every NIC with a port in both planes; the published cable is 800G, two links of ours.
  it.each([
    [1, 16, 8],
    [2, 32, 16],
    [4, 64, 32],
    [8, 128, 64],
    [16, 256, 128],
  ])('has the published counts of a twin-plane SuperPOD of %i units', (units, leaf, spine) => {
    const counts = countsFor('rail-optimized', { servers: units * 64, planes: 2, switchPorts: 128 });
    expect(counts.switches).toMatchObject({ leaf, spine });
    expect(counts.links).toMatchObject({ 'nic-leaf': 2 * units * 512, 'leaf-spine': 2 * units * 512 });
  });

  it('keeps the counts whether pods hold units or rails', () => {
    for (const servers of [512, 1024]) {
      const byRail = countsFor('rail-optimized', { servers, podsBy: 'rails' });
      expect(byRail).toEqual(countsFor('rail-optimized', { servers }));
    }
  });

  it('names the limit and the nearest valid value', () => {
    const checked = recipeOf('rail-optimized')!.check({ serversPerUnit: 40 });
    expect(checked).toMatchObject({ ok: false, fault: { where: 'serversPerUnit' } });
    expect(!checked.ok && checked.fault.message).toContain('nearest valid value is 32');
  });
});

describe('fat-tree', () => {
  it.each([4, 6, 8, 10, 16])('of three tiers and %i ports has k^3 / 4 NICs and 5 k^2 / 4 switches', (k) => {
    const counts = countsFor('fat-tree', { switchPorts: k, acceleratorsPerServer: 1, nicsPerServer: 1 });
    const { leaf = 0, spine = 0, core = 0 } = counts.switches;
    expect(counts.nics).toBe(k ** 3 / 4);
    expect(leaf + spine + core).toBe((5 * k ** 2) / 4);
    expect(counts.links).toMatchObject({ 'nic-leaf': k ** 3 / 4, 'leaf-spine': k ** 3 / 4, 'spine-core': k ** 3 / 4 });
  });

  it('of 64 ports has the published counts', () => {
    // DeepSeek-V3 Insights, table 3: FT2 2,048 endpoints, 96 switches, 2,048 links; FT3 65,536, 5,120, 131,072.
    const two = countsFor('fat-tree', { switchPorts: 64, tiers: '2' });
    expect([two.nics, two.switches.leaf! + two.switches.spine!, two.links['leaf-spine']]).toEqual([2048, 96, 2048]);
    const three = recipeOf('fat-tree')!.expected({ switchPorts: 64 });
    const { leaf = 0, spine = 0, core = 0 } = three.switches;
    expect([three.nics, leaf + spine + core, three.links['leaf-spine']! + three.links['spine-core']!]).toEqual([
      65536, 5120, 131072,
    ]);
  });

  // HammingMesh artefact: 32 leaves of 32 accelerators with 32, 16 and 8 uplinks.
  it.each([32, 16, 8])('with 32 down and %i up has 1,024 endpoints', (up) => {
    const counts = countsFor('fat-tree', { down: [32, 32], up: [up] });
    expect(counts.nics).toBe(1024);
    expect(counts.switches).toMatchObject({ leaf: 32, spine: up });
  });

  it('ends in a partial pod that has only the leaves it needs', () => {
    // k = 8: pods of 4 leaves of 4 NICs; 100 NICs need 25 leaves, 7 pods of which the last has one leaf.
    const counts = countsFor('fat-tree', { switchPorts: 8, servers: 100, acceleratorsPerServer: 1, nicsPerServer: 1 });
    expect(counts.switches).toMatchObject({ leaf: 25, spine: 28, core: 16 });
  });

  it('carries servers of eight NICs on leaves of fewer ports', () => {
    expect(countsFor('fat-tree', { switchPorts: 4 })).toMatchObject({ accelerators: 16, servers: 2 });
    expect(countsFor('fat-tree', { switchPorts: 6 })).toMatchObject({ nics: 48 });
  });
});

describe('leaf-spine', () => {
  it('tapers a leaf by the ratio asked for', () => {
    // 64 ports at 3 : 1 are 48 down and 16 up.
    const counts = countsFor('leaf-spine', { servers: 60, taper: 3 });
    expect(counts.switches).toMatchObject({ leaf: 10, spine: 4 });
    expect(counts.links['leaf-spine']).toBe(160);
  });

  it('needs no server to fill a leaf', () => {
    expect(countsFor('leaf-spine', { servers: 1 }).switches).toMatchObject({ leaf: 1, spine: 1 });
  });

  it('says which tier count would fit', () => {
    const checked = recipeOf('leaf-spine')!.check({ servers: 1000 });
    expect(!checked.ok && checked.fault.message).toContain('at most 64 leaves');
    expect(recipeOf('leaf-spine')!.check({ servers: 1000, tiers: 3 }).ok).toBe(true);
  });
});

describe('rail-only', () => {
  it('joins no two rails by a switch', () => {
    const { topology, counts } = lawfulFabric('rail-only', { servers: 96 });
    expect(counts.switches).toMatchObject({ leaf: 24, spine: 16 });
    for (let e = 0; e < topology.linkCount; e++) {
      const kind = topology.linkClasses[topology.linkClass[e]!]!.kind;
      if (kind !== 'nic-leaf' && kind !== 'leaf-spine') continue;
      expect(topology.nodeRail[topology.linkA[e]!]).toBe(topology.nodeRail[topology.linkB[e]!]);
    }
  });

  it('has no spine where one leaf carries a rail', () => {
    expect(countsFor('rail-only', { servers: 64 }).switches).toEqual({ leaf: 8, scaleUp: 64 });
  });
});

describe('multi-plane', () => {
  it('of eight planes has the published counts', () => {
    // DeepSeek-V3 Insights, table 3, MPFT: 16,384 endpoints, 768 switches, 16,384 links.
    const counts = recipeOf('multi-plane')!.expected({ servers: 2048 });
    const { leaf = 0, spine = 0 } = counts.switches;
    expect([counts.nics, leaf + spine, counts.links['leaf-spine']]).toEqual([16384, 768, 16384]);
  });

  const hpn = {
    planes: 2,
    planeBy: 'port',
    railLeaves: true,
    link_Gbps: 200,
    uplink_Gbps: 400,
    switchPorts: 128,
    downPorts: 136,
    upPorts: 60,
    serversPerUnit: 128,
    spineTaper: 15,
  } as const;

  it('has the published counts of an HPN segment and pod', () => {
    // HPN (SIGCOMM 2024): 16 leaves a segment; 15 segments, 60 aggregation switches a plane, 15 : 1 below the core.
    const segment = countsFor('multi-plane', { ...hpn, servers: 128 });
    expect(segment).toMatchObject({ accelerators: 1024, switches: { leaf: 16 } });
    expect(segment.links['nic-leaf']).toBe(16 * 128);
    expect(segment.links['leaf-spine']).toBe(16 * 60);
    const pod = recipeOf('multi-plane')!.expected({ ...hpn, servers: 15 * 128, tiers: '2' });
    expect(pod).toMatchObject({ accelerators: 15360, switches: { leaf: 240, spine: 120 } });
  });

  it('shares cores between spines where a taper would leave them half empty', () => {
    // Two pods at 15 : 1: 60 spines of 8 uplinks in each pod and plane, 960 cables, which 8 cores of 128 ports take: 4 groups of 2.
    const counts = countsFor('multi-plane', { ...hpn, servers: 16 * 128, tiers: '3' });
    expect(counts.switches).toMatchObject({ leaf: 256, spine: 240, core: 16 });
    expect(counts.links['spine-core']).toBe(240 * 8);
  });

  // HPN, table of mechanisms: accelerators below one leaf (pair, set) and below one layer of spines with half of their ports up.
  it.each([
    [
      'single leaf',
      { planes: 1, planeBy: 'port', switchPorts: 64, uplink_Gbps: 800, downPorts: 64, upPorts: 32 },
      64,
      2048,
    ],
    ['dual-ToR', { planes: 1, planeBy: 'port', dualToR: true, ...ports200() }, 128, 4096],
    ['rails', { planes: 1, planeBy: 'port', dualToR: true, railLeaves: true, ...ports200() }, 1024, 4096],
    ['two planes', { planes: 2, planeBy: 'port', railLeaves: true, ...ports200() }, 1024, 8192],
    ['15 : 1', { ...hpn }, 1024, 15360],
  ])('climbs the published ladder of scale: %s', (_step, parameters, tier1, tier2) => {
    const servers = tier2 / 8;
    const { topology } = lawfulFabric('multi-plane', { ...parameters, servers, tiers: '3' });
    expect(topology.regions[0]!.shape['pods']).toBe(1);
    const more = recipeOf('multi-plane')!.expected({ ...parameters, servers: tier1 / 8 + 1, tiers: '3' });
    const fits = recipeOf('multi-plane')!.expected({ ...parameters, servers: tier1 / 8, tiers: '3' });
    expect(more.switches.leaf).toBe(2 * fits.switches.leaf!);
  });
});

/** A 51.2 Tb/s leaf: half of it 200G ports down, half 400G ports up. */
function ports200(): Record<string, number> {
  return { link_Gbps: 200, uplink_Gbps: 400, switchPorts: 128, downPorts: 128, upPorts: 64 };
}
