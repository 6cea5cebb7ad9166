/**
 * What comes from beside the canvas: where it would stand if it were let go here. In: the stage, a role and a place; out: a part as it will be drawn,
 * with the guides that hold it. As things in the hand, it keeps to neighbours' lines and distances and to the grid.
 */
import { nodeShape, type DrawnRole, type SceneNode } from '@weft/scene';
import { seen } from './camera.ts';
import type { Point } from './contract.ts';
import { neighboursOf } from './drag.ts';
import { grown, touches } from './geometry.ts';
import { guideReach_px, snapReach_px } from './holding.ts';
import { snapped, type Guide } from './snap.ts';
import type { Stage } from './stage.ts';

export interface Coming {
  readonly node: SceneNode;
  readonly guides: readonly Guide[];
}

const nothing: ReadonlySet<string> = new Set();

export function comingTo(stage: Stage, role: DrawnRole, at: Point, free: boolean): Coming {
  const { width, height } = nodeShape({ kind: 'node', role, count: 1 });
  const box = { x: at.x - width / 2, y: at.y - height / 2, width, height };
  let [x, y] = [at.x, at.y];
  let guides: readonly Guide[] = [];
  if (stage.settings.snap && !free) {
    const dragged = { nodes: nothing, groups: nothing, told: [], box, anchor: at };
    const camera = stage.camera();
    const near = grown(box, guideReach_px / camera.zoom);
    const neighbours = neighboursOf(dragged, stage.nodes.values(), stage.backdrops, seen(camera, stage.view()));
    const snap = snapped(
      box,
      at,
      neighbours.filter((one) => touches(one, near)),
      snapReach_px / camera.zoom,
    );
    [x, y, guides] = [x + snap.dx, y + snap.dy, snap.guides];
  }
  return {
    node: {
      id: '',
      kind: 'node',
      role,
      label: '',
      caption: '',
      count: 1,
      x,
      y,
      width,
      height,
      group: '',
      opens: null,
      owner: '',
      rail: null,
      plane: null,
      failed: 0,
    },
    guides,
  };
}
