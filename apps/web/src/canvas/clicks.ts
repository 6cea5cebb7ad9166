/**
 * What a click does: selects, with Mod reaches into a closed group; the second one in quick succession opens, closes, renames or adds. In: a press that was let go where it began; out: the stage's
 * selection and calls of handlers.
 */
import { toScene } from './camera.ts';
import type { Point } from './contract.ts';
import type { Hit } from './hit.ts';
import type { Press } from './mode.ts';
import type { Stage } from './stage.ts';

const doubleClick_ms = 350;
const doubleClick_px = 6;

export interface Clicks {
  click(press: Press, at: Point): void;
  contextMenu(screen: Point, id: string | null, at: Point): void;
}

export function createClicks(stage: Stage): Clicks {
  const { handlers, settings } = stage;
  let last: { time: number; at: Point; id: string | null } | null = null;

  function select(id: string | null, add: boolean): void {
    const { selection } = stage;
    if (id === null) {
      if (!add && selection.size > 0) stage.select([]);
    } else if (add) {
      stage.select(selection.has(id) ? [...selection].filter((one) => one !== id) : [...selection, id]);
    } else if (selection.size !== 1 || !selection.has(id)) stage.select([id]);
  }

  function doubleClick(hit: Hit, at: Point): void {
    const opens = hit.kind === 'node' ? (stage.nodes.get(hit.id)?.opens ?? null) : null;
    // A name inside a card that opens belongs to the card; one below it is a name.
    const named = hit.kind === 'node' ? hit.id : hit.kind === 'group' ? null : stage.labelAt(at);
    if (hit.kind === 'group') handlers.open(hit.id, false);
    else if (opens !== null) handlers.open(opens, true);
    else if (named !== null && !settings.readOnly) handlers.rename(named);
    else if (hit.kind === 'empty' && !settings.readOnly) handlers.addAt(toScene(stage.camera(), at));
  }

  return {
    click({ hit, add, deep }, at) {
      const id = idOf(hit);
      const opens = id === null ? null : (stage.nodes.get(id)?.opens ?? null);
      if (deep && id !== null && opens !== null) {
        last = null;
        handlers.reach(id);
        return;
      }
      select(id, add);
      const time = performance.now();
      const again =
        last !== null &&
        time - last.time < doubleClick_ms &&
        last.id === id &&
        Math.hypot(last.at.x - at.x, last.at.y - at.y) < doubleClick_px;
      last = again ? null : { time, at, id };
      if (again && !add) doubleClick(hit, at);
    },
    contextMenu(screen, id, at) {
      if (id !== null && !stage.selection.has(id)) stage.select([id]);
      handlers.contextMenu(id, screen, toScene(stage.camera(), at));
    },
  };
}

export function idOf(hit: Hit): string | null {
  return hit.kind === 'empty' ? null : hit.id;
}
