/**
 * What a text of JSON holds, counted before it is parsed: a parsed value takes up to a hundred times the bytes of its text.
 *
 * In: bytes in UTF-8, which need not be JSON. Out: counts, or a sentence about the first bound they exceed. O(bytes), no memory.
 */
export interface JsonBounds {
  /** The list whose elements are the objects of the text, but for the one that holds all; null where objects mean nothing. */
  readonly objects: { readonly name: string; readonly most: number } | null;
  readonly lists: number;
  /** Elements of lists and keys of objects together. */
  readonly values: number;
}

export interface JsonCounts {
  readonly objects: number;
  readonly lists: number;
  readonly commas: number;
  /** How many objects and lists stand in one another at the deepest place. */
  readonly depth: number;
}

/** No file that is read here stands deeper; what walks over values call by call has room for a hundred times that. */
const deepest = 100;

/** Why a text is not to be parsed; null if it may be. */
export function beyondBounds(bytes: Uint8Array, bounds?: JsonBounds): string | null {
  const { objects, lists, commas, depth } = countJson(bytes);
  if (depth > deepest) {
    return `Lists and objects stand ${depth} deep in one another; expected at most ${deepest}.`;
  }
  if (bounds === undefined) return null;
  const { name, most } = bounds.objects ?? { name: 'objects', most: bounds.lists };
  // The object that holds all is one too.
  if (objects > most + 1) return `${name}: There are ${objects - 1} ${name}; at most ${most} fit.`;
  if (lists > bounds.lists) return `The file has ${lists} lists; an instance has at most ${bounds.lists}.`;
  // So many values at least: where one comma stands, two do.
  if (commas >= bounds.values) {
    return `The file has more than ${bounds.values} values; an instance has at most that many.`;
  }
  return null;
}

/** Counts what a text of JSON opens; what stands inside strings is left out. */
export function countJson(bytes: Uint8Array): JsonCounts {
  let objects = 0;
  let lists = 0;
  let commas = 0;
  let open = 0;
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte === 0x22) inString = !inString;
    else if (inString) {
      if (byte === 0x5c) i++;
    } else if (byte === 0x2c) commas++;
    else if (byte === 0x7b || byte === 0x5b) {
      if (byte === 0x7b) objects++;
      else lists++;
      if (++open > depth) depth = open;
    } else if (byte === 0x7d || byte === 0x5d) open--;
  }
  return { objects, lists, commas, depth };
}
