/**
 * Every colour and size of the canvas in one place, for both themes. The neutrals, the accent and the severities are those of
 * `styles/tokens.css` (a canvas cannot read `light-dark()`), so the canvas and the panels are one surface.
 */
import type { SceneNode } from '@weft/scene';

export type Theme = 'light' | 'dark';
export type DrawnRole = SceneNode['role'];

export interface Look {
  readonly canvas: string;
  readonly dot: string;
  /** Nodes: card, text. */
  readonly card: string;
  readonly cardEdge: string;
  readonly text: string;
  readonly textMuted: string;
  readonly textFaint: string;
  /** Open groups by depth: the deeper, the nearer to the card. */
  readonly ground: readonly string[];
  readonly groundEdge: string;
  /** Links that carry no result, and dead ones. */
  readonly link: string;
  readonly idle: string;
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
  /** Six steps for (0, 10], (10, 25], ... (90, 100] %: away from the background as it gets busier. */
  readonly ramp: readonly string[];
  readonly roles: Readonly<Record<DrawnRole, { readonly ink: string; readonly fill: string }>>;
}

export const font =
  "'Inter Variable', system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif";

const light: Look = {
  canvas: '#f6f6f8',
  dot: '#d3d4dc',
  card: '#ffffff',
  cardEdge: '#c9cad4',
  text: '#1b1c21',
  textMuted: '#585a66',
  textFaint: '#6a6c77',
  ground: ['#efeff3', '#e9e9ef', '#e3e3eb'],
  groundEdge: '#d0d1da',
  link: '#a3a6b3',
  idle: '#c4c6cf',
  failed: '#8a8c97',
  overload: '#c2185b',
  accent: '#4f46d0',
  accentSoft: 'rgba(79, 70, 208, 0.10)',
  onAccent: '#ffffff',
  guide: '#c026a8',
  error: '#b9232b',
  warning: '#8a5500',
  note: '#3b5bdb',
  onBadge: '#ffffff',
  bottleneck: '#d6246e',
  ramp: ['#aea573', '#918c78', '#78787a', '#5b606d', '#364a6c', '#00224e'],
  roles: {
    accelerator: { ink: '#0b6e63', fill: '#eefaf7' },
    nic: { ink: '#56647a', fill: '#f4f6f9' },
    scaleUp: { ink: '#a81657', fill: '#fdf1f6' },
    leaf: { ink: '#2158d6', fill: '#f0f5ff' },
    spine: { ink: '#0b6580', fill: '#edf8fb' },
    core: { ink: '#953410', fill: '#fdf4ee' },
    router: { ink: '#446d0e', fill: '#f5faec' },
    service: { ink: '#6b625b', fill: '#f8f6f4' },
    server: { ink: '#3f4a5c', fill: '#ffffff' },
  },
};

const dark: Look = {
  canvas: '#111214',
  dot: '#2b2d33',
  card: '#1e2024',
  cardEdge: '#42454d',
  text: '#ecedf0',
  textMuted: '#a6a9b3',
  textFaint: '#8f929d',
  ground: ['#17181b', '#1b1c20', '#202226'],
  groundEdge: '#33363c',
  link: '#5d616c',
  idle: '#3d4048',
  failed: '#7b7e89',
  overload: '#ff7aa8',
  accent: '#a5a2ff',
  accentSoft: 'rgba(165, 162, 255, 0.14)',
  onAccent: '#14131f',
  guide: '#f39be4',
  error: '#ff9a9c',
  warning: '#f3b54a',
  note: '#9db2ff',
  onBadge: '#15161a',
  bottleneck: '#ff6fa3',
  ramp: ['#696c71', '#838079', '#a19976', '#c0b16a', '#dfcb57', '#fee838'],
  roles: {
    accelerator: { ink: '#67d9c4', fill: '#15302c' },
    nic: { ink: '#a3b0c3', fill: '#23272e' },
    scaleUp: { ink: '#f29ac0', fill: '#351f2a' },
    leaf: { ink: '#94b7ff', fill: '#1b2740' },
    spine: { ink: '#6fd0e4', fill: '#14303a' },
    core: { ink: '#f2a97d', fill: '#38251b' },
    router: { ink: '#b3d774', fill: '#263016' },
    service: { ink: '#c8c1ba', fill: '#2a2826' },
    server: { ink: '#c0c8d4', fill: '#1e2024' },
  },
};

export const looks: Readonly<Record<Theme, Look>> = { light, dark };

/** 0 idle, 1 ... 6 the ramp, 7 overloaded; -1 where nothing was solved. */
export const overloadBucket = 7;
const bounds = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1];

/** A rate above the capacity by less than this is a rounding of a full link, not an overload. */
const fullWithin = 1e-6;

export function bucketOf(utilisation: number): number {
  if (Number.isNaN(utilisation)) return -1;
  for (let bucket = 0; bucket < bounds.length; bucket++)
    if (utilisation <= bounds[bucket]! + (bucket === bounds.length - 1 ? fullWithin : 0)) return bucket;
  return overloadBucket;
}

export const bucketNames = ['idle', '≤ 10 %', '≤ 25 %', '≤ 50 %', '≤ 75 %', '≤ 90 %', '≤ 100 %', 'over 100 %'] as const;

export function bucketColour(look: Look, bucket: number): string {
  if (bucket < 0) return look.link;
  if (bucket === 0) return look.idle;
  return bucket === overloadBucket ? look.overload : look.ramp[bucket - 1]!;
}

/** Drawn width of a bundle: grows slowly with its links, and with how busy it is. Canvas units. */
export function linkWidth(count: number, bucket: number): number {
  const base = 1 + Math.min(2.2, 0.42 * Math.log2(Math.max(1, count)));
  return bucket < 0 ? base : base * (0.8 + 0.12 * bucket);
}

/** The shape that tells a role apart without its colour; names of Cytoscape shapes. */
export const shapes: Readonly<
  Record<
    DrawnRole,
    'round-rectangle' | 'round-hexagon' | 'round-octagon' | 'ellipse' | 'round-diamond' | 'cut-rectangle' | 'barrel'
  >
> = {
  accelerator: 'round-rectangle',
  nic: 'cut-rectangle',
  scaleUp: 'round-hexagon',
  leaf: 'round-rectangle',
  spine: 'round-rectangle',
  core: 'round-octagon',
  router: 'ellipse',
  service: 'barrel',
  server: 'round-rectangle',
};

/** How far the card behind a stack shows, in canvas units. */
export const stackOffset = 4;
export const cornerRadius = 6;
export const groundRadius = 12;
