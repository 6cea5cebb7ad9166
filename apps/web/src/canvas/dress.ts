/**
 * What nodes and links are coloured by: their role, or a rail, a plane, a fabric, a kind. In: a look, a colouring and the things; out: colours.
 * The colours are the scene's, so that legends and the exported SVG agree.
 */
import { linkColour, nodeColours, type Colouring, type SceneLink, type SceneNode } from '@weft/scene';
import type { Look } from './look.ts';

export interface Dress {
  readonly look: Look;
  readonly by: Colouring;
  /** All fabrics or kinds of the scene in order, where links are coloured by them. */
  readonly words: readonly string[];
}

export function nodeInk({ look, by }: Dress, node: SceneNode): { readonly ink: string; readonly fill: string } {
  const { stroke, fill } = nodeColours(look.theme, node, by);
  return { ink: stroke, fill };
}

/** The colour of a link that carries no result. */
export function linkInk({ look, by, words }: Dress, link: SceneLink): string {
  return linkColour(look.theme, link, by, words);
}

/** The words a colouring gives colours to, in the order in which they take them. */
export function wordsOf(by: Colouring, links: Iterable<SceneLink>): string[] {
  if (by !== 'fabric' && by !== 'kind') return [];
  return [...new Set(Array.from(links, (link) => link[by]))].toSorted();
}
