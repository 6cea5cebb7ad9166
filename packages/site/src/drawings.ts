/**
 * The hall for drawing: a floor plan of racks, and the elevation of one rack. Lengths in m from the corner of the hall, units from 1 at the floor.
 */
import type { Topology } from '@weft/topology';
import { deviceId, rackLoads, rackName, rowName, type Placement } from './placement.ts';

export interface PlannedRack {
  readonly id: string;
  readonly row: string;
  readonly rack: number;
  readonly x_m: number;
  readonly y_m: number;
  readonly network: boolean;
  readonly usedUnits: number;
  /** Of the devices whose power is known. */
  readonly power_W: number;
}

export interface FloorPlan {
  readonly racks: readonly PlannedRack[];
  readonly rackWidth_m: number;
  readonly rowPitch_m: number;
  readonly width_m: number;
  readonly depth_m: number;
}

/** Where every rack stands. */
export function floorPlanOf(placement: Placement): FloorPlan {
  const { options } = placement;
  const { units, power_W } = rackLoads(placement);
  let widest = 0;
  const racks = Array.from({ length: placement.rackCount }, (_, rack): PlannedRack => {
    widest = Math.max(widest, placement.rackIndex[rack]! + 1);
    return {
      id: rackName(placement, rack),
      row: rowName(placement.rackRow[rack]!),
      rack,
      x_m: placement.rackIndex[rack]! * options.rackPitch_m,
      y_m: placement.rackRow[rack]! * options.rowPitch_m,
      network: placement.rackIsNetwork[rack] === 1,
      usedUnits: units[rack]!,
      power_W: power_W[rack]!,
    };
  });
  return {
    racks,
    rackWidth_m: options.rackPitch_m,
    rowPitch_m: options.rowPitch_m,
    width_m: widest * options.rackPitch_m,
    depth_m: placement.rowCount * options.rowPitch_m,
  };
}

export interface RackSlot {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  /** Lowest unit and height. */
  readonly unit: number;
  readonly units: number;
}

export interface Elevation {
  readonly id: string;
  readonly units: number;
  readonly slots: readonly RackSlot[];
}

/** What stands in a rack, from the floor up. Throws for a rack that is not there. */
export function elevationOf(topology: Topology, placement: Placement, rack: number): Elevation {
  if (!(rack >= 0 && rack < placement.rackCount)) {
    throw new Error(`there is no rack ${rack}; the hall has ${placement.rackCount}`);
  }
  const { devices, options } = placement;
  const slots: RackSlot[] = [];
  for (let d = 0; d < devices.count; d++) {
    const make = devices.makes[devices.make[d]!]!;
    let own = placement.rack[d]!;
    for (let k = 1; k < make.racks && own !== rack; k++) own = placement.rackNext[own]!;
    if (own !== rack) continue;
    slots.push({
      id: deviceId(topology, devices, d),
      name: make.name,
      kind: make.kind,
      unit: placement.unit[d]!,
      units: Math.min(make.units, options.rackUnits),
    });
  }
  return {
    id: rackName(placement, rack),
    units: options.rackUnits,
    slots: slots.toSorted((x, y) => x.unit - y.unit),
  };
}
