/**
 * The legend under an exported picture: what roles look like, and what link colours and widths mean, with how many links each bucket has.
 *
 * Out: SVG with its origin in the upper left corner, and its size. It wraps to the width it is given.
 */
import { say } from '@weft/units';
import {
  bucketColours,
  bucketCount,
  bucketLabel,
  bucketOf,
  bucketWidths,
  haloWidth,
  overloadBucket,
} from './buckets.ts';
import {
  categoryColour,
  linkColour,
  nodeColours,
  nodeStroke,
  roleLooks,
  surfaces,
  type Colouring,
  type Theme,
} from './look.ts';
import { n, outlinePath } from './outline.ts';
import { dashPattern, paintColour, paintCounts, paintDash, paintWidth, type LinkPaint } from './paint.ts';
import { drawnRoles, grouped, roleWord } from './roles.ts';
import type { DrawnRole, Scene, SceneLoads } from './scene.ts';
import { textElement, textWidth } from './text.ts';

export interface Legend {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

interface Entry {
  /** Drawn in a box of `swatch` by `lineHeight`. */
  readonly mark: (x: number, y: number) => string;
  readonly words: string;
}

interface Look {
  readonly theme: Theme;
  readonly colouring: Colouring;
  readonly paint: (LinkPaint & { readonly title: string }) | null;
}

const swatch = 34;
const lineHeight = 26;
const size = 12;
const gap = 22;

/** How many scene links fall into each bucket, by the busiest member; links nothing was solved for are in none. */
export function bucketCounts({ worst }: SceneLoads): number[] {
  const counts = Array.from({ length: bucketCount }, () => 0);
  for (const load of worst) {
    const bucket = bucketOf(load);
    if (bucket >= 0) counts[bucket]!++;
  }
  return counts;
}

export function legendOf(scene: Scene, loads: SceneLoads | null, look: Look, room: number): Legend {
  const blocks = [
    { title: 'Devices', entries: roleEntries(scene, look) },
    look.paint !== null
      ? { title: look.paint.title, entries: paintEntries(look.paint, look.theme) }
      : loads
        ? { title: say`Busiest link and direction, load over rate`, entries: loadEntries(loads, look.theme) }
        : { title: 'Links', entries: linkEntries(scene, look) },
  ].filter((block) => block.entries.length > 0);
  const { quietInk, ink } = surfaces[look.theme];
  const parts: string[] = [];
  let y = 0;
  let width = 0;
  for (const { title, entries } of blocks) {
    parts.push(textElement(title, { x: 0, y: y + size / 2, size, fill: quietInk, weight: 600, anchor: 'start' }));
    y += lineHeight;
    let x = 0;
    for (const { mark, words } of entries) {
      const entryWidth = swatch + 8 + textWidth(words, size) + gap;
      if (x > 0 && x + entryWidth > room) {
        x = 0;
        y += lineHeight;
      }
      parts.push(mark(x + swatch / 2, y + lineHeight / 2 - 6));
      parts.push(
        textElement(words, {
          x: x + swatch + 8,
          y: y + lineHeight / 2 - 6,
          size,
          fill: ink,
          weight: 400,
          anchor: 'start',
        }),
      );
      x += entryWidth;
      width = Math.max(width, x);
    }
    y += lineHeight + 12;
  }
  return { svg: parts.join('\n'), width, height: Math.max(0, y - 12) };
}

function roleEntries(scene: Scene, { theme, colouring }: Look): Entry[] {
  const present = new Set(scene.nodes.map((node) => node.role));
  const roles: Entry[] = drawnRoles
    .filter((role) => present.has(role))
    .map((role) => ({ words: roleWord(role), mark: (x, y) => roleMark(role, theme, x, y) }));
  if (colouring !== 'rail' && colouring !== 'plane') return roles;
  const places = [...new Set(scene.nodes.map((node) => node[colouring]).filter((place) => place !== null))];
  const rails: Entry[] = places
    .toSorted((a, b) => a - b)
    .map((place) => ({ words: `${colouring} ${place}`, mark: (x, y) => dot(categoryColour(theme, place), x, y) }));
  return [...roles, ...rails];
}

function roleMark(role: DrawnRole, theme: Theme, x: number, y: number): string {
  const { outline, width, height } = roleLooks[role];
  const { stroke, fill } = nodeColours(theme, { kind: 'node', role, rail: null, plane: null });
  const shrink = Math.min(30 / width, 18 / height);
  return `<path d="${outlinePath(outline, x, y, width * shrink, height * shrink)}" fill="${fill}" stroke="${stroke}" stroke-width="${nodeStroke}"/>`;
}

function loadEntries(loads: SceneLoads, theme: Theme): Entry[] {
  return bucketCounts(loads).map((count, bucket) => ({
    words: `${bucketLabel(bucket)} (${grouped(count)})`,
    mark: (x, y) => {
      const colour = bucketColours[theme][bucket]!;
      const halo =
        bucket === overloadBucket
          ? line(colour, bucketWidths[bucket]! + 2 * haloWidth, x, y, ' stroke-opacity="0.3"')
          : '';
      return halo + line(colour, bucketWidths[bucket]!, x, y);
    },
  }));
}

function paintEntries(paint: LinkPaint, theme: Theme): Entry[] {
  const counts = paintCounts(paint);
  return paint.words.map((words, word) => ({
    words: `${words} (${grouped(counts[word]!)})`,
    mark: (x, y) => {
      const dash = dashPattern(paintDash(paint, word)).join(' ');
      const dashed = dash === '' ? '' : ` stroke-dasharray="${dash}"`;
      return line(paintColour(theme, paint, word), 1.6 * paintWidth(paint, word), x, y, dashed);
    },
  }));
}

function linkEntries(scene: Scene, { theme, colouring }: Look): Entry[] {
  const field = colouring === 'kind' ? 'kind' : 'fabric';
  const words = [...new Set(scene.links.map((link) => link[field]))].toSorted();
  if (colouring !== 'kind' && colouring !== 'fabric') {
    return words.length === 0
      ? []
      : [{ words: say`link; wider for more in parallel`, mark: (x, y) => line(surfaces[theme].link, 1.5, x, y) }];
  }
  return words.map((word) => ({
    words: word,
    mark: (x, y) => line(linkColour(theme, { fabric: word, kind: word }, colouring, words), 2, x, y),
  }));
}

function line(colour: string, width: number, x: number, y: number, more = ''): string {
  return `<line x1="${n(x - swatch / 2)}" y1="${n(y)}" x2="${n(x + swatch / 2)}" y2="${n(y)}" stroke="${colour}" stroke-width="${n(width)}"${more}/>`;
}

function dot(colour: string, x: number, y: number): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="6" fill="${colour}"/>`;
}
