import { describe, expect, it } from 'vitest';
import { readStudy } from '@weft/model';
import { SeededRandom } from './random.ts';
import { randomStudy } from './random-study.ts';
import { onlyDesign, railBlock, twoLeaves } from './studies.ts';

const row = (random: SeededRandom) => Array.from({ length: 5 }, () => random.next());

describe('seeded random', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const [a, b, c] = [new SeededRandom(7), new SeededRandom(7), new SeededRandom(8)];
    const first = row(a);
    expect(row(b)).toEqual(first);
    expect(row(c)).not.toEqual(first);
  });

  it('keeps to its range and reaches all of it', () => {
    const random = new SeededRandom(1);
    const seen = new Set(Array.from({ length: 500 }, () => random.int(6)));
    expect([...seen].toSorted()).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('rearranges without losing anything', () => {
    const list = Array.from({ length: 50 }, (_, index) => index);
    const mixed = new SeededRandom(3).shuffled(list);
    expect(mixed).not.toEqual(list);
    expect(mixed.toSorted((a, b) => a - b)).toEqual(list);
  });
});

describe('known and random studies', () => {
  it.each([twoLeaves(), railBlock()])('known study %# keeps the promises of the document', (study) => {
    expect(readStudy(structuredClone(study))).toEqual({ ok: true, value: study });
  });

  it('counts of the two leaves are as said', () => {
    const design = onlyDesign(twoLeaves());
    expect(Object.keys(design.nodes)).toHaveLength(7);
    expect(Object.keys(design.links)).toHaveLength(6);
    expect(Object.values(design.nodes).reduce((sum, node) => sum + node.accelerators, 0)).toBe(32);
  });

  it('random studies keep the promises of the document', () => {
    const seeds = Array.from({ length: 200 }, (_, seed) => seed);
    expect(seeds.filter((seed) => !readStudy(structuredClone(randomStudy(seed))).ok)).toEqual([]);
  });
});
