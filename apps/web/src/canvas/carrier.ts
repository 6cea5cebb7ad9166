/**
 * The picture that Cytoscape drew last, carried along while the camera moves (a CSS transform, nothing is redrawn), and drawn anew when the camera rests,
 * when too much of the view is bare, or in every frame if a redraw is cheap. The bitmap is `overscan_px` larger than the view at each side. So a frame
 * of panning costs the same whatever the scene's size.
 *
 * Cytoscape's private renderer is read for its redraw time; if a release changes it, redraws are taken for expensive.
 */
import type { Core } from 'cytoscape';
import { carried, seen } from './camera.ts';
import type { Camera } from './contract.ts';
import { grown, uncovered } from './geometry.ts';

export const overscan_px = 120;
/** A redraw below this is done in every frame of a gesture: two of them still leave a 16.7 ms frame room for the rest. */
const cheap_ms = 7;
const settle_ms = 120;
/** Of a larger scene the redraw at another zoom costs far more than the last one did: its layers are made anew. */
const lightScene = 300;
/** Painting costs more than the call that asks for it: when frames come late after redraws, the bitmap is carried for a while instead. */
const strainedFrame_ms = 24;
const strain_ms = 1500;
/** While a costly scene is panned or zoomed: redraw when this share of the view is bare, or the bitmap is scaled by more than this, at most this often. */
const bareShare = 0.35;
const mostScale = 3.5;
const costlyGap_ms = 350;

export interface Carrier {
  /** Follows the camera; call it in each frame in which the camera moved. */
  follow(camera: Camera): void;
  /** Draws anew at the camera of the last call. */
  commit(): void;
  /** How long the last redraw took, ms. */
  redrawTime(): number;
  destroy(): void;
}

/** `isLight` tells whether a redraw at another zoom costs no more than any. */
export function createCarrier(
  cy: Core,
  parent: HTMLElement,
  sheet: HTMLElement,
  isLight: (lightScene: number) => boolean,
): Carrier {
  const renderer = (cy as unknown as { renderer(): { readonly lastRedrawTime?: number } }).renderer();
  let camera: Camera = { pan: { x: 0, y: 0 }, zoom: 1 };
  let drawn: Camera = camera;
  let settle = 0;
  let lastCommit = 0;
  let lastFollow = 0;
  let strainedUntil = 0;
  let committing = false;

  const onRender = (): void => {
    const pan = cy.pan();
    drawn = { zoom: cy.zoom(), pan: { x: pan.x - overscan_px, y: pan.y - overscan_px } };
    carry();
  };
  cy.on('render', onRender);

  function carry(): void {
    const { x, y, scale } = carried(shifted(drawn), shifted(camera));
    sheet.style.transform = x === 0 && y === 0 && scale === 1 ? '' : `translate(${x}px, ${y}px) scale(${scale})`;
  }

  function commit(): void {
    window.clearTimeout(settle);
    settle = 0;
    lastCommit = performance.now();
    cy.viewport({ zoom: camera.zoom, pan: shifted(camera).pan });
  }

  function redrawTime(): number {
    return renderer.lastRedrawTime ?? Infinity;
  }

  function follow(next: Camera): void {
    camera = next;
    const scale = camera.zoom / drawn.zoom;
    const light = isLight(lightScene);
    const now = performance.now();
    if (committing && now - lastFollow > strainedFrame_ms && now - lastFollow < settle_ms)
      strainedUntil = now + strain_ms;
    lastFollow = now;
    committing = now > strainedUntil && redrawTime() < cheap_ms && (light || camera.zoom === drawn.zoom);
    if (committing) return commit();
    carry();
    const view = { width: parent.clientWidth, height: parent.clientHeight };
    const sheetBox = grown(seen(drawn, view), overscan_px / drawn.zoom);
    const urgent = uncovered(seen(camera, view), sheetBox) > bareShare || scale > mostScale;
    if (urgent && performance.now() - lastCommit > Math.max(costlyGap_ms, 4 * redrawTime())) return commit();
    window.clearTimeout(settle);
    settle = window.setTimeout(commit, settle_ms);
  }

  return {
    follow,
    commit,
    redrawTime,
    destroy() {
      window.clearTimeout(settle);
      cy.off('render', onRender);
    },
  };
}

/** The camera of the larger bitmap: its corner lies `overscan_px` outside the view's. */
function shifted(camera: Camera): Camera {
  return { zoom: camera.zoom, pan: { x: camera.pan.x + overscan_px, y: camera.pan.y + overscan_px } };
}
