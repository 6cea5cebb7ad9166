/**
 * Things in the hand: taking them up, and where they hang while the pointer moves. Lines of neighbours attract unless Mod is held; Shift keeps to one
 * axis, Alt makes a copy. Positions are the scene's.
 */
import { seen, toScene } from './camera.ts';
import type { Point } from './contract.ts';
import { draggedWith, neighboursOf } from './drag.ts';
import type { Held } from './drawing.ts';
import { grown, touches } from './geometry.ts';
import type { Drag } from './mode.ts';
import { snapped } from './snap.ts';
import type { Stage } from './stage.ts';

/** A neighbour's line attracts within this many CSS pixels. */
export const snapReach_px = 6;
/** Things farther away than this do not draw guides: their lines would say nothing. */
export const guideReach_px = 320;

/** Takes up what was pressed at a point of the screen, with the selection if it is part of it; null when nothing there can be moved. */
export function grab(stage: Stage, id: string, from: Point): Drag | null {
  const dragged = draggedWith(id, stage.selection, stage.nodes, stage.backdrops, stage.locked);
  if (!dragged) return null;
  const view = seen(stage.camera(), stage.view());
  return {
    kind: 'drag',
    dragged,
    from: toScene(stage.camera(), from),
    neighbours: neighboursOf(dragged, stage.nodes.values(), stage.backdrops, view),
  };
}

/** How far things hang from where they were when the pointer is at a scene point. */
export function heldAt(
  stage: Stage,
  drag: Drag,
  now: Point,
  keys: { readonly mod: boolean; readonly alt: boolean; readonly shift: boolean },
): Held {
  const { dragged } = drag;
  let dx = now.x - drag.from.x;
  let dy = now.y - drag.from.y;
  let guides: Held['guides'] = [];
  const only = !keys.shift ? null : Math.abs(dx) >= Math.abs(dy) ? 'x' : 'y';
  if (only === 'x') dy = 0;
  else if (only === 'y') dx = 0;
  if (stage.settings.snap && !keys.mod) {
    const { zoom } = stage.camera();
    const moving = { ...dragged.box, x: dragged.box.x + dx, y: dragged.box.y + dy };
    const near = grown(moving, guideReach_px / zoom);
    const snap = snapped(
      moving,
      { x: dragged.anchor.x + dx, y: dragged.anchor.y + dy },
      drag.neighbours.filter((box) => touches(box, near)),
      snapReach_px / zoom,
      { only },
    );
    dx += snap.dx;
    dy += snap.dy;
    guides = snap.guides;
  }
  const box = { ...dragged.box, x: dragged.box.x + dx, y: dragged.box.y + dy };
  const into = keys.alt ? null : (stage.handlers.home(dragged.told, box, now) ?? null);
  return { nodes: dragged.nodes, groups: dragged.groups, dx, dy, guides, copy: keys.alt, into };
}
