/** `weft compare STUDY ...`: designs side by side for the same traffic. */
import { InvalidArgumentError, type Command } from 'commander';
import { formatCount, formatRate_Gbps } from '@weft/units';
import type { Study, Traffic } from '@weft/model';
import { createPipeline, settled, type ComparisonRow } from '@weft/engine';
import { expectUsage } from '../fault.ts';
import { printJson } from '../files.ts';
import type { Io } from '../io.ts';
import { readStudyFile } from '../study.ts';
import { tableOf } from '../table.ts';
import { readRouting, readTraffic, routingSyntax, routingText, trafficSyntax, trafficText } from '../traffic.ts';

interface CompareOptions {
  readonly traffic: readonly string[];
  readonly routing?: string;
  readonly json?: boolean;
}

export function addCompare(program: Command, io: Io): void {
  program
    .command('compare')
    .argument('<study...>', 'study files; all their designs are compared')
    .description('designs side by side: counts, cables, and what an accelerator gets')
    .option('--traffic <pattern...>', trafficSyntax, ['all-to-all', 'permutation:seed=1'])
    .option('--routing <routing>', `${routingSyntax}; the first study's own when left out`)
    .option('--json', 'print JSON')
    .action(async (files: string[], options: CompareOptions) => {
      const traffic = options.traffic.map((text) => expectUsage(readTraffic(text)));
      const routing = options.routing === undefined ? null : expectUsage(readRouting(options.routing));
      if (files.filter((file) => file === '-').length > 1) throw new InvalidArgumentError('- can stand for one study.');
      const studies: Study[] = [];
      for (const file of files) studies.push(await readStudyFile(io, file));
      const workload = { ...studies[0]!.workload, routing: routing ?? studies[0]!.workload.routing };
      const rows = await compared(studies, workload, traffic);
      if (options.json) {
        return printJson(io, {
          routing: routingText(workload.routing),
          designs: rows.map(({ traffic: answers, ...row }) => ({
            ...row,
            traffic: answers.map((answer) => ({ ...answer, traffic: trafficText(answer.traffic) })),
          })),
        });
      }
      io.out(comparisonText(rows));
      for (const row of rows) {
        const reasons = new Set([row.reason, ...row.traffic.map(({ reason }) => reason)]);
        for (const reason of reasons) if (reason !== null) io.err(`${row.name}: ${reason}\n`);
      }
    });
}

/** Ids are unique within a study only, so each study is compared by itself under the one workload. */
async function compared(
  studies: readonly Study[],
  workload: Study['workload'],
  traffic: readonly Traffic[],
): Promise<readonly ComparisonRow[]> {
  const pipeline = createPipeline();
  const rows: ComparisonRow[] = [];
  for (const study of studies) rows.push(...(await settled(pipeline.compare({ ...study, workload }, traffic))));
  return rows;
}

function comparisonText(rows: readonly ComparisonRow[]): string {
  const patterns = rows[0]?.traffic.map(({ traffic }) => trafficText(traffic)) ?? [];
  return tableOf(
    [
      { head: 'design' },
      { head: 'accelerators', align: 'right' },
      { head: 'switches', align: 'right' },
      { head: 'cables', align: 'right' },
      ...patterns.flatMap((pattern) => [
        { head: `${pattern}, mean`, align: 'right' as const },
        { head: 'at the slowest', align: 'right' as const },
      ]),
    ],
    rows.map(({ name, counts, cables, traffic }) => [
      name,
      counts === null ? '-' : formatCount(counts.accelerators),
      counts === null ? '-' : formatCount(Object.values(counts.switches).reduce<number>((sum, n) => sum + n, 0)),
      cables === null ? '-' : formatCount(cables),
      ...traffic.flatMap(({ mean_Gbps, slowest_Gbps }) => [
        mean_Gbps === null ? '-' : formatRate_Gbps(mean_Gbps),
        slowest_Gbps === null ? '-' : formatRate_Gbps(slowest_Gbps),
      ]),
    ]),
  );
}
