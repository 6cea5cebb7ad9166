/**
 * Uniform traffic (every endpoint to every other) as a fluid, target by target: on the fabric folded where its parts repeat, else by orbits of
 * the symmetries that hold, else on the quotient, else flat. Rates of single pairs are written out only where there are few enough of them.
 */
import { say } from '@weft/units';
import type { Topology, UniformFlows } from '@weft/topology';
import type { Layer, Result } from './result.ts';
import { within, type Steps } from './steps.ts';
import { certifyFluidSteps } from './fluid/certify.ts';
import { gather, type Gathered } from './fluid/gather.ts';
import { fluidLevels, type FluidLevels } from './fluid/levels.ts';
import { forestLevels } from './fluid/forest.ts';
import { certifyLifted, liftedProblem, type Lifted } from './fluid/lifted.ts';
import { certifyFolded, foldedProblem, provenViews, unfoldLoad, type FoldedProblem } from './fluid/folded.ts';
import { fluidProblem, type FluidProblem } from './fluid/problem.ts';
import { spreadLoad } from './fluid/spread.ts';
import type { Policy } from './route/policy.ts';
import { onePerClass } from './slowest.ts';
import { orbitsUnder, type Checked } from './sym/found.ts';

/** Arc visits before pairs that still rise are left at the last common level: about half a minute. */
const wholeBudget = 4e9;

interface Filled {
  /** The symmetries that were looked at; null where folding left no need of them. */
  readonly checked: Checked | null;
  /** What the problem was folded to, where it was. */
  readonly folded: FoldedProblem | null;
  readonly problem: FluidProblem;
  /** The quotient the problem is on, where it is on one. */
  readonly lifted: Lifted | null;
  readonly levels: FluidLevels;
  readonly gathered: Gathered;
}

/** So few targets, each on a view of its own, are less work than any quotient. */
const fewTargets = 32;

/** The rates of uniform traffic in `budget` arc visits, without their proof: for scenarios by the hundred. */
export function* uniformLevels(topology: Topology, flows: UniformFlows, policy: Policy, budget: number): Steps<Filled> {
  const { endpoints } = flows;
  const folded = policy.filter === null ? yield* within(foldedProblem(topology, policy.fabric, endpoints), 0, 0) : null;
  if (folded !== null) {
    const { problem } = folded;
    const levels = yield* within(fluidLevels(problem, budget), 0, 0.75);
    const gathered = yield* within(gather(problem, levels), 0.75, 1);
    return { checked: null, folded, problem, lifted: null, levels, gathered };
  }
  const checked = yield* within(orbitsUnder(topology, policy, endpoints), 0, 0);
  const symmetric = fluidProblem(policy.fabric, policy.filter, endpoints, checked.orbits);
  const lifts = policy.filter === null && symmetric.targets.length > fewTargets;
  const lifted = lifts ? yield* within(liftedProblem(policy.fabric, checked.orbits.graph, endpoints), 0, 0) : null;
  if (lifted !== null && lifted.forest !== null) {
    const { quotient, forest, problem } = lifted;
    const levels = yield* within(forestLevels(quotient.fabric, forest, problem.targets.length), 0, 0.75);
    if (levels !== null) return { checked, folded, problem, lifted, levels, gathered: yield* gather(problem, levels) };
  }
  yield* within(symmetric.ready(), 0, 0);
  const chosen = lifted !== null && workOf(lifted.problem) < workOf(symmetric) ? { ...lifted, forest: null } : null;
  const problem = chosen === null ? symmetric : chosen.problem;
  const levels = yield* within(fluidLevels(problem, budget), 0, 0.75);
  const gathered = yield* within(gather(problem, levels), 0.75, 1);
  return { checked, folded, problem, lifted: chosen, levels, gathered };
}

/** Arcs to look at for one pass over all targets. */
function workOf({ targets, view }: FluidProblem): number {
  return targets.length * view(0).fabric.outArc.length;
}

/** Solves uniform traffic under a fluid policy. */
export function* solveUniform(topology: Topology, flows: UniformFlows, policy: Policy): Steps<Result> {
  const { endpoints } = flows;
  const { checked, folded, problem, lifted, levels, gathered } = yield* within(
    uniformLevels(topology, flows, policy, wholeBudget),
    0,
    0.8,
  );
  const lessened = problem.targets.length < endpoints.length;
  const proof =
    folded !== null
      ? certifyFolded(topology, folded, levels)
      : lifted === null
        ? certifyFluidSteps(problem, levels)
        : certifyLifted(lifted, levels);
  const certificate = yield* within(proof, 0.8, 1);
  const { rateSummary_Gbps, perEndpoint_Gbps, disconnected, poolLoad } = gathered;
  const spread = folded === null ? spreadLoad(topology, problem, poolLoad) : unfoldLoad(folded, poolLoad);
  const { load, example } = yield* within(spread, 1, 1);
  const layer: Layer = lifted !== null ? 'quotient' : lessened ? 'orbits' : 'flat';
  return {
    layer,
    why: reason(topology, problem, checked, folded, lifted, levels),
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

/** Where not all targets' views of a folded fabric were proven, it is said. */
function heldAgainst(topology: Topology, targets: Int32Array): string {
  const proven = provenViews(topology, targets);
  return proven === targets.length
    ? ''
    : say`; what ${proven} of them sees was held against all ${topology.linkCount} links`;
}

function reason(
  topology: Topology,
  problem: FluidProblem,
  checked: Checked | null,
  folded: FoldedProblem | null,
  lifted: Lifted | null,
  levels: FluidLevels,
): string {
  const { endpoints, targets } = problem;
  const nodes = problem.fabric.nodeCount;
  const by =
    lifted !== null
      ? say`too few symmetries hold to tell many targets alike, but with the targets apart the ${nodes} nodes are ${lifted.quotient.partition.classCount} classes, and ${targets.length} targets stand for ${endpoints.length}`
      : folded !== null
        ? say`parts of the fabric that repeat were compared link by link and are alike, so ${targets.length} targets stand for ${endpoints.length}${heldAgainst(topology, targets)}`
        : targets.length < endpoints.length && checked !== null
          ? say`${checked.orbits.accepted} symmetries of the fabric were checked and hold, so ${targets.length} targets stand for ${endpoints.length}`
          : say`no symmetry makes two of the ${endpoints.length} targets alike, so each is computed`;
  const refused =
    checked !== null && checked.refused > 0
      ? say`; ${checked.refused} claimed symmetries do not hold and were left out`
      : '';
  const open = levels.settled
    ? ''
    : say`; the slowest pairs are exact, but pairs that could still rise after them are given the highest common rate reached`;
  return `${by}${refused}${open}`;
}
