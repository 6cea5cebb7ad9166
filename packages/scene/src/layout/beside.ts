/**
 * The switches of rows to the left of a grid and those of columns above it, each at the line it serves: so a row of boards hangs on its switch by one
 * straight line. In: the grid as it is laid out, and what belongs beside it. Out: both together.
 *
 * An open group of switches is dealt to the lines of the grid in order, as many to each as go; where they do not go evenly, and while it is closed,
 * it stands at the middle of its side.
 */
import { backdropLook } from '../look.ts';
import { spacing } from './spacing.ts';
import type { Sized } from './enclosure.ts';
import { arranged, type Part, type Tile } from './tile.ts';

/** A dimension by the names that a tile has for it. */
const across = { at: 'x', size: 'width' } as const;
const down = { at: 'y', size: 'height' } as const;

export function withLinesBeside(grid: Tile, outside: readonly Sized[]): Tile {
  const lines = { rows: centresOf(grid, 'y'), columns: centresOf(grid, 'x') };
  const parts: Part[] = [{ x: 0, y: 0, tile: grid }];
  const free = { rows: 0, columns: 0 };
  for (const { piece, tile } of outside) {
    const side = piece.beside!;
    const [along, away] = side === 'rows' ? [down, across] : [across, down];
    const dealt = dealtTo(tile, lines[side], side);
    const shown = dealt?.tile ?? tile;
    free[side] -= shown[away.size] + spacing.band.least;
    const begin = dealt?.begin ?? (grid[along.size] - tile[along.size]) / 2;
    parts.push(side === 'rows' ? { x: free.rows, y: begin, tile: shown } : { x: begin, y: free.columns, tile: shown });
  }
  const left = Math.min(...parts.map(({ x }) => x));
  const top = Math.min(...parts.map(({ y }) => y));
  return arranged(parts.map(({ x, y, tile }) => ({ x: x - left, y: y - top, tile })));
}

/** An open group with its items at the lines, and where it begins along them; null when it is closed or they cannot be dealt evenly. */
function dealtTo(
  group: Tile,
  lines: readonly number[],
  side: 'rows' | 'columns',
): { readonly tile: Tile; readonly begin: number } | null {
  const items = group.group < 0 ? [] : itemsIn(group);
  if (items.length === 0 || items.length % lines.length !== 0) return null;
  const { padding, header } = backdropLook;
  const each = items.length / lines.length;
  const [along, away] = side === 'rows' ? [down, across] : [across, down];
  const step = Math.max(...items.map((item) => item[away.size])) + spacing.item.x;
  const longest = Math.max(...items.map((item) => item[along.size]));
  const room = { x: padding, y: header };
  const begin = lines[0]! - longest / 2 - room[along.at];
  const parts = items.map((tile, i): Part => {
    const line = lines[Math.floor(i / each)]! - tile[along.size] / 2 - begin;
    const place = room[away.at] + (i % each) * step;
    return side === 'rows' ? { x: place, y: line, tile } : { x: line, y: place, tile };
  });
  const { width, height } = arranged(parts);
  return { tile: { ...group, width: width + padding, height: height + padding, parts }, begin };
}

/** The items of a tile, in order. */
function itemsIn(tile: Tile): Tile[] {
  return tile.item >= 0 ? [tile] : tile.parts.flatMap((part) => itemsIn(part.tile));
}

/** Where the middles of a tile's items stand in one direction, each place once. */
function centresOf(tile: Tile, at: 'x' | 'y'): number[] {
  const found = new Map<number, number>();
  const visit = (one: Tile, begin: number): void => {
    if (one.item >= 0) {
      const middle = begin + one[at === 'x' ? 'width' : 'height'] / 2;
      found.set(Math.round(middle), middle);
    }
    for (const part of one.parts) visit(part.tile, begin + part[at]);
  };
  visit(tile, 0);
  return [...found.values()].toSorted((a, b) => a - b);
}
