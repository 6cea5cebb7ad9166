import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitrarySeed, arbitraryStudy, SeededRandom } from '@weft/testkit';
import { canonicalJson } from './canonical.ts';
import { sameJson } from './same.ts';

/** The same value with the keys of every record in another order. */
function reordered(value: unknown, random: SeededRandom): unknown {
  if (Array.isArray(value)) return value.map((item) => reordered(item, random));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    random.shuffled(Object.entries(value)).map(([key, item]) => [key, reordered(item, random)]),
  );
}

describe('canonical JSON', () => {
  it('gives equal studies equal bytes, whatever the order of their keys', () => {
    fc.assert(
      fc.property(arbitraryStudy(), arbitrarySeed, fc.constantFrom(null, 20, 120), (study, seed, width) => {
        const other = reordered(study, new SeededRandom(seed));
        expect(sameJson(other, study)).toBe(true);
        expect(canonicalJson(other, width)).toBe(canonicalJson(study, width));
      }),
      { seed: 72, numRuns: 200 },
    );
  });

  it('is JSON that says the same', () => {
    fc.assert(
      fc.property(arbitraryStudy(), fc.constantFrom(null, 20, 120), (study, width) => {
        expect(JSON.parse(canonicalJson(study, width))).toEqual(study);
      }),
      { seed: 73, numRuns: 200 },
    );
  });

  it.each([
    [{ b: 1, a: [true, null, 'x'] }, null, '{"a":[true,null,"x"],"b":1}'],
    [-0, null, '0'],
    [{ a: undefined, b: {} }, null, '{"b":{}}'],
    [{ b: 1, a: 2 }, 80, '{"a": 2, "b": 1}'],
    [{ list: [1, 2], other: 3 }, 12, '{\n "list": [1, 2],\n "other": 3\n}'],
  ])('case %#', (value, width, expected) => {
    expect(canonicalJson(value, width)).toBe(expected);
  });

  it.each([NaN, Infinity, { x: -Infinity }, () => 1, { f: Symbol('s') }])(
    'throws on what JSON cannot say %#',
    (value) => {
      expect(() => canonicalJson(value)).toThrow(/JSON/);
    },
  );

  it('tells unequal values apart', () => {
    expect(sameJson({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(sameJson({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(sameJson([1, 2], [1, 2, 3])).toBe(false);
    expect(sameJson([], {})).toBe(false);
    expect(sameJson({ toString: 1 }, {})).toBe(false);
    expect(sameJson({}, { toString: 1 })).toBe(false);
  });
});
