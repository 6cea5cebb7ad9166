/** Fresh names against a slow oracle that tries one number after the other, and how many steps ten thousand of them take. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FreshNames } from './ids.ts';
import { limits } from './limits.ts';

/** Tries every number from the wanted one on. */
function slowly(taken: Set<string>, wanted: string): string {
  if (!taken.has(wanted)) return wanted;
  const match = /^(.*?)(\d{1,9})$/.exec(wanted);
  const stem = match ? match[1]! : `${wanted} `;
  const digits = match && match[2]!.startsWith('0') ? match[2]!.length : 0;
  for (let number = match ? Number(match[2]) + 1 : 2; ; number++) {
    const ending = String(number).padStart(digits, '0');
    const name = stem.slice(0, limits.label - ending.length) + ending;
    if (!taken.has(name)) return name;
  }
}

const word = fc.oneof(
  fc.constantFrom('leaf', 'leaf 01', 'leaf 1', 'leaf 2', 'leaf 09', 'leaf 10', '', '7', 'x'.repeat(limits.label)),
  fc.nat(30).map((n) => `leaf ${n}`),
  fc.nat(12).map((n) => `leaf 0${n}`),
);

describe('fresh names', () => {
  it('are the first free ones, whatever was asked for before', () => {
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), fc.array(word, { maxLength: 60 }), (before, asked) => {
        const taken = new Set(before);
        const fresh = new FreshNames(before);
        for (const wanted of asked) {
          const expected = slowly(taken, wanted);
          taken.add(expected);
          expect(fresh.next(wanted)).toBe(expected);
        }
      }),
      { seed: 20261124 },
    );
  });

  it('leaves a count with its separators as it is', () => {
    expect(new FreshNames(['Pod of 1,024']).next('Pod of 1,024')).toBe('Pod of 1,024 2');
    expect(new FreshNames(['Pod of 1,024', 'Pod of 1,024 2']).next('Pod of 1,024')).toBe('Pod of 1,024 3');
    expect(new FreshNames(['rack 1,2']).next('rack 9')).toBe('rack 9');
  });

  it('of ten thousand copies follow their originals', () => {
    const names = Array.from({ length: 10_000 }, (_, i) => `switch ${i + 1}`);
    const fresh = new FreshNames(names);
    const given = names.map((name) => fresh.next(name));
    expect(given[0]).toBe('switch 10001');
    expect(given.at(-1)).toBe('switch 20000');
    expect(new Set(given).size).toBe(10_000);
  });
});
