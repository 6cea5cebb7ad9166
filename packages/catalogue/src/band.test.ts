import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandOf, exactly } from './band.ts';

const figure = (low: number | null, typical: number | null, high: number | null) => ({ low, typical, high });

describe('bandOf', () => {
  it.each([
    ['all three published', figure(1, 2, 5), { low: 1, typical: 2, high: 5 }],
    ['one value', figure(null, 7, null), { low: 7, typical: 7, high: 7 }],
    ['no high end', figure(1, 2, null), { low: 1, typical: 2, high: 2 }],
    [
      'ends only: as many times above the one as below the other',
      figure(10, null, 40),
      { low: 10, typical: 20, high: 40 },
    ],
    ['an upper bound only', figure(null, null, 3000), { low: 3000, typical: 3000, high: 3000 }],
    ['a published zero stays zero', figure(null, 0, null), { low: 0, typical: 0, high: 0 }],
  ])('%s', (_name, given, band) => expect(bandOf(given)).toEqual(band));

  it('has no band for what nobody published', () => {
    expect(bandOf(figure(null, null, null))).toBeNull();
    expect(bandOf(undefined)).toBeNull();
  });

  it('keeps published bounds and stays between them', () => {
    const value = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }));
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        const sorted = [a, b, c].filter((v) => v !== null).toSorted((x, y) => x - y);
        const [low, typical, high] = [a, b, c].map((v) => (v === null ? null : sorted.shift()!)) as (number | null)[];
        const known = [low, typical, high].filter((v): v is number => v !== null);
        const band = bandOf(figure(low!, typical!, high!)) ?? { low: Infinity, typical: null, high: -Infinity };
        expect([band.low, band.high]).toEqual([Math.min(...known), Math.max(...known)]);
        expect(typical === null ? null : band.typical).toBe(typical);
        expect(band.typical === null || (band.low <= band.typical && band.typical <= band.high)).toBe(true);
      }),
      { seed: 20261124 },
    );
  });

  it('makes a band of no width from one number', () => {
    expect(exactly(4)).toEqual({ low: 4, typical: 4, high: 4 });
  });
});
