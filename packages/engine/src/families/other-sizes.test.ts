/**
 * Families against theory at sizes beside those of the reference cases: odd, unequal, prime, and large. Each value is written out with its reason.
 *
 * Links of 1 Gb/s unless said otherwise; a host's own link is `wide` where the formula counts only the fabric.
 */
import { describe, expect, it } from 'vitest';
import type { Topology } from '@weft/topology';
import { allToAll, best, betweenSwitches, dragonfly, fabric, oneHost, slowest, wide } from './measure.testing.ts';

const fatTree = (k: number): Topology =>
  fabric('fat-tree', { ...oneHost(1), switchPorts: k, servers: k ** 3 / 4, uplink_Gbps: 1 });

const chips = (dimensions: readonly number[]): Topology =>
  fabric('torus', { dimensions, accelerator: '', scaleUpProtocol: '', link_Gbps: 1 });

describe('fat-tree, all-to-all by ideal spray', () => {
  it.each([6, 10, 14])('k=%d at full bandwidth: a host carries its pairs with all others', (k) => {
    const made = fatTree(k);
    const hosts = k ** 3 / 4;
    expect(slowest(made, allToAll(made), 'spray') / (1 / (hosts - 1))).toBeCloseTo(1, 12);
  });

  it.each([
    ['leaf-spine', 6, 0.5],
    ['leaf-spine', 14, 0.75],
    ['spine-core', 10, 0.3],
  ] as const)('with %s links at k=%d of %d: what leaves a leaf or a pod binds', (kind, k, capacity) => {
    // k/2 hosts of a leaf each send to H - k/2 others over its k/2 uplinks; k^2/4 of a pod to H - k^2/4 others over as many.
    const made = fatTree(k);
    const elsewhere = k ** 3 / 4 - (kind === 'leaf-spine' ? k / 2 : k ** 2 / 4);
    const slow = made.linkCapacity_Gbps.map((c, e) =>
      made.linkClasses[made.linkClass[e]!]!.kind === kind ? capacity : c,
    );
    const tapered = { ...made, linkCapacity_Gbps: slow };
    expect(slowest(tapered, allToAll(tapered), 'spray') / (capacity / elsewhere)).toBeCloseTo(1, 12);
  });
});

describe('torus of unequal sides, all-to-all in dimension order', () => {
  it.each([[[7, 4, 2]], [[9, 5]], [[6, 10, 3]], [[11]], [[2, 2, 12]], [[5, 3, 7]]])('%j', (dimensions) => {
    // Along a side of k the hops of all N^2 pairs are k/4 each on average (k odd: (k - 1/k)/4), on 2 N arcs: N k/8 or N (k - 1/k)/8 an arc. A side of 2
    // has one link a pair of places, so N arcs for N^2/2 hops. The side with the most binds.
    const n = dimensions.reduce((product, k) => product * k, 1);
    const load = Math.max(...dimensions.map((k) => (k === 2 ? n / 2 : (n * (k % 2 === 0 ? k : k - 1 / k)) / 8)));
    const made = chips(dimensions);
    expect(slowest(made, allToAll(made), 'dimension-order') / (1 / load)).toBeCloseTo(1, 12);
  });
});

describe('Dragonfly of odd sizes', () => {
  const shapes = [
    [1, 3, 1],
    [3, 5, 2],
    [2, 7, 3],
    [3, 3, 3],
  ] as const;

  it.each(shapes)('p=%d a=%d h=%d minimal, group to the next: a p hosts on one link', (p, a, h) => {
    const made = dragonfly({ p, a, h }, wide, wide);
    const next = betweenSwitches(made, (r, n) => (r + a) % n);
    expect(slowest(made, next, 'minimal') / (1 / (a * p))).toBeCloseTo(1, 12);
  });

  it.each(shapes)('p=%d a=%d h=%d Valiant, group to the next: two legs in a h - 1 parts', (p, a, h) => {
    const made = dragonfly({ p, a, h }, wide, wide);
    const next = betweenSwitches(made, (r, n) => (r + a) % n);
    expect(slowest(made, next, 'valiant') / ((a * h - 1) / (2 * a * p))).toBeCloseTo(1, 12);
  });

  it.each([...shapes, [8, 16, 8] as const])(
    'p=%d a=%d h=%d minimal, all-to-all: one of three links binds',
    (p, a, h) => {
      // Per pair of hosts: a global link carries the (a p)^2 pairs of its two groups. A local link from router to router carries the p^2 pairs of their
      // own hosts; from the p hosts of the one to the h groups behind the other, p h a p; and as much from those groups to the hosts of the other. A
      // host has its link of 1 for all others.
      const groups = a * h + 1;
      const hosts = groups * a * p;
      const load = Math.max((a * p) ** 2, p * p + 2 * p * h * a * p, hosts - 1);
      const made = dragonfly({ p, a, h }, 1, 1);
      expect(slowest(made, allToAll(made), 'minimal') / (1 / load)).toBeCloseTo(1, 12);
    },
  );
});

describe('HyperX, all-to-all by dimension order', () => {
  it.each([
    [[3, 5], 2],
    [[2, 3, 4], 3],
    [[7], 3],
    [[6, 6], 2],
  ] as const)('%j with %d hosts a router', (dimensions, hosts) => {
    // One link leads to each other coordinate of a dimension of s; it carries the pairs whose sources agree with its tail in the dimensions after and
    // whose targets agree with its head in those before: R/s routers of either together, so R/s x T^2 pairs.
    const made = fabric('hyperx', {
      ...oneHost(wide),
      dimensions,
      endpointsPerRouter: hosts,
      routerLink_Gbps: 1,
      switchPorts: 4096,
    });
    const routers = dimensions.reduce((product: number, s) => product * s, 1);
    const load = Math.max(...dimensions.map((s) => (routers / s) * hosts ** 2));
    expect(slowest(made, allToAll(made), 'dimension-order') / (1 / load)).toBeCloseTo(1, 12);
  });
});

describe('Slim Fly, one host a router, all-to-all', () => {
  it.each([7, 9, 11])('q=%d: no routing exceeds the links over the sum of distances', (q) => {
    // 2 q^2 routers of degree k' = (3 q - d) / 2 with q = 4 w + d: k' at one hop, all others at two. Each router has k' links out.
    const delta = q % 4 === 1 ? 1 : -1;
    const degree = (3 * q - delta) / 2;
    const bound = degree / (degree + 2 * (2 * q * q - 1 - degree));
    const made = fabric('slim-fly', {
      ...oneHost(wide),
      q,
      endpointsPerRouter: 1,
      routerLink_Gbps: 1,
      switchPorts: 64,
    });
    const rate = slowest(made, allToAll(made), 'spray');
    expect(rate).toBeLessThanOrEqual(bound * (1 + 1e-12));
    const { low, high } = best(made, allToAll(made), 0.02);
    expect(low).toBeLessThanOrEqual(bound * (1 + 1e-9));
    expect(high).toBeGreaterThanOrEqual(rate * (1 - 1e-9));
    expect(low).toBeGreaterThanOrEqual(0.97 * rate);
  });
});
