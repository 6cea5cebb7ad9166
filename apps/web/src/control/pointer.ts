/** Where the pointer was last pressed: a menu without an element opens there. */
import type { Point } from '../canvas/contract.ts';

let last: Point = { x: 0, y: 0 };

export const lastPointer = (): Point => last;

export function watchPointer(): void {
  window.addEventListener('pointerdown', (e) => (last = { x: e.clientX, y: e.clientY }), { capture: true });
}
