/**
 * Locks: what is locked is not moved, changed or deleted until it is unlocked. A locked group locks all it holds, a locked block its inside.
 *
 * Whether an edit is kept out is decided here, once, for every command. Links of a locked part are records of their own: they come and go unless
 * they are locked themselves.
 */
import { say } from '@weft/units';
import type { Edit, RecordEdit } from './change.ts';
import { blockOfPath, tableOf } from './ids.ts';
import { sameJson } from './same.ts';
import type { Design, Locked, Study } from './study.ts';

/** Whether a record, or what a path leads into, is locked by itself or by what it stands in. */
export function isLocked(design: Design, id: string): boolean {
  const block = blockOfPath(design, id);
  if (block !== undefined) return design.blocks[block]!.locked === true;
  const table = tableOf(design, id);
  if (table === undefined) return false;
  const record: { readonly locked?: Locked } = design[table][id]!;
  if (record.locked === true) return true;
  if (table === 'nodes') return isGroupLocked(design, design.nodes[id]!.group);
  return table === 'groups' && isGroupLocked(design, design.groups[id]!.parent);
}

function isGroupLocked(design: Design, group: string | null): boolean {
  const seen = new Set<string>();
  for (let at = group; at !== null && !seen.has(at); at = design.groups[at]?.parent ?? null) {
    if (design.groups[at]?.locked === true) return true;
    seen.add(at);
  }
  return false;
}

/** What is locked and would be changed, and the sentence that says so; null when nothing is. Cost: O(edits). */
export function lockFault(
  study: Study,
  edits: readonly Edit[],
): { readonly where: string; readonly message: string } | null {
  const held: RecordEdit[] = [];
  let design: Design | undefined;
  for (const one of edits) {
    if (one.on !== 'record' || one.table === 'templates') continue;
    if (one.table !== 'overrides' && (one.before === null || isLocking(one))) continue;
    if (design?.id !== one.design) design = study.designs.find(({ id }) => id === one.design);
    if (design && isLocked(design, one.id)) held.push(one);
  }
  const [first] = held;
  if (first === undefined) return null;
  const name = nameOf(study, first);
  return {
    where: first.id,
    message:
      held.length === 1
        ? say`${name} is locked; unlock it first.`
        : say`${held.length} of the things this would change are locked, ${name} among them; unlock them first.`,
  };
}

/** Whether an edit changes nothing but the lock. */
function isLocking({ before, after }: RecordEdit): boolean {
  return after !== null && sameJson({ ...before, locked: null }, { ...after, locked: null });
}

function nameOf(study: Study, { design: of, id, before }: RecordEdit): string {
  const design = study.designs.find((one) => one.id === of);
  const block = design === undefined ? undefined : blockOfPath(design, id);
  if (block !== undefined) return design!.blocks[block]!.name || block;
  if (before === null) return id;
  return ('name' in before ? before.name : 'label' in before ? before.label : '') || id;
}
