/**
 * Cable runs: the length of every link along its route, from the placement.
 *
 * Within a rack a cable runs straight from unit to unit. Else it climbs to the tray above the racks, follows the row and crosses to the other row, and
 * climbs down; spare length at both ends. Metres; NaN for a link inside a device. O(links).
 */
import { linkClassOf, type Topology } from '@weft/topology';
import type { Placement } from './placement.ts';
import { atOnce, few, inSlices, type Pauses } from './pauses.ts';

/** Height of one rack unit, EIA-310-D. */
export const unit_m = 0.04445;

export interface Runs {
  /** Per link: its length, NaN for a link inside a device. */
  readonly length_m: Float64Array;
  /** Per link: the length of cable that is bought for it, NaN likewise. */
  readonly bought_m: Float64Array;
  readonly cables: number;
}

/** Measures all links, with pauses. Links of the fabric `host` are lanes on a board wherever they are drawn. */
export function* runSteps(topology: Topology, placement: Placement): Pauses<Runs> {
  const { options, devices } = placement;
  const onBoard = topology.linkClasses.map(({ fabric }) => fabric === 'host');
  const length_m = new Float64Array(topology.linkCount).fill(NaN);
  const bought_m = new Float64Array(topology.linkCount).fill(NaN);
  const heights = new Float64Array(devices.count);
  for (let d = 0; d < devices.count; d++) {
    const make = devices.makes[devices.make[d]!]!;
    heights[d] = (placement.unit[d]! - 1 + Math.min(make.units, options.rackUnits) / 2) * unit_m;
  }
  const tray_m = options.rackUnits * unit_m + options.tray_m;
  let cables = 0;
  yield* inSlices(topology.linkCount, few, (from, to) => {
    for (let e = from; e < to; e++) {
      const a = devices.ofNode[topology.linkA[e]!]!;
      const b = devices.ofNode[topology.linkB[e]!]!;
      if (a === b || onBoard[topology.linkClass[e]!]) continue;
      const rackA = placement.rack[a]!;
      const rackB = placement.rack[b]!;
      let route_m = Math.abs(heights[a]! - heights[b]!);
      if (rackA !== rackB) {
        route_m =
          2 * tray_m -
          heights[a]! -
          heights[b]! +
          Math.abs(placement.rackIndex[rackA]! - placement.rackIndex[rackB]!) * options.rackPitch_m +
          Math.abs(placement.rackRow[rackA]! - placement.rackRow[rackB]!) * options.rowPitch_m;
      }
      length_m[e] = route_m + 2 * options.slack_m;
      bought_m[e] = soldLength_m(length_m[e]!, options.soldLengths_m);
      cables++;
    }
  });
  return { length_m, bought_m, cables };
}

/** The same without a pause. */
export function runsOf(topology: Topology, placement: Placement): Runs {
  return atOnce(runSteps(topology, placement));
}

/** The shortest length that is sold and long enough; beyond the list, to the metre. */
export function soldLength_m(length_m: number, sold_m: readonly number[]): number {
  // Less than a millimetre over a sold length is a matter of rounding, not a longer cable.
  return sold_m.find((sold) => sold >= length_m - 1e-3) ?? Math.ceil(length_m - 1e-3);
}

/** True for a link that needs a cable: it leaves its device and is no lane on a board. */
export function isCable(topology: Topology, placement: Placement, link: number): boolean {
  const { ofNode } = placement.devices;
  return (
    ofNode[topology.linkA[link]!] !== ofNode[topology.linkB[link]!] && linkClassOf(topology, link).fabric !== 'host'
  );
}
