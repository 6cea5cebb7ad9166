/**
 * Templates that are open for editing. While one is, an instance of it stands as plain records in a group that remembers what its members are in
 * the template; whatever changes in the group changes the template in the same Change, and with it all other instances. So one undo takes both
 * back. Cost of following: one application of the change and O(records of the group), in designs with an open template only.
 */
import { applyChange } from './apply.ts';
import { composeChanges, type Change, type RecordEdit } from './change.ts';
import { sameJson } from './same.ts';
import type {
  Block,
  Design,
  GroupRecord,
  LinkEnd,
  LinkRecord,
  NodeRecord,
  OpenTemplate,
  Override,
  Study,
  Template,
} from './study.ts';
import { shifted, shiftedOverride } from './shifting.ts';

/** The change with what follows from it in templates that are open. */
export function followed(study: Study, change: Change): Change {
  const touched = new Set(change.edits.flatMap((edit) => (edit.on === 'record' ? [edit.design] : [])));
  const open = study.designs.filter((design) => touched.has(design.id) && openGroups(design).length > 0);
  if (open.length === 0) return change;
  const next = applyChange(study, change);
  const derived: RecordEdit[] = [];
  for (const { id } of open) {
    const design = next.designs.find((one) => one.id === id);
    if (design) derived.push(...followedIn(design));
  }
  return derived.length === 0 ? change : composeChanges(change, { label: change.label, edits: derived }, change.label);
}

/** Groups that are instances of templates, open for editing. */
export function openGroups(design: Design): readonly (GroupRecord & { readonly template: OpenTemplate })[] {
  return Object.values(design.groups).filter(
    (group): group is GroupRecord & { readonly template: OpenTemplate } => group.template !== undefined,
  );
}

function followedIn(design: Design): RecordEdit[] {
  const edits: RecordEdit[] = [];
  const seen = new Set<string>();
  for (const group of openGroups(design)) {
    const before = design.templates?.[group.template.id];
    // A template is open once; a second group that says so, from a strange file, is not listened to.
    if (before === undefined || seen.has(before.id)) continue;
    seen.add(before.id);
    const drawn = templateFrom(design, insideOf(design, group), before, group.template, group.id);
    if (!sameJson(drawn.template, before))
      edits.push({ on: 'record', design: design.id, table: 'templates', id: before.id, before, after: drawn.template });
    const after: GroupRecord = { ...group, template: { ...group.template, members: drawn.members } };
    if (!sameJson(after, group))
      edits.push({ on: 'record', design: design.id, table: 'groups', id: group.id, before: group, after });
  }
  return edits;
}

/** What stands inside an open template's group: groups and nodes at any depth, and the blocks that it brought along. */
export function insideOf(
  design: Design,
  group: GroupRecord & { readonly template: OpenTemplate },
): ReadonlySet<string> {
  const inside = new Set<string>();
  const isInside = (at: string | null): boolean => {
    const seen = new Set<string>();
    for (let one = at; one !== null && !seen.has(one); one = design.groups[one]?.parent ?? null) {
      if (one === group.id) return true;
      seen.add(one);
    }
    return false;
  };
  for (const { id, parent } of Object.values(design.groups)) if (isInside(parent)) inside.add(id);
  for (const node of Object.values(design.nodes)) if (isInside(node.group)) inside.add(node.id);
  for (const id of Object.keys(group.template.members)) if (Object.hasOwn(design.blocks, id)) inside.add(id);
  return inside;
}

export interface DrawnTemplate {
  readonly template: Template;
  /** By id in the design: the id in the template. */
  readonly members: Readonly<Record<string, string>>;
}

/**
 * A template of what is drawn: the records of `inside` and the links between them, places counted from `origin`. Records that `known` has keep
 * their ids there. `root` is the group that becomes the instance itself, null when there is none.
 */
export function templateFrom(
  design: Design,
  inside: ReadonlySet<string>,
  { id, name }: Pick<Template, 'id' | 'name'>,
  known: Pick<OpenTemplate, 'x' | 'y' | 'members'>,
  root: string | null,
): DrawnTemplate {
  const members: Record<string, string> = {};
  const taken = new Set<string>();
  const kept = (of: string): string | undefined => (Object.hasOwn(known.members, of) ? known.members[of] : undefined);
  const links = Object.values(design.links).filter((link) => isIn(inside, link.a) && isIn(inside, link.z));
  const all = [...inside, ...links.map((link) => link.id)];
  for (const one of all) {
    const was = kept(one);
    if (was !== undefined) taken.add((members[one] = was));
  }
  const next: Record<string, number> = {};
  const fresh = (prefix: string): string => {
    let number = next[prefix] ?? 1;
    while (taken.has(prefix + String(number))) number++;
    next[prefix] = number + 1;
    return prefix + String(number);
  };
  for (const one of inside) members[one] ??= fresh(prefixOf(design, one));
  for (const link of links) members[link.id] ??= fresh('l');
  const place = <T extends { readonly id: string; readonly x: number | null; readonly y: number | null }>(
    record: T,
  ): T => {
    const { locked: _free, template: _open, ...rest } = record as T & { locked?: unknown; template?: unknown };
    return { ...rest, id: members[record.id]!, x: shifted(record.x, -known.x), y: shifted(record.y, -known.y) } as T;
  };
  const groupIn = (group: string | null): string | null =>
    group === null || group === root ? null : (members[group] ?? null);
  const end = (of: LinkEnd): LinkEnd => ({ ...of, at: renamed(of.at, members) });
  const blocks: Block[] = [];
  const nodes: NodeRecord[] = [];
  const groups: GroupRecord[] = [];
  for (const one of inside) {
    if (Object.hasOwn(design.nodes, one)) {
      const node = design.nodes[one]!;
      nodes.push({ ...place(node), group: groupIn(node.group) });
    } else if (Object.hasOwn(design.groups, one)) {
      const group = design.groups[one]!;
      groups.push({ ...place(group), parent: groupIn(group.parent) });
    } else blocks.push(place(design.blocks[one]!));
  }
  const overrides = Object.values(design.overrides)
    .filter((override) => inside.has(headOf(override.id)))
    .map((one): Override => ({ ...shiftedOverride(one, -known.x, -known.y), id: renamed(one.id, members) }));
  return {
    members,
    template: {
      id,
      name,
      blocks: byId(blocks),
      nodes: byId(nodes),
      groups: byId(groups),
      links: byId(
        links.map((link): LinkRecord => {
          const { locked: _free, ...rest } = link;
          return { ...rest, id: members[link.id]!, a: end(link.a), z: end(link.z) };
        }),
      ),
      overrides: byId(overrides),
    },
  };
}

const isIn = (inside: ReadonlySet<string>, { at }: LinkEnd): boolean => inside.has(headOf(at));

/** The record that a path begins with. */
export function headOf(path: string): string {
  const slash = path.indexOf('/');
  return slash < 0 ? path : path.slice(0, slash);
}

/** The path with its first segment under another name. */
function renamed(path: string, names: Readonly<Record<string, string>>): string {
  const head = headOf(path);
  return (names[head] ?? head) + path.slice(head.length);
}

function prefixOf(design: Design, id: string): string {
  if (Object.hasOwn(design.nodes, id)) return 'n';
  return Object.hasOwn(design.groups, id) ? 'g' : 'b';
}

function byId<T extends { readonly id: string }>(records: readonly T[]): Record<string, T> {
  return Object.fromEntries(records.map((record) => [record.id, record]));
}
