/**
 * Carrying a palette item to the canvas by pointer: press, move past a threshold, release over the canvas. A press without a move is a
 * click: it arms the item, so that the next click on the canvas places it; by keyboard (no pointer at all) it is placed in the middle.
 */
import { sameJson } from '@weft/model';
import type { PointerEvent } from 'react';
import { carrying } from '../control/carrying.ts';
import { aimAway, aimDrop, placeDrop, placeDropAtCentre } from '../control/placing.ts';
import { session } from '../stores/session.ts';
import type { PaletteItem } from './items.ts';

const threshold_px = { mouse: 4, touch: 8 } as const;

/** The element under the pointer that shows what is carried; one for the page. */
let ghost: HTMLElement | null = null;
/** A drag ends in a click event on the same item: that click must not arm it. */
let dragged = false;

export function startDrag(item: PaletteItem, event: PointerEvent<HTMLElement>): void {
  if (event.button !== 0) return;
  const source = event.currentTarget;
  const { pointerId, clientX: x0, clientY: y0 } = event;
  const threshold = event.pointerType === 'touch' ? threshold_px.touch : threshold_px.mouse;
  dragged = false;

  const move = (e: globalThis.PointerEvent) => {
    if (e.pointerId !== pointerId) return;
    if (!dragged && Math.hypot(e.clientX - x0, e.clientY - y0) < threshold) return;
    if (!dragged) {
      dragged = true;
      source.setPointerCapture(pointerId);
      ghost = makeGhost(source);
      carrying.giveUp = () => end(null);
    }
    ghost!.style.translate = `${e.clientX + 10}px ${e.clientY + 8}px`;
    // Over the canvas a part shows as it will stand there.
    const lands = aimDrop(item.drop, e.clientX, e.clientY, e.ctrlKey || e.metaKey) !== null;
    ghost!.style.visibility = lands && item.drop.kind === 'part' ? 'hidden' : '';
  };
  const end = (e: globalThis.PointerEvent | null) => {
    window.removeEventListener('pointermove', move);
    window.removeEventListener('pointerup', up);
    window.removeEventListener('pointercancel', cancel);
    carrying.giveUp = null;
    ghost?.remove();
    ghost = null;
    if (dragged && e !== null) placeDrop(item.drop, e.clientX, e.clientY, e.ctrlKey || e.metaKey);
    else aimAway();
  };
  const up = (e: globalThis.PointerEvent) => {
    if (e.pointerId === pointerId) end(e);
  };
  const cancel = (e: globalThis.PointerEvent) => {
    if (e.pointerId === pointerId) end(null);
  };
  window.addEventListener('pointermove', move);
  window.addEventListener('pointerup', up);
  window.addEventListener('pointercancel', cancel);
}

/** A click on the item. `detail` 0 means that a key made it. */
export function clickItem(item: PaletteItem, detail: number): void {
  // A key makes a click of its own, whatever was dragged before.
  const wasDragged = dragged && detail !== 0;
  dragged = false;
  if (wasDragged) return;
  // Beside the table there is no canvas to point at.
  if (detail === 0 || session.getState().view === 'table') placeDropAtCentre(item.drop);
  else session.setState((s) => ({ placing: sameJson(s.placing, item.drop) ? null : item.drop, sheet: null }));
}

function makeGhost(source: HTMLElement): HTMLElement {
  const copy = source.cloneNode(true) as HTMLElement;
  copy.removeAttribute('id');
  copy.setAttribute('aria-hidden', 'true');
  copy.setAttribute('inert', '');
  copy.style.cssText += `;position:fixed;left:0;top:0;z-index:60;width:${source.offsetWidth}px;pointer-events:none;`;
  copy.dataset['ghost'] = '';
  document.body.append(copy);
  return copy;
}
