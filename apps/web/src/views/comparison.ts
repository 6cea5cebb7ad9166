/**
 * The comparison as rows of a table. In: what the engine computed for each design, and the baseline; out: groups of rows, each cell with
 * its text and how it differs from the baseline, in words and signs.
 */
import '../strings/later.ts';
import type { ComparisonRow } from '@weft/engine';
import { formatCount, formatMoney_usd, formatNumber, formatPower_W, formatRate_Gbps, formatShare } from '@weft/units';
import { kindWords, switchCount } from '../panels/counts.ts';
import type { Counts } from '../stores/result.ts';
import { t } from '../strings/t.ts';

export interface Cell {
  readonly text: string;
  /** A reason instead of a figure. */
  readonly reason: string | null;
  readonly delta: Delta | null;
}

export interface Delta {
  readonly sign: '▲' | '▼' | '=';
  /** `12 % better`. */
  readonly words: string;
  readonly tone: 'better' | 'worse' | 'neutral';
}

export interface Row {
  readonly label: string;
  /** Null while the design is not there yet. */
  readonly cells: readonly (Cell | null)[];
  readonly differs: boolean;
  /** Every design is known and within `nearShare` of the baseline. */
  readonly near: boolean;
}

export interface RowGroup {
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Closer than this to the baseline is near-equal. */
export const nearShare = 0.01;

/** Which way is better; null where it is a matter of size, not of worth. */
type Better = 'more' | 'less' | null;

export interface Metric {
  /** Stays the same in every language. */
  readonly id: string;
  readonly label: string;
  readonly better: Better;
  readonly format: (value: number) => string;
  readonly value: (row: ComparisonRow) => number | null;
  readonly reason?: (row: ComparisonRow) => string | null;
  /** Said before the value: `at least`. */
  readonly before?: (row: ComparisonRow) => string;
}

const count = (value: (counts: Counts) => number) => (row: ComparisonRow) =>
  row.counts === null ? null : value(row.counts);

const answer = (pattern: string, which: 'mean_Gbps' | 'slowest_Gbps', label: string): Metric => ({
  id: `${pattern}.${which}`,
  label,
  better: 'more',
  format: formatRate_Gbps,
  value: (row) => row.traffic.find((one) => one.traffic.pattern === pattern)?.[which] ?? null,
  reason: (row) =>
    perAccelerator(row) ?? row.traffic.find((one) => one.traffic.pattern === pattern)?.reason ?? row.reason,
});

type Total = NonNullable<ComparisonRow['cost']>['capital_usd'];

/** A sum with its typical value; one that lacks a figure is a lower bound and says so. */
const sum = (
  id: string,
  label: string,
  format: Metric['format'],
  total: (cost: NonNullable<ComparisonRow['cost']>) => Total | null,
): Metric => ({
  id,
  label,
  better: 'less',
  format,
  value: (row) => {
    const found = row.cost ? total(row.cost) : null;
    // Of a sum that lacks all its figures nothing is known.
    return found === null || (!found.complete && found.high === 0) ? null : found.typical;
  },
  before: (row) => (((row.cost && total(row.cost)?.complete) ?? true) ? '' : `${t('cost.atLeast')} `),
  reason: (row) => {
    if (row.cost !== null && total(row.cost) === null) return perAccelerator(row);
    return row.reason ?? t(row.cost === null ? 'compare.noCost' : 'compare.noFigures');
  },
});

/** Why there is no figure per accelerator. */
const perAccelerator = (row: ComparisonRow): string | null =>
  row.counts?.accelerators === 0 ? t('compare.noAccelerators') : row.reason;

export function comparisonGroups(rows: readonly ComparisonRow[], baseline: number): readonly RowGroup[] {
  return comparedMetrics(rows).map(({ title, metrics }) => ({
    title,
    rows: metrics.map((metric) => rowOf(metric, rows, baseline)),
  }));
}

/** As `comparisonGroups`, with the baseline first, of designs that may not be there yet. */
export function comparisonColumns(columns: readonly (ComparisonRow | null)[]): readonly RowGroup[] {
  const there = columns.filter((row) => row !== null);
  const places = columns.map((row) => (row === null ? null : there.indexOf(row)));
  // Without the baseline nothing can be said of differences.
  return comparisonGroups(there, columns[0] === null ? -1 : 0).map(({ title, rows }) => ({
    title,
    rows: rows.map((row) => ({ ...row, cells: places.map((at) => (at === null ? null : row.cells[at]!)) })),
  }));
}

/** What the designs are compared by, in groups. */
export function comparedMetrics(
  rows: readonly ComparisonRow[],
): readonly { readonly title: string; readonly metrics: readonly Metric[] }[] {
  const tiers = ['leaf', 'spine', 'core', 'router', 'scaleUp'] as const;
  const kinds = [...new Set(rows.flatMap((row) => Object.keys(row.counts?.links ?? {})))];
  const scale: Metric[] = [
    {
      id: 'accelerators',
      label: t('design.accelerators'),
      better: null,
      format: formatCount,
      value: count((c) => c.accelerators),
    },
    { id: 'servers', label: t('design.servers'), better: null, format: formatCount, value: count((c) => c.servers) },
    { id: 'switches', label: t('compare.switches'), better: 'less', format: formatCount, value: count(switchCount) },
    ...tiers
      .filter((tier) => rows.some((row) => row.counts?.switches[tier]))
      .map((tier): Metric => ({
        id: `tier.${tier}`,
        label: t('design.tierSwitches', { tier: t(`role.${tier}`) }),
        better: null,
        format: formatCount,
        value: count((c) => c.switches[tier] ?? 0),
      })),
    {
      id: 'switchesPerThousand',
      label: t('compare.perThousand'),
      better: 'less',
      format: formatNumber,
      value: (row) => ratio(row.counts && 1000 * switchCount(row.counts), row.counts?.accelerators),
      reason: perAccelerator,
    },
  ];
  const bandwidth: Metric[] = [
    answer('all-to-all', 'mean_Gbps', t('compare.allMean')),
    answer('all-to-all', 'slowest_Gbps', t('compare.allSlowest')),
    answer('permutation', 'mean_Gbps', t('compare.permutationMean')),
    answer('permutation', 'slowest_Gbps', t('compare.permutationSlowest')),
  ];
  const cabling: Metric[] = [
    { id: 'cables', label: t('compare.cables'), better: 'less', format: formatCount, value: (row) => row.cables },
    {
      id: 'cablesPer',
      label: t('compare.cablesPer'),
      better: 'less',
      format: formatNumber,
      value: (row) => ratio(row.cables, row.counts?.accelerators),
      reason: perAccelerator,
    },
    ...kinds.map((kind): Metric => ({
      id: `links.${kind}`,
      label: kindWords(kind),
      better: null,
      format: formatCount,
      value: count((c) => c.links[kind] ?? 0),
    })),
  ];
  const cost: Metric[] = [
    sum('capital', t('cost.capital'), formatMoney_usd, (c) => c.capital_usd),
    sum('capitalPer', t('cost.capitalPer'), formatMoney_usd, (c) => c.capitalPerAccelerator_usd),
    sum('networkPer', t('cost.networkPer'), formatMoney_usd, (c) => c.networkPerAccelerator_usd),
    sum('power', t('cost.power'), formatPower_W, (c) => c.power_W),
    sum('powerPer', t('cost.powerPer'), formatPower_W, (c) => c.powerPerAccelerator_W),
  ];
  return [
    { title: t('compare.scale'), metrics: scale },
    { title: t('compare.bandwidth'), metrics: bandwidth },
    { title: t('compare.cabling'), metrics: cabling },
    { title: t('compare.cost'), metrics: cost },
  ];
}

function rowOf(metric: Metric, rows: readonly ComparisonRow[], baseline: number): Row {
  const values = rows.map((row) => metric.value(row));
  const base = values[baseline] ?? null;
  const cells = rows.map((row, i): Cell => {
    const value = values[i]!;
    if (value === null) {
      return { text: '–', reason: metric.reason?.(row) ?? row.reason ?? t('compare.notSolved'), delta: null };
    }
    // Lower bounds that lack different figures say nothing about each other.
    const open = metric.before?.(row) || (rows[baseline] !== undefined && metric.before?.(rows[baseline]));
    const delta =
      i === baseline || base === null || open
        ? null
        : deltaOf(value, base, bare(row) || bare(rows[baseline]) ? null : metric.better);
    return { text: `${metric.before?.(row) ?? ''}${metric.format(value)}`, reason: null, delta };
  });
  const near =
    base !== null &&
    values.every((v) => v !== null && Math.abs(v - base) < nearShare * Math.abs(base) + Number(v === base));
  return { label: metric.label, cells, differs: new Set(cells.map((cell) => cell.text)).size > 1, near };
}

/** Having nothing is no merit: a design without accelerators is neither better nor worse. */
const bare = (row: ComparisonRow | undefined): boolean => row?.counts?.accelerators === 0;

/** From so many times as much on, or as little, a percentage is read slower than the factor. */
const leastFactor = 2;
const leastFraction = 10;

/** `640× as much`, `1/640 as much`; null where a percentage says it. */
function factorOf(quotient: number): string | null {
  if (quotient >= leastFactor) return t('compare.times', { factor: formatNumber(quotient) });
  if (quotient > 0 && quotient <= 1 / leastFraction)
    return t('compare.fraction', { factor: formatNumber(1 / quotient) });
  return null;
}

/** How a value differs from the baseline's. */
export function deltaOf(value: number, base: number, better: Better): Delta {
  // Less than the last digit printed is no difference.
  if (value === base || Math.abs(value - base) < 0.0005 * Math.abs(base)) {
    return { sign: '=', words: t('compare.same'), tone: 'neutral' };
  }
  const sign = value > base ? '▲' : '▼';
  if (base === 0) return { sign, words: t('compare.new'), tone: 'neutral' };
  const factor = factorOf(value / base);
  const share = formatShare(Math.abs(value / base - 1), { digits: 2 });
  if (better === null) {
    const words = factor ?? t(value > base ? 'compare.higher' : 'compare.lower', { share });
    return { sign, words, tone: 'neutral' };
  }
  const good = value > base === (better === 'more');
  const tone = good ? 'better' : 'worse';
  const words = factor ? t(`compare.factor.${tone}`, { factor }) : t(`compare.${tone}`, { share });
  return { sign, words, tone };
}

function ratio(a: number | null | undefined, b: number | null | undefined): number | null {
  return a === null || a === undefined || !b ? null : a / b;
}
