/**
 * The same design under every medium policy: what the network would cost, draw and lose with each, so that media can be compared as a design variable.
 */
import { cableTechnologies } from '@weft/catalogue';
import type { Topology } from '@weft/topology';
import { billSteps, type Bill } from './bill.ts';
import { planOf } from './plan.ts';
import { insideSteps } from './inside.ts';
import type { Figures } from './figures.ts';
import { aims, type MediumPolicy } from './options.ts';
import type { Placement } from './placement.ts';
import type { SitePlan } from './plan.ts';
import { Sum, type Total } from './total.ts';
import { atOnce, inSlices, many, type Pauses } from './pauses.ts';

/** Every policy worth comparing: the four aims, and each technology a cable between devices can have. */
export const comparedPolicies: readonly MediumPolicy[] = [...aims, ...cableTechnologies];

export interface MediumComparison {
  readonly policy: MediumPolicy;
  readonly networkPrice: Total;
  readonly networkPower: Total;
  /** Failures of cables and modules: FIT, per thousand million hours, of the whole network. */
  readonly failures_FIT: Total;
  /** Links that it serves, and links of which it is too short or not made for the speed and the cages. */
  readonly served: number;
  readonly tooShort: number;
  readonly notServed: number;
  readonly bill: Bill;
}

/** One row for each policy. Cost: one choice and one bill each. */
export function compareMedia(
  topology: Topology,
  placement: Placement,
  figures: Figures,
  policies: readonly MediumPolicy[] = comparedPolicies,
): readonly MediumComparison[] {
  return policies.map((policy) => ({ policy, ...judgedMedia(planOf(topology, placement, figures, policy)) }));
}

/** What the media of one plan come to. */
export function judgedMedia(plan: SitePlan): Omit<MediumComparison, 'policy'> {
  return atOnce(judgeSteps(plan));
}

/** The same with pauses. */
export function* judgeSteps(plan: SitePlan): Pauses<Omit<MediumComparison, 'policy'>> {
  const { topology } = plan;
  const bill = yield* billSteps(plan);
  let tooShort = 0;
  let served = 0;
  let notServed = 0;
  yield* inSlices(topology.linkCount, many, (from, to) => {
    for (let e = from; e < to; e++) {
      if (plan.media.make[e]! < 0) continue;
      const option = plan.media.choices[plan.media.choice[e]!];
      if (!option) notServed++;
      else if (option.reach_m !== null && option.reach_m < plan.media.bundleLength_m[plan.media.bundle[e]!]! - 1e-3)
        tooShort++;
      else served++;
    }
  });
  return {
    served,
    tooShort,
    notServed,
    bill,
    networkPrice: bill.networkPrice,
    networkPower: bill.networkPower,
    failures_FIT: yield* failureSteps(plan),
  };
}

/** Failure rate of all cables and modules, each counted as the bill counts it. */
export function failuresOf(plan: SitePlan): Total {
  return atOnce(failureSteps(plan));
}

/** Cables whose failure rates are looked up between two pauses: about a millisecond. */
const fewCables = 2000;

function* failureSteps(plan: SitePlan): Pauses<Total> {
  const { topology, cages, media, figures } = plan;
  const sum = new Sum();
  const filled = new Uint8Array(cages.count);
  const pulled = new Uint8Array(topology.linkCount);
  yield* inSlices(topology.linkCount, fewCables, (from, to) => {
    for (let e = from; e < to; e++) {
      if (media.make[e]! < 0) continue;
      const option = media.choices[media.choice[e]!];
      if (!option) continue;
      if (option.assembly === 'cable') {
        const root = media.bundle[e]!;
        if (pulled[root] === 0) sum.add(figures.of('medium', option.media[0].id, 'failure'), 1);
        pulled[root] = 1;
        continue;
      }
      [cages.a[e]!, cages.b[e]!].forEach((cage, i) => {
        if (filled[cage] === 1) return;
        filled[cage] = 1;
        sum.add(figures.of('medium', option.media[i]!.id, 'failure'), 1);
      });
    }
  });
  for (const { medium, links } of yield* insideSteps(topology, plan.placement, figures)) {
    sum.add(figures.of('medium', medium.id, 'failure'), links);
  }
  return sum.total();
}
