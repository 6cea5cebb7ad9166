/** `weft jobs STUDY`: several jobs on one fabric in time: when each finishes, and how much slower than with the fabric to itself. */
import type { Command } from 'commander';
import { formatCount, formatNumber, formatShare, formatTime_ns } from '@weft/units';
import { createPipeline, settled, type JobFacts, type JobsFacts } from '@weft/engine';
import { expectGood, expectUsage, InputFault } from '../fault.ts';
import { printJson } from '../files.ts';
import { expectAnswer, fatalFinding, reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { jobSyntax, readJobs } from '../jobs.ts';
import { routingOption, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { listOf, tableOf } from '../table.ts';
import { routingText } from '../traffic.ts';

interface JobsOptions {
  readonly job: readonly string[];
  readonly routing?: string;
  readonly fail: readonly string[];
  readonly design?: string;
  readonly json?: boolean;
}

export function addJobs(program: Command, io: Io): void {
  program
    .command('jobs')
    .argument(...studyArgument)
    .description('several jobs side by side in time: when each finishes, and its slowdown against running alone')
    .option('--job <job...>', `${jobSyntax}; the study's own jobs when left out`, [])
    .option(...routingOption)
    .option('--fail <id...>', 'links, nodes or groups that have failed, by id', [])
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: JobsOptions) => {
      const workloadOf = workloadReader(options);
      // What is written wrongly is told before anything is read.
      expectUsage(readJobs(options.job, 0));
      const study = await readStudyFile(io, file);
      const { routing, jobs: own = [] } = workloadOf(study);
      const design = designIn(study, options.design);
      const pipeline = createPipeline();
      const { counts, findings } = expectGood(await settled(pipeline.facts(design)));
      if (fatalFinding(findings) !== undefined) reportFindings(io, findings);
      const jobs = options.job.length > 0 ? expectUsage(readJobs(options.job, counts.accelerators)) : own;
      if (jobs.length === 0) throw new InputFault('The study has no jobs; say which to run with --job.');
      const found = await settled(pipeline.jobs({ design, routing, failed: options.fail, jobs }));
      const facts = await expectAnswer(io, pipeline, design, found);
      reportFindings(io, facts.findings);
      if (options.json) {
        const { designId: _, findings: __, carried: ___, ...figures } = facts;
        return printJson(io, { routing: routingText(routing), ...figures });
      }
      io.out(jobsText(facts));
    });
}

function jobsText({ jobs, makespan_ns, flows, disconnected, busiest, certificate }: JobsFacts): string {
  const table = tableOf(
    [
      { head: 'job' },
      { head: 'starts', align: 'right' },
      { head: 'finishes', align: 'right' },
      { head: 'takes', align: 'right' },
      { head: 'alone', align: 'right' },
      { head: 'slowdown', align: 'right' },
    ],
    jobs.map(rowOf),
  );
  const [link] = busiest;
  const list = listOf([
    ['all done after', formatTime_ns(makespan_ns)],
    ['flows', formatCount(flows)],
    ['flows without a path', formatCount(disconnected)],
    ...(link === undefined
      ? []
      : [['busiest link over that time', `${link.link}, ${formatShare(link.share)}`] as const]),
    ['certificate', `${certificate.ok ? 'holds' : 'FAILS'} (worst violation ${certificate.worst.toExponential(1)})`],
  ]);
  return `${table}\n${list}`;
}

function rowOf({ name, started_ns, finished_ns, duration_ns, alone_ns, slowdown }: JobFacts): readonly string[] {
  const factor = slowdown === null ? '' : `${formatNumber(slowdown, { digits: 3 })} x`;
  return [name, ...[started_ns, finished_ns, duration_ns, alone_ns].map(timeText), factor];
}

function timeText(time_ns: number | null): string {
  return time_ns === null ? 'never' : formatTime_ns(time_ns);
}
