/**
 * Which group takes what is dragged, as a hand means it: let go within the outline of an open group, a part goes into it; clear of the outline of its
 * own group, it comes out. A move that still touches the outline stretches it. In: a design, its scene, what is dragged, where its box and the
 * pointer are; out: the group that will hold it. Pure. O(scene).
 *
 * Only what is drawn by hand has a choice: blocks stand by themselves. The last member does not leave its group, which would be nothing then.
 */
import { isLocked, type Design } from '@weft/model';
import type { Scene } from '@weft/scene';
import type { Point } from '../canvas/contract.ts';
import { backdropBox, holds, touches, type Box } from '../canvas/geometry.ts';

export interface Home {
  /** The records that go there. */
  readonly ids: readonly string[];
  /** The record of the group; null for none. */
  readonly group: string | null;
  /** The same as it is drawn. */
  readonly drawn: string | null;
}

/** The new home of what is dragged; null when it stays in the one it has. `dragged` are scene ids. */
export function homeOf(design: Design, scene: Scene, dragged: readonly string[], box: Box, at: Point): Home | null {
  const groups = scene.backdrops
    .map((one) => ({ drawn: one.id, group: one.owner ?? one.id, depth: one.depth, box: backdropBox(one) }))
    .filter(({ group }) => Object.hasOwn(design.groups, group));
  if (groups.length === 0) return null;
  const going = new Set(dragged);
  const ids = [
    ...scene.nodes.filter((node) => going.has(node.id)).flatMap((node) => node.records ?? node.owner),
    ...scene.backdrops.filter((one) => going.has(one.id)).map((one) => one.owner ?? one.id),
  ];
  const homes = new Set(ids.map((id) => homeNow(design, id)));
  if (homes.has(undefined) || homes.size !== 1 || ids.some((id) => isLocked(design, id))) return null;
  const now = [...homes][0] ?? null;
  const own = groups.find((one) => one.group === now);
  if (own && touches(own.box, box)) {
    // Inside its own group it may go on into one that is open in there.
    const inner = deepest(groups.filter((one) => within(one.drawn, own.drawn) && one !== own));
    return inner ? { ids, group: inner.group, drawn: inner.drawn } : null;
  }
  const there = deepest(groups);
  if ((there?.group ?? null) === now) return null;
  if (now !== null && (own === undefined || isLast(design, now, ids))) return null;
  return { ids, group: there?.group ?? null, drawn: there?.drawn ?? null };

  function deepest(among: typeof groups): (typeof groups)[number] | undefined {
    return among
      .filter((one) => holds(one.box, at) && ![...going].some((id) => within(one.drawn, id)))
      .filter((one) => !isLocked(design, one.group))
      .toSorted((a, b) => b.depth - a.depth)[0];
  }
}

const within = (path: string, outer: string): boolean => path === outer || path.startsWith(`${outer}/`);

/** The group that holds a record, null for none; undefined for what cannot stand in one. */
function homeNow(design: Design, id: string): string | null | undefined {
  if (Object.hasOwn(design.nodes, id)) return design.nodes[id]!.group;
  return Object.hasOwn(design.groups, id) ? design.groups[id]!.parent : undefined;
}

/** Whether nothing else stands in a group. */
function isLast(design: Design, group: string, ids: readonly string[]): boolean {
  const going = new Set(ids);
  const stays = (id: string, home: string | null): boolean => home === group && !going.has(id);
  return !(
    Object.values(design.nodes).some((node) => stays(node.id, node.group)) ||
    Object.values(design.groups).some((one) => stays(one.id, one.parent))
  );
}
