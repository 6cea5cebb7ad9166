/** `weft concurrent INSTANCE.json`: what the best routing of all carries, as a certified interval. */
import type { Command } from 'commander';
import { formatNumber, formatShare } from '@weft/units';
import { settled, solveConcurrentInstance } from '@weft/engine';
import { expectGood } from '../fault.ts';
import { nameOf, printJson, readJson } from '../files.ts';
import type { Io } from '../io.ts';
import { shareOf } from '../options.ts';
import { listOf } from '../table.ts';

export function addConcurrent(program: Command, io: Io): void {
  program
    .command('concurrent')
    .argument('<instance>', '{"nodes": n, "arcs": [[u, v, cap] ...], "demands": [[s, t, d] ...]}, a file or -')
    .description('the largest part of all demands that fits at once over any paths: [low, high]')
    .option('--gap <share>', 'how close low and high shall come, of high', '0.01')
    .option('--json', 'print JSON')
    .action(async (file: string, options: { gap: string; json?: boolean }) => {
      const gap = shareOf('--gap', options.gap);
      const answer = expectGood(await settled(solveConcurrentInstance(await readJson(io, file), gap)), nameOf(file));
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
