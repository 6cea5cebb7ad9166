/** `weft solve STUDY`: rates, the busiest links, and the certificate, for one traffic pattern. */
import type { Command } from 'commander';
import { formatCount, formatRate_Gbps, formatShare, formatTime_s } from '@weft/units';
import type { Workload } from '@weft/model';
import { createPipeline, settled, type SolveFacts } from '@weft/engine';
import { expectGood } from '../fault.ts';
import { printJson } from '../files.ts';
import { reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { routingOption, trafficOption, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { listOf, tableOf } from '../table.ts';
import { routingText, trafficText } from '../traffic.ts';

interface SolveOptions {
  readonly traffic?: string;
  readonly routing?: string;
  readonly fail: readonly string[];
  readonly design?: string;
  readonly json?: boolean;
}

export function addSolve(program: Command, io: Io): void {
  program
    .command('solve')
    .argument(...studyArgument)
    .description('rates per flow and accelerator, the busiest links, with a certificate')
    .option(...trafficOption)
    .option(...routingOption)
    .option('--fail <id...>', 'links, nodes or groups that have failed, by id', [])
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: SolveOptions) => {
      const workloadOf = workloadReader(options);
      const study = await readStudyFile(io, file);
      const workload = workloadOf(study);
      const design = designIn(study, options.design);
      const pipeline = createPipeline();
      const facts = expectGood(await settled(pipeline.solve({ design, workload, failed: options.fail })));
      reportFindings(io, facts.findings);
      if (options.json) return printJson(io, solveJson(facts, workload));
      io.out(solveText(facts, workload));
    });
}

/** The stable JSON of a solve. */
export function solveJson(facts: SolveFacts, { traffic, routing }: Workload): Record<string, unknown> {
  return {
    traffic: trafficText(traffic),
    routing: routingText(routing),
    layer: facts.layer,
    why: facts.why,
    flows: facts.flows,
    rate_Gbps: facts.rate_Gbps,
    perAccelerator_Gbps: facts.perAccelerator_Gbps,
    disconnected: facts.disconnected,
    bottlenecks: facts.bottlenecks,
    certificate: facts.certificate,
    time_ms: facts.time_ms,
  };
}

function solveText(facts: SolveFacts, { traffic, routing }: Workload): string {
  const { rate_Gbps, perAccelerator_Gbps, certificate, time_ms } = facts;
  const total_s = (time_ms.generate + time_ms.solve + time_ms.certify) / 1e3;
  const list = listOf([
    ['traffic', `${trafficText(traffic)}, ${formatCount(facts.flows)} flows`],
    ['routing', routingText(routing)],
    ['per accelerator, slowest', `${formatRate_Gbps(perAccelerator_Gbps.min)} each way`],
    ['per accelerator, mean', `${formatRate_Gbps(perAccelerator_Gbps.mean)} each way`],
    ['per flow, slowest', formatRate_Gbps(rate_Gbps.min)],
    ['per flow, mean', formatRate_Gbps(rate_Gbps.mean)],
    ['per flow, fastest', formatRate_Gbps(rate_Gbps.max)],
    ['flows without a path', formatCount(facts.disconnected)],
    ['computed by', `${facts.layer}: ${facts.why}`],
    ['certificate', `${certificate.ok ? 'holds' : 'FAILS'} (worst violation ${certificate.worst.toExponential(1)})`],
    ['time', formatTime_s(total_s)],
  ]);
  const links = tableOf(
    [{ head: 'busiest links' }, { head: 'load', align: 'right' }, { head: 'flows limited', align: 'right' }],
    facts.bottlenecks
      .slice(0, 10)
      .map(({ link, load, flowsLimited }) => [link, formatShare(load), formatCount(flowsLimited)]),
  );
  return `${list}\n${links}`;
}
