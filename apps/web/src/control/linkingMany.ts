/**
 * What many links can be drawn between: sets of parts that a person may mean, by what is selected, by role, by group, by name. Ends are record ids
 * or paths, in the order of their names with numbers as numbers.
 */
import * as model from '@weft/model';
import { expanded, membersOf, namePattern, type Design, type LinkPattern } from '@weft/model';
import type { Outcome } from '@weft/units';
import type { SceneNode } from '@weft/scene';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { edit } from './edits.ts';
import { selected } from './selection.ts';

export interface LinkSet {
  /** Unique among the sets. */
  readonly key: string;
  readonly label: string;
  readonly ends: readonly string[];
}

export interface LinkSets {
  readonly sets: readonly LinkSet[];
  /** What the selection suggests for either side; empty keys where it says nothing. */
  readonly from: string;
  readonly to: string;
  /** Names by end. */
  readonly names: ReadonlyMap<string, string>;
}

const byName = new Intl.Collator('en', { numeric: true });

/** How far from the accelerators a role stands: links go up. */
const ranks: readonly string[] = [
  'accelerator',
  'nic',
  'server',
  'service',
  'scaleUp',
  'leaf',
  'router',
  'spine',
  'core',
];

/** The sets there are now. Cost: O(scene + records). */
export function linkSets(): LinkSets {
  const design = activeDesign();
  const drawn = endsIn(result.getState().scene?.nodes ?? []);
  const names = namesOf(design, drawn);
  const sorted = (ends: Iterable<string>): readonly string[] =>
    [...new Set(ends)].toSorted((a, b) => byName.compare(names.get(a) ?? a, names.get(b) ?? b) || (a < b ? -1 : 1));
  const { nodes, records, groups, blocks, backdrops } = selected();
  const sets: LinkSet[] = [];
  const add = (key: string, label: string, ends: Iterable<string>): void => {
    const list = sorted(ends);
    if (list.length > 0 && !sets.some((set) => set.key === key)) sets.push({ key, label, ends: list });
  };
  const selectedEnds = new Set([...nodes.map((node) => node.owner), ...records.map((record) => record.id)]);
  const chosen = drawn.filter((end) => selectedEnds.has(end.owner));
  const roles = rolesOf(chosen);
  for (const role of roles) {
    const ends = chosen.filter((node) => node.role === role).map((node) => node.owner);
    add(`selected ${role}`, t('linkMany.selected', { name: roleName(role) }), ends);
  }
  const held = [
    ...new Set([...groups.map((g) => g.id), ...blocks.map((b) => b.id), ...backdrops.map((b) => b.owner ?? b.id)]),
  ];
  for (const id of [...held, ...Object.keys(design.groups), ...instanceIds(design)]) {
    const name = design.groups[id]?.name ?? design.blocks[id]?.name ?? id;
    add(`group ${id}`, t('linkMany.group', { name }), insideGroup(design, id, drawn));
  }
  for (const role of rolesOf(drawn)) {
    add(
      `all ${role}`,
      t('linkMany.all', { name: roleName(role) }),
      drawn.filter((n) => n.role === role).map((n) => n.owner),
    );
  }
  const there = (key: string): string => (sets.some((set) => set.key === key) ? key : '');
  if (roles.length > 1)
    return { sets, names, from: there(`selected ${roles[0]!}`), to: there(`selected ${roles.at(-1)!}`) };
  if (held.length > 1) return { sets, names, from: there(`group ${held[0]!}`), to: there(`group ${held[1]!}`) };
  if (roles.length === 1)
    return { sets, names, from: there(`selected ${roles[0]!}`), to: there(`selected ${roles[0]!}`) };
  const all = rolesOf(drawn).filter(
    (role) => role === 'leaf' || role === 'spine' || role === 'router' || role === 'server',
  );
  return { sets, names, from: there(`all ${all[0] ?? ''}`), to: there(`all ${all[1] ?? all[0] ?? ''}`) };
}

/** Ends whose names a pattern holds; the sentence that says what is wrong with it. */
export function endsNamed(pattern: string, names: LinkSets['names']): Outcome<readonly string[]> {
  const test = namePattern(pattern);
  if (!test.ok) return test;
  const found = [...names].filter(([, name]) => test.value(name)).toSorted(([, a], [, b]) => byName.compare(a, b));
  return { ok: true, value: found.map(([end]) => end) };
}

/** What a pattern would draw in the design that is shown. */
export const planFor = (pattern: LinkPattern) =>
  model.planLinks(studyDocument.getState().study, activeDesign().id, pattern);

/** Draws them; the sentence that refuses them, or null. */
export function drawMany(pattern: LinkPattern): string | null {
  const command = model.linkByPattern(studyDocument.getState().study, activeDesign().id, pattern);
  if (!command.ok) return command.fault.message;
  if (edit(() => command, { selectMade: true })) announce(command.value.change.label);
  return null;
}

/** What can end a link: a part that is drawn, or stands in a stack of parts drawn by hand. */
type End = Pick<SceneNode, 'owner' | 'role' | 'label'>;

function endsIn(nodes: readonly SceneNode[]): readonly End[] {
  return nodes.flatMap((node): readonly End[] => {
    const { records, role } = node;
    if (records !== undefined) return records.map((owner) => ({ owner, role, label: owner }));
    return node.kind === 'stack' ? [] : [node];
  });
}

function namesOf(design: Design, drawn: readonly End[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const node of Object.values(expanded(design).design.nodes)) names.set(node.id, node.name || node.id);
  for (const node of drawn) if (!names.has(node.owner)) names.set(node.owner, node.label);
  return names;
}

function rolesOf(nodes: readonly End[]): readonly string[] {
  return [...new Set(nodes.map((node) => node.role as string))].toSorted((a, b) => ranks.indexOf(a) - ranks.indexOf(b));
}

function roleName(role: string): string {
  switch (role) {
    case 'leaf':
    case 'spine':
    case 'core':
    case 'router':
    case 'scaleUp':
      return t(`role.${role}`);
    case 'server':
    case 'accelerator':
    case 'nic':
    case 'service':
      return t(`kind.${role}`);
    default:
      return role;
  }
}

const instanceIds = (design: Design): readonly string[] => [...expanded(design).instances];

/** Parts in a group, an instance or an open block. */
function insideGroup(design: Design, id: string, drawn: readonly End[]): readonly string[] {
  const whole = expanded(design).design;
  if (Object.hasOwn(whole.groups, id)) {
    return membersOf(whole, new Set([id])).filter((member) => Object.hasOwn(whole.nodes, member));
  }
  return drawn.filter((node) => node.owner.startsWith(`${id}/`)).map((node) => node.owner);
}
