import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock, twoLeaves } from '@weft/testkit';
import { groupItems, setGroups, ungroupItems } from './groups.ts';
import { deleteItems } from './items.ts';
import { after, designAfter, good, why } from './trying.ts';

describe('groups', () => {
  it('gather and set free again', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n4'], { name: 'pod', layout: 'rows' }));
    expect(onlyDesign(study).groups['g1']).toMatchObject({ name: 'pod', parent: null, layout: 'rows' });
    expect(onlyDesign(study).nodes['n4']!.group).toBe('g1');
    // A group and a part that stands inside it: the part stays inside.
    study = after(study, groupItems(study, 'd1', ['g1', 'n4', 'n3']));
    expect(onlyDesign(study).groups['g1']!.parent).toBe('g2');
    expect(onlyDesign(study).nodes['n4']!.group).toBe('g1');
    expect(onlyDesign(study).nodes['n3']!.group).toBe('g2');
    study = after(study, setGroups(study, 'd1', ['g2'], { layout: 'ring' }));
    const free = good(ungroupItems(study, 'd1', ['g1', 'g2']));
    expect([...free.ids].toSorted()).toEqual(['n2', 'n3', 'n4']);
    const design = designAfter(study, ungroupItems(study, 'd1', ['g1', 'g2']));
    expect(design).toEqual(onlyDesign(twoLeaves()));
    // Ungrouping the outer one alone leaves the inner one at the top.
    expect(designAfter(study, ungroupItems(study, 'd1', ['g2'])).groups['g1']!.parent).toBeNull();
  });

  it('go with all they hold', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n4', 'n5']));
    study = after(study, groupItems(study, 'd1', ['g1']));
    const design = designAfter(study, deleteItems(study, 'd1', ['g2']));
    expect([Object.keys(design.nodes), Object.keys(design.groups)]).toEqual([['n1', 'n3', 'n6', 'n7'], []]);
    expect(Object.keys(design.links)).toEqual(['l2', 'l5', 'l6']);
  });

  it('take no blocks', () => {
    expect(why(groupItems(railBlock(), 'd1', ['b1']))).toBe('no-record');
    expect(why(groupItems(twoLeaves(), 'd1', []))).toBe('nothing-selected');
    expect(why(ungroupItems(twoLeaves(), 'd1', ['n1']))).toBe('nothing-selected');
  });
});
