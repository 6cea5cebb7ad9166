import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { ExplicitFlows, Flows } from '@weft/topology';
import type { Result } from './result.ts';
import type { Routing } from './routing.ts';
import { finish } from './steps.ts';
import { solve, type SolveOptions } from './solve.ts';
import { rowsFlat } from './testing/flat.ts';
import {
  dragonfly,
  fatTree,
  hyperx,
  jellyfish,
  leafSpine,
  rails,
  randomOf,
  shuffle,
  torus,
  type Made,
} from './testing/fabrics.ts';

const spray: Routing = { policy: 'spray', handOver: false };

function answer(made: Made, flows: Flows, routing: Routing = spray, options: SolveOptions = {}): Result {
  const result = valueOf(finish(solve(made.topology, flows, routing, options)));
  expect(result.certificate.worst).toBeLessThan(1e-9);
  return result;
}

export function pairs(list: readonly (readonly [number, number])[]): ExplicitFlows {
  return {
    kind: 'explicit',
    name: 'pairs',
    source: Int32Array.from(list, ([s]) => s),
    target: Int32Array.from(list, ([, t]) => t),
    weight: null,
    cap_Gbps: null,
    size_B: null,
  };
}

const uniform = (made: Made): Flows => ({
  kind: 'uniform',
  name: 'all-to-all',
  endpoints: made.endpoints,
  size_B: null,
});

const shift = (made: Made, by: number): Flows =>
  pairs([...made.endpoints].map((s, i) => [s, made.endpoints[(i + by) % made.endpoints.length]!] as const));

const slowest = (made: Made, flows: Flows, routing: Routing = spray): number =>
  answer(made, flows, routing).rateSummary_Gbps.min;

describe('all-to-all, the slowest pair, by closed form', () => {
  it.each([
    ['leaf-spine 4 x 4, 4 uplinks of 1: host links bind, 1/15', leafSpine(4, 4, 4, 1), 1 / 15],
    // 2 uplinks of 1 carry 6 hosts x 12 foreign hosts.
    ['leaf-spine 3 x 6, 2 uplinks of 1: 2/72', leafSpine(3, 6, 2, 1), 2 / 72],
    ['leaf-spine 4 x 4, 1 uplink of 2: 2/48', leafSpine(4, 4, 1, 2), 2 / 48],
    ['fat-tree k=4: the host link, 1/15', fatTree(4), 1 / 15],
    ['fat-tree k=6: 1/53', fatTree(6), 1 / 53],
    ['torus 4: 4 nodes, k/4 hops a pair', torus([4]), 0.5],
    ['torus 8', torus([8]), 0.125],
    ['torus 8 x 4', torus([8, 4]), 0.03125],
    ['torus 4 x 4 x 4', torus([4, 4, 4]), 0.03125],
    ['torus 3 x 5', torus([3, 5]), 1 / 9],
  ])('%s', (_, made, rate) => {
    expect(slowest(made, uniform(made))).toBeCloseTo(rate, 12);
  });

  it('rail-only 4 x 4, NIC 1, scale-up 0.9: each accelerator carries 3 + 4.5 + 4.5 flows on its scale-up link', () => {
    const made = rails(4, 4, 1, 0.9, null);
    expect(slowest(made, uniform(made), { policy: 'spray', handOver: true })).toBeCloseTo(0.075, 12);
  });

  it('rail-only without hand-over leaves the pairs between rails without a path', () => {
    const made = rails(4, 4, 1, 0.9, null);
    const result = answer(made, uniform(made));
    // Of 15 partners an accelerator reaches 3 in its server and 3 on its rail.
    expect(result.disconnected).toBe(16 * 9);
    expect(result.rateSummary_Gbps.min).toBeCloseTo(0.9 / 3, 12);
  });

  it.each([
    [2, 2 / 36],
    [4, 1 / 12],
  ])('rail-optimised 4 x 4 without hand-over, spine of %d a rail', (spine, rate) => {
    const made = rails(4, 4, 1, 0.9, spine);
    expect(slowest(made, uniform(made))).toBeCloseTo(rate, 12);
  });
});

describe('every host to one other, by closed form', () => {
  it.each([
    ['ring of 8, next: each link carries one flow', torus([8]), 1, 1],
    ['ring of 8, +3 by shortest path: three flows a link', torus([8]), 3, 1 / 3],
    ['ring of 16, +7', torus([16]), 7, 1 / 7],
    ['leaf-spine 4 x 4, 2 uplinks of 1, to the next leaf: 2/4', leafSpine(4, 4, 2, 1), 4, 0.5],
    ['leaf-spine 4 x 4, 1 uplink of 2', leafSpine(4, 4, 1, 2), 4, 0.5],
    ['HyperX 4 x 4, 4 a router, to the next in one dimension', hyperx([4, 4], 4), 4, 0.25],
    ['HyperX 3 x 3 x 3', hyperx([3, 3, 3], 3), 3, 1 / 3],
  ])('%s', (_, made, by, rate) => {
    expect(slowest(made, shift(made, by))).toBeCloseTo(rate, 12);
  });
});

describe('what has no rate', () => {
  const made = leafSpine(2, 2, 1, 1);
  const [a, b, c] = made.endpoints as unknown as [number, number, number];

  it('reports a pair that failures cut off, and leaves it out of the figures', () => {
    const spine = 0;
    const result = answer(
      made,
      pairs([
        [a, b],
        [a, c],
      ]),
      spray,
      { failures: { links: [], nodes: [spine] } },
    );
    expect(result.disconnected).toBe(1);
    expect([...result.bottleneck!]).toEqual([expect.any(Number), -2]);
    expect(result.rateSummary_Gbps).toEqual({ min: 1, mean: 1, max: 1 });
  });

  it('lets a flow to itself run unlimited', () => {
    const result = answer(
      made,
      pairs([
        [a, a],
        [a, b],
      ]),
    );
    expect([...result.rate_Gbps!]).toEqual([Infinity, 1]);
    expect(result.bottleneck![0]).toBe(-3);
    expect(result.rateSummary_Gbps.max).toBe(1);
  });

  it('follows a line of nodes, where every way out is the only one', () => {
    const line = leafSpine(2, 1, 1, 4, 5);
    const [x, y] = line.endpoints as unknown as [number, number];
    for (const routing of [spray, { policy: 'single-path', seed: 0, handOver: false } as const]) {
      const result = answer(
        line,
        pairs([
          [x, y],
          [y, x],
        ]),
        routing,
      );
      expect([...result.rate_Gbps!]).toEqual([4, 4]);
      expect(result.arcLoad_Gbps.reduce((a, b) => a + b, 0)).toBe(4 * 8);
    }
  });

  it('answers no flows at all', () => {
    expect(answer(made, pairs([])).rateSummary_Gbps).toEqual({ min: 0, mean: 0, max: 0 });
  });

  it('refuses a node that is not there, and a weight that is none', () => {
    expect(finish(solve(made.topology, pairs([[a, 99]]), spray))).toMatchObject({
      ok: false,
      fault: { where: 'flows[0]' },
    });
    const weighted = { ...pairs([[a, b]]), weight: Float64Array.of(NaN) };
    expect(finish(solve(made.topology, weighted, spray))).toMatchObject({ ok: false, fault: { code: 'flows' } });
  });
});

describe('flat and quotient', () => {
  const fabrics: [string, Made][] = [
    ['fat-tree', fatTree(4)],
    ['leaf-spine', leafSpine(4, 3, 4, 0.5)],
    ['torus', torus([4, 4])],
    ['dragonfly', dragonfly(2, 4, 2)],
    ['hyperx', hyperx([3, 4], 2)],
    ['rail-optimised', rails(4, 4, 1, 0.9, 2)],
    ['jellyfish', jellyfish(20, 4, 2, 7)],
  ];
  it.each(fabrics)('agree on %s for any traffic and 0 to 3 failures', (_, made) => {
    const next = randomOf(11);
    for (let trial = 0; trial < 8; trial++) {
      const failed = Array.from({ length: trial % 4 }, () => Math.floor(next() * made.topology.linkCount));
      const targets = [...made.endpoints];
      shuffle(targets, next);
      const flows = {
        ...pairs([...made.endpoints].map((s, i) => [s, targets[i]!] as const)),
        weight: trial < 4 ? null : Float64Array.from(made.endpoints, () => 1 + Math.floor(next() * 3)),
      };
      const failures = { links: failed, nodes: [] };
      const result = answer(made, flows, { policy: 'spray', handOver: true }, { failures });
      const flat = rowsFlat(made.topology, flows, failures);
      const off = [...flat].map((r, f) => {
        if (r === -1) return result.bottleneck![f] === -2 ? 0 : 1;
        return r === result.rate_Gbps![f] ? 0 : Math.abs(result.rate_Gbps![f]! / r - 1);
      });
      expect(Math.max(...off)).toBeLessThan(1e-12);
    }
  });

  it('collapses the fat-tree and leaves the jellyfish alone', () => {
    const tree = fatTree(6);
    expect(answer(tree, shift(tree, 7)).layer).toBe('quotient');
    const random = jellyfish(30, 5, 1, 3);
    expect(answer(random, shift(random, 7)).layer).toBe('flat');
  });
});
