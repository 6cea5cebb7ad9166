/**
 * Designs side by side: counts, cables and, for each pattern, what an accelerator gets. A design that cannot be computed says why.
 */
import { say } from '@weft/units';
import type { Study, Traffic } from '@weft/model';
import type { Steps } from '@weft/solver';
import type { ComparisonRow } from './api.ts';
import type { Compiler } from './compiled.ts';
import { factSteps } from './facts.ts';
import { solveFactsOf } from './figures.ts';
import { siteFactsSteps } from './site.ts';
import type { Solver } from './solved.ts';

/** Findings that leave a design without what it is about. */
const fatal = new Set(['unknown-recipe', 'recipe-parameters']);

/** Compares the designs of a study under its routing, one pattern after the other. */
export function* comparisonOf(
  study: Study,
  traffic: readonly Traffic[],
  compiler: Compiler,
  solver: Solver,
): Steps<readonly ComparisonRow[]> {
  const rows: ComparisonRow[] = [];
  const pieces = study.designs.length * Math.max(1, traffic.length);
  for (const design of study.designs) {
    yield { phase: 'topology', fraction: (rows.length * Math.max(1, traffic.length)) / pieces };
    const facts = yield* factSteps(design, yield* compiler.compileSteps(design));
    const wrong = facts.findings.find(({ code }) => fatal.has(code));
    if (wrong !== undefined) {
      const none = { mean_Gbps: null, slowest_Gbps: null, reason: wrong.message };
      rows.push({
        designId: design.id,
        name: design.name,
        counts: null,
        cables: null,
        cost: null,
        traffic: traffic.map((pattern) => ({ traffic: pattern, ...none })),
        reason: wrong.message,
      });
      continue;
    }
    const answers: ComparisonRow['traffic'][number][] = [];
    for (const pattern of traffic) {
      const begun = rows.length * traffic.length + answers.length;
      const steps = solver.solve({ design, workload: { ...study.workload, traffic: pattern }, failed: [] }, false);
      let step = steps.next();
      while (!step.done) {
        yield { phase: step.value.phase, fraction: (begun + step.value.fraction) / pieces };
        step = steps.next();
      }
      answers.push(answerOf(design.id, pattern, step.value));
    }
    const { counts, cables } = facts;
    const compiled = yield* compiler.compileSteps(design);
    const site = yield* siteFactsSteps(design.id, compiled, study.assumptions);
    const cost = site.ok ? site.value.cost : null;
    rows.push({ designId: design.id, name: design.name, counts, cables, cost, traffic: answers, reason: null });
  }
  return rows;
}

function answerOf(
  designId: string,
  traffic: Traffic,
  solved: ReturnType<Solver['solve']> extends Steps<infer T> ? T : never,
): ComparisonRow['traffic'][number] {
  if (!solved.ok) return { traffic, mean_Gbps: null, slowest_Gbps: null, reason: solved.fault.message };
  const { perAccelerator_Gbps, disconnected } = solveFactsOf(designId, solved.value);
  const cut = disconnected > 0 ? say`${disconnected} flows have no path and are not counted.` : null;
  return { traffic, mean_Gbps: perAccelerator_Gbps.mean, slowest_Gbps: perAccelerator_Gbps.atSlowest, reason: cut };
}
