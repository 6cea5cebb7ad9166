/**
 * What a design costs to buy and to run, and how open it is. In: a compiled design and the figures the study changed. Out: plain data, or
 * lists as CSV text. Cost: O(nodes + links).
 */
import { done, type Outcome } from '@weft/units';
import type { Assumptions, Finding } from '@weft/model';
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

/** The bill or the cabling of a design as CSV. */
export function listOf(compiled: Compiled, assumptions: Assumptions, list: ListName): Outcome<string> {
  const planned = planFor(compiled, assumptions);
  if (!planned.ok) return planned;
  const { plan } = planned.value;
  return done(list === 'bill' ? billCsv(billOf(plan)) : cablingCsv(cablingOf(plan)));
}

function planFor(
  { topology }: Compiled,
  assumptions: Assumptions,
): Outcome<{ readonly plan: SitePlan; readonly figures: Figures }> {
  const figures = figuresOf(assumptions.figures);
  const options = siteOptionsOf(figures);
  if (!options.ok) return options;
  return done({ plan: planOf(topology, placementOf(topology, figures, options.value), figures), figures });
}
