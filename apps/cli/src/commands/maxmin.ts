/** `weft maxmin INSTANCE.json`: max-min fair rates of flows over given links. */
import type { Command } from 'commander';
import { formatNumber } from '@weft/units';
import { mostInstanceFlows, solveMaxMinInstance } from '@weft/engine';
import { expectGood } from '../fault.ts';
import { nameOf, printJson, readJson } from '../files.ts';
import type { Io } from '../io.ts';
import { tableOf } from '../table.ts';

export function addMaxMin(program: Command, io: Io): void {
  program
    .command('maxmin')
    .argument('<instance>', '{"capacity": [...], "flows": [{"weight": 1, "cap": null, "links": [...]}]}, a file or -')
    .description('max-min fair rates of flows over the links they name')
    .option('--json', 'print JSON')
    .action(async (file: string, options: { json?: boolean }) => {
      const input = await readJson(io, file, { name: 'flows', most: mostInstanceFlows });
      const answer = expectGood(solveMaxMinInstance(input), nameOf(file));
      if (options.json) return printJson(io, answer);
      const { rates, bottlenecks, certificate } = answer;
      const rows = rates.map((rate, f) => [
        String(f),
        formatNumber(rate ?? Infinity, { digits: 6 }),
        bottlenecks[f] === null ? 'none' : String(bottlenecks[f]),
      ]);
      io.out(
        tableOf(
          [
            { head: 'flow', align: 'right' },
            { head: 'rate', align: 'right' },
            { head: 'limited by link', align: 'right' },
          ],
          rows,
        ),
      );
      io.out(`certificate ${certificate.ok ? 'holds' : 'FAILS'} (worst violation ${certificate.worst})\n`);
    });
}
