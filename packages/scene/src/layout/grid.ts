/**
 * `grid`: each thing in the cell of its ordinal, row by row over the group's columns; roles of different ranks form grids under each other.
 * What belongs to the rows or the columns of the others stands beside them, see `beside.ts`.
 *
 * A grid much taller than wide is cut into panels beside each other. A column is as wide and a row as high as what stands in it, so an open cell pushes its column and row apart and nothing else.
 */
import { bandGap, pageAspect, spacing } from './spacing.ts';
import { withLinesBeside } from './beside.ts';
import type { Sized } from './enclosure.ts';
import { arranged, column, type Tile } from './tile.ts';
import { columnsFor, wrapped, type Size, type Wrapping } from './wrap.ts';

export function gridTile(sized: readonly Sized[], columns: number): Tile {
  const inside = sized.filter(({ piece }) => piece.beside === undefined);
  if (inside.length === 0) return cellsTile(sized, columns);
  const outside = sized.filter(({ piece }) => piece.beside !== undefined);
  return withLinesBeside(cellsTile(inside, columns), outside);
}

function cellsTile(sized: readonly Sized[], columns: number): Tile {
  const ranks = [...new Set(sized.map(({ piece }) => piece.rank))].toSorted((a, b) => a - b);
  const sections = ranks.map((rank) =>
    section(
      sized.filter(({ piece }) => piece.rank === rank),
      columns,
    ),
  );
  return column(sections, bandGap(Math.max(...sections.map((tile) => tile.width))));
}

interface Cell {
  readonly column: number;
  readonly row: number;
  readonly tile: Tile;
}

function section(sized: readonly Sized[], wantedColumns: number): Tile {
  const closed = {
    width: Math.max(...sized.map(({ piece }) => piece.closed.width)),
    height: Math.max(...sized.map(({ piece }) => piece.closed.height)),
  };
  const columns = wantedColumns > 0 ? wantedColumns : columnsFor(sized.length, closed, ofCells);
  // things of different words share ordinals: then they stand in the order they come
  const ordinals = sized.map(({ piece }) => piece.ordinal);
  const byOrdinal = new Set(ordinals).size === ordinals.length && Math.max(...ordinals) < 4 * sized.length;
  const cells = sized.map(({ tile }, i) => {
    const cell = byOrdinal ? ordinals[i]! : i;
    return { column: cell % columns, row: Math.floor(cell / columns), tile };
  });

  const rows = Math.max(...cells.map((cell) => cell.row)) + 1;
  const perPanel = panelRows(rows, columns);
  const panels: Cell[][] = Array.from({ length: Math.ceil(rows / perPanel) }, () => []);
  for (const { column: c, row: r, tile } of cells) {
    panels[Math.floor(r / perPanel)]!.push({ column: c, row: r % perPanel, tile });
  }
  const tiles = panels.filter((panel) => panel.length > 0).map((panel) => panelTile(panel, columns, closed));
  const size = {
    width: columns * (closed.width + spacing.cell) - spacing.cell,
    height: perPanel * (closed.height + spacing.cell) - spacing.cell,
  };
  return wrapped(tiles, columnsFor(tiles.length, size, ofPanels), ofPanels);
}

const ofCells: Wrapping = { gapX: spacing.cell, gapY: spacing.cell, aspect: pageAspect, single: 1, align: 'middle' };
const ofPanels: Wrapping = {
  gapX: spacing.group.x,
  gapY: spacing.group.y,
  aspect: pageAspect,
  single: 1,
  align: 'top',
};

/** A grid much taller than wide (the planes of a 3D torus, one after the other) is cut into panels about as tall as they are wide. */
function panelRows(rows: number, columns: number): number {
  if (rows <= 2 * columns) return rows;
  let best = rows;
  for (let height = 1; height <= rows; height++) {
    if (rows % height === 0 && Math.abs(height - columns) < Math.abs(best - columns)) best = height;
  }
  return best;
}

function panelTile(cells: readonly Cell[], columns: number, closed: Size): Tile {
  const widths: number[] = Array.from({ length: columns }, () => 0);
  const heights: number[] = Array.from({ length: Math.max(...cells.map((c) => c.row)) + 1 }, () => 0);
  for (const { column: c, row: r, tile } of cells) {
    widths[c] = Math.max(widths[c]!, tile.width);
    heights[r] = Math.max(heights[r]!, tile.height);
  }
  // columns and rows left empty by what is hidden keep the room of a closed cell
  const left = starts(widths, closed.width);
  const top = starts(heights, closed.height);
  return arranged(
    cells.map(({ column: c, row: r, tile }) => ({
      x: left[c]! + ((widths[c] ?? 0) - tile.width) / 2,
      y: top[r]! + ((heights[r] ?? 0) - tile.height) / 2,
      tile,
    })),
  );
}

function starts(sizes: readonly number[], empty: number): number[] {
  let at = 0;
  return sizes.map((size) => {
    const start = at;
    at += (size > 0 ? size : empty) + spacing.cell;
    return start;
  });
}
