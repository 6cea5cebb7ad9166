/**
 * Everything between the placement and the bill: cable lengths, cages and media, reckoned once for the bill, the cabling list and the latency.
 */
import type { Topology } from '@weft/topology';
import { cageSteps, type Cages } from './cages.ts';
import type { Figures } from './figures.ts';
import { linkKindSteps, mediaSteps, type MediaPlan } from './media.ts';
import type { MediumPolicy } from './options.ts';
import type { Placement } from './placement.ts';
import { runSteps, type Runs } from './runs.ts';
import { atOnce, type Pauses } from './pauses.ts';

export interface SitePlan {
  readonly topology: Topology;
  readonly figures: Figures;
  readonly placement: Placement;
  readonly runs: Runs;
  readonly cages: Cages;
  readonly media: MediaPlan;
}

/** Measures the cables and chooses their media. */
export function planOf(
  topology: Topology,
  placement: Placement,
  figures: Figures,
  policy: MediumPolicy | null = null,
): SitePlan {
  return atOnce(planSteps(topology, placement, figures, policy));
}

/** The same with pauses. */
export function* planSteps(
  topology: Topology,
  placement: Placement,
  figures: Figures,
  policy: MediumPolicy | null = null,
): Pauses<SitePlan> {
  const runs = yield* runSteps(topology, placement);
  const cages = yield* cageSteps(topology, runs, figures);
  const kinds = yield* linkKindSteps(topology, runs, cages, figures);
  const media = yield* mediaSteps(topology, runs, kinds, figures, placement.options, policy);
  return { topology, figures, placement, runs, cages, media };
}

/** The same plan under another policy: only the media are chosen anew. With pauses. */
export function* underPolicy(plan: SitePlan, policy: MediumPolicy): Pauses<SitePlan> {
  const { topology, runs, figures, placement } = plan;
  return { ...plan, media: yield* mediaSteps(topology, runs, plan.media, figures, placement.options, policy) };
}
