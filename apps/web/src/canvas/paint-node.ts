/**
 * Draws a node as the Cytoscape stylesheet does, for what is lifted out of it: nodes in the hand, nodes a link may end on. In: a 2D context
 * whose unit is the scene's, a node and its dress; out: pixels.
 */
import { iconLeft, iconSide, nodeStroke, stackLook, type SceneNode } from '@weft/scene';
import { iconUri } from './iconUri.ts';
import { nodeInk, type Dress } from './dress.ts';
import { outlinePath } from './shape.ts';

const images = new Map<string, HTMLImageElement>();

/** Icons in pixels: a vector image is drawn anew each time, which costs more than all else of a node. */
const bitmaps = new Map<string, HTMLCanvasElement>();
/** Each zoom has its own; those of the last ones are kept. */
const mostBitmaps = 200;

/** The icon in so many pixels once it is decoded; it is asked for again in the next frame. */
function icon(uri: string, side_px: number): HTMLCanvasElement | null {
  const key = `${side_px} ${uri}`;
  const known = bitmaps.get(key);
  if (known) return known;
  let image = images.get(uri);
  if (!image) {
    image = new Image();
    image.src = uri;
    images.set(uri, image);
  }
  if (!image.complete || image.naturalWidth === 0) return null;
  const bitmap = document.createElement('canvas');
  bitmap.width = bitmap.height = side_px;
  bitmap.getContext('2d')!.drawImage(image, 0, 0, side_px, side_px);
  if (bitmaps.size >= mostBitmaps) bitmaps.clear();
  bitmaps.set(key, bitmap);
  return bitmap;
}

/** `scale` is how many pixels the context's unit has. False while the icon is not there yet. */
export function paintNode(context: CanvasRenderingContext2D, node: SceneNode, dress: Dress, scale: number): boolean {
  const { ink, fill } = nodeInk(dress, node);
  context.save();
  context.translate(node.x, node.y);
  context.fillStyle = fill;
  context.strokeStyle = ink;
  context.lineWidth = nodeStroke;
  const path = outlinePath(node);
  if (node.kind === 'stack' && node.count > 1) {
    context.save();
    context.globalAlpha *= 0.45;
    context.translate(stackLook.cardOffset, -stackLook.cardOffset);
    context.fill(path);
    context.stroke(path);
    context.restore();
  }
  context.fill(path);
  context.stroke(path);
  const side = iconSide(node.width, node.height);
  const image = icon(iconUri(node.role, ink), Math.max(1, Math.ceil(side * scale)));
  if (image) context.drawImage(image, -node.width / 2 + iconLeft(node.width, node.height), -side / 2, side, side);
  context.restore();
  return image !== null;
}
