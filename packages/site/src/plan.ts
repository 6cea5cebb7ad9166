/**
 * Everything between the placement and the bill: cable lengths, cages and media, reckoned once for the bill, the cabling list and the latency.
 */
import type { Topology } from '@weft/topology';
import { cagesOf, type Cages } from './cages.ts';
import type { Figures } from './figures.ts';
import { mediaOf, type MediaPlan } from './media.ts';
import type { MediumPolicy } from './options.ts';
import type { Placement } from './placement.ts';
import { runsOf, type Runs } from './runs.ts';

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
  const steps = planSteps(topology, placement, figures, policy);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same with a pause between the steps. */
export function* planSteps(
  topology: Topology,
  placement: Placement,
  figures: Figures,
  policy: MediumPolicy | null = null,
): Generator<void, SitePlan, void> {
  const runs = runsOf(topology, placement);
  yield;
  const cages = cagesOf(topology, runs, figures);
  yield;
  const media = mediaOf(topology, runs, cages, figures, placement.options, policy);
  return { topology, figures, placement, runs, cages, media };
}
