/**
 * Every colour and size of the canvas in one place, for both themes. Roles, links, buckets and shapes are the scene's, so that the exported SVG
 * and the legend look the same; the ground, the accent and the severities are those of `styles/tokens.css` (a canvas cannot read
 * `light-dark()`), so that canvas and panels are one surface.
 */
import {
  backdropLook,
  bucketColours,
  bucketWidths,
  bundleWidth,
  drawnRoles,
  haloWidth,
  overloadBucket,
  roleLooks,
  surfaces,
  type DrawnRole,
  type Theme,
} from '@weft/scene';

export interface Look {
  readonly theme: Theme;
  readonly canvas: string;
  readonly dot: string;
  readonly card: string;
  readonly cardEdge: string;
  readonly text: string;
  readonly textMuted: string;
  readonly textFaint: string;
  /** Open groups by depth, taken in turn. */
  readonly ground: readonly string[];
  readonly groundEdge: string;
  readonly link: string;
  readonly failed: string;
  readonly overload: string;
  readonly accent: string;
  readonly accentSoft: string;
  readonly onAccent: string;
  readonly guide: string;
  readonly error: string;
  readonly warning: string;
  readonly note: string;
  readonly onBadge: string;
  readonly bottleneck: string;
}

export const font =
  "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

/** What the scene's tables say of a theme. */
function sceneSide(
  theme: Theme,
): Pick<Look, 'theme' | 'ground' | 'groundEdge' | 'link' | 'failed' | 'overload' | 'bottleneck'> {
  const surface = surfaces[theme];
  const overload = bucketColours[theme][overloadBucket]!;
  return {
    theme,
    ground: surface.backdrop,
    groundEdge: surface.backdropStroke,
    link: surface.link,
    failed: surface.failed,
    overload,
    bottleneck: overload,
  };
}

export const looks: Readonly<Record<Theme, Look>> = {
  light: {
    ...sceneSide('light'),
    canvas: '#f6f6f8',
    dot: '#d3d4dc',
    card: '#ffffff',
    cardEdge: '#c9cad4',
    text: '#1b1c21',
    textMuted: '#585a66',
    textFaint: '#6a6c77',
    accent: '#4f46d0',
    accentSoft: 'rgba(79, 70, 208, 0.10)',
    onAccent: '#ffffff',
    guide: '#c026a8',
    error: '#b9232b',
    warning: '#8a5500',
    note: '#3b5bdb',
    onBadge: '#ffffff',
  },
  dark: {
    ...sceneSide('dark'),
    canvas: '#111214',
    dot: '#2b2d33',
    card: '#1e2024',
    cardEdge: '#42454d',
    text: '#ecedf0',
    textMuted: '#a6a9b3',
    textFaint: '#8f929d',
    accent: '#a5a2ff',
    accentSoft: 'rgba(165, 162, 255, 0.14)',
    onAccent: '#14131f',
    guide: '#f39be4',
    error: '#ff9a9c',
    warning: '#f3b54a',
    note: '#9db2ff',
    onBadge: '#15161a',
  },
};

export function groundOf(look: Look, depth: number): string {
  return look.ground[depth % look.ground.length]!;
}

export function bucketColour(look: Look, bucket: number): string {
  return bucketColours[look.theme][bucket] ?? look.link;
}

/** Drawn width of a link in canvas units: by its count before a result is there, then by how busy it is. */
export function linkWidth(count: number, bucket: number): number {
  return bucket < 0 ? bundleWidth(count) : bucketWidths[bucket]!;
}

/** How each of many links steps back: as in a drawing of the same scene. */
export { linkOpacity, thinnedFor as crowdOf, type Thinned as Crowd } from '@weft/scene';

export const overloadHalo = haloWidth;

/** Cytoscape's names, round where it has a round form of the scene's outline. */
export const shapes: Readonly<Record<DrawnRole, Shape>> = Object.fromEntries(
  drawnRoles.map((role) => [role, roundForm(roleLooks[role].outline)]),
) as Record<DrawnRole, Shape>;

export type Shape =
  'round-rectangle' | 'cut-rectangle' | 'round-hexagon' | 'round-octagon' | 'ellipse' | 'rhomboid' | 'barrel';

function roundForm(outline: (typeof roleLooks)[DrawnRole]['outline']): Shape {
  if (outline === 'rectangle') return 'round-rectangle';
  if (outline === 'hexagon') return 'round-hexagon';
  if (outline === 'octagon') return 'round-octagon';
  return outline;
}

export const groundRadius = backdropLook.radius;
