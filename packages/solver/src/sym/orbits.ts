/**
 * Orbits of nodes and arcs under symmetries that were checked, arc by arc, before they count.
 *
 * A claimed symmetry lists the nodes it moves. It holds when, for each of them, the arcs of the node go over into the arcs of its image:
 * same far ends (under the map), same capacity, same length, same forwarding, endpoints to endpoints. Arcs between two nodes that stay are
 * their own images. What fails is dropped; what remains still generates a group, only a smaller one. Cost: the arcs of the supports.
 */
import type { Symmetry } from '@weft/topology';
import type { Fabric } from '../route/fabric.ts';
import { finish, inSlices, type Steps } from '../steps.ts';
import { firstOfKinds, kindsBySteps, settledKinds, type ArcKinds } from './kinds.ts';
import { colouredGraphOf } from './quotient.ts';
import type { ColouredGraph } from './refine.ts';
import { allRoots, counting, root, unite } from './union.ts';

export interface Orbits {
  /** What the symmetries were checked on. */
  readonly graph: ColouredGraph;
  /** Per node: the smallest node of its orbit. */
  readonly nodeOrbit: Int32Array;
  /** Per arc: the smallest arc of its orbit. Failed arcs are their own. Made when first asked for. */
  readonly arcOrbit: Int32Array;
  /** The same as numbers from 0 on, without a list of all arcs where none is needed. */
  readonly kinds: ArcKinds;
  /** The symmetries that hold. */
  readonly held: readonly Symmetry[];
  readonly accepted: number;
  readonly refused: number;
}

/** Checks symmetries and gathers the orbits of those that hold. `nodeColour` must be kept by them (1 for an endpoint, say). */
export function orbitsOf(fabric: Fabric, nodeColour: Uint8Array, symmetries: Iterable<Symmetry>): Orbits {
  const gathering = new OrbitGathering(fabric, nodeColour);
  for (const symmetry of symmetries) gathering.take(symmetry);
  return gathering.orbits();
}

/** Moved nodes between two yields: where their arcs are looked at, and where they are only read. */
const stride = 10_000;
const longStride = 200_000;
/** Nodes whose arcs are joined with those of their images, likewise. */
const joinStride = 4_000;

/** Symmetries that move no more nodes are checked without a pause. */
export const smallSymmetry = stride;

/** What is done with a symmetry, one after the other. */
const stages = ['leave', 'arrive', 'lay', 'swap', 'keep', 'join', 'restore'] as const;
type Stage = (typeof stages)[number];

export class OrbitGathering {
  readonly #fabric: Fabric;
  readonly #graph: ColouredGraph;
  readonly #nodeColour: Uint8Array;
  readonly #image: Int32Array;
  /** Per (node, colour): arcs seen from the image, less those seen from the node. */
  readonly #balance: Int32Array;
  readonly #nodes: Int32Array;
  readonly #met: Uint8Array;
  /** Of the symmetry that is looked at: whether it holds so far, and whether it only swaps. */
  #holds = true;
  #swaps = true;
  readonly #held: Symmetry[] = [];
  refused = 0;

  constructor(fabric: Fabric, nodeColour: Uint8Array, graph = colouredGraphOf(fabric)) {
    this.#fabric = fabric;
    this.#graph = graph;
    this.#nodeColour = nodeColour;
    this.#image = counting(fabric.nodeCount);
    this.#balance = new Int32Array(fabric.nodeCount * this.#graph.colours);
    this.#nodes = this.#image.slice();
    this.#met = new Uint8Array(fabric.nodeCount);
  }

  /** Checks one symmetry; joins the nodes it maps when it holds. Answers whether it does. */
  take(symmetry: Symmetry): boolean {
    this.#begin(symmetry);
    for (const stage of stages) this.#work(stage, symmetry, 0, symmetry.nodes.length);
    return this.#end(symmetry);
  }

  /** The same in small steps: a symmetry may turn a million servers at once. Small ones come by the thousand and need no pause. */
  *takeSteps(symmetry: Symmetry): Steps<boolean> {
    const { length } = symmetry.nodes;
    if (length <= smallSymmetry) return this.take(symmetry);
    this.#begin(symmetry);
    for (const stage of stages) {
      const slice = stage === 'keep' ? stride : longStride;
      yield* inSlices(length, slice, 'symmetry', (from, to) => this.#work(stage, symmetry, from, to));
    }
    return this.#end(symmetry);
  }

  #begin({ nodes, images }: Symmetry): void {
    this.#holds = nodes.length === images.length;
    this.#swaps = true;
  }

  #end(symmetry: Symmetry): boolean {
    if (this.#holds) this.#held.push(symmetry);
    else this.refused++;
    return this.#holds;
  }

  /** One stage on the nodes at places `from ... to`. Nothing is written down of what is no permutation. */
  #work(stage: Stage, { nodes, images }: Symmetry, from: number, to: number): void {
    if (stage === 'restore') this.#restore(nodes, from, to);
    else if (!this.#holds) return;
    else if (stage === 'leave') this.#leave(nodes, from, to);
    else if (stage === 'arrive') this.#arrive(images, from, to);
    else if (stage === 'lay') for (let i = from; i < to; i++) this.#image[nodes[i]!] = images[i]!;
    else if (stage === 'swap') this.#swap(nodes, images, from, to);
    else if (stage === 'keep') this.#holds = this.#keepsAll(nodes, images, from, to, this.#swaps);
    else for (let i = from; i < to; i++) unite(this.#nodes, nodes[i]!, images[i]!);
  }

  /** Marks nodes that are moved; each must be there, and once. */
  #leave(nodes: Int32Array, from: number, to: number): void {
    const met = this.#met;
    let holds = true;
    for (let i = from; i < to && holds; i++) {
      const v = nodes[i]!;
      holds = v >= 0 && v < met.length && met[v] === 0;
      met[v] = 1;
    }
    if (!holds) this.#refuse();
  }

  /** Takes the marks from nodes that are moved to; each must have one. */
  #arrive(images: Int32Array, from: number, to: number): void {
    const met = this.#met;
    let holds = true;
    for (let i = from; i < to && holds; i++) {
      const w = images[i]!;
      holds = w >= 0 && w < met.length && met[w] === 1;
      met[w] = 0;
    }
    if (!holds) this.#refuse();
  }

  #refuse(): void {
    this.#holds = false;
    this.#met.fill(0);
  }

  /** Whether all nodes change places by two: what is its own inverse need be looked at one way only. */
  #swap(nodes: Int32Array, images: Int32Array, from: number, to: number): void {
    const image = this.#image;
    for (let i = from; i < to && this.#swaps; i++) this.#swaps = image[images[i]!] === nodes[i];
  }

  #restore(nodes: Int32Array, from: number, to: number): void {
    const image = this.#image;
    for (let i = from; i < to; i++) if (nodes[i]! >= 0 && nodes[i]! < image.length) image[nodes[i]!] = nodes[i]!;
  }

  /** Whether nodes at places `from ... to` have what their images have; what is its own inverse need be looked at one way only. */
  #keepsAll(nodes: Int32Array, images: Int32Array, from: number, to: number, swaps: boolean): boolean {
    for (let i = from; i < to; i++) {
      if ((!swaps || nodes[i]! <= images[i]!) && !this.#keeps(nodes[i]!, images[i]!)) return false;
    }
    return true;
  }

  /** How many orbits some nodes are in by now. */
  *orbitCount(nodes: Int32Array): Steps<number> {
    const met = new Uint8Array(this.#nodes.length);
    let count = 0;
    yield* inSlices(nodes.length, longStride, 'symmetry', (from, to) => {
      for (let i = from; i < to; i++) {
        const r = root(this.#nodes, nodes[i]!);
        count += 1 - met[r]!;
        met[r] = 1;
      }
    });
    return count;
  }

  orbits(): Orbits {
    return finish(this.orbitsSteps());
  }

  /** The orbits in small steps. */
  *orbitsSteps(): Steps<Orbits> {
    const nodeOrbit = yield* allRoots(this.#nodes.slice());
    yield { phase: 'symmetry', fraction: 0 };
    const graph = this.#graph;
    const held = this.#held.slice();
    const settled = yield* settledKinds(this.#fabric, graph, nodeOrbit, held);
    const kinds = settled ?? (yield* kindsBySteps(this.#fabric, yield* this.#arcOrbits()));
    let arcOrbit: Int32Array | null = null;
    const { refused } = this;
    return {
      graph,
      nodeOrbit,
      get arcOrbit() {
        return (arcOrbit ??= firstOfKinds(kinds));
      },
      kinds,
      held,
      accepted: held.length,
      refused,
    };
  }

  /** Joins arc by arc what the symmetries map: for orbits that the orbits of their ends do not tell apart. */
  *#arcOrbits(): Steps<Int32Array> {
    const arcs = counting(this.#fabric.arcCount);
    const slot = new Int32Array(this.#fabric.nodeCount * this.#graph.colours);
    const image = this.#image;
    let work = 0;
    for (const { nodes, images } of this.#held) {
      yield* inSlices(nodes.length, longStride, 'symmetry', (from, to) => {
        for (let i = from; i < to; i++) image[nodes[i]!] = images[i]!;
      });
      yield* inSlices(nodes.length, joinStride, 'symmetry', (from, to) => {
        for (let i = from; i < to; i++) this.#join(nodes[i]!, images[i]!, arcs, slot);
      });
      work += nodes.length;
      if (work > stride) {
        work = 0;
        yield { phase: 'symmetry', fraction: 0 };
      }
      yield* inSlices(nodes.length, longStride, 'symmetry', (from, to) => {
        for (let i = from; i < to; i++) image[nodes[i]!] = nodes[i]!;
      });
    }
    return yield* allRoots(arcs);
  }

  #keeps(v: number, w: number): boolean {
    const { forwards } = this.#fabric;
    const { offset: outOffset, neighbour, colour, colours } = this.#graph;
    const image = this.#image;
    const balance = this.#balance;
    const degree = outOffset[v + 1]! - outOffset[v]!;
    if (forwards[v] !== forwards[w] || this.#nodeColour[v] !== this.#nodeColour[w]) return false;
    if (degree !== outOffset[w + 1]! - outOffset[w]!) return false;
    if (this.#keepsOrder(v, w)) return true;
    for (let j = outOffset[w]!; j < outOffset[w + 1]!; j++) balance[neighbour[j]! * colours + colour[j]!]!++;
    let holds = true;
    for (let i = outOffset[v]!; i < outOffset[v + 1]! && holds; i++) {
      holds = --balance[image[neighbour[i]!]! * colours + colour[i]!]! >= 0;
    }
    for (let j = outOffset[w]!; j < outOffset[w + 1]!; j++) balance[neighbour[j]! * colours + colour[j]!] = 0;
    for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) balance[image[neighbour[i]!]! * colours + colour[i]!] = 0;
    return holds;
  }

  /** Whether the arcs of a node go over into those of its image one by one, as they stand: the usual case, and the quick one. */
  #keepsOrder(v: number, w: number): boolean {
    const { offset: outOffset, neighbour, colour, colours } = this.#graph;
    const image = this.#image;
    const from = outOffset[v]!;
    const shift = outOffset[w]! - from;
    const end = outOffset[v + 1]!;
    for (let i = from; i < end; i++) if (image[neighbour[i]!] !== neighbour[i + shift]) return false;
    if (colours > 1) for (let i = from; i < end; i++) if (colour[i] !== colour[i + shift]) return false;
    return true;
  }

  /** Joins the arcs of a node, both ways, with their images; parallel arcs of one colour join each other. */
  #join(v: number, w: number, arcs: Int32Array, slot: Int32Array): void {
    const { outOffset, outArc } = this.#fabric;
    const { neighbour, colour, colours } = this.#graph;
    const inOrder = this.#keepsOrder(v, w);
    const shift = outOffset[w]! - outOffset[v]!;
    for (let j = outOffset[w]!; j < outOffset[w + 1]!; j++) slot[neighbour[j]! * colours + colour[j]!] = outArc[j]!;
    for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
      const a = outArc[i]!;
      const b = inOrder ? outArc[i + shift]! : slot[this.#image[neighbour[i]!]! * colours + colour[i]!]!;
      unite(arcs, a, b);
      // A neighbour that moves too brings the way back itself.
      if (this.#image[neighbour[i]!] === neighbour[i]) unite(arcs, a ^ 1, b ^ 1);
    }
  }
}

/** Swaps of neighbours that hang, alike, on one node by one link: symmetries that need no generator. */
export function* twinSwaps(fabric: Fabric, nodes: Iterable<number>): Iterable<Symmetry> {
  const last = new Map<string, number>();
  for (const v of nodes) {
    const at = fabric.outOffset[v]!;
    if (fabric.outOffset[v + 1]! - at !== 1) continue;
    const a = fabric.outArc[at]!;
    const key = `${fabric.head[a]!} ${fabric.capacity[a]!}`;
    const other = last.get(key);
    if (other !== undefined) yield { nodes: Int32Array.of(other, v), images: Int32Array.of(v, other) };
    last.set(key, v);
  }
}
