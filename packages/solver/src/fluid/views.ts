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
import { kindOfArcs } from '../sym/kinds.ts';
import type { Orbits } from '../sym/orbits.ts';
import { Pieces } from '../sym/pieces.ts';
import { counting, root, unite } from '../sym/union.ts';
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

/** The view of each target by its place in the list; made when first asked for. */
export function viewsOf(
  fabric: Fabric,
  filter: ArcFilter | null,
  endpoints: Int32Array,
  orbits: Orbits | null,
  { targets, kinds, orbitOf }: Pick<FluidProblem, 'targets' | 'kinds' | 'orbitOf'>,
): Pick<FluidProblem, 'view' | 'shared'> {
  const numberOf = new Map<number, number>();
  targets.forEach((t, i) => numberOf.set(orbitOf === null ? t : orbitOf[t]!, i));
  const orbitNumber = (v: number): number => numberOf.get(orbitOf === null ? v : orbitOf[v]!)!;
  const whole = (): View => ({
    fabric,
    filter,
    kind: kindOfArcs(kinds),
    ends: endpoints,
    times: new Float64Array(endpoints.length).fill(1),
    orbit: endpoints.map(orbitNumber),
    nodeOf: null,
  });
  const through = (fixed: Iterable<number>): View => {
    const nodeOf =
      orbits === null || filter !== null ? null : classesFixing(fabric, (pieces ??= new Pieces(fabric)), orbits, fixed);
    return nodeOf === null ? whole() : viewBy(fabric, kinds, endpoints, nodeOf, orbitNumber);
  };
  let pieces: Pieces | null = null;
  const made: View[] = [];
  if (targets.length <= ownViews && filter === null) {
    return { view: (i) => (made[i] ??= through([targets[i]!])), shared: false };
  }
  return { view: () => (made[0] ??= through(targets)), shared: filter === null };
}

/** Per node its class under the symmetries that leave some nodes in place; null when there are nearly as many classes as nodes. */
function classesFixing(fabric: Fabric, pieces: Pieces, { held }: Orbits, fixed: Iterable<number>): Int32Array | null {
  const { nodeCount } = fabric;
  const stays = new Uint8Array(nodeCount);
  for (const v of fixed) stays[v] = 1;
  const leaves = (nodes: Int32Array, images: Int32Array, from: number, to: number): boolean => {
    for (let i = from; i < to; i++) if (stays[nodes[i]!] === 1 && nodes[i] !== images[i]) return false;
    return true;
  };
  const joined = counting(nodeCount);
  const join = (nodes: Int32Array, images: Int32Array, from: number, to: number): void => {
    for (let i = from; i < to; i++) unite(joined, nodes[i]!, images[i]!);
  };
  for (const symmetry of held) {
    const { nodes, images } = symmetry;
    if (leaves(nodes, images, 0, nodes.length)) {
      join(nodes, images, 0, nodes.length);
    } else if (nodes.length > 2) {
      // What moves one of them may do so in one of many pieces.
      const apart = pieces.of(symmetry);
      for (let k = 0; k < apart.count; k++) {
        const [from, to] = [apart.start[k]!, apart.start[k + 1]!];
        if (leaves(apart.nodes, apart.images, from, to)) join(apart.nodes, apart.images, from, to);
      }
    }
  }
  let count = 0;
  const classOf = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) classOf[v] = joined[v] === v ? count++ : classOf[root(joined, v)]!;
  return count > 0.9 * nodeCount ? null : classOf;
}

function viewBy(
  fabric: Fabric,
  kinds: FluidProblem['kinds'],
  endpoints: Int32Array,
  nodeOf: Int32Array,
  orbitNumber: (v: number) => number,
): View {
  const { outOffset, outArc, nodeCount, forwards, length } = fabric;
  const far = fabric.inOffset === outOffset ? fabric.inTail : outArc.map((a) => fabric.head[a]!);
  const passes: number[] = [];
  const tail: number[] = [];
  const head: number[] = [];
  const kind: number[] = [];
  const width: number[] = [];
  const lengths: number[] = [];
  for (let v = 0; v < nodeCount; v++) {
    // A class is numbered where its first node stands.
    if (nodeOf[v] !== passes.length) continue;
    const c = passes.push(forwards[v]!) - 1;
    const own = new Map<number, number>();
    for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
      const d = nodeOf[far[i]!]!;
      const k = kinds.at(v, i);
      const key = d * kinds.count + k;
      let q = own.get(key);
      if (q === undefined) {
        own.set(key, (q = tail.push(c) - 1));
        head.push(d);
        kind.push(k);
        width.push(0);
        lengths.push(length === null ? 1 : length[outArc[i]!]!);
      }
      width[q]! += fabric.oneWidth === true ? 1 : fabric.width[outArc[i]!]!;
    }
  }
  const tails = Int32Array.from(tail);
  const heads = Int32Array.from(head);
  const times = new Map<number, number>();
  const orbit = new Map<number, number>();
  for (const v of endpoints) {
    const c = nodeOf[v]!;
    times.set(c, (times.get(c) ?? 0) + 1);
    if (!orbit.has(c)) orbit.set(c, orbitNumber(v));
  }
  return {
    fabric: {
      nodeCount: passes.length,
      arcCount: tails.length,
      tail: tails,
      head: heads,
      capacity: Float64Array.from(kind, (k) => kinds.capacity[k]! / kinds.size[k]!),
      width: Float64Array.from(width),
      length: length === null ? null : Int32Array.from(lengths),
      forwards: Uint8Array.from(passes),
      ...arcLists(passes.length, tails, heads, null),
    },
    filter: null,
    kind: Int32Array.from(kind),
    ends: Int32Array.from(times.keys()),
    times: Float64Array.from(times.values()),
    orbit: Int32Array.from(orbit.values()),
    nodeOf,
  };
}
