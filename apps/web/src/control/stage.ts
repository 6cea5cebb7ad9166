/**
 * The stage: the one canvas of the page, for everyone who drives it. Null until it is mounted, and again after it is gone.
 */
import type { Canvas } from '../canvas/contract.ts';

/** The element that holds the canvas; drops count only over it. */
export const canvasElementId = 'canvas';

let canvas: Canvas | null = null;
const listeners = new Set<(canvas: Canvas) => void>();

export const stage = {
  get canvas(): Canvas | null {
    return canvas;
  },
  set(next: Canvas | null): void {
    canvas = next;
    if (next !== null) for (const listener of listeners) listener(next);
  },
  /** Called now if there is a canvas, and whenever a new one is mounted. */
  onMount(listener: (canvas: Canvas) => void): () => void {
    listeners.add(listener);
    if (canvas !== null) listener(canvas);
    return () => listeners.delete(listener);
  },
};
