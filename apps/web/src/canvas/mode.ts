/**
 * What the hand is doing: one mode at a time. A press becomes a drag after a few pixels; what it becomes depends on what was pressed.
 */
import type { Camera, Point } from './contract.ts';
import type { Dragged } from './drag.ts';
import type { Box } from './geometry.ts';
import type { Hand, Hit } from './hit.ts';

export interface Press {
  readonly kind: 'press';
  readonly hit: Hit;
  /** CSS pixels. */
  readonly from: Point;
  readonly hand: Hand;
  readonly add: boolean;
  /** Mod is held: what is inside is meant. */
  readonly deep: boolean;
  readonly pan: boolean;
}

export interface Marquee {
  readonly kind: 'marquee';
  /** A scene point: the box stays where it began when the view creeps. */
  readonly from: Point;
  readonly base: ReadonlySet<string>;
  readonly before: readonly string[];
}

export interface Drag {
  readonly kind: 'drag';
  readonly dragged: Dragged;
  /** A scene point. */
  readonly from: Point;
  readonly neighbours: readonly Box[];
}

export interface Linking {
  readonly kind: 'link';
  readonly source: string;
  /** Begun by a click: the next click ends it. */
  sticky: boolean;
  readonly from: Point;
}

export type Mode =
  | { readonly kind: 'idle' }
  | Press
  | { readonly kind: 'pan'; last: Point; readonly button: number; readonly before: Camera }
  | Marquee
  | Drag
  | Linking
  | { readonly kind: 'pinch'; a: Point; b: Point };

/** A press that has moved this far is a drag, CSS pixels. */
export const threshold_px = { mouse: 4, touch: 8 } as const;
