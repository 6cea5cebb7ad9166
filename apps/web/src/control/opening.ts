/**
 * How a design is first seen: its blocks and groups open as far as they can be read, so that leaves and spines are seen and not three stacks.
 *
 * The outermost groups open if they fit the soft budget; what is in them opens too, level by level, as long as the whole can be read in one
 * view. What is opened here may close again by zoom, or for the room of something else.
 */
import type { Design } from '@weft/model';
import { canBeRead, mostLevels, nextToOpen } from '@weft/scene';
import { engine } from './engine.ts';
import { canvasElementId } from './stage.ts';

/** The groups to open; none when the design cannot be drawn. */
export async function groupsToOpen(design: Design): Promise<readonly string[]> {
  const view = document.getElementById(canvasElementId);
  const size = { width: view?.clientWidth ?? Infinity, height: view?.clientHeight ?? Infinity };
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
    if (level > 0 && (!canBeRead(scene, size) || !wanted.every((id) => there.has(id)))) break;
    open = asked.filter((id) => there.has(id));
    wanted = nextToOpen(scene);
  }
  return open;
}
