/**
 * What is laid out: open groups and the pieces in them. The scene builder makes it; the layouts know nothing else.
 */
import type { GroupLayout } from '@weft/topology';
import type { Tile } from './tile.ts';
import type { Size } from './wrap.ts';

/** A place given by a person: of the piece's centre, or of the middle of its upper edge (a group grows downwards from there). */
export interface Anchor {
  readonly x: number;
  readonly y: number;
  readonly at: 'centre' | 'top';
  /** Groups (servers too) move aside when an open neighbour would cover them; single nodes stand where they were put. */
  readonly yields: boolean;
}

/** An item of the picture with its size. */
export interface Item extends Size {
  readonly item: number;
}

/** Something that stands in a group as a whole. */
export interface Piece {
  /** Its line in `rows`, its circle in `ring`: 0 is the top, the inmost. */
  readonly rank: number;
  /** Its number among its like: its cell in `grid`. */
  readonly ordinal: number;
  /** A direct member, or a child group. */
  readonly direct: boolean;
  /** It is linked to its like (a router): on a line their links would hide each other, so they stand on a circle. */
  readonly meshed: boolean;
  readonly anchor: Anchor | null;
  /** In a grid: what it holds belongs to the rows, or the columns, of the others. */
  readonly beside?: 'rows' | 'columns' | undefined;
  /** Its size when closed. */
  readonly closed: Size;
  /** One item, the stacks of a closed group line by line from top to bottom, or an open group. */
  readonly content: Item | readonly (readonly Item[])[] | Enclosure;
}

/** An open group. */
export interface Enclosure {
  readonly group: number;
  readonly layout: GroupLayout;
  /** For `grid`; 0 lets the layout choose. */
  readonly columns: number;
  readonly pieces: readonly Piece[];
  /** The outline around it; a box where nothing is said. */
  readonly outline?: 'wafer' | undefined;
}

/** Whether a piece is an open group. */
export function isEnclosure(content: Piece['content']): content is Enclosure {
  return 'pieces' in content;
}

/** A piece and its tile as it is now, open or closed. */
export interface Sized {
  readonly piece: Piece;
  readonly tile: Tile;
}
