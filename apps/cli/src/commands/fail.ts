/** `weft fail STUDY`: what is left when a cable or a switch fails, each alone or several at once. */
import type { Command } from 'commander';
import { formatCount, formatRate_Gbps } from '@weft/units';
import { createPipeline, settled, type FailureFacts, type FailureScenario } from '@weft/engine';
import { expectGood, UsageFault } from '../fault.ts';
import { printJson } from '../files.ts';
import type { Io } from '../io.ts';
import { routingOption, trafficOption, wholeNumber, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { tableOf } from '../table.ts';
import { routingText, trafficText } from '../traffic.ts';

interface FailOptions {
  readonly traffic?: string;
  readonly routing?: string;
  readonly worst?: boolean;
  readonly sample?: string;
  readonly seed: string;
  readonly cables: string;
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
    .option('--sample <count>', 'instead, as many samples of cables that fail together')
    .option('--seed <number>', 'which samples', '1')
    .option('--cables <count>', 'cables that fail in a sample', '1')
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: FailOptions) => {
      if (options.worst && options.sample !== undefined) {
        throw new UsageFault('--worst and --sample exclude each other; expected one of them.');
      }
      const workloadOf = workloadReader(options);
      const ask =
        options.sample === undefined
          ? ({ kind: 'single' } as const)
          : ({
              kind: 'sample',
              samples: wholeNumber('--sample', options.sample, 1, 100_000),
              seed: wholeNumber('--seed', options.seed, 0, 2 ** 32 - 1),
              cables: wholeNumber('--cables', options.cables, 1, 1_000_000),
            } as const);
      const study = await readStudyFile(io, file);
      const workload = workloadOf(study);
      const design = designIn(study, options.design);
      const facts = expectGood(await settled(createPipeline().failures({ design, workload, failed: [], ask })));
      const { scenarios, leftOut, whole } = facts;
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
          ...(ask.kind === 'sample' ? { summary: summaryOf(scenarios) } : {}),
          computed: scenarios.length,
          leftOut,
        });
      }
      io.out(failText(facts, shown));
      if (shown.length > mostShown) io.err(`${formatCount(shown.length - mostShown)} milder ones are not printed.\n`);
    });
}

/** Least, median and mean of what an accelerator gets at the slowest flow's rate, over samples; and how many cut a flow off. */
function summaryOf(scenarios: readonly FailureScenario[]): Record<string, number> {
  const rates = scenarios.map(({ atSlowest_Gbps }) => atSlowest_Gbps).toSorted((a, b) => a - b);
  const middle = (rates.length - 1) / 2;
  return {
    least_Gbps: rates[0]!,
    median_Gbps: (rates[Math.floor(middle)]! + rates[Math.ceil(middle)]!) / 2,
    mean_Gbps: rates.reduce((sum, rate) => sum + rate, 0) / rates.length,
    cutOff: scenarios.filter(({ disconnected }) => disconnected > 0).length,
  };
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
