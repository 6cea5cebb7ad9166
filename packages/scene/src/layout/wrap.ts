/**
 * Many equal things in lines: how many to a line, and the lines.
 *
 * The number of columns comes from the closed sizes, so that it stays when one of them opens: only its neighbours in the line are pushed aside,
 * and the lines below down. Cost: O(n).
 */
import { arranged, column, row, type Tile } from './tile.ts';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Wrapping {
  readonly gapX: number;
  readonly gapY: number;
  /** Width to height that the block aims at. */
  readonly aspect: number;
  /** Up to so many stay on one line. */
  readonly single: number;
  /** Up to so many more stand on two lines, however wide and low these are. */
  readonly double?: number;
  /** How things of different height stand on a line. */
  readonly align: 'top' | 'middle';
}

/** What a last line that is not full counts for, against the logarithm of the aspect's error. */
const ragged = 0.5;

/** The number of columns that comes nearest to the aspect; a full last line counts for something. */
export function columnsFor(count: number, size: Size, { gapX, gapY, aspect, single, double = 0 }: Wrapping): number {
  if (count <= single) return Math.max(1, count);
  if (count <= double) return Math.ceil(count / 2);
  let best = count;
  let leastFault = Infinity;
  for (let lines = 1; lines <= count; lines++) {
    const columns = Math.ceil(count / lines);
    const width = columns * (size.width + gapX) - gapX;
    const height = lines * (size.height + gapY) - gapY;
    const fault = Math.abs(Math.log(width / height / aspect)) + (columns * lines === count ? 0 : ragged);
    if (fault < leastFault) {
      leastFault = fault;
      best = columns;
    }
    if (width / height < aspect / 4) break;
  }
  return best;
}

/** The tiles in lines of `columns`; each line is centred, but two that are a pair stand half a step apart. */
export function wrapped(tiles: readonly Tile[], columns: number, wrapping: Wrapping): Tile {
  const { gapX, gapY, align, single, double = 0 } = wrapping;
  const lines: Tile[] = [];
  for (let i = 0; i < tiles.length; i += columns) lines.push(row(tiles.slice(i, i + columns), gapX, align));
  const [upper, lower] = lines;
  if (tiles.length <= single || tiles.length > double || !upper || !lower) return column(lines, gapY);
  // Links of the upper line run between the things of the lower one.
  const step = Math.min(...tiles.map((tile) => tile.width)) + gapX;
  return arranged([
    { x: 0, y: 0, tile: upper },
    { x: step / 2, y: upper.height + gapY, tile: lower },
  ]);
}
