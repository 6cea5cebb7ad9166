import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { onlyDesign, studyOf, twoLeaves } from '@weft/testkit';
import { blankNode } from '../starter.ts';
import type { NodeRecord } from '../study.ts';
import { linkByPattern, planLinks, type LinkPattern } from './link-patterns.ts';
import { after, good, why } from './trying.ts';

/** Four leaves and two spines without links; every switch has so many ports. */
function bare(ports: number | null) {
  const nodes: Record<string, NodeRecord> = {};
  for (let i = 1; i <= 6; i++) {
    nodes[`n${i}`] = { ...blankNode(`n${i}`, 'switch', i <= 4 ? `leaf ${i}` : `spine ${i - 4}`), ports };
  }
  return studyOf({ nodes });
}
const leaves = ['n1', 'n2', 'n3', 'n4'];
const spines = ['n5', 'n6'];
const pattern = (fields: Partial<LinkPattern> = {}): LinkPattern => ({
  from: leaves,
  to: spines,
  how: 'each',
  perPair: 1,
  rate_Gbps: 400,
  ...fields,
});
const planned = (ports: number | null, fields: Partial<LinkPattern> = {}) => {
  const plan = planLinks(bare(ports), 'd1', pattern(fields));
  if (!plan.ok) throw new Error(plan.fault.message);
  return plan.value;
};

describe('links by pattern', () => {
  it('join 4 leaves to 2 spines with 4 x 2 = 8 links, two a pair with 16, as one change', () => {
    const study = after(bare(64), linkByPattern(bare(64), 'd1', pattern()));
    const links = Object.values(onlyDesign(study).links);
    expect(links.map((link) => `${link.a.at}-${link.z.at}`)).toEqual([
      'n1-n5',
      'n1-n6',
      'n2-n5',
      'n2-n6',
      'n3-n5',
      'n3-n6',
      'n4-n5',
      'n4-n6',
    ]);
    expect(good(linkByPattern(bare(64), 'd1', pattern({ perPair: 2 }))).ids).toHaveLength(16);
    expect(good(linkByPattern(bare(64), 'd1', pattern())).change.label).toBe('Draw 8 links');
  });

  it('respect free ports, round by round', () => {
    // A spine of 6 ports takes 4 links in the first round and 2 in the second; the leaves have 6 too, of which 4 are asked for.
    const { pairs, full } = planned(6, { perPair: 2 });
    expect(pairs).toHaveLength(12);
    expect([...full]).toEqual([
      ['n5', 2],
      ['n6', 2],
    ]);
    for (const leaf of leaves) expect(pairs.filter(([a]) => a === leaf).length).toBeGreaterThanOrEqual(2);
    // In twoLeaves the only port of each server is taken.
    expect(why(linkByPattern(twoLeaves(), 'd1', pattern({ from: ['n4'], to: ['n3'] })))).toBe('no-free-port');
  });

  it('go one to one in order, and say who has no partner', () => {
    const { pairs, alone } = planned(null, { how: 'in-order' });
    expect(pairs).toEqual([
      ['n1', 'n5'],
      ['n2', 'n6'],
    ]);
    expect(alone).toBe(2);
  });

  it('deal the other side out in turn, and begin again when all have had theirs', () => {
    // Three parts, two each of three: 1 2, 3 1, 2 3.
    const { pairs, alone } = planned(null, {
      from: ['n5', 'n6', 'n1'],
      to: ['n2', 'n3', 'n4'],
      how: 'in-turn',
      inTurn: 2,
    });
    expect(pairs.map((pair) => pair.join('-'))).toEqual(['n5-n2', 'n5-n3', 'n6-n4', 'n6-n2', 'n1-n3', 'n1-n4']);
    expect(alone).toBe(0);
    // One leaf has one turn of two: the second spine is left.
    expect(planned(null, { from: ['n1'], how: 'in-turn', inTurn: 1 }).alone).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 2 }), (first, inTurn) => {
        const dealtOut = planned(null, { from: leaves.slice(0, first), how: 'in-turn', inTurn });
        const turns = spines.map((spine) => dealtOut.pairs.filter(([, z]) => z === spine).length);
        expect(Math.max(...turns) - Math.min(...turns)).toBeLessThanOrEqual(1);
        for (const leaf of leaves.slice(0, first))
          expect(new Set(dealtOut.pairs.filter(([a]) => a === leaf).map(([, z]) => z)).size).toBe(inTurn);
      }),
      { seed: 92 },
    );
  });

  it('join a set with itself once a pair, and nothing with itself', () => {
    // 4 parts: 4 * 3 / 2 pairs, 4 of a part with itself.
    const { pairs, same } = planned(null, { to: leaves });
    expect(pairs).toHaveLength(6);
    expect(same).toBe(4);
  });

  it('never take more ports than there are, and leave out only links that find none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: 4 }), (ports, perPair) => {
        const { pairs, full } = planned(ports, { perPair });
        const used = new Map<string, number>();
        for (const end of pairs.flat()) used.set(end, (used.get(end) ?? 0) + 1);
        for (const count of used.values()) expect(count).toBeLessThanOrEqual(ports);
        for (const end of full.keys()) expect(used.get(end) ?? 0).toBe(ports);
        const left = [...full.values()].reduce((sum, count) => sum + count, 0);
        expect(pairs.length + left).toBe(leaves.length * spines.length * perPair);
      }),
      { seed: 91, numRuns: 200 },
    );
  });

  it.each([
    [pattern({ from: [] }), 'nothing-selected'],
    [pattern({ perPair: 0 }), 'bad-value'],
    [pattern({ rate_Gbps: -1 }), 'bad-value'],
    [pattern({ how: 'in-turn', inTurn: 3 }), 'bad-value'],
    [pattern({ to: ['n99'] }), 'bad-end'],
    [pattern({ perPair: 10_000 }), 'too-many-records'],
  ])('case %#: %s', (wanted, expected) => {
    expect(why(linkByPattern(bare(null), 'd1', wanted))).toBe(expected);
  });
});
