/**
 * A number in base units as people read it: three significant digits, a thin no-break space, the unit always.
 *
 * Counts are printed to the last digit. A figure that is not known prints as `unknown`, never as zero; a share just below the whole never
 * prints as the whole. Rounding is to nearest on the digits printed; more digits are there for the asking.
 */
import { numbersInForce, separatorsOf } from './numbers.ts';
import * as units from './steps.ts';
import type { Steps } from './steps.ts';

export interface FormatOptions {
  /** Significant digits, 3 unless told otherwise. */
  readonly digits?: number;
  /** A language tag for separators: that of the numbers in force (`numbers.ts`) unless told otherwise. */
  readonly locale?: string;
}

/** A figure, or null (or NaN) for one that is not known. */
export type Known = number | null;

/** U+202F: narrower than a space, and no line breaks at it. */
export const thinSpace = '\u202f';
const unknown = 'unknown';

/** A network rate: `400 Gb/s`, `1.6 Tb/s`; or `50 GB/s` for who wants bytes first. */
export function formatRate_Gbps(rate_Gbps: Known, options: FormatOptions = {}): string {
  return numbersInForce().rates === 'bits' ? inBits(rate_Gbps, options) : inBytes(rate_Gbps, options);
}

/** A network rate in bits and in bytes: `400 Gb/s = 50 GB/s`; what the person wants first stands first. */
export function formatRateBoth_Gbps(rate_Gbps: Known, options: FormatOptions = {}): string {
  if (rate_Gbps === null || !Number.isFinite(rate_Gbps)) return formatRate_Gbps(rate_Gbps, options);
  const both = [inBits(rate_Gbps, options), inBytes(rate_Gbps, options)];
  return (numbersInForce().rates === 'bits' ? both : both.toReversed()).join(' = ');
}

const inBits = (rate_Gbps: Known, options: FormatOptions): string => format(rate_Gbps, units.rate, options);
const inBytes = (rate_Gbps: Known, options: FormatOptions): string =>
  formatByteRate_GBps(rate_Gbps === null ? null : rate_Gbps / 8, options);

/** A rate of memory or of a collective: `50 GB/s`. */
export function formatByteRate_GBps(rate_GBps: Known, options: FormatOptions = {}): string {
  return format(rate_GBps, units.byteRate, options);
}

/** A size in powers of 1000: `16 MB`. */
export function formatSize_B(size_B: Known, options: FormatOptions = {}): string {
  return format(size_B, units.size, options);
}

/** A size in powers of 1024: `1 GiB`. */
export function formatBinarySize_B(size_B: Known, options: FormatOptions = {}): string {
  return format(size_B, units.binarySize, options);
}

/** A time: `150 ns`, `2.5 ms`, `1.5 h`, `12 days`. */
export function formatTime_s(time_s: Known, options: FormatOptions = {}): string {
  const printed = format(time_s, units.time, options);
  return printed === `1${thinSpace}days` ? `1${thinSpace}day` : printed;
}

/** A time given in nanoseconds. */
export function formatTime_ns(time_ns: Known, options: FormatOptions = {}): string {
  return formatTime_s(time_ns === null ? null : time_ns / 1e9, options);
}

/** A length: `3 m`, `2 km`; or `9.84 ft`. */
export function formatLength_m(length_m: Known, options: FormatOptions = {}): string {
  const steps = numbersInForce().lengths === 'metres' ? units.length : units.feet;
  return format(length_m, steps, options);
}

/** A power: `700 W`, `1.2 MW`. */
export function formatPower_W(power_W: Known, options: FormatOptions = {}): string {
  return format(power_W, units.power, options);
}

/** An energy: `500 kWh`, `1.2 GWh`. */
export function formatEnergy_kWh(energy_kWh: Known, options: FormatOptions = {}): string {
  return format(energy_kWh, units.energy, options);
}

/** An amount of money in US dollars: `$820`, `$1.5 M`. */
export function formatMoney_usd(amount_usd: Known, options: FormatOptions = {}): string {
  if (amount_usd === null || !Number.isFinite(amount_usd)) return format(amount_usd, units.money, options);
  // Prices of parts are read to the dollar: thousands get their letter from ten thousand on.
  const digits = Math.abs(amount_usd) < 10_000 ? Math.max(options.digits ?? 3, 4) : options.digits;
  const steps = Math.abs(amount_usd) < 9_999.5 ? units.money.slice(0, 1) : units.money;
  const printed = format(Math.abs(amount_usd), steps, digits === undefined ? options : { ...options, digits });
  return `${amount_usd < 0 ? '-' : ''}$${printed.endsWith(thinSpace) ? printed.slice(0, -1) : printed}`;
}

/** A whole number of things, to the last digit: `16,384`. */
export function formatCount(things: Known, options: FormatOptions = {}): string {
  if (things === null || Number.isNaN(things)) return unknown;
  if (!Number.isFinite(things)) return 'unlimited';
  return numberFormat(options.locale ?? numbersInForce().locale, null).format(things);
}

/** A share: `50 %`. Just below the whole it stays below: 0.99996 is `99.9 %`. */
export function formatShare(part: Known, options: FormatOptions = {}): string {
  if (part === null || !Number.isFinite(part)) return format(part, units.share, options);
  const digits = options.digits ?? 3;
  const below = 1 - 10 ** -digits;
  const shown = part < 1 && part > below ? below : part;
  return `${significant(shown * 100, digits, options.locale ?? numbersInForce().locale)}${thinSpace}%`;
}

/** A plain number without a unit, for ratios and factors: `1.5`. */
export function formatNumber(value: Known, options: FormatOptions = {}): string {
  if (value === null || Number.isNaN(value)) return unknown;
  if (!Number.isFinite(value)) return value > 0 ? 'unlimited' : '-unlimited';
  return significant(value, options.digits ?? 3, options.locale ?? numbersInForce().locale);
}

/** A number to its last digit with no separators but the decimal one. */
export function formatDecimal(value: number): string {
  const { decimal } = separatorsOf(numbersInForce().locale);
  return decimal === '.' ? String(value) : String(value).replace('.', decimal);
}

function format(value: Known, steps: Steps, options: FormatOptions): string {
  if (value === null || Number.isNaN(value)) return unknown;
  if (!Number.isFinite(value)) return value > 0 ? 'unlimited' : '-unlimited';
  const digits = options.digits ?? 3;
  const step = stepFor(Math.abs(value), steps, digits);
  return `${significant(value / step.factor, digits, options.locale ?? numbersInForce().locale)}${thinSpace}${step.symbol}`;
}

/** The largest step that leaves at least 1 after rounding, so that 999.9 Gb/s becomes 1 Tb/s and not 1,000 Gb/s; zero takes the base unit. */
function stepFor(value: number, steps: Steps, digits: number): Steps[number] {
  const base = steps.find((step) => step.factor === 1) ?? steps[0]!;
  if (value === 0) return base;
  const rounded = (step: Steps[number]) => Number((value / step.factor).toPrecision(digits));
  let best = steps[0]!;
  for (const [index, step] of steps.entries()) {
    const below = steps[index - 1];
    const factor = step.factor / (below?.factor ?? step.factor);
    if (value >= step.factor || (below !== undefined && rounded(below) >= factor)) best = step;
  }
  return best;
}

function significant(value: number, digits: number, locale: string): string {
  // Minus zero is a zero.
  return numberFormat(locale, digits).format(value === 0 ? 0 : value);
}

const formats = new Map<string, Intl.NumberFormat>();

/** Formatters are dear to make (tens of microseconds) and cheap to use. */
function numberFormat(locale: string, digits: number | null): Intl.NumberFormat {
  const key = `${locale} ${String(digits)}`;
  let known = formats.get(key);
  if (!known) {
    const latin = { numberingSystem: 'latn' } as const;
    known = new Intl.NumberFormat(locale, digits === null ? latin : { ...latin, maximumSignificantDigits: digits });
    formats.set(key, known);
  }
  return known;
}
