/**
 * The picture beside the sheet of a narrow screen: what was seen stays in sight while the sheet is open. In: a sheet that has just been opened or
 * closed, over a part of the canvas; out: a camera.
 */
import { result } from '../stores/result.ts';
import { session } from '../stores/session.ts';
import { stage } from './stage.ts';

/** A picture that is seen whole is fitted to what is free now; else the selected thing is brought there, or what was in the middle. */
export function makeRoom(
  sheet: 'opened' | 'closed' | 'turned',
  covered: { readonly width: number; readonly height: number },
): void {
  const { canvas } = stage;
  const { scene } = result.getState();
  if (canvas === null || scene === null || scene.nodes.length === 0) return;
  if (sheet !== 'turned') {
    const { pan, zoom } = canvas.camera();
    const { width, height } = canvas.size();
    const { bounds } = scene;
    const left = bounds.x * zoom + pan.x;
    const top = bounds.y * zoom + pan.y;
    const isWhole =
      left >= 0 && top >= 0 && left + bounds.width * zoom <= width && top + bounds.height * zoom <= height;
    if (isWhole) {
      canvas.fit();
      return;
    }
    // It lies along the foot, or at the right where it does not take the whole width.
    const half = sheet === 'opened' ? -0.5 : 0.5;
    const beside = covered.width < 0.9 * width;
    const by = beside ? { x: half * covered.width, y: 0 } : { x: 0, y: half * covered.height };
    canvas.setCamera({ zoom, pan: { x: pan.x + by.x, y: pan.y + by.y } });
  }
  const last = session.getState().selection.at(-1);
  if (last !== undefined && sheet !== 'closed') canvas.reveal(last);
}
