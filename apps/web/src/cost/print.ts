/** Figures as text and back, by their unit; sums with their range. */
import type { Total } from '@weft/engine';
import {
  formatByteRate_GBps,
  formatLength_m,
  formatMoney_usd,
  formatNumber,
  formatPower_W,
  formatRate_Gbps,
  formatTime_ns,
  parseLength_m,
  parseMoney_usd,
  parseNumber,
  parsePower_W,
  parseRate_Gbps,
  parseTime_ns,
  thinSpace,
} from '@weft/units';
import { t } from '../strings/t.ts';

export type Print = (value: number | null) => string;

const printers: Readonly<Record<string, Print>> = {
  USD: (value) => formatMoney_usd(value),
  W: (value) => formatPower_W(value),
  ns: (value) => formatTime_ns(value),
  m: (value) => formatLength_m(value),
  'Gb/s': (value) => formatRate_Gbps(value),
  'GB/s': (value) => formatByteRate_GBps(value),
};

const parsers = {
  USD: parseMoney_usd,
  W: parsePower_W,
  ns: parseTime_ns,
  m: parseLength_m,
  'Gb/s': parseRate_Gbps,
} as const;

/** A figure with its unit. */
export function printFigure(unit: string, value: number | null): string {
  if (value === null) return t('cost.unknown');
  const known = printers[unit];
  if (known) return known(value);
  const number = formatNumber(value, { digits: 4 });
  return unit === '' || unit === 'ratio' || unit === 'count' ? number : `${number}${thinSpace}${unit}`;
}

/** A figure as typed; a sentence when it cannot be one. Zero or more. */
export function readFigure(unit: string, text: string): { readonly value: number } | { readonly why: string } {
  const plain = parseNumber(text);
  if (plain.ok) return { value: plain.value };
  if (/^\s*[-−]/.test(text)) return { why: t('figure.negative') };
  const parse = Object.hasOwn(parsers, unit) ? parsers[unit as keyof typeof parsers] : undefined;
  const read = parse?.(text);
  if (read === undefined) return { why: t('figure.notNumber') };
  return read.ok ? { value: read.value } : { why: read.fault.message };
}

/** The unit of a figure by the end of its key, for figures that the catalogue does not have. */
export function unitOfKey(key: string): string {
  if (/usd/.test(key)) return 'USD';
  if (/(^|_)w($|_)/.test(key)) return 'W';
  if (key.endsWith('_ns')) return 'ns';
  if (key.endsWith('_m')) return 'm';
  if (key.endsWith('_kg')) return 'kg';
  if (key === 'rack_units') return 'U';
  if (key === 'failure') return 'FIT';
  return '';
}

/** `$1.2 M`, with `at least` before a sum that lacks something. */
export function printTotal(total: Total, print: Print): string {
  if (total.complete) return print(total.typical);
  return total.high === 0 ? t('cost.unknown') : `${t('cost.atLeast')} ${print(total.typical)}`;
}

/** `$1 M – $1.4 M`; nothing where both ends are one. */
export function printRange(
  { low, high }: { readonly low: number; readonly high: number },
  print: Print,
): string | null {
  const [from, to] = [print(low), print(high)];
  return from === to ? null : t('cost.range', { low: from, high: to });
}
