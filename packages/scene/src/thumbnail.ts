/**
 * Scenes as a small picture without words: what stands for a study in a list.
 *
 * In: one scene or several, which stand beside each other, and a theme. Out: one SVG of a fixed size; a few kilobytes, since links of one look are
 * one path. Same scenes, same bytes. Cost: O(nodes + links).
 */
import {
  backdropLook,
  bundleWidth,
  nodeColours,
  nodeShape,
  roleColours,
  stackLook,
  surfaces,
  type Theme,
} from './look.ts';
import { controlPoint } from './bends.ts';
import { outlinePath } from './outline.ts';
import type { Scene, SceneNode } from './scene.ts';

/** Pixels. */
export const thumbnailSize = { width: 320, height: 140 } as const;
const margin = 8;
const gap = 14;
/** Smaller things are drawn this large, and as plain dots. */
const least = { side: 2.2, outlined: 7 } as const;
/** Lines of links: a few are drawn strong, a crowd of them thin and light enough that its pattern is seen. */
const strongest = 120;

interface Place {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export function thumbnailOf(scenes: readonly Scene[], theme: Theme): string {
  const { width, height } = thumbnailSize;
  const room = { width: (width - 2 * margin - gap * (scenes.length - 1)) / scenes.length, height: height - 2 * margin };
  const parts = scenes.map(({ bounds, ...scene }, i) => {
    const zoom = Math.min(room.width / bounds.width, room.height / bounds.height, 1);
    const middle = { x: margin + i * (room.width + gap) + room.width / 2, y: height / 2 };
    const place = {
      x: middle.x - zoom * (bounds.x + bounds.width / 2),
      y: middle.y - zoom * (bounds.y + bounds.height / 2),
      zoom,
    };
    return drawn({ bounds, ...scene }, place, theme);
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function drawn(scene: Scene, place: Place, theme: Theme): string {
  return [...backdrops(scene, place, theme), ...links(scene, place, theme), ...nodes(scene, place, theme)].join('\n');
}

function backdrops({ backdrops: groups }: Scene, { x, y, zoom }: Place, theme: Theme): string[] {
  const { backdrop, backdropStroke } = surfaces[theme];
  return groups.map((group) => {
    const box = {
      x: x + zoom * group.x,
      y: y + zoom * group.y,
      width: zoom * group.width,
      height: zoom * group.height,
    };
    const look = `fill="${backdrop[group.depth % 2]!}" stroke="${backdropStroke}"`;
    if (group.outline === 'wafer') {
      const disc = outlinePath('ellipse', box.x + box.width / 2, box.y + box.height / 2, box.width, box.height);
      return `<path d="${disc}" ${look}/>`;
    }
    const corner = Math.min(3, zoom * backdropLook.radius);
    return `<rect x="${t(box.x)}" y="${t(box.y)}" width="${t(box.width)}" height="${t(box.height)}" rx="${t(corner)}" ${look}/>`;
  });
}

/** One path for each width. */
function links({ nodes: ends, links: all }: Scene, { x, y, zoom }: Place, theme: Theme): string[] {
  const byId = new Map(ends.map((node) => [node.id, node]));
  const at = (point: { readonly x: number; readonly y: number }): string =>
    `${t(x + zoom * point.x)} ${t(y + zoom * point.y)}`;
  const thin = Math.min(1, Math.sqrt(strongest / Math.max(1, all.length)));
  const paths = new Map<string, string[]>();
  for (const link of all) {
    const width = t(Math.max(0.2, 0.5 * bundleWidth(link.count) * thin));
    const lines = paths.get(width);
    const [source, target] = [byId.get(link.source)!, byId.get(link.target)!];
    const way = link.bend === undefined ? 'L' : `Q${at(controlPoint(source, target, link.bend))} `;
    const line = `M${at(source)}${way}${at(target)}`;
    if (lines) lines.push(line);
    else paths.set(width, [line]);
  }
  const opacity = String(Math.round(100 * Math.max(0.12, thin)) / 100);
  return [...paths].map(
    ([width, lines]) =>
      `<path d="${lines.join('')}" fill="none" stroke="${surfaces[theme].link}" stroke-width="${width}" stroke-opacity="${opacity}"/>`,
  );
}

/** One path for each look, stacks with their second card. */
function nodes({ nodes: all }: Scene, place: Place, theme: Theme): string[] {
  const paths = new Map<string, string[]>();
  const add = (look: string, path: string): void => {
    const known = paths.get(look);
    if (known) known.push(path);
    else paths.set(look, [path]);
  };
  for (const node of all) {
    const box = boxOf(node, place);
    const { outline } = nodeShape(node);
    const isDot = Math.min(box.width, box.height) < least.outlined;
    const { fill, stroke } = nodeColours(theme, node);
    const look = isDot ? `fill="${roleColours[theme][node.role]}"` : `fill="${fill}" stroke="${stroke}"`;
    if (node.kind === 'stack' && node.count > 1 && !isDot) {
      const shift = Math.max(1.5, place.zoom * stackLook.cardOffset);
      add(look, rounded(outlinePath(outline, box.x + shift, box.y - shift, box.width, box.height)));
    }
    add(look, rounded(outlinePath(outline, box.x, box.y, box.width, box.height)));
  }
  return [...paths].map(([look, path]) => `<path d="${path.join('')}" ${look}/>`);
}

function boxOf(node: SceneNode, { x, y, zoom }: Place): { x: number; y: number; width: number; height: number } {
  return {
    x: x + zoom * node.x,
    y: y + zoom * node.y,
    width: Math.max(least.side, zoom * node.width),
    height: Math.max(least.side, zoom * node.height),
  };
}

/** A tenth of a pixel is not seen. */
function t(value: number): string {
  return String(Math.round(value * 10) / 10);
}

function rounded(path: string): string {
  return path.replaceAll(/-?\d+\.\d+/g, (number) => t(Number(number)));
}
