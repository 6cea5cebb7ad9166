/**
 * The order of records in their table: those that come back after a deletion stand where they stood, so that undo gives the study that was there and
 * not one whose rows, ports and ranks are dealt out anew. In: a table and what came back to it; out: the table in order. Cost: O(records).
 */
import { listed } from './listed.ts';

/** The id after each in a table, kept for the table: a command that deletes many asks for each. */
const nexts = new WeakMap<object, ReadonlyMap<string, string | null>>();

/** What follows a record in its table; null for the last. */
export function followerOf(table: Readonly<Record<string, unknown>>, id: string): string | null {
  let next = nexts.get(table);
  if (next === undefined) {
    const { ids } = listed(table);
    next = new Map(ids.map((one, i) => [one, ids[i + 1] ?? null]));
    nexts.set(table, next);
  }
  return next.get(id) ?? null;
}

export interface Returned {
  readonly id: string;
  /** What followed it when it went, which may have gone and come back as well. */
  readonly followedBy: string | null;
}

/** The ids of a table with those that came back, in this order, each before what followed it; at the end where that is gone. */
export function ordered(ids: readonly string[], returned: readonly Returned[]): readonly string[] {
  const back = new Set(returned.map((one) => one.id));
  const before = new Map<string | null, string[]>();
  for (const { id, followedBy } of returned) {
    const there = before.get(followedBy);
    if (there) there.push(id);
    else before.set(followedBy, [id]);
  }
  const order: string[] = [];
  /** A record after all that stand before it; rows of thousands may have gone, so there is no recursion. */
  const put = (last: string | null): void => {
    const waiting: { readonly id: string | null; next: number }[] = [{ id: last, next: 0 }];
    while (waiting.length > 0) {
      const top = waiting.at(-1)!;
      const one = before.get(top.id)?.[top.next++];
      if (one !== undefined) waiting.push({ id: one, next: 0 });
      else {
        waiting.pop();
        if (top.id !== null) order.push(top.id);
      }
    }
  };
  for (const id of ids) if (!back.has(id)) put(id);
  put(null);
  if (order.length < ids.length) {
    const placed = new Set(order);
    for (const id of ids) if (!placed.has(id)) order.push(id);
  }
  return order;
}
