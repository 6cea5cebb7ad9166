import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { flowHash, hashedChoice, mix, mostChoices, partOf } from './hash.ts';

const document = readFileSync(path.resolve(import.meta.dirname, '../../HASH.md'), 'utf8');
const golden = [...document.matchAll(/^\| (mix|key|choice)\(([^)]*)\) +\| (\d+) +\|$/gm)].map(
  ([, name, numbers, value]) => [name!, numbers!.split(',').map(Number), Number(value)] as const,
);

describe('the hash of HASH.md', () => {
  it('has golden values for each function', () => {
    expect(new Set(golden.map(([name]) => name)).size).toBe(3);
    expect(golden.length).toBeGreaterThanOrEqual(15);
  });

  it.each(golden)('%s(%j) = %d', (name, [a, b, c, d], value) => {
    const found = name === 'mix' ? mix(a!) : name === 'key' ? flowHash(a!, b!, c!, d!) : hashedChoice(a!, b!, c!);
    expect(found).toBe(value);
  });

  it('spreads 40,000 flows over 8 next hops within 5 standard deviations', () => {
    const taken = Array.from({ length: 8 }, () => 0);
    for (let s = 0; s < 200; s++) for (let t = 0; t < 200; t++) taken[hashedChoice(flowHash(s, t, 7, 0), 1, 8)]!++;
    // 5,000 a hop, standard deviation sqrt(40,000 x 1/8 x 7/8) = 66.
    for (const n of taken) expect(Math.abs(n - 5000)).toBeLessThan(330);
  });

  it('takes the same part of a number by whole numbers as by a fraction', () => {
    const differ: number[] = [];
    for (let i = 0; i < 4000; i++) {
      const count = 1 + (mix(i + 1e6) % mostChoices);
      for (const x of [mix(i), 0, 0xffffffff, 0xffff, 0x10000]) {
        for (const n of [count, 1, 2, mostChoices]) if (partOf(x, n) !== Math.floor((x * n) / 2 ** 32)) differ.push(x);
      }
    }
    expect(differ).toEqual([]);
  });
});
