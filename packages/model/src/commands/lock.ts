/** Commands that lock and unlock: see `locks.ts` for what a lock keeps out. */
import { failed, say, several } from '@weft/units';
import { blockOfPath, tableOf } from '../ids.ts';
import type { Locked, Study } from '../study.ts';
import { commanded, designOf, edit, type Command } from './command.ts';

/** Locks or unlocks records. A part inside a block is locked with its block only. */
export function lockItems(study: Study, designId: string, ids: readonly string[], locked: boolean): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const records = ids.filter((id) => tableOf(design, id) !== undefined);
  if (records.length === 0) {
    const inside = ids.find((id) => blockOfPath(design, id) !== undefined);
    return inside === undefined
      ? failed('nothing-selected', designId, say`Nothing is selected.`)
      : failed('no-record', inside, say`A part inside a block is locked with its block; select the block.`);
  }
  const edits = records.map((id) => {
    switch (tableOf(design, id)!) {
      case 'blocks':
        return edit(design, 'blocks', id, withLock(design.blocks[id]!, locked));
      case 'nodes':
        return edit(design, 'nodes', id, withLock(design.nodes[id]!, locked));
      case 'groups':
        return edit(design, 'groups', id, withLock(design.groups[id]!, locked));
      case 'links':
        return edit(design, 'links', id, withLock(design.links[id]!, locked));
    }
  });
  return commanded(study, `${locked ? 'Lock' : 'Unlock'} ${several(records.length, 'part')}`, edits, records);
}

function withLock<T extends { readonly locked?: Locked }>(record: T, locked: boolean): T {
  const { locked: _was, ...rest } = record;
  return (locked ? { ...rest, locked: true } : rest) as T;
}
