/**
 * Failures solved from the allocation before them, for fabrics in which few targets are alike: only the pairs that a failure reaches are computed.
 *
 * In: uniform fluid traffic, before the failures that are tried. Each pair of kinds of endpoints (alike under symmetries that move few nodes, so that
 * most failures keep them) is a row: the pools its ways cross, and the part of it on each. A failure that takes whole pools moves the rows on them
 * and no others, since the shortest ways of a source change only when one of them goes. Moved rows are laid anew, target by target, and the rates
 * that follow are found by `IncrementalFilling.tryOut`, whose answer is the max-min allocation or none. Then, and where a failure breaks a symmetry, the
 * caller solves from nothing.
 *
 * Making it costs one solve and a row a pair; a failure costs a search a target that it reaches, and what of the rates it changes.
 */
import type { Symmetry, Topology } from '@weft/topology';
import { within, type Steps } from '../steps.ts';
import { fluidLevels, never } from '../fluid/levels.ts';
import { fluidProblem, type FluidProblem } from '../fluid/problem.ts';
import type { View } from '../fluid/views.ts';
import { IncrementalFilling } from '../maxmin/incremental.ts';
import type { Instance } from '../maxmin/instance.ts';
import { Dag } from '../route/dag.ts';
import { arcLists, type Failures } from '../route/fabric.ts';
import type { Policy } from '../route/policy.ts';
import { DagWalk } from '../route/walk.ts';
import { guessWork } from '../sym/found.ts';
import { OrbitGathering, twinSwaps } from '../sym/orbits.ts';
import { colouredGraphSteps } from '../sym/quotient.ts';
import { siblingSwaps } from '../sym/siblings.ts';
import { ascending, summed } from './many.ts';
import type { Left } from './scenario.ts';

/** Symmetries that move more nodes than this are broken by most failures. */
const fewNodes = 64;
/** Rows cross at most so many pools together: 12 bytes each, and as much again by pools. */
const entryLimit = 8_000_000;
/** Arc visits for the allocation before failures. */
const levelBudget = 1e9;
/** Failures of a kind that may reach too far, more than those that do not, before none is tried any more. */
const patience = 4;
/** Arc visits or entries between two yields. */
const quantum = 200_000;

/** Who a row is of, and how many pairs it stands for. */
interface Pair {
  readonly target: number;
  /** A node of the view that sends. */
  readonly end: number;
}

export class NearFailures {
  readonly #topology: Topology;
  readonly #policy: Policy;
  readonly #problem: FluidProblem;
  readonly #view: View;
  readonly #rows: Rows;
  readonly #filling: IncrementalFilling;
  /** Rows by ascending level, and what all have together. */
  readonly #ascending: Int32Array;
  readonly #total: number;
  /** Per kind of failure: how many more reached too far than did not. */
  readonly #inVain = new Map<string, number>();

  private constructor(
    topology: Topology,
    policy: Policy,
    problem: FluidProblem,
    rows: Rows,
    filling: IncrementalFilling,
  ) {
    this.#topology = topology;
    this.#policy = policy;
    this.#problem = problem;
    this.#view = problem.view(0);
    this.#rows = rows;
    this.#filling = filling;
    const level = filling.rate.map((r, f) => r / rows.weight[f]!);
    this.#ascending = ascending(level);
    this.#total = summed(filling.rate);
  }

  /** Null where it does not pay: few targets are left by symmetry anyhow, or the rows do not fit. */
  static *of(topology: Topology, policy: Policy, endpoints: Int32Array): Steps<NearFailures | null> {
    if (policy.kind !== 'fluid' || policy.filter !== null) return null;
    const isEndpoint = new Uint8Array(topology.nodeCount);
    for (const v of endpoints) isEndpoint[v] = 1;
    const gathering = new OrbitGathering(policy.fabric, isEndpoint, yield* colouredGraphSteps(policy.fabric));
    let work = 0;
    for (const symmetry of claimed(topology, policy, endpoints)) {
      work += 16 * symmetry.nodes.length + guessWork;
      if (symmetry.nodes.length <= fewNodes) yield* gathering.takeSteps(symmetry);
      if (work < quantum) continue;
      work = 0;
      yield { phase: 'symmetry', fraction: 0 };
    }
    const problem = fluidProblem(policy.fabric, null, endpoints, yield* gathering.orbitsSteps());
    if (!problem.shared) return null;
    yield* problem.ready();
    const rows = new Rows(problem.view(0).kind, problem.poolCapacity.length);
    const written = yield* within(writeRows(problem, rows), 0, 0.4);
    if (!written) return null;
    const levels = yield* within(fluidLevels(problem, levelBudget), 0.4, 0.9);
    if (!levels.settled) return null;
    yield { phase: 'filling', fraction: 0.9 };
    const universe = rows.instance(problem.poolCapacity);
    const known = ratesOf(universe, levels);
    yield { phase: 'filling', fraction: 0.95 };
    const filling = yield* IncrementalFilling.steps(universe, known.rate.keys(), known);
    yield { phase: 'filling', fraction: 1 };
    return new NearFailures(topology, policy, problem, rows, filling);
  }

  /** What is left; null when it must be solved from nothing. */
  *left(failures: Failures): Steps<Left | null> {
    // Where most failures of a kind reach everything, trying them ends.
    const kindOfFailure = this.#kindOf(failures);
    const inVain = this.#inVain.get(kindOfFailure) ?? 0;
    if (inVain > patience) return null;
    const gone = this.#poolsOf(failures);
    if (gone === null) return null;
    const moved = new Set<number>();
    for (const p of gone) for (const f of this.#filling.flows.on(p)) moved.add(f);
    const { pairs, weight } = this.#rows;
    const stop = [...moved].toSorted((a, b) => pairs[a]!.target - pairs[b]!.target || a - b);
    const { dag, kind } = this.#without(gone);
    const laid = new Rows(kind, this.#problem.poolCapacity.length);
    const writer = new RowWriter(dag, laid);
    const { targets } = this.#problem;
    const { nodeOf } = this.#view;
    let cut = this.#rows.cut;
    let aimed = -1;
    let pending = 0;
    for (const f of stop) {
      const { target, end } = pairs[f]!;
      if (target !== aimed) {
        aimed = target;
        pending += dag.aim(nodeOf === null ? targets[target]! : nodeOf[targets[target]!]!);
      }
      if (dag.distance[end]! < 0) cut += weight[f]!;
      else writer.write({ target, end }, weight[f]!);
      if (pending < quantum) continue;
      pending = 0;
      yield { phase: 'routes', fraction: 0 };
    }
    yield { phase: 'filling', fraction: 0.5 };
    const beside = laid.instance(this.#problem.poolCapacity);
    const trial = this.#filling.tryOut(stop, beside);
    if (trial === null) {
      this.#inVain.set(kindOfFailure, inVain + 1);
      return null;
    }
    this.#inVain.set(kindOfFailure, Math.max(0, inVain - 1));
    const changed = new Set([...stop, ...trial.flows]);
    const parts = [this.#total];
    let connected = this.#rows.connected;
    for (const f of changed) parts.push(-this.#filling.rate[f]!);
    for (const f of stop) connected -= weight[f]!;
    let min = Infinity;
    for (const f of this.#ascending) {
      if (changed.has(f)) continue;
      min = this.#filling.rate[f]! / weight[f]!;
      break;
    }
    trial.rate.forEach((r, i) => {
      const own = i < trial.flows.length ? weight[trial.flows[i]!]! : laid.weight[i - trial.flows.length]!;
      parts.push(r);
      if (i >= trial.flows.length) connected += own;
      if (r / own < min) min = r / own;
    });
    return connected === 0
      ? { min_Gbps: 0, mean_Gbps: 0, disconnected: cut }
      : { min_Gbps: min, mean_Gbps: summed(parts) / connected, disconnected: cut };
  }

  /** Failures of links of the same classes, or of nodes of the same, reach about as far. */
  #kindOf({ links, nodes }: Failures): string {
    const { linkClass, nodeClass } = this.#topology;
    const ofLinks = new Set(Array.from(links, (e) => linkClass[e]!));
    const ofNodes = new Set(Array.from(nodes, (v) => nodeClass[v]!));
    return `${[...ofLinks].toSorted((a, b) => a - b).join()} ${[...ofNodes].toSorted((a, b) => a - b).join()}`;
  }

  /** The pools that failures take; null when they take a part of one, which parts what was alike. */
  #poolsOf({ links, nodes }: Failures): number[] | null {
    const { pool, poolSize } = this.#problem;
    const { outOffset, outArc } = this.#policy.fabric;
    const arcs = new Set<number>();
    for (const e of links) for (const a of [2 * e, 2 * e + 1]) arcs.add(a);
    for (const v of nodes) {
      for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) for (const a of [outArc[i]!, outArc[i]! ^ 1]) arcs.add(a);
    }
    const taken = new Map<number, number>();
    for (const a of arcs) if (pool[a]! >= 0) taken.set(pool[a]!, (taken.get(pool[a]!) ?? 0) + 1);
    for (const [p, count] of taken) if (count !== poolSize[p]) return null;
    return [...taken.keys()];
  }

  /** The view without some pools. */
  #without(gone: readonly number[]): { dag: Dag; kind: Int32Array } {
    const { fabric, kind } = this.#view;
    const isGone = new Uint8Array(this.#problem.poolCapacity.length);
    for (const p of gone) isGone[p] = 1;
    const alive = new Uint8Array(fabric.arcCount);
    for (const a of fabric.outArc) alive[a] = 1 - isGone[kind[a]!]!;
    const { nodeCount, arcCount, tail, head, capacity, width, length, forwards } = fabric;
    const lists = arcLists(nodeCount, tail, head, alive);
    return {
      dag: new Dag({ nodeCount, arcCount, tail, head, capacity, width, length, forwards, ...lists }),
      kind,
    };
  }
}

/** What could hold: what generators claim, what hangs alike on one node, what the groups suggest. */
function* claimed(topology: Topology, policy: Policy, endpoints: Int32Array): Iterable<Symmetry> {
  for (const region of topology.regions) yield* region.symmetries;
  yield* twinSwaps(policy.fabric, endpoints);
  yield* siblingSwaps(topology);
}

/** Writes the rows of all pairs; false when they do not fit. */
function* writeRows(problem: FluidProblem, rows: Rows): Steps<boolean> {
  const { targets, multiplicity } = problem;
  const { ends, times, nodeOf, fabric } = problem.view(0);
  const dag = new Dag(fabric);
  const writer = new RowWriter(dag, rows);
  let told = 0;
  let looked = 0;
  for (let target = 0; target < targets.length; target++) {
    looked += dag.aim(nodeOf === null ? targets[target]! : nodeOf[targets[target]!]!);
    ends.forEach((end, e) => {
      const count = multiplicity[target]! * times[e]!;
      if (end === dag.target) return;
      if (dag.distance[end]! < 0) rows.cut += count;
      else writer.write({ target, end }, count);
    });
    // Targets are much alike, so the first few tell what all will take.
    if (target >= 4 && (rows.length / (target + 1)) * targets.length > 1.2 * entryLimit) return false;
    if (rows.length > entryLimit) return false;
    if (looked + rows.length < told + quantum) continue;
    told = looked + rows.length;
    yield { phase: 'routes', fraction: target / targets.length };
  }
  return true;
}

/** Rates of rows by the level at which the first of their pools saturated. */
function ratesOf(
  { offset, link, weight }: Instance,
  { saturated, rate }: { readonly saturated: Int32Array; readonly rate: Float64Array },
): { rate: Float64Array; bottleneck: Int32Array } {
  const rows = offset.length - 1;
  const known = { rate: new Float64Array(rows), bottleneck: new Int32Array(rows) };
  for (let f = 0; f < rows; f++) {
    let least = never;
    for (let e = offset[f]!; e < offset[f + 1]!; e++) {
      const p = link[e]!;
      if (saturated[p]! >= least) continue;
      least = saturated[p]!;
      known.bottleneck[f] = p;
    }
    if (least === never) throw new Error(`row ${f} crosses no pool that saturated, though all pairs stopped`);
    known.rate[f] = rate[least]! * weight![f]!;
  }
  return known;
}

/** Rows by pools, grown by doubling. */
class Rows {
  readonly kind: Int32Array;
  readonly pairs: Pair[] = [];
  readonly weight: number[] = [];
  readonly offset: number[] = [0];
  /** Pairs without a way, and with one. */
  cut = 0;
  connected = 0;
  length = 0;
  #link = new Int32Array(4096);
  #share = new Float64Array(4096);
  /** Per pool: where the row that is written has it. */
  readonly #at: Int32Array;

  constructor(kind: Int32Array, pools: number) {
    this.kind = kind;
    this.#at = new Int32Array(pools).fill(-1);
  }

  /** Adds a part of the row on an arc of the view. */
  add(arc: number, part: number): void {
    const pool = this.kind[arc]!;
    const at = this.#at[pool]!;
    if (at >= 0) {
      this.#share[at]! += part;
      return;
    }
    if (this.length === this.#link.length) {
      this.#link = grown(new Int32Array(2 * this.length), this.#link);
      this.#share = grown(new Float64Array(2 * this.length), this.#share);
    }
    this.#at[pool] = this.length;
    this.#link[this.length] = pool;
    this.#share[this.length++] = part;
  }

  /** Ends a row; one that crosses the same pools in the same parts as the one before, to the same target, is counted with it. */
  end(pair: Pair, count: number): void {
    const from = this.offset.at(-1)!;
    for (let i = from; i < this.length; i++) this.#at[this.#link[i]!] = -1;
    this.connected += count;
    if (this.pairs.at(-1)?.target === pair.target && this.#repeats(from)) {
      this.length = from;
      this.weight[this.weight.length - 1]! += count;
      return;
    }
    this.pairs.push(pair);
    this.weight.push(count);
    this.offset.push(this.length);
  }

  #repeats(from: number): boolean {
    const before = this.offset.at(-2)!;
    if (from - before !== this.length - from) return false;
    for (let i = before, j = from; i < from; i++, j++) {
      if (this.#link[i] !== this.#link[j] || this.#share[i] !== this.#share[j]) return false;
    }
    return true;
  }

  instance(capacity: Float64Array): Instance & { readonly share: Float64Array; readonly weight: Float64Array } {
    return {
      capacity,
      offset: Int32Array.from(this.offset),
      link: this.#link.slice(0, this.length),
      share: this.#share.slice(0, this.length),
      weight: Float64Array.from(this.weight),
      cap: null,
    };
  }
}

function grown<A extends Int32Array | Float64Array>(wider: A, array: A): A {
  wider.set(array);
  return wider;
}

/** Lays rows along the shortest paths that are aimed at. */
class RowWriter {
  readonly #dag: Dag;
  readonly #walk: DagWalk;
  readonly #rows: Rows;
  readonly #flow: Float64Array;

  constructor(dag: Dag, rows: Rows) {
    this.#dag = dag;
    this.#walk = new DagWalk(dag);
    this.#rows = rows;
    this.#flow = new Float64Array(dag.fabric.nodeCount);
  }

  /** The row from a node that reaches the target; `count` pairs have it. */
  write(pair: Pair, count: number): void {
    const { outWidth, fabric, target } = this.#dag;
    const { head, width } = fabric;
    const flow = this.#flow;
    flow[pair.end] = 1;
    this.#walk.from(pair.end, (u, arcs, from, to) => {
      const x = flow[u]!;
      flow[u] = 0;
      for (let i = from; i < to; i++) {
        const a = arcs[i]!;
        const part = to - from === 1 ? x : (x / outWidth[u]!) * width[a]!;
        this.#rows.add(a, part);
        flow[head[a]!]! += part;
      }
    });
    flow[target] = 0;
    this.#rows.end(pair, count);
  }
}
