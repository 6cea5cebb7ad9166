/**
 * The best any routing could do for a design's traffic, as a certified interval: what the chosen routing is held against.
 *
 * In: a design, its workload (weights count, caps and routing do not), what has failed. Out: the rate all flows can have at once, between two bounds.
 * Exactly, where it is asked for: HiGHS (WebAssembly) is loaded when first needed and closes the interval.
 */
import { done, type Outcome } from '@weft/units';
import { exactOptimumSteps, loadHighs, optimum, type LinearSolver, type Steps } from '@weft/solver';
import type { OptimumFacts, SolveRequest } from './api.ts';
import type { Compiler } from './compiled.ts';
import { failuresOf } from './failures.ts';
import { meanFlowsPerSender } from './figures.ts';
import { unlistedFlowsOf } from './unlisted.ts';

/** The same to a relative gap of 1e-9; progress carries the interval. */
export async function exactOptimumFactsOf(
  request: SolveRequest,
  compiler: Compiler,
): Promise<Steps<Outcome<OptimumFacts>>> {
  return optimumFactsOf(request, 1e-9, compiler, await loadHighs());
}

/** Narrows the interval until `gap` (of the upper bound) or the solver's limit of sweeps is reached. */
export function* optimumFactsOf(
  { design, workload, failed }: SolveRequest,
  gap: number,
  compiler: Compiler,
  highs: LinearSolver | null = null,
): Steps<Outcome<OptimumFacts>> {
  const { topology, names, findings } = yield* compiler.checkedSteps(design);
  // Caps and sizes do not count, nor do single flows.
  const flows = unlistedFlowsOf(topology, workload.traffic, { size_B: null, cap_Gbps: null });
  if (!flows.ok) return flows;
  const broken = failuresOf(topology, names, failed);
  const { handOver } = workload.routing;
  const began_ms = performance.now();
  const options = { handOver, gap, ...(broken.marks === null ? {} : { failures: broken.marks }) };
  const found =
    highs === null
      ? yield* optimum(topology, flows.value, options)
      : yield* exactOptimumSteps(topology, flows.value, highs, options);
  if (!found.ok) return found;
  const each = meanFlowsPerSender(flows.value, found.value.disconnected);
  const { low_Gbps, high_Gbps } = found.value;
  return done({
    designId: design.id,
    ...found.value,
    exact: highs !== null,
    flowsPerAccelerator: each,
    perAccelerator_Gbps: { low: low_Gbps * each, high: high_Gbps * each },
    findings: [...findings, ...broken.findings],
    time_ms: performance.now() - began_ms,
  });
}
