import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { finish } from '../steps.ts';
import { fabricOf, noFailures } from '../route/fabric.ts';
import { optimum } from '../mcf/optimum.ts';
import { dragonfly, fatTree, hyperx, jellyfish, leafSpine, torus, type Made } from '../testing/fabrics.ts';
import { boundsOf } from './bounds.ts';
import { bisection } from './cut.ts';
import { reachSteps } from './reach.ts';
import { assign, tub, volumeBound } from './volume.ts';

const fabric = (made: Made) =>
  fabricOf(made.topology, { handOver: false, failures: noFailures, byCapacity: false, length: null });

describe('distances and ways', () => {
  it.each([
    // k = 4: 1 partner at 2 hops, 2 in the pod at 4 by k/2 ways, 12 at 6 by (k/2)^2.
    ['fat-tree k=4', fatTree(4), { diameter: 6, averageHops: (2 + 2 * 4 + 12 * 6) / 15, leastPaths: 1 }],
    ['ring of 6', torus([6]), { diameter: 3, averageHops: (1 + 1 + 2 + 2 + 3) / 5, leastPaths: 1 }],
    // 2^3 as a mesh: 3 at one hop, 3 at two by 2 ways, 1 at three by 6.
    ['cube', torus([2, 2, 2], false), { diameter: 3, averageHops: 12 / 7, averagePaths: (3 + 6 + 6) / 7 }],
  ])('of %s', (_, made, wanted) => {
    const found = finish(reachSteps(fabric(made), made.endpoints, null));
    for (const [key, value] of Object.entries(wanted)) expect(found[key as 'diameter']).toBeCloseTo(value, 12);
    expect(found.histogram.reduce((a, b) => a + b, 0)).toBe(made.endpoints.length * (made.endpoints.length - 1));
  });
});

describe('the bisection', () => {
  it.each([
    ['ring of 8: two links', torus([8]), 2],
    ['torus 4 x 4: two rows of links', torus([4, 4]), 8],
    ['mesh 4 x 4', torus([4, 4], false), 4],
    ['fat-tree k=4: half the hosts', fatTree(4), 8],
    ['leaf-spine of 4 leaves, 2 uplinks each', leafSpine(4, 4, 2, 1), 4],
    ['full mesh of 4 routers, one host each', hyperx([4], 1, 1, 10), 4],
  ])('%s', (_, made, value) => {
    const rate = valueOf(
      finish(
        optimum(
          made.topology,
          { kind: 'uniform', name: 'all', endpoints: made.endpoints, size_B: null },
          { handOver: false, gap: 1e-3 },
        ),
      ),
    ).low_Gbps;
    const found = finish(bisection(fabric(made), made.endpoints, rate));
    expect(found.high_Gbps).toBe(value);
    expect(found.low_Gbps).toBeLessThanOrEqual(value * (1 + 1e-9));
    expect(found.low_Gbps).toBeGreaterThan(0.4 * value);
    const half = [...made.endpoints].filter((v) => found.side[v] === 0).length;
    expect(half).toBe(made.endpoints.length / 2);
    // The cut it shows is what it says it has.
    const links = [...found.cut].reduce((sum, a) => sum + made.topology.linkCapacity_Gbps[a >> 1]!, 0);
    expect(links).toBe(value);
  });
});

describe('all bounds of a topology', () => {
  it('are one answer, the same with and without symmetry', () => {
    const made = fatTree(4);
    const bare = { ...made.topology, regions: [] };
    const [one, two] = [made.topology, bare].map((topology) =>
      valueOf(finish(boundsOf(topology, made.endpoints, { handOver: false, uniformRate_Gbps: 1 / 15 }))),
    );
    expect(one!.reach).toEqual(two!.reach);
    expect(one!.bisection.high_Gbps).toBe(8);
    // 240 pairs, (2 + 8 + 72) / 15 hops each, 96 arcs of 1.
    expect(one!.uniformVolume_Gbps).toBeCloseTo(96 / (16 * 82), 12);
    expect(one!.tub!.bound_Gbps).toBeGreaterThan(0);
  });
});

describe('bounds by volume', () => {
  it('of a ring of 8, all to the third next: 16 arcs over 8 flows of 3 hops', () => {
    const made = torus([8]);
    const target = made.endpoints.map((v) => (v + 3) % 8);
    expect(volumeBound(fabric(made), made.endpoints, target, null)).toBeCloseTo(16 / 24, 12);
  });

  it('are never below the optimum', () => {
    for (const made of [dragonfly(2, 4, 2), jellyfish(20, 4, 2, 5), fatTree(4)]) {
      const source = made.endpoints;
      const target = source.map((_, i) => source[(i + 5) % source.length]!);
      const flows = {
        kind: 'explicit',
        name: 'x',
        source,
        target,
        weight: null,
        cap_Gbps: null,
        size_B: null,
      } as const;
      const best = valueOf(finish(optimum(made.topology, flows, { handOver: false, gap: 0.05 })));
      expect(volumeBound(fabric(made), source, target, null)).toBeGreaterThanOrEqual(best.low_Gbps * (1 - 1e-9));
    }
  });

  it('TUB: the permutation it names cannot get more than it says', () => {
    const made = jellyfish(16, 4, 2, 5, 1);
    const switches = Int32Array.from({ length: 16 }, (_, i) => i);
    const found = tub(fabric(made), switches, new Float64Array(16).fill(2));
    expect([...found.permutation].toSorted((a, b) => a - b)).toEqual([...switches]);
    const source = made.endpoints;
    const target = source.map((_, i) => source[2 * found.permutation[i >> 1]! + (i & 1)]!);
    const flows = { kind: 'explicit', name: 'x', source, target, weight: null, cap_Gbps: null, size_B: null } as const;
    expect(valueOf(finish(optimum(made.topology, flows, { handOver: false, gap: 0.02 }))).low_Gbps).toBeLessThanOrEqual(
      found.bound_Gbps,
    );
  });

  it('assigns as the best of all permutations does', () => {
    const square = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 25, maxLength: 25 });
    const all = (rest: number[]): number[][] =>
      rest.length === 0 ? [[]] : rest.flatMap((x) => all(rest.filter((y) => y !== x)).map((p) => [x].concat(p)));
    const permutations = all([0, 1, 2, 3, 4]);
    fc.assert(
      fc.property(square, (value) => {
        const total = (p: ArrayLike<number>): number =>
          [0, 1, 2, 3, 4].reduce((sum, s) => sum + value[s * 5 + p[s]!]!, 0);
        expect(total(assign(Float64Array.from(value), 5))).toBe(Math.max(...permutations.map(total)));
      }),
      { seed: 8, numRuns: 60 },
    );
  });
});
