/**
 * What a command answers: the change that does it and what to select then, or why it does not apply.
 *
 * Commands are pure: they look at a study and change nothing. The caller applies the change and keeps it in the history.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Change, Edit, RecordEdit, TableName, TableRecords } from '../change.ts';
import { limits } from '../limits.ts';
import { listed } from '../listed.ts';
import { lockFault } from '../locks.ts';
import { followed } from '../open-templates.ts';
import { followerOf } from '../order.ts';
import { sameJson } from '../same.ts';
import type { Block, Design, Study } from '../study.ts';
import { instancesOf, templateIn, templateSize } from '../templates.ts';

export interface Commanded {
  readonly change: Change;
  /** Ids that the command made or touched, in the order of its input: what to select afterwards. */
  readonly ids: readonly string[];
}

export type CommandFault =
  | 'no-design'
  | 'no-record'
  | 'nothing-selected'
  | 'nothing-changes'
  | 'bad-value'
  | 'bad-end'
  | 'port-taken'
  | 'no-free-port'
  | 'last-design'
  | 'too-many-records'
  | 'mixed-parents'
  | 'locked';

export type Command = Outcome<Commanded, CommandFault>;

/**
 * A good answer, unless nothing would change, something locked would, or the study would grow beyond its limits. Templates that are open for
 * editing follow in the same change.
 */
export function commanded(study: Study, label: string, edits: readonly Edit[], ids: readonly string[]): Command {
  const real = lastOfEach(edits).filter((edit) => !sameJson(edit.before, edit.after));
  if (real.length === 0) return failed('nothing-changes', 'study', say`Everything is as asked already.`);
  const locked = lockFault(study, real);
  if (locked) return failed('locked', locked.where, locked.message);
  const grown = recordsOf(study) + real.reduce((sum, edit) => sum + growth(study, edit), 0);
  if (grown > limits.records) {
    return failed(
      'too-many-records',
      'study',
      say`That would make ${grown} records; a study holds at most ${limits.records}. Use a block for a large fabric.`,
    );
  }
  return done({ change: followed(study, { label, edits: real }), ids });
}

/** The design by id, or the fault that says it is not there. */
export function designOf(study: Study, id: string): Outcome<Design, CommandFault> {
  const design = study.designs.find((candidate) => candidate.id === id);
  return design ? done(design) : failed('no-design', id, say`There is no design ${id} in this study.`);
}

/** An edit of one record; `before` is what the design holds now. */
export function edit<T extends TableName>(
  design: Design,
  table: T,
  id: string,
  after: TableRecords[T] | null,
): RecordEdit {
  const records: Readonly<Record<string, TableRecords[TableName]>> = design[table] ?? {};
  const before = Object.hasOwn(records, id) ? records[id]! : null;
  const goes = before !== null && after === null ? { followedBy: followerOf(records, id) } : {};
  return { on: 'record', design: design.id, table, id, before, after, ...goes } as RecordEdit;
}

/** Refuses a name that the file format could not hold. */
export function nameFault(name: string): Command | null {
  // oxlint-disable-next-line no-control-regex -- they are what is looked for
  if (name.length <= limits.label && !/[\u0000-\u001f\u007f]/.test(name)) return null;
  return failed('bad-value', 'name', say`A name has at most ${limits.label} characters and no line breaks.`);
}

/** Refuses a number that is not finite or outside its range; null passes. */
export function rangeFault(
  where: string,
  value: number | null | undefined,
  least: number,
  most: number,
): Command | null {
  if (value === null || value === undefined || (Number.isFinite(value) && value >= least && value <= most)) return null;
  return failed('bad-value', where, say`${String(value)} is out of range; expected ${least} to ${most}.`);
}

/** All edits start from the same study, so of two edits of one record the later one stands. */
function lastOfEach(edits: readonly Edit[]): readonly Edit[] {
  /** The place of each record's edit, by table, then design and id apart: no key has to be made for each of very many. */
  const places = new Map<TableName, Map<string, Map<string, number>>>();
  const last: Edit[] = [];
  for (const edit of edits) {
    if (edit.on === 'record') {
      const place = placesIn(placesIn(places, edit.table), edit.design);
      const there = place.get(edit.id);
      if (there !== undefined) {
        last[there] = edit;
        continue;
      }
      place.set(edit.id, last.length);
    }
    last.push(edit);
  }
  return last;
}

/** The inner map under a key, made where there is none. */
function placesIn<K, L, V>(places: Map<K, Map<L, V>>, key: K): Map<L, V> {
  let inner = places.get(key);
  if (inner === undefined) places.set(key, (inner = new Map<L, V>()));
  return inner;
}

function recordsOf(study: Study): number {
  let many = 0;
  for (const design of study.designs) many += recordsIn(design);
  return many;
}

function recordsIn(design: Design): number {
  let many = 0;
  for (const table of ['blocks', 'nodes', 'links', 'groups', 'overrides'] as const) {
    many += listed<unknown>(design[table]).ids.length;
  }
  for (const template of Object.values(design.templates ?? {})) many += templateSize(template);
  // Instances count with what they show.
  for (const block of listed(design.blocks).records) many += shownBy(design, block);
  return many;
}

function shownBy(design: Design, block: Block): number {
  const template = templateIn(design, block);
  return template ? templateSize(template) : 0;
}

function growth(study: Study, change: Edit): number {
  if (change.on === 'design')
    return (change.after ? recordsIn(change.after.design) : 0) - (change.before ? recordsIn(change.before.design) : 0);
  if (change.on !== 'record') return 0;
  const design = study.designs.find(({ id }) => id === change.design);
  if (change.table === 'templates') {
    const more = (change.after ? templateSize(change.after) : 0) - (change.before ? templateSize(change.before) : 0);
    return more * (1 + (design ? instancesOf(design, change.id).length : 0));
  }
  const one = (change.after === null ? 0 : 1) - (change.before === null ? 0 : 1);
  if (change.table !== 'blocks' || design === undefined) return one;
  return (
    one + (change.after ? shownBy(design, change.after) : 0) - (change.before ? shownBy(design, change.before) : 0)
  );
}
