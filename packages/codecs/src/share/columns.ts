/**
 * A table of records as columns, for short links: what all records share is said once, what is as usual not at all.
 *
 * In: records as lists of plain values. Out: `{ k: count, field: column }` where a column is
 *   absent            every record has the default;
 *   a value           every record has this value;
 *   a list            one value a record;
 *   [values, indices] few different values: the values, and for each record which one.
 * Values are never lists themselves, so the four forms cannot be mistaken. Unpacking trusts nothing: it throws a `WireFault`.
 */
import { sameJson } from '@weft/model';

/** The link was well packed, but what it says has not the form of a study. */
export class WireFault extends Error {}

/** A field of a table: its name in the link, and the value most records have. */
export interface Field {
  readonly key: string;
  readonly usual: unknown;
}

export type Columns = Record<string, unknown>;

/** Packs rows; `rows[i][f]` is the value of field f in record i. */
export function packed(fields: readonly Field[], rows: readonly (readonly unknown[])[]): Columns {
  const columns: Columns = { k: rows.length };
  for (const [f, field] of fields.entries()) {
    const column = packedColumn(
      rows.map((row) => row[f]),
      field.usual,
    );
    if (column !== undefined) columns[field.key] = column;
  }
  return columns;
}

function packedColumn(values: readonly unknown[], usual: unknown): unknown {
  const first = values[0];
  if (values.every((value) => sameJson(value, first))) return sameJson(first, usual) ? undefined : first;
  const texts = values.map((value) => JSON.stringify(value));
  const distinct = [...new Set(texts)];
  const list = texts.reduce((sum, text) => sum + text.length + 1, 0);
  const dictionary = distinct.reduce((sum, text) => sum + text.length + 1, 0) + values.length * 2 + 4;
  if (distinct.length > 9 || dictionary >= list) return values;
  return [distinct.map((text) => values[texts.indexOf(text)]), texts.map((text) => distinct.indexOf(text))];
}

/** How many records may still be unpacked: shared by all tables of a link, so that none can ask for a billion. */
export interface Allowance {
  records: number;
}

/** Unpacks columns into rows, values in the order of `fields`. Unknown fields are a fault. */
export function unpacked(fields: readonly Field[], columns: unknown, allowance: Allowance, where: string): unknown[][] {
  const table = recordAt(columns, where);
  const count = table['k'];
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) {
    throw new WireFault(`${where} has no number of records`);
  }
  allowance.records -= count;
  if (allowance.records < 0) throw new WireFault(`${where} has more records than a study may hold`);
  const known = new Set(['k', ...fields.map((field) => field.key)]);
  const unknown = Object.keys(table).find((key) => !known.has(key));
  if (unknown !== undefined) throw new WireFault(`${where} has an unknown column ${unknown.slice(0, 40)}`);
  const columnsOf = fields.map(({ key, usual }) => unpackedColumn(table, key, usual, count, `${where}.${key}`));
  return Array.from({ length: count }, (_, row) => columnsOf.map((column) => column(row)));
}

function unpackedColumn(
  table: Readonly<Record<string, unknown>>,
  key: string,
  usual: unknown,
  count: number,
  where: string,
): (row: number) => unknown {
  if (!Object.hasOwn(table, key)) return () => usual;
  const column = table[key];
  if (!Array.isArray(column)) return () => column;
  const list = column as readonly unknown[];
  const [values, indices] = list;
  if (Array.isArray(values)) {
    if (list.length !== 2 || !Array.isArray(indices) || indices.length !== count) {
      throw new WireFault(`${where} does not say one value a record`);
    }
    return (row) => {
      const index: unknown = indices[row];
      if (typeof index !== 'number' || !(index in values))
        throw new WireFault(`${where} names a value that is not there`);
      return values[index] as unknown;
    };
  }
  if (list.length !== count) throw new WireFault(`${where} has ${list.length} values for ${count} records`);
  return (row) => list[row];
}

/** A value that must be a plain record. */
export function recordAt(value: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireFault(`${where} is not a record`);
  }
  return value as Readonly<Record<string, unknown>>;
}

/** A value that must be a list. */
export function listAt(value: unknown, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new WireFault(`${where} is not a list`);
  return value as readonly unknown[];
}
