/**
 * Commands on groups: gather nodes and groups, or set them free again. Blocks are groups of their own and stay outside.
 */
import { failed, say, several } from '@weft/units';
import type { RecordEdit } from '../change.ts';
import { FreshIds, FreshNames, tableOf } from '../ids.ts';
import type { Design, GroupRecord, Study } from '../study.ts';
import { commanded, designOf, edit, nameFault, type Command } from './command.ts';
import { membersOf } from './items.ts';

/** Puts nodes and groups into a new group, which stands where they stood: in their common group, else at the top. */
export function groupItems(
  study: Study,
  designId: string,
  ids: readonly string[],
  wanted: { readonly name?: string; readonly layout?: GroupRecord['layout'] } = {},
): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const inside = new Set(membersOf(design, new Set(ids)));
  // What is inside a chosen group comes along with it.
  const tops = [...new Set(ids)].filter((id) => !inside.has(id));
  const wrong = tops.find((id) => !['nodes', 'groups'].includes(tableOf(design, id) ?? ''));
  if (wrong !== undefined) {
    return failed('no-record', wrong, say`${wrong} is neither a part nor a group; a block is a group of its own.`);
  }
  if (tops.length === 0) return failed('nothing-selected', designId, say`Nothing is selected.`);
  const parents = new Set(tops.map((id) => parentOf(design, id)));
  const parent = parents.size === 1 ? [...parents][0]! : null;
  const id = new FreshIds(design).next('groups');
  const name = new FreshNames(Object.values(design.groups).map((group) => group.name)).next(wanted.name ?? 'Group 1');
  const group: GroupRecord = { id, name, parent, layout: wanted.layout ?? 'free', x: null, y: null };
  const edits = [edit(design, 'groups', id, group), ...tops.map((top) => moved(design, top, id))];
  return nameFault(name) ?? commanded(study, say`Group ${several(tops.length, 'part')}`, edits, [id]);
}

/** Takes groups away and leaves what they held in the group around them. */
export function ungroupItems(study: Study, designId: string, ids: readonly string[]): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const groups = new Set(ids.filter((id) => tableOf(design, id) === 'groups'));
  if (groups.size === 0) return failed('nothing-selected', designId, say`No group is selected.`);
  /** The nearest group around that stays. */
  const around = (group: string | null): string | null => {
    let at = group;
    while (at !== null && groups.has(at)) at = design.groups[at]?.parent ?? null;
    return at;
  };
  const free: string[] = [];
  const edits: RecordEdit[] = [];
  for (const id of [...Object.keys(design.nodes), ...Object.keys(design.groups)]) {
    const parent = parentOf(design, id);
    if (parent === null || !groups.has(parent) || groups.has(id)) continue;
    edits.push(moved(design, id, around(parent)));
    free.push(id);
  }
  for (const id of groups) edits.push(edit(design, 'groups', id, null));
  return commanded(study, say`Ungroup ${several(groups.size, 'group')}`, edits, free);
}

/** Puts nodes and groups, which stay as they are, into a group that is there; with null into none. */
export function regroupItems(study: Study, designId: string, ids: readonly string[], into: string | null): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  if (into !== null && tableOf(design, into) !== 'groups')
    return failed('no-record', into, say`There is no group ${into} in this design.`);
  const wrong = ids.find((id) => !['nodes', 'groups'].includes(tableOf(design, id) ?? ''));
  if (wrong !== undefined) {
    return failed('no-record', wrong, say`${wrong} is neither a part nor a group; a block is a group of its own.`);
  }
  if (ids.length === 0) return failed('nothing-selected', designId, say`Nothing is selected.`);
  const around = new Set<string>();
  for (let at = into; at !== null && !around.has(at); at = design.groups[at]?.parent ?? null) around.add(at);
  const itself = ids.find((id) => around.has(id));
  if (itself !== undefined) {
    const { name } = design.groups[itself]!;
    return failed('bad-value', itself, say`${name} cannot stand inside itself.`);
  }
  const inside = new Set(membersOf(design, new Set(ids)));
  const tops = [...new Set(ids)].filter((id) => !inside.has(id));
  const parts = several(tops.length, 'part');
  const label =
    into === null ? say`Take ${parts} out of the group` : say`Put ${parts} into ${design.groups[into]!.name}`;
  return commanded(
    study,
    label,
    tops.map((id) => moved(design, id, into)),
    tops,
  );
}

/** Another arrangement of the members of groups. */
export function setGroups(
  study: Study,
  designId: string,
  ids: readonly string[],
  fields: Partial<Pick<GroupRecord, 'name' | 'layout'>>,
): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const absent = ids.find((id) => tableOf(design, id) !== 'groups');
  if (absent !== undefined) return failed('no-record', absent, say`There is no group ${absent} in this design.`);
  const fault = fields.name === undefined ? null : nameFault(fields.name);
  if (fault) return fault;
  const edits = ids.map((id) => edit(design, 'groups', id, { ...design.groups[id]!, ...fields }));
  return commanded(study, say`Edit ${several(ids.length, 'group')}`, edits, ids);
}

function parentOf(design: Design, id: string): string | null {
  return (Object.hasOwn(design.nodes, id) ? design.nodes[id]!.group : design.groups[id]?.parent) ?? null;
}

function moved(design: Design, id: string, group: string | null): RecordEdit {
  return Object.hasOwn(design.nodes, id)
    ? edit(design, 'nodes', id, { ...design.nodes[id]!, group })
    : edit(design, 'groups', id, { ...design.groups[id]!, parent: group });
}
