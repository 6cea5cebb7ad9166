/**
 * Uniform traffic on the quotient: for fabrics without enough symmetry that was claimed or guessed (an import, a drawing, an edited design).
 *
 * In: a fabric, its endpoints. Out: the same traffic on the quotient in which every endpoint stands alone, or with those that hang on one node by
 * one like link each: any two of these may change places, so one target stands for all of them. With each target set apart, nodes of one class are
 * at one distance, have as many ways on into each class and receive the same, so the arcs between two classes carry the same load and are one
 * pool. Null when the classes are more than four fifths of the nodes. O((nodes + arcs) log nodes).
 */
import type { Certificate } from '../result.ts';
import type { Steps } from '../steps.ts';
import type { Fabric } from '../route/fabric.ts';
import { certificateTolerance } from '../maxmin/certify.ts';
import { quotientBySteps, type Quotient } from '../sym/quotient.ts';
import { isEquitableSteps, refineSteps, type ColouredGraph } from '../sym/refine.ts';
import { certifyFluidSteps, sampledView } from './certify.ts';
import { forestOf, type Forest } from './forest.ts';
import { worstOfForest } from './forest-proof.ts';
import type { FluidLevels } from './levels.ts';
import { firstOf, withPools, type FluidProblem } from './problem.ts';
import { numbered, viewBy } from './views.ts';

/** More classes than this part of the nodes are no gain. */
const gain = 0.8;

export interface Lifted {
  readonly problem: FluidProblem;
  readonly graph: ColouredGraph;
  readonly quotient: Quotient;
  /** The quotient as a forest with the endpoints of each class counted, where it is one: then every way is the only one. */
  readonly forest: Forest | null;
}

/** Uniform traffic on the quotient of a fabric without a filter; null with more classes than `most` times the nodes. */
export function* liftedProblem(
  fabric: Fabric,
  graph: ColouredGraph,
  endpoints: Int32Array,
  most = gain,
): Steps<Lifted | null> {
  const { nodeCount, forwards } = fabric;
  const twinOf = twinsIn(fabric, graph, endpoints);
  const { targets, multiplicity, numberOf } = firstOf(nodeCount, endpoints, twinOf);
  if (targets.length > most * nodeCount) return null;
  const initial = Int32Array.from(forwards);
  for (const v of endpoints) initial[v] = 2 + numberOf(v);
  const partition = yield* refineSteps(graph, initial);
  if (partition.classCount > most * nodeCount) return null;
  const quotient = yield* quotientBySteps(fabric, graph, partition);
  const { arcOf, members, fabric: small, nodeOf } = quotient;
  const { outArc } = fabric;
  const kinds = {
    fabric,
    count: members.length,
    capacity: small.capacity,
    size: members,
    at: (_: number, i: number) => arcOf[outArc[i]!]!,
    told: 'one by one',
    byEnds: null,
  } as const;
  // In the view of the targets each of them stands alone, and its twins together.
  const apart = nodeOf.slice();
  targets.forEach((t, i) => (apart[t] = partition.classCount + i));
  const classOf = yield* numbered(apart, partition.classCount + targets.length);
  const view = yield* viewBy(fabric, kinds, endpoints, classOf.classOf, numberOf);
  const problem = withPools({
    fabric,
    filter: null,
    endpoints,
    targets,
    multiplicity,
    orbitOf: twinOf,
    kinds,
    view: () => view,
    shared: true,
    *ready() {},
  });
  const weight = new Float64Array(small.nodeCount);
  const orbit = new Int32Array(small.nodeCount).fill(-1);
  targets.forEach((t, i) => {
    weight[nodeOf[t]!] = multiplicity[i]!;
    orbit[nodeOf[t]!] = i;
  });
  return { problem, graph, quotient, forest: forestOf(small, weight, orbit) };
}

/** Per endpoint the first one that hangs on the same node by a link like its own, when it hangs by one link alone; every other node is itself. */
function twinsIn({ nodeCount, forwards }: Fabric, graph: ColouredGraph, endpoints: Int32Array): Int32Array {
  const { offset, neighbour, colour, colours } = graph;
  const twinOf = new Int32Array(nodeCount);
  for (let v = 0; v < nodeCount; v++) twinOf[v] = v;
  const first = new Map<number, number>();
  for (const v of endpoints) {
    const at = offset[v]!;
    if (offset[v + 1]! - at !== 1) continue;
    const key = (neighbour[at]! * colours + colour[at]!) * 2 + forwards[v]!;
    const known = first.get(key);
    if (known === undefined) first.set(key, v);
    else twinOf[v] = known;
  }
  return twinOf;
}

/** Proof of levels on the quotient: that its classes are equitable and its endpoints apart, that it is true to the fabric, that levels hold. */
export function* certifyLifted(lifted: Lifted, levels: FluidLevels): Steps<Certificate> {
  const { problem, graph, quotient, forest } = lifted;
  const sound = apartBut(lifted) && (yield* isEquitableSteps(graph, quotient.nodeOf));
  if (!sound) return { ok: false, worst: Infinity };
  if (forest === null) return yield* certifyFluidSteps(problem, levels);
  const sampled = yield* sampledView(problem, levels);
  const worst = Math.max(sampled, worstOfForest(quotient, forest.weight, levels));
  return { ok: worst <= certificateTolerance, worst };
}

/** Whether endpoints of one class hang on one node by one link each. */
function apartBut({ graph: { offset, neighbour }, quotient: { nodeOf, partition }, problem }: Lifted): boolean {
  const last = new Int32Array(partition.classCount).fill(-1);
  for (const v of problem.endpoints) {
    const c = nodeOf[v]!;
    if (last[c]! >= 0) {
      const u = last[c]!;
      if (offset[u + 1]! - offset[u]! !== 1 || offset[v + 1]! - offset[v]! !== 1) return false;
      if (neighbour[offset[u]!] !== neighbour[offset[v]!]) return false;
    } else if (partition.size[c]! > 1 && offset[v + 1]! - offset[v]! !== 1) return false;
    last[c] = v;
  }
  return true;
}
