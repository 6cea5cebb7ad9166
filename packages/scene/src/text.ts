/**
 * Text in SVG: escaped, clipped to the room it has, and placed by its middle.
 */
import { n } from './outline.ts';

export interface TextPlace {
  readonly x: number;
  /** The middle of the line. */
  readonly y: number;
  readonly size: number;
  readonly fill: string;
  readonly weight: number;
  readonly anchor: 'start' | 'middle';
  /** The colour of the ground, painted around the letters where lines may cross them. */
  readonly halo?: string;
}

/** Mean width of a character of a sans-serif face, as a share of its size. */
const meanCharacter = 0.56;

/** How far a capital's middle lies above the baseline, as a share of the size. */
const baselineShare = 0.35;

/** A line of text. */
export function textElement(words: string, { x, y, size, fill, weight, anchor, halo }: TextPlace): string {
  const ground =
    halo === undefined ? '' : ` stroke="${halo}" stroke-width="4" stroke-linejoin="round" paint-order="stroke"`;
  return `<text x="${n(x)}" y="${n(y + baselineShare * size)}" font-size="${size}" font-weight="${weight}" text-anchor="${anchor}" fill="${fill}"${ground}>${escaped(words)}</text>`;
}

/** The estimated width of a line. */
export function textWidth(words: string, size: number): number {
  return [...words].length * size * meanCharacter;
}

/** The size at which a line fits, down to what is still read; what does not fit then is to be clipped. */
export function fittedSize(words: string, room: number, size: number): number {
  const width = textWidth(words, size);
  return width <= room ? size : Math.max(Math.min(size, leastSize), Math.floor((size * room) / width));
}

/** Smaller text is not read at scale 1. */
const leastSize = 9;

/** As much of a line as fits, with an ellipsis when some is cut off. */
export function clipped(words: string, room: number, size: number): string {
  const characters = [...words];
  const fitting = Math.max(1, Math.floor(room / (size * meanCharacter)));
  return characters.length <= fitting ? words : `${characters.slice(0, Math.max(1, fitting - 1)).join('')}…`;
}

/** Text that is safe between tags and in attributes; what XML 1.0 has no place for is left out. */
export function escaped(words: string): string {
  return [...words]
    .filter((character) => isAllowed(character.codePointAt(0)!))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** The `Char` production of XML 1.0; lone surrogates are not in it. */
function isAllowed(code: number): boolean {
  if (code < 0x20) return code === 0x9 || code === 0xa || code === 0xd;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}
