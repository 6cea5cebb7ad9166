/** Keeps the canvas in step with the session: tool, scheme, grid, snap, legend filter, selection after a new mount. */
import { result } from '../stores/result.ts';
import { studyDocument } from '../stores/document.ts';
import { session } from '../stores/session.ts';
import { litFor } from './selection.ts';
import { stage } from './stage.ts';

export function startStageSync(): void {
  session.subscribe((now, before) => {
    const canvas = stage.canvas;
    if (canvas === null) return;
    if (now.tool !== before.tool) canvas.setTool(now.tool);
    if (now.scheme !== before.scheme) canvas.setScheme(now.scheme);
    if (now.grid !== before.grid) canvas.setGrid(now.grid);
    if (now.snap !== before.snap) canvas.setSnap(now.snap);
    if (now.colouring !== before.colouring) canvas.setColouring(now.colouring);
    if (now.buckets !== before.buckets) canvas.showBuckets(now.buckets);
  });
  studyDocument.subscribe((now, before) => {
    if (now.readOnly !== before.readOnly) stage.canvas?.setReadOnly(now.readOnly);
  });
  stage.onMount((canvas) => {
    canvas.setReadOnly(studyDocument.getState().readOnly);
    const { selection, buckets, colouring } = session.getState();
    canvas.setColouring(colouring);
    canvas.showSelection(litFor(result.getState().scene, selection));
    canvas.showBuckets(buckets);
    canvas.showLoads(result.getState().loads);
  });
}
