/** `weft maxmin INSTANCE.json`: max-min fair rates of flows over given links. */
import type { Command } from 'commander';
import { formatNumber } from '@weft/units';
import { instanceLimits, solveMaxMinInstance } from '@weft/engine';
import { expectGood } from '../fault.ts';
import { nameOf, printJson, readJson, reportIgnored } from '../files.ts';
import type { Io } from '../io.ts';
import type { JsonBounds } from '../json.ts';
import { tableOf } from '../table.ts';

const explained = `
capacity  per link, one way (a cable is two links); they are called 0, 1, ...; one of capacity 0 has failed
flows     links: those the flow crosses, in any order; one named twice counts twice; with none only the cap limits
          weight: the share relative to other flows, above 0; 1 when left out or null
          cap: the rate it never exceeds, at least 0; none when left out or null
Printed   rates in the unit of the capacities, null (unlimited) where nothing limits. bottlenecks: a saturated link on which no flow
          has a higher rate for its weight; null where the cap limits, or nothing. certificate: checked by separate code;
          worst is the largest relative violation of that.
`;

export function addMaxMin(program: Command, io: Io): void {
  program
    .command('maxmin')
    .argument('<instance>', '{"capacity": [...], "flows": [{"weight": 1, "cap": null, "links": [...]}]}, a file or -')
    .description('max-min fair rates of flows over the links they name')
    .option('--json', 'print JSON')
    .addHelpText('after', explained)
    .action(async (file: string, options: { json?: boolean }) => {
      const input = await readJson(io, file, maxMinBounds());
      reportIgnored(io, file, input, ['capacity', 'flows'], { list: 'flows', known: ['weight', 'cap', 'links'] });
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

/** A flow is an object with a list of links, a weight and a cap. */
function maxMinBounds(): JsonBounds {
  const { flows, links, crossings } = instanceLimits;
  return { objects: { name: 'flows', most: flows }, lists: flows + 2, values: 2 + links + 4 * flows + crossings };
}
