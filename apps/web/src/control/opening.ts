/**
 * How a design is first seen: its blocks and groups open as far as they can be read, so that leaves and spines are seen and not three stacks.
 *
 * The outermost groups open if they fit the soft budget; what is in them opens too, level by level, as long as the whole stays small enough to read in one
 * view. Servers stay closed, unless there is nothing to see but what is in them. What is opened here may close again by zoom, or for the room of
 * something else.
 */
import type { Design } from '@weft/model';
import { isCrowd, type Scene } from '@weft/scene';
import { engine } from './engine.ts';
import { canvasElementId } from './stage.ts';

/** Of nodes in one view: at 20 across and 16 down on a small laptop each still has some 50 pixels. */
const mostToRead = 320;
/** Seen whole, a server of 72 units is then 29 pixels wide, as wide as its picture: of smaller ones a stack says more. */
const leastZoom = 0.4;
/** Sites, halls, pods, racks: deeper designs are opened by hand. */
const mostLevels = 6;

/** The groups to open; none when the design cannot be drawn. */
export async function groupsToOpen(design: Design): Promise<readonly string[]> {
  let open: readonly string[] = [];
  let wanted: readonly string[] = [
    ...Object.keys(design.blocks),
    ...Object.values(design.groups).flatMap((group) => (group.parent === null ? [group.id] : [])),
  ];
  for (let level = 0; level < mostLevels && wanted.length > 0; level++) {
    const asked = [...open, ...wanted];
    const answer = await engine.scene({ design, open: [], ifRoom: asked });
    if (!answer.ok) break;
    const { scene } = answer.value;
    const there = new Set(scene.backdrops.map((one) => one.id));
    // Of a level all opens or nothing: some pods open among closed ones would look as if they were different.
    if (
      level > 0 &&
      (scene.nodes.length > mostToRead || zoomToFit(scene) < leastZoom || !wanted.every((id) => there.has(id)))
    )
      break;
    open = asked.filter((id) => there.has(id));
    wanted = closedGroups(scene);
    if (wanted.length === 0 && scene.links.length === 0) wanted = closedDevices(scene);
  }
  return open;
}

/** The zoom at which all of a scene is seen on the canvas of the page. */
function zoomToFit({ bounds }: Scene): number {
  const host = document.getElementById(canvasElementId);
  if (host === null) return Infinity;
  return Math.min(host.clientWidth / bounds.width, host.clientHeight / bounds.height);
}

/** What can open and is no server. */
function closedGroups(scene: Scene): readonly string[] {
  return [
    ...new Set(
      scene.nodes.flatMap((node) =>
        node.kind === 'stack' && node.opens !== null && !isCrowd(node) ? [node.opens] : [],
      ),
    ),
  ];
}

/** Servers whose inside is the whole design: dies on a wafer, chips on a board. */
function closedDevices(scene: Scene): readonly string[] {
  return scene.nodes.flatMap((node) => (node.kind === 'device' && node.opens !== null ? [node.opens] : []));
}
