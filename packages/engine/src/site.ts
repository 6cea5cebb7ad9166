/**
 * What a design costs to buy and to run, and how open it is. In: a compiled design and the figures the study changed. Out: plain data, or
 * lists as CSV text. Cost: O(nodes + links), once for a design and its assumptions.
 */
import { done, type Outcome } from '@weft/units';
import { ownParts, type Assumptions, type Finding } from '@weft/model';
import {
  assumptionsOf,
  bisectionOf,
  billCsv,
  billOf,
  cablingCsv,
  cablingOf,
  costOf,
  domainFindings,
  figuresOf,
  opennessOf,
  placementOf,
  planOf,
  siteOptionsOf,
  type Bill,
  type Cost,
  type Figures,
  type Openness,
  type SitePlan,
} from '@weft/site';
import type { Compiled } from './compiled.ts';

export interface SiteFacts {
  readonly designId: string;
  readonly bill: Bill;
  readonly cost: Cost;
  readonly openness: Openness;
  /** Figures that nobody published and that the site rests on, in words. */
  readonly assumptions: readonly string[];
  readonly findings: readonly Finding[];
}

/** A list that leaves as a file. */
export type ListName = 'bill' | 'cabling';

/** Bill, cost and openness of a design. */
export function siteFactsOf(designId: string, compiled: Compiled, assumptions: Assumptions): Outcome<SiteFacts> {
  const planned = planFor(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan, figures } = planned.value;
  const bill = billOf(plan);
  return done({
    designId,
    bill,
    cost: costOf(bill, figures, bisectionOf(compiled.topology, plan.placement)),
    openness: opennessOf(compiled.topology, bill, figures),
    assumptions: assumptionsOf(figures),
    findings: [...compiled.findings, ...bill.findings, ...domainFindings(compiled.topology, figures)],
  });
}

/** What is wrong with the site of a design, without its bill: racks, reach, media, scale-up domains. */
export function siteFindingsOf(compiled: Compiled, assumptions: Assumptions): Outcome<readonly Finding[]> {
  const planned = planFor(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan, figures } = planned.value;
  return done([
    ...figures.findings,
    ...plan.placement.findings,
    ...plan.media.findings,
    ...domainFindings(compiled.topology, figures),
  ]);
}

/** The bill or the cabling of a design as CSV. */
export function listOf(compiled: Compiled, assumptions: Assumptions, list: ListName): Outcome<string> {
  const planned = planFor(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan } = planned.value;
  return done(list === 'bill' ? billCsv(billOf(plan)) : cablingCsv(cablingOf(plan)));
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
  const key = JSON.stringify(assumptions);
  if (last !== null && last.compiled === compiled && last.key === key) return done(last.planned);
  const { topology } = compiled;
  const figures = figuresFor(assumptions);
  const options = siteOptionsOf(figures);
  if (!options.ok) return options;
  const planned = { plan: planOf(topology, placementOf(topology, figures, options.value), figures), figures };
  last = { compiled, key, planned };
  return done(planned);
}
