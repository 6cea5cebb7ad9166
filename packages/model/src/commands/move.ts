/**
 * Moving: what stands on the canvas gets another place, in one change a gesture.
 *
 * Positions are those of the canvas, inside groups and blocks too; so what a person placed inside a group or block comes along when that
 * moves. What was moved itself in the same gesture stands where it was put.
 */
import { failed, say, several } from '@weft/units';
import type { RecordEdit } from '../change.ts';
import { blockOfPath, tableOf } from '../ids.ts';
import { limits } from '../limits.ts';
import { shifted, shiftedOverride } from '../shifting.ts';
import type { Design, GroupRecord, NodeRecord, Study } from '../study.ts';
import { overridden } from './blocks.ts';
import { commanded, designOf, edit, rangeFault, type Command } from './command.ts';
import { isGone, membersOf } from './items.ts';
import { recordsOf } from '../listed.ts';

export interface Move {
  readonly id: string;
  readonly x: number;
  readonly y: number;
}

/** Puts items at new places. Paths inside blocks keep their place as overrides. */
export function moveItems(study: Study, designId: string, moves: readonly Move[]): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  for (const { id, x, y } of moves) {
    const fault =
      rangeFault(`${id}.x`, x, -limits.position, limits.position) ??
      rangeFault(`${id}.y`, y, -limits.position, limits.position);
    if (fault) return fault;
    const table = tableOf(design, id);
    if (table === 'links' || (table === undefined && blockOfPath(design, id) === undefined)) {
      return failed('no-record', id, say`There is nothing to move with the id ${id} in this design.`);
    }
  }
  // Of two edits of one record the later one stands: outer groups first, then inner ones, then what was moved itself.
  const containers = moves
    .filter(({ id }) => ['groups', 'blocks'].includes(tableOf(design, id) ?? ''))
    .toSorted((a, b) => depthOf(design, a.id) - depthOf(design, b.id));
  const edits = containers.flatMap((move) => carried(design, move));
  for (const move of moves) edits.push(...placed(design, move));
  return commanded(
    study,
    say`Move ${several(moves.length, 'part')}`,
    edits,
    moves.map((move) => move.id),
  );
}

function placed(design: Design, { id, x, y }: Move): RecordEdit[] {
  switch (tableOf(design, id)) {
    case 'blocks':
      return [edit(design, 'blocks', id, { ...design.blocks[id]!, x, y })];
    case 'nodes':
      return [edit(design, 'nodes', id, { ...design.nodes[id]!, x, y })];
    case 'groups': {
      const group = design.groups[id]!;
      const from = middleOf(design, id);
      // A group whose members say where it is gets no place of its own.
      if (group.x === null && from !== null)
        return group.template ? [withOrigin(design, group, x - from.x, y - from.y)] : [];
      return [edit(design, 'groups', id, { ...group, x, y })];
    }
    default:
      return [edit(design, 'overrides', id, overridden(design, id, { x, y }))];
  }
}

/** An open instance of a template that is moved as a whole: the places in the template stay as they are. */
function withOrigin(design: Design, group: GroupRecord, dx: number, dy: number): RecordEdit {
  const template = group.template!;
  const moved = { ...template, x: shifted(template.x, dx), y: shifted(template.y, dy) };
  return edit(design, 'groups', group.id, { ...group, template: moved });
}

/** What has a place inside a group or block, moved by as much as that. */
function carried(design: Design, { id, x, y }: Move): RecordEdit[] {
  const block = Object.hasOwn(design.blocks, id) ? design.blocks[id] : undefined;
  if (block) {
    const inside = new Set([id]);
    return recordsOf(design.overrides)
      .filter((override) => isGone(inside, override.id))
      .map((override) => edit(design, 'overrides', override.id, shiftedOverride(override, x - block.x, y - block.y)));
  }
  const group = design.groups[id]!;
  const from = group.x !== null && group.y !== null ? { x: group.x, y: group.y } : middleOf(design, id);
  if (from === null) return [];
  const [dx, dy] = [x - from.x, y - from.y];
  const aside = <T extends NodeRecord | GroupRecord>(record: T): T => ({
    ...record,
    x: shifted(record.x, dx),
    y: shifted(record.y, dy),
  });
  return membersOf(design, new Set([id])).map((member) =>
    Object.hasOwn(design.nodes, member)
      ? edit(design, 'nodes', member, aside(design.nodes[member]!))
      : edit(design, 'groups', member, aside(design.groups[member]!)),
  );
}

/** The middle of what a person placed inside a group, null when nothing was. */
function middleOf(design: Design, id: string): { readonly x: number; readonly y: number } | null {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const member of membersOf(design, new Set([id]))) {
    const { x, y } = design.nodes[member] ?? design.groups[member]!;
    if (x === null || y === null) continue;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  return left > right ? null : { x: (left + right) / 2, y: (top + bottom) / 2 };
}

function depthOf(design: Design, id: string): number {
  let depth = 0;
  for (let at = design.groups[id]?.parent ?? null; at !== null && depth < limits.records; depth++) {
    at = design.groups[at]?.parent ?? null;
  }
  return depth;
}
