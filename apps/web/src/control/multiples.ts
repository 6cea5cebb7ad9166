/**
 * Pictures of several designs beside each other. In: the designs and the workload; out: for each its first look and the loads of its lines, one
 * after the other. A design that has not changed since is not drawn again. What cannot be drawn, or is stopped, is null.
 */
import { EngineStop, type DrawnScene } from '@weft/engine';
import type { Design, Study } from '@weft/model';
import { activeDesign } from '../stores/document.ts';
import { engine } from './engine.ts';
import { groupsToOpen } from './opening.ts';

interface Known {
  readonly workload: Study['workload'];
  readonly drawn: DrawnScene;
}
const known = new WeakMap<Design, Known>();

/**
 * Tells each picture when it is there; the function that comes back gives the rest up. The design on the canvas is solved by itself, and has loads
 * once it is.
 */
export function drawDesigns(
  { designs, workload }: Pick<Study, 'designs' | 'workload'>,
  shownIsSolved: boolean,
  tell: (designId: string, drawn: DrawnScene | null) => void,
): () => void {
  let isOver = false;
  let solving: string | null = null;
  const drawAll = async (): Promise<void> => {
    for (const design of designs) {
      const before = known.get(design);
      if (before?.workload === workload && before.drawn.loads !== null) {
        tell(design.id, before.drawn);
        continue;
      }
      const drawn = await orNull(pictureOf(design));
      if (isOver) return;
      tell(design.id, drawn);
      if (drawn === null) continue;
      if (design.id === activeDesign().id) {
        if (shownIsSolved) known.set(design, { workload, drawn });
        continue;
      }
      solving = design.id;
      const solved = await orNull(engine.solve({ design, workload, failed: [] }, () => undefined));
      solving = null;
      if (isOver) return;
      const loaded = solved === null ? null : await orNull(pictureOf(design));
      if (isOver) return;
      if (loaded === null) continue;
      known.set(design, { workload, drawn: loaded });
      tell(design.id, loaded);
    }
  };
  void drawAll();
  return () => {
    isOver = true;
    if (solving !== null) engine.stop('solve', solving);
  };
}

async function pictureOf(design: Design): Promise<DrawnScene | null> {
  const open = await groupsToOpen(design);
  const answer = await engine.scene({ design, open: [], ifRoom: open, failed: [] });
  return answer.ok && answer.value.scene.nodes.length > 0 ? answer.value : null;
}

/** Null when the call was stopped: a newer one of the same design is under way, or nobody waits. */
async function orNull<T>(call: Promise<T>): Promise<T | null> {
  try {
    return await call;
  } catch (stop) {
    if (stop instanceof EngineStop) return null;
    throw stop;
  }
}
