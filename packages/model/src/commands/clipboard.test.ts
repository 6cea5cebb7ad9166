import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock, twoLeaves } from '@weft/testkit';
import { setOverrides } from './blocks.ts';
import { copyItems, duplicateItems, pasteClip } from './clipboard.ts';
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
});
