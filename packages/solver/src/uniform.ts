/**
 * Uniform traffic (every endpoint to every other) as a fluid, target by target: by orbits of the symmetries that hold, else on the quotient,
 * else flat. Rates of single pairs are written out only where there are few enough of them.
 */
import { say } from '@weft/units';
import type { Topology, UniformFlows } from '@weft/topology';
import type { Layer, Result } from './result.ts';
import { within, type Steps } from './steps.ts';
import { certifyFluidSteps } from './fluid/certify.ts';
import { fluidLevels, never, stopLevels, type FluidAnswer, type FluidLevels } from './fluid/levels.ts';
import { fluidProblem, type FluidProblem } from './fluid/problem.ts';
import { Sight } from './fluid/sight.ts';
import { Sums } from './fluid/sums.ts';
import type { Policy } from './route/policy.ts';
import { onePerClass } from './slowest.ts';
import type { KindsByEnds } from './sym/kinds.ts';
import { orbitsUnder, type Checked } from './sym/found.ts';

/** Arc visits before pairs that still rise are left at the last common level: about half a minute. */
const wholeBudget = 4e9;

interface Filled {
  readonly checked: Checked;
  readonly problem: FluidProblem;
  readonly levels: FluidLevels;
  readonly gathered: Gathered;
}

/** The rates of uniform traffic in `budget` arc visits, without their proof: for scenarios by the hundred. */
export function* uniformLevels(topology: Topology, flows: UniformFlows, policy: Policy, budget: number): Steps<Filled> {
  const { endpoints } = flows;
  const checked = yield* within(orbitsUnder(topology, policy, endpoints), 0, 0);
  const problem = fluidProblem(policy.fabric, policy.filter, endpoints, checked.orbits);
  yield* within(problem.ready(), 0, 0);
  const levels = yield* within(fluidLevels(problem, budget), 0, 0.75);
  const gathered = yield* within(gather(problem, levels), 0.75, 1);
  return { checked, problem, levels, gathered };
}

/** Solves uniform traffic under a fluid policy. */
export function* solveUniform(topology: Topology, flows: UniformFlows, policy: Policy): Steps<Result> {
  const { endpoints } = flows;
  const { checked, problem, levels, gathered } = yield* within(
    uniformLevels(topology, flows, policy, wholeBudget),
    0,
    0.8,
  );
  const lessened = problem.targets.length < endpoints.length;
  const certificate = yield* within(certifyFluidSteps(problem, levels), 0.8, 1);
  const { rateSummary_Gbps, perEndpoint_Gbps, disconnected, poolLoad } = gathered;
  const { load, example } = yield* within(spreadLoad(topology, problem, poolLoad), 1, 1);
  const layer: Layer = lessened ? 'orbits' : 'flat';
  return {
    layer,
    why: reason(problem, checked, levels),
    flowCount: endpoints.length * Math.max(0, endpoints.length - 1),
    rate_Gbps: null,
    bottleneck: null,
    slowestAt: onePerClass(
      topology,
      example.filter((_, p) => levels.saturated[p] === 0),
    ),
    rateSummary_Gbps,
    perEndpoint_Gbps,
    disconnected,
    arcLoad_Gbps: load,
    certificate,
  };
}

function reason(problem: FluidProblem, checked: Checked, levels: FluidLevels): string {
  const { endpoints, targets } = problem;
  const by =
    targets.length < endpoints.length
      ? say`${checked.orbits.accepted} symmetries of the fabric were checked and hold, so ${targets.length} targets stand for ${endpoints.length}`
      : say`no symmetry makes two of the ${endpoints.length} targets alike, so each is computed`;
  const refused = checked.refused > 0 ? say`; ${checked.refused} claimed symmetries do not hold and were left out` : '';
  const open = levels.settled
    ? ''
    : say`; the slowest pairs are exact, but pairs that could still rise after them are given the highest common rate reached`;
  return `${by}${refused}${open}`;
}

interface Gathered extends Pick<Result, 'rateSummary_Gbps' | 'perEndpoint_Gbps' | 'disconnected'> {
  readonly poolLoad: Float64Array;
}

/** Loads and figures from the levels: one more pass over the targets, where the filling has not added them up itself. */
function* gather(problem: FluidProblem, levels: FluidLevels): Steps<Gathered> {
  const { multiplicity } = problem;
  const { poolLoad, sums } = levels.answer ?? (yield* addUp(problem, levels));
  return { poolLoad, ...sums.figures(multiplicity) };
}

function* addUp(problem: FluidProblem, levels: FluidLevels): Steps<FluidAnswer> {
  const { targets, multiplicity, poolSize } = problem;
  const sight = new Sight(problem);
  const poolLoad = new Float64Array(poolSize.length);
  const sums = new Sums(targets.length);
  let pending = 0;
  for (let i = 0; i < targets.length; i++) {
    pending += sight.aim(i);
    const { view, dag, stopped, inject } = sight;
    stopLevels(dag, view.kind, levels.saturated, stopped);
    view.ends.forEach((s, e) => {
      inject[s] = 0;
      if (s === dag.target) return;
      const pairs = multiplicity[i]! * view.times[e]!;
      if (dag.distance[s]! < 0) {
        sums.cut(pairs);
        return;
      }
      const r = levels.rate[stopped[s] === never ? levels.rate.length - 1 : stopped[s]!]!;
      inject[s] = r * pairs;
      sums.add(view.orbit[e]!, pairs, r);
    });
    sight.push(poolLoad);
    if (pending < 300_000) continue;
    pending = 0;
    yield { phase: 'answer', fraction: i / targets.length };
  }
  return { poolLoad, sums };
}

/** Arcs between two yields while loads are written out. */
const slice = 500_000;

interface Spread {
  readonly load: Float64Array;
  /** Per kind: one of its arcs. */
  readonly example: Int32Array;
}

/** Loads of the arcs of links `from ... to`; links of one kind mostly stand in a row, so only where it ends is anything looked up. */
function spreadRun(
  { number, orbits, kind }: KindsByEnds,
  linkA: Int32Array,
  linkB: Int32Array,
  from: number,
  to: number,
  each: Float64Array,
  { load, example }: Spread,
): number {
  for (let e = from; e < to;) {
    const a = number[linkA[e]!]!;
    const b = number[linkB[e]!]!;
    const onward = kind[a * orbits + b]!;
    const backward = kind[b * orbits + a]!;
    const there = each[onward]!;
    const back = each[backward]!;
    do {
      load[2 * e] = there;
      load[2 * e + 1] = back;
      e++;
    } while (e < to && number[linkA[e]!] === a && number[linkB[e]!] === b);
    example[onward] = 2 * e - 2;
    example[backward] = 2 * e - 1;
  }
  return to;
}

/** Loads of arcs from those of their kinds. */
function* spreadLoad(
  { linkA, linkB }: Topology,
  { fabric, kinds }: FluidProblem,
  poolLoad: Float64Array,
): Steps<Spread> {
  const { outOffset, outArc, nodeCount } = fabric;
  const each = poolLoad.map((sum, p) => sum / kinds.size[p]!);
  const load = new Float64Array(fabric.arcCount);
  const example = new Int32Array(kinds.count);
  if (kinds.byEnds !== null) {
    for (let e = 0; e < linkA.length;) {
      e = spreadRun(kinds.byEnds, linkA, linkB, e, Math.min(e + slice, linkA.length), each, { load, example });
      yield { phase: 'answer', fraction: e / linkA.length };
    }
    return { load, example };
  }
  let until = slice;
  for (let v = 0; v < nodeCount; v++) {
    for (let i = outOffset[v]!; i < outOffset[v + 1]!; i++) {
      const kind = kinds.at(v, i);
      load[outArc[i]!] = each[kind]!;
      example[kind] = outArc[i]!;
    }
    if (outOffset[v]! < until) continue;
    until += slice;
    yield { phase: 'answer', fraction: v / nodeCount };
  }
  return { load, example };
}
