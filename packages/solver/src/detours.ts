/**
 * Uniform traffic under Valiant or the adaptive mix, for more flows than can be written out: one rate for all pairs.
 */
import { done, type Outcome, say } from '@weft/units';
import type { Topology, UniformFlows } from '@weft/topology';
import type { Result } from './result.ts';
import { within, type Steps } from './steps.ts';
import { certificateTolerance } from './maxmin/certify.ts';
import { detourLoad, directLoad, worstOfLinear } from './fluid/linear.ts';
import { fluidProblem } from './fluid/problem.ts';
import { bestPart } from './route/mix.ts';
import type { Policy } from './route/policy.ts';
import { onePerClass } from './slowest.ts';
import { orbitsUnder } from './sym/found.ts';

/** Links whose loads differ by less than this part are equally busy. */
const sameLoad = 1e-9;

/** The rate that all pairs can have at once, and the loads at it. */
export function* solveDetours(
  topology: Topology,
  flows: UniformFlows,
  policy: Policy,
): Steps<Outcome<Result, 'policy' | 'size'>> {
  const { endpoints } = flows;
  const { fabric } = policy;
  const { orbits } = yield* within(orbitsUnder(topology, policy, endpoints), 0, 0);
  const problem = fluidProblem(fabric, null, endpoints, orbits);
  const detour = yield* within(detourLoad(problem, policy.places!), 0, 0.8);
  if (!detour.ok) return detour;
  let load = detour.value;
  let part = 1;
  if (policy.kind === 'adaptive') {
    const direct = yield* within(directLoad(problem), 0.8, 0.95);
    part = yield* within(bestPart(fabric.capacity, direct, load), 0.95, 1);
    load = load.map((x, a) => part * x + (1 - part) * direct[a]!);
  }
  let busiest = 0;
  for (const a of fabric.outArc) busiest = Math.max(busiest, load[a]! / fabric.capacity[a]!);
  const rate = 1 / busiest;
  const full = fabric.outArc.filter((a) => load[a]! >= fabric.capacity[a]! * busiest * (1 - sameLoad));
  const worst = worstOfLinear(problem, load, rate);
  const n = endpoints.length;
  const sum = rate * (n - 1);
  const mix =
    policy.kind === 'adaptive'
      ? say`ideal adaptive, an upper model: ${(100 * part).toFixed(1)} % of each flow takes the detour; `
      : '';
  return done({
    layer: problem.targets.length < n ? 'orbits' : 'flat',
    why: say`${mix}the paths of ${n * (n - 1)} flows do not fit, so all pairs are given the rate of the slowest, 1 / the largest load; ${problem.targets.length} targets stand for ${n}`,
    flowCount: n * (n - 1),
    rate_Gbps: null,
    bottleneck: null,
    slowestAt: onePerClass(topology, full),
    arcLoad_Gbps: load.map((x) => x * rate),
    rateSummary_Gbps: { min: rate, mean: rate, max: rate },
    perEndpoint_Gbps: { min: sum, mean: sum },
    disconnected: 0,
    certificate: { ok: worst <= certificateTolerance, worst },
  });
}
