/**
 * What a bill comes to: capital, energy and the ratios people compare by. Ranges carried through, unknown figures named.
 *
 * Capital in USD, power in W at the plug of the equipment, energy in kWh at the meter of the hall: power x PUE x hours.
 */
import { per, times, timesBand, type Total } from './total.ts';
import type { Bill } from './bill.ts';
import type { Figures } from './figures.ts';

/** Hours of a year of 365 days. */
export const hoursPerYear = 8760;

export interface Cost {
  readonly capital_usd: Total;
  readonly power_W: Total;
  /** Power of the hall: the equipment's times PUE. */
  readonly hall_W: Total;
  readonly energy_kWh_per_year: Total;
  readonly energy_usd_per_year: Total;
  /** Of everything, and of the network alone; null when there are no accelerators. */
  readonly capitalPerAccelerator_usd: Total | null;
  readonly networkPerAccelerator_usd: Total | null;
  readonly powerPerAccelerator_W: Total | null;
  readonly networkPowerPerAccelerator_W: Total | null;
  /** The network's price over its injection and its bisection; null when that is zero or was not given. */
  readonly networkPerInjection_usd_per_Gbps: Total | null;
  readonly networkPerBisection_usd_per_Gbps: Total | null;
  /** The network's part of capital and power, of the typical values that are known; null when either is missing something. */
  readonly networkShareOfCapital: number | null;
  readonly networkShareOfPower: number | null;
}

/** Reckons a bill. `bisectionOf` gives the bisection; null leaves its ratio out. */
export function costOf(bill: Bill, figures: Figures, bisection_Gbps: number | null = null): Cost {
  const pue = figures.physical('pue');
  const tariff = figures.physical('electricity_usd_per_kwh');
  const hall_W = timesBand(bill.power, pue.band, { path: pue.path, name: pue.name, quantity: 1 });
  const energy_kWh = times(hall_W, hoursPerYear / 1000);
  return {
    capital_usd: bill.price,
    power_W: bill.power,
    hall_W,
    energy_kWh_per_year: energy_kWh,
    energy_usd_per_year: timesBand(energy_kWh, tariff.band, { path: tariff.path, name: tariff.name, quantity: 1 }),
    capitalPerAccelerator_usd: per(bill.price, bill.accelerators),
    networkPerAccelerator_usd: per(bill.networkPrice, bill.accelerators),
    powerPerAccelerator_W: per(bill.power, bill.accelerators),
    networkPowerPerAccelerator_W: per(bill.networkPower, bill.accelerators),
    networkPerInjection_usd_per_Gbps: per(bill.networkPrice, bill.injection_Gbps),
    networkPerBisection_usd_per_Gbps: per(bill.networkPrice, bisection_Gbps ?? 0),
    networkShareOfCapital: share(bill.networkPrice, bill.price),
    networkShareOfPower: share(bill.networkPower, bill.power),
  };
}

function share(part: Total, whole: Total): number | null {
  return whole.complete && whole.typical > 0 ? part.typical / whole.typical : null;
}
