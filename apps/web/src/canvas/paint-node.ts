/**
 * Draws a node as the Cytoscape stylesheet does, for what is lifted out of it: nodes in the hand, nodes a link may end on. In: a 2D context
 * whose unit is the scene's, a node and its dress; out: pixels.
 */
import { iconLeft, iconSide, nodeStroke, stackLook, type SceneNode } from '@weft/scene';
import { iconUri } from './iconUri.ts';
import { nodeInk, type Dress } from './dress.ts';
import { outlinePath } from './shape.ts';

const images = new Map<string, HTMLImageElement>();

/** The icon once it is decoded; it is asked for again in the next frame. */
function icon(uri: string): HTMLImageElement | null {
  let image = images.get(uri);
  if (!image) {
    image = new Image();
    image.src = uri;
    images.set(uri, image);
  }
  return image.complete && image.naturalWidth > 0 ? image : null;
}

export function paintNode(context: CanvasRenderingContext2D, node: SceneNode, dress: Dress): void {
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
  const image = icon(iconUri(node.role, ink));
  const side = iconSide(node.width, node.height);
  if (image) context.drawImage(image, -node.width / 2 + iconLeft(node.width, node.height), -side / 2, side, side);
  context.restore();
}
