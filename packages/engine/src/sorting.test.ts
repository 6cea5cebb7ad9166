/** Sorting with pauses gives what sorting in one piece gives, equal items as they were. */
import * as fc from 'fast-check';
import { finish } from '@weft/solver';
import { describe, expect, it } from 'vitest';
import { sortedByRank, sortedSteps } from './sorting.ts';

function byKey(a: { key: number }, b: { key: number }): number {
  return a.key - b.key;
}

describe('sorting with pauses', () => {
  it('orders as one piece does, and keeps equal items in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 3000, size: 'max' }), (keys) => {
        const items = keys.map((key, at) => ({ key, at }));
        expect(finish(sortedSteps(items, byKey))).toEqual(items.toSorted(byKey));
        const places = Uint32Array.from(keys, (_, at) => at);
        const ranked = finish(sortedByRank(places, Uint32Array.from(keys), 41));
        expect([...ranked]).toEqual(items.toSorted(byKey).map(({ at }) => at));
      }),
      { seed: 20261128, numRuns: 40 },
    );
  });

  it('pauses at least every two thousand items', () => {
    const items = Array.from({ length: 50_000 }, (_, i) => (i * 7919) % 50_000);
    let pauses = 0;
    for (const _ of sortedSteps(items, (a, b) => a - b)) pauses++;
    // 98 runs, and seven rounds of merging them.
    expect(pauses).toBeGreaterThan(98 + 7 * 25);
  });
});
