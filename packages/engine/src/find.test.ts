import { valueOf } from '@weft/units';
import { describe, expect, test } from 'vitest';
import { Compiler } from './compiled.ts';
import { finish } from '@weft/solver';
import { findSteps, type Found } from './find.ts';
import { generateStudy } from './generate.ts';

describe('find', () => {
  const study = valueOf(generateStudy('leaf-spine', { servers: 40 }));
  const { topology } = new Compiler().compile(study.designs[0]!);

  const find = (text: string, most: number): Found => finish(findSteps(topology, text, most));

  test('every part is found by its own path, with the groups that show it', () => {
    const { parts } = find('server3', 200);
    expect(parts.length).toBeGreaterThan(0);
    for (const part of parts) {
      const [first] = find(part.id, 1).parts;
      expect(first).toEqual(part);
      for (const group of part.open) expect(part.id.startsWith(`${group}/`)).toBe(true);
    }
  });

  test('all words must be there, in any order; names as written come first', () => {
    const { parts, total } = find('RACK 1 leaf', 50);
    expect(parts[0]).toMatchObject({ id: 'b1/rack1/leaf0', label: 'rack 1 leaf 0', kind: 'leaf' });
    expect(find('leaf 1 rack', 50).total).toBe(total);
    expect(find('leaf nowhere', 50)).toEqual({ total: 0, parts: [] });
    expect(find('  ', 50)).toEqual({ total: 0, parts: [] });
  });

  test('gives no more than asked for, and says how many there are', () => {
    const { parts, total } = find('gpu', 3);
    expect(parts).toHaveLength(3);
    expect(total).toBeGreaterThanOrEqual(40 * 8);
  });
});
