/**
 * What changed between two scenes, for patching a view instead of rebuilding it. O(nodes + links + backdrops).
 */
import type { Scene } from './scene.ts';

/** Ids in the order of the scene they come from: `removed` of the earlier, the others of the later. */
export interface PartDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

export interface SceneDifference {
  readonly nodes: PartDifference;
  readonly links: PartDifference;
  readonly backdrops: PartDifference;
}

/** What to add, remove and change to come from one scene to the next; everything is added to null. */
export function sceneDifference(previous: Scene | null, next: Scene): SceneDifference {
  return {
    nodes: partDifference(previous?.nodes ?? [], next.nodes),
    links: partDifference(previous?.links ?? [], next.links),
    backdrops: partDifference(previous?.backdrops ?? [], next.backdrops),
  };
}

/**
 * The later scene with every part that is as it was taken from the earlier one, so that views may compare by identity; the earlier scene itself when
 * nothing changed at all.
 */
export function sharedScene(previous: Scene | null, next: Scene): Scene {
  if (previous === null) return next;
  const nodes = sharedParts(previous.nodes, next.nodes);
  const links = sharedParts(previous.links, next.links);
  const backdrops = sharedParts(previous.backdrops, next.backdrops);
  const bounds = isEqual(previous.bounds, next.bounds) ? previous.bounds : next.bounds;
  const sameRefused =
    previous.refused.length === next.refused.length && next.refused.every((id, i) => id === previous.refused[i]);
  const same =
    nodes === previous.nodes &&
    links === previous.links &&
    backdrops === previous.backdrops &&
    bounds === previous.bounds &&
    sameRefused;
  return same ? previous : { nodes, links, backdrops, bounds, refused: sameRefused ? previous.refused : next.refused };
}

/** The later list, or the earlier one when all is as it was, in its order. */
function sharedParts<T extends { readonly id: string }>(previous: readonly T[], next: readonly T[]): readonly T[] {
  let before: Map<string, T> | null = null;
  let same = previous.length === next.length;
  const parts = next.map((part, i) => {
    // Mostly a part has kept its place in the list.
    let old = previous[i];
    if (old?.id !== part.id) {
      same = false;
      before ??= new Map(previous.map((one) => [one.id, one]));
      old = before.get(part.id);
    }
    if (old !== undefined && isEqual(old, part)) return old;
    same = false;
    return part;
  });
  return same ? previous : parts;
}

/** Whether nothing changed. */
export function isSame({ nodes, links, backdrops }: SceneDifference): boolean {
  return [nodes, links, backdrops].every((p) => p.added.length + p.removed.length + p.changed.length === 0);
}

function partDifference<T extends { readonly id: string }>(previous: readonly T[], next: readonly T[]): PartDifference {
  const before = new Map(previous.map((part) => [part.id, part]));
  const added: string[] = [];
  const changed: string[] = [];
  for (const part of next) {
    const old = before.get(part.id);
    before.delete(part.id);
    if (!old) added.push(part.id);
    else if (!isEqual(old, part)) changed.push(part.id);
  }
  return { added, removed: [...before.keys()], changed };
}

/** Scene parts are flat records of numbers, strings and nulls. */
function isEqual<T extends object>(a: T, b: T): boolean {
  if (a === b) return true;
  for (const key of Object.keys(a) as (keyof T)[]) if (!isSameValue(a[key], b[key])) return false;
  return true;
}

/** Numbers, words, and lists of words. */
function isSameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((one, i) => one === b[i]);
}
