/**
 * `weft bench`: how long generating and solving take on this machine, each with a warm-up, the minimum and the spread.
 *
 * With `--peer` the solver's own bench runs (packages/solver/bench, as `npm run bench` does): rows that hold it against SimGrid, HiGHS or
 * textbook filling on the same instance.
 */
import type { Command } from 'commander';
import { formatCount, formatTime_s, valueOf } from '@weft/units';
import { defaultWorkload, type Parameters, type RoutingChoice, type Traffic } from '@weft/model';
import { createPipeline, generateStudy, settled, type SolveFacts } from '@weft/engine';
import { InputFault, UsageFault } from '../fault.ts';
import { printJson } from '../files.ts';
import type { Io } from '../io.ts';
import { wholeNumber } from '../options.ts';
import { tableOf } from '../table.ts';
import { routingText, trafficText } from '../traffic.ts';

interface Case {
  readonly name: string;
  readonly recipe: string;
  readonly parameters: Parameters;
  readonly traffic: Traffic;
  readonly routing: RoutingChoice;
}

const spray: RoutingChoice = { policy: 'spray', handOver: true };
const hashed: RoutingChoice = { policy: 'ecmp-hash', seed: 1, subflows: 1, handOver: false };
const everyone: Traffic = { pattern: 'all-to-all' };
const permutation: Traffic = { pattern: 'permutation', seed: 1 };
const single: Parameters = { acceleratorsPerServer: 1, nicsPerServer: 1, scaleUp: 'none' };

const cases: readonly Case[] = [
  { name: 'pod', recipe: 'rail-optimized', parameters: { servers: 32 }, traffic: everyone, routing: spray },
  { name: 'cluster', recipe: 'rail-optimized', parameters: { servers: 512 }, traffic: everyone, routing: spray },
  {
    name: 'fat-tree 1k',
    recipe: 'fat-tree',
    parameters: { ...single, switchPorts: 16 },
    traffic: permutation,
    routing: hashed,
  },
  {
    name: 'fat-tree 8k',
    recipe: 'fat-tree',
    parameters: { ...single, switchPorts: 32 },
    traffic: permutation,
    routing: hashed,
  },
  {
    name: 'fat-tree 16k',
    recipe: 'fat-tree',
    parameters: { ...single, switchPorts: 40 },
    traffic: everyone,
    routing: spray,
  },
];

/** What the solver is held against. SimGrid must be installed; HiGHS is the one that comes along, as WebAssembly. */
const peers: readonly string[] = ['simgrid', 'highs', 'naive'];

export function addBench(program: Command, io: Io): void {
  program
    .command('bench')
    .description('how long generating and solving take on this machine')
    .option('--repeat <count>', 'timed runs of each case, after one that is not timed', '5')
    .option('--only <name>', 'the cases whose name holds this word', '')
    .option('--peer <name>', `hold the solver against a peer instead: ${peers.join(', ')}`)
    .option('--json', 'print JSON')
    .action(async (options: { repeat: string; only: string; peer?: string; json?: boolean }) => {
      if (options.peer !== undefined) return besidePeer(io, options.peer, options.json ?? false);
      const repeat = wholeNumber('--repeat', options.repeat, 1, 1000);
      const chosen = cases.filter(({ name }) => name.includes(options.only));
      if (chosen.length === 0) {
        const names = cases.map(({ name }) => name).join(', ');
        throw new UsageFault(`--only: no case has \`${options.only}\` in its name; there are ${names}.`);
      }
      const rows = [];
      for (const one of chosen) {
        rows.push(await measured(one, repeat));
        if (!options.json) io.err(`${one.name} measured\n`);
      }
      if (options.json) return printJson(io, rows);
      io.out(
        tableOf(
          [
            { head: 'case' },
            { head: 'accelerators', align: 'right' },
            { head: 'flows', align: 'right' },
            { head: 'layer' },
            ...['generate', 'solve', 'certify'].map((head) => ({ head, align: 'right' as const })),
          ],
          rows.map(({ name, accelerators, flows, layer, generate_ms, solve_ms, certify_ms }) =>
            [name, formatCount(accelerators), formatCount(flows), layer].concat(
              [generate_ms, solve_ms, certify_ms].map(
                ({ least, median }) => `${formatTime_s(least / 1e3)} (median ${formatTime_s(median / 1e3)})`,
              ),
            ),
          ),
        ),
      );
    });
}

/** Runs the rows of the solver's bench that have this peer. */
async function besidePeer(io: Io, peer: string, json: boolean): Promise<void> {
  if (!peers.includes(peer)) throw new UsageFault(`There is no peer "${peer}"; expected one of ${peers.join(', ')}.`);
  if (io.runScript === undefined) {
    throw new InputFault('Peers are run by the bench of the source tree (scripts/bench.mjs), which is not here.');
  }
  const code = await io.runScript('scripts/bench.mjs', ['--peer', peer, ...(json ? ['--json'] : [])]);
  if (code !== 0) throw new InputFault(`The bench beside ${peer} ended with ${code}; expected 0.`);
}

/** Runs a case from nothing each time: no cache is warm, the code is. */
async function measured({ name, recipe, parameters, traffic, routing }: Case, repeat: number) {
  const design = valueOf(generateStudy(recipe, parameters)).designs[0]!;
  const workload = { ...defaultWorkload, traffic, routing };
  const times: SolveFacts['time_ms'][] = [];
  let answer: SolveFacts | null = null;
  let accelerators = 0;
  for (let run = 0; run <= repeat; run++) {
    const pipeline = createPipeline();
    answer = valueOf(await settled(pipeline.solve({ design, workload, failed: [] })));
    ({ accelerators } = valueOf(await settled(pipeline.facts(design))).counts);
    if (run > 0) times.push(answer.time_ms);
  }
  const { flows, layer, certificate } = answer!;
  return {
    name,
    recipe,
    traffic: trafficText(traffic),
    routing: routingText(routing),
    accelerators,
    flows,
    layer,
    certificate: certificate.ok,
    generate_ms: spreadOf(times.map(({ generate }) => generate)),
    solve_ms: spreadOf(times.map(({ solve }) => solve)),
    certify_ms: spreadOf(times.map(({ certify }) => certify)),
  };
}

function spreadOf(times_ms: readonly number[]): { least: number; median: number; most: number } {
  const sorted = times_ms.toSorted((a, b) => a - b);
  return { least: sorted[0]!, median: sorted[Math.floor(sorted.length / 2)]!, most: sorted.at(-1)! };
}
