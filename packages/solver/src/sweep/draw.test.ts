import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomOf } from '../testing/fabrics.ts';
import { drawAlike, WeightedDraw } from './draw.ts';

describe('draws by weight', () => {
  it('take each in proportion to its weight, the next among those that are left', () => {
    // Two of three: the first is i with w_i / 10; then j with w_j / (10 - w_i).
    const weight = [1, 3, 6];
    const draws = new WeightedDraw(Float64Array.from(weight));
    const random = randomOf(3);
    const counts = new Map<string, number>();
    const trials = 60_000;
    for (let k = 0; k < trials; k++) {
      const key = draws.draw(2, random).join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    for (const [i, j] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ] as const) {
      const [v, w] = [weight[i]!, weight[j]!];
      const expected = (v / 10) * (w / (10 - v)) + (w / 10) * (v / (10 - w));
      // Within five standard deviations.
      const deviation = Math.sqrt((expected * (1 - expected)) / trials);
      expect(Math.abs((counts.get(`${i},${j}`) ?? 0) / trials - expected)).toBeLessThan(5 * deviation);
    }
  });

  it('never take what weighs nothing, never one twice, and leave the weights as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 70 }), fc.nat(), (weights, seed) => {
        const draws = new WeightedDraw(Float64Array.from(weights));
        const heavy = weights.flatMap((w, i) => (w > 0 ? [i] : []));
        expect(draws.most).toBe(heavy.length);
        expect(draws.draw(heavy.length, randomOf(seed))).toEqual(heavy);
        for (const count of [Math.min(2, heavy.length), heavy.length]) {
          const taken = draws.draw(count, randomOf(seed));
          expect(new Set(taken).size).toBe(count);
          expect(taken.every((i) => weights[i]! > 0)).toBe(true);
        }
        expect(draws.draw(Math.min(1, draws.most), randomOf(seed))).toEqual(
          new WeightedDraw(Float64Array.from(weights)).draw(Math.min(1, draws.most), randomOf(seed)),
        );
      }),
      { seed: 20_262, numRuns: 100 },
    );
  });

  it('find one light one among many heavy ones as often as it weighs', () => {
    // 1,000 of 1,000 each and one of 1: a millionth; asked for all but one, it is the one left out nearly always.
    const weight = new Float64Array(1001).fill(1000);
    weight[500] = 1;
    const draws = new WeightedDraw(weight);
    const random = randomOf(8);
    let left = 0;
    for (let k = 0; k < 50; k++) if (!draws.draw(1000, random).includes(500)) left++;
    expect(left).toBeGreaterThan(45);
  });
});

it('draws alike take each set as often as any', () => {
  const random = randomOf(5);
  const counts = new Map<string, number>();
  for (let k = 0; k < 30_000; k++) {
    const key = drawAlike(4, 2, random).join();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  // Six pairs, 5,000 each, standard deviation 65.
  expect(counts.size).toBe(6);
  for (const n of counts.values()) expect(Math.abs(n - 5000)).toBeLessThan(325);
});
