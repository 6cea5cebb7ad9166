/**
 * What lines are coloured by instead of their load: a rail, a kind, a medium, a price. Each line takes one of a few words, and a word has a colour and a
 * pattern of dashes, so that no word rests on colour alone.
 */
import { bucketColours } from './buckets.ts';
import { categoryColour, type Theme } from './look.ts';
import type { Scene } from './scene.ts';

export interface LinkPaint {
  /** In the order of the legend. */
  readonly words: readonly string[];
  /** The word of each line by its id, as a place in `words`; a line without one keeps its plain colour. */
  readonly of: ReadonlyMap<string, number>;
  /** The words are steps of one quantity and take the ramp of the loads; else each its own colour. */
  readonly ramp: boolean;
}

/** What the scene itself knows of its lines. */
export type ScenePaint = 'rail' | 'plane' | 'fabric' | 'kind';
export const scenePaints: readonly ScenePaint[] = ['rail', 'plane', 'fabric', 'kind'];

/** A line has the rail or plane of its ends: of the one that has any, of both if they agree. */
export function scenePaintOf(scene: Pick<Scene, 'nodes' | 'links'>, by: ScenePaint): LinkPaint {
  if (by === 'fabric' || by === 'kind') return paintOf(scene.links.map((link) => [link.id, link[by]]));
  const place = new Map(scene.nodes.map((node) => [node.id, node[by]]));
  const numbers = scene.links.flatMap(({ id, source, target }): [string, number][] => {
    const a = place.get(source) ?? null;
    const z = place.get(target) ?? null;
    const own = a === null || a === z ? z : z === null ? a : null;
    return own === null ? [] : [[id, own]];
  });
  const all = [...new Set(numbers.map(([, number]) => number))].toSorted((a, b) => a - b);
  const words = numbers.map(([id, number]): [string, string] => [id, String(number)]);
  return paintOf(words, all.map(String));
}

/** Lines with their words; the words in the order given, else of the alphabet. */
export function paintOf(lines: readonly (readonly [string, string])[], order?: readonly string[]): LinkPaint {
  const used = new Set(lines.map(([, word]) => word));
  const words = order === undefined ? [...used].toSorted() : order.filter((word) => used.has(word));
  const at = new Map(words.map((word, i) => [word, i]));
  return { words, of: new Map(lines.map(([id, word]) => [id, at.get(word)!])), ramp: false };
}

/** Steps of a quantity: `step` is the place of a line's step among `words`, which all stay in the legend. */
export function rampPaint(words: readonly string[], steps: readonly (readonly [string, number])[]): LinkPaint {
  return { words, of: new Map(steps), ramp: true };
}

/** How many lines have each word. */
export function paintCounts({ words, of }: LinkPaint): readonly number[] {
  const counts = words.map(() => 0);
  for (const word of of.values()) counts[word]!++;
  return counts;
}

/** The colour of a word. Steps of a ramp keep to its quiet end when they are few. */
export function paintColour(theme: Theme, { words, ramp }: Pick<LinkPaint, 'words' | 'ramp'>, word: number): string {
  if (!ramp) return categoryColour(theme, word);
  // Without the colour of idle links and that of overload.
  const steps = bucketColours[theme].slice(1, -1);
  return steps[words.length < 2 ? 0 : Math.round((word * (steps.length - 1)) / (words.length - 1))]!;
}

/** Dashes and gaps in canvas units, none for a solid line. A ramp tells its steps by width. */
const dashes: readonly (readonly number[])[] = [
  [],
  [9, 3],
  [2, 3],
  [9, 3, 2, 3],
  [5, 5],
  [14, 4],
  [2, 6],
  [9, 3, 2, 3, 2, 3],
];

export const dashCount = dashes.length;

export function paintDash({ ramp }: Pick<LinkPaint, 'ramp'>, word: number): number {
  return ramp ? 0 : word % dashCount;
}

export const dashPattern = (dash: number): readonly number[] => dashes[dash]!;

/** How much wider than a plain line. */
export function paintWidth({ words, ramp }: Pick<LinkPaint, 'words' | 'ramp'>, word: number): number {
  return ramp && words.length > 1 ? 1 + (1.25 * word) / (words.length - 1) : 1.25;
}
