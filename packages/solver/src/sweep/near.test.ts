import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { TopologyBuilder, type Flows, type Symmetry } from '@weft/topology';
import { noFailures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { finish } from '../steps.ts';
import { dragonfly, jellyfish, linkClass, nodeClass, randomOf, type Made } from '../testing/fabrics.ts';
import { NearFailures } from './near.ts';
import { sampleFailures } from './sample.ts';
import { solveLeft } from './scenario.ts';

const uniform = (made: Made): Flows => ({ kind: 'uniform', name: 'all', endpoints: made.endpoints, size_B: null });
const closeTo = (value: number, expected: number): void =>
  expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-12 * Math.abs(expected));

describe('failures from the allocation before them', () => {
  // Where routers bind, all pairs hang together, and a full solve is left to; so host links are slow, and some failures overload others.
  const fabrics = [
    ['dragonfly 2 4 2', dragonfly(2, 4, 2, 1, 0.8), 'minimal', 1],
    ['dragonfly 1 6 2', dragonfly(1, 6, 2, 1, 1.5), 'minimal', 2],
    ['dragonfly 2 4 3, sprayed', dragonfly(2, 4, 3, 1, 0.7), 'spray', 3],
    ['jellyfish of 80', jellyfish(80, 9, 1, 7), 'spray', 4],
    ['jellyfish of 60', jellyfish(60, 12, 2, 9, 1.5), 'spray', 5],
  ] as const;
  it.each(fabrics)('leave what a full solve finds: %s', (_name, made, policy, seed) => {
    const routing = { policy, handOver: false } as const;
    const { topology } = made;
    const at = valueOf(policyOf(topology, routing, noFailures));
    const near = finish(NearFailures.of(topology, at, made.endpoints))!;
    expect(near).not.toBeNull();
    const next = randomOf(seed);
    const pick = (n: number): number => Math.floor(next() * n);
    let local = 0;
    for (let trial = 0; trial < 24; trial++) {
      const links = Array.from({ length: trial % 4 === 3 ? 2 : 1 }, () => pick(topology.linkCount));
      const nodes = trial % 8 === 5 ? [topology.linkA[pick(topology.linkCount)]!] : [];
      const failures = { links: nodes.length > 0 ? [] : links, nodes };
      const left = finish(near.left(failures));
      if (left === null) continue;
      local++;
      const full = valueOf(finish(solveLeft(topology, uniform(made), routing, failures)));
      expect(left.disconnected, `trial ${trial}`).toBe(full.disconnected);
      closeTo(left.min_Gbps, full.min_Gbps);
      closeTo(left.mean_Gbps, full.mean_Gbps);
    }
    // Most are left to a full solve in some of these; none may be always.
    expect(local).toBeGreaterThan(4);
  });

  it('leave what a full solve finds where they take one of several alike', () => {
    const made = dragonfly(4, 4, 2);
    const routing = { policy: 'minimal', handOver: false } as const;
    const at = valueOf(policyOf(made.topology, routing, noFailures));
    const near = finish(NearFailures.of(made.topology, at, made.endpoints))!;
    const linksOf = (v: number): number[] =>
      [...made.topology.linkA.keys()].filter((e) => [made.topology.linkA[e], made.topology.linkB[e]].includes(v));
    // Four hosts of a router are alike; three of them still are once the fourth is cut off.
    const failures = { links: linksOf(made.endpoints[0]!), nodes: [] };
    const left = finish(near.left(failures))!;
    const full = valueOf(finish(solveLeft(made.topology, uniform(made), routing, failures)));
    expect(left.disconnected).toBe(2 * (made.endpoints.length - 1));
    expect(left.disconnected).toBe(full.disconnected);
    closeTo(left.min_Gbps, full.min_Gbps);
    closeTo(left.mean_Gbps, full.mean_Gbps);
    // Two at once are not told apart from others.
    const two = [...linksOf(made.endpoints[0]!), ...linksOf(made.endpoints[1]!)];
    expect(finish(near.left({ links: two, nodes: [] }))).toBeNull();
  });

  it('keep what cards of a server send each other when one of them loses its way out', () => {
    const made = servers(40, 3);
    const { topology } = made;
    const routing = { policy: 'spray', handOver: false } as const;
    const at = valueOf(policyOf(topology, routing, noFailures));
    const near = finish(NearFailures.of(topology, at, made.endpoints));
    expect(near).not.toBeNull();
    for (const role of ['accelerator-nic', 'nic-router', 'accelerator-scaleUp', 'local'] as const) {
      const link = [...topology.linkClass.keys()].find(
        (e) => topology.linkClasses[topology.linkClass[e]!]!.kind === role,
      )!;
      const failures = { links: [link], nodes: [] };
      const left = finish(near!.left(failures));
      // Where a card has two ways, a failure moves its traffic to the other, and sets it apart.
      expect(left === null, `${role}`).toBe(role === 'accelerator-scaleUp');
      if (left === null) continue;
      const full = valueOf(finish(solveLeft(topology, uniform(made), routing, failures)));
      expect(left.disconnected, `${role}`).toBe(full.disconnected);
      closeTo(left.min_Gbps, full.min_Gbps);
      closeTo(left.mean_Gbps, full.mean_Gbps);
    }
  });
});

/** Routers on a ring with chords, a server on each: cards with a network card each, and a switch between them. */
function servers(routers: number, cards: number): Made {
  const b = new TopologyBuilder();
  const [router, card, nic, scaleUp] = [
    nodeClass('router'),
    nodeClass('accelerator', 'handOver'),
    nodeClass('nic'),
    nodeClass('scaleUp'),
  ];
  for (let r = 0; r < routers; r++) b.node(0, router);
  for (let r = 0; r < routers; r++) {
    b.link(r, (r + 1) % routers, linkClass('local'), 1);
    if (r % 3 === 0) b.link(r, (r + 7) % routers, linkClass('local'), 2);
  }
  const endpoints: number[] = [];
  const symmetries: Symmetry[] = [];
  for (let r = 0; r < routers; r++) {
    const inside = b.node(0, scaleUp);
    for (let i = 0; i < cards; i++) {
      const [c, n] = [b.node(0, card), b.node(0, nic)];
      endpoints.push(c);
      b.link(c, n, linkClass('accelerator-nic'), 1);
      b.link(n, r, linkClass('nic-router'), 0.3);
      b.link(c, inside, linkClass('accelerator-scaleUp'), 9);
      // A card and its network card change places with those before them.
      if (i > 0)
        symmetries.push({ nodes: Int32Array.of(c - 2, n - 2, c, n), images: Int32Array.of(c, n, c - 2, n - 2) });
    }
  }
  b.region({
    family: 'jellyfish',
    group: 0,
    shape: {},
    routers: Int32Array.from({ length: routers }, (_, r) => r),
    symmetries,
  });
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

describe('sampled single failures', () => {
  it('that are alike are solved once, and leave what each would', () => {
    const made = dragonfly(2, 4, 2);
    const routing = { policy: 'minimal', handOver: false } as const;
    const options = { samples: 12, seed: 5, links: 1, nodes: 0 };
    const { samples } = valueOf(finish(sampleFailures(made.topology, uniform(made), routing, options)));
    for (const sample of samples) {
      const full = valueOf(finish(solveLeft(made.topology, uniform(made), routing, sample)));
      expect(sample.disconnected).toBe(full.disconnected);
      closeTo(sample.min_Gbps, full.min_Gbps);
      closeTo(sample.mean_Gbps, full.mean_Gbps);
    }
  });
});
