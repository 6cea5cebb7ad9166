/** Sizing: what comes out carries the need, and the next smaller one does not. */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { lawfulFabric } from './fabric-laws.testing.ts';
import { recipes } from './recipes.ts';
import { sizeFor, sizesFor } from './sizing.ts';

function torusOf(accelerators: number): unknown {
  return valueOf(sizeFor('torus', { accelerators })).parameters['dimensions'];
}

describe('sizing', () => {
  it.each(recipes.map(({ name }) => name))('%s carries what it was sized for', (name) => {
    for (const accelerators of [1, 8, 30, 72, 500, 1024]) {
      const answer = sizeFor(name, { accelerators });
      // Those that do not reach so far are in the next test.
      if (!answer.ok) continue;
      expect(answer.value.counts.accelerators).toBeGreaterThanOrEqual(accelerators);
      const { counts } = lawfulFabric(name, answer.value.parameters);
      expect(counts).toEqual(answer.value.counts);
    }
  });

  it('answers for every recipe, or says why not', () => {
    const answers = sizesFor({ accelerators: 16_384 });
    const none = answers.filter(({ answer }) => !answer.ok).map(({ recipe }) => recipe);
    // Two tiers of leaves end at 2,048 accelerators, which auto tiers pass; a full mesh and one NVLink domain do not reach this far.
    expect(none).toEqual(['full-mesh', 'scale-up']);
    const mesh = sizeFor('full-mesh', { accelerators: 16_384 });
    // 32 switches with 32 endpoints and 31 links, or 33 with 32: 1,056.
    expect(!mesh.ok && mesh.fault.message).toContain('at most 1056');
  });

  it('takes the smallest Dragonfly and Slim Fly', () => {
    // p = 4: a = 8, 33 groups of 32 carry 1,056; p = 3 ends at 19 groups of 18, 342.
    expect(valueOf(sizeFor('dragonfly', { accelerators: 1000 })).parameters).toMatchObject({
      endpointsPerRouter: 4,
      routersPerGroup: 8,
      globalLinksPerRouter: 4,
      groups: 32,
    });
    // q = 9: degree 13, 162 switches of 7 carry 1,134; q = 8 carries 128 x 6 = 768.
    expect(valueOf(sizeFor('slim-fly', { accelerators: 1000 })).parameters).toMatchObject({ q: 9 });
  });

  it('takes TPU shapes for tori', () => {
    expect(torusOf(4096)).toEqual([16, 16, 16]);
    expect(torusOf(64)).toEqual([4, 4, 4]);
    expect(torusOf(512)).toEqual([8, 8, 8]);
    expect(torusOf(24)).toEqual([2, 3, 4]);
  });

  it('passes further parameters to the recipes that know them', () => {
    const sized = valueOf(sizeFor('leaf-spine', { accelerators: 64, parameters: { link_Gbps: 800, board: [2, 2] } }));
    expect(sized.parameters).toMatchObject({ link_Gbps: 800, servers: 8 });
    expect(sized.parameters).not.toHaveProperty('board');
  });

  it('says what the largest of a family carries where a number of servers is refused', () => {
    // Three tiers of 64 ports: 64 pods of 32 leaves of 32.
    const tree = sizeFor('fat-tree', { accelerators: 100_000 });
    expect(!tree.ok && tree.fault.message).toMatch(/nearest valid value is 8192\. That carries 65536 accelerators\.$/);
  });

  it('refuses a need that is none, and a size that no browser holds, at once', () => {
    expect(sizeFor('leaf-spine', { accelerators: 0 })).toMatchObject({ fault: { where: 'accelerators' } });
    for (const { answer } of sizesFor({ accelerators: 1_000_000_000 })) expect(answer.ok).toBe(false);
  });
});
