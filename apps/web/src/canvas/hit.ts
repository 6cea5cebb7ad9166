/**
 * What lies under a point of the screen. In: the drawing and a point in CSS pixels; out: one thing, by what a hand means: a port before a
 * group's label, that before a node, a node before a link. O(nodes + links).
 */
import { controlPoint, type SceneBackdrop, type SceneLink, type SceneNode } from '@weft/scene';
import { boxToScreen, toScreen } from './camera.ts';
import type { Camera, Point } from './contract.ts';
import { boxOf, centreOf, distanceToSegment, grown, holds, type Box } from './geometry.ts';

export type Hit =
  | { readonly kind: 'port'; readonly id: string }
  | { readonly kind: 'node'; readonly id: string }
  | { readonly kind: 'group'; readonly id: string }
  | { readonly kind: 'link'; readonly id: string }
  | { readonly kind: 'empty' };

export interface Chip {
  readonly id: string;
  readonly text: string;
  readonly box: Box;
}

/** Ports stand this far outside the node, and are this large; pressing within `portReach_px` of one takes it. */
export const portGap_px = 9;
export const portRadius_px = 4.5;
const portReach_px = 11;
/** A finger covers more. */
const fingerReach_px = 22;
/** Nodes drawn smaller than this have no ports: they would cover the node. */
const leastForPorts_px = 14;
/** A small node is as large as this to a mouse, and to a finger. */
const leastNode_px = { mouse: 14, touch: 32 } as const;
const linkReach_px = { mouse: 5, touch: 14 } as const;

export type Hand = 'mouse' | 'touch';

/** The four ports of a node, in screen pixels; none on a node too small to show them. */
export function portsOf(node: SceneNode, camera: Camera): Point[] {
  const box = boxToScreen(camera, boxOf(node));
  if (Math.min(box.width, box.height) < leastForPorts_px) return [];
  const { x, y } = centreOf(box);
  return [
    { x, y: box.y - portGap_px },
    { x: box.x + box.width + portGap_px, y },
    { x, y: box.y + box.height + portGap_px },
    { x: box.x - portGap_px, y },
  ];
}

/** The area in which a node keeps its ports shown, so that the pointer can reach them. */
export function portZone(node: SceneNode, camera: Camera): Box {
  return grown(boxToScreen(camera, boxOf(node)), portGap_px + portReach_px);
}

export function hitNode(nodes: Iterable<SceneNode>, camera: Camera, at: Point, hand: Hand): string | null {
  let best: string | null = null;
  let nearest = Infinity;
  for (const node of nodes) {
    const box = boxToScreen(camera, boxOf(node));
    const short = Math.max(0, leastNode_px[hand] - Math.min(box.width, box.height)) / 2;
    if (!holds(grown(box, short), at)) continue;
    const centre = centreOf(box);
    const distance = Math.hypot(centre.x - at.x, centre.y - at.y);
    // Inside the drawn body beats inside the added rim of another.
    const rank = holds(box, at) ? distance : distance + 1e6;
    if (rank < nearest) [best, nearest] = [node.id, rank];
  }
  return best;
}

export function hitLink(
  links: Iterable<SceneLink>,
  nodes: ReadonlyMap<string, SceneNode>,
  camera: Camera,
  at: Point,
  hand: Hand,
): string | null {
  let best: string | null = null;
  let nearest: number = linkReach_px[hand];
  for (const link of links) {
    const source = nodes.get(link.source);
    const target = nodes.get(link.target);
    if (!source || !target) continue;
    const distance = distanceToLink(link, at, toScreen(camera, source), toScreen(camera, target), camera.zoom);
    if (distance < nearest) [best, nearest] = [link.id, distance];
  }
  return best;
}

/** Of an arc, to the chords of its two halves. */
function distanceToLink({ bend }: SceneLink, at: Point, a: Point, b: Point, zoom: number): number {
  if (bend === undefined) return distanceToSegment(at, a, b);
  const middle = controlPoint(a, b, (bend * zoom) / 2);
  return Math.min(distanceToSegment(at, a, middle), distanceToSegment(at, middle, b));
}

export function hitChip(chips: readonly Chip[], at: Point): string | null {
  return chips.findLast((chip) => holds(chip.box, at))?.id ?? null;
}

/** The port pressed at a point, if `node` shows its ports. */
export function hitPort(node: SceneNode | undefined, camera: Camera, at: Point, by: Hand = 'mouse'): boolean {
  if (node === undefined) return false;
  // A finger on the node itself means the node.
  if (by === 'touch' && holds(boxToScreen(camera, boxOf(node)), at)) return false;
  const reach_px = by === 'touch' ? fingerReach_px : portReach_px;
  return portsOf(node, camera).some((port) => Math.hypot(port.x - at.x, port.y - at.y) <= reach_px);
}

/** Everything drawn inside an open group: its nodes, and the groups open in it. */
export function membersOf(
  group: SceneBackdrop,
  nodes: Iterable<SceneNode>,
  backdrops: readonly SceneBackdrop[],
  boxOfBackdrop: (backdrop: SceneBackdrop) => Box,
): { nodes: string[]; groups: string[] } {
  const box = boxOfBackdrop(group);
  const groups = backdrops
    .filter((other) => other.id !== group.id && other.depth > group.depth && holds(box, centreOf(boxOfBackdrop(other))))
    .map((other) => other.id);
  const inside: string[] = [];
  for (const node of nodes)
    if (node.group === group.id || (groups.includes(node.group) && holds(box, node))) inside.push(node.id);
  return { nodes: inside, groups };
}
