/**
 * Draws a node as the Cytoscape stylesheet does, for what is lifted out of it: nodes in the hand, nodes a link may end on. In: a 2D context
 * whose unit is the scene's, a node and the look; out: pixels.
 */
import type { SceneNode } from '@weft/scene';
import { iconUri } from './icons.ts';
import { cornerRadius, shapes, stackOffset, type Look } from './look.ts';
import { iconLeft, iconSide } from './stylesheet.ts';

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

/** The outline of a node of this shape, centred on the origin. */
export function nodePath(node: Pick<SceneNode, 'role' | 'width' | 'height'>, grow = 0): Path2D {
  const path = new Path2D();
  const w = node.width / 2 + grow;
  const h = node.height / 2 + grow;
  const polygon = (points: readonly (readonly [number, number])[]): void => {
    points.forEach(([x, y], i) => (i === 0 ? path.moveTo(x * w, y * h) : path.lineTo(x * w, y * h)));
    path.closePath();
  };
  switch (shapes[node.role]) {
    case 'ellipse':
      path.ellipse(0, 0, w, h, 0, 0, 2 * Math.PI);
      break;
    case 'round-hexagon':
      polygon([
        [-1, 0],
        [-0.5, -1],
        [0.5, -1],
        [1, 0],
        [0.5, 1],
        [-0.5, 1],
      ]);
      break;
    case 'round-octagon':
      polygon([
        [-1, -0.414],
        [-0.414, -1],
        [0.414, -1],
        [1, -0.414],
        [1, 0.414],
        [0.414, 1],
        [-0.414, 1],
        [-1, 0.414],
      ]);
      break;
    default:
      path.roundRect(-w, -h, 2 * w, 2 * h, cornerRadius + grow);
  }
  return path;
}

export function paintNode(context: CanvasRenderingContext2D, node: SceneNode, look: Look): void {
  const { ink, fill } = look.roles[node.role];
  context.save();
  context.translate(node.x, node.y);
  context.fillStyle = fill;
  context.strokeStyle = ink;
  context.lineWidth = 1.25;
  const path = nodePath(node);
  if (node.kind === 'stack') {
    context.save();
    context.translate(stackOffset, -stackOffset);
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
