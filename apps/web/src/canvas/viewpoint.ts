/**
 * Where the canvas is looked at from: sets the camera, fits it to things, glides there, and says where things are on the screen. In: what is shown and
 * drawn; out: `shown.camera`, a call of `moved` for each change and of `settled` when it has rested.
 */
import { besides, between, boxToScreen, clampZoom, fitted, toScene, zoomedAt } from './camera.ts';
import type { Camera, Point } from './contract.ts';
import { around, backdropBox, boxOf, grown, type Box } from './geometry.ts';
import type { Shown } from './shown.ts';
import type { View } from './view.ts';

/** Tools lie over the upper edge of the canvas, zoom and legend over the lower. */
const fitInsets = { top: 68, right: 40, bottom: 76, left: 40 };
const revealInsets = { top: 40, right: 40, bottom: 40, left: 40 };
const settle_ms = 120;
const glide_ms = 150;

export interface Viewpoint {
  setCamera(camera: Camera): void;
  /** As `setCamera`, by the hand. */
  moveCamera(camera: Camera): void;
  /** Goes there by a short glide; at once where motion is not wanted. */
  glideTo(camera: Camera): void;
  zoomBy(factor: number): void;
  lookAt(centre: Point): void;
  /** Shows things, or all there is; waits for a size if there is none yet. */
  fit(ids: readonly string[] | null, how: 'at once' | 'glide'): void;
  /** Moves just so far that a thing is seen. */
  reveal(id: string): void;
  /** The container has another size: what was in the middle stays in the middle. */
  resized(before: { width: number; height: number }): void;
  /** The boxes of a thing in the scene, with room around nodes. Of a link: its ends. */
  centre(): Point;
  /** Where a thing is to be pointed at, CSS pixels from the container's corner: of a link its middle, of a node its body. */
  placeOf(id: string): Box | null;
  forgetFit(): void;
  destroy(): void;
}

export function createViewpoint(
  shown: Shown,
  view: Pick<View, 'nodes' | 'links'>,
  moved: () => void,
  settled: (camera: Camera, byHand: boolean) => void,
  /** What lies over the view, CSS pixels from the container's corner. */
  covers: () => readonly Box[],
): Viewpoint {
  let wantsFit: { readonly ids: readonly string[] | null } | null = null;
  let told = 0;
  let gliding = 0;
  let byHand = false;

  function put(next: Camera): void {
    shown.camera = { zoom: clampZoom(next.zoom), pan: next.pan };
    moved();
    window.clearTimeout(told);
    told = window.setTimeout(() => {
      const hand = byHand;
      byHand = false;
      settled(shown.camera, hand);
    }, settle_ms);
  }

  function setCamera(next: Camera): void {
    cancelAnimationFrame(gliding);
    put(next);
  }

  function moveCamera(next: Camera): void {
    byHand = true;
    setCamera(next);
  }

  function glideTo(to: Camera): void {
    cancelAnimationFrame(gliding);
    if (window.matchMedia('(prefers-reduced-motion: reduce)').matches) return put(to);
    const from = shown.camera;
    const began_ms = performance.now();
    const step = (now_ms: number): void => {
      const done = Math.min(1, Math.max(0, (now_ms - began_ms) / glide_ms));
      put(between(from, to, shown.size, 1 - (1 - done) ** 3));
      if (done < 1) gliding = requestAnimationFrame(step);
    };
    gliding = requestAnimationFrame(step);
  }

  function fit(ids: readonly string[] | null, how: 'at once' | 'glide'): void {
    const { size } = shown;
    if (size.width === 0) {
      wantsFit = { ids };
      return;
    }
    const box = ids ? around(ids.flatMap(boxesOf)) : contents();
    if (!box) return;
    const to = fitted(box, size, besides(covers(), size, fitInsets));
    if (how === 'glide') glideTo(to);
    else setCamera(to);
  }

  function contents(): Box | null {
    return around([...[...view.nodes.values()].map(boxOf), ...shown.backdrops.map(backdropBox)]);
  }

  function boxesOf(id: string): Box[] {
    const node = view.nodes.get(id);
    if (node) return [grown(boxOf(node), 16)];
    const backdrop = shown.backdrops.find((one) => one.id === id);
    if (backdrop) return [backdropBox(backdrop)];
    const link = view.links.get(id);
    return link ? [...boxesOf(link.source), ...boxesOf(link.target)] : [];
  }

  function bodiesOf(id: string): Box[] {
    const node = view.nodes.get(id);
    if (node) return [boxOf(node)];
    const link = view.links.get(id);
    const source = link && view.nodes.get(link.source);
    const target = link && view.nodes.get(link.target);
    if (source && target) return [{ x: (source.x + target.x) / 2, y: (source.y + target.y) / 2, width: 0, height: 0 }];
    return boxesOf(id);
  }

  function placeOf(id: string): Box | null {
    return around(bodiesOf(id).map((one) => boxToScreen(shown.camera, one)));
  }

  return {
    setCamera,
    moveCamera,
    glideTo,
    fit,
    reveal(id) {
      const box = placeOf(id);
      if (!box) return;
      const { size, camera } = shown;
      const room = besides(covers(), size, revealInsets);
      const dx = along(box.x, box.width, room.left, size.width - room.right);
      const dy = along(box.y, box.height, room.top, size.height - room.bottom);
      if (dx !== 0 || dy !== 0) setCamera({ zoom: camera.zoom, pan: { x: camera.pan.x + dx, y: camera.pan.y + dy } });
    },
    zoomBy(factor) {
      const { width, height } = shown.size;
      moveCamera(zoomedAt(shown.camera, { x: width / 2, y: height / 2 }, factor));
    },
    lookAt(centre) {
      const { zoom } = shown.camera;
      const { width, height } = shown.size;
      setCamera({ zoom, pan: { x: width / 2 - centre.x * zoom, y: height / 2 - centre.y * zoom } });
    },
    resized(before) {
      const { size, camera } = shown;
      if (wantsFit !== null) {
        const { ids } = wantsFit;
        wantsFit = null;
        fit(ids, 'at once');
      } else if (before.width > 0) {
        const pan = {
          x: camera.pan.x + (size.width - before.width) / 2,
          y: camera.pan.y + (size.height - before.height) / 2,
        };
        setCamera({ zoom: camera.zoom, pan });
      }
    },
    centre: () => toScene(shown.camera, { x: shown.size.width / 2, y: shown.size.height / 2 }),
    placeOf,
    forgetFit() {
      wantsFit = null;
    },
    destroy() {
      cancelAnimationFrame(gliding);
      window.clearTimeout(told);
    },
  };
}

/** How far something must move to lie between two edges; what is larger than the room between them shows its beginning. */
function along(start: number, length: number, from: number, to: number): number {
  return start < from || length > to - from ? from - start : Math.min(0, to - start - length);
}
