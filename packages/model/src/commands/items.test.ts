import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock, studyOf, twoLeaves } from '@weft/testkit';
import { applyChange } from '../apply.ts';
import { limits } from '../limits.ts';
import { blankNode } from '../starter.ts';
import { addNode, deleteItems, renameItem, setNodes } from './items.ts';
import { addLink } from './links.ts';
import { moveItems } from './move.ts';
import { after, designAfter, good, why } from './trying.ts';

describe('parts', () => {
  it('are added under the first free id and name', () => {
    let study = after(twoLeaves(), deleteItems(twoLeaves(), 'd1', ['n2']));
    const command = addNode(study, 'd1', 'switch', { name: 'leaf 2', ports: 64 });
    expect(good(command).ids).toEqual(['n2']);
    study = after(study, command);
    expect(onlyDesign(study).nodes['n2']).toEqual({ ...blankNode('n2', 'switch', 'leaf 3'), ports: 64 });
  });

  it('take their links along when deleted', () => {
    const command = good(deleteItems(twoLeaves(), 'd1', ['n2']));
    expect(command.change.label).toBe('Delete 1 part and 3 links');
    const design = onlyDesign(applyChange(twoLeaves(), command.change));
    expect(Object.keys(design.links)).toEqual(['l2', 'l5', 'l6']);
  });

  it('inside blocks are removed by an override, and a block goes with its overrides and links', () => {
    let study = railBlock();
    study = after(study, addNode(study, 'd1', 'switch'));
    study = after(
      study,
      addLink(study, 'd1', { a: { at: 'n1', port: null }, z: { at: 'b1/unit0/leaf3', port: null } }),
    );
    study = after(study, deleteItems(study, 'd1', ['b1/unit0/leaf4']));
    expect(onlyDesign(study).overrides['b1/unit0/leaf4']).toEqual({ id: 'b1/unit0/leaf4', removed: true });
    const design = designAfter(study, deleteItems(study, 'd1', ['b1', 'b1/unit0/leaf5']));
    expect([design.blocks, design.links, design.overrides]).toEqual([{}, {}, {}]);
    expect(Object.keys(design.nodes)).toEqual(['n1']);
  });

  it('are renamed wherever they stand', () => {
    let study = after(railBlock(), addNode(railBlock(), 'd1', 'server'));
    study = after(study, renameItem(study, 'd1', 'n1', 'head node'));
    study = after(study, renameItem(study, 'd1', 'b1', 'pod'));
    study = after(study, renameItem(study, 'd1', 'b1/unit0/leaf3', 'east leaf'));
    const design = onlyDesign(study);
    expect(design.nodes['n1']!.name).toBe('head node');
    expect(design.blocks['b1']!.name).toBe('pod');
    expect(design.overrides['b1/unit0/leaf3']!.name).toBe('east leaf');
    const leaves = twoLeaves();
    expect(designAfter(leaves, renameItem(leaves, 'd1', 'l1', 'trunk')).links['l1']!.label).toBe('trunk');
  });

  it('take the same fields at once', () => {
    const design = designAfter(
      twoLeaves(),
      setNodes(twoLeaves(), 'd1', ['n2', 'n3'], { port_Gbps: 800, part: 'q3400' }),
    );
    expect([design.nodes['n2'], design.nodes['n3']].map((node) => node!.port_Gbps)).toEqual([800, 800]);
  });

  it.each([
    [moveItems(twoLeaves(), 'd1', [{ id: 'n1', x: Infinity, y: 0 }]), 'bad-value'],
    [moveItems(twoLeaves(), 'd1', [{ id: 'zz', x: 0, y: 0 }]), 'no-record'],
    [setNodes(twoLeaves(), 'd1', ['n1'], { ports: -1 }), 'bad-value'],
    [setNodes(twoLeaves(), 'd1', ['n1'], { ports: 1.5 }), 'bad-value'],
    [setNodes(twoLeaves(), 'd1', ['n1'], { group: 'g9' }), 'no-record'],
    [setNodes(twoLeaves(), 'd1', ['toString'], { ports: 1 }), 'no-record'],
    [setNodes(twoLeaves(), 'd1', [], { ports: 1 }), 'nothing-selected'],
    [deleteItems(twoLeaves(), 'd1', []), 'nothing-selected'],
    [deleteItems(twoLeaves(), 'd1', ['constructor']), 'no-record'],
    [renameItem(twoLeaves(), 'd1', 'zz', 'x'), 'no-record'],
  ])('refuse case %#', (command, expected) => {
    expect(why(command)).toBe(expected);
  });

  it('refuse to grow beyond the limit', () => {
    const nodes: Record<string, ReturnType<typeof blankNode>> = {};
    for (let i = 1; i <= limits.records; i++) nodes[`n${i}`] = blankNode(`n${i}`, 'server', 's');
    const study = studyOf({ nodes });
    expect(why(addNode(study, 'd1', 'server'))).toBe('too-many-records');
    expect(why(setNodes(study, 'd1', ['n1'], { ports: 4 }))).toBe('applies');
  });
});
