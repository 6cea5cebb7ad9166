/**
 * A study as a small picture: its designs as they are first seen, beside each other. In: its records. Out: one SVG. Cost: that of compiling and
 * drawing each design.
 */
import { topologyOf } from '@weft/generators';
import type { Design, Study } from '@weft/model';
import {
  canBeRead,
  mostLevels,
  nextToOpen,
  sceneOf,
  softBudget,
  thumbnailOf,
  type Scene,
  type Theme,
} from '@weft/scene';

/** The canvas on a small laptop, in pixels: what is opened there is what the picture shows. */
const view = { width: 860, height: 760 } as const;

/** The picture of a study. */
export function studyPicture(study: Study, theme: Theme): string {
  return thumbnailOf(study.designs.map(firstScene), theme);
}

function firstScene(design: Design): Scene {
  const { topology } = topologyOf(design);
  let best = sceneOf(topology, new Set());
  let open = new Set([...Object.keys(design.blocks), ...Object.keys(design.groups)]);
  for (let level = 0; level < mostLevels && open.size > 0; level++) {
    const scene = sceneOf(topology, open, { budget: softBudget });
    if (scene.refused.length > 0 || (level > 0 && !canBeRead(scene, view))) break;
    best = scene;
    const next = nextToOpen(scene);
    if (next.length === 0) break;
    open = new Set([...open, ...next]);
  }
  return best;
}
