/**
 * A scene as an SVG picture: real text, the same shapes and colours as the canvas, an optional legend.
 *
 * In: a scene, its loads or null, options. Out: one SVG document as a string; what people typed is escaped. It needs no fonts, scripts or files and
 * no browser. Cost: O(nodes + links).
 */
import { say } from '@weft/units';
import { controlPoint } from './bends.ts';
import { bucketColours, bucketOf, bucketWidths, haloWidth, overloadBucket } from './buckets.ts';
import { iconGrid, iconLeft, iconSide, iconStroke, iconStrokes } from './icons.ts';
import { placeLabels } from './labels.ts';
import { legendOf } from './legend.ts';
import {
  backdropLook,
  bundleWidth,
  font,
  linkColour,
  linkLabelSize,
  linkLook,
  nodeColours,
  nodeShape,
  nodeStroke,
  stackLook,
  surfaces,
  linkOpacity,
  thinnedFor,
  type Colouring,
  type Theme,
} from './look.ts';
import { bodyPath, n, outlinePath } from './outline.ts';
import { dashPattern, paintColour, paintDash, paintWidth, type LinkPaint } from './paint.ts';
import { grouped } from './roles.ts';
import type { Scene, SceneBackdrop, SceneLink, SceneLoads, SceneNode } from './scene.ts';
import { clipped, escaped, textElement, textWidth } from './text.ts';
import { overlap, type Rectangle } from './layout/tile.ts';

export interface SvgOptions {
  readonly theme: Theme;
  /** The canvas colour of the theme, or nothing. */
  readonly background: 'theme' | 'transparent';
  readonly legend: boolean;
  /** Pixels per canvas unit. */
  readonly scale: number;
  /** Printed above the picture and told to screen readers; '' for none. */
  readonly title: string;
  /** Kept in the file's metadata, so that a picture can be opened again as the design it shows; '' for none. */
  readonly metadata: string;
  /** What colours stand for where no load is shown. */
  readonly colouring: Colouring;
  /** What links show in place of their loads, and what that is called; null for loads. */
  readonly paint: (LinkPaint & { readonly title: string }) | null;
}

export const defaultSvgOptions: SvgOptions = {
  theme: 'light',
  background: 'theme',
  legend: true,
  scale: 1,
  title: '',
  metadata: '',
  colouring: 'role',
  paint: null,
};

/** Room around the picture. */
const margin = 32;
const titleSize = 18;
/** The tag with the name of an open group. */
const tag = { height: 21, inset: 8, text: 11.5 } as const;
/** What is overloaded is told by its dashes too. */
const overloadDash = [7, 3] as const;
/** With more bundles than this their counts would cover each other. */
const countLabelLimit = 80;

/** The picture of a scene. */
export function sceneToSvg(scene: Scene, loads: SceneLoads | null, options: Partial<SvgOptions> = {}): string {
  const chosen = { ...defaultSvgOptions, ...options };
  const { theme, title, metadata, scale } = chosen;
  const surface = surfaces[theme];
  const heading = title === '' ? 0 : titleSize + margin / 2;
  const left = scene.bounds.x - margin;
  const top = scene.bounds.y - margin - heading;
  const legend = chosen.legend ? legendOf(scene, loads, chosen, Math.max(scene.bounds.width, 560)) : null;
  const width = Math.max(scene.bounds.width, legend?.width ?? 0) + 2 * margin;
  const height = scene.bounds.height + heading + 2 * margin + (legend ? legend.height + margin : 0);

  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" role="img" width="${n(width * scale)}" height="${n(height * scale)}" viewBox="${n(left)} ${n(top)} ${n(width)} ${n(height)}" font-family="${escaped(font)}">`,
    title === '' ? '' : `<title>${escaped(title)}</title>`,
    metadata === '' ? '' : `<metadata>${escaped(metadata)}</metadata>`,
    chosen.background === 'theme'
      ? `<rect x="${n(left)}" y="${n(top)}" width="${n(width)}" height="${n(height)}" fill="${surface.canvas}"/>`
      : '',
    title === ''
      ? ''
      : textElement(title, {
          x: scene.bounds.x,
          y: top + margin + titleSize / 2,
          size: titleSize,
          fill: surface.ink,
          weight: 600,
          anchor: 'start',
        }),
    group(
      'backdrops',
      scene.backdrops.map((backdrop) => backdropElement(backdrop, theme)),
    ),
    group('links', linkElements(scene, loads, chosen)),
    group(
      'groups',
      scene.backdrops.map((backdrop) => backdropTitle(backdrop, theme)),
    ),
    group(
      'nodes',
      scene.nodes.map((node) => nodeElement(node, theme, chosen.colouring, null)),
    ),
    group('names', labelElements(scene, chosen)),
    group('counts', countLabels(scene, theme)),
    legend
      ? `<g transform="translate(${n(scene.bounds.x)} ${n(scene.bounds.y + scene.bounds.height + margin)})">${legend.svg}</g>`
      : '',
    '</svg>',
  ];
  return parts.filter((part) => part !== '').join('\n');
}

function group(name: string, parts: readonly string[]): string {
  return parts.length === 0 ? '' : `<g id="${name}">${parts.join('\n')}</g>`;
}

function backdropElement({ x, y, width, height, depth, outline }: SceneBackdrop, theme: Theme): string {
  const { backdrop, backdropStroke } = surfaces[theme];
  const { radius, stroke } = backdropLook;
  if (outline === 'wafer') {
    const disc = outlinePath('ellipse', x + width / 2, y + height / 2, width, height);
    return `<path d="${disc}" fill="${backdrop[depth % 2]!}" stroke="${backdropStroke}" stroke-width="${2 * stroke}"/>`;
  }
  return `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}" rx="${radius}" fill="${backdrop[depth % 2]!}" stroke="${backdropStroke}" stroke-width="${stroke}"/>`;
}

/** The name of an open group on a tag, above the links that cross it. */
function backdropTitle({ label, x, y, width }: SceneBackdrop, theme: Theme): string {
  const { padding, header } = backdropLook;
  const { canvas, ink, backdropStroke } = surfaces[theme];
  const words = clipped(label, width - 2 * padding - 2 * tag.inset, tag.text);
  const box = { x: x + padding, y: y + (header - tag.height) / 2, width: textWidth(words, tag.text) + 2 * tag.inset };
  const place = `x="${n(box.x)}" y="${n(box.y)}" width="${n(box.width)}" height="${tag.height}" rx="6"`;
  const text = {
    x: box.x + tag.inset,
    y: y + header / 2,
    size: tag.text,
    fill: ink,
    weight: 600,
    anchor: 'start',
  } as const;
  return `<rect ${place} fill="${canvas}" stroke="${backdropStroke}"/>${textElement(words, text)}`;
}

/** How the links and bodies of a scene look within a picture whose marks are drawn by others. */
export interface BodyOptions extends Pick<SvgOptions, 'theme' | 'colouring' | 'paint'> {
  /** Ids that step back while something is lit, that are filtered out, and that are lit. */
  readonly dim: ReadonlySet<string>;
  readonly faint: ReadonlySet<string>;
  readonly lit: ReadonlySet<string>;
}

/** Links and bodies without names, tags and crosses, in canvas units. */
export function bodiesToSvg(scene: Scene, loads: SceneLoads | null, options: BodyOptions): string {
  const { theme, colouring, dim } = options;
  return [
    group('links', linkElements(scene, loads, options)),
    group(
      'nodes',
      scene.nodes.map((node) => nodeElement(node, theme, colouring, dim)),
    ),
  ].join('\n');
}

/** Quiet links first, so that busy ones lie on top. Where others draw the marks, `aside` is what steps back, and there are no crosses. */
function linkElements(
  scene: Scene,
  solved: SceneLoads | null,
  { theme, colouring, paint, ...aside }: Pick<SvgOptions, 'theme' | 'colouring' | 'paint'> | BodyOptions,
): string[] {
  const marks = 'dim' in aside ? null : theme;
  const back = (id: string): string => {
    if (!('dim' in aside)) return '';
    if (aside.faint.has(id)) return ' opacity="0.08"';
    return aside.dim.has(id) ? ' opacity="0.12"' : '';
  };
  const isLit = (id: string): boolean => 'dim' in aside && aside.lit.has(id);
  const loads = paint === null ? solved : null;
  const ends = new Map(scene.nodes.map((node) => [node.id, node]));
  const thinned = thinnedFor(scene.links.length);
  const words = [...new Set(scene.links.map((link) => (colouring === 'kind' ? link.kind : link.fabric)))].toSorted();
  return scene.links
    .map((link, i) => ({ link, bucket: loads ? bucketOf(loads.worst[i]!) : -1 }))
    .toSorted((p, q) => Number(isLit(p.link.id)) - Number(isLit(q.link.id)) || p.bucket - q.bucket)
    .map(({ link, bucket }) => {
      const source = ends.get(link.source)!;
      const target = ends.get(link.target)!;
      const shape = linkShape(link, source, target);
      const word = paint?.of.get(link.id);
      const painted =
        paint === null || word === undefined
          ? null
          : { colour: paintColour(theme, paint, word), widen: paintWidth(paint, word), dash: paintDash(paint, word) };
      const plain = painted?.colour ?? linkColour(theme, link, paint === null ? colouring : 'role', words);
      const colour = bucket < 0 ? plain : bucketColours[theme][bucket]!;
      const pattern = bucket === overloadBucket ? overloadDash : dashPattern(painted?.dash ?? 0);
      const dash = pattern.length === 0 ? '' : ` stroke-dasharray="${pattern.join(' ')}"`;
      // As on the canvas, where what is overloaded, and what has no result, keeps its width.
      const width =
        bucket < 0
          ? bundleWidth(link.count) * (painted?.widen ?? 1)
          : bucketWidths[bucket]! * (bucket === overloadBucket ? 1 : thinned.width);
      const cross = link.failed > 0 && marks ? crossElement(middleOf(link, source, target), marks) : '';
      const away = back(link.id);
      if (link.failed === link.count) return `${failedLink(shape, width, theme, away)}${cross}`;
      const opacity = isLit(link.id) ? 1 : linkOpacity(bucket, thinned);
      const seen = opacity < 1 ? ` stroke-opacity="${n(opacity)}"` : '';
      const halo =
        bucket === overloadBucket && away === ''
          ? `<${shape} stroke="${colour}" stroke-opacity="0.28" stroke-width="${n(width + 2 * haloWidth)}"/>`
          : '';
      return `${halo}<${shape} stroke="${colour}" stroke-width="${n(width)}"${seen}${dash}${away}><title>${escaped(linkTitle(link, source, target))}</title></${tagOf(link)}>${cross}`;
    });
}

function linkTitle(link: SceneLink, source: SceneNode, target: SceneNode): string {
  const links = link.count === 1 ? say`1 link` : say`${grouped(link.count)} links`;
  return say`${source.label} – ${target.label}: ${links}, ${grouped(Math.round(link.capacity_Gbps))} Gb/s each way`;
}

/** A link's element without its look: a line, or a path where it bends. */
function linkShape(link: SceneLink, a: SceneNode, b: SceneNode): string {
  if (link.bend === undefined) return `line x1="${n(a.x)}" y1="${n(a.y)}" x2="${n(b.x)}" y2="${n(b.y)}"`;
  const by = controlPoint(a, b, link.bend);
  return `path d="M${n(a.x)} ${n(a.y)}Q${n(by.x)} ${n(by.y)} ${n(b.x)} ${n(b.y)}" fill="none"`;
}

function tagOf({ bend }: SceneLink): string {
  return bend === undefined ? 'line' : 'path';
}

function failedLink(shape: string, width: number, theme: Theme, away: string): string {
  const dash = linkLook.failedDash.join(' ');
  return `<${shape} stroke="${surfaces[theme].failed}" stroke-width="${n(width)}" stroke-opacity="0.9" stroke-dasharray="${dash}"${away}/>`;
}

function crossElement({ x, y }: { x: number; y: number }, theme: Theme): string {
  const arm = 5;
  return `<path d="M${n(x - arm)} ${n(y - arm)}L${n(x + arm)} ${n(y + arm)}M${n(x + arm)} ${n(y - arm)}L${n(x - arm)} ${n(y + arm)}" stroke="${surfaces[theme].failed}" stroke-width="2"/>`;
}

function middleOf({ bend = 0 }: SceneLink, a: SceneNode, b: SceneNode): { x: number; y: number } {
  return controlPoint(a, b, bend / 2);
}

/** Where others draw the marks, `dim` is what steps back (bodies stay solid, or the links behind them would show), and there is no cross. */
function nodeElement(node: SceneNode, theme: Theme, colouring: Colouring, dim: ReadonlySet<string> | null): string {
  const { outline } = nodeShape(node);
  const { stroke, fill } = nodeColours(theme, node, colouring);
  const { x, y, width, height } = node;
  const isFailed = node.failed === node.count;
  const isDim = dim?.has(node.id) ?? false;
  const edge = isFailed
    ? `stroke="${surfaces[theme].failed}" stroke-dasharray="${linkLook.failedDash.join(' ')}"`
    : `stroke="${stroke}"`;
  const { cardOffset } = stackLook;
  const card =
    node.kind === 'stack' && node.count > 1
      ? `<path d="${bodyPath(outline, x + cardOffset, y - cardOffset, width, height)}" fill="${fill}" stroke="${stroke}" stroke-width="${nodeStroke}" opacity="${isDim ? 0.15 : stackLook.cardOpacity}"/>`
      : '';
  const face = `<path d="${bodyPath(outline, x, y, width, height)}" fill="${fill}" ${edge} stroke-width="${nodeStroke}"${isDim ? ' stroke-opacity="0.28"' : ''}/>`;
  const cross = isFailed && dim === null ? crossElement({ x: x + width / 2, y: y - height / 2 }, theme) : '';
  const told = `<title>${escaped([node.label, node.caption].filter((words) => words !== '').join(', '))}</title>`;
  return `<g>${told}${card}${face}${iconElement(node, stroke, isDim ? 0.25 : isFailed ? 0.45 : 1)}${cross}</g>`;
}

function iconElement({ role, x, y, width, height }: SceneNode, colour: string, opacity: number): string {
  const side = iconSide(width, height);
  const place = `translate(${n(x - width / 2 + iconLeft(width, height))} ${n(y - side / 2)}) scale(${n(side / iconGrid)})`;
  const pen = `stroke-width="${iconStroke}" stroke-linecap="round" stroke-linejoin="round"`;
  const seen = opacity === 1 ? '' : ` opacity="${opacity}"`;
  return `<g transform="${place}" fill="none" stroke="${colour}" ${pen}${seen}>${iconStrokes[role]}</g>`;
}

/** Names where the canvas has them at its natural size; a stack or a server of which something has failed says how much. */
function labelElements(scene: Scene, { theme, colouring }: SvgOptions): string[] {
  const nodes = scene.nodes.map((node) =>
    node.failed > 0 && node.failed < node.count ? { ...node, caption: say`${grouped(node.failed)} failed` } : node,
  );
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const { backdrop, canvas } = surfaces[theme];
  const grounds = new Map(scene.backdrops.map(({ id, depth }) => [id, backdrop[depth % backdrop.length]!]));
  return placeLabels(nodes, 1, (words) => textWidth(words, 1)).map(({ id, text, x, y, size_px, place, strong }) => {
    const colours = nodeColours(theme, byId.get(id)!, colouring);
    return textElement(text, {
      x,
      y,
      size: size_px,
      fill: strong ? colours.text : colours.quietText,
      weight: strong ? 600 : 450,
      anchor: place === 'inside' ? 'start' : 'middle',
      ...(place === 'below' ? { halo: grounds.get(byId.get(id)!.group) ?? canvas } : {}),
    });
  });
}

/** `× 8` on bundles, on a patch of the canvas so that the line does not cross the figure; left out where it would cover something. */
function countLabels(scene: Scene, theme: Theme): string[] {
  const bundles = scene.links.filter((link) => link.count > 1);
  if (bundles.length > countLabelLimit) return [];
  const ends = new Map(scene.nodes.map((node) => [node.id, node]));
  const { canvas, quietInk } = surfaces[theme];
  const taken: Rectangle[] = scene.nodes.map(({ x, y, width, height }) => ({
    x: x - width / 2,
    y: y - height / 2,
    width,
    height,
  }));
  return bundles.flatMap((link) => {
    const { x, y } = middleOf(link, ends.get(link.source)!, ends.get(link.target)!);
    const words = `× ${grouped(link.count)}`;
    const width = textWidth(words, linkLabelSize) + 8;
    const patch = { x: x - width / 2, y: y - 8, width, height: 16 };
    if (taken.some((other) => overlap(patch, other))) return [];
    taken.push(patch);
    const place = `x="${n(patch.x)}" y="${n(patch.y)}" width="${n(width)}" height="16" rx="8"`;
    const text = textElement(words, { x, y, size: linkLabelSize, fill: quietInk, weight: 500, anchor: 'middle' });
    return [`<rect ${place} fill="${canvas}" fill-opacity="0.9"/>${text}`];
  });
}
