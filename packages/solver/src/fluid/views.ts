/**
 * A target seen through the symmetries that leave it in place: what they map onto each other receives, holds and sends the same, so it is
 * one node, which stands for all.
 *
 * Arcs of a view run between its nodes, one for each kind of arc (see `sym/kinds.ts`) from its first member: of a fat-tree of a million hosts
 * half a dozen nodes are left. Few targets have a view each; many share one, through the symmetries that leave all of them in place. Cost: the
 * supports of the symmetries and the arcs of one node a class.
 */
import { arcLists, type Fabric } from '../route/fabric.ts';
import type { ArcFilter } from '../route/dag.ts';
import { finish, inSlices, type Steps } from '../steps.ts';
import { kindOfArcsSteps } from '../sym/kinds.ts';
import type { Orbits } from '../sym/orbits.ts';
import { Pieces } from '../sym/pieces.ts';
import { refineFrom } from '../sym/refine.ts';
import { allRoots, counting, unite } from '../sym/union.ts';
import type { FluidProblem } from './problem.ts';

export interface View {
  readonly fabric: Fabric;
  readonly filter: ArcFilter | null;
  /** Per arc of the view: its kind. */
  readonly kind: Int32Array;
  /** Nodes with endpoints, for how many each stands, and their orbit as a number below the number of targets. */
  readonly ends: Int32Array;
  readonly times: Float64Array;
  readonly orbit: Int32Array;
  /** Per node of the fabric: its node in the view; null when it is its own. */
  readonly nodeOf: Int32Array | null;
}

/** Up to so many targets each have their own view. */
const ownViews = 32;
/** Symmetries that move more than so many times the nodes, and one of the nodes that are to stay, are not taken apart. */
const turnLimit = 2;
/** Moved nodes between two yields, and nodes of which some are looked at. */
const quantum = 200_000;
const nodeSlice = 8_000;
/** Arcs of a node among which one is looked for one by one. */
const fewArcs = 24;
const pieceSlice = 10_000;
/** Symmetries likewise: few are large. */
const leaveSlice = 1000;

/** The view of each target by its place in the list; made when first asked for, or by `ready`. */
export function viewsOf(
  fabric: Fabric,
  filter: ArcFilter | null,
  endpoints: Int32Array,
  orbits: Orbits | null,
  { targets, kinds, numberOf }: Pick<FluidProblem, 'targets' | 'kinds'> & { numberOf: (endpoint: number) => number },
): Pick<FluidProblem, 'view' | 'shared' | 'ready'> {
  const whole = function* (): Steps<View> {
    return {
      fabric,
      filter,
      kind: yield* kindOfArcsSteps(kinds),
      ends: endpoints,
      times: new Float64Array(endpoints.length).fill(1),
      orbit: endpoints.map(numberOf),
      nodeOf: null,
    };
  };
  let pieces: Pieces | null = null;
  const through = function* (fixed: Int32Array): Steps<View> {
    if (orbits === null || filter !== null) return yield* whole();
    const nodeOf = yield* classesFixing(fabric, () => (pieces ??= new Pieces(fabric)), orbits, fixed);
    return nodeOf === null ? yield* whole() : yield* viewBy(fabric, kinds, endpoints, nodeOf, numberOf);
  };
  const own = targets.length <= ownViews && filter === null;
  const made: View[] = [];
  const make = function* (i: number): Steps<View> {
    return (made[i] ??= yield* through(own ? targets.subarray(i, i + 1) : targets));
  };
  return {
    view: (i) => made[own ? i : 0] ?? finish(make(own ? i : 0)),
    shared: !own && filter === null,
    *ready() {
      for (let i = 0; i < (own ? targets.length : 1); i++) yield* make(i);
    },
  };
}

/**
 * Per node its class under the symmetries that leave some nodes in place; null when there are nearly as many classes as nodes.
 *
 * Symmetries that turn most of the fabric at once leave nothing in place, and taking each apart looks at all its arcs. Refining the orbits with
 * the nodes set apart is less work then, and gives as few classes: in an equitable partition with the target apart, nodes of one class are
 * at one distance, have as many ways on into each class, and receive the same.
 */
function* classesFixing(
  fabric: Fabric,
  piecesOf: () => Pieces,
  orbits: Orbits,
  fixed: Int32Array,
): Steps<Int32Array | null> {
  const { nodeCount } = fabric;
  const { held } = orbits;
  const stays = new Uint8Array(nodeCount);
  for (const v of fixed) stays[v] = 1;
  const leaves = (nodes: Int32Array, images: Int32Array, from: number, to: number): boolean => {
    for (let i = from; i < to; i++) if (stays[nodes[i]!] === 1 && nodes[i] !== images[i]) return false;
    return true;
  };
  const left = new Uint8Array(held.length);
  yield* inSlices(held.length, leaveSlice, 'symmetry', (from, to) => {
    for (let k = from; k < to; k++) left[k] = leaves(held[k]!.nodes, held[k]!.images, 0, held[k]!.nodes.length) ? 1 : 0;
  });
  const moved = held.reduce((sum, { nodes }, k) => sum + (left[k] === 1 || nodes.length <= 2 ? 0 : nodes.length), 0);
  if (orbits.kinds.told !== 'one by one' && moved > turnLimit * nodeCount) return yield* refinedAround(orbits, fixed);
  const joined = counting(nodeCount);
  const join = (nodes: Int32Array, images: Int32Array, from: number, to: number): void => {
    for (let i = from; i < to; i++) unite(joined, nodes[i]!, images[i]!);
  };
  // One symmetry: joins what it, or a piece of it that leaves the nodes in place, maps; answers how much was looked at.
  const joinBy = function* (k: number): Steps<number> {
    const symmetry = held[k]!;
    const { nodes, images } = symmetry;
    if (left[k] === 1) {
      yield* inSlices(nodes.length, quantum, 'symmetry', (from, to) => join(nodes, images, from, to));
      return nodes.length + 1;
    }
    if (nodes.length <= 2) return nodes.length + 1;
    // What moves one of them may do so in one of many pieces.
    const apart = yield* piecesOf().of(symmetry);
    yield* inSlices(apart.count, pieceSlice, 'symmetry', (first, end) => {
      for (let p = first; p < end; p++) {
        const [from, to] = [apart.start[p]!, apart.start[p + 1]!];
        if (leaves(apart.nodes, apart.images, from, to)) join(apart.nodes, apart.images, from, to);
      }
    });
    return 9 * nodes.length + 1;
  };
  let work = 0;
  for (let k = 0; k < held.length; k++) {
    work += yield* joinBy(k);
    if (work < quantum) continue;
    work = 0;
    yield { phase: 'symmetry', fraction: 0 };
  }
  return yield* fewer(yield* allRoots(joined), nodeCount);
}

/** The classes of orbits refined with some nodes set apart. Colours that the orbits tell need not be looked at. */
function* refinedAround({ graph, nodeOrbit, kinds }: Orbits, fixed: Int32Array): Steps<Int32Array | null> {
  const colours = kinds.told === 'by ends' ? 1 : graph.colours;
  const { classOf, classCount } = yield* refineFrom({ ...graph, colours }, nodeOrbit, fixed);
  return yield* fewer(classOf, classCount);
}

/** Sets of nodes numbered in the order of their first nodes. `set` is any number below `limit` a node, the same for all of a set. */
export function* numbered(
  set: Int32Array,
  limit: number,
): Steps<{ readonly classOf: Int32Array; readonly count: number }> {
  let count = 0;
  const number = new Int32Array(limit).fill(-1);
  const classOf = new Int32Array(set.length);
  yield* inSlices(set.length, quantum, 'symmetry', (from, to) => {
    for (let v = from; v < to; v++) {
      const s = set[v]!;
      if (number[s]! < 0) number[s] = count++;
      classOf[v] = number[s]!;
    }
  });
  return { classOf, count };
}

/** The numbers of sets; null when they are nearly as many as nodes. */
function* fewer(set: Int32Array, limit: number): Steps<Int32Array | null> {
  const { classOf, count } = yield* numbered(set, limit);
  return count > 0.9 * set.length ? null : classOf;
}

/** The arcs between classes that are numbered in the order of their first nodes, as the first node of each has them. */
class ViewArcs {
  readonly #fabric: Fabric;
  readonly #kinds: FluidProblem['kinds'];
  readonly #nodeOf: Int32Array;
  readonly #far: Int32Array;
  readonly passes: number[] = [];
  readonly tail: number[] = [];
  readonly head: number[] = [];
  readonly kind: number[] = [];
  readonly width: number[] = [];
  readonly lengths: number[] = [];

  constructor(fabric: Fabric, kinds: FluidProblem['kinds'], nodeOf: Int32Array) {
    this.#fabric = fabric;
    this.#kinds = kinds;
    this.#nodeOf = nodeOf;
    this.#far = fabric.inOffset === fabric.outOffset ? fabric.inTail : fabric.outArc.map((a) => fabric.head[a]!);
  }

  /** Takes the first nodes of classes among `from ... to`. */
  take(from: number, to: number): void {
    const nodeOf = this.#nodeOf;
    let next = this.passes.length;
    for (let v = from; v < to; v++) {
      if (nodeOf[v] !== next) continue;
      this.#takeArcs(v, next++);
    }
  }

  #takeArcs(v: number, c: number): void {
    const { outOffset, forwards, length } = this.#fabric;
    const kinds = this.#kinds;
    this.passes.push(forwards[v]!);
    const from = outOffset[v]!;
    const end = outOffset[v + 1]!;
    const base = this.tail.length;
    // Of few arcs the one is found quicker by looking at each than by its name.
    const own = end - from > fewArcs ? new Map<number, number>() : null;
    for (let i = from; i < end; i++) {
      const d = this.#nodeOf[this.#far[i]!]!;
      const k = kinds.at(v, i);
      const key = d * kinds.count + k;
      let q = own === null ? this.#find(base, d, k) : (own.get(key) ?? -1);
      if (q < 0) {
        q = this.tail.push(c) - 1;
        own?.set(key, q);
        this.head.push(d);
        this.kind.push(k);
        this.width.push(0);
        this.lengths.push(length === null ? 1 : length[this.#fabric.outArc[i]!]!);
      }
      this.width[q]! += this.#fabric.oneWidth === true ? 1 : this.#fabric.width[this.#fabric.outArc[i]!]!;
    }
  }

  /** The arc to a class by a kind among those from `base` on, -1 where there is none. */
  #find(base: number, d: number, k: number): number {
    for (let q = base; q < this.head.length; q++) if (this.head[q] === d && this.kind[q] === k) return q;
    return -1;
  }
}

/** The view by classes that are numbered in the order of their first nodes. */
export function* viewBy(
  fabric: Fabric,
  kinds: FluidProblem['kinds'],
  endpoints: Int32Array,
  nodeOf: Int32Array,
  orbitNumber: (v: number) => number,
): Steps<View> {
  const { nodeCount, length } = fabric;
  const arcs = new ViewArcs(fabric, kinds, nodeOf);
  yield* inSlices(nodeCount, nodeSlice, 'symmetry', (from, to) => arcs.take(from, to));
  yield { phase: 'symmetry', fraction: 0 };
  const { passes, tail, head, kind, width, lengths } = arcs;
  const classes = passes.length;
  const tails = new Int32Array(tail);
  const heads = new Int32Array(head);
  const kindOf = new Int32Array(kind);
  const capacity = new Float64Array(kind.length);
  for (let q = 0; q < capacity.length; q++) capacity[q] = kinds.capacity[kindOf[q]!]! / kinds.size[kindOf[q]!]!;
  yield { phase: 'symmetry', fraction: 0 };
  const lists = arcLists(classes, tails, heads, null);
  yield { phase: 'symmetry', fraction: 0 };
  const endsIn = new Float64Array(classes);
  const orbitIn = new Int32Array(classes);
  yield* inSlices(endpoints.length, quantum, 'symmetry', (from, to) => {
    for (let i = from; i < to; i++) {
      const c = nodeOf[endpoints[i]!]!;
      if (endsIn[c]!++ === 0) orbitIn[c] = orbitNumber(endpoints[i]!);
    }
  });
  const ends: number[] = [];
  for (let c = 0; c < classes; c++) if (endsIn[c]! > 0) ends.push(c);
  return {
    fabric: {
      nodeCount: classes,
      arcCount: tails.length,
      tail: tails,
      head: heads,
      capacity,
      width: new Float64Array(width),
      length: length === null ? null : new Int32Array(lengths),
      forwards: new Uint8Array(passes),
      ...lists,
    },
    filter: null,
    kind: kindOf,
    ends: new Int32Array(ends),
    times: new Float64Array(ends.map((c) => endsIn[c]!)),
    orbit: new Int32Array(ends.map((c) => orbitIn[c]!)),
    nodeOf,
  };
}
