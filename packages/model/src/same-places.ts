/**
 * Whether an edit only moved things: then the graph is the same, and with it all that is counted or solved of it. In: two designs. Cost: O(records),
 * a comparison by identity for each that was not touched.
 */
import { recordsOf } from './listed.ts';
import { sameJson } from './same.ts';
import type { Design, Override } from './study.ts';

/** Whether two designs have the same records in the same order, apart from where they stand. Their names and ids do not count. */
export function isOnlyMoved(a: Design, b: Design): boolean {
  if (a === b) return true;
  return (
    sameTable(a.blocks, b.blocks) &&
    sameTable(a.nodes, b.nodes) &&
    sameTable(a.groups, b.groups) &&
    (a.templates === b.templates || sameRecords(recordsOf(a.templates ?? {}), recordsOf(b.templates ?? {}))) &&
    (a.links === b.links || sameTable(a.links, b.links)) &&
    (a.overrides === b.overrides || sameRecords(edits(a), edits(b)))
  );
}

type Table = Readonly<Record<string, object>>;

function sameTable(a: Table, b: Table): boolean {
  return a === b || sameRecords(recordsOf(a), recordsOf(b));
}

function sameRecords(a: readonly object[], b: readonly object[]): boolean {
  return a.length === b.length && a.every((record, i) => record === b[i] || sameButPlace(record, b[i]!));
}

/** What a record says that is not about the graph. */
const ofNoGraph = new Set(['x', 'y', 'locked']);

/** Nothing is made of either: ten thousand parts move at once. */
function sameButPlace(a: object, b: object): boolean {
  const [left, right] = [a as Readonly<Record<string, unknown>>, b as Readonly<Record<string, unknown>>];
  for (const key of Object.keys(left)) if (!ofNoGraph.has(key) && !sameJson(left[key], right[key])) return false;
  for (const key of Object.keys(right))
    if (!ofNoGraph.has(key) && left[key] === undefined && right[key] !== undefined) return false;
  return true;
}

/** What a design's overrides change beside places: one that only moves something says nothing of the graph. */
function edits({ overrides }: Design): Override[] {
  return recordsOf(overrides).filter((one) =>
    Object.keys(one).some((key) => key !== 'id' && key !== 'x' && key !== 'y'),
  );
}
