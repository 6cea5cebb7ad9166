/**
 * What changed between two scenes, so that only that is written. In: two lists of things with ids; out: ids gone, things new, things changed.
 * O(n) with one map. Cost matters: adding all anew takes ten times as long as a patch.
 */
import type { SceneLink, SceneNode } from '@weft/scene';

export interface Difference<T> {
  readonly removed: readonly string[];
  readonly added: readonly T[];
  readonly changed: readonly T[];
}

export function difference<T extends { readonly id: string }>(
  before: ReadonlyMap<string, T>,
  after: readonly T[],
  same: (a: T, b: T) => boolean,
): Difference<T> {
  const added: T[] = [];
  const changed: T[] = [];
  const kept = new Set<string>();
  for (const thing of after) {
    const old = before.get(thing.id);
    kept.add(thing.id);
    if (!old) added.push(thing);
    else if (old !== thing && !same(old, thing)) changed.push(thing);
  }
  const removed = [...before.keys()].filter((id) => !kept.has(id));
  return { removed, added, changed };
}

/** True when two nodes look alike. Place and size are part of the look. */
export function sameNode(a: SceneNode, b: SceneNode): boolean {
  return (
    a.x === b.x &&
    a.y === b.y &&
    a.width === b.width &&
    a.height === b.height &&
    a.kind === b.kind &&
    a.role === b.role &&
    a.label === b.label &&
    a.count === b.count &&
    a.rail === b.rail &&
    a.plane === b.plane
  );
}

/** True when two links look alike. */
export function sameLink(a: SceneLink, b: SceneLink): boolean {
  return (
    a.source === b.source &&
    a.target === b.target &&
    a.count === b.count &&
    a.fabric === b.fabric &&
    a.kind === b.kind &&
    a.failed === b.failed
  );
}

/** Indices whose bucket differs; a longer `after` counts as all different beyond the end of `before`. */
export function changedBuckets(before: ArrayLike<number>, after: ArrayLike<number>): number[] {
  const changed: number[] = [];
  for (let i = 0; i < after.length; i++) if (before[i] !== after[i]) changed.push(i);
  return changed;
}
