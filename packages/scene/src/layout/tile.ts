/**
 * Tiles: boxes of known size that hold other boxes, measured from the inside out and placed from the outside in.
 *
 * A tile is an item of the picture, an open group with its backdrop, or only an arrangement. Positions of parts are of their upper left corners,
 * relative to the tile's. Units: canvas units, y downwards.
 */

export interface Tile {
  readonly width: number;
  readonly height: number;
  /** The item it is, -1 for none. */
  readonly item: number;
  /** The open group whose backdrop it is, -1 for none. */
  readonly group: number;
  readonly parts: readonly Part[];
}

export interface Part {
  readonly x: number;
  readonly y: number;
  readonly tile: Tile;
}

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A tile that is one item. */
export function itemTile(item: number, width: number, height: number): Tile {
  return { width, height, item, group: -1, parts: [] };
}

/** A tile that arranges others: as large as they reach. */
export function arranged(parts: readonly Part[]): Tile {
  let width = 0;
  let height = 0;
  for (const { x, y, tile } of parts) {
    width = Math.max(width, x + tile.width);
    height = Math.max(height, y + tile.height);
  }
  return { width, height, item: -1, group: -1, parts };
}

/** Tiles under each other, each centred. */
export function column(tiles: readonly Tile[], gap: number): Tile {
  const width = Math.max(0, ...tiles.map((tile) => tile.width));
  let y = 0;
  return arranged(
    tiles.map((tile) => {
      const part = { x: (width - tile.width) / 2, y, tile };
      y += tile.height + gap;
      return part;
    }),
  );
}

/** Tiles beside each other, on one upper edge or each centred in height. */
export function row(tiles: readonly Tile[], gap: number, align: 'top' | 'middle'): Tile {
  const height = Math.max(0, ...tiles.map((tile) => tile.height));
  let x = 0;
  return arranged(
    tiles.map((tile) => {
      const part = { x, y: align === 'top' ? 0 : (height - tile.height) / 2, tile };
      x += tile.width + gap;
      return part;
    }),
  );
}

/** The tile upside down: what was above stands below. The boxes of items and the titles of open groups stay upright. */
export function flipped(tile: Tile): Tile {
  const parts = tile.parts.map(({ x, y, tile: inner }) => ({
    x,
    y: tile.group >= 0 ? y : tile.height - y - inner.height,
    tile: flipped(inner),
  }));
  return { ...tile, parts };
}

/** The smallest rectangle around two; null stands for none. */
export function around(a: Rectangle | null, b: Rectangle | null): Rectangle | null {
  if (!a || !b) return a ?? b;
  const x = Math.min(a.x, b.x);
  const y = Math.min(a.y, b.y);
  return {
    x,
    y,
    width: Math.max(a.x + a.width, b.x + b.width) - x,
    height: Math.max(a.y + a.height, b.y + b.height) - y,
  };
}

/** Whether two rectangles come nearer than `gap`. */
export function overlap(a: Rectangle, b: Rectangle, gap = 0): boolean {
  return (
    a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap
  );
}
