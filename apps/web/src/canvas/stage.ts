/**
 * The canvas as the hand sees it: what is drawn, what may be done to it, and a place to say what the hand is doing.
 */
import type { SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';
import type { Camera, CanvasHandlers, LegalTarget, Point, PointerScheme, Tool } from './contract.ts';
import type { Coming } from './coming.ts';
import type { Dragged } from './drag.ts';
import type { Draft, Held } from './drawing.ts';
import type { Box } from './geometry.ts';
import type { Chip } from './hit.ts';

/** What the hand sees of the canvas, and may do to it. */
export interface Stage {
  readonly glass: HTMLElement;
  readonly handlers: CanvasHandlers;
  readonly nodes: ReadonlyMap<string, SceneNode>;
  readonly links: ReadonlyMap<string, SceneLink>;
  readonly backdrops: readonly SceneBackdrop[];
  readonly chips: readonly Chip[];
  readonly selection: ReadonlySet<string>;
  readonly locked: ReadonlySet<string>;
  /** The thing whose label lies at a point, CSS pixels. */
  labelAt(at: Point): string | null;
  readonly settings: {
    tool: Tool;
    scheme: PointerScheme;
    snap: boolean;
    readOnly: boolean;
    legal: LegalTarget;
  };
  /** What the hand is doing, for the painter. */
  readonly hand: {
    hover: string | null;
    ports: boolean;
    held: Held | null;
    draft: Draft | null;
    coming: Coming | null;
    marquee: Box | null;
  };
  camera(): Camera;
  setCamera(camera: Camera): void;
  view(): { width: number; height: number };
  /** Shows a selection that is still being made. */
  preview(ids: readonly string[]): void;
  /** Shows a selection and tells it. */
  select(ids: readonly string[]): void;
  /** Things go into the hand, or out of it. */
  lift(ids: ReadonlySet<string>): void;
  /** Shows things where they were dropped, ahead of the scene that confirms it. */
  settle(dragged: Dragged, dx: number, dy: number): void;
  repaint(): void;
}
