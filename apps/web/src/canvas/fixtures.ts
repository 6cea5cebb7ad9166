/** Small scenes for the tests of this folder. */
import type { SceneBackdrop, SceneLink, SceneNode } from '@weft/scene';

export function node(id: string, x: number, y: number, more: Partial<SceneNode> = {}): SceneNode {
  return {
    id,
    kind: 'node',
    role: 'leaf',
    label: id,
    caption: '',
    count: 1,
    failed: 0,
    x,
    y,
    width: 56,
    height: 32,
    group: '',
    opens: null,
    owner: id,
    rail: null,
    plane: null,
    ...more,
  };
}

export function link(source: string, target: string, more: Partial<SceneLink> = {}): SceneLink {
  return {
    id: `${source}~${target}`,
    link: null,
    source,
    target,
    count: 1,
    capacity_Gbps: 400,
    kind: 'leaf-spine',
    fabric: 'compute',
    failed: 0,
    ...more,
  };
}

export function backdrop(id: string, x: number, y: number, width: number, height: number, depth = 0): SceneBackdrop {
  return { id, label: id, x, y, width, height, depth };
}

export function byId<T extends { readonly id: string }>(things: readonly T[]): Map<string, T> {
  return new Map(things.map((thing) => [thing.id, thing]));
}
