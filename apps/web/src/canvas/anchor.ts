/**
 * What stays in place when groups open or close: the thing under the pointer, or nearest to it. In: the picture before and after, a camera and a point
 * of the screen; out: the camera that shows the thing where it was. Pure, O(nodes + groups).
 *
 * A thing that is in both pictures keeps its centre. A closed group that has opened keeps the point of its box that was pointed at, in proportion; so
 * does an open one that has closed.
 */
import type { SceneBackdrop, SceneNode } from '@weft/scene';
import { toScene } from './camera.ts';
import type { Camera, Point } from './contract.ts';
import { around, backdropBox, boxOf, centreOf, holds, type Box } from './geometry.ts';

export interface Picture {
  readonly nodes: readonly SceneNode[];
  readonly backdrops: readonly SceneBackdrop[];
}

export function anchored(before: Picture, after: Picture, camera: Camera, at: Point): Camera {
  const point = toScene(camera, at);
  const shift = shiftOf(before, after, point);
  if (shift === null) return camera;
  return {
    zoom: camera.zoom,
    pan: { x: camera.pan.x - shift.x * camera.zoom, y: camera.pan.y - shift.y * camera.zoom },
  };
}

/** How far the thing nearest to a point moves between two pictures; null when nothing of the one is in the other. */
function shiftOf(before: Picture, after: Picture, point: Point): Point | null {
  const nodesAfter = new Map(after.nodes.map((node) => [node.id, node]));
  const closedBefore = closedBoxes(before.nodes);
  const closedAfter = closedBoxes(after.nodes);
  const openBefore = new Map(before.backdrops.map((one) => [one.id, backdropBox(one)]));
  const openAfter = new Map(after.backdrops.map((one) => [one.id, backdropBox(one)]));
  const byDistance = before.nodes
    .map((node) => ({ node, away: distance(boxOf(node), point) }))
    .toSorted((a, b) => a.away - b.away);
  for (const { node, away } of byDistance) {
    // Between its things the outline of a group is what is pointed at.
    if (away > 0) {
      const around = innermost(openBefore, point);
      const now = around === null ? undefined : (closedAfter.get(around) ?? openAfter.get(around));
      if (around !== null && now && !openAfter.has(around)) return inProportion(openBefore.get(around)!, now, point);
    }
    const same = nodesAfter.get(node.id);
    if (same) return { x: same.x - node.x, y: same.y - node.y };
    const opened = node.opens === null ? undefined : openAfter.get(node.opens);
    if (opened && node.opens !== null) return inProportion(closedBefore.get(node.opens)!, opened, point);
    const closed = closedAfter.get(node.group);
    const outline = openBefore.get(node.group);
    if (closed && outline) return inProportion(outline, closed, point);
  }
  return null;
}

/** The boxes of closed groups, each around all that stands for it. */
export function closedBoxes(nodes: readonly SceneNode[]): Map<string, Box> {
  const boxes = new Map<string, Box[]>();
  for (const node of nodes) {
    if (node.opens === null) continue;
    const known = boxes.get(node.opens);
    if (known) known.push(boxOf(node));
    else boxes.set(node.opens, [boxOf(node)]);
  }
  return new Map([...boxes].map(([group, all]) => [group, around(all)!]));
}

function innermost(boxes: ReadonlyMap<string, Box>, point: Point): string | null {
  let found: string | null = null;
  // Outlines come outer before inner.
  for (const [id, box] of boxes) if (holds(box, point)) found = id;
  return found;
}

function inProportion(from: Box, to: Box, point: Point): Point {
  const centre = centreOf(from);
  const inside = holds(from, point) ? point : centre;
  return {
    x: to.x + to.width * share(inside.x, from.x, from.width) - inside.x,
    y: to.y + to.height * share(inside.y, from.y, from.height) - inside.y,
  };
}

function share(value: number, start: number, length: number): number {
  return length <= 0 ? 0.5 : Math.min(1, Math.max(0, (value - start) / length));
}

function distance(box: Box, point: Point): number {
  const dx = Math.max(box.x - point.x, 0, point.x - box.x - box.width);
  const dy = Math.max(box.y - point.y, 0, point.y - box.y - box.height);
  return Math.hypot(dx, dy);
}
