/** `weft diff PLAN ACTUAL`: what is missing, additional, moved or of another speed, cable by cable. */
import type { Command } from 'commander';
import { readAnyFile } from '@weft/codecs';
import { formatCount, formatRate_Gbps } from '@weft/units';
import type { Design } from '@weft/model';
import { designsDifference, type CableEnds, type Difference } from '@weft/engine';
import { expectGood, UsageFault } from '../fault.ts';
import { nameOf, printJson, readBytes } from '../files.ts';
import type { Io } from '../io.ts';
import { designIn } from '../study.ts';
import { listOf } from '../table.ts';
import { reportImport, studyOf } from './import.ts';

interface DiffOptions {
  readonly plan?: string;
  readonly actual?: string;
  readonly by: string;
  readonly json?: boolean;
}

export function addDiff(program: Command, io: Io): void {
  program
    .command('diff')
    .argument('<plan>', 'a study, or the file of a cluster')
    .argument('<actual>', 'a study, or the file of a cluster')
    .description('plan against actual, by the names of the devices and the ports at both ends')
    .option('--plan <name>', 'the design meant in the plan, by name or id')
    .option('--actual <name>', 'the design meant in the actual, by name or id')
    .option('--by <what>', 'ports, or devices where port numbers mean nothing', 'ports')
    .option('--json', 'print JSON')
    .action(async (plan: string, actual: string, options: DiffOptions) => {
      if (options.by !== 'ports' && options.by !== 'devices') {
        throw new UsageFault(`--by: \`${options.by}\` is not understood; expected ports or devices.`);
      }
      if (plan === '-' && actual === '-') throw new UsageFault('- can stand for one of the two files only.');
      const one = await readDesign(io, plan, options.plan);
      const other = await readDesign(io, actual, options.actual);
      const difference = designsDifference(one, other, options.by === 'ports');
      if (options.json) return printJson(io, difference);
      io.out(differenceText(difference));
    });
}

async function readDesign(io: Io, file: string, wanted: string | undefined): Promise<Design> {
  const read = expectGood(await readAnyFile(file, await readBytes(io, file)), nameOf(file));
  if (read.design !== null) reportImport(io, read);
  return designIn(studyOf(read), wanted);
}

function differenceText({ present, missing, additional, moved, otherSpeed, devices }: Difference): string {
  const counts = listOf([
    ['as planned', formatCount(present)],
    ['missing', formatCount(missing.length)],
    ['additional', formatCount(additional.length)],
    ['moved', formatCount(moved.length)],
    ['other speed', formatCount(otherSpeed.length)],
    ['devices missing', formatCount(devices.missing.length)],
    ['devices additional', formatCount(devices.additional.length)],
  ]);
  const lines = [
    ...missing.map((cable) => `missing      ${endsOf(cable)}`),
    ...additional.map((cable) => `additional   ${endsOf(cable)}`),
    ...moved.map(({ plan, actual }) => `moved        ${endsOf(plan)}, now ${endsOf(actual)}`),
    ...otherSpeed.map(({ plan, actual }) => `other speed  ${endsOf(plan)}, now ${formatRate_Gbps(actual.rate_Gbps)}`),
    ...devices.missing.map((name) => `no device    ${name}`),
    ...devices.additional.map((name) => `new device   ${name}`),
  ];
  return lines.length === 0 ? counts : `${counts}\n${lines.join('\n')}\n`;
}

function endsOf({ a, portA, b, portB, rate_Gbps }: CableEnds): string {
  return `${a}:${portA} - ${b}:${portB} (${formatRate_Gbps(rate_Gbps)})`;
}
