/**
 * Designs on their way to the worker. In: the arguments of a call; out: the same with each design as what the worker has not got yet. Each end holds
 * the designs that travelled last, by id: one that is there already goes as its number, an edited one as the records that differ. So of a design of
 * a hundred thousand parts, which is asked about four times an edit, only the edit is copied.
 *
 * Records are compared by identity: an edit shares all that it left alone. Cost: O(records) comparisons for a design that changed, O(1) for one that
 * did not. Both ends see the same calls in the same order, so that they hold and forget the same designs.
 */
import type { Design } from '@weft/model';

const tables = ['blocks', 'nodes', 'groups', 'links', 'overrides', 'templates'] as const;
type TableName = (typeof tables)[number];
type Table = Readonly<Record<string, unknown>>;

/** What differs in a table: records to put, in the order of the new one, and ids to drop first. */
interface TableEdit {
  readonly put: readonly (readonly [string, unknown])[];
  readonly drop: readonly string[];
}

interface Edited {
  /** All fields of the design in their order. */
  readonly fields: readonly string[];
  /** Fields that are not as they were, tables of which only some records differ aside. */
  readonly whole: Readonly<Record<string, unknown>>;
  readonly tables: Readonly<Partial<Record<TableName, TableEdit>>>;
}

/** A design as it travels: whole, as it was, or as it differs from how it was. */
export type SentDesign =
  { readonly whole: Design } | { readonly again: string } | { readonly again: string; readonly edited: Edited };

/** So many designs are held at both ends: as many as are compared side by side, and some. */
const mostHeld = 12;

class Held {
  readonly #designs = new Map<string, Design>();

  get(id: string): Design | undefined {
    return this.#designs.get(id);
  }

  set(design: Design): void {
    this.#designs.delete(design.id);
    this.#designs.set(design.id, design);
    for (const oldest of this.#designs.keys()) {
      if (this.#designs.size <= mostHeld) break;
      this.#designs.delete(oldest);
    }
  }
}

/** The client's end: one for each worker. */
export class DesignSender {
  readonly #held = new Held();

  /** The arguments as they travel. They have to be posted, and nothing else in between. */
  pack(args: readonly unknown[]): readonly unknown[] {
    return args.map((arg) => replaced(arg, isDesign, (design) => this.#sent(design)));
  }

  #sent(design: Design): { readonly sentDesign: SentDesign } {
    const before = this.#held.get(design.id);
    this.#held.set(design);
    if (before === undefined) return { sentDesign: { whole: design } };
    if (before === design) return { sentDesign: { again: design.id } };
    const edited = editOf(before, design);
    return { sentDesign: edited === null ? { whole: design } : { again: design.id, edited } };
  }
}

/** The worker's end. */
export class DesignReceiver {
  readonly #held = new Held();

  /** The arguments as they were given. */
  unpack(args: readonly unknown[]): readonly unknown[] {
    return args.map((arg) => replaced(arg, isSent, ({ sentDesign }) => this.#received(sentDesign)));
  }

  #received(sent: SentDesign): Design {
    const design = 'whole' in sent ? sent.whole : this.#edited(sent);
    this.#held.set(design);
    return design;
  }

  #edited(sent: Exclude<SentDesign, { readonly whole: Design }>): Design {
    const before = this.#held.get(sent.again);
    if (before === undefined)
      throw new Error(`the design ${sent.again} was sent before, but the worker does not have it`);
    return 'edited' in sent ? withEdit(before, sent.edited) : before;
  }
}

/** An argument with its designs replaced: itself, its `design`, or its `designs`. */
function replaced<T>(arg: unknown, is: (value: unknown) => value is T, by: (value: T) => unknown): unknown {
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

function isSent(value: unknown): value is { readonly sentDesign: SentDesign } {
  return typeof value === 'object' && value !== null && 'sentDesign' in value;
}

/** What differs; null when sending all of it is no more. */
function editOf(before: Design, after: Design): Edited | null {
  const whole: Record<string, unknown> = {};
  const edits: Partial<Record<TableName, TableEdit>> = {};
  let [sent, all] = [0, 0];
  for (const [field, value] of Object.entries(after)) {
    const was = (before as unknown as Table)[field];
    const table = tables.find((name) => name === field);
    const size = table === undefined ? 0 : Object.keys(value as Table).length;
    all += size;
    if (value === was) continue;
    const edit = table === undefined || was === undefined ? null : tableEdit(was as Table, value as Table);
    if (edit === null) {
      whole[field] = value;
      sent += size;
    } else {
      edits[table!] = edit;
      // An id weighs about a tenth of a record.
      sent += edit.put.length + edit.drop.length / 10;
    }
  }
  return sent > all * 0.9 ? null : { fields: Object.keys(after), whole, tables: edits };
}

/** The way from one table to another; null when records that stay have another order, which an edit of records cannot say. */
function tableEdit(before: Table, after: Table): TableEdit | null {
  const drop = Object.keys(before).filter((id) => !Object.hasOwn(after, id));
  const put: [string, unknown][] = [];
  const stayed = Object.keys(before);
  let at = 0;
  for (const [id, record] of Object.entries(after)) {
    if (!Object.hasOwn(before, id)) {
      put.push([id, record]);
      continue;
    }
    // Those that stay come first, in their order; new ones after them.
    while (at < stayed.length && !Object.hasOwn(after, stayed[at]!)) at++;
    if (stayed[at] !== id || (put.length > 0 && !Object.hasOwn(before, put.at(-1)![0]))) return null;
    at++;
    if (record !== before[id]) put.push([id, record]);
  }
  return { put, drop };
}

function withEdit(before: Design, { fields, whole, tables: edits }: Edited): Design {
  const after: Record<string, unknown> = {};
  for (const field of fields) {
    const edit = edits[field as TableName];
    const was = (before as unknown as Table)[field];
    after[field] = Object.hasOwn(whole, field)
      ? whole[field]
      : edit === undefined
        ? was
        : withTableEdit(was as Table, edit);
  }
  return after as unknown as Design;
}

function withTableEdit(before: Table, { put, drop }: TableEdit): Table {
  const after: Record<string, unknown> = { ...before };
  for (const id of drop) delete after[id];
  for (const [id, record] of put) after[id] = record;
  return after;
}
