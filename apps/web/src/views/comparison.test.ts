/** Differences in words: which way, how much, and whether that is better. */
import type { ComparisonRow } from '@weft/engine';
import { describe, expect, it } from 'vitest';
import { comparisonColumns, comparisonGroups, deltaOf } from './comparison.ts';

const thin = '\u202f';

describe('deltaOf', () => {
  it('says more or less, and better or worse where that is known', () => {
    expect(deltaOf(112, 100, 'more')).toEqual({ sign: '▲', words: `12${thin}% better`, tone: 'better' });
    expect(deltaOf(88, 100, 'more')).toEqual({ sign: '▼', words: `12${thin}% worse`, tone: 'worse' });
    expect(deltaOf(88, 100, 'less')).toEqual({ sign: '▼', words: `12${thin}% better`, tone: 'better' });
    expect(deltaOf(150, 100, null)).toEqual({ sign: '▲', words: `50${thin}% more`, tone: 'neutral' });
  });

  it('says a factor where a percentage would have too many digits, up or down', () => {
    expect(deltaOf(64_100, 100, 'less')).toEqual({ sign: '▲', words: '641× as much, worse', tone: 'worse' });
    expect(deltaOf(200, 100, 'more').words).toBe('2× as much, better');
    expect(deltaOf(199, 100, 'more').words).toBe(`99${thin}% better`);
    expect(deltaOf(12_800, 8, null)).toEqual({ sign: '▲', words: '1,600× as much', tone: 'neutral' });
    expect(deltaOf(10, 100, 'more')).toEqual({ sign: '▼', words: '1/10 as much, worse', tone: 'worse' });
    expect(deltaOf(0, 100, 'less').words).toBe(`100${thin}% better`);
  });

  it('finds no difference below what is printed', () => {
    expect(deltaOf(100.01, 100, 'more')).toEqual({ sign: '=', words: 'same', tone: 'neutral' });
  });

  it('does not divide by a baseline of zero', () => {
    expect(deltaOf(8, 0, 'less')).toEqual({ sign: '▲', words: 'new', tone: 'neutral' });
  });
});

const row = (name: string, leaves: number, mean_Gbps: number | null): ComparisonRow => ({
  designId: name,
  name,
  counts: {
    accelerators: 64,
    servers: 8,
    nics: 64,
    services: 0,
    switches: { leaf: leaves, scaleUp: 8 },
    links: { 'nic-leaf': 64 },
  },
  cables: 64,
  cost: null,
  traffic: [
    {
      traffic: { pattern: 'all-to-all' },
      mean_Gbps,
      slowest_Gbps: mean_Gbps,
      reason: mean_Gbps === null ? 'No path.' : null,
    },
  ],
  reason: null,
});

const total = (typical: number, complete: boolean) => ({
  low: typical,
  typical,
  high: typical,
  complete,
  missing: [],
});

/** A cost of which every sum is the same. */
const cost = (typical: number, complete: boolean) =>
  Object.fromEntries(
    ['capital_usd', 'capitalPerAccelerator_usd', 'networkPerAccelerator_usd', 'power_W', 'powerPerAccelerator_W'].map(
      (key) => [key, total(typical, complete)],
    ),
  ) as unknown as ComparisonRow['cost'];

describe('comparisonGroups', () => {
  it('compares every design with the baseline, and says why a figure is missing', () => {
    const groups = comparisonGroups([row('a', 8, 400), row('b', 4, 200), row('c', 8, null)], 0);
    const rows = groups.flatMap((g) => g.rows);
    const switches = rows.find((r) => r.label === 'Switches')!;
    // Scale-up switches are part of the servers.
    expect(switches.cells.map((c) => c!.text)).toEqual(['8', '4', '8']);
    expect(switches.cells[1]!.delta).toEqual({ sign: '▼', words: `50${thin}% better`, tone: 'better' });
    expect(switches.cells[0]!.delta).toBeNull();
    const mean = rows.find((r) => r.label === 'All-to-all, mean')!;
    expect(mean.cells[1]!.delta!.tone).toBe('worse');
    expect(mean.cells[2]).toEqual({ text: '–', reason: 'No path.', delta: null });
    expect(rows.find((r) => r.label === 'Accelerators')!.differs).toBe(false);
  });

  it('says of a sum that lacks a figure that it is a lower bound, and does not weigh it against others', () => {
    const rows = [
      { ...row('a', 8, 400), cost: cost(1000, true) },
      { ...row('b', 8, 400), cost: cost(900, false) },
      { ...row('c', 8, 400), cost: cost(500, true) },
      { ...row('d', 8, 400), cost: cost(0, false) },
    ];
    const capital = comparisonGroups(rows, 0)
      .flatMap((g) => g.rows)
      .find((r) => r.label === 'Capital')!;
    expect(capital.cells.map((c) => c!.text)).toEqual(['$1,000', 'at least $900', '$500', '–']);
    expect(capital.cells[1]!.delta).toBeNull();
    expect(capital.cells[2]!.delta).toEqual({ sign: '▼', words: `50${thin}% better`, tone: 'better' });
  });
});

const cellsOf = (label: string, rows: readonly ComparisonRow[]) =>
  comparisonGroups(rows, 0)
    .flatMap((group) => group.rows)
    .find((found) => found.label === label)!.cells;

const mean = (columns: readonly (ComparisonRow | null)[]) =>
  comparisonColumns(columns)
    .flatMap((group) => group.rows)
    .find(({ label }) => label === 'All-to-all, mean')!.cells;

const near = (values: readonly (number | null)[]) =>
  comparisonGroups(
    values.map((value, i) => row(`design ${i}`, 4, value)),
    0,
  )
    .flatMap((group) => group.rows)
    .find(({ label }) => label === 'All-to-all, mean')!.near;

describe('what is not known', () => {
  it('of a design without accelerators is said to be so, not to be unsolved', () => {
    const bare = row('bare', 4, null);
    const without = { ...bare, counts: { ...bare.counts!, accelerators: 0 } };
    for (const label of ['Switches per 1,000 accelerators', 'Cables per accelerator', 'All-to-all, mean'])
      expect(cellsOf(label, [row('base', 4, 400), without])[1]).toEqual({
        text: '–',
        reason: 'It has no accelerators.',
        delta: null,
      });
  });

  it('yet stands open in its column, and the others wait for their differences', () => {
    const [base, other] = [row('base', 4, 400), row('other', 4, 300)];
    expect(mean([base, null, other]).map((cell) => cell?.delta?.words ?? null)).toEqual([
      null,
      null,
      `25${thin}% worse`,
    ]);
    expect(mean([base, null, other])[1]).toBeNull();
    // No baseline, no difference.
    expect(mean([null, other])[1]).toMatchObject({ delta: null, reason: null });
  });
});

describe('rows that are near-equal', () => {
  it('are within one per cent of the baseline in every design', () => {
    expect([near([400, 403.9]), near([400, 404]), near([400, 396.1, 390]), near([400, null]), near([0, 0])]).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
  });
});
