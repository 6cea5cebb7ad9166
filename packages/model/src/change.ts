/**
 * A Change: the difference between two studies as data. It applies, inverts, composes and is JSON.
 *
 * Each edit holds what was there before and what comes after; `null` means absent. Applying checks the `before`, so a change that does not
 * fit the study throws instead of corrupting it. The laws (tested on random changes):
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
  Workload,
} from './study.ts';

export type TableName = keyof DesignTables;

/** The record type that each table holds. */
export interface TableRecords {
  readonly blocks: Block;
  readonly nodes: NodeRecord;
  readonly links: LinkRecord;
  readonly groups: GroupRecord;
  readonly overrides: Override;
}

export type RecordEdit = {
  [T in TableName]: {
    readonly on: 'record';
    readonly design: string;
    readonly table: T;
    readonly id: string;
    readonly before: TableRecords[T] | null;
    readonly after: TableRecords[T] | null;
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
  | { readonly on: 'assumptions'; readonly before: Assumptions; readonly after: Assumptions };

export type Edit = RecordEdit | DesignEdit | DesignNameEdit | StudyEdit;

export interface Change {
  /** What it does, for the history panel and the announcement: `Move 12 parts`. */
  readonly label: string;
  readonly edits: readonly Edit[];
}
