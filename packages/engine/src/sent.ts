/**
 * Designs on their way to the worker: the client's end. In: the arguments of a call; out: the same with each design as what the worker has not got yet.
 * Each end holds the designs that travelled last, by id: one that is there already goes as its number, an edited one as the records that differ. So of
 * a design of a hundred thousand parts, which is asked about four times an edit, only the edit is copied. The worker's end is in `arriving.ts`.
 *
 * Records are compared by identity: an edit shares all that it left alone. Cost: O(records) comparisons for a design that changed, O(1) for one that
 * did not. Both ends see the same calls in the same order, so that they hold and forget the same designs.
 */
import { listed, type Design } from '@weft/model';
import { packed, type SentRecords } from './pieces.ts';

const tables = ['blocks', 'nodes', 'groups', 'links', 'overrides', 'templates'] as const;
export type TableName = (typeof tables)[number];
export type Table = Readonly<Record<string, unknown>>;

/** What differs in a table: records to put, in the order of the new one, and ids to drop first. */
export interface TableEdit {
  readonly put: SentRecords;
  readonly drop: readonly string[];
  /** Places in the new table of the first of those records that are new, ascending; the others come last. */
  readonly places: readonly number[];
}

/** How a design differs from how it was, or from nothing. */
export interface SentEdit {
  /** All fields of the design in their order. */
  readonly fields: readonly string[];
  /** Fields that are not as they were, tables of which only some records differ aside. */
  readonly whole: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Partial<Record<TableName, TableEdit>>>;
}

/** A design as it travels: as it was, as it differs from how it was, or all of it. */
export interface SentDesign {
  readonly id: string;
  /** Whether it builds on the one sent before. */
  readonly again: boolean;
  /** Null where nothing differs. */
  readonly edit: SentEdit | null;
}

/** So many designs are held at both ends: as many as are compared side by side, and some. */
const mostHeld = 12;

/** What was sent last of each design, by id; what was longest ago goes first. */
export class Held<T> {
  readonly #designs = new Map<string, T>();

  get(id: string): T | undefined {
    return this.#designs.get(id);
  }

  set(id: string, design: T): void {
    this.#designs.delete(id);
    this.#designs.set(id, design);
    for (const oldest of this.#designs.keys()) {
      if (this.#designs.size <= mostHeld) break;
      this.#designs.delete(oldest);
    }
  }
}

/** Arguments as they travel, and the buffers that are handed over with them. */
export interface Packed {
  readonly args: readonly unknown[];
  readonly buffers: ArrayBuffer[];
}

/** The client's end: one for each worker. */
export class DesignSender {
  readonly #held = new Held<Design>();

  /** The arguments as they travel. They have to be posted, and nothing else in between. */
  pack(args: readonly unknown[]): Packed {
    const buffers: ArrayBuffer[] = [];
    return {
      args: args.map((arg) => withDesigns(arg, isDesign, (design) => ({ sentDesign: this.#sent(design, buffers) }))),
      buffers,
    };
  }

  #sent(design: Design, buffers: ArrayBuffer[]): SentDesign {
    const { id } = design;
    const before = this.#held.get(id);
    this.#held.set(id, design);
    if (before === design) return { id, again: true, edit: null };
    const edit = before === undefined ? null : editOf(before, design, buffers);
    return edit === null ? { id, again: false, edit: allOf(design, buffers) } : { id, again: true, edit };
  }
}

/** An argument with its designs replaced: itself, its `design`, or its `designs`. */
export function withDesigns<T>(arg: unknown, is: (value: unknown) => value is T, by: (value: T) => unknown): unknown {
  if (is(arg)) return by(arg);
  if (typeof arg !== 'object' || arg === null) return arg;
  const { design, designs } = arg as { readonly design?: unknown; readonly designs?: unknown };
  if (is(design)) return { ...arg, design: by(design) };
  if (Array.isArray(designs) && designs.every(is)) return { ...arg, designs: designs.map(by) };
  return arg;
}

function isDesign(value: unknown): value is Design {
  if (typeof value !== 'object' || value === null || !('id' in value) || typeof value.id !== 'string') return false;
  return 'blocks' in value && 'nodes' in value && 'links' in value && 'groups' in value && 'overrides' in value;
}

function tableCalled(field: string): TableName | undefined {
  return tables.find((name) => name === field);
}

/** A design that the worker knows nothing of. */
function allOf(design: Design, buffers: ArrayBuffer[]): SentEdit {
  const whole: Record<string, unknown> = {};
  const edits: Partial<Record<TableName, TableEdit>> = {};
  for (const [field, value] of Object.entries(design)) {
    const table = tableCalled(field);
    if (table === undefined || value === undefined) whole[field] = value;
    else {
      const { ids, records } = listed(value as Table);
      edits[table] = { put: packed(ids, records, buffers), drop: [], places: [] };
    }
  }
  return { fields: Object.keys(design), whole, tables: edits };
}

/** What differs; null when sending all of it is no more. */
function editOf(before: Design, after: Design, buffers: ArrayBuffer[]): SentEdit | null {
  const whole: Record<string, unknown> = {};
  const differing: { readonly table: TableName; readonly differs: Differing }[] = [];
  let [sent, all] = [0, 0];
  for (const [field, value] of Object.entries(after)) {
    const was = (before as unknown as Table)[field];
    const table = tableCalled(field);
    if (table === undefined || value === undefined) {
      if (value !== was) whole[field] = value;
      continue;
    }
    const size = listed(value as Table).ids.length;
    all += size;
    if (value === was) continue;
    const differs = differingIn((was ?? {}) as Table, value as Table);
    if (differs === null) return null;
    differing.push({ table, differs });
    // An id weighs about a tenth of a record.
    sent += differs.ids.length + differs.drop.length / 10;
  }
  if (sent > all * 0.9) return null;
  const edits: Partial<Record<TableName, TableEdit>> = {};
  for (const { table, differs } of differing) {
    const { ids, records, drop, places } = differs;
    edits[table] = { put: packed(ids, records, buffers), drop, places };
  }
  return { fields: Object.keys(after), whole, tables: edits };
}

interface Differing {
  readonly ids: readonly string[];
  readonly records: readonly unknown[];
  readonly drop: readonly string[];
  readonly places: readonly number[];
}

/** The way from one table to another; null when records that stay have another order, which an edit of records cannot say. */
function differingIn(before: Table, after: Table): Differing | null {
  const [was, is] = [listed(before), listed(after)];
  const ids: string[] = [];
  const records: unknown[] = [];
  const drop: string[] = [];
  const put = (at: number): void => {
    ids.push(is.ids[at]!);
    records.push(is.records[at]);
  };
  const places: number[] = [];
  let at = 0;
  for (let i = 0; i < was.ids.length; i++) {
    const id = was.ids[i]!;
    if (!Object.hasOwn(after, id)) {
      drop.push(id);
      continue;
    }
    // What an undo brings back stands among those that stayed.
    for (; is.ids[at] !== id; at++) {
      if (Object.hasOwn(before, is.ids[at]!)) return null;
      places.push(at);
      put(at);
    }
    if (is.records[at] !== was.records[i]) put(at);
    at++;
  }
  for (; at < is.ids.length; at++) put(at);
  return { ids, records, drop, places };
}
