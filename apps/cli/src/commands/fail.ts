/** `weft fail STUDY`: what is left when a cable or a switch fails, each alone or several at once. */
import type { Command } from 'commander';
import { formatCount, formatNumber, formatRate_Gbps } from '@weft/units';
import { createPipeline, settled, type DrawRates, type FailureFacts, type FailureScenario } from '@weft/engine';
import { UsageFault } from '../fault.ts';
import { printJson } from '../files.ts';
import { expectAnswer, reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { oneOf, routingOption, trafficOption, wholeNumber, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { listOf, tableOf } from '../table.ts';
import { routingText, trafficText } from '../traffic.ts';

interface FailOptions {
  readonly traffic?: string;
  readonly routing?: string;
  readonly worst?: boolean;
  readonly sample?: string;
  readonly seed?: string;
  readonly cables?: string;
  readonly switches?: string;
  readonly byRates?: boolean;
  readonly design?: string;
  readonly json?: boolean;
}

const mostShown = 20;

export function addFail(program: Command, io: Io): void {
  program
    .command('fail')
    .argument(...studyArgument)
    .description('what is left when a cable or a switch fails: every single failure, the worst first')
    .option(...trafficOption)
    .option(...routingOption)
    .option('--worst', 'print the worst single failure alone')
    .option('--sample <count>', 'instead, as many seeded samples of cables and switches that fail together')
    .option('--seed <number>', 'which samples: equal seeds give equal ones; 1 when left out')
    .option('--cables <count>', 'cables that fail in a sample; 1, or 0 where switches do')
    .option('--switches <count>', 'switches that fail in a sample; 0 when left out')
    .option(
      '--by-rates',
      'draw cables by the failure rates of their media; those without a known one at the mean of the others',
    )
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: FailOptions) => {
      oneOf({ ...options }, 'worst', 'sample');
      if (options.sample === undefined) {
        const idle = (['cables', 'switches'] as const).find((name) => options[name] !== undefined);
        if (idle !== undefined) throw new UsageFault(`--${idle} needs --sample: it says what a sample is.`);
      }
      if (options.byRates && options.sample === undefined) {
        throw new UsageFault('--by-rates says how samples are drawn; expected --sample with it.');
      }
      const workloadOf = workloadReader(options);
      const switches = wholeNumber('--switches', options.switches ?? '0', 0, 1_000_000);
      const cables = options.cables ?? (switches > 0 ? '0' : '1');
      const ask =
        options.sample === undefined
          ? ({ kind: 'single' } as const)
          : ({
              kind: 'sample',
              samples: wholeNumber('--sample', options.sample, 1, 100_000),
              seed: wholeNumber('--seed', options.seed ?? '1', 0, 2 ** 32 - 1),
              cables: wholeNumber('--cables', cables, 0, 1_000_000),
              switches,
            } as const);
      const study = await readStudyFile(io, file);
      const workload = workloadOf(study);
      const design = designIn(study, options.design);
      const pipeline = createPipeline();
      const asked = options.byRates && ask.kind === 'sample' ? { ...ask, byRates: study.assumptions } : ask;
      const found = await settled(pipeline.failures({ design, workload, failed: [], ask: asked }));
      const facts = await expectAnswer(io, pipeline, design, found);
      reportFindings(io, facts.findings);
      const { scenarios, leftOut, whole, summary, why } = facts;
      if (leftOut > 0) {
        io.err(
          `${formatCount(leftOut)} single failures that are not alike to others were left out, the least busy ones.\n`,
        );
      }
      const shown = options.worst ? scenarios.slice(0, 1) : scenarios;
      if (options.json) {
        return printJson(io, {
          traffic: trafficText(workload.traffic),
          routing: routingText(workload.routing),
          whole,
          ...(options.worst ? { worst: shown[0] ?? null } : { scenarios }),
          ...(summary === null ? {} : { summary }),
          why,
          computed: scenarios.length,
          leftOut,
        });
      }
      io.out(failText(facts, shown));
      if (summary !== null) io.out(`\n${summaryText(summary)}`);
      if (summary?.rates) io.out(`\n${ratesText(summary.rates)}`);
      if (shown.length > mostShown) io.err(`${formatCount(shown.length - mostShown)} milder ones are not printed.\n`);
    });
}

/** The distribution over samples, in words. */
function summaryText(summary: NonNullable<FailureFacts['summary']>): string {
  const { samples, seed, least_Gbps, tenth_Gbps, median_Gbps, mean_Gbps, most_Gbps, cutOff } = summary;
  return listOf([
    ['samples', `${formatCount(samples)}, seed ${seed}`],
    ['at the slowest, least', formatRate_Gbps(least_Gbps)],
    ['in the worst tenth at most', formatRate_Gbps(tenth_Gbps)],
    ['median', formatRate_Gbps(median_Gbps)],
    ['mean', formatRate_Gbps(mean_Gbps)],
    ['most', formatRate_Gbps(most_Gbps)],
    ['samples that cut a flow off', formatCount(cutOff)],
  ]);
}

/** What cables were drawn by: the rates of media, what has none, and that switches have none. */
function ratesText({ media, known, unknown, unknownAt_FIT }: DrawRates): string {
  const table = tableOf(
    [
      { head: 'cables drawn by the failure rates of their media' },
      { head: 'cables', align: 'right' },
      { head: 'failure rate of each', align: 'right' },
    ],
    media.map(({ media: names, cables, failures_FIT }) => [
      names.length === 0 ? 'no medium' : names.join(' and '),
      formatCount(cables),
      failures_FIT === null ? 'unknown' : `${formatNumber(failures_FIT)} FIT`,
    ]),
  );
  const drawnAt =
    unknownAt_FIT === null
      ? 'no rate is known, so all cables are drawn alike'
      : unknown === 0
        ? `the rates of all ${formatCount(known)} cables are known`
        : `${formatCount(unknown)} cables without a known rate are drawn at the mean of the others, ${formatNumber(unknownAt_FIT)} FIT`;
  return `${table}\n${drawnAt}; switches are drawn alike, for no failure rate of a switch is known. FIT is failures in 1e9 hours\n`;
}

function failText({ whole }: FailureFacts, scenarios: readonly FailureScenario[]): string {
  return tableOf(
    [
      { head: 'fails' },
      { head: 'for instance' },
      { head: 'alike', align: 'right' },
      { head: 'at the slowest', align: 'right' },
      { head: 'mean', align: 'right' },
      { head: 'flows cut off', align: 'right' },
    ],
    [
      ['nothing', '', '', ...figuresOf(whole)],
      ...scenarios.slice(0, mostShown).map((scenario) => {
        const { what, failed, alike } = scenario;
        const shown = failed.length > 3 ? `${failed.slice(0, 3).join(' ')} ...` : failed.join(' ');
        return [what, shown, formatCount(alike)].concat(figuresOf(scenario));
      }),
    ],
  );
}

function figuresOf(scenario: FailureFacts['whole']): readonly string[] {
  return [
    formatRate_Gbps(scenario.atSlowest_Gbps),
    formatRate_Gbps(scenario.mean_Gbps),
    formatCount(scenario.disconnected),
  ];
}
