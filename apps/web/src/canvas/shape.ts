/**
 * The outlines of nodes as geometry: for drawing them outside Cytoscape and for ending links at them. Points are in halves of width and height
 * from the centre. Pure.
 */
import { cornerRadius, type SceneNode } from '@weft/scene';
import type { Point } from './contract.ts';
import { shapes, type Shape } from './look.ts';

type Shaped = Pick<SceneNode, 'kind' | 'role' | 'count' | 'width' | 'height'>;
type Corner = readonly [x: number, y: number];

/** What a cut corner takes off, in canvas units, as Cytoscape draws it. */
const cut = 8;

/** A stack of several is a card whatever it holds; else the role's shape. */
export function shapeOf(node: Pick<SceneNode, 'kind' | 'role' | 'count'>): Shape {
  return node.kind === 'stack' && node.count > 1 ? 'round-rectangle' : shapes[node.role];
}

/** The corners of a polygonal outline; null for a box and an ellipse. `scale` is the size of a canvas unit in the caller's unit. */
export function cornersOf(node: Shaped, scale = 1): readonly Corner[] | null {
  switch (shapeOf(node)) {
    case 'round-hexagon':
      return hexagon;
    case 'round-octagon':
      return octagon;
    case 'rhomboid':
      return rhomboid;
    case 'cut-rectangle': {
      const x = 1 - (2 * cut * scale) / node.width;
      const y = 1 - (2 * cut * scale) / node.height;
      return [
        [-x, -1],
        [x, -1],
        [1, -y],
        [1, y],
        [x, 1],
        [-x, 1],
        [-1, y],
        [-1, -y],
      ];
    }
    default:
      return null;
  }
}

const hexagon: readonly Corner[] = [
  [-1, 0],
  [-0.5, -1],
  [0.5, -1],
  [1, 0],
  [0.5, 1],
  [-0.5, 1],
];
const k = Math.SQRT2 - 1;
const octagon: readonly Corner[] = [
  [-k, -1],
  [k, -1],
  [1, -k],
  [1, k],
  [k, 1],
  [-k, 1],
  [-1, k],
  [-1, -k],
];
/** Cytoscape's rhomboid leans to the left. */
const rhomboid: readonly Corner[] = [
  [-1, -1],
  [0.333, -1],
  [1, 1],
  [-0.333, 1],
];

/** Where the way from a node's centre to a point leaves the node's outline. */
export function borderTowards(node: Shaped & Point, to: Point): Point {
  const dx = (to.x - node.x) / (node.width / 2);
  const dy = (to.y - node.y) / (node.height / 2);
  if (dx === 0 && dy === 0) return { x: node.x, y: node.y };
  let t = 1 / Math.max(Math.abs(dx), Math.abs(dy));
  if (shapeOf(node) === 'ellipse') t = 1 / Math.hypot(dx, dy);
  const corners = cornersOf(node);
  if (corners) {
    // The outlines are convex: the border is where the ray meets the first edge.
    for (let i = 0; i < corners.length; i++) {
      const [ax, ay] = corners[i]!;
      const [bx, by] = corners[(i + 1) % corners.length]!;
      const across = dx * (by - ay) - dy * (bx - ax);
      if (across <= 0) continue;
      const at = (ax * (by - ay) - ay * (bx - ax)) / across;
      if (at > 0) t = Math.min(t, at);
    }
  }
  return { x: node.x + (dx * t * node.width) / 2, y: node.y + (dy * t * node.height) / 2 };
}

/** The outline as a path around the origin, `grow` outside it. `scale` is the size of a canvas unit in the caller's unit. */
export function outlinePath(node: Shaped, grow = 0, scale = 1): Path2D {
  const path = new Path2D();
  traceOutline(path, node, grow, scale);
  return path;
}

/** The same, added to the path of a pen. */
export function traceOutline(
  path: Pick<CanvasPath, 'moveTo' | 'lineTo' | 'closePath' | 'ellipse' | 'roundRect'>,
  node: Shaped,
  grow = 0,
  scale = 1,
): void {
  const w = node.width / 2 + grow;
  const h = node.height / 2 + grow;
  const corners = cornersOf(node, scale);
  if (corners) {
    corners.forEach(([x, y], i) => (i === 0 ? path.moveTo(x * w, y * h) : path.lineTo(x * w, y * h)));
    path.closePath();
  } else if (shapeOf(node) === 'ellipse') path.ellipse(0, 0, w, h, 0, 0, 2 * Math.PI);
  else path.roundRect(-w, -h, 2 * w, 2 * h, cornerRadius * scale + grow);
}
