/**
 * The box that selects what it touches; links only while it touches no node. In: where it began (a scene point) and where the pointer is (CSS pixels);
 * out: the box and the selection on the stage. O(nodes + links).
 */
import { toScene, toScreen } from './camera.ts';
import type { Point } from './contract.ts';
import { boxBetween, boxOf, holds, touches } from './geometry.ts';
import type { Marquee } from './mode.ts';
import type { Stage } from './stage.ts';

export function followMarquee(stage: Stage, mode: Marquee, at: Point): void {
  const camera = stage.camera();
  stage.hand.marquee = boxBetween(toScreen(camera, mode.from), at);
  const box = boxBetween(mode.from, toScene(camera, at));
  const caught = new Set(mode.base);
  for (const node of stage.nodes.values()) if (touches(boxOf(node), box)) caught.add(node.id);
  if (caught.size === mode.base.size)
    for (const link of stage.links.values()) {
      const a = stage.nodes.get(link.source);
      const b = stage.nodes.get(link.target);
      if (a && b && holds(box, { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 })) caught.add(link.id);
    }
  if (caught.size !== stage.selection.size || [...caught].some((id) => !stage.selection.has(id)))
    stage.preview([...caught]);
  stage.repaint();
}
