/**
 * What of a design can be hidden: roles, rails, planes and fabrics, with how many things each has.
 *
 * Roles count devices as the picture does (a server is one, whatever it holds); rails and planes count the parts on them, fabrics their links. Cost:
 * O(nodes + groups + links).
 */
import type { Topology } from '@weft/topology';
import { nothingHidden } from './filter.ts';
import { drawnRoles, roleCount } from './roles.ts';
import type { DrawnRole } from './scene.ts';
import { SceneTree } from './tree.ts';

export interface Layer<T> {
  readonly of: T;
  readonly count: number;
}

export interface Layers {
  readonly roles: readonly Layer<DrawnRole>[];
  readonly rails: readonly Layer<number>[];
  readonly planes: readonly Layer<number>[];
  readonly fabrics: readonly Layer<string>[];
}

export function layersOf(topology: Topology): Layers {
  const { counts } = new SceneTree(topology, nothingHidden);
  const fabrics = new Map<string, number>();
  const perClass = new Int32Array(topology.linkClasses.length);
  for (let e = 0; e < topology.linkCount; e++) perClass[topology.linkClass[e]!]!++;
  topology.linkClasses.forEach(({ fabric }, i) => fabrics.set(fabric, (fabrics.get(fabric) ?? 0) + perClass[i]!));
  return {
    roles: present(drawnRoles.map((of, r) => ({ of, count: counts.slice(0, roleCount)[r]! }))),
    rails: numbered(topology.nodeRail),
    planes: numbered(topology.nodePlane),
    fabrics: present([...fabrics].map(([of, count]) => ({ of, count })).toSorted((a, b) => (a.of < b.of ? -1 : 1))),
  };
}

/** How often each number from 0 stands in an array; numbers below are none. */
function numbered(places: ArrayLike<number>): Layer<number>[] {
  const counts = new Map<number, number>();
  for (let i = 0; i < places.length; i++) {
    const place = places[i]!;
    if (place >= 0) counts.set(place, (counts.get(place) ?? 0) + 1);
  }
  return [...counts].map(([of, count]) => ({ of, count })).toSorted((a, b) => a.of - b.of);
}

function present<T>(layers: readonly Layer<T>[]): Layer<T>[] {
  return layers.filter(({ count }) => count > 0);
}
