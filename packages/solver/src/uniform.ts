/**
 * Uniform traffic (every endpoint to every other) as a fluid, target by target: by orbits of the symmetries that hold, else on the quotient,
 * else flat. Rates of single pairs are written out only where there are few enough of them.
 */
import type { Topology, UniformFlows } from '@weft/topology';
import type { Layer, Result } from './result.ts';
import { within, type Steps } from './steps.ts';
import { certifyFluidSteps } from './fluid/certify.ts';
import { fluidLevels, never, stopLevels, type FluidLevels } from './fluid/levels.ts';
import { fluidProblem, type FluidProblem } from './fluid/problem.ts';
import { Dag } from './route/dag.ts';
import type { Policy } from './route/policy.ts';
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
  const layer: Layer = lessened ? 'orbits' : 'flat';
  return {
    layer,
    why: reason(problem, checked, levels),
    flowCount: endpoints.length * Math.max(0, endpoints.length - 1),
    rate_Gbps: null,
    bottleneck: null,
    ...gathered,
    certificate,
  };
}

function reason(problem: FluidProblem, checked: Checked, levels: FluidLevels): string {
  const { endpoints, targets } = problem;
  const by =
    targets.length < endpoints.length
      ? `${checked.orbits.accepted} symmetries of the fabric were checked and hold, so ${targets.length} targets stand for ${endpoints.length}`
      : `no symmetry makes two of the ${endpoints.length} targets alike, so each is computed`;
  const refused = checked.refused > 0 ? `; ${checked.refused} claimed symmetries do not hold and were left out` : '';
  const open = levels.settled
    ? ''
    : '; the slowest pairs are exact, but pairs that could still rise after them are given the highest common rate reached';
  return `${by}${refused}${open}`;
}

type Gathered = Pick<Result, 'arcLoad_Gbps' | 'rateSummary_Gbps' | 'perEndpoint_Gbps' | 'disconnected'>;

/** Loads, sums and figures from the levels: one more pass over the targets. */
function* gather(problem: FluidProblem, levels: FluidLevels): Steps<Gathered> {
  const { fabric, filter, endpoints, targets, multiplicity, pool, poolSize } = problem;
  const dag = new Dag(fabric, filter);
  const stopped = new Int32Array(fabric.nodeCount);
  const inject = new Float64Array(fabric.nodeCount);
  const load = new Float64Array(fabric.arcCount);
  let [min, max, total, connected, disconnected] = [Infinity, 0, 0, 0, 0];
  let pending = 0;
  const sent = new Float64Array(fabric.nodeCount);
  const sends = new Uint8Array(fabric.nodeCount);
  for (let i = 0; i < targets.length; i++) {
    const t = targets[i]!;
    const times = multiplicity[i]!;
    pending += dag.aim(t);
    stopLevels(dag, pool, levels.saturated, stopped);
    for (const s of endpoints) {
      inject[s] = 0;
      if (s === t) continue;
      if (dag.distance[s]! < 0) {
        disconnected += times;
        continue;
      }
      const r = levels.rate[stopped[s] === never ? levels.rate.length - 1 : stopped[s]!]!;
      inject[s] = r * times;
      sent[s]! += r * times;
      sends[s] = 1;
      connected += times;
      total += r * times;
      if (r < min) min = r;
      if (r > max) max = r;
    }
    dag.push(inject, load);
    if (pending < 300_000) continue;
    pending = 0;
    yield { phase: 'answer', fraction: i / targets.length };
  }
  const poolLoad = new Float64Array(poolSize.length);
  for (let a = 0; a < load.length; a++) if (load[a] !== 0) poolLoad[pool[a]!]! += load[a]!;
  for (let a = 0; a < load.length; a++) load[a] = pool[a]! < 0 ? 0 : poolLoad[pool[a]!]! / poolSize[pool[a]!]!;
  const perEndpoint_Gbps = perEndpoint(problem, sent, sends);
  return {
    arcLoad_Gbps: load,
    rateSummary_Gbps: connected === 0 ? { min: 0, mean: 0, max: 0 } : { min, mean: total / connected, max },
    perEndpoint_Gbps,
    disconnected,
  };
}

/**
 * The sums of sending endpoints. By orbits, `sent` holds a source's flows to the representatives alone; the mean of it over the source's
 * orbit is what each of them sends in all.
 */
function perEndpoint(problem: FluidProblem, sent: Float64Array, sends: Uint8Array): Result['perEndpoint_Gbps'] {
  const sums = new Map<number, { sum: number; count: number; sends: boolean }>();
  for (const s of problem.endpoints) {
    const orbit = problem.orbitOf === null ? s : problem.orbitOf[s]!;
    const group = sums.get(orbit) ?? { sum: 0, count: 0, sends: false };
    group.sum += sent[s]!;
    group.count++;
    group.sends ||= sends[s] === 1;
    sums.set(orbit, group);
  }
  let [min, total, senders] = [Infinity, 0, 0];
  for (const { sum, count, sends: any } of sums.values()) {
    if (!any) continue;
    min = Math.min(min, sum / count);
    total += sum;
    senders += count;
  }
  return senders === 0 ? { min: 0, mean: 0 } : { min, mean: total / senders };
}
