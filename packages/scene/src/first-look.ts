/**
 * How a design is first seen: opened level by level, from its outermost groups inwards, as long as the whole can be read in one view.
 *
 * Servers stay closed, unless there are one or two, or nothing to see but what is in them. Whoever draws asks for a scene, then here whether it can be read, and what to
 * open next.
 */
import { isCrowd } from './crowds.ts';
import type { Scene } from './scene.ts';

/** Of nodes in one view: at 20 across and 16 down on a small laptop each still has some 50 pixels. */
const mostToRead = 320;
/** Seen whole, a server of 72 units is then 29 pixels wide, as wide as its picture: of smaller ones a stack says more. */
const leastZoom = 0.39;
/** Sites, halls, pods, racks: deeper designs are opened by hand. */
export const mostLevels = 6;

/** Whether all of a scene can be told apart in a view of that size in pixels. */
export function canBeRead(
  { nodes, bounds }: Scene,
  view: { readonly width: number; readonly height: number },
): boolean {
  return nodes.length <= mostToRead && Math.min(view.width / bounds.width, view.height / bounds.height) >= leastZoom;
}

/** So few servers are the design. */
const mostServersOpened = 2;

/** The closed groups of the next level; the servers where no group is left and they are few or nothing is linked. */
export function nextToOpen({ nodes, links }: Scene): readonly string[] {
  const closed = (kind: 'stack' | 'device'): string[] => [
    ...new Set(
      nodes.flatMap((node) => (node.kind === kind && node.opens !== null && !isCrowd(node) ? [node.opens] : [])),
    ),
  ];
  const groups = closed('stack');
  if (groups.length > 0) return groups;
  const servers = closed('device');
  return links.length === 0 || servers.length <= mostServersOpened ? servers : [];
}
