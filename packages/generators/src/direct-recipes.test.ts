/** Fabrics of routers and grids of accelerators, against published counts and closed forms. */
import { describe, expect, it } from 'vitest';
import { adjacencyOf, linkClassOf, roleOf, type Topology } from '@weft/topology';
import { brokenSymmetry, degreesOf, lawfulFabric } from './fabric-laws.testing.ts';
import { recipeOf, recipes } from './recipes.ts';

const countsFor = (name: string, parameters: Parameters<typeof lawfulFabric>[1]) =>
  lawfulFabric(name, parameters).counts;
/** One accelerator and NIC a server, so that every seat of a router is a server. */
const single = { acceleratorsPerServer: 1, nicsPerServer: 1 } as const;

/** Most hops between two routers, over links between routers alone. */
function routerDiameter(topology: Topology): number {
  const { routers } = topology.regions[0]!;
  const { offset, neighbour } = adjacencyOf(topology);
  const isRouter = new Set(routers);
  let diameter = 0;
  for (const start of routers) {
    const distance = new Map([[start, 0]]);
    const queue = [start];
    for (const v of queue) {
      for (let i = offset[v]!; i < offset[v + 1]!; i++) {
        const w = neighbour[i]!;
        if (!isRouter.has(w) || distance.has(w)) continue;
        distance.set(w, distance.get(v)! + 1);
        queue.push(w);
      }
    }
    expect(distance.size).toBe(routers.length);
    diameter = Math.max(diameter, ...distance.values());
  }
  return diameter;
}

/** Links to other routers, per router. */
function networkDegrees(topology: Topology): Set<number> {
  const degree = new Map<number, number>(Array.from(topology.regions[0]!.routers, (r) => [r, 0]));
  for (let e = 0; e < topology.linkCount; e++) {
    const [a, b] = [topology.linkA[e]!, topology.linkB[e]!];
    if (!degree.has(a) || !degree.has(b)) continue;
    degree.set(a, degree.get(a)! + 1);
    degree.set(b, degree.get(b)! + 1);
  }
  return new Set(degree.values());
}

describe('every recipe', () => {
  it.each(recipes.map((recipe) => recipe.name))('%s keeps the laws with its defaults', (name) => {
    expect(countsFor(name, {}).accelerators).toBeGreaterThan(0);
  });

  it.each(recipes.filter((r) => r.parameters.some((p) => p.key === 'scaleUp')).map((r) => r.name))(
    '%s combines with every scale-up fabric',
    (name) => {
      if (name === 'scale-up') return;
      const torus = name === 'torus' ? { dimensions: [4, 4], endpointsPerRouter: 8 } : {};
      for (const scaleUp of ['switched', 'full-mesh', 'torus', 'mesh', 'none']) {
        expect(countsFor(name, { ...torus, scaleUp }).nics).toBeGreaterThan(0);
      }
    },
  );
});

describe('the check of symmetries', () => {
  it('refuses a permutation with one arc, one capacity or one class wrong', () => {
    const { topology } = lawfulFabric('leaf-spine', { servers: 8 });
    const swap = topology.regions[0]!.symmetries[0]!;
    expect(brokenSymmetry(topology, swap)).toBeNull();
    const half = { nodes: swap.nodes.slice(0, -1), images: swap.images.slice(0, -1) };
    expect(brokenSymmetry(topology, half)).not.toBeNull();
    const [a, b] = [swap.nodes[0]!, swap.images[0]!];
    expect(brokenSymmetry(topology, { nodes: Int32Array.of(a, b), images: Int32Array.of(b, a) })).toContain('balance');
    const link = topology.linkA.indexOf(a);
    const slower = topology.linkCapacity_Gbps.slice();
    slower[link] = 1;
    expect(brokenSymmetry({ ...topology, linkCapacity_Gbps: slower }, swap)).toContain('balance');
    const other = topology.linkClass.slice();
    other[link] = (other[link]! + 1) % topology.linkClasses.length;
    expect(brokenSymmetry({ ...topology, linkClass: other }, swap)).toContain('balance');
  });
});

describe('dragonfly', () => {
  it.each([
    [2, 4, 2],
    [3, 6, 3],
    [4, 8, 4],
  ])('balanced, p %i a %i h %i, has a p (a h + 1) endpoints', (p, a, h) => {
    const { topology, counts } = lawfulFabric('dragonfly', {
      endpointsPerRouter: p,
      routersPerGroup: a,
      globalLinksPerRouter: h,
      groups: 0,
      ...single,
    });
    const g = a * h + 1;
    expect(counts).toMatchObject({ nics: a * p * g, switches: { router: a * g } });
    expect(counts.links).toMatchObject({ local: (g * a * (a - 1)) / 2, global: (g * (g - 1)) / 2 });
    expect(networkDegrees(topology)).toEqual(new Set([a - 1 + h]));
    expect(routerDiameter(topology)).toBe(3);
  });

  it.each(['relative', 'absolute'])('joins every two groups equally often, %s', (arrangement) => {
    const parameters = { routersPerGroup: 4, globalLinksPerRouter: 4, groups: 5, endpointsPerRouter: 8, arrangement };
    const { topology } = lawfulFabric('dragonfly', parameters);
    const { routers } = topology.regions[0]!;
    const groupOf = new Map(Array.from(routers, (node, r) => [node, Math.floor(r / 4)]));
    const between = new Map<string, number>();
    for (let e = 0; e < topology.linkCount; e++) {
      if (linkClassOf(topology, e).kind !== 'global') continue;
      const ends = [groupOf.get(topology.linkA[e]!)!, groupOf.get(topology.linkB[e]!)!].toSorted((x, y) => x - y);
      expect(ends[0]).not.toBe(ends[1]);
      between.set(ends.join(), (between.get(ends.join()) ?? 0) + 1);
    }
    // 16 ports for 4 other groups: 4 links to each of the 10 pairs.
    expect([...between.values()]).toEqual(Array.from({ length: 10 }, () => 4));
  });

  it('cables every global port it can when there are fewer groups than ports', () => {
    // DeepSeek-V3 Insights, table 3: 511 groups of 32 x 16 global ports; 261,632 endpoints, 16,352 switches, 384,272 links.
    const counts = recipeOf('dragonfly')!.expected({
      endpointsPerRouter: 16,
      routersPerGroup: 32,
      globalLinksPerRouter: 16,
      groups: 511,
    });
    expect([counts.nics, counts.switches.router, counts.links['local']! + counts.links['global']!]).toEqual([
      261632, 16352, 384272,
    ]);
    for (const groups of [2, 3, 4, 5, 6, 7, 8, 9]) {
      const built = countsFor('dragonfly', {
        endpointsPerRouter: 2,
        routersPerGroup: 4,
        globalLinksPerRouter: 2,
        groups,
        ...single,
      });
      // Each port has one end of a link, but for one port a group where both 8 ports and the groups are odd to each other.
      expect(built.links['global']).toBe(
        Math.floor((groups * (8 % (groups - 1) === 0 || groups % 2 === 0 || (8 % (groups - 1)) % 2 === 0 ? 8 : 7)) / 2),
      );
    }
  });

  it('has the counts of the largest Slingshot and of the HammingMesh artefact', () => {
    const slingshot = recipeOf('dragonfly')!.expected({
      endpointsPerRouter: 16,
      routersPerGroup: 32,
      globalLinksPerRouter: 17,
      groups: 0,
    });
    expect(slingshot).toMatchObject({ nics: 279040, switches: { router: 17440 } });
    expect(slingshot.links).toMatchObject({ global: 148240, local: 270320, 'nic-router': 279040 });
    const small = countsFor('dragonfly', { routersPerGroup: 16, groups: 8, linksPerGroupPair: 18 });
    expect(small).toMatchObject({ nics: 1024, links: { global: 28 * 18 } });
  });

  it('has the groups of Frontier', () => {
    // 74 compute groups of 32 switches with 16 endpoints, 6 groups of 16; 4 links between compute groups.
    const { counts, topology } = lawfulFabric('dragonfly', {
      endpointsPerRouter: 16,
      routersPerGroup: 32,
      globalLinksPerRouter: 17,
      groups: 74,
      linksPerGroupPair: 4,
      serviceGroups: 6,
      routersPerServiceGroup: 16,
      linksPerServiceGroupPair: 2,
      acceleratorsPerServer: 8,
      nicsPerServer: 4,
      link_Gbps: 200,
    });
    expect(counts.switches['router']).toBe(2464);
    expect(counts.nics).toBe(74 * 512);
    expect(counts.servers).toBe(74 * 128);
    expect(counts.links['local']).toBe(36704 + 6 * 120);
    expect(topology.regions[0]!.routers.length).toBe(2464);
  });

  it('refuses more groups than its global links reach, at no cost', () => {
    const checked = recipeOf('dragonfly')!.check({ groups: 130 });
    expect(!checked.ok && checked.fault.message).toContain('nearest valid value is 129');
    expect(recipeOf('dragonfly')!.check({ endpointsPerRouter: 42 }).ok).toBe(false);
  });
});

describe('dragonfly-plus', () => {
  it('has a leaf-spine in each group and links between every two', () => {
    const { topology, counts } = lawfulFabric('dragonfly-plus', {
      leavesPerGroup: 4,
      spinesPerGroup: 4,
      endpointsPerLeaf: 8,
      globalLinksPerSpine: 2,
      groups: 0,
    });
    expect(counts).toMatchObject({ nics: 9 * 32, switches: { leaf: 36, spine: 36 } });
    expect(counts.links).toMatchObject({ 'leaf-spine': 9 * 16, global: 36 });
    expect(routerDiameter(topology)).toBeLessThanOrEqual(5);
  });
});

describe('torus', () => {
  it.each([
    [[5], 2],
    [[4, 4], 4],
    [[4, 4, 4], 6],
    [[3, 4, 5, 3], 8],
  ])('of %j has %i neighbours everywhere', (dimensions, degree) => {
    const { topology } = lawfulFabric('torus', { dimensions });
    expect(new Set(degreesOf(topology))).toEqual(new Set([degree]));
    expect(routerDiameter(topology)).toBe(dimensions.reduce((sum, n) => sum + Math.floor(n / 2), 0));
  });

  it('open in a dimension is a mesh there', () => {
    const { topology, counts } = lawfulFabric('torus', { dimensions: [4, 3], wrap: [0, 0] });
    expect(counts.links['accelerator-accelerator']).toBe(3 * 3 + 4 * 2);
    expect(routerDiameter(topology)).toBe(3 + 2);
  });

  it('has the shape of a TPU v4 pod', () => {
    // 64 cubes of 64 chips; boards of 4 chips; 6 links on each chip.
    const counts = countsFor('torus', { dimensions: [16, 16, 16] });
    expect(counts).toMatchObject({ accelerators: 4096, servers: 1024 });
    expect(counts.links['accelerator-accelerator']).toBe(3 * 4096);
  });

  it('has the endpoints of the HammingMesh artefact', () => {
    expect(countsFor('torus', { dimensions: [32, 32] }).accelerators).toBe(1024);
  });

  it('twisted is shorter than straight and as regular', () => {
    const { topology } = lawfulFabric('torus', { dimensions: [4, 4, 8], twist: [4, 4] });
    expect(new Set(degreesOf(topology))).toEqual(new Set([6]));
    // Straight 4 x 4 x 8 has diameter 2 + 2 + 4.
    expect(routerDiameter(topology)).toBeLessThan(8);
    expect(topology.regions[0]!.family).toBe('twisted-torus');
  });

  it('of routers carries servers', () => {
    expect(countsFor('torus', { dimensions: [4, 4, 2], endpointsPerRouter: 8 })).toMatchObject({
      servers: 32,
      links: { 'nic-router': 256, 'router-router': 32 * 2 + 16 },
    });
  });
});

describe('hyperx and full mesh', () => {
  it('join all routers of a row', () => {
    const { topology, counts } = lawfulFabric('hyperx', { dimensions: [4, 3, 5] });
    expect(counts.links['router-router']).toBe((60 * (3 + 2 + 4)) / 2);
    expect(routerDiameter(topology)).toBe(3);
    expect(routerDiameter(lawfulFabric('full-mesh', { switches: 9 }).topology)).toBe(1);
  });

  it('widen by dimension', () => {
    expect(countsFor('hyperx', { dimensions: [4, 3], linksPerPair: [2] }).links['router-router']).toBe(
      (12 * (6 + 2)) / 2,
    );
  });

  it('has the endpoints of the HammingMesh artefact', () => {
    const counts = countsFor('hyperx', { dimensions: [32, 32], endpointsPerRouter: 1, switchPorts: 64, ...single });
    expect(counts).toMatchObject({ nics: 1024, links: { 'router-router': (1024 * 62) / 2 } });
  });
});

describe('hammingmesh', () => {
  it.each([
    [[2, 2], [16, 16], 32, 32],
    [[4, 4], [8, 8], 32, 16],
  ])('of boards %j, %j of them, has one switch a line', (board, boards, lines, ports) => {
    const { topology, counts } = lawfulFabric('hammingmesh', { board, boards });
    expect(counts).toMatchObject({ accelerators: 1024, switches: { leaf: 2 * lines } });
    expect(counts.links['accelerator-leaf']).toBe(2 * lines * ports);
    const degree = degreesOf(topology);
    for (let v = 0; v < topology.nodeCount; v++) expect(degree[v]).toBe(roleOf(topology, v) === 'leaf' ? ports : 4);
  });

  it('shares switches and builds trees where lines are long', () => {
    // 32 ports a line: two lines fit a switch of 64, 32 switches in all.
    expect(countsFor('hammingmesh', { board: [2, 2], boards: [16, 16], linesPerSwitch: 2 }).switches).toEqual({
      leaf: 32,
    });
    // 40 boards across are 80 ports a row: 3 leaves of 32 and spines that divide 32 uplinks, 96 / 64 -> 2.
    const counts = countsFor('hammingmesh', { board: [2, 1], boards: [40, 2] });
    expect(counts.switches).toEqual({ leaf: 2 * 3 + 80, spine: 2 * 2 });
  });
});

describe('slim-fly', () => {
  it.each([3, 4, 5, 7, 8, 9, 11, 13])('over GF(%i) is regular with diameter 2', (q) => {
    const { topology, counts } = lawfulFabric('slim-fly', { q, ...single, endpointsPerRouter: 1 });
    const delta = q % 4 === 3 ? -1 : q % 4;
    expect(counts.switches).toEqual({ router: 2 * q * q });
    expect(networkDegrees(topology)).toEqual(new Set([(3 * q - delta) / 2]));
    expect(routerDiameter(topology)).toBe(2);
  });

  it('refuses what is no prime power and names the nearest', () => {
    for (const [q, nearest] of [
      [28, 27],
      [6, 5],
      [12, 11],
    ]) {
      const checked = recipeOf('slim-fly')!.check({ q: q! });
      expect(!checked.ok && checked.fault.message).toContain(`nearest valid value is ${nearest}`);
    }
  });
});

describe('jellyfish and xpander', () => {
  it('are regular, connected and the same for the same seed', () => {
    for (const [name, parameters, degree] of [
      ['jellyfish', { switches: 40, degree: 6 }, 6],
      ['jellyfish', { switches: 10, degree: 9, seed: 3 }, 9],
      ['jellyfish', { switches: 9, degree: 2, seed: 5 }, 2],
      ['xpander', { degree: 5, switchesPerSet: 6 }, 5],
    ] as const) {
      const { topology } = lawfulFabric(name, parameters);
      expect(networkDegrees(topology)).toEqual(new Set([degree]));
      routerDiameter(topology);
      expect(lawfulFabric(name, parameters).topology.linkB).toEqual(topology.linkB);
    }
    const one = lawfulFabric('jellyfish', { seed: 1 }).topology.linkB;
    expect(lawfulFabric('jellyfish', { seed: 2 }).topology.linkB).not.toEqual(one);
  });

  it('names the nearest degree where ends do not make links', () => {
    const checked = recipeOf('jellyfish')!.check({ switches: 15, degree: 3 });
    expect(!checked.ok && checked.fault.message).toContain(
      '15 x 3 ends do not make whole links. The nearest valid value is 2.',
    );
  });
});

describe('scale-up', () => {
  it('has the counts of an NVL72 rack', () => {
    const { topology, counts } = lawfulFabric('scale-up', {});
    expect(counts).toMatchObject({ accelerators: 72, servers: 18, switches: { scaleUp: 18 } });
    expect(counts.links).toEqual({ 'accelerator-scaleUp': 1296 });
    // 900 GB/s each way on 18 links: 400 Gb/s a link; 9 switch trays of 2 chips.
    expect(new Set(topology.linkCapacity_Gbps)).toEqual(new Set([400]));
    expect(topology.groupClasses.map((c) => c.word)).toContain('switches');
  });

  it('has full meshes, tori and meshes', () => {
    expect(countsFor('scale-up', { scaleUp: 'full-mesh', accelerators: 8, acceleratorsPerTray: 0 }).links).toEqual({
      'accelerator-accelerator': 28,
    });
    expect(countsFor('scale-up', { scaleUp: 'torus' })).toMatchObject({
      accelerators: 64,
      links: { 'accelerator-accelerator': 192 },
    });
    expect(countsFor('scale-up', { scaleUp: 'mesh', scaleUpShape: [12, 7] }).links).toEqual({
      'accelerator-accelerator': 11 * 7 + 12 * 6,
    });
    expect(countsFor('scale-up', { domains: 3 }).accelerators).toBe(216);
  });
});
