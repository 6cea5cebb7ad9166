/** `weft collective STUDY`: how long an all-reduce and its kin take over all accelerators. */
import type { Command } from 'commander';
import {
  formatBinarySize_B,
  formatByteRate_GBps,
  formatCount,
  formatRate_Gbps,
  formatTime_s,
  parseSize_B,
} from '@weft/units';
import {
  collectiveAlgorithms,
  collectiveOps,
  createPipeline,
  settled,
  type CollectiveAlgorithm,
  type CollectiveFacts,
  type CollectiveOp,
} from '@weft/engine';
import { expectUsage, UsageFault } from '../fault.ts';
import { printJson } from '../files.ts';
import { expectAnswer, reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { routingOption, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { listOf } from '../table.ts';
import { routingText } from '../traffic.ts';

interface CollectiveOptions {
  readonly op: string;
  readonly size: string;
  readonly algorithm: string;
  readonly routing?: string;
  readonly fail: readonly string[];
  readonly design?: string;
  readonly json?: boolean;
}

export function addCollective(program: Command, io: Io): void {
  program
    .command('collective')
    .argument(...studyArgument)
    .description('time, algbw and busbw of a collective over all accelerators')
    .option('--op <operation>', collectiveOps.join(', '), 'all-reduce')
    .option('--size <size>', 'what each rank ends with, or sends in an all-to-all', '1GiB')
    .option('--algorithm <algorithm>', `auto, ${collectiveAlgorithms.join(', ')}`, 'auto')
    .option(...routingOption)
    .option('--fail <id...>', 'links, nodes or groups that have failed, by id', [])
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: CollectiveOptions) => {
      const op = oneOf<CollectiveOp>('--op', options.op, collectiveOps);
      const algorithm = oneOf<CollectiveAlgorithm | 'auto'>('--algorithm', options.algorithm, [
        'auto',
        ...collectiveAlgorithms,
      ]);
      const size_B = expectUsage(parseSize_B(options.size, '--size'));
      if (size_B === 0) throw new UsageFault('--size: a collective of nothing takes no time; expected at least 1 B.');
      const workloadOf = workloadReader(options);
      const study = await readStudyFile(io, file);
      const { routing } = workloadOf(study);
      const design = designIn(study, options.design);
      const request = { design, routing, failed: options.fail, op, size_B, algorithm };
      const pipeline = createPipeline();
      const facts = await expectAnswer(io, pipeline, design, await settled(pipeline.collective(request)));
      reportFindings(io, facts.findings);
      if (options.json) {
        const { findings: _, designId: _id, ...figures } = facts;
        return printJson(io, { ...figures, routing: routingText(routing) });
      }
      io.out(collectiveText(facts));
    });
}

function oneOf<T extends string>(option: string, text: string, words: readonly T[]): T {
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw new UsageFault(`${option}: \`${text}\` is not understood; expected ${words.join(', ')}.`);
}

function collectiveText(facts: CollectiveFacts): string {
  const { op, algorithm, ranks, domains, withinRate_Gbps, acrossRate_Gbps } = facts;
  return listOf([
    ['operation', `${op} of ${formatBinarySize_B(facts.size_B)} by ${algorithm}`],
    ['ranks', `${formatCount(ranks)} in ${formatCount(domains)} scale-up domains`],
    ['time', formatTime_s(facts.time_s)],
    ['algbw', formatByteRate_GBps(facts.algbw_GBps)],
    ['busbw', formatByteRate_GBps(facts.busbw_GBps)],
    ['of the time latency', formatTime_s(facts.latency_s)],
    ['bandwidth within domains', `${formatTime_s(facts.within_s)}${slowest(withinRate_Gbps)}`],
    ['bandwidth across domains', `${formatTime_s(facts.across_s)}${slowest(acrossRate_Gbps)}`],
  ]);
}

function slowest(rate_Gbps: number | null): string {
  return rate_Gbps === null ? '' : `, slowest flow ${formatRate_Gbps(rate_Gbps)}`;
}
