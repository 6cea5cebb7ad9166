import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock, studyOf, twoLeaves } from '@weft/testkit';
import { blankNode } from '../starter.ts';
import { setOverrides } from './blocks.ts';
import { duplicateItems } from './clipboard.ts';
import { groupItems } from './groups.ts';
import { addNode } from './items.ts';
import { moveItems } from './move.ts';
import { after, designAfter } from './trying.ts';

describe('moving', () => {
  it('is one change, the last place of each counts', () => {
    let study = after(railBlock(), addNode(railBlock(), 'd1', 'server'));
    study = after(
      study,
      moveItems(study, 'd1', [
        { id: 'n1', x: 1, y: 1 },
        { id: 'n1', x: 10, y: 20 },
        { id: 'b1', x: -5, y: 0 },
        { id: 'b1/unit0/leaf3', x: 7, y: 8 },
      ]),
    );
    const design = onlyDesign(study);
    expect(design.nodes['n1']).toMatchObject({ x: 10, y: 20 });
    expect(design.blocks['b1']).toMatchObject({ x: -5, y: 0 });
    expect(design.overrides['b1/unit0/leaf3']).toEqual({ id: 'b1/unit0/leaf3', x: 7, y: 8 });
  });

  it('takes along what stands inside, unless that was moved itself', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n3']));
    study = after(study, groupItems(study, 'd1', ['g1', 'n1']));
    // Leaves at (-100, 100) and (100, 100), the spine at (0, 0): the middle of g2 is (0, 50).
    study = after(study, moveItems(study, 'd1', [{ id: 'g2', x: 10, y: 70 }]));
    let design = onlyDesign(study);
    expect([design.nodes['n1'], design.nodes['n2'], design.nodes['n3']].map((n) => [n!.x, n!.y])).toEqual([
      [10, 20],
      [-90, 120],
      [110, 120],
    ]);
    // Its members say where it is; it got no place of its own.
    expect(design.groups['g2']).toMatchObject({ x: null, y: null });
    expect(design.nodes['n4']).toEqual(onlyDesign(twoLeaves()).nodes['n4']);
    const both = [
      { id: 'g2', x: 11, y: 70 },
      { id: 'g1', x: 10, y: 100 },
      { id: 'n3', x: 0, y: 0 },
    ];
    design = designAfter(study, moveItems(study, 'd1', both));
    // n1 goes with g2 (by 1, 0), n2 with g1 (by 0, -20), n3 where it was put.
    expect([design.nodes['n1'], design.nodes['n2'], design.nodes['n3']].map((n) => [n!.x, n!.y])).toEqual([
      [11, 20],
      [-90, 100],
      [0, 0],
    ]);
  });

  it('takes along what was placed inside a block', () => {
    let study = after(railBlock(), setOverrides(railBlock(), 'd1', ['b1/leaf0'], { x: 5, y: 6 }));
    study = after(study, moveItems(study, 'd1', [{ id: 'b1', x: 100, y: 0 }]));
    expect(onlyDesign(study).overrides['b1/leaf0']).toEqual({ id: 'b1/leaf0', x: 105, y: 6 });
    study = after(study, duplicateItems(study, 'd1', ['b1'], { dx: 1, dy: 2, keepLinks: false }));
    expect(onlyDesign(study).overrides['b2/leaf0']).toEqual({ id: 'b2/leaf0', x: 106, y: 8 });
  });

  it('moves the place of a group that has one of its own', () => {
    const groups = { g1: { id: 'g1', name: 'pod', parent: null, layout: 'rows' as const, x: 50, y: 50 } };
    const nodes = { n1: { ...blankNode('n1', 'switch', 's'), group: 'g1' } };
    const study = studyOf({ groups, nodes });
    const design = designAfter(study, moveItems(study, 'd1', [{ id: 'g1', x: 60, y: 40 }]));
    expect(design.groups['g1']).toMatchObject({ x: 60, y: 40 });
    // The layout places it, so it has no place to move.
    expect(design.nodes['n1']).toEqual(nodes.n1);
  });
});
