/**
 * Grids of accelerators that are their own routers: boards of a few chips, tiled so that no group has more members than can be drawn.
 *
 * A board is a device (a server). Boards are made tile by tile, so nodes of a tile stand in one run; `chipAt` gives the node of each place,
 * places numbered mixed-radix, the first dimension fastest.
 */
import { failed, done, type Outcome, say } from '@weft/units';
import type { Counts, GroupClass, NodeClass, TopologyBuilder } from '@weft/topology';
import { coordinatesOf, placeAt, placesOf } from './grid.ts';
import type { Pauses } from './pauses.ts';
import { trayLimit } from './trays.ts';

export interface ChipsPlan {
  readonly shape: readonly number[];
  /** Chips of one board by dimension. */
  readonly board: readonly number[];
  /** Edges of the tiles, from the outermost in; each a multiple of the next, the last of the board. */
  readonly tiles: readonly (readonly number[])[];
  readonly chip: NodeClass;
  readonly boardPart: string | null;
  /** What a board is cut from, where its outline shows it. */
  readonly outline?: GroupClass['outline'];
}

/** The board as given, one chip thick where nothing is said; by default 2 x 2 chips where the first two dimensions are even. */
export function boardOf(shape: readonly number[], given: readonly number[]): Outcome<readonly number[]> {
  const even = shape.length > 1 && shape[0]! % 2 === 0 && shape[1]! % 2 === 0;
  const board = shape.map((_size, d) => given[d] ?? (given.length === 0 && even && d < 2 ? 2 : 1));
  const wrong = shape.findIndex((size, d) => size % board[d]! !== 0);
  if (given.length > shape.length || wrong >= 0) {
    return failed(
      'board-shape',
      'board',
      say`A board of ${(given.length > 0 ? given : board).join(' x ')} chips does not tile a grid of ${shape.join(' x ')}; expected a divisor of each dimension.`,
    );
  }
  return done(board);
}

/** Tiles that keep every group within what can be drawn: edges grow by the smallest factors, the shortest edge first. */
export function tilesFor(shape: readonly number[], board: readonly number[]): number[][] {
  const tiles: number[][] = [];
  let inner = board;
  while (members(shape, inner) > trayLimit) {
    const edge = inner.slice();
    for (;;) {
      let best = -1;
      let factor = 0;
      shape.forEach((size, d) => {
        const next = smallestFactor(size / edge[d]!);
        if (next > 1 && members(edge, inner) * next <= trayLimit / 2 && (best < 0 || edge[d]! < edge[best]!)) {
          best = d;
          factor = next;
        }
      });
      if (best < 0) break;
      edge[best]! *= factor;
    }
    // A prime dimension above the limit cannot be cut further.
    if (members(edge, inner) === 1) break;
    tiles.unshift(edge);
    inner = edge;
  }
  return tiles;
}

/** Members of a group of that edge, each of the edge `of`. */
function members(edge: readonly number[], of: readonly number[]): number {
  return edge.reduce((product, size, d) => product * (size / of[d]!), 1);
}

function smallestFactor(n: number): number {
  for (let f = 2; f * f <= n; f++) if (n % f === 0) return f;
  return n;
}

/** Chips and boards. */
export function chipCounts(plan: ChipsPlan): Counts {
  const accelerators = placesOf(plan.shape);
  return { accelerators, servers: accelerators / placesOf(plan.board), nics: 0, services: 0, switches: {}, links: {} };
}

/** Makes the chips; gives the node of each place. */
export function* buildChips(plan: ChipsPlan, builder: TopologyBuilder, group: number): Pauses<Int32Array> {
  const { shape } = plan;
  const chipAt = new Int32Array(placesOf(shape));
  const levels = [...plan.tiles, plan.board];
  const classFor = (level: number, of: readonly number[]): GroupClass => ({
    word: level === levels.length - 1 ? 'board' : level === levels.length - 2 ? 'tile' : 'block',
    layout: 'grid',
    columns: columnsOf(levels[level]!.map((size, d) => size / of[d]!)),
    device: level === levels.length - 1,
    part: level === levels.length - 1 ? plan.boardPart : null,
    ...(level === levels.length - 1 && plan.outline !== undefined ? { outline: plan.outline } : {}),
  });
  const one = shape.map(() => 1);
  const classes = levels.map((_edge, level) => classFor(level, levels[level + 1] ?? one));
  const fill = function* (
    level: number,
    origin: readonly number[],
    edge: readonly number[],
    within: number,
  ): Pauses<void> {
    const inner = levels[level] ?? one;
    const cells = edge.map((size, d) => size / inner[d]!);
    const n = placesOf(cells);
    for (let cell = 0; cell < n; cell++) {
      const at = coordinatesOf(cells, cell).map((x, d) => origin[d]! + x * inner[d]!);
      if (level === levels.length) chipAt[placeAt(shape, at)] = builder.node(within, plan.chip);
      else yield* fill(level + 1, at, inner, builder.group(within, classes[level]!));
    }
    yield;
  };
  yield* fill(
    0,
    shape.map(() => 0),
    shape,
    group,
  );
  return chipAt;
}

/** Cells per row of a grid group: whole leading dimensions, as near to a square as they come; near a square for a line. */
export function columnsOf(cells: readonly number[]): number {
  const n = placesOf(cells);
  const square = Math.sqrt(n);
  const off = (columns: number): number => Math.max(columns / square, square / columns);
  const rows = cells.map((_size, d) => placesOf(cells.slice(0, d + 1))).filter((columns) => columns > 1 && columns < n);
  return rows.length === 0
    ? Math.ceil(square)
    : rows.reduce((best, columns) => (off(columns) < off(best) ? columns : best));
}

/** How the outermost group of chips is laid out. */
export function chipsArrangement(plan: ChipsPlan): { layout: 'grid'; columns: number } {
  const inner = [...plan.tiles, plan.board][0]!;
  return { layout: 'grid', columns: columnsOf(plan.shape.map((size, d) => size / inner[d]!)) };
}
