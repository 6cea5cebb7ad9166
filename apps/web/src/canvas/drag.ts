/**
 * What goes along when something is dragged, what it may line up with, and what is told in the end. Pure.
 */
import type { SceneBackdrop, SceneNode } from '@weft/scene';
import type { Point } from './contract.ts';
import { around, backdropBox, boxOf, centreOf, touches, type Box } from './geometry.ts';
import { membersOf } from './hit.ts';

export interface Dragged {
  readonly nodes: ReadonlySet<string>;
  readonly groups: ReadonlySet<string>;
  /** What is told: groups grabbed by their label, and nodes in none of them. */
  readonly told: readonly string[];
  /** The box of all of it. */
  readonly box: Box;
  /** The point that goes on the grid: the centre of what was grabbed. */
  readonly anchor: Point;
}

const noneLocked: ReadonlySet<string> = new Set();

/** Neighbours beyond this many would only draw guides in all directions. */
const mostNeighbours = 400;

/**
 * `grabbed` is under the pointer; if it is selected, the selection goes along, but for what is locked. Nodes with one owner (the stacks of one closed block) go
 * together; a group takes its members along.
 */
export function draggedWith(
  grabbed: string,
  selection: ReadonlySet<string>,
  nodes: ReadonlyMap<string, SceneNode>,
  backdrops: readonly SceneBackdrop[],
  locked: ReadonlySet<string> = noneLocked,
): Dragged | null {
  const asked = (selection.has(grabbed) ? [...selection] : [grabbed]).filter((id) => !locked.has(id));
  const groups = new Set<string>();
  const inGroups = new Set<string>();
  const told: string[] = [];
  const askedGroups = backdrops.filter((backdrop) => asked.includes(backdrop.id)).toSorted((a, b) => a.depth - b.depth);
  for (const backdrop of askedGroups) {
    if (groups.has(backdrop.id)) continue;
    told.push(backdrop.id);
    groups.add(backdrop.id);
    const members = membersOf(backdrop, nodes.values(), backdrops, backdropBox);
    for (const id of members.groups) groups.add(id);
    for (const id of members.nodes) inGroups.add(id);
  }
  const owners = new Set<string>();
  for (const id of asked) {
    const node = nodes.get(id);
    if (node && !inGroups.has(id)) owners.add(node.owner);
  }
  const moving = new Set(inGroups);
  for (const node of nodes.values())
    if (owners.has(node.owner) && !inGroups.has(node.id)) {
      moving.add(node.id);
      told.push(node.id);
    }
  const boxes = [
    ...[...moving].map((id) => boxOf(nodes.get(id)!)),
    ...backdrops.filter((backdrop) => groups.has(backdrop.id)).map(backdropBox),
  ];
  const box = around(boxes);
  if (!box) return null;
  const node = nodes.get(grabbed);
  const backdrop = backdrops.find((one) => one.id === grabbed);
  const anchor = node ? { x: node.x, y: node.y } : backdrop ? centreOf(backdropBox(backdrop)) : centreOf(box);
  return { nodes: moving, groups, told, box, anchor };
}

/** The boxes in view that the dragged things may line up with: nodes for nodes, open groups and free nodes for groups. */
export function neighboursOf(
  dragged: Dragged,
  nodes: Iterable<SceneNode>,
  backdrops: readonly SceneBackdrop[],
  view: Box,
): Box[] {
  const groupIds = new Set(backdrops.map((backdrop) => backdrop.id));
  const boxes: Box[] = [];
  for (const node of nodes) {
    if (dragged.nodes.has(node.id) || (dragged.groups.size > 0 && groupIds.has(node.group))) continue;
    const box = boxOf(node);
    if (touches(box, view)) boxes.push(box);
  }
  if (dragged.groups.size > 0)
    for (const backdrop of backdrops) if (!dragged.groups.has(backdrop.id)) boxes.push(backdropBox(backdrop));
  if (boxes.length <= mostNeighbours) return boxes;
  const centre = centreOf(dragged.box);
  const away = (box: Box): number => Math.hypot(centreOf(box).x - centre.x, centreOf(box).y - centre.y);
  return boxes.toSorted((a, b) => away(a) - away(b)).slice(0, mostNeighbours);
}

/** The new centres of what was dragged by this much. */
export function movesOf(
  dragged: Dragged,
  dx: number,
  dy: number,
  nodes: ReadonlyMap<string, SceneNode>,
  backdrops: readonly SceneBackdrop[],
): { id: string; x: number; y: number }[] {
  return dragged.told.flatMap((id) => {
    const node = nodes.get(id);
    const backdrop = node ? undefined : backdrops.find((one) => one.id === id);
    const at = node ?? (backdrop ? centreOf(backdropBox(backdrop)) : null);
    return at ? [{ id, x: at.x + dx, y: at.y + dy }] : [];
  });
}

/** How fast the view creeps when the pointer is near its edge, CSS pixels a frame. */
export function creep(at: Point, view: { readonly width: number; readonly height: number }): Point {
  const zone_px = 40;
  const most_px = 14;
  const along = (position: number, length: number): number => {
    if (position < zone_px) return Math.min(1, (zone_px - position) / zone_px) * most_px;
    if (position > length - zone_px) return -Math.min(1, (position - length + zone_px) / zone_px) * most_px;
    return 0;
  };
  return { x: along(at.x, view.width), y: along(at.y, view.height) };
}
