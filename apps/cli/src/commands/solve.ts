/** `weft solve STUDY`: rates, the busiest links, and the certificate, for one traffic pattern. */
import type { Command } from 'commander';
import { formatCount, formatRate_Gbps, formatShare, formatTime_s } from '@weft/units';
import type { Workload } from '@weft/model';
import { createPipeline, settled, type OptimumFacts, type SolveFacts } from '@weft/engine';
import { expectGood, UsageFault } from '../fault.ts';
import { printJson } from '../files.ts';
import { expectAnswer, reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { routingOption, shareOf, trafficOption, workloadReader } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { listOf, tableOf } from '../table.ts';
import { routingText, trafficText } from '../traffic.ts';

interface SolveOptions {
  readonly traffic?: string;
  readonly routing?: string;
  readonly optimum?: boolean;
  readonly exact?: boolean;
  readonly gap?: string;
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
    .option('--optimum', 'also what the best routing of all could do, as a certified interval')
    .option('--gap <share>', 'how close the ends of that interval shall come, of the upper one; 0.01 when left out')
    .option('--exact', 'close that interval to 1e-9 with a linear program; implies --optimum')
    .option('--fail <id...>', 'links, nodes or groups that have failed, by id', [])
    .option(...designOption)
    .option('--json', 'print JSON')
    .action(async (file: string, options: SolveOptions) => {
      const workloadOf = workloadReader(options);
      if (options.exact && options.gap !== undefined) {
        throw new UsageFault('--gap and --exact exclude each other: an exact interval has a gap of 1e-9 or less.');
      }
      const gap = shareOf('--gap', options.gap ?? '0.01');
      const study = await readStudyFile(io, file);
      const workload = workloadOf(study);
      const design = designIn(study, options.design);
      const pipeline = createPipeline();
      const request = { design, workload, failed: options.fail };
      const facts = await expectAnswer(io, pipeline, design, await settled(pipeline.solve(request)));
      reportFindings(io, facts.findings);
      const best = options.exact
        ? expectGood(await settled(pipeline.exactOptimum(request)))
        : options.optimum
          ? expectGood(await settled(pipeline.optimum(request, gap)))
          : null;
      if (options.json) return printJson(io, solveJson(facts, best, workload));
      io.out(solveText(facts, best, workload));
    });
}

/** The stable JSON of a solve. */
function solveJson(
  facts: SolveFacts,
  best: OptimumFacts | null,
  { traffic, routing }: Workload,
): Record<string, unknown> {
  return {
    traffic: trafficText(traffic),
    routing: routingText(routing),
    layer: facts.layer,
    why: facts.why,
    flows: facts.flows,
    rate_Gbps: facts.rate_Gbps,
    perAccelerator_Gbps: facts.perAccelerator_Gbps,
    disconnected: facts.disconnected,
    ...(best === null ? {} : { optimum: optimumJson(best) }),
    slowestAt: facts.slowestAt,
    bottlenecks: facts.bottlenecks,
    certificate: facts.certificate,
    time_ms: facts.time_ms,
  };
}

/** Rates that all flows can have at once, in Gb/s, to be held against `rate_Gbps.min`. */
function optimumJson(best: OptimumFacts): Record<string, unknown> {
  const { low_Gbps, high_Gbps, gap, exact, perAccelerator_Gbps, why, sweeps, certificate, time_ms } = best;
  return { low: low_Gbps, high: high_Gbps, gap, exact, perAccelerator_Gbps, why, sweeps, certificate, time_ms };
}

function solveText(facts: SolveFacts, best: OptimumFacts | null, { traffic, routing }: Workload): string {
  const { rate_Gbps, perAccelerator_Gbps, certificate, time_ms } = facts;
  const total_s = (time_ms.generate + time_ms.solve + time_ms.certify) / 1e3;
  const list = listOf([
    ['traffic', `${trafficText(traffic)}, ${formatCount(facts.flows)} flows`],
    ['routing', routingText(routing)],
    ['per accelerator, slowest', `${formatRate_Gbps(perAccelerator_Gbps.min)} each way`],
    ['per accelerator, mean', `${formatRate_Gbps(perAccelerator_Gbps.mean)} each way`],
    ['per accelerator, all at the slowest', `${formatRate_Gbps(perAccelerator_Gbps.atSlowest)} each way`],
    ['per flow, slowest', formatRate_Gbps(rate_Gbps.min)],
    ['per flow, mean', formatRate_Gbps(rate_Gbps.mean)],
    ['per flow, fastest', formatRate_Gbps(rate_Gbps.max)],
    ...(best === null
      ? []
      : ([
          ['best of any routing, per flow', `${formatRate_Gbps(best.low_Gbps)} ... ${formatRate_Gbps(best.high_Gbps)}`],
          ['of it reached by the slowest', formatShare(rate_Gbps.min / best.high_Gbps)],
        ] as const)),
    ['the slowest is limited by', limitsText(facts)],
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

/** `nic-leaf links (ib-ndr)`; the flow's own cap where no link does. */
function limitsText({ slowestAt }: SolveFacts): string {
  if (slowestAt.length === 0) return 'no link';
  return slowestAt.map(({ kind, protocol }) => `${kind} links${protocol === null ? '' : ` (${protocol})`}`).join(', ');
}
