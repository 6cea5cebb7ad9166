/**
 * A Change: the difference between two studies as data. It applies, inverts, composes and is JSON.
 *
 * Each edit holds what was there before and what comes after; `null` means absent. Applying checks the `before`, so a change that does not
 * fit the study throws instead of corrupting it. A record that comes back stands where it stood. The laws (tested on random changes):
 *   apply(invert(c), apply(c, s)) = s;   apply(compose(a, b), s) = apply(b, apply(a, s)).
 */
import type {
  Assumptions,
  Block,
  Design,
  DesignTables,
  GroupRecord,
  LinkRecord,
  NodeRecord,
  Override,
  SavedView,
  Template,
  Workload,
} from './study.ts';
import { sameJson } from './same.ts';

export type TableName = keyof DesignTables;

/** The record type that each table holds. */
export interface TableRecords {
  readonly blocks: Block;
  readonly nodes: NodeRecord;
  readonly links: LinkRecord;
  readonly groups: GroupRecord;
  readonly overrides: Override;
  readonly templates: Template;
}

export type RecordEdit = {
  [T in TableName]: {
    readonly on: 'record';
    readonly design: string;
    readonly table: T;
    readonly id: string;
    readonly before: TableRecords[T] | null;
    readonly after: TableRecords[T] | null;
    /** Of a record that goes, and comes back by undo: what stood after it in its table, null for the last. */
    readonly followedBy?: string | null;
  };
}[TableName];

/** A whole design that comes, goes or is renamed; `index` is its place in the strip. */
export interface DesignEdit {
  readonly on: 'design';
  readonly id: string;
  readonly before: { readonly index: number; readonly design: Design } | null;
  readonly after: { readonly index: number; readonly design: Design } | null;
}

export interface DesignNameEdit {
  readonly on: 'designName';
  readonly design: string;
  readonly before: string;
  readonly after: string;
}

/** The fields of the study itself. */
export type StudyEdit =
  | { readonly on: 'name'; readonly before: string; readonly after: string }
  | { readonly on: 'baseline'; readonly before: string | null; readonly after: string | null }
  | { readonly on: 'workload'; readonly before: Workload; readonly after: Workload }
  | { readonly on: 'assumptions'; readonly before: Assumptions; readonly after: Assumptions }
  /** The whole list; none when empty. */
  | { readonly on: 'views'; readonly before: readonly SavedView[]; readonly after: readonly SavedView[] };

export type Edit = RecordEdit | DesignEdit | DesignNameEdit | StudyEdit;

export interface Change {
  /** What it does, for the history panel and the announcement: `Move 12 parts`. */
  readonly label: string;
  readonly edits: readonly Edit[];
}

/** The change that takes this one back. */
export function invertChange(change: Change): Change {
  return { label: change.label, edits: change.edits.toReversed().map(inverted) };
}

function inverted<E extends Edit>(edit: E): E {
  return { ...edit, before: edit.after, after: edit.before };
}

/**
 * One change that does what `first` and then `second` do; edits of the same thing become one, and what ends where it began falls away.
 * Throws when `second` expects something else than `first` left behind. Cost: O(edits).
 */
export function composeChanges(first: Change, second: Change, label: string = second.label): Change {
  const edits: Edit[] = [];
  /** Where the last edit of each thing stands in `edits`. */
  const last = new Map<string, number>();
  for (const edit of [...first.edits, ...second.edits]) {
    const thing = thingOf(edit);
    if (edit.on === 'design') {
      // The whole design stands in this edit, so nothing on its far side may move past it.
      const inside = [...last.keys()].filter((key) => key.startsWith(`${JSON.stringify(edit.id)} `));
      for (const key of inside) last.delete(key);
      edits.push(edit);
      continue;
    }
    const at = last.get(thing);
    const earlier = at === undefined ? undefined : edits[at];
    if (at === undefined || !earlier) {
      last.set(thing, edits.push(edit) - 1);
      continue;
    }
    if (!sameJson(earlier.after, edit.before)) {
      throw new Error(
        `changes do not follow each other at ${thing}: one leaves ${brief(earlier.after)}, the next expects ${brief(edit.before)}`,
      );
    }
    edits[at] = { ...edit, before: earlier.before } as Edit;
  }
  return { label, edits: edits.filter((edit) => edit.on === 'design' || !sameJson(edit.before, edit.after)) };
}

/** A key for what an edit is about; of a design's things it begins with the design's id in quotation marks and a space. */
function thingOf(edit: Edit): string {
  switch (edit.on) {
    case 'record':
      return `${JSON.stringify(edit.design)} ${edit.table} ${edit.id}`;
    case 'designName':
      return `${JSON.stringify(edit.design)} name`;
    case 'design':
      return `design ${edit.id}`;
    default:
      return edit.on;
  }
}

/** The start of a value's JSON, for the message of a broken promise. */
export function brief(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
