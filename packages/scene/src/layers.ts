/**
 * What of a design can be hidden: roles, rails, planes and fabrics, with how many things each has.
 *
 * Roles count devices as the picture does (a server is one, whatever it holds); rails and planes count the parts on them, fabrics their links. Cost:
 * O(nodes + groups + links).
 */
import { finish, inSlices, type Steps } from '@weft/solver';
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
  return finish(layerSteps(topology));
}

/** Nodes or links counted between two pauses: about half a millisecond. */
const slice = 100_000;

/** The same with pauses. */
export function* layerSteps(topology: Topology): Steps<Layers> {
  const { counts } = yield* SceneTree.steps(topology, nothingHidden);
  const fabrics = new Map<string, number>();
  const perClass = yield* countedIn(topology.linkClass, topology.linkClasses.length);
  topology.linkClasses.forEach(({ fabric }, i) => fabrics.set(fabric, (fabrics.get(fabric) ?? 0) + perClass[i]!));
  return {
    roles: present(drawnRoles.map((of, r) => ({ of, count: counts.slice(0, roleCount)[r]! }))),
    rails: yield* numbered(topology.nodeRail),
    planes: yield* numbered(topology.nodePlane),
    fabrics: present([...fabrics].map(([of, count]) => ({ of, count })).toSorted((a, b) => (a.of < b.of ? -1 : 1))),
  };
}

/** How often each number from 0 stands in an array; numbers below are none. Rails and planes are numbers of 16 bits. */
function* numbered(places: Int16Array): Steps<Layer<number>[]> {
  const counts = yield* countedIn(places, 2 ** 15);
  return present([...counts].map((count, of) => ({ of, count })));
}

function* countedIn(numbers: Int16Array | Uint16Array, below: number): Steps<Int32Array> {
  const counts = new Int32Array(below);
  yield* inSlices(numbers.length, slice, 'picture', (from, to) => {
    for (let i = from; i < to; i++) if (numbers[i]! >= 0) counts[numbers[i]!]!++;
  });
  return counts;
}

function present<T>(layers: readonly Layer<T>[]): Layer<T>[] {
  return layers.filter(({ count }) => count > 0);
}
