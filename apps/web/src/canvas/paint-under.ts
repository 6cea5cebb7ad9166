/**
 * The ground below the links: the dot grid and the outlines of open groups. In: a 2D context in CSS pixels, the camera and the backdrops;
 * out: pixels. One pattern fill and a rounded rectangle a group, so it is redrawn in every frame of a gesture.
 */
import type { SceneBackdrop } from '@weft/scene';
import { boxToScreen } from './camera.ts';
import type { Camera } from './contract.ts';
import { backdropBox } from './geometry.ts';
import { groundOf, groundRadius, type Look } from './look.ts';
import { gridStep } from './snap.ts';

/** Dots are never nearer to each other than this. */
const leastPitch_px = 16;
const dotRadius_px = 0.95;

const patterns = new Map<string, CanvasPattern | null>();

/** The distance between dots on the screen: grid steps, doubled until they are far enough apart. */
export function dotPitch(zoom: number): number {
  let pitch = gridStep * zoom;
  while (pitch < leastPitch_px) pitch *= 2;
  return pitch;
}

export function paintGround(
  context: CanvasRenderingContext2D,
  view: { readonly width: number; readonly height: number },
  camera: Camera,
  backdrops: readonly SceneBackdrop[],
  look: Look,
  grid: boolean,
  background: boolean,
): void {
  if (background) {
    context.fillStyle = look.canvas;
    context.fillRect(0, 0, view.width, view.height);
  }
  if (grid) paintDots(context, view, camera, look);
  for (const backdrop of backdrops) {
    const box = boxToScreen(camera, backdropBox(backdrop));
    if (box.x > view.width || box.y > view.height || box.x + box.width < 0 || box.y + box.height < 0) continue;
    context.beginPath();
    if (backdrop.outline === 'wafer') {
      const [rx, ry] = [box.width / 2, box.height / 2];
      context.ellipse(box.x + rx, box.y + ry, rx, ry, 0, 0, 2 * Math.PI);
    } else
      context.roundRect(box.x, box.y, box.width, box.height, Math.min(groundRadius, groundRadius * camera.zoom + 2));
    context.fillStyle = groundOf(look, backdrop.depth);
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = look.groundEdge;
    context.stroke();
  }
}

function paintDots(
  context: CanvasRenderingContext2D,
  view: { readonly width: number; readonly height: number },
  camera: Camera,
  look: Look,
): void {
  const pitch = dotPitch(camera.zoom);
  const tile_px = Math.round(pitch);
  const pattern = dots(context, look.dot, tile_px);
  if (!pattern) return;
  // The tile has its dot in the middle; stretched by less than a pixel, it is one pitch wide.
  const scale = pitch / tile_px;
  pattern.setTransform(
    new DOMMatrix().translate(camera.pan.x - pitch / 2, camera.pan.y - pitch / 2).scale(scale, scale),
  );
  context.fillStyle = pattern;
  context.fillRect(0, 0, view.width, view.height);
}

/** A dot of one size on a tile of this many pixels, made once. */
function dots(context: CanvasRenderingContext2D, colour: string, tile_px: number): CanvasPattern | null {
  const key = `${colour} ${tile_px}`;
  const known = patterns.get(key);
  if (known) return known;
  const tile = document.createElement('canvas');
  tile.width = tile.height = tile_px;
  const brush = tile.getContext('2d');
  if (!brush) return null;
  brush.fillStyle = colour;
  brush.beginPath();
  brush.arc(tile_px / 2, tile_px / 2, dotRadius_px, 0, 2 * Math.PI);
  brush.fill();
  const pattern = context.createPattern(tile, 'repeat');
  patterns.set(key, pattern);
  return pattern;
}
