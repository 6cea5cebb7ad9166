/**
 * What a design costs to buy and to run, and how open it is. In: a compiled design and the figures the study changed. Out: plain data, or
 * lists as CSV text. Cost: O(nodes + links), once for a design and its assumptions.
 */
import { done, type Outcome } from '@weft/units';
import { ownParts, type Assumptions, type Finding } from '@weft/model';
import {
  assumptionsOf,
  bisectionSteps,
  billCsv,
  billSteps,
  cablingCsvSteps,
  cablingOf,
  costOf,
  domainSteps,
  figuresOf,
  opennessOf,
  placementSteps,
  planSteps,
  siteOptionsOf,
  type Bill,
  type Cost,
  type Figures,
  type Openness,
  type SitePlan,
} from '@weft/site';
import { finish, type Progress, type Steps } from '@weft/solver';
import { asSteps, type Compiled } from './compiled.ts';

export interface SiteFacts {
  readonly designId: string;
  readonly bill: Bill;
  readonly cost: Cost;
  readonly openness: Openness;
  /** Figures that nobody published and that the site rests on, in words. */
  readonly assumptions: readonly string[];
  readonly findings: readonly Finding[];
}

const planning: Progress = { phase: 'site', fraction: 0 };

/** A list that leaves as a file. */
export type ListName = 'bill' | 'cabling';

/** Bill, cost and openness of a design, with pauses. */
export function* siteFactsSteps(
  designId: string,
  compiled: Compiled,
  assumptions: Assumptions,
): Steps<Outcome<SiteFacts>> {
  yield* compiled.findingSteps();
  const planned = yield* plannedSteps(compiled, assumptions);
  if (!planned.ok) return planned;
  const { topology } = compiled;
  const { plan, figures } = planned.value;
  const { phase } = planning;
  const bill = yield* asSteps(billSteps(plan), phase);
  const cost = costOf(bill, figures, yield* asSteps(bisectionSteps(topology, plan.placement), phase));
  yield planning;
  const openness = opennessOf(topology, bill, figures);
  yield planning;
  const domains = yield* asSteps(domainSteps(topology, figures), phase);
  const findings = [...compiled.findings, ...bill.findings, ...domains];
  return done({ designId, bill, cost, openness, assumptions: assumptionsOf(figures), findings });
}

/** What is wrong with the site of a design, without its bill: racks, reach, media, scale-up domains. */
export function* siteFindingSteps(compiled: Compiled, assumptions: Assumptions): Steps<Outcome<readonly Finding[]>> {
  const planned = yield* plannedSteps(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan, figures } = planned.value;
  return done([
    ...figures.findings,
    ...plan.placement.findings,
    ...plan.media.findings,
    ...(yield* asSteps(domainSteps(compiled.topology, figures), planning.phase)),
  ]);
}

/** The bill or the cabling of a design as CSV, with pauses. */
export function* listSteps(compiled: Compiled, assumptions: Assumptions, list: ListName): Steps<Outcome<string>> {
  const planned = yield* plannedSteps(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan } = planned.value;
  yield planning;
  if (list === 'bill') {
    const bill = yield* asSteps(billSteps(plan), planning.phase);
    return done(billCsv(bill));
  }
  return done(yield* asSteps(cablingCsvSteps(cablingOf(plan)), planning.phase));
}

/** The figures in force for a study. */
export function figuresFor(assumptions: Assumptions): Figures {
  return figuresOf(assumptions.figures, ownParts(assumptions));
}

export interface Planned {
  readonly plan: SitePlan;
  readonly figures: Figures;
}

/** The last plan: the views of one design ask one after the other. */
let last: { readonly compiled: Compiled; readonly key: string; readonly planned: Planned } | null = null;

/** Figures, placement, lengths and media of a design. */
export function planFor(compiled: Compiled, assumptions: Assumptions): Outcome<Planned> {
  return finish(plannedSteps(compiled, assumptions));
}

/** The same with pauses; what asks for the plan next finds it made. */
export function* plannedSteps(compiled: Compiled, assumptions: Assumptions): Steps<Outcome<Planned>> {
  const key = JSON.stringify(assumptions);
  if (last !== null && last.compiled === compiled && last.key === key) return done(last.planned);
  const { topology } = compiled;
  const figures = figuresFor(assumptions);
  const options = siteOptionsOf(figures);
  if (!options.ok) return options;
  yield planning;
  const placement = yield* asSteps(placementSteps(topology, figures, options.value), planning.phase);
  const plan = yield* asSteps(planSteps(topology, placement, figures), planning.phase);
  const planned = { plan, figures };
  last = { compiled, key, planned };
  return done(planned);
}
