/** `weft concurrent INSTANCE.json`: what the best routing of all carries, as a certified interval. */
import type { Command } from 'commander';
import { formatNumber, formatShare } from '@weft/units';
import { settled, solveConcurrentInstance, solveConcurrentInstanceExactly } from '@weft/engine';
import { expectGood, UsageFault } from '../fault.ts';
import { nameOf, printJson, readJson } from '../files.ts';
import type { Io } from '../io.ts';
import { shareOf } from '../options.ts';
import { listOf } from '../table.ts';

export function addConcurrent(program: Command, io: Io): void {
  program
    .command('concurrent')
    .argument('<instance>', '{"nodes": n, "arcs": [[u, v, cap] ...], "demands": [[s, t, d] ...]}, a file or -')
    .description('the largest part of all demands that fits at once over any paths: [low, high]')
    .option('--gap <share>', 'how close low and high shall come, of high; 0.01 when left out')
    .option('--exact', 'close the interval to 1e-9 with a linear program')
    .option('--json', 'print JSON')
    .action(async (file: string, options: { gap?: string; exact?: boolean; json?: boolean }) => {
      if (options.exact && options.gap !== undefined) {
        throw new UsageFault('--gap and --exact exclude each other: an exact interval has a gap of 1e-9 or less.');
      }
      const gap = shareOf('--gap', options.gap ?? '0.01');
      const instance = await readJson(io, file);
      const answer = expectGood(
        options.exact
          ? await solveConcurrentInstanceExactly(instance)
          : await settled(solveConcurrentInstance(instance, gap)),
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
