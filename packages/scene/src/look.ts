/**
 * How things look: one table for the canvas, the exported picture and the legend, for a light and a dark theme.
 *
 * Calm neutral surfaces, one accent for what the person does (selection, focus), and a colour, a shape and a letter for each role, so that a role
 * never rests on colour alone. Marks keep 3 : 1 and text 4.5 : 1 on every surface (tested). Sizes are canvas units.
 */
import { mixed } from './contrast.ts';
import type { DrawnRole, SceneLink, SceneNode, SceneNodeKind } from './scene.ts';

export const themes = ['light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** Surfaces, ink and the accent of a theme. */
export interface Surfaces {
  /** The canvas itself. */
  readonly canvas: string;
  /** Backdrops of open groups by depth, taken in turn. */
  readonly backdrop: readonly [string, string];
  readonly backdropStroke: string;
  readonly grid: string;
  /** The face of nodes before the role tints it. */
  readonly paper: string;
  readonly ink: string;
  readonly quietInk: string;
  /** Selection, focus, a link being drawn: the one loud colour. */
  readonly accent: string;
  /** Links when nothing is solved. */
  readonly link: string;
  readonly failed: string;
  readonly warning: string;
}

export const surfaces: Readonly<Record<Theme, Surfaces>> = {
  light: {
    canvas: '#f6f6f8',
    backdrop: ['#ffffff', '#f2f2f5'],
    backdropStroke: '#d3d4dc',
    grid: '#d3d4dc',
    paper: '#ffffff',
    ink: '#1b1c21',
    quietInk: '#585a66',
    accent: '#4f46d0',
    link: '#7f8594',
    failed: '#6f717c',
    warning: '#8a5500',
  },
  dark: {
    canvas: '#111214',
    backdrop: ['#18191d', '#1f2126'],
    backdropStroke: '#383a42',
    grid: '#2b2d33',
    paper: '#1e2024',
    ink: '#ecedf0',
    quietInk: '#a6a9b3',
    accent: '#a5a2ff',
    link: '#7a808d',
    failed: '#8f929d',
    warning: '#f3b54a',
  },
};

/** Outline shapes; each is drawn by Cytoscape under the same name, and by `outline` in the exported picture. */
export type Outline =
  'round-rectangle' | 'rectangle' | 'cut-rectangle' | 'hexagon' | 'octagon' | 'ellipse' | 'rhomboid' | 'barrel';

/** What a role looks like in any theme. */
export interface RoleLook {
  readonly outline: Outline;
  /** The letter that stands for it where a label has no room. */
  readonly letter: string;
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
}

export const roleLooks: Readonly<Record<DrawnRole, RoleLook>> = {
  core: { outline: 'octagon', letter: 'C', width: 60, height: 34, fontSize: 11 },
  spine: { outline: 'hexagon', letter: 'S', width: 64, height: 32, fontSize: 11 },
  leaf: { outline: 'cut-rectangle', letter: 'L', width: 56, height: 32, fontSize: 11 },
  router: { outline: 'ellipse', letter: 'R', width: 60, height: 36, fontSize: 11 },
  nic: { outline: 'rectangle', letter: 'N', width: 36, height: 20, fontSize: 9 },
  server: { outline: 'round-rectangle', letter: 'H', width: 72, height: 44, fontSize: 11 },
  service: { outline: 'barrel', letter: 'V', width: 72, height: 44, fontSize: 11 },
  accelerator: { outline: 'rectangle', letter: 'A', width: 32, height: 32, fontSize: 9 },
  scaleUp: { outline: 'rhomboid', letter: 'U', width: 76, height: 30, fontSize: 10 },
};

/** A stack is wide enough for `12 500 accelerators` and has a second card behind it; `narrow` is what it is among very many. */
export const stackLook = {
  outline: 'round-rectangle',
  width: 144,
  height: 56,
  fontSize: 13,
  cardOffset: 4,
  /** The card behind is a shadow of the front one. */
  cardOpacity: 0.45,
  narrow: { width: 72, height: 44 },
} as const;

export const captionSize = 10;
export const linkLabelSize = 10;
export const cornerRadius = 6;
export const nodeStroke = 1.5;
export const font = "'Inter', 'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

/** The outline of open groups: room around the content and for the title above it. */
export const backdropLook = { padding: 24, header: 34, radius: 12, stroke: 1, fontSize: 13, emptySize: 80 } as const;

/** Links whose ends are both drawn, before any load is known; bundles grow with the logarithm of their count. */
export const linkLook = { width: 1.2, widest: 4, failedDash: [6, 4] as const } as const;

/** The outline, size and type size of a scene node. A stack of one is that one. */
export function nodeShape(node: {
  readonly kind: SceneNodeKind;
  readonly role: DrawnRole;
  readonly count: number;
}): Pick<RoleLook, 'outline' | 'width' | 'height' | 'fontSize'> {
  return node.kind === 'stack' && node.count > 1 ? stackLook : roleLooks[node.role];
}

/** The width of a link that carries no load figure: a bundle of 10 is visibly wider than one, a bundle of 1,000 not absurdly so. */
export function bundleWidth(count: number): number {
  return Math.min(linkLook.widest, linkLook.width * (1 + 0.45 * Math.log10(Math.max(1, count))));
}

/** Outline colours by role. */
export const roleColours: Readonly<Record<Theme, Readonly<Record<DrawnRole, string>>>> = {
  light: {
    core: '#562956',
    spine: '#3152b1',
    leaf: '#2b8a8d',
    router: '#8b680e',
    nic: '#4e5459',
    server: '#6f6eaa',
    service: '#9c5ce0',
    accelerator: '#1d3e04',
    scaleUp: '#7d471c',
  },
  dark: {
    core: '#f59bea',
    spine: '#678ce9',
    leaf: '#9dedfb',
    router: '#eddd89',
    nic: '#939fa5',
    server: '#727a9b',
    service: '#a445b8',
    accelerator: '#71cb91',
    scaleUp: '#ce7f47',
  },
};

/** What lines are coloured by: `role` is their load, with nodes by role; the others have words of their own (`paint.ts`). */
export const colourings = [
  'role',
  'kind',
  'medium',
  'protocol',
  'rail',
  'plane',
  'fabric',
  'job',
  'impact',
  'cost',
] as const;
export type Colouring = (typeof colourings)[number];

/** Colours for things without a natural colour (rails, planes, fabrics, kinds); the ninth takes the first again. */
export const categoryColours: Readonly<Record<Theme, readonly string[]>> = {
  light: ['#3152b1', '#c35662', '#2b8a8d', '#8b680e', '#562956', '#1d3e04', '#6f6eaa', '#7d471c'],
  dark: ['#678ce9', '#eddd89', '#71cb91', '#f59bea', '#ce7f47', '#9dedfb', '#a6675f', '#727a9b'],
};

/** A colour for a number (a rail, a plane) or a word (a fabric, a kind); a word takes its place among `all`. */
export function categoryColour(theme: Theme, item: number | string, all: readonly string[] = []): string {
  const colours = categoryColours[theme];
  const place = typeof item === 'number' ? item : Math.max(0, all.indexOf(item));
  return colours[place % colours.length]!;
}

/** Outline, face and text colours of a node. */
export function nodeColours(
  theme: Theme,
  node: Pick<SceneNode, 'kind' | 'role' | 'rail' | 'plane'>,
  by: Colouring = 'role',
): { readonly stroke: string; readonly fill: string; readonly text: string; readonly quietText: string } {
  const place = by === 'rail' ? node.rail : by === 'plane' ? node.plane : null;
  const stroke = place === null ? roleColours[theme][node.role] : categoryColour(theme, place);
  const { paper, ink, quietInk } = surfaces[theme];
  return { stroke, fill: mixed(paper, stroke, 0.12), text: ink, quietText: quietInk };
}

/** The colour of a link without a load, by fabric or kind; otherwise the neutral one. */
export function linkColour(
  theme: Theme,
  link: Pick<SceneLink, 'fabric' | 'kind'>,
  by: Colouring = 'role',
  all: readonly string[] = [],
): string {
  if (by === 'fabric' || by === 'kind') return categoryColour(theme, link[by], all);
  return surfaces[theme].link;
}

/** How each of many links steps back, so that together they are a cloud to see through and not a wall. */
export interface Thinned {
  readonly opacity: number;
  /** Share of the width that one alone would have. */
  readonly width: number;
  /** How much further quiet links step back than busy ones: the power of their share of opacity. */
  readonly contrast: number;
}

const few: Thinned = { opacity: 1, width: 1, contrast: 1 };
const some: Thinned = { opacity: 0.6, width: 0.6, contrast: 1 };
const many: Thinned = { opacity: 0.5, width: 0.5, contrast: 2 };
const masses: Thinned = { opacity: 0.45, width: 0.4, contrast: 3 };

/** In few steps: each restyles all that is drawn. */
export function thinnedFor(links: number): Thinned {
  return links <= 120 ? few : links <= 400 ? some : links <= 1600 ? many : masses;
}

/** Quiet links step back, so that busy ones stand out of a thousand; -1 is the bucket of a link without a result. */
export function linkOpacity(bucket: number, { opacity, contrast }: Thinned = few): number {
  return bucket < 0 ? 0.75 * opacity : opacity * Math.min(1, 0.5 + 0.1 * bucket) ** contrast;
}
