/**
 * The best any routing could do for a design's traffic, as a certified interval: what the chosen routing is held against.
 *
 * In: a design, its workload (weights count, caps and routing do not), what has failed. Out: the rate all flows can have at once, between two bounds.
 */
import { done, type Outcome } from '@weft/units';
import { flowsOf } from '@weft/generators';
import { optimum, type Steps } from '@weft/solver';
import type { OptimumFacts, SolveRequest } from './api.ts';
import type { Compiler } from './compiled.ts';
import { failuresOf } from './failures.ts';
import { meanFlowsPerSender } from './figures.ts';

/** Narrows the interval until `gap` (of the upper bound) or the solver's limit of sweeps is reached. */
export function* optimumFactsOf(
  { design, workload, failed }: SolveRequest,
  gap: number,
  compiler: Compiler,
): Steps<Outcome<OptimumFacts>> {
  const { topology, names, findings } = compiler.compile(design);
  const flows = flowsOf(topology, workload.traffic, workload);
  if (!flows.ok) return flows;
  const broken = failuresOf(topology, names, failed);
  const { handOver } = workload.routing;
  const began_ms = performance.now();
  const options = { handOver, gap, ...(broken.marks === null ? {} : { failures: broken.marks }) };
  const found = yield* optimum(topology, flows.value, options);
  if (!found.ok) return found;
  const each = meanFlowsPerSender(flows.value, found.value.disconnected);
  const { low_Gbps, high_Gbps } = found.value;
  return done({
    designId: design.id,
    ...found.value,
    perAccelerator_Gbps: { low: low_Gbps * each, high: high_Gbps * each },
    findings: [...findings, ...broken.findings],
    time_ms: performance.now() - began_ms,
  });
}
