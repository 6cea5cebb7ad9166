/** `weft sweep STUDY --vary key=a,b,c`: a row of figures for every combination of values. */
import type { Command } from 'commander';
import { formatCount, formatMoney_usd, formatRate_Gbps } from '@weft/units';
import { createPipeline, recipeSpecs, settled, type Pipeline } from '@weft/engine';
import { expectGood, InputFault, UsageFault } from '../fault.ts';
import { writeResult } from '../files.ts';
import { fatalFinding } from '../findings.ts';
import type { Io } from '../io.ts';
import { oneOf, routingOption, trafficOption, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { pointAt, pointCount, readShard, readVaried, type Point } from '../sweep.ts';
import { tableOf } from '../table.ts';

interface SweepOptions {
  readonly vary: readonly string[];
  readonly shard: string;
  readonly traffic?: string;
  readonly routing?: string;
  readonly design?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly output?: string;
}

/** Combinations that one command computes. */
const mostPoints = 10_000;

export function addSweep(program: Command, io: Io): void {
  program
    .command('sweep')
    .argument(...studyArgument)
    .description('a row of figures for every combination of values')
    .requiredOption(
      '--vary <key=values...>',
      'a parameter of the block, traffic or routing, with values a,b,c (or a;b where a value holds commas)',
    )
    .option('--shard <i/n>', 'the i-th of n equal parts of the combinations', '1/1')
    .option(...trafficOption)
    .option(...routingOption)
    .option(...designOption)
    .option('--csv', 'print CSV')
    .option('--json', 'print JSON')
    .option('-o, --output <file>', 'where to write; standard output when left out')
    .action(async (file: string, options: SweepOptions) => {
      oneOf({ ...options }, 'csv', 'json');
      const varied = options.vary.map(readVaried);
      const shard = readShard(options.shard);
      const workloadOf = workloadReader(options);
      const own = await readStudyFile(io, file);
      const study = { ...own, workload: workloadOf(own) };
      const design = designIn(study, options.design);
      const recipes = recipeSpecs();
      const count = pointCount(varied);
      if (count > mostPoints) {
        throw new UsageFault(
          `--vary: there are ${formatCount(count)} combinations; expected at most ${formatCount(mostPoints)}.`,
        );
      }
      const pipeline = createPipeline();
      const rows: Row[] = [];
      for (let number = shard.index - 1; number < count; number += shard.of) {
        const point = pointAt(number, varied, study, design, recipes);
        rows.push(await rowOf(pipeline, point, study.assumptions));
      }
      if (rows.length > 0 && rows.every(({ reason }) => reason !== null)) throw new InputFault(rows[0]!.reason!);
      const keys = varied.map(({ key }) => key);
      if (options.json) {
        const named = rows.map(({ values, ...row }) => ({ ...zipped(keys, values), ...row }));
        return writeResult(io, options.output, `${JSON.stringify(named, null, 1)}\n`);
      }
      return writeResult(io, options.output, options.csv ? csvOf(keys, rows) : textOf(keys, rows));
    });
}

interface Row {
  readonly values: readonly string[];
  readonly accelerators: number | null;
  readonly switches: number | null;
  readonly cables: number | null;
  readonly mean_Gbps: number | null;
  readonly atSlowest_Gbps: number | null;
  readonly capital_usd: number | null;
  /** Whether capital holds every part; without, it is a lower bound. */
  readonly capitalComplete: boolean | null;
  readonly power_W: number | null;
  readonly reason: string | null;
}

async function rowOf(
  pipeline: Pipeline,
  { values, design, workload }: Point,
  assumptions: Parameters<Pipeline['bill']>[1],
): Promise<Row> {
  const facts = expectGood(await settled(pipeline.facts(design)));
  const wrong = fatalFinding(facts.findings);
  if (wrong !== undefined) return { ...unknown, values, reason: wrong.message };
  const { counts, cables } = facts;
  const switches = Object.values(counts.switches).reduce<number>((sum, n) => sum + n, 0);
  const site = await settled(pipeline.bill(design, assumptions));
  const solved = await settled(pipeline.solve({ design, workload, failed: [] }));
  return {
    values,
    accelerators: counts.accelerators,
    switches,
    cables,
    mean_Gbps: solved.ok ? solved.value.perAccelerator_Gbps.mean : null,
    atSlowest_Gbps: solved.ok ? solved.value.perAccelerator_Gbps.atSlowest : null,
    capital_usd: site.ok ? site.value.bill.price.typical : null,
    capitalComplete: site.ok ? site.value.bill.price.complete : null,
    power_W: site.ok ? site.value.bill.power.typical : null,
    reason: solved.ok ? null : solved.fault.message,
  };
}

const unknown: Omit<Row, 'values' | 'reason'> = {
  accelerators: null,
  switches: null,
  cables: null,
  mean_Gbps: null,
  atSlowest_Gbps: null,
  capital_usd: null,
  capitalComplete: null,
  power_W: null,
};

function zipped(keys: readonly string[], values: readonly string[]): Record<string, string> {
  return Object.fromEntries(keys.map((key, i) => [key, values[i]!]));
}

const columns = Object.keys(unknown) as (keyof typeof unknown)[];

function csvOf(keys: readonly string[], rows: readonly Row[]): string {
  const lines = rows.map((row) => [...row.values, ...columns.map((column) => row[column]), row.reason]);
  return `${[[...keys, ...columns, 'reason'], ...lines].map((cells) => cells.map(quoted).join(',')).join('\n')}\n`;
}

/** A cell, in quotes where it holds a comma, a quote or a line break. */
function quoted(cell: string | number | boolean | null): string {
  const text = cell === null ? '' : String(cell);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function textOf(keys: readonly string[], rows: readonly Row[]): string {
  const heads = ['accelerators', 'switches', 'cables', 'mean', 'at the slowest', 'capital'];
  return tableOf(
    [...keys.map((head) => ({ head })), ...heads.map((head) => ({ head, align: 'right' as const })), { head: '' }],
    rows.map((row) =>
      row.values.concat(
        [row.accelerators, row.switches, row.cables].map((n) => (n === null ? '-' : formatCount(n))),
        [row.mean_Gbps, row.atSlowest_Gbps].map((rate) => (rate === null ? '-' : formatRate_Gbps(rate))),
        row.capital_usd === null ? '-' : `${row.capitalComplete ? '' : 'at least '}${formatMoney_usd(row.capital_usd)}`,
        row.reason ?? '',
      ),
    ),
  );
}
