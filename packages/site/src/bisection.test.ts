import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bisectionOf, maximumFlow } from './bisection.ts';
import { clos, hallOf } from './halls.testing.ts';

const of = (request: Parameters<typeof clos>[0]): number | null => {
  const { topology, placement } = hallOf(clos(request));
  return bisectionOf(topology, placement);
};

describe('the bisection', () => {
  it('is half the injection of a network that does not block', () => {
    // Each leaf joins its four servers to the spine with 32 cables of 400 Gb/s.
    expect(of({})).toBe(32 * 400);
    expect(of({ servers: 64, leaves: 16, spines: 16, trunk: 2 })).toBe((64 * 8 * 400) / 2);
    expect(of({ servers: 64, leaves: 16, spines: 16, cores: 8, pods: 2, trunk: 4 })).toBe((64 * 8 * 400) / 2);
  });

  it('shrinks with the taper', () => {
    expect(of({ trunk: 16 })).toBe(16 * 400);
  });

  it('leaves rails to their leaves: half of the NICs on each', () => {
    expect(of({ rails: true, leaves: 8, spines: 0, trunk: 0 })).toBe((64 * 400) / 2);
  });

  it('needs two devices', () => {
    expect(of({ servers: 1 })).toBeNull();
  });

  it('is a minimum cut: as small as the best of all ways to put the switches on a side', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 8 }),
        fc.array(fc.tuple(fc.nat(7), fc.nat(7), fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 20 }),
        (vertices, drawn) => {
          const edges = drawn
            .map(([a, b, capacity]) => [a % vertices, b % vertices, capacity] as const)
            .filter(([a, b]) => a !== b);
          let best = Infinity;
          for (let sides = 0; sides < 2 ** (vertices - 2); sides++) {
            const sideOf = (v: number): number => (v < 2 ? v : (sides >> (v - 2)) & 1);
            best = Math.min(
              best,
              edges.filter(([a, b]) => sideOf(a) !== sideOf(b)).reduce((sum, [, , capacity]) => sum + capacity, 0),
            );
          }
          expect(maximumFlow(vertices, edges)).toBeCloseTo(best, 9);
        },
      ),
      { seed: 20261124, numRuns: 300 },
    );
  });
});
