/** The hall of a design for drawing: where the racks stand, and what stands in one of them. */
import { done, failed, type Outcome, say } from '@weft/units';
import type { Assumptions, Finding } from '@weft/model';
import { assumptionsOf, elevationOf, floorPlanOf, type Elevation, type FloorPlan, type SiteOptions } from '@weft/site';
import type { Compiled } from './compiled.ts';
import { planFor } from './site.ts';

export interface FloorFacts {
  readonly designId: string;
  readonly plan: FloorPlan;
  readonly rows: number;
  readonly devices: number;
  readonly cables: number;
  /** Of all cables, as bought. */
  readonly cable_m: number;
  readonly longest_m: number;
  readonly options: SiteOptions;
  readonly assumptions: readonly string[];
  readonly findings: readonly Finding[];
}

export type RackFacts = Elevation;

/** The floor plan of a design. */
export function floorFactsOf(designId: string, compiled: Compiled, assumptions: Assumptions): Outcome<FloorFacts> {
  const planned = planFor(compiled, assumptions);
  if (!planned.ok) return planned;
  const { placement, runs, media } = planned.value.plan;
  let cable_m = 0;
  let longest_m = 0;
  for (const bought_m of runs.bought_m) {
    if (Number.isNaN(bought_m)) continue;
    cable_m += bought_m;
    longest_m = Math.max(longest_m, bought_m);
  }
  return done({
    designId,
    plan: floorPlanOf(placement),
    rows: placement.rowCount,
    devices: placement.devices.count,
    cables: runs.cables,
    cable_m,
    longest_m,
    options: placement.options,
    assumptions: assumptionsOf(planned.value.figures),
    findings: [...planned.value.figures.findings, ...placement.findings, ...media.findings],
  });
}

/** One rack from the floor up. */
export function rackFactsOf(compiled: Compiled, assumptions: Assumptions, rack: number): Outcome<RackFacts> {
  const planned = planFor(compiled, assumptions);
  if (!planned.ok) return planned;
  const { placement } = planned.value.plan;
  if (!(rack >= 0 && rack < placement.rackCount)) {
    return failed('no-rack', String(rack), say`There is no rack ${rack}; the hall has ${placement.rackCount}.`);
  }
  return done(elevationOf(compiled.topology, placement, rack));
}
