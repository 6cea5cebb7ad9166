/**
 * What a canvas shows, as one record that its parts share: the canvas writes it, painter and viewpoint read it.
 */
import type { SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';
import type { Badges, Camera, Highlight } from './contract.ts';
import type { Dress } from './dress.ts';

export interface Shown {
  /** Of the container, CSS pixels. */
  size: { width: number; height: number };
  camera: Camera;
  dress: Dress;
  /** Outer before inner. */
  backdrops: readonly SceneBackdrop[];
  failedLinks: readonly SceneLink[];
  failedNodes: readonly SceneNode[];
  selection: ReadonlySet<string>;
  highlight: Highlight | null;
  badges: Badges;
  focus: string | null;
  locked: ReadonlySet<string>;
  grid: boolean;
}

export function nothingShown(dress: Dress): Shown {
  return {
    size: { width: 0, height: 0 },
    camera: { pan: { x: 0, y: 0 }, zoom: 1 },
    dress,
    backdrops: [],
    failedLinks: [],
    failedNodes: [],
    selection: new Set(),
    highlight: null,
    badges: new Map(),
    focus: null,
    locked: new Set(),
    grid: true,
  };
}
