/**
 * Copy, paste, duplicate. A clip is plain records, free of the design they came from, so it can be pasted into another one.
 *
 * Links between copied parts are copied with them. Links that lead out of the clip are kept aside: pasting draws them again to the same outer
 * ends only when asked to, on the next free port there.
 */
import { done, failed, type Outcome, say, several } from '@weft/units';
import type { RecordEdit, TableName } from '../change.ts';
import { FreshIds, FreshNames, blockOfPath, freshTemplateId, tableOf } from '../ids.ts';
import { allAtOnce, type Stretches } from '../stretches.ts';
import { templateIn, templateOf } from '../templates.ts';
import { shifted, shiftedOverride } from '../shifting.ts';
import type {
  Block,
  Design,
  GroupRecord,
  LinkEnd,
  LinkRecord,
  NodeRecord,
  Override,
  Study,
  Template,
} from '../study.ts';
import { commanded, designOf, edit, type Command, type CommandFault } from './command.ts';
import { isGone, membersOf } from './items.ts';
import { recordsOf } from '../listed.ts';

export interface Clip {
  readonly blocks: readonly Block[];
  readonly nodes: readonly NodeRecord[];
  readonly groups: readonly GroupRecord[];
  /** Both ends inside the clip. */
  readonly links: readonly LinkRecord[];
  /** One end outside. */
  readonly outward: readonly LinkRecord[];
  readonly overrides: readonly Override[];
  /** Those that blocks of the clip show. */
  readonly templates?: readonly Template[];
}

export interface PasteOptions {
  /** How far from the originals, canvas units. */
  readonly dx: number;
  readonly dy: number;
  /** Draw the links that led out of the clip again. */
  readonly keepLinks: boolean;
}

/** Takes a copy of items: groups with all they hold, blocks with their hand edits. Links alone are no clip. */
export function copyItems(study: Study, designId: string, ids: readonly string[]): Outcome<Clip, CommandFault> {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const chosen = new Set(ids.filter((id) => ['blocks', 'nodes', 'groups'].includes(tableOf(design, id) ?? '')));
  for (const id of membersOf(design, chosen)) chosen.add(id);
  if (chosen.size === 0) return failed('nothing-selected', designId, say`Nothing that can be copied is selected.`);
  const touching = recordsOf(design.links).filter((link) => isGone(chosen, link.a.at) || isGone(chosen, link.z.at));
  const within = (link: LinkRecord) => isGone(chosen, link.a.at) && isGone(chosen, link.z.at);
  const blocks = recordsOf(design.blocks).filter((block) => chosen.has(block.id));
  const shown = new Set(blocks.flatMap((block) => templateIn(design, block) ?? []));
  return done({
    blocks,
    nodes: recordsOf(design.nodes).filter((node) => chosen.has(node.id)),
    groups: recordsOf(design.groups).filter((group) => chosen.has(group.id)),
    links: touching.filter(within),
    outward: touching.filter((link) => !within(link)),
    overrides: recordsOf(design.overrides).filter((override) => isGone(chosen, override.id)),
    ...(shown.size === 0 ? {} : { templates: [...shown] }),
  });
}

/** Puts a clip into a design under fresh ids and free names; gives the ids of its outermost parts. */
export function pasteClip(study: Study, designId: string, clip: Clip, options: PasteOptions): Command {
  return allAtOnce(pasteSteps(study, designId, clip, options));
}

/** As `pasteClip`, with a pause after every few hundred records. */
export function* pasteSteps(study: Study, designId: string, clip: Clip, options: PasteOptions): Stretches<Command> {
  const found = designOf(study, designId);
  if (!found.ok) return found;
  const design = found.value;
  const fresh = new FreshIds(design);
  /** Old id to new id, of blocks, nodes and groups. */
  const ids = new Map<string, string>();
  for (const block of clip.blocks) ids.set(block.id, fresh.next('blocks'));
  for (const group of clip.groups) ids.set(group.id, fresh.next('groups'));
  for (const node of clip.nodes) ids.set(node.id, fresh.next('nodes'));
  const blockNames = namesOf(design.blocks);
  const nodeNames = namesOf(design.nodes);
  const groupNames = namesOf(design.groups);
  /** Pasted into its group, or into the group the original stands in when that is still there, else at the top. */
  const groupFor = (group: string | null): string | null => {
    if (group === null) return null;
    return ids.get(group) ?? (Object.hasOwn(design.groups, group) ? group : null);
  };
  const { dx, dy } = options;
  const aside = <T extends { readonly x: number | null; readonly y: number | null }>(record: T): T => ({
    ...record,
    x: shifted(record.x, dx),
    y: shifted(record.y, dy),
  });
  const edits: RecordEdit[] = [];
  const most = clip.blocks.length + clip.groups.length + clip.nodes.length + clip.links.length;
  const isDue = (): boolean => edits.length % stretch === 0;
  const put = <T extends TableName>(table: T, record: Parameters<typeof edit<T>>[3] & { readonly id: string }) =>
    edits.push(edit(design, table, record.id, record));
  const templates = templatesFor(design, clip.templates ?? []);
  for (const template of templates.made) put('templates', template);
  for (const original of clip.blocks) {
    const block = showing(original, templates.ids);
    put('blocks', { ...aside(block), id: ids.get(block.id)!, name: blockNames.next(block.name) });
  }
  for (const group of clip.groups) {
    const parent = groupFor(group.parent);
    // A copy of a template that is being edited is a plain group.
    const { template: _open, ...plain } = group;
    put('groups', { ...aside(plain), id: ids.get(group.id)!, name: groupNames.next(group.name), parent });
  }
  for (const node of clip.nodes) {
    const group = groupFor(node.group);
    put('nodes', { ...aside(node), id: ids.get(node.id)!, name: nodeNames.next(node.name), group });
    if (isDue()) yield edits.length / most;
  }
  for (const override of clip.overrides) {
    put('overrides', { ...shiftedOverride(override, dx, dy), id: rooted(override.id, ids) });
  }
  for (const link of clip.links) {
    const [a, z] = [inner(link.a, ids), inner(link.z, ids)];
    put('links', { ...link, id: fresh.next('links'), a, z });
    if (isDue()) yield edits.length / most;
  }
  if (options.keepLinks) {
    for (const link of clip.outward) {
      const [a, z] = [ended(design, link.a, ids), ended(design, link.z, ids)];
      // In another design the outer end may not be there: that link stays behind.
      if (a && z) put('links', { ...link, id: fresh.next('links'), a, z });
    }
  }
  const outermost = [
    ...clip.blocks,
    ...clip.groups.filter((group) => group.parent === null || !ids.has(group.parent)),
    ...clip.nodes.filter((node) => node.group === null || !ids.has(node.group)),
  ].map((record) => ids.get(record.id)!);
  yield 1;
  return commanded(study, say`Paste ${several(ids.size, 'part')}`, edits, outermost);
}

/** Records between two pauses. */
const stretch = 500;

/** The templates that a clip brings: one that the design has under the same id and name is shown as it is there, others come along. */
function templatesFor(
  design: Design,
  brought: readonly Template[],
): { readonly ids: ReadonlyMap<string, string>; readonly made: readonly Template[] } {
  const ids = new Map<string, string>();
  const made: Template[] = [];
  const templates: Record<string, Template> = { ...design.templates };
  for (const template of brought) {
    const same = templates[template.id];
    const stays = same?.name === template.name;
    const id = same === undefined || stays ? template.id : freshTemplateId({ ...design, templates });
    ids.set(template.id, id);
    if (!stays) made.push((templates[id] = { ...template, id }));
  }
  return { ids, made };
}

function showing(block: Block, ids: ReadonlyMap<string, string>): Block {
  const template = templateOf(block);
  const now = template === null ? undefined : ids.get(template);
  return now === undefined ? block : { ...block, parameters: { ...block.parameters, template: now } };
}

/** Copies items and pastes them beside the originals. */
export function duplicateItems(study: Study, designId: string, ids: readonly string[], options: PasteOptions): Command {
  return allAtOnce(duplicateSteps(study, designId, ids, options));
}

/** As `duplicateItems`, with a pause after every few hundred records. */
export function* duplicateSteps(
  study: Study,
  designId: string,
  ids: readonly string[],
  options: PasteOptions,
): Stretches<Command> {
  const clip = copyItems(study, designId, ids);
  if (!clip.ok) return clip;
  const pasted = yield* pasteSteps(study, designId, clip.value, options);
  if (!pasted.ok) return pasted;
  const label = pasted.value.change.label.replace('Paste', 'Duplicate');
  return done({ ...pasted.value, change: { ...pasted.value.change, label } });
}

/** An end inside the clip, under its new id; its port is free there as it was at the original. */
function inner(end: LinkEnd, ids: ReadonlyMap<string, string>): LinkEnd {
  return { ...end, at: rooted(end.at, ids) };
}

/** An end of a link that leads out: inside as above, outside on the next free port; null when there is no such part. */
function ended(design: Design, end: LinkEnd, ids: ReadonlyMap<string, string>): LinkEnd | null {
  const slash = end.at.indexOf('/');
  if (ids.has(slash < 0 ? end.at : end.at.slice(0, slash))) return inner(end, ids);
  const exists = Object.hasOwn(design.nodes, end.at) || blockOfPath(design, end.at) !== undefined;
  return exists ? { at: end.at, port: null } : null;
}

/** The path with its first segment replaced by the new id. */
function rooted(path: string, ids: ReadonlyMap<string, string>): string {
  const slash = path.indexOf('/');
  const head = slash < 0 ? path : path.slice(0, slash);
  return (ids.get(head) ?? head) + (slash < 0 ? '' : path.slice(slash));
}

function namesOf(records: Readonly<Record<string, { readonly name: string }>>): FreshNames {
  return new FreshNames(Object.values(records).map((record) => record.name));
}
