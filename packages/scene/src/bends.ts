/**
 * Links that would run behind other things: the way round a torus, the farther members of a row that is joined all to all.
 *
 * Between two things that stand on one line with a third between them a link is drawn as an arc: above a row and, where both are of one role, to the
 * right of a column, with its middle in the gap between the cells of a grid.
 * The bend is how far the middle of the arc lies from the straight line, towards the right hand of who goes from source to target (y runs
 * downwards). Cost: O((nodes + links) log nodes).
 */
import { spacing } from './layout/spacing.ts';
import type { SceneLink, SceneNode } from './scene.ts';

/** With more than these, arcs are as much of a tangle as lines. */
const mostBends = 600;
/** Between things of two roles: a grid with its switches beside it has more, and is read by its rows. */
const mostBetweenRoles = 40;

/** The bend of each link, 0 for a straight one. */
export function bendsOf(nodes: readonly SceneNode[], links: readonly Pick<SceneLink, 'source' | 'target'>[]): number[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const rows = linesOf(nodes, 'y', 'x');
  const columns = linesOf(nodes, 'x', 'y');
  const bends = links.map(({ source, target }) => {
    const a = byId.get(source)!;
    const b = byId.get(target)!;
    // Above a row that is passed from left to right is on the left hand.
    if (isOneLine(a.y, b.y) && isBetween(rows.get(line(a.y))!, a.x, b.x)) {
      return Math.sign(a.x - b.x) * (Math.max(a.height, b.height) / 2 + spacing.cell / 2);
    }
    // Things of other roles stand under each other in rows: their links run behind each other on purpose.
    if (a.role === b.role && isOneLine(a.x, b.x) && isBetween(columns.get(line(a.x))!, a.y, b.y)) {
      return Math.sign(a.y - b.y) * (Math.max(a.width, b.width) / 2 + spacing.cell / 2);
    }
    return 0;
  });
  const between = links.map(({ source, target }) => byId.get(source)!.role !== byId.get(target)!.role);
  const isMany = bends.filter((bend, i) => bend !== 0 && between[i]).length > mostBetweenRoles;
  const kept = isMany ? bends.map((bend, i) => (between[i] ? 0 : bend)) : bends;
  return kept.filter((bend) => bend !== 0).length > mostBends ? kept.map(() => 0) : kept;
}

/** The point that draws the arc as a quadratic curve between two middles. */
export function controlPoint(
  a: { readonly x: number; readonly y: number },
  b: { readonly x: number; readonly y: number },
  bend: number,
): { readonly x: number; readonly y: number } {
  const length = Math.hypot(b.x - a.x, b.y - a.y) || 1;
  // A quadratic curve reaches half as far as its control point.
  const off = (2 * bend) / length;
  return { x: (a.x + b.x) / 2 - off * (b.y - a.y), y: (a.y + b.y) / 2 + off * (b.x - a.x) };
}

function line(at: number): number {
  return Math.round(at);
}

function isOneLine(a: number, b: number): boolean {
  return line(a) === line(b);
}

/** Per line the places of the nodes on it, ascending. */
function linesOf(nodes: readonly SceneNode[], across: 'x' | 'y', along: 'x' | 'y'): Map<number, number[]> {
  const lines = new Map<number, number[]>();
  for (const node of nodes) {
    const key = line(node[across]);
    const places = lines.get(key);
    if (places) places.push(node[along]);
    else lines.set(key, [node[along]]);
  }
  for (const places of lines.values()) places.sort((a, b) => a - b);
  return lines;
}

/** Whether a place lies between two others, by halving. */
function isBetween(places: readonly number[], a: number, b: number): boolean {
  const [from, to] = [Math.min(a, b) + 1, Math.max(a, b) - 1];
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < from) low = middle + 1;
    else high = middle;
  }
  return low < places.length && places[low]! <= to;
}
