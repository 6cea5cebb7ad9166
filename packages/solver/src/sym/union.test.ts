import { describe, expect, it } from 'vitest';
import { randomOf } from '../testing/fabrics.ts';
import { counting, root, unite } from './union.ts';

describe('sets of numbers', () => {
  it('are named by their smallest member, in whatever order they are joined', () => {
    const sets = counting(6);
    unite(sets, 5, 4);
    unite(sets, 3, 5);
    expect([0, 1, 2, 3, 4, 5].map((v) => root(sets, v))).toEqual([0, 1, 2, 3, 3, 3]);
    unite(sets, 4, 1);
    expect([0, 1, 2, 3, 4, 5].map((v) => root(sets, v))).toEqual([0, 1, 2, 1, 1, 1]);
  });

  it('are those of a search through the pairs joined', () => {
    for (let seed = 1; seed <= 20; seed++) {
      const next = randomOf(seed);
      const n = 60;
      const pairs = Array.from({ length: 45 }, () => [Math.floor(next() * n), Math.floor(next() * n)] as const);
      const sets = counting(n);
      for (const [a, b] of pairs) unite(sets, a, b);
      const least = Array.from({ length: n }, (_, v) => v);
      for (let changed = true; changed;) {
        changed = false;
        for (const [a, b] of pairs) {
          const m = Math.min(least[a]!, least[b]!);
          if (least[a] === m && least[b] === m) continue;
          least[a] = least[b] = m;
          changed = true;
        }
      }
      expect({ seed, sets: least.map((_, v) => root(sets, v)) }).toEqual({ seed, sets: least });
    }
  });
});
