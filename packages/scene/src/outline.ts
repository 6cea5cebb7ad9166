/**
 * The outlines of nodes as SVG path data, in the proportions in which Cytoscape draws the shapes of the same names.
 *
 * In: centre and size in canvas units. Out: a closed path.
 */
import { cornerRadius, type Outline } from './look.ts';

/** Corners as shares of half the width and height, from the upper left clockwise. */
const corners: Readonly<
  Record<'rectangle' | 'hexagon' | 'octagon' | 'rhomboid', readonly (readonly [number, number])[]>
> = {
  rectangle: [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ],
  hexagon: [
    [-0.5, -1],
    [0.5, -1],
    [1, 0],
    [0.5, 1],
    [-0.5, 1],
    [-1, 0],
  ],
  // a regular octagon fitted to the square: tan(22.5 degrees)
  octagon: [
    [-0.4142, -1],
    [0.4142, -1],
    [1, -0.4142],
    [1, 0.4142],
    [0.4142, 1],
    [-0.4142, 1],
    [-1, 0.4142],
    [-1, -0.4142],
  ],
  rhomboid: [
    [-1, -1],
    [0.333, -1],
    [1, 1],
    [-0.333, 1],
  ],
};

/** The path of an outline around a centre. */
export function outlinePath(outline: Outline, x: number, y: number, width: number, height: number): string {
  const left = x - width / 2;
  const right = x + width / 2;
  const top = y - height / 2;
  const bottom = y + height / 2;
  switch (outline) {
    case 'ellipse':
      return `M${n(left)} ${n(y)}a${n(width / 2)} ${n(height / 2)} 0 1 0 ${n(width)} 0a${n(width / 2)} ${n(height / 2)} 0 1 0 ${n(-width)} 0Z`;
    case 'round-rectangle': {
      const r = Math.min(cornerRadius, width / 2, height / 2);
      return `M${n(left + r)} ${n(top)}H${n(right - r)}a${r} ${r} 0 0 1 ${r} ${r}V${n(bottom - r)}a${r} ${r} 0 0 1 ${-r} ${r}H${n(left + r)}a${r} ${r} 0 0 1 ${-r} ${-r}V${n(top + r)}a${r} ${r} 0 0 1 ${r} ${-r}Z`;
    }
    case 'cut-rectangle': {
      const c = Math.min(8, height / 4);
      return polygon([
        [left + c, top],
        [right - c, top],
        [right, top + c],
        [right, bottom - c],
        [right - c, bottom],
        [left + c, bottom],
        [left, bottom - c],
        [left, top + c],
      ]);
    }
    case 'barrel': {
      const bulge = Math.min(8, height / 4);
      return `M${n(left)} ${n(top + bulge)}Q${n(x)} ${n(top - bulge)} ${n(right)} ${n(top + bulge)}V${n(bottom - bulge)}Q${n(x)} ${n(bottom + bulge)} ${n(left)} ${n(bottom - bulge)}Z`;
    }
    default:
      return polygon(corners[outline].map(([u, v]) => [x + (u * width) / 2, y + (v * height) / 2]));
  }
}

/** The path as the canvas draws bodies: with round corners where Cytoscape has a round form of the shape, and its barrel. */
export function bodyPath(outline: Outline, x: number, y: number, width: number, height: number): string {
  if (outline === 'rectangle') return outlinePath('round-rectangle', x, y, width, height);
  if (outline === 'hexagon' || outline === 'octagon') {
    return roundPolygon(
      corners[outline].map(([u, v]) => [x + (u * width) / 2, y + (v * height) / 2]),
      cornerRadius,
    );
  }
  if (outline !== 'barrel') return outlinePath(outline, x, y, width, height);
  const [left, right, top, bottom] = [x - width / 2, x + width / 2, y - height / 2, y + height / 2];
  const dy = Math.min(15, 0.05 * height);
  const dx = Math.min(100, 0.25 * width);
  const pull = 0.05 * width;
  const at = (px: number, py: number): string => `${n(px)} ${n(py)}`;
  return [
    `M${at(left, top + dy)}V${n(bottom - dy)}Q${at(left + pull, bottom)} ${at(left + dx, bottom)}H${n(right - dx)}`,
    `Q${at(right - pull, bottom)} ${at(right, bottom - dy)}V${n(top + dy)}Q${at(right - pull, top)} ${at(right - dx, top)}`,
    `H${n(left + dx)}Q${at(left + pull, top)} ${at(left, top + dy)}Z`,
  ].join('');
}

/** Each corner is an arc that touches both of its edges, at most in their middles. */
function roundPolygon(points: readonly (readonly [number, number])[], radius: number): string {
  const pieces = points.map(([x, y], i) => {
    const [ax, ay] = points[(i + points.length - 1) % points.length]!;
    const [bx, by] = points[(i + 1) % points.length]!;
    const before = Math.hypot(ax - x, ay - y);
    const after = Math.hypot(bx - x, by - y);
    const cosine = ((ax - x) * (bx - x) + (ay - y) * (by - y)) / (before * after);
    const slope = Math.sqrt((1 - cosine) / (1 + cosine));
    const reach = Math.min(radius / slope, before / 2, after / 2);
    const from = `${n(x + ((ax - x) * reach) / before)} ${n(y + ((ay - y) * reach) / before)}`;
    const to = `${n(x + ((bx - x) * reach) / after)} ${n(y + ((by - y) * reach) / after)}`;
    return `${from}A${n(reach * slope)} ${n(reach * slope)} 0 0 1 ${to}`;
  });
  return `M${pieces.join('L')}Z`;
}

function polygon(points: readonly (readonly [number, number])[]): string {
  return `M${points.map(([x, y]) => `${n(x)} ${n(y)}`).join('L')}Z`;
}

/** A number with at most two decimals: a hundredth of a canvas unit is not seen. */
export function n(value: number): string {
  return String(Math.round(value * 100) / 100);
}
