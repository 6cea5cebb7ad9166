import { describe, expect, it } from 'vitest';
import { arbitrarySeed, arbitraryStudy, onlyDesign, railBlock, SeededRandom, twoLeaves } from '@weft/testkit';
import * as fc from 'fast-check';
import { applyChange } from '../apply.ts';
import { invertChange } from '../change.ts';
import { tableOf } from '../ids.ts';
import { blankNode } from '../starter.ts';
import { setOverrides } from './blocks.ts';
import { copyItems, duplicateItems, pasteClip, pasteSteps } from './clipboard.ts';
import { addDesign } from './designs.ts';
import { groupItems } from './groups.ts';
import { after, designAfter, good, why } from './trying.ts';

describe('the clipboard', () => {
  const options = { dx: 40, dy: 40, keepLinks: false };

  it('copies links between copied parts only', () => {
    const design = designAfter(twoLeaves(), duplicateItems(twoLeaves(), 'd1', ['n2', 'n4', 'n5'], options));
    expect(Object.keys(design.nodes)).toHaveLength(10);
    // l3 and l4 lie inside; the uplink l1 leads out.
    expect(Object.values(design.links).slice(6)).toEqual([
      { ...design.links['l3']!, id: 'l7', a: { at: 'n9', port: 0 }, z: { at: 'n8', port: 0 } },
      { ...design.links['l4']!, id: 'l8', a: { at: 'n10', port: 0 }, z: { at: 'n8', port: 1 } },
    ]);
    expect(design.nodes['n8']).toMatchObject({ name: 'leaf 3', x: -60, y: 140 });
  });

  it('draws links to the originals again when asked to, on a free port there', () => {
    const design = designAfter(twoLeaves(), duplicateItems(twoLeaves(), 'd1', ['n2'], { ...options, keepLinks: true }));
    const drawn = Object.values(design.links).slice(6);
    expect(drawn.map((link) => [link.a, link.z])).toEqual([
      [
        { at: 'n8', port: 7 },
        { at: 'n1', port: null },
      ],
      [
        { at: 'n4', port: null },
        { at: 'n8', port: 0 },
      ],
      [
        { at: 'n5', port: null },
        { at: 'n8', port: 1 },
      ],
    ]);
  });

  it('copies blocks with their hand edits, and groups with their members', () => {
    let study = after(railBlock(), setOverrides(railBlock(), 'd1', ['b1/unit0/leaf3'], { removed: true }));
    study = after(study, duplicateItems(study, 'd1', ['b1'], options));
    expect(onlyDesign(study).blocks['b2']).toMatchObject({ name: 'rail-optimized 2', x: 40, y: 40 });
    expect(onlyDesign(study).overrides['b2/unit0/leaf3']).toEqual({ id: 'b2/unit0/leaf3', removed: true });
    let leaves = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n4']));
    const command = good(duplicateItems(leaves, 'd1', ['g1'], options));
    expect(command.ids).toEqual(['g2']);
    leaves = after(leaves, duplicateItems(leaves, 'd1', ['g1'], options));
    expect(onlyDesign(leaves).nodes['n8']!.group).toBe('g2');
  });

  it('pastes into another design, where outer ends are missing', () => {
    const study = after(twoLeaves(), addDesign(twoLeaves()));
    const clip = copyItems(study, 'd1', ['n2']);
    if (!clip.ok) throw new Error(clip.fault.message);
    const pasted = after(study, pasteClip(study, 'd2', clip.value, { ...options, keepLinks: true }));
    expect(Object.keys(pasted.designs[1]!.nodes)).toEqual(['n1']);
    expect(pasted.designs[1]!.links).toEqual({});
  });

  it('has nothing to copy from links alone', () => {
    expect(why(duplicateItems(twoLeaves(), 'd1', ['l1'], options))).toBe('nothing-selected');
  });

  it('pastes, and undo takes it back whole: the study is as it was, whatever is copied', () => {
    fc.assert(
      fc.property(arbitraryStudy(), arbitrarySeed, fc.boolean(), (study, seed, keepLinks) => {
        const random = new SeededRandom(seed);
        const design = study.designs[0]!;
        const ids = [...Object.keys(design.nodes), ...Object.keys(design.blocks), ...Object.keys(design.groups)];
        const clip = copyItems(
          study,
          design.id,
          ids.filter(() => random.chance(0.6)),
        );
        fc.pre(clip.ok);
        const into = random.pick(study.designs).id;
        const pasted = pasteClip(study, into, clip.value, { dx: 32, dy: -8, keepLinks });
        fc.pre(pasted.ok);
        const { change, ids: made } = pasted.value;
        const next = applyChange(study, change);
        expect(applyChange(next, invertChange(change))).toEqual(study);
        const there = next.designs.find((one) => one.id === into)!;
        for (const id of made) expect(tableOf(there, id)).toBeDefined();
      }),
      { seed: 20261124, numRuns: 150 },
    );
  });

  it('pastes in stretches what it pastes at once, and says how far it is', () => {
    const nodes = Array.from({ length: 1200 }, (_, i) => blankNode(`x${i}`, 'switch', `leaf ${i % 7}`));
    const clip = { blocks: [], nodes, groups: [], links: [], outward: [], overrides: [] };
    const steps = pasteSteps(twoLeaves(), 'd1', clip, options);
    const told: number[] = [];
    let step = steps.next();
    for (; !step.done; step = steps.next()) told.push(step.value);
    expect(told).toEqual([500 / 1200, 1000 / 1200, 1]);
    expect(step.value).toEqual(pasteClip(twoLeaves(), 'd1', clip, options));
  });
});
