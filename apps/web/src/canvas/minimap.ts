/**
 * The whole scene in a corner, and the part in view; pressing or dragging on it moves the camera. In: a scene and a camera; out: a small canvas
 * over the drawing and new camera centres. The scene is drawn once, the frame in each frame.
 */
import type { SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';
import { seen } from './camera.ts';
import type { Camera, Point } from './contract.ts';
import { around, backdropBox, boxOf, contains, type Box } from './geometry.ts';
import { nodeInk, type Dress } from './dress.ts';
import { groundOf, type Look } from './look.ts';

const size = { width: 184, height: 120 } as const;
/** On a narrower canvas it would cover what it shows. */
const leastRoom_px = 840;
/** More links than these are only a grey wash at this size. */
const mostLinks = 1500;

interface Drawn {
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly links: ReadonlyMap<string, SceneLink>;
  readonly backdrops: readonly SceneBackdrop[];
  readonly dress: Dress;
}

export interface Minimap {
  /** Another scene: it is read when it is drawn. */
  stale(scene: Drawn): void;
  frame(camera: Camera, view: { readonly width: number; readonly height: number }, look: Look): void;
  setShown(shown: boolean): void;
  destroy(): void;
}

export function createMinimap(parent: HTMLElement, goTo: (centre: Point) => void): Minimap {
  const canvas = document.createElement('canvas');
  const ratio = Math.min(2, window.devicePixelRatio || 1);
  canvas.width = size.width * ratio;
  canvas.height = size.height * ratio;
  canvas.style.cssText = `position:absolute;right:12px;bottom:12px;width:${size.width}px;height:${size.height}px;border-radius:8px;touch-action:none;cursor:pointer`;
  canvas.setAttribute('aria-hidden', 'true');
  canvas.dataset['part'] = 'minimap';
  parent.append(canvas);
  const context = canvas.getContext('2d')!;
  const picture = document.createElement('canvas');
  picture.width = canvas.width;
  picture.height = canvas.height;
  const brush = picture.getContext('2d')!;
  let shown = true;
  let bounds: Box | null = null;
  let toDraw: Drawn | null = null;
  let scale = 1;
  let origin: Point = { x: 0, y: 0 };
  const stop = new AbortController();

  const go = (event: PointerEvent): void => {
    const box = canvas.getBoundingClientRect();
    goTo({
      x: (event.clientX - box.left - origin.x) / scale,
      y: (event.clientY - box.top - origin.y) / scale,
    });
  };
  canvas.addEventListener(
    'pointerdown',
    (event) => {
      if (event.button !== 0) return;
      canvas.setPointerCapture(event.pointerId);
      go(event);
    },
    { signal: stop.signal },
  );
  canvas.addEventListener(
    'pointermove',
    (event) => {
      if (canvas.hasPointerCapture(event.pointerId)) go(event);
    },
    { signal: stop.signal },
  );

  function draw(scene: Drawn, all: Box): void {
    const { nodes, links, backdrops, dress } = scene;
    const { look } = dress;
    brush.setTransform(1, 0, 0, 1, 0, 0);
    brush.clearRect(0, 0, picture.width, picture.height);
    const room = { width: size.width - 20, height: size.height - 20 };
    scale = Math.min(room.width / Math.max(1, all.width), room.height / Math.max(1, all.height), 0.5);
    origin = {
      x: size.width / 2 - (all.x + all.width / 2) * scale,
      y: size.height / 2 - (all.y + all.height / 2) * scale,
    };
    brush.setTransform(scale * ratio, 0, 0, scale * ratio, origin.x * ratio, origin.y * ratio);
    for (const backdrop of backdrops) {
      const box = backdropBox(backdrop);
      brush.fillStyle = groundOf(look, backdrop.depth);
      brush.fillRect(box.x, box.y, box.width, box.height);
      brush.strokeStyle = look.groundEdge;
      brush.lineWidth = 1 / scale;
      brush.strokeRect(box.x, box.y, box.width, box.height);
    }
    if (links.size <= mostLinks) {
      brush.strokeStyle = look.link;
      brush.globalAlpha = Math.max(0.12, Math.min(0.6, 60 / Math.max(1, links.size)));
      brush.lineWidth = 0.75 / scale;
      brush.beginPath();
      for (const link of links.values()) {
        const a = nodes.get(link.source);
        const b = nodes.get(link.target);
        if (!a || !b) continue;
        brush.moveTo(a.x, a.y);
        brush.lineTo(b.x, b.y);
      }
      brush.stroke();
      brush.globalAlpha = 1;
    }
    const least = 2 / scale;
    for (const node of nodes.values()) {
      const width = Math.max(least, node.width);
      const height = Math.max(least, node.height);
      brush.fillStyle = nodeInk(dress, node).ink;
      brush.fillRect(node.x - width / 2, node.y - height / 2, width, height);
    }
  }

  return {
    stale(scene) {
      const { nodes, backdrops } = scene;
      toDraw = scene;
      bounds = around([...[...nodes.values()].map(boxOf), ...backdrops.map(backdropBox)]);
    },
    frame(camera, view, look) {
      const inView = seen(camera, view);
      // All in view: there is nowhere to go, and the corner is better used by the drawing.
      const hidden = !shown || view.width < leastRoom_px || !bounds || contains(inView, bounds);
      canvas.style.visibility = hidden ? 'hidden' : 'visible';
      if (hidden) return;
      if (toDraw !== null) draw(toDraw, bounds!);
      toDraw = null;
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.clearRect(0, 0, canvas.width, canvas.height);
      context.fillStyle = look.card;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.drawImage(picture, 0, 0);
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const x = inView.x * scale + origin.x;
      const y = inView.y * scale + origin.y;
      context.fillStyle = look.accentSoft;
      context.strokeStyle = look.accent;
      context.lineWidth = 1.5;
      context.beginPath();
      context.roundRect(x, y, inView.width * scale, inView.height * scale, 2);
      context.fill();
      context.stroke();
      context.strokeStyle = look.cardEdge;
      context.lineWidth = 1;
      context.beginPath();
      context.roundRect(0.5, 0.5, size.width - 1, size.height - 1, 7.5);
      context.stroke();
    },
    setShown(next) {
      shown = next;
    },
    destroy() {
      stop.abort();
      canvas.remove();
    },
  };
}
