/** The selection in step with the picture: it refers to what is drawn, or to what the table shows, and to nothing else. */
import type { Scene } from '@weft/scene';
import { activeDesign } from '../stores/document.ts';
import { session } from '../stores/session.ts';
import { chosenAs, isThing, stackOf } from './selection.ts';

/** Drops what is no longer drawn from the selection; selects what was added by the last command. */
export function keepSelection(scene: Scene): void {
  const { selection, selectNext } = session.getState();
  if (selectNext.length > 0) {
    const found = chosenAs(scene, selectNext);
    if (found.length > 0) {
      session.setState({ selection: found, selectNext: [] });
      return;
    }
  }
  const ids = new Set([
    ...scene.nodes.map((n) => n.id),
    ...scene.links.map((l) => l.id),
    ...scene.backdrops.map((b) => b.id),
  ]);
  // The table chooses what the canvas does not draw, too.
  const loose = session.getState().view === 'table' ? activeDesign() : null;
  const kept = selection.filter((id) => ids.has(id) || stackOf(scene, id) || (loose !== null && isThing(loose, id)));
  if (kept.length !== selection.length) session.setState({ selection: kept });
}
