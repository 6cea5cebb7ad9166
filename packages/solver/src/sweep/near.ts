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
import { inSlices, within, type Steps } from '../steps.ts';
import { fluidLevels, never } from '../fluid/levels.ts';
import { fluidProblem, type FluidProblem } from '../fluid/problem.ts';
import type { View } from '../fluid/views.ts';
import { IncrementalFilling, type Trial } from '../maxmin/incremental.ts';
import { fillSteps } from '../maxmin/fill.ts';
import { Dag } from '../route/dag.ts';
import { arcLists, type Failures } from '../route/fabric.ts';
import type { Policy } from '../route/policy.ts';
import { guessWork } from '../sym/found.ts';
import { OrbitGathering, twinSwaps } from '../sym/orbits.ts';
import { colouredGraphSteps } from '../sym/quotient.ts';
import { siblingSwaps } from '../sym/siblings.ts';
import { loneEnd } from './lone.ts';
import { ascending, summed } from './many.ts';
import { replaced, RowWriter, Rows, writeRows, type RowInstance } from './rows.ts';
import type { Left } from './scenario.ts';

/** Symmetries that move more nodes than this are broken by most failures. */
const fewNodes = 64;
/** Arc visits for the allocation before failures. */
const levelBudget = 1e9;
/** Failures of a kind that may reach too far, more than those that do not, before none is tried any more. */
const patience = 4;
/** Arc visits or entries between two yields. */
const quantum = 200_000;
/** Rows between two yields: some dozens of entries each at most. */
const rowSlice = 10_000;

/** What failures do to rows: those that stop, those that come in their place, how many pairs have no way then, and other capacities of pools. */
interface Moved {
  readonly stop: readonly number[];
  readonly beside: RowInstance;
  readonly cut: number;
  readonly capacity: readonly { readonly link: number; readonly value: number }[];
}

export class NearFailures {
  readonly #topology: Topology;
  readonly #policy: Policy;
  readonly #problem: FluidProblem;
  readonly #view: View;
  readonly #rows: Rows;
  readonly #universe: RowInstance;
  readonly #filling: IncrementalFilling;
  /** Rows by ascending level, and what all have together. */
  readonly #ascending: Int32Array;
  readonly #total: number;
  /** Per node of the view with endpoints: the place of their kind among the targets; -1 for others. */
  readonly #kindOfNode: Int32Array;
  /** Per kind of failure: how many more reached too far than did not. */
  readonly #inVain = new Map<string, number>();

  private constructor(
    topology: Topology,
    policy: Policy,
    problem: FluidProblem,
    rows: Rows,
    universe: RowInstance,
    filling: IncrementalFilling,
  ) {
    this.#topology = topology;
    this.#policy = policy;
    this.#problem = problem;
    this.#view = problem.view(0);
    this.#rows = rows;
    this.#universe = universe;
    this.#filling = filling;
    const level = filling.rate.map((r, f) => r / rows.weight[f]!);
    this.#ascending = ascending(level);
    this.#total = summed(filling.rate);
    const { ends, orbit, fabric } = this.#view;
    this.#kindOfNode = new Int32Array(fabric.nodeCount).fill(-1);
    ends.forEach((v, i) => (this.#kindOfNode[v] = orbit[i]!));
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
    yield { phase: 'filling', fraction: 0.92 };
    const known = yield* ratesOf(universe, levels);
    yield { phase: 'filling', fraction: 0.95 };
    const filling = yield* IncrementalFilling.steps(universe, known.rate.keys(), known);
    yield { phase: 'filling', fraction: 1 };
    return new NearFailures(topology, policy, problem, rows, universe, filling);
  }

  /** What is left; null when it must be solved from nothing. */
  *left(failures: Failures): Steps<Left | null> {
    const gone = this.#poolsOf(failures);
    const moved = gone === null ? this.#thinned(failures) : yield* this.#laidAnew(gone);
    if (moved === null) return null;
    yield { phase: 'filling', fraction: 0.5 };
    // Where most failures of a kind reach everything, trying them ends.
    const kindOfFailure = this.#kindOf(failures);
    const inVain = this.#inVain.get(kindOfFailure) ?? 0;
    if (inVain > patience) return yield* this.#filledAnew(moved);
    const { stop, beside, cut, capacity } = moved;
    const trial = yield* this.#filling.tryOutSteps(stop, beside, capacity);
    this.#inVain.set(kindOfFailure, Math.max(0, inVain + (trial === null ? 1 : -1)));
    yield { phase: 'filling', fraction: 0.9 };
    return trial === null ? yield* this.#filledAnew(moved) : this.#leftBy(stop, trial, beside.weight, cut);
  }

  /** Fills all rows from nothing: where a failure reaches most of them. Their ways need not be found again. */
  *#filledAnew({ stop, beside, cut, capacity }: Moved): Steps<Left> {
    const capacities = this.#problem.poolCapacity.slice();
    for (const { link, value } of capacity) capacities[link] = value;
    const instance = replaced(
      this.#universe,
      stop.toSorted((a, b) => a - b),
      beside,
      capacities,
    );
    yield { phase: 'filling', fraction: 0.5 };
    const { rate } = yield* fillSteps(instance);
    const { weight } = instance;
    const connected = summed(weight);
    let min = Infinity;
    for (let f = 0; f < rate.length; f++) if (rate[f]! / weight[f]! < min) min = rate[f]! / weight[f]!;
    return connected === 0
      ? { min_Gbps: 0, mean_Gbps: 0, disconnected: cut }
      : { min_Gbps: min, mean_Gbps: summed(rate) / connected, disconnected: cut };
  }

  /** Sums up what a trial gives: what it changes against what stays. */
  #leftBy(stop: readonly number[], trial: Trial, besideWeight: Float64Array, cut: number): Left {
    const { weight } = this.#rows;
    const { rate } = this.#filling;
    const changed = new Set([...stop, ...trial.flows]);
    const parts = [this.#total];
    let connected = this.#rows.connected;
    for (const f of changed) parts.push(-rate[f]!);
    for (const f of stop) connected -= weight[f]!;
    let min = Infinity;
    for (const f of this.#ascending) {
      if (changed.has(f)) continue;
      min = rate[f]! / weight[f]!;
      break;
    }
    trial.rate.forEach((r, i) => {
      const own = i < trial.flows.length ? weight[trial.flows[i]!]! : besideWeight[i - trial.flows.length]!;
      parts.push(r);
      if (i >= trial.flows.length) connected += own;
      if (r / own < min) min = r / own;
    });
    return connected === 0
      ? { min_Gbps: 0, mean_Gbps: 0, disconnected: cut }
      : { min_Gbps: min, mean_Gbps: summed(parts) / connected, disconnected: cut };
  }

  /** The rows that cross some pools, by target. */
  #rowsOn(pools: readonly number[]): number[] {
    const { pairs } = this.#rows;
    const found = new Set<number>();
    for (const p of pools) for (const f of this.#filling.flows.on(p)) found.add(f);
    return [...found].toSorted((a, b) => pairs[a]!.target - pairs[b]!.target || a - b);
  }

  /** Lays the rows on pools that are gone along the ways that are left. */
  *#laidAnew(gone: readonly number[]): Steps<Moved> {
    const { pairs, weight } = this.#rows;
    const stop = this.#rowsOn(gone);
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
      const before = laid.length;
      if (dag.distance[end]! < 0) cut += weight[f]!;
      else writer.write({ target, end }, weight[f]!);
      pending += 16 + 16 * Math.max(0, laid.length - before);
      if (pending < quantum) continue;
      pending = 0;
      yield { phase: 'routes', fraction: 0 };
    }
    return { stop, beside: laid.instance(this.#problem.poolCapacity), cut, capacity: [] };
  }

  /** Has the rows of a kind of endpoints that loses one stand for fewer pairs; null where that is not what the failures do. */
  #thinned({ links, nodes }: Failures): Moved | null {
    const [link, ...others] = links;
    if (link === undefined || others.length > 0 || [...nodes].length > 0) return null;
    const { multiplicity, poolCapacity, poolSize } = this.#problem;
    const { nodeOf } = this.#view;
    const kinds = this.#kindOfNode;
    const lone = loneEnd(this.#problem, this.#policy.fabric, (v) => kinds[nodeOf === null ? v : nodeOf[v]!]!, link);
    if (lone === null) return null;
    const { pairs, weight } = this.#rows;
    const { offset, link: poolOf, share } = this.#universe;
    const pairsOf = (target: number, sender: number, less: number): number => {
      const left = (kind: number): number => multiplicity[kind]! - (kind === lone.kind ? less : 0);
      return target === sender ? left(target) * (left(target) - 1) : left(target) * left(sender);
    };
    const stop = this.#rowsOn(lone.pools);
    const parts = { offset: [0], link: [] as number[], share: [] as number[], weight: [] as number[] };
    let { cut } = this.#rows;
    for (const f of stop) {
      const { target, end } = pairs[f]!;
      const sender = kinds[end]!;
      // What it still reaches, it would reach by another way.
      if (lone.reached.has(target === lone.kind ? sender : target)) return null;
      const rest = (weight[f]! * pairsOf(target, sender, 1)) / pairsOf(target, sender, 0);
      cut += weight[f]! - rest;
      if (rest === 0) continue;
      for (let i = offset[f]!; i < offset[f + 1]!; i++) {
        parts.link.push(poolOf[i]!);
        parts.share.push(share[i]!);
      }
      parts.weight.push(rest);
      parts.offset.push(parts.link.length);
    }
    const beside = {
      capacity: poolCapacity,
      offset: Int32Array.from(parts.offset),
      link: Int32Array.from(parts.link),
      share: Float64Array.from(parts.share),
      weight: Float64Array.from(parts.weight),
      cap: null,
    };
    const capacity = lone.pools.map((p) => ({ link: p, value: poolCapacity[p]! * (1 - 1 / poolSize[p]!) }));
    return { stop, beside, cut: Math.round(cut), capacity };
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

/** Rates of rows by the level at which the first of their pools saturated. */
function* ratesOf(
  { offset, link, weight }: RowInstance,
  { saturated, rate }: { readonly saturated: Int32Array; readonly rate: Float64Array },
): Steps<{ rate: Float64Array; bottleneck: Int32Array }> {
  const rows = weight.length;
  const known = { rate: new Float64Array(rows), bottleneck: new Int32Array(rows) };
  yield* inSlices(rows, rowSlice, 'filling', (from, to) => {
    for (let f = from; f < to; f++) {
      let least = never;
      for (let e = offset[f]!; e < offset[f + 1]!; e++) {
        const p = link[e]!;
        if (saturated[p]! >= least) continue;
        least = saturated[p]!;
        known.bottleneck[f] = p;
      }
      if (least === never) throw new Error(`row ${f} crosses no pool that saturated, though all pairs stopped`);
      known.rate[f] = rate[least]! * weight[f]!;
    }
  });
  return known;
}
