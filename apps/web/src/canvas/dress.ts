/**
 * What nodes and links are coloured by. In: a look, a colouring, the paint of the links and the things; out: colours, widths, dashes. All are the scene's, so that
 * legends and the exported SVG agree.
 */
import {
  linkColour,
  nodeColours,
  paintColour,
  paintDash,
  paintWidth,
  type Colouring,
  type LinkPaint,
  type SceneLink,
  type SceneNode,
} from '@weft/scene';
import type { Look } from './look.ts';

export interface Dress {
  readonly look: Look;
  readonly by: Colouring;
  /** What links show in place of their loads. */
  readonly paint: LinkPaint | null;
}

export function nodeInk({ look, by }: Dress, node: SceneNode): { readonly ink: string; readonly fill: string } {
  const { stroke, fill } = nodeColours(look.theme, node, by);
  return { ink: stroke, fill };
}

/** The colour of a link that carries no result. */
export function linkInk({ look, paint }: Dress, link: SceneLink): string {
  const word = paint?.of.get(link.id);
  return paint === null || word === undefined ? linkColour(look.theme, link) : paintColour(look.theme, paint, word);
}

/** The pattern of dashes of a painted link, 0 for a solid line; and how much wider than plain it is. */
export function linkStroke({ paint }: Dress, link: SceneLink): { readonly dash: number; readonly widen: number } {
  const word = paint?.of.get(link.id);
  if (paint === null || word === undefined) return { dash: 0, widen: 1 };
  return { dash: paintDash(paint, word), widen: paintWidth(paint, word) };
}
