/**
 * A change applied to a study. In: a study and a change made for it; out: a new study that shares all that did not change.
 *
 * Every edit's `before` is compared with what is there: a change that does not fit throws and leaves nothing half done. Cost: O(edits), and
 * one shallow copy of each table touched, with its list: an engine takes four times as long to copy a large table as to make it of its list, and as
 * long again to list it.
 */
import { brief, type Change, type DesignEdit, type Edit, type RecordEdit, type TableName } from './change.ts';
import { listed, noteList, type Listed } from './listed.ts';
import { ordered, type Returned } from './order.ts';
import { sameJson } from './same.ts';
import type { Design, Study } from './study.ts';

/** A study being changed: designs and tables are copied when first touched. */
interface Draft {
  study: Study;
  designs: Design[] | null;
  /** Tables that are copies of ours, by design and name. */
  readonly owned: Map<Design, Map<TableName, Record<string, unknown>>>;
  /** What was done to each table that is ours. */
  readonly done: Map<Record<string, unknown>, Done>;
}

/** The study after the change. Throws when an edit's `before` is not what the study holds. */
export function applyChange(study: Study, change: Change): Study {
  const draft: Draft = { study, designs: null, owned: new Map(), done: new Map() };
  for (const edit of change.edits) applyEdit(draft, edit, change.label);
  for (const [records, done] of draft.done) putInOrder(draft, records, done);
  return draft.designs === null ? draft.study : { ...draft.study, designs: draft.designs };
}

function applyEdit(draft: Draft, edit: Edit, label: string): void {
  switch (edit.on) {
    case 'record':
      applyRecord(draft, edit, label);
      return;
    case 'design':
      applyDesign(draft, edit, label);
      return;
    case 'designName': {
      const at = designAt(draft, edit.design, label);
      const design = designsOf(draft)[at]!;
      expectSame(design.name, edit.before, `the name of design ${edit.design}`, label);
      replaceDesign(draft, at, { ...design, name: edit.after });
      return;
    }
    case 'views': {
      const { views = [], ...others } = draft.study;
      expectSame(views, edit.before, 'views', label);
      // A study without views has no list of them, as before there were any.
      draft.study = edit.after.length === 0 ? others : { ...others, views: edit.after };
      return;
    }
    default:
      expectSame(draft.study[edit.on], edit.before, edit.on, label);
      draft.study = { ...draft.study, [edit.on]: edit.after };
  }
}

function applyRecord(draft: Draft, edit: RecordEdit, label: string): void {
  const { table, id } = edit;
  const at = designAt(draft, edit.design, label);
  const design = designsOf(draft)[at]!;
  const records: Readonly<Record<string, unknown>> = design[table] ?? {};
  const there = Object.hasOwn(records, id) ? records[id] : null;
  expectSame(there, edit.before, `${table}.${id} of design ${edit.design}`, label);
  if (edit.after !== null && edit.after.id !== id) {
    throw new Error(`"${label}": record ${edit.after.id} cannot stand under the id ${id}`);
  }
  const own = ownTable(draft, at, table);
  const done = draft.done.get(own)!;
  if (edit.after === null) {
    delete own[id];
    if (!done.come.delete(id)) done.changed.set(id, null);
  } else {
    own[id] = edit.after;
    if (there === null || done.come.has(id)) done.come.set(id, edit.after);
    else done.changed.set(id, edit.after);
    if (there === null && edit.followedBy !== undefined) done.returned.push({ id, followedBy: edit.followedBy });
  }
  if (table === 'templates' && Object.keys(own).length === 0) dropTemplates(draft, at);
}

/** What a change does to a table. */
interface Done {
  readonly design: string;
  readonly table: TableName;
  readonly was: Readonly<Record<string, unknown>>;
  /** Of the records that were there: as they are now, null for those that went. */
  readonly changed: Map<string, unknown>;
  /** Those that came, in their order. */
  readonly come: Map<string, unknown>;
  /** Those of them that had a place before. */
  readonly returned: Returned[];
}

/** Notes the list of a table of ours; where records came back to their places, makes it in that order, as a new one. */
function putInOrder(draft: Draft, records: Record<string, unknown>, done: Done): void {
  const { design: id, table, was, changed, come, returned } = done;
  const at = designsOf(draft).findIndex((design) => design.id === id);
  const design = designsOf(draft)[at];
  // The design, or all of its templates, may have gone in the same change.
  if (design === undefined || design[table] !== records) return;
  const list = withChanges(listed<unknown>(was), changed);
  for (const [one, record] of come) {
    list.ids.push(one);
    list.records.push(record);
  }
  if (returned.length === 0) {
    // An engine puts fields first whose names are numbers.
    if (![...come.keys()].some(isNumeric)) noteList(records, list);
    return;
  }
  const order = ordered(list.ids, returned);
  const inOrder: Record<string, unknown> = {};
  for (const one of order) inOrder[one] = records[one];
  if (!order.some(isNumeric)) noteList(inOrder, { ids: order, records: order.map((one) => records[one]) });
  replaceDesign(draft, at, { ...design, [table]: inOrder });
}

/** A list of the records that are left, each as it is now. */
function withChanges(
  { ids, records }: Listed<unknown>,
  changed: ReadonlyMap<string, unknown>,
): { ids: string[]; records: unknown[] } {
  if (changed.size === 0) return { ids: [...ids], records: [...records] };
  const now = records.map((record, i) => changed.get(ids[i]!) ?? (changed.has(ids[i]!) ? null : record));
  return { ids: ids.filter((_, i) => now[i] !== null), records: now.filter((record) => record !== null) };
}

const isNumeric = (id: string): boolean => /^[0-9]/.test(id);

/** A design without templates has no table of them, as before there were any. */
function dropTemplates(draft: Draft, at: number): void {
  const { templates: _empty, ...rest } = designsOf(draft)[at]!;
  replaceDesign(draft, at, rest);
  draft.owned.get(rest)?.delete('templates');
}

function applyDesign(draft: Draft, edit: DesignEdit, label: string): void {
  const designs = (draft.designs ??= [...draft.study.designs]);
  if (edit.before !== null) {
    const at = designs.findIndex((design) => design.id === edit.id);
    expectSame(at, edit.before.index, `the place of design ${edit.id}`, label);
    expectSame(designs[at], edit.before.design, `design ${edit.id}`, label);
    designs.splice(at, 1);
  }
  if (edit.after !== null) {
    const { index, design } = edit.after;
    if (design.id !== edit.id) throw new Error(`"${label}": design ${design.id} cannot stand under the id ${edit.id}`);
    if (designs.some((other) => other.id === edit.id))
      throw new Error(`"${label}": there is a design ${edit.id} already`);
    if (index < 0 || index > designs.length) {
      throw new Error(`"${label}": design ${edit.id} cannot take place ${index} of ${designs.length}`);
    }
    designs.splice(index, 0, design);
  }
}

function designsOf(draft: Draft): readonly Design[] {
  return draft.designs ?? draft.study.designs;
}

function designAt(draft: Draft, id: string, label: string): number {
  const at = designsOf(draft).findIndex((design) => design.id === id);
  if (at < 0) throw new Error(`"${label}": there is no design ${id}`);
  return at;
}

function replaceDesign(draft: Draft, at: number, design: Design): void {
  draft.designs ??= [...draft.study.designs];
  const owned = draft.owned.get(draft.designs[at]!);
  if (owned) draft.owned.set(design, owned);
  draft.designs[at] = design;
}

/** The table as a copy that may be written to, made at the first edit of it. */
function ownTable(draft: Draft, at: number, table: TableName): Record<string, unknown> {
  const design = designsOf(draft)[at]!;
  const known = draft.owned.get(design)?.get(table);
  if (known) return known;
  const was: Readonly<Record<string, unknown>> = design[table] ?? {};
  const { ids, records } = listed(was);
  const copy: Record<string, unknown> = {};
  for (let i = 0; i < ids.length; i++) copy[ids[i]!] = records[i];
  draft.done.set(copy, { design: design.id, table, was, changed: new Map(), come: new Map(), returned: [] });
  const next = { ...design, [table]: copy };
  replaceDesign(draft, at, next);
  const owned = draft.owned.get(next) ?? new Map<TableName, Record<string, unknown>>();
  owned.set(table, copy);
  draft.owned.set(next, owned);
  return copy;
}

function expectSame(there: unknown, before: unknown, what: string, label: string): void {
  if (sameJson(there, before)) return;
  throw new Error(`"${label}" does not fit: ${what} is ${brief(there)}, the change expects ${brief(before)}`);
}
