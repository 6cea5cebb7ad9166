/**
 * The records of a table in their order, listed once for each table.
 *
 * An engine keeps an object of tens of thousands of fields as a hash table, and sorts all of its fields by age whenever it lists them: about 10 ms for
 * the 32,000 links of an imported cluster, which is gone through several times an edit. Tables are never changed in place, so their lists stay true.
 */

/** Ids and records, each at the place of the other. */
export interface Listed<T> {
  readonly ids: readonly string[];
  readonly records: readonly T[];
}

const lists = new WeakMap<object, Listed<unknown>>();

/** The ids and records of a table. O(records) at first, O(1) after that. */
export function listed<T>(table: Readonly<Record<string, T>>): Listed<T> {
  let list = lists.get(table) as Listed<T> | undefined;
  if (list === undefined) {
    const entries = Object.entries(table);
    list = { ids: entries.map(([id]) => id), records: entries.map(([, record]) => record) };
    lists.set(table, list);
  }
  return list;
}

/** The records of a table. */
export function recordsOf<T>(table: Readonly<Record<string, T>>): readonly T[] {
  return listed(table).records;
}

/** Notes the list of a table for whoever has just made it in that order; its ids are no numbers, which an engine would put first. */
export function noteList<T>(table: Readonly<Record<string, T>>, list: Listed<T>): void {
  lists.set(table, list);
}
