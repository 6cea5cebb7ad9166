/** `weft bounds STUDY`: what a fabric can be known to do without a traffic: hops, ways, bisection, upper bounds. */
import type { Command } from 'commander';
import { formatCount, formatNumber, formatRate_Gbps } from '@weft/units';
import { createPipeline, settled, type BoundsFacts } from '@weft/engine';
import { printJson } from '../files.ts';
import { expectAnswer, reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { routingOption, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { listOf } from '../table.ts';

interface BoundsOptions {
  readonly routing?: string;
  readonly fail: readonly string[];
  readonly design?: string;
  readonly json?: boolean;
}

export function addBounds(program: Command, io: Io): void {
  program
    .command('bounds')
    .argument(...studyArgument)
    .description('hops, shortest ways, bisection as an interval with its cut, and bounds that no routing exceeds')
    .option(routingOption[0], 'of it only ,hand-over counts: whether accelerators pass traffic on')
    .option('--fail <id...>', 'links, nodes or groups that have failed, by id', [])
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: BoundsOptions) => {
      const workloadOf = workloadReader(options);
      const study = await readStudyFile(io, file);
      const design = designIn(study, options.design);
      const request = { design, workload: workloadOf(study), failed: options.fail };
      const pipeline = createPipeline();
      const facts = await expectAnswer(io, pipeline, design, await settled(pipeline.bounds(request)));
      reportFindings(io, facts.findings);
      if (options.json) {
        const { designId: _, findings: __, ...figures } = facts;
        return printJson(io, figures);
      }
      io.out(boundsText(facts));
    });
}

function boundsText({ accelerators, reach, bisection, allToAll_Gbps, worstPermutation_Gbps }: BoundsFacts): string {
  const { low_Gbps, high_Gbps, perAccelerator_Gbps, cutLinks } = bisection;
  return listOf([
    ['accelerators', formatCount(accelerators)],
    ['longest shortest path', `${formatCount(reach.diameter)} links`],
    ['mean shortest path', `${formatNumber(reach.averageHops, { digits: 4 })} links`],
    [
      'shortest paths of a pair',
      `${formatNumber(reach.averagePaths, { digits: 4 })} on average, ${formatCount(reach.leastPaths)} at least`,
    ],
    ['pairs without a path', formatCount(reach.disconnected)],
    ['bisection', `${interval(low_Gbps, high_Gbps)} each way, over ${formatCount(cutLinks)} links`],
    ['of it per accelerator of a half', interval(perAccelerator_Gbps.low, perAccelerator_Gbps.high)],
    ['all-to-all per accelerator, proven', formatRate_Gbps(allToAll_Gbps.proven)],
    [
      'no routing exceeds, by capacity over hops',
      allToAll_Gbps.atMost === null ? 'no bound' : formatRate_Gbps(allToAll_Gbps.atMost),
    ],
    [
      'worst permutation at most (TUB)',
      worstPermutation_Gbps === null ? 'not computed, too many switches' : formatRate_Gbps(worstPermutation_Gbps),
    ],
  ]);
}

/** One figure where both ends are the same. */
function interval(low: number, high: number): string {
  const [from, to] = [formatRate_Gbps(low), formatRate_Gbps(high)];
  return from === to ? from : `${from} ... ${to}`;
}
