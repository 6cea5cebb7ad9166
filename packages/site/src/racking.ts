/**
 * Filling racks one after another, within units, power and weight.
 *
 * First fit in order, without looking back: what is numbered together stands together. A device that breaks a limit by itself gets a rack of its own; the
 * placement reports it. Unknown power and weight count as nothing against the limits, and are named there.
 */
import type { Devices } from './devices.ts';
import type { SiteOptions } from './options.ts';

export interface Racking {
  /** Number of racks taken. */
  readonly racks: number;
  /** Rack of each listed device, in the order of the list: its first, for one that fills several. */
  readonly rack: Int32Array;
  /** Lowest unit of each listed device, counted from 1. */
  readonly unit: Float64Array;
}

/** Puts the listed devices into racks that keep `reserved` units free; `fromTop` hangs them from above. */
export function rackingOf(
  list: readonly number[],
  devices: Devices,
  options: SiteOptions,
  reserved: number,
  fromTop: boolean,
): Racking {
  const rack = new Int32Array(list.length);
  const unit = new Float64Array(list.length);
  const room = Math.max(1, options.rackUnits - reserved);
  let current = -1;
  let used = Infinity;
  let power_W = 0;
  let weight_kg = 0;
  for (let i = 0; i < list.length; i++) {
    const make = devices.makes[devices.make[list[i]!]!]!;
    if (make.racks > 0) {
      rack[i] = current + 1;
      unit[i] = 1;
      current += make.racks;
      used = Infinity;
      continue;
    }
    const over =
      used + make.units > room ||
      (used > 0 && options.rackPower_W !== null && power_W + (make.plan_W ?? 0) > options.rackPower_W) ||
      (used > 0 && options.rackWeight_kg !== null && weight_kg + (make.weight_kg ?? 0) > options.rackWeight_kg);
    if (over) {
      current++;
      used = 0;
      power_W = 0;
      weight_kg = 0;
    }
    rack[i] = current;
    unit[i] = fromTop ? options.rackUnits - used - make.units + 1 : used + 1;
    used += make.units;
    power_W += make.plan_W ?? 0;
    weight_kg += make.weight_kg ?? 0;
  }
  return { racks: current + 1, rack, unit };
}
