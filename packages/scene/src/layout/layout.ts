/**
 * Where everything stands: a pure function of the tree of open groups.
 *
 * Each group's layout arranges what has no place of its own; what a person has placed stands there exactly, outside the arrangement, and the
 * backdrop reaches around it. Groups that a person placed are moved aside only where an open one would cover them.
 * Cost: O(items), and O(placed groups squared) in a group of many placed groups.
 */
import { backdropLook } from '../look.ts';
import { isEnclosure, type Enclosure, type Piece, type Sized } from './enclosure.ts';
import { gridTile } from './grid.ts';
import { ringTile } from './ring.ts';
import { rowsTile } from './rows.ts';
import { spacing } from './spacing.ts';
import { around, column, itemTile, overlap, row, type Rectangle, type Tile } from './tile.ts';

export interface Layout {
  /** Centres by item. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Backdrops by open group; the design has none. */
  readonly backdrops: ReadonlyMap<number, Rectangle>;
}

/** A tile that stands at a fixed place, given by its upper left corner. */
interface Placed {
  x: number;
  y: number;
  readonly tile: Tile;
  /** A group that may be moved aside. */
  readonly movable: boolean;
  readonly isOpen: boolean;
}

interface Measured {
  /** What the parent places; null when all of it stands at fixed places. */
  readonly flow: Tile | null;
  /** The bounds of what stands at fixed places. */
  readonly fixed: Rectangle | null;
}

/** Lays out the design: unplaced content centred on x = 0, from y = 0 downwards. */
export function layoutOf(design: Enclosure, items: readonly { width: number; height: number }[]): Layout {
  const x = new Float64Array(items.length);
  const y = new Float64Array(items.length);
  const backdrops = new Map<number, Rectangle>();
  const put = (tile: Tile, left: number, top: number): void => {
    if (tile.item >= 0) {
      x[tile.item] = left + tile.width / 2;
      y[tile.item] = top + tile.height / 2;
    }
    if (tile.group >= 0) backdrops.set(tile.group, { x: left, y: top, width: tile.width, height: tile.height });
    for (const part of tile.parts) put(part.tile, left + part.x, top + part.y);
  };

  const { flow } = measured(design, put);
  if (flow) put(flow, -flow.width / 2, 0);
  reach(design, { x, y, items, backdrops });
  return { x, y, backdrops };
}

/** Measures an open group; what stands at fixed places is put there at once. */
function measured(enclosure: Enclosure, put: (tile: Tile, left: number, top: number) => void): Measured {
  const flowing: Sized[] = [];
  const placed: Placed[] = [];
  let fixed: Rectangle | null = null;
  for (const piece of enclosure.pieces) {
    const { content, anchor } = piece;
    let tile: Tile | null;
    if (isEnclosure(content)) {
      const inside = measured(content, put);
      fixed = around(fixed, inside.fixed);
      tile = inside.flow;
      if (!tile) continue;
    } else {
      tile = pieceTile(content);
    }
    if (anchor) placed.push(anchored(piece, tile));
    else flowing.push({ piece, tile });
  }
  moveAside(placed);
  for (const { tile, x, y } of placed) {
    put(tile, x, y);
    fixed = around(fixed, { x, y, width: tile.width, height: tile.height });
  }

  if (flowing.length === 0) {
    return fixed ? { flow: null, fixed } : { flow: backdropTile(enclosure, null), fixed };
  }
  const tile = arrangedBy(enclosure, flowing);
  if (enclosure.layout !== 'free' || !fixed) return { flow: backdropTile(enclosure, tile), fixed };
  const left = fixed.x + (fixed.width - tile.width) / 2;
  const top = fixed.y + fixed.height + spacing.under;
  put(tile, left, top);
  return { flow: null, fixed: around(fixed, { x: left, y: top, width: tile.width, height: tile.height }) };
}

function pieceTile(content: Exclude<Piece['content'], Enclosure>): Tile {
  if ('item' in content) return itemTile(content.item, content.width, content.height);
  const lines = content.map((line) => line.map((item) => itemTile(item.item, item.width, item.height)));
  return column(
    lines.map((line) => row(line, spacing.stack, 'middle')),
    spacing.stack,
  );
}

function arrangedBy(enclosure: Enclosure, sized: readonly Sized[]): Tile {
  if (enclosure.layout === 'grid') return gridTile(sized, enclosure.columns);
  if (enclosure.layout === 'ring') return ringTile(sized);
  return rowsTile(sized);
}

/** The content with room around it and a title above; the design's own tile has neither. A wafer is a disc around its content. */
function backdropTile({ group, outline }: Enclosure, content: Tile | null): Tile | null {
  if (group === 0) return content;
  const { padding, header, emptySize } = backdropLook;
  if (outline === 'wafer' && content) {
    const across = Math.hypot(content.width, content.height) + 2 * padding;
    const [x, y] = [(across - content.width) / 2, (across - content.height) / 2];
    return { width: across, height: across, item: -1, group, parts: [{ x, y, tile: content }] };
  }
  const width = Math.max(emptySize, content?.width ?? 0);
  const height = content?.height ?? emptySize / 2;
  const parts = content ? [{ x: padding + (width - content.width) / 2, y: header, tile: content }] : [];
  return { width: width + 2 * padding, height: height + header + padding, item: -1, group, parts };
}

function anchored(piece: Piece, tile: Tile): Placed {
  const { x, y, at, yields } = piece.anchor!;
  return {
    x: x - tile.width / 2,
    y: at === 'centre' ? y - tile.height / 2 : y,
    tile,
    movable: yields,
    isOpen: tile.group >= 0,
  };
}

/** Moves placed groups that an open one would cover: right or down, whichever is nearer, past all that already stand. Open ones stand first. */
function moveAside(placed: readonly Placed[]): void {
  const groups = placed.filter(({ movable }) => movable);
  const standing: Placed[] = [];
  for (const group of [...groups.filter((g) => g.isOpen), ...groups.filter((g) => !g.isOpen)]) {
    for (let tries = 0; tries <= groups.length; tries++) {
      const other = standing.find(
        (s) => (s.isOpen || group.isOpen) && overlap(boxOf(s), boxOf(group), spacing.item.x - 1),
      );
      if (!other) break;
      const right = other.x + other.tile.width + spacing.item.x - group.x;
      const down = other.y + other.tile.height + spacing.item.x - group.y;
      if (right <= down) group.x += right;
      else group.y += down;
    }
    standing.push(group);
  }
}

function boxOf({ x, y, tile }: Placed): Rectangle {
  return { x, y, width: tile.width, height: tile.height };
}

/** Widens backdrops until each holds all that is drawn in its group, with the same room around; inner groups first. */
function reach(
  enclosure: Enclosure,
  at: {
    readonly x: Float64Array;
    readonly y: Float64Array;
    readonly items: readonly { width: number; height: number }[];
    readonly backdrops: Map<number, Rectangle>;
  },
): Rectangle | null {
  const { padding, header } = backdropLook;
  let content: Rectangle | null = null;
  const addItem = (item: number): void => {
    const { width, height } = at.items[item]!;
    content = around(content, { x: at.x[item]! - width / 2, y: at.y[item]! - height / 2, width, height });
  };
  for (const { content: inside } of enclosure.pieces) {
    if (isEnclosure(inside)) content = around(content, reach(inside, at));
    else if ('item' in inside) addItem(inside.item);
    else for (const { item } of inside.flat()) addItem(item);
  }
  if (enclosure.group === 0) return content;
  const needed = content && withRoom(content, padding, header);
  const whole = around(at.backdrops.get(enclosure.group) ?? null, needed);
  if (whole) at.backdrops.set(enclosure.group, whole);
  return whole;
}

function withRoom(inner: Rectangle, padding: number, header: number): Rectangle {
  return {
    x: inner.x - padding,
    y: inner.y - header,
    width: inner.width + 2 * padding,
    height: inner.height + header + padding,
  };
}
