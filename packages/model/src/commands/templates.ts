/**
 * Commands on templates: make one of what is drawn, open an instance to edit it, close it again, set instances free.
 *
 * What is drawn becomes an instance without moving, and an instance becomes plain records without moving; links from outside follow their parts
 * either way. While an instance is open, `commanded` keeps template and drawing in step (see `open-templates.ts`).
 */
import { failed, say, several } from '@weft/units';
import type { RecordEdit } from '../change.ts';
import { FreshIds, FreshNames, freshTemplateId, tableOf } from '../ids.ts';
import { headOf, insideOf, openGroups, templateFrom } from '../open-templates.ts';
import type { Block, Design, GroupRecord, LinkEnd, Override, Study, Template } from '../study.ts';
import { instancesOf, partsOf, templateIn, templateOf, templateRecipe } from '../templates.ts';
import { commanded, designOf, edit, nameFault, type Command } from './command.ts';
import { membersOf } from './items.ts';

/** Keeps what is selected under a name; what was drawn becomes the first instance, in its place. */
export function makeTemplate(study: Study, designId: string, ids: readonly string[], name: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const chosen = [...new Set(ids)].filter((id) => ['blocks', 'nodes', 'groups'].includes(tableOf(design, id) ?? ''));
  if (chosen.length === 0)
    return failed('nothing-selected', designId, say`Select the parts that the template is made of.`);
  const inside = new Set([...chosen, ...membersOf(design, new Set(chosen))]);
  for (const id of inside) {
    const block = Object.hasOwn(design.blocks, id) ? design.blocks[id]! : null;
    const shows = block && templateOf(block) !== null;
    if (shows || design.groups[id]?.template !== undefined) {
      const called = (block ?? design.groups[id]!).name;
      return failed('bad-value', id, say`${called} is an instance of a template; detach it first, or leave it out.`);
    }
  }
  // One group that is chosen alone becomes the instance itself.
  const root = chosen.length === 1 && Object.hasOwn(design.groups, chosen[0]!) ? chosen[0]! : null;
  if (root !== null) inside.delete(root);
  if (inside.size === 0) return failed('nothing-selected', designId, say`${design.groups[root!]!.name} is empty.`);
  const id = freshTemplateId(design);
  const called = new FreshNames(Object.values(design.templates ?? {}).map((one) => one.name)).next(name.trim());
  if (called === '') return failed('bad-value', 'name', say`A template needs a name.`);
  const origin = middleOf(design, inside, root === null ? null : design.groups[root]!);
  const { template, members } = templateFrom(design, inside, { id, name: called }, { ...origin, members: {} }, root);
  const block = instanceAt(new FreshIds(design).next('blocks'), id, nameForInstance(design, called), origin);
  return (
    nameFault(called) ??
    commanded(
      study,
      say`Make template ${called}`,
      [
        edit(design, 'templates', id, template),
        ...folded(design, block, template, root === null ? inside : new Set([...inside, root]), members),
      ],
      [block.id],
    )
  );
}

/** Opens an instance: it stands as plain records, and what is changed of them changes the template. */
export function openTemplate(study: Study, designId: string, blockId: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const block = Object.hasOwn(design.blocks, blockId) ? design.blocks[blockId]! : undefined;
  const template = block && templateIn(design, block);
  if (!template) return failed('no-record', blockId, say`Select an instance of a template.`);
  const already = openGroups(design).find((group) => group.template.id === template.id);
  if (already) {
    return failed('bad-value', already.id, say`${template.name} is being edited already, at ${already.name}.`);
  }
  const { edits, group, members } = unfolded(design, block, template, {});
  const open: GroupRecord = {
    ...group,
    template: { id: template.id, block: blockId, x: block.x, y: block.y, members },
  };
  return commanded(
    study,
    say`Edit template ${template.name}`,
    [...edits, edit(design, 'groups', group.id, open)],
    [group.id],
  );
}

/** Ends the editing of a template: the group is an instance again. */
export function closeTemplate(study: Study, designId: string, groupId: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const group = openGroups(design).find(({ id }) => id === groupId);
  const template = group && design.templates?.[group.template.id];
  if (!group || !template) return failed('no-record', groupId, say`This is no template that is being edited.`);
  const inside = insideOf(design, group);
  const { x, y, members } = group.template;
  // The instance comes back under its id, where hand edits of it are kept, unless something else has taken it.
  const free = tableOf(design, group.template.block) === undefined;
  const id = free ? group.template.block : new FreshIds(design).next('blocks');
  const block = instanceAt(id, template.id, group.name, { x, y });
  return commanded(
    study,
    say`Finish template ${template.name}`,
    folded(design, block, template, new Set([...inside, group.id]), members),
    [id],
  );
}

/** Sets instances free: each becomes a group of plain parts that looks the same and no longer follows. */
export function detachInstances(study: Study, designId: string, ids: readonly string[]): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const open = openGroups(design).filter(({ id }) => ids.includes(id));
  const blocks = ids.flatMap((id) => {
    const block = Object.hasOwn(design.blocks, id) ? design.blocks[id]! : undefined;
    const template = block && templateIn(design, block);
    return template ? [{ block, template }] : [];
  });
  if (blocks.length + open.length === 0) {
    return failed('nothing-selected', designId, say`Select an instance of a template.`);
  }
  const fresh = new FreshIds(design);
  const made: string[] = [];
  const edits: RecordEdit[] = [];
  let links = design.links;
  for (const { block, template } of blocks) {
    const own = Object.fromEntries(
      Object.entries(design.overrides).filter(([path]) => headOf(path) === block.id && path !== block.id),
    );
    const one = unfolded({ ...design, links }, block, template, own, fresh);
    made.push(one.group.id);
    edits.push(...one.edits.map((each) => ({ ...each, before: beforeOf(design, each) }) as RecordEdit));
    for (const each of one.edits) {
      if (each.table !== 'links') continue;
      const { [each.id]: _was, ...others } = links;
      links = each.after === null ? others : { ...others, [each.id]: each.after };
    }
    edits.push(edit(design, 'groups', one.group.id, one.group));
  }
  for (const group of open) {
    const { template: _open, ...plain } = group;
    edits.push(edit(design, 'groups', group.id, plain));
    made.push(group.id);
  }
  return commanded(study, say`Detach ${several(made.length, 'instance')}`, edits, made);
}

/** Another name for a template; its instances keep theirs. */
export function renameTemplate(study: Study, designId: string, id: string, name: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const template = found.value.templates?.[id];
  if (!template) return failed('no-record', id, say`There is no template ${id} in this design.`);
  if (name.trim() === '') return failed('bad-value', 'name', say`A template needs a name.`);
  return (
    nameFault(name) ??
    commanded(study, say`Rename template to ${name}`, [edit(found.value, 'templates', id, { ...template, name })], [])
  );
}

/** Takes a template away that nothing shows. */
export function removeTemplate(study: Study, designId: string, id: string): Command {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const template = design.templates?.[id];
  if (!template) return failed('no-record', id, say`There is no template ${id} in this design.`);
  const shown = instancesOf(design, id).length + openGroups(design).filter((one) => one.template.id === id).length;
  if (shown > 0) {
    return failed(
      'bad-value',
      id,
      shown === 1
        ? say`1 instance of ${template.name} is still there; detach or delete it first.`
        : say`${several(shown, 'instance')} of ${template.name} are still there; detach or delete them first.`,
    );
  }
  return commanded(study, say`Delete template ${template.name}`, [edit(design, 'templates', id, null)], []);
}

function instanceAt(id: string, template: string, name: string, at: { x: number; y: number }): Block {
  return { id, name, recipe: templateRecipe, recipeVersion: 1, parameters: { template }, x: at.x, y: at.y };
}

function nameForInstance(design: Design, wanted: string): string {
  const name = /\d$/.test(wanted) ? wanted : `${wanted} 1`;
  return new FreshNames(Object.values(design.blocks).map((block) => block.name)).next(name);
}

/** The middle of what is placed, in whole units; where nothing is, the group's own place. */
function middleOf(
  design: Design,
  inside: ReadonlySet<string>,
  root: GroupRecord | null,
): { readonly x: number; readonly y: number } {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const id of inside) {
    const { x, y } = design.nodes[id] ?? design.blocks[id] ?? design.groups[id]!;
    if (x === null || y === null) continue;
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  if (left > right) return { x: root?.x ?? 0, y: root?.y ?? 0 };
  return { x: Math.round((left + right) / 2), y: Math.round((top + bottom) / 2) };
}

/** Plain records become an instance: they go, the block comes, links from outside lead to its parts. */
function folded(
  design: Design,
  block: Block,
  template: Template,
  gone: ReadonlySet<string>,
  members: Readonly<Record<string, string>>,
): RecordEdit[] {
  const { paths } = partsOf(template, block);
  const edits: RecordEdit[] = [edit(design, 'blocks', block.id, block)];
  for (const id of gone) edits.push(edit(design, tableOf(design, id)!, id, null));
  for (const { id } of Object.values(design.overrides)) {
    if (gone.has(headOf(id))) edits.push(edit(design, 'overrides', id, null));
  }
  const end = (of: LinkEnd): LinkEnd => {
    const head = headOf(of.at);
    const path = gone.has(head) ? paths.get(members[head] ?? '') : undefined;
    return path === undefined ? of : { ...of, at: path + of.at.slice(head.length) };
  };
  for (const link of Object.values(design.links)) {
    const [a, z] = [gone.has(headOf(link.a.at)), gone.has(headOf(link.z.at))];
    if (a && z) edits.push(edit(design, 'links', link.id, null));
    else if (a || z) edits.push(edit(design, 'links', link.id, { ...link, a: end(link.a), z: end(link.z) }));
  }
  return edits;
}

interface Unfolded {
  readonly edits: readonly RecordEdit[];
  /** The group that takes the block's place; its edit is left to the caller. */
  readonly group: GroupRecord;
  /** By new id: the id in the template. */
  readonly members: Readonly<Record<string, string>>;
}

/** An instance becomes plain records under fresh ids; `own` are hand edits by path that become part of them. */
function unfolded(
  design: Design,
  block: Block,
  template: Template,
  own: Readonly<Record<string, Override>>,
  fresh: FreshIds = new FreshIds(design),
): Unfolded {
  const parts = partsOf(template, block);
  const ids = new Map<string, string>([[block.id, fresh.next('groups')]]);
  const members: Record<string, string> = {};
  const innerOf = new Map([...parts.paths].map(([inner, path]) => [path, inner]));
  for (const table of ['groups', 'blocks', 'nodes'] as const) {
    for (const path of Object.keys(parts[table])) {
      const id = fresh.next(table);
      ids.set(path, id);
      members[id] = innerOf.get(path)!;
    }
  }
  const edits: RecordEdit[] = [edit(design, 'blocks', block.id, null)];
  const removed = (path: string): boolean => {
    for (let at = path; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('/'))))
      if (own[at]?.removed === true) return true;
    return false;
  };
  const edited = <T extends { readonly id: string; readonly x: number | null; readonly y: number | null }>(
    record: T,
  ): T => {
    const { name, x, y } = own[record.id] ?? {};
    return { ...record, ...(name === undefined ? {} : { name }), x: x ?? record.x, y: y ?? record.y };
  };
  for (const record of Object.values(parts.groups)) {
    if (removed(record.id)) continue;
    const id = ids.get(record.id)!;
    edits.push(edit(design, 'groups', id, { ...edited(record), id, parent: ids.get(record.parent!)! }));
  }
  for (const record of Object.values(parts.blocks)) {
    if (removed(record.id)) continue;
    const id = ids.get(record.id)!;
    edits.push(edit(design, 'blocks', id, { ...edited(record), id }));
  }
  for (const record of Object.values(parts.nodes)) {
    if (removed(record.id)) continue;
    const id = ids.get(record.id)!;
    const rate_Gbps = own[record.id]?.rate_Gbps;
    const rate = rate_Gbps === undefined ? {} : { port_Gbps: rate_Gbps };
    edits.push(edit(design, 'nodes', id, { ...edited(record), ...rate, id, group: ids.get(record.group!)! }));
  }
  // Ends lead to records by the longest path that has become one.
  const end = (of: LinkEnd): LinkEnd | null => {
    for (let at = of.at; at !== '' && at !== block.id; at = at.slice(0, Math.max(0, at.lastIndexOf('/')))) {
      const id = ids.get(at);
      if (id === undefined) continue;
      if (removed(at)) return null;
      return tableOf(design, id) === 'blocks' || Object.hasOwn(parts.blocks, at)
        ? { ...of, at: id + of.at.slice(at.length) }
        : { at: id, port: at === of.at ? of.port : null };
    }
    return null;
  };
  for (const record of Object.values(parts.links)) {
    const [a, z] = [end(record.a), end(record.z)];
    if (!a || !z || own[record.id]?.removed === true) continue;
    const id = fresh.next('links');
    members[id] = record.id.slice(block.id.length + 1);
    const rate_Gbps = own[record.id]?.rate_Gbps ?? record.rate_Gbps;
    edits.push(edit(design, 'links', id, { ...record, id, a, z, rate_Gbps }));
  }
  for (const link of Object.values(design.links)) {
    const [inA, inZ] = [headOf(link.a.at) === block.id, headOf(link.z.at) === block.id];
    if (!inA && !inZ) continue;
    const a = inA ? end(link.a) : link.a;
    const z = inZ ? end(link.z) : link.z;
    edits.push(edit(design, 'links', link.id, a && z ? { ...link, a, z } : null));
  }
  for (const override of [...Object.values(parts.overrides), ...Object.values(own)]) {
    if (ids.has(override.id)) {
      if (Object.hasOwn(own, override.id)) edits.push(edit(design, 'overrides', override.id, null));
      continue;
    }
    // Hand edits inside a block of the template go along with it.
    const inner = [...ids].find(([path]) => Object.hasOwn(parts.blocks, path) && override.id.startsWith(`${path}/`));
    if (Object.hasOwn(own, override.id)) edits.push(edit(design, 'overrides', override.id, null));
    if (inner) {
      const id = inner[1] + override.id.slice(inner[0].length);
      edits.push(edit(design, 'overrides', id, { ...override, id }));
    }
  }
  const lock = block.locked ? { locked: block.locked } : {};
  return { edits, group: { ...parts.group, id: ids.get(block.id)!, ...lock }, members };
}

function beforeOf(design: Design, { table, id }: RecordEdit): unknown {
  const records: Readonly<Record<string, unknown>> = design[table] ?? {};
  return Object.hasOwn(records, id) ? records[id] : null;
}
