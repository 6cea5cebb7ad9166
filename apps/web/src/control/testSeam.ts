/**
 * A seam for tests, only with `?test` in the address: what a browser test cannot reach through the page.
 *
 * `window.weft.crash()` makes the worker fail; `counts()`, `solved()`, `scene()` are what the result store holds; `placeOf(id)` is where
 * something is drawn, in CSS pixels of the window; `study()` is the document; `camera()` and `setCamera()` the view; `engine()` is the client, `canvas()` the drawing, to ask them directly;
 * `open()` opens and closes groups as a hand does; `watch()` calls with each picture, in the task that draws it, until what it gave is called;
 * `solveState()` is how the solve stands, which the page says two frames later.
 */
import type { Camera } from '../canvas/contract.ts';
import { studyDocument } from '../stores/document.ts';
import { result } from '../stores/result.ts';
import { session, setOpen } from '../stores/session.ts';
import { engine } from './engine.ts';
import { markWords } from './language.ts';
import { stage } from './stage.ts';

export interface TestSeam {
  crash(): void;
  counts(): unknown;
  solved(): unknown;
  solveState(): string;
  scene(): unknown;
  study(): unknown;
  selection(): readonly string[];
  placeOf(id: string): unknown;
  camera(): Camera | null;
  setCamera(camera: Camera): void;
  engine(): unknown;
  canvas(): unknown;
  open(groups: readonly string[], open: boolean): void;
  watch(onPicture: () => void): () => void;
}

export function startTestSeam(): void {
  const asked = new URLSearchParams(location.search);
  if (!asked.has('test')) return;
  // Marks every word that comes from a catalogue, so that one that does not is seen.
  if (asked.has('marked')) markWords();
  const seam: TestSeam = {
    crash: () => engine.crash(),
    counts: () => result.getState().facts?.counts ?? null,
    solved: () => result.getState().solved,
    solveState: () => result.getState().solve.is,
    scene: () => result.getState().scene,
    study: () => studyDocument.getState().study,
    selection: () => session.getState().selection,
    placeOf: (id) => stage.canvas?.placeOf(id) ?? null,
    camera: () => stage.canvas?.camera() ?? null,
    setCamera: (camera) => stage.canvas?.setCamera(camera),
    engine: () => engine,
    canvas: () => stage.canvas,
    open: setOpen,
    watch: (onPicture) =>
      result.subscribe((now, before) => {
        if (now.scene !== before.scene) onPicture();
      }),
  };
  Object.assign(window, { weft: seam });
}
