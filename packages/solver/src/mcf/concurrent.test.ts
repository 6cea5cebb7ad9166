import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { finish } from '../steps.ts';
import { concurrentFlow, type Interval } from './concurrent.ts';
import { equilibrate } from './equilibrate.ts';
import { certifyConcurrent } from './certify.ts';
import { checkConcurrent } from './problem.ts';

type Triple = [number, number, number];

function interval(nodes: number, arcs: Triple[], demands: Triple[], gap = 1e-3): Interval {
  const found = finish(concurrentFlow(valueOf(checkConcurrent({ nodes, arcs, demands })), { gap, sweeps: 2000 }));
  expect(found.certificate).toMatchObject({ ok: true });
  return found;
}

const both = (edges: Triple[]): Triple[] =>
  edges.flatMap(
    ([u, v, c]) =>
      [
        [u, v, c],
        [v, u, c],
      ] as Triple[],
  );

const ring = (n: number): Triple[] => both(Array.from({ length: n }, (_, i) => [i, (i + 1) % n, 1]));

describe('maximum concurrent flow', () => {
  it.each([
    ['one arc of 3 for a demand of 2', 2, [[0, 1, 3]], [[0, 1, 2]], 1.5],
    [
      'two ways of 1 and 2',
      3,
      [
        [0, 1, 1],
        [0, 2, 2],
        [2, 1, 2],
      ],
      [[0, 1, 1]],
      3,
    ],
    // Both ways round a ring of 8 have 3 and 5 hops: 8 flows of 3 on 16 arcs would allow 2/3 a hop; the LP says 8/15.
    [
      'ring of 8, every node to the third next, best split',
      8,
      ring(8),
      Array.from({ length: 8 }, (_, i) => [i, (i + 3) % 8, 1]),
      8 / 15,
    ],
    ['ring of 9, +4', 9, ring(9), Array.from({ length: 9 }, (_, i) => [i, (i + 4) % 9, 1]), 0.45],
    [
      'ring of 8, all-to-all: 2 hops a pair',
      8,
      ring(8),
      Array.from({ length: 56 }, (_, i) => [Math.floor(i / 7), (Math.floor(i / 7) + 1 + (i % 7)) % 8, 1]),
      0.125,
    ],
  ] as [string, number, Triple[], Triple[], number][])('%s', (_, nodes, arcs, demands, value) => {
    const { low, high, gap } = interval(nodes, arcs, demands);
    expect(gap).toBeLessThanOrEqual(1e-3);
    expect(low).toBeLessThanOrEqual(value * (1 + 1e-9));
    expect(high).toBeGreaterThanOrEqual(value * (1 - 1e-9));
  });

  it('is 0 when a demand has no way, and without bound when nothing is asked', () => {
    expect(
      interval(
        3,
        [[0, 1, 1]],
        [
          [0, 1, 1],
          [0, 2, 1],
        ],
      ),
    ).toMatchObject({ low: 0, high: 0 });
    expect(interval(2, [[0, 1, 1]], [])).toMatchObject({ low: Infinity, high: Infinity });
    expect(interval(2, [[0, 1, 1]], [[1, 1, 5]])).toMatchObject({ low: Infinity });
    expect(interval(2, [[0, 1, 0]], [[0, 1, 1]])).toMatchObject({ low: 0, high: 0 });
  });

  it('adds up demands of one pair and takes capacity of parallel arcs together', () => {
    const { low, high } = interval(
      2,
      [
        [0, 1, 1],
        [0, 1, 2],
      ],
      [
        [0, 1, 1],
        [0, 1, 2],
      ],
    );
    expect(low).toBeLessThanOrEqual(1 + 1e-9);
    expect(high).toBeGreaterThanOrEqual(1 - 1e-9);
    expect(high - low).toBeLessThan(1e-3);
  });

  it('brackets, and scales with capacities, on random graphs', () => {
    const graph = fc.record({
      arcs: fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: 1, max: 9 })), { minLength: 4, maxLength: 30 }),
      demands: fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: 1, max: 4 })), { minLength: 1, maxLength: 8 }),
    });
    fc.assert(
      fc.property(graph, ({ arcs, demands }) => {
        const one = interval(8, arcs, demands, 0.02);
        const three = interval(
          8,
          arcs.map(([u, v, c]) => [u, v, 3 * c]),
          demands,
          0.02,
        );
        expect(one.gap).toBeLessThanOrEqual(0.02);
        expect(three.low).toBeLessThanOrEqual(3 * one.high * (1 + 1e-9));
        expect(three.high).toBeGreaterThanOrEqual(3 * one.low * (1 - 1e-9));
      }),
      { seed: 4, numRuns: 60 },
    );
  });

  it('keeps a valid upper end under any prices, and the certificate refuses a claim beyond its proof', () => {
    const problem = valueOf(
      checkConcurrent({
        nodes: 8,
        arcs: ring(8),
        demands: [
          [0, 3, 1],
          [2, 7, 1],
        ],
      }),
    );
    const answer = finish(equilibrate(problem, { gap: 0.01, sweeps: 200 }));
    expect(finish(certifyConcurrent(problem, answer)).ok).toBe(true);
    expect(finish(certifyConcurrent(problem, { ...answer, low: answer.low * 1.1 })).ok).toBe(false);
    expect(finish(certifyConcurrent(problem, { ...answer, high: answer.low * 0.9 })).ok).toBe(false);
  });
});

describe('an instance from outside', () => {
  it.each([
    [null, 'shape instance'],
    [{ nodes: -1, arcs: [], demands: [] }, 'shape nodes'],
    [{ nodes: 1e12, arcs: [], demands: [] }, 'size nodes'],
    [{ nodes: 2, demands: [] }, 'shape arcs'],
    [{ nodes: 2, arcs: [[0, 1]], demands: [] }, 'arc arcs[0]'],
    [{ nodes: 2, arcs: [[0, 2, 1]], demands: [] }, 'arc arcs[0][1]'],
    [{ nodes: 2, arcs: [[0, 1, NaN]], demands: [] }, 'arc arcs[0][2]'],
    [{ nodes: 2, arcs: [[0, 1, -1]], demands: [] }, 'arc arcs[0][2]'],
    [{ nodes: 2, arcs: [], demands: [[0, 1, -1]] }, 'demand demands[0][2]'],
    [{ nodes: 2, arcs: [], demands: Array.from({ length: 500_000 }) }, 'size demands'],
  ])('%# names what is wrong', (input, fault) => {
    const checked = checkConcurrent(input);
    expect(checked.ok ? 'accepted' : `${checked.fault.code} ${checked.fault.where}`).toBe(fault);
  });
});
