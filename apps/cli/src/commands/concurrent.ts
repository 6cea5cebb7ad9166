/** `weft concurrent INSTANCE.json`: what the best routing of all carries, as a certified interval. */
import type { Command } from 'commander';
import { formatNumber, formatShare } from '@weft/units';
import { exactGap, instanceLimits, solveConcurrentInstance } from '@weft/engine';
import { expectGood, UsageFault } from '../fault.ts';
import { nameOf, printJson, readJson, reportIgnored } from '../files.ts';
import type { Io } from '../io.ts';
import type { JsonBounds } from '../json.ts';
import { shareOf } from '../options.ts';
import { listOf } from '../table.ts';

interface Options {
  readonly gap?: string;
  readonly exact?: boolean;
  readonly proof?: boolean;
  readonly json?: boolean;
}

const explained = `
nodes    how many there are; they are called 0 ... n - 1
arcs     each one way, [from, to, capacity]; a cable is two arcs; parallel arcs may be; one of capacity 0 has failed
demands  [from, to, amount] in the unit of the capacities; demands of one pair are added up; 0 and to itself ask nothing
Printed  low: with all demands times low there is a routing that fits, split over paths at will. high: with more there is none.
         Both are 0 where a demand has no path, null (unlimited) where nothing is demanded.
Proof    prices, one an arc: the sum of price x capacity over the sum of demand x cheapest path is at most high. routes, [from, to,
         amount, [arcs]]: no arc is overrun, and each demand gets low times its amount.
`;

export function addConcurrent(program: Command, io: Io): void {
  program
    .command('concurrent')
    .argument('<instance>', '{"nodes": n, "arcs": [[u, v, cap] ...], "demands": [[s, t, d] ...]}, a file or -')
    .description('the largest part of all demands that fits at once over any paths: [low, high]')
    .option('--gap <share>', 'how close low and high shall come, of high; 0.01 when left out')
    .option('--exact', 'close the interval to 1e-9 with a linear program')
    .option('--proof', 'with --json: also prices of arcs and routes, from which anyone can check both ends')
    .option('--json', 'print JSON')
    .addHelpText('after', explained)
    .action(async (file: string, options: Options) => {
      if (options.exact && options.gap !== undefined) {
        throw new UsageFault('--gap and --exact exclude each other: an exact interval has a gap of 1e-9 or less.');
      }
      if (options.proof && !options.json) throw new UsageFault('--proof needs --json: a proof is for programs.');
      const gap = shareOf('--gap', options.gap ?? '0.01');
      const instance = await readJson(io, file, concurrentBounds());
      reportIgnored(io, file, instance, ['nodes', 'arcs', 'demands']);
      const answer = expectGood(
        await solveConcurrentInstance(instance, {
          gap: options.exact ? exactGap : gap,
          proof: options.proof ?? false,
        }),
        nameOf(file),
      );
      const [apart] = answer.disconnected;
      if (apart) {
        const others = answer.disconnected.length - 1;
        io.err(
          `${nameOf(file)}: Node ${apart[0]} has a demand to node ${apart[1]}, but no path leads there over arcs with a capacity` +
            `${others > 0 ? `, nor for ${others} more of the demands` : ''}: nothing can be carried of all demands at once.\n`,
        );
      }
      if (options.json) return printJson(io, answer);
      const { low, high, certificate, sweeps } = answer;
      io.out(
        listOf([
          ['carried by the routing found', formatNumber(low ?? Infinity, { digits: 8 })],
          ['exceeded by none', formatNumber(high ?? Infinity, { digits: 8 })],
          ['gap', `${formatShare(answer.gap)} after ${sweeps} sweeps`],
          [
            'certificate',
            `${certificate.ok ? 'holds' : 'FAILS'} (worst violation ${certificate.worst.toExponential(1)})`,
          ],
        ]),
      );
    });
}

/** An arc and a demand are lists of three. */
function concurrentBounds(): JsonBounds {
  const { arcs, demands } = instanceLimits.concurrent;
  return { objects: null, lists: arcs + demands + 2, values: 3 + 4 * (arcs + demands) };
}
