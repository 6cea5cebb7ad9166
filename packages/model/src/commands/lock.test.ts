import { describe, expect, it } from 'vitest';
import { onlyDesign, railBlock, twoLeaves } from '@weft/testkit';
import { setOverrides } from './blocks.ts';
import { groupItems } from './groups.ts';
import { deleteItems, renameItem, setNodes } from './items.ts';
import { addLink } from './links.ts';
import { lockItems } from './lock.ts';
import { moveItems } from './move.ts';
import { after, why } from './trying.ts';

const locked = after(twoLeaves(), lockItems(twoLeaves(), 'd1', ['n2', 'l1'], true));

describe('locks', () => {
  it('keep moves, edits, names, groups and deletion out', () => {
    for (const command of [
      moveItems(locked, 'd1', [{ id: 'n2', x: 0, y: 0 }]),
      setNodes(locked, 'd1', ['n2'], { ports: 4 }),
      renameItem(locked, 'd1', 'n2', 'other'),
      groupItems(locked, 'd1', ['n2', 'n3']),
      deleteItems(locked, 'd1', ['n2']),
      deleteItems(locked, 'd1', ['l1']),
      // The spine is free, its locked link is not.
      deleteItems(locked, 'd1', ['n1']),
    ]) {
      expect(why(command)).toBe('locked');
    }
    const moved = moveItems(locked, 'd1', [{ id: 'n2', x: 0, y: 0 }]);
    expect(moved.ok ? '' : moved.fault.message).toBe('leaf 1 is locked; unlock it first.');
  });

  it('leave everything else alone: other parts, and new links to what is locked', () => {
    expect(why(moveItems(locked, 'd1', [{ id: 'n3', x: 0, y: 0 }]))).toBe('applies');
    const link = { a: { at: 'n2', port: null }, z: { at: 'n3', port: null } };
    expect(why(addLink(locked, 'd1', link))).toBe('applies');
  });

  it('are taken off the same way, without a trace', () => {
    expect(onlyDesign(locked).nodes['n2']!.locked).toBe(true);
    expect(after(locked, lockItems(locked, 'd1', ['n2', 'l1'], false))).toEqual(twoLeaves());
  });

  it('of a group hold its members, of a block its inside', () => {
    let study = after(twoLeaves(), groupItems(twoLeaves(), 'd1', ['n2', 'n4']));
    study = after(study, lockItems(study, 'd1', ['g1'], true));
    expect(why(moveItems(study, 'd1', [{ id: 'n4', x: 0, y: 0 }]))).toBe('locked');
    // A member may be unlocked, and stays locked by its group.
    study = after(study, lockItems(study, 'd1', ['n4'], true));
    expect(why(lockItems(study, 'd1', ['n4'], false))).toBe('applies');
    const block = after(railBlock(), lockItems(railBlock(), 'd1', ['b1'], true));
    expect(why(setOverrides(block, 'd1', ['b1/unit0/leaf3'], { removed: true }))).toBe('locked');
    expect(why(lockItems(block, 'd1', ['b1/unit0/leaf3'], true))).toBe('no-record');
  });
});
