/**
 * The units that figures are printed in, ascending, each with how many base units it is; the largest that leaves at least 1 is taken.
 *
 * Apart from the spellings that are read (`dimension.ts`), so that who only prints needs none of them.
 */

export type Steps = readonly { readonly symbol: string; readonly factor: number }[];

/** Network rates, base Gb/s. */
export const rate: Steps = [
  { symbol: 'b/s', factor: 1e-9 },
  { symbol: 'kb/s', factor: 1e-6 },
  { symbol: 'Mb/s', factor: 1e-3 },
  { symbol: 'Gb/s', factor: 1 },
  { symbol: 'Tb/s', factor: 1e3 },
  { symbol: 'Pb/s', factor: 1e6 },
];

/** Rates of memory and collectives, base GB/s. */
export const byteRate: Steps = [
  { symbol: 'B/s', factor: 1e-9 },
  { symbol: 'kB/s', factor: 1e-6 },
  { symbol: 'MB/s', factor: 1e-3 },
  { symbol: 'GB/s', factor: 1 },
  { symbol: 'TB/s', factor: 1e3 },
  { symbol: 'PB/s', factor: 1e6 },
];

/** Sizes in powers of 1000, base byte. */
export const size: Steps = [
  { symbol: 'B', factor: 1 },
  { symbol: 'kB', factor: 1e3 },
  { symbol: 'MB', factor: 1e6 },
  { symbol: 'GB', factor: 1e9 },
  { symbol: 'TB', factor: 1e12 },
  { symbol: 'PB', factor: 1e15 },
];

/** Times, base second. */
export const time: Steps = [
  { symbol: 'ps', factor: 1e-12 },
  { symbol: 'ns', factor: 1e-9 },
  { symbol: 'µs', factor: 1e-6 },
  { symbol: 'ms', factor: 1e-3 },
  { symbol: 's', factor: 1 },
  { symbol: 'min', factor: 60 },
  { symbol: 'h', factor: 3600 },
  { symbol: 'days', factor: 86_400 },
];

/** Lengths, base metre. */
export const length: Steps = [
  { symbol: 'mm', factor: 1e-3 },
  { symbol: 'm', factor: 1 },
  { symbol: 'km', factor: 1e3 },
];

/** Electrical power, base watt. */
export const power: Steps = [
  { symbol: 'mW', factor: 1e-3 },
  { symbol: 'W', factor: 1 },
  { symbol: 'kW', factor: 1e3 },
  { symbol: 'MW', factor: 1e6 },
  { symbol: 'GW', factor: 1e9 },
];

/** Energy, base kilowatt-hour. */
export const energy: Steps = [
  { symbol: 'Wh', factor: 1e-3 },
  { symbol: 'kWh', factor: 1 },
  { symbol: 'MWh', factor: 1e3 },
  { symbol: 'GWh', factor: 1e6 },
  { symbol: 'TWh', factor: 1e9 },
];

/** Money, base US dollar. */
export const money: Steps = [
  { symbol: '', factor: 1 },
  { symbol: 'k', factor: 1e3 },
  { symbol: 'M', factor: 1e6 },
  { symbol: 'B', factor: 1e9 },
];

/** Counts of things. */
export const count: Steps = [{ symbol: '', factor: 1 }];

/** Plain numbers. */
export const number: Steps = [{ symbol: '', factor: 1 }];

/** Shares of a whole. */
export const share: Steps = [{ symbol: '%', factor: 1e-2 }];

/** Sizes in powers of 1024, for memory that its vendor counts so. */
export const binarySize: Steps = [
  { symbol: 'B', factor: 1 },
  { symbol: 'KiB', factor: 2 ** 10 },
  { symbol: 'MiB', factor: 2 ** 20 },
  { symbol: 'GiB', factor: 2 ** 30 },
  { symbol: 'TiB', factor: 2 ** 40 },
  { symbol: 'PiB', factor: 2 ** 50 },
];

/** Lengths for who measures in feet: a foot is 0.3048 m by definition, a mile 5,280 of them. */
export const feet: Steps = [
  { symbol: 'ft', factor: 0.3048 },
  { symbol: 'mi', factor: 1609.344 },
];
