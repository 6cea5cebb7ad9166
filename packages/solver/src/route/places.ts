/**
 * Where a detour can lead: the groups of a fabric with global links, else its single routers.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Symmetry, Topology } from '@weft/topology';
import { finish, inSlices, type Steps } from '../steps.ts';
import type { Fabric } from './fabric.ts';

/** A path's length counts a global link as this many others, so that the fewest global links come first. */
const globalLength = 256;

/** Lengths by which shortest paths take the fewest global links; a fault when there are none. */
export function globalLengths(topology: Topology): Outcome<Int32Array, 'policy'> {
  const isGlobal = topology.linkClasses.map(({ kind }) => kind === 'global');
  if (!isGlobal.includes(true)) {
    const found = say`Minimal routing counts global links, as a Dragonfly has them; this design has none.`;
    return failed('policy', 'routing.policy', found);
  }
  const length = new Int32Array(2 * topology.linkCount);
  for (let e = 0; e < topology.linkCount; e++) {
    length[2 * e] = length[2 * e + 1] = isGlobal[topology.linkClass[e]!] ? globalLength : 1;
  }
  return done(length);
}

/** Nodes looked at between two pauses. */
const slice = 10_000;

export interface Places {
  readonly count: number;
  /** Per node: the place it is in, -1 for none. */
  readonly placeOf: Int32Array;
  /** The nodes a detour may enter a place by: routers of the group, or the router itself. */
  readonly gates: readonly Int32Array[];
}

/** The places of a topology, found with pauses: what hangs together without global links, or each router of its regions with what is nearest to it. */
export function* placesSteps(topology: Topology, fabric: Fabric): Steps<Outcome<Places, 'policy'>> {
  const routers = topology.regions.flatMap((region) => [...region.routers]);
  if (routers.length === 0) {
    return failed(
      'policy',
      'routing.policy',
      say`A detour needs routers to go by; no fabric of this design names any.`,
    );
  }
  const placeOf = yield* fabric.length === null ? nearestSteps(fabric, routers) : groupSteps(fabric);
  yield { phase: 'routes', fraction: 0 };
  const gates: number[][] = [];
  const number = new Map<number, number>();
  for (const r of routers) {
    let place = number.get(placeOf[r]!);
    if (place === undefined) {
      number.set(placeOf[r]!, (place = gates.length));
      gates.push([]);
    }
    gates[place]!.push(r);
  }
  return done({
    count: gates.length,
    placeOf: placeOf.map((p) => number.get(p) ?? -1),
    gates: gates.map((g) => Int32Array.from(g)),
  });
}

/**
 * Tells whether a symmetry takes places to places. Where a node is as near to two routers, one of the two was chosen, and what swaps them does not.
 */
export class PlaceKeeper {
  readonly #places: Places;
  readonly #size: Int32Array;
  /** Per place, for one symmetry: its image, and how many of its nodes move. */
  readonly #image: Int32Array;
  readonly #moved: Int32Array;
  readonly #isGate: Uint8Array;

  constructor(places: Places) {
    const { placeOf, gates, count } = places;
    this.#places = places;
    this.#size = new Int32Array(count);
    for (const p of placeOf) if (p >= 0) this.#size[p]!++;
    this.#image = new Int32Array(count).fill(-1);
    this.#moved = new Int32Array(count);
    this.#isGate = new Uint8Array(placeOf.length);
    for (const list of gates) for (const v of list) this.#isGate[v] = 1;
  }

  /** O(nodes that move). */
  keeps({ nodes, images }: Symmetry): boolean {
    const { placeOf } = this.#places;
    const image = this.#image;
    const moved = this.#moved;
    let kept = true;
    for (let i = 0; i < nodes.length && kept; i++) {
      const p = placeOf[nodes[i]!]!;
      const q = placeOf[images[i]!]!;
      if (p >= 0) {
        if (image[p]! < 0) image[p] = q;
        moved[p]!++;
      }
      kept = (p < 0 ? q < 0 : q === image[p]) && this.#isGate[nodes[i]!] === this.#isGate[images[i]!];
    }
    for (let i = 0; i < nodes.length; i++) {
      const p = placeOf[nodes[i]!]!;
      if (p < 0 || image[p]! < 0) continue;
      // What is left of a place stays, so it can go nowhere else as a whole.
      if (image[p] !== p && moved[p] !== this.#size[p]) kept = false;
      image[p] = -1;
      moved[p] = 0;
    }
    return kept;
  }
}

/** Per node: the first node of what hangs together with it by links that are not global. */
function* groupSteps(fabric: Fabric): Steps<Int32Array> {
  const component = new Int32Array(fabric.nodeCount).fill(-1);
  yield* inSlices(fabric.nodeCount, slice, 'routes', (from, to) => {
    for (let v = from; v < to; v++) if (component[v]! < 0) fillGroup(fabric, component, v);
  });
  return component;
}

/** The groups as numbers of nodes, one of each. */
export function groupsOf(fabric: Fabric): Int32Array {
  return finish(groupSteps(fabric));
}

function fillGroup({ outOffset, outArc, head, length }: Fabric, component: Int32Array, start: number): void {
  const queue = [start];
  component[start] = start;
  for (let v = queue.pop(); v !== undefined; v = queue.pop()) {
    for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
      const a = outArc[j]!;
      const u = head[a]!;
      if (length![a] !== 1 || component[u]! >= 0) continue;
      component[u] = start;
      queue.push(u);
    }
  }
}

/** Per node: the source nearest to it by hops, ties to the one listed first; -1 when none is in reach. */
export function nearestOf(fabric: Fabric, sources: readonly number[]): Int32Array {
  return finish(nearestSteps(fabric, sources));
}

function* nearestSteps(fabric: Fabric, sources: readonly number[]): Steps<Int32Array> {
  const { outOffset, outArc, head } = fabric;
  const nearest = new Int32Array(fabric.nodeCount).fill(-1);
  const queue = new Int32Array(fabric.nodeCount);
  let count = 0;
  for (const s of sources) {
    if (nearest[s]! >= 0) continue;
    nearest[s] = s;
    queue[count++] = s;
  }
  for (let i = 0, next = slice; i < count; next += slice) {
    for (; i < count && i < next; i++) {
      const v = queue[i]!;
      for (let j = outOffset[v]!; j < outOffset[v + 1]!; j++) {
        const u = head[outArc[j]!]!;
        if (nearest[u]! >= 0) continue;
        nearest[u] = nearest[v]!;
        queue[count++] = u;
      }
    }
    yield { phase: 'routes', fraction: 0 };
  }
  return nearest;
}
