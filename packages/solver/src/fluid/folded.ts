/**
 * Uniform traffic on a folded fabric (see `sym/folds.ts`): what lies on one cell is alike, so each endpoint that is left is a target and each link that
 * is left a pool, in closed form from the folds.
 *
 * With a target held fixed, the copies of a fold that it lies in are its own and the others, which are still alike. So the target's view has for each
 * node that is left one node a choice of "own or others" in each fold that both lie in. A fold of C copies that a link leads into, but does not
 * come from, gives it C arcs, 1 to the own copy and C - 1 to the others; a link within the fold stays within a copy. That is all there is to
 * a view: no list of the fabric's links is looked at. O(links left x choices) a target.
 */
import type { Topology } from '@weft/topology';
import { arcLists, type Fabric } from '../route/fabric.ts';
import type { Certificate } from '../result.ts';
import type { Steps } from '../steps.ts';
import { foldedFabric, type Folded } from '../sym/folds.ts';
import { certifyFluidSteps } from './certify.ts';
import { isTrueTo } from './folded-proof.ts';
import type { FluidLevels } from './levels.ts';
import { withPools, type FluidProblem } from './problem.ts';
import type { Spread } from './spread.ts';
import type { View } from './views.ts';

/** More targets, or more arcs in all their views, and the folds gain too little. */
const mostTargets = 32;
const mostArcs = 400_000;
/** Pairs of choices looked at between two pauses, and what a link costs beside them. */
const viewQuantum = 10_000;
const lookWork = 8;

export interface FoldedProblem {
  readonly folded: Folded;
  readonly problem: FluidProblem;
  /** For all nodes of the fabric, their nodes in the view of a target. */
  readonly classesOf: (target: number) => Steps<Int32Array>;
}

/** Uniform traffic on the fabric folded; null where there is a filter or a length, or folding leaves too much. */
export function* foldedProblem(topology: Topology, fabric: Fabric, endpoints: Int32Array): Steps<FoldedProblem | null> {
  if (fabric.length !== null) return null;
  const folded = yield* foldedFabric(topology, fabric, endpoints);
  if (folded === null) return null;
  yield { phase: 'symmetry', fraction: 1 };
  const { links, nodes, copies, foldsOf, isEndpoint } = folded;
  const ends = nodes.filter((v) => isEndpoint[v] === 1);
  if (ends.length > mostTargets) return null;
  const choices = ends.reduce((sum, t) => sum + 2 ** foldsOf(t).length, 0);
  if (2 * choices * links.count > mostArcs) return null;
  const times = (folds: Iterable<number>): number => [...folds].reduce((product, f) => product * copies[f]!, 1);
  const capacity = new Float64Array(2 * links.count);
  const size = new Int32Array(2 * links.count);
  for (let e = 0; e < links.count; e++) {
    const members = times(new Set([...foldsOf(links.a[e]!), ...foldsOf(links.b[e]!)]));
    size.fill(members, 2 * e, 2 * e + 2);
    capacity.fill(members * links.capacity[e]!, 2 * e, 2 * e + 2);
  }
  const viewers: ViewOfTarget[] = [];
  const views: OneView[] = [];
  for (const t of ends) {
    const viewer = new ViewOfTarget(fabric, folded, t);
    viewers.push(viewer);
    views.push(yield* viewer.view(ends));
    yield { phase: 'symmetry', fraction: 1 };
  }
  const problem = withPools({
    fabric,
    filter: null,
    endpoints,
    targets: Int32Array.from(views, ({ target }) => target),
    multiplicity: Float64Array.from(ends, (t) => times(foldsOf(t))),
    orbitOf: null,
    kinds: {
      fabric,
      count: size.length,
      capacity,
      size,
      at: () => {
        throw new Error('arcs of a folded fabric have no kinds one by one; its loads are unfolded');
      },
      told: 'one by one',
      byEnds: null,
    },
    view: (i) => views[i]!.view,
    shared: false,
    *ready() {},
  });
  return { folded, problem, classesOf: (target) => viewers[target]!.classes() };
}

/** Links looked at for the proof of views: of all views where they are no more, else of one. */
const mostLooks = 8_000_000;

/** How many targets' views are held against all links of the fabric: all, or where that is too much to look at, the one in the middle. */
export function provenViews({ linkCount }: Topology, targets: Int32Array): number {
  return targets.length * linkCount <= mostLooks ? targets.length : 1;
}

/** Proof of levels on a folded fabric: that the views of targets are true to the fabric, and that the levels hold. */
export function* certifyFolded(
  topology: Topology,
  { problem, classesOf }: FoldedProblem,
  levels: FluidLevels,
): Steps<Certificate> {
  const { fabric, endpoints, targets, view } = problem;
  const all = provenViews(topology, targets) === targets.length;
  for (let i = all ? 0 : targets.length >> 1; i < targets.length; i++) {
    const classes = yield* classesOf(i);
    if (!(yield* isTrueTo(topology, fabric, endpoints, view(i), classes, targets[i]!))) {
      return { ok: false, worst: Infinity };
    }
    if (!all) break;
  }
  return yield* certifyFluidSteps(problem, levels);
}

/** Loads of all arcs from those of the links that are left. */
export function* unfoldLoad({ folded, problem }: FoldedProblem, poolLoad: Float64Array): Steps<Spread> {
  const each = poolLoad.map((sum, p) => sum / problem.kinds.size[p]!);
  const { id } = folded.links;
  const example = Int32Array.from(each, (_, p) => 2 * (id === null ? p >> 1 : id[p >> 1]!) + (p & 1));
  return { load: yield* folded.unfold(each), example };
}

interface OneView {
  readonly view: View;
  /** The target's node in it. */
  readonly target: number;
}

/** The view of one target. Its nodes are numbered: those of node v are `first[v] + choice`, the choices in binary, 1 for "others". */
class ViewOfTarget {
  readonly #fabric: Fabric;
  readonly #folded: Folded;
  readonly #target: number;
  /** Folds that the target lies in. */
  readonly #around: ReadonlySet<number>;
  readonly #first = new Map<number, number>();
  readonly #sharedOf = new Map<number, readonly number[]>();
  #count = 0;

  constructor(fabric: Fabric, folded: Folded, target: number) {
    this.#fabric = fabric;
    this.#folded = folded;
    this.#target = target;
    this.#around = new Set(folded.foldsOf(target));
    for (const v of folded.nodes) {
      const shared = folded.foldsOf(v).filter((f) => this.#around.has(f));
      this.#sharedOf.set(v, shared);
      this.#first.set(v, this.#count);
      this.#count += 2 ** shared.length;
    }
  }

  /** Built whole; the target's node has chosen its own copy in all folds. */
  *view(endpoints: Int32Array): Steps<OneView> {
    const { nodes, links, isEndpoint } = this.#folded;
    const { forwards, oneWidth } = this.#fabric;
    const arcs = { tail: [] as number[], head: [] as number[], kind: [] as number[], width: [] as number[] };
    let looked = 0;
    for (let e = 0; e < links.count; e++) {
      const each = oneWidth === true ? 1 : links.capacity[e]!;
      looked += this.#arcs(links.a[e]!, links.b[e]!, 2 * e, each, arcs);
      looked += this.#arcs(links.b[e]!, links.a[e]!, 2 * e + 1, each, arcs);
      if (looked < viewQuantum) continue;
      looked = 0;
      yield { phase: 'symmetry', fraction: 1 };
    }
    const passes = new Uint8Array(this.#count);
    const ends: number[] = [];
    const times: number[] = [];
    const orbit: number[] = [];
    const number = new Map(Array.from(endpoints, (v, i) => [v, i]));
    for (const v of nodes) {
      const first = this.#first.get(v)!;
      const choices = 2 ** this.#sharedOf.get(v)!.length;
      passes.fill(forwards[v]!, first, first + choices);
      for (let c = 0; isEndpoint[v] === 1 && c < choices; c++) {
        ends.push(first + c);
        times.push(this.#times(v, c));
        orbit.push(number.get(v)!);
      }
    }
    const tail = Int32Array.from(arcs.tail);
    const head = Int32Array.from(arcs.head);
    return {
      target: this.#first.get(this.#target)!,
      view: {
        fabric: {
          nodeCount: this.#count,
          arcCount: tail.length,
          tail,
          head,
          capacity: Float64Array.from(arcs.kind, (k) => links.capacity[k >> 1]!),
          width: Float64Array.from(arcs.width),
          length: null,
          forwards: passes,
          ...arcLists(this.#count, tail, head, null),
        },
        filter: null,
        kind: Int32Array.from(arcs.kind),
        ends: Int32Array.from(ends),
        times: Float64Array.from(times),
        orbit: Int32Array.from(orbit),
        nodeOf: null,
      },
    };
  }

  /** For all nodes of the fabric, their nodes in the view: what was laid on another in a fold around the target is one of "others" there. */
  *classes(): Steps<Int32Array> {
    const nodeOf = new Int32Array(this.#count);
    for (const [v, first] of this.#first) nodeOf.fill(v, first, first + 2 ** this.#sharedOf.get(v)!.length);
    const more = (number: number, place: number): number => {
      const v = nodeOf[number]!;
      const choice = this.#sharedOf.get(v)!.indexOf(this.#folded.foldsOf(v)[place]!);
      return choice < 0 ? 0 : 2 ** choice;
    };
    return yield* this.#folded.numbered((v) => this.#first.get(v)!, more);
  }

  /** The arcs of one link and direction, between all choices that go together; answers how much was looked at. */
  #arcs(
    from: number,
    to: number,
    kind: number,
    each: number,
    arcs: { tail: number[]; head: number[]; kind: number[]; width: number[] },
  ): number {
    const { copies, foldsOf } = this.#folded;
    const here = this.#sharedOf.get(from)!;
    const there = this.#sharedOf.get(to)!;
    const passed = foldsOf(from);
    const entered = foldsOf(to).filter((f) => !passed.includes(f));
    const whole = entered.reduce((width, f) => (this.#around.has(f) ? width : width * copies[f]!), each);
    for (let x = 0; x < 2 ** here.length; x++) {
      for (let y = 0; y < 2 ** there.length; y++) {
        let width = whole;
        for (let j = 0; j < there.length && width > 0; j++) {
          const others = (y >> j) & 1;
          const i = here.indexOf(there[j]!);
          if (i < 0) width *= others === 1 ? copies[there[j]!]! - 1 : 1;
          else if (((x >> i) & 1) !== others) width = 0;
        }
        if (width === 0) continue;
        arcs.tail.push(this.#first.get(from)! + x);
        arcs.head.push(this.#first.get(to)! + y);
        arcs.kind.push(kind);
        arcs.width.push(width);
      }
    }
    return lookWork + 2 ** (here.length + there.length);
  }

  /** How many nodes a node of the view stands for. */
  #times(v: number, choice: number): number {
    const { copies, foldsOf } = this.#folded;
    const shared = this.#sharedOf.get(v)!;
    return foldsOf(v).reduce((times, f) => {
      const i = shared.indexOf(f);
      return times * (i < 0 ? copies[f]! : ((choice >> i) & 1) === 1 ? copies[f]! - 1 : 1);
    }, 1);
  }
}
