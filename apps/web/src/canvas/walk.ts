/**
 * Moving a focus over the canvas without a pointer: the next thing in reading order, and the nearest in a direction. Pure, O(n) a step.
 */
import type { SceneNode } from '@weft/scene';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Nodes whose middles differ by less than this in height are read as one line. */
const line = 24;

/** Reading order: lines from the top, within a line from the left. */
export function readingOrder(nodes: Iterable<SceneNode>): SceneNode[] {
  const byHeight = [...nodes].toSorted((a, b) => a.y - b.y);
  const lines: SceneNode[][] = [];
  for (const node of byHeight) {
    const last = lines.at(-1);
    if (last && node.y - last[0]!.y < line) last.push(node);
    else lines.push([node]);
  }
  return lines.flatMap((nodesInLine) => nodesInLine.toSorted((a, b) => a.x - b.x || (a.id < b.id ? -1 : 1)));
}

/** The id after (`step` 1) or before (`step` -1) another in reading order; the first or last when `from` is not there; null at the end. */
export function nextInOrder(nodes: Iterable<SceneNode>, from: string | null, step: 1 | -1): string | null {
  const order = readingOrder(nodes);
  const at = order.findIndex((node) => node.id === from);
  if (at < 0) return (step === 1 ? order[0] : order.at(-1))?.id ?? null;
  return order[at + step]?.id ?? null;
}

/** The nearest node in a direction: distance along counts once, distance aside twice, so that a straight neighbour wins over a near diagonal one. */
export function nearestTo(nodes: Iterable<SceneNode>, from: SceneNode, direction: Direction): string | null {
  let best: string | null = null;
  let least = Infinity;
  for (const node of nodes) {
    if (node.id === from.id) continue;
    const dx = node.x - from.x;
    const dy = node.y - from.y;
    const along = direction === 'left' ? -dx : direction === 'right' ? dx : direction === 'up' ? -dy : dy;
    const aside = Math.abs(direction === 'left' || direction === 'right' ? dy : dx);
    if (along <= 0 || aside > 2 * along) continue;
    const cost = along + 2 * aside;
    if (cost < least) [best, least] = [node.id, cost];
  }
  return best;
}
