/** `weft bill STUDY` and `weft cabling STUDY`: what a design is bought from, strictly from its nodes and links. */
import type { Command } from 'commander';
import {
  formatCount,
  formatEnergy_kWh,
  formatMoney_usd,
  formatPower_W,
  formatRate_Gbps,
  formatShare,
} from '@weft/units';
import { createPipeline, settled, type SiteFacts } from '@weft/engine';
import { expectGood } from '../fault.ts';
import { writeResult } from '../files.ts';
import { reportFindings } from '../findings.ts';
import type { Io } from '../io.ts';
import { oneOf } from '../options.ts';
import { designIn, designOption, readStudyFile, studyArgument } from '../study.ts';
import { listOf, tableOf } from '../table.ts';

interface BillOptions {
  readonly design?: string;
  readonly csv?: boolean;
  readonly json?: boolean;
  readonly output?: string;
}

const outputOption = ['-o, --output <file>', 'where to write; standard output when left out'] as const;

export function addBill(program: Command, io: Io): void {
  program
    .command('bill')
    .argument(...studyArgument)
    .description('bill of material with price and power; ranges where the catalogue has ranges')
    .option(...designOption)
    .option('--csv', 'print CSV')
    .option('--json', 'print JSON')
    .option(...outputOption)
    .action(async (file: string, options: BillOptions) => {
      oneOf({ ...options }, 'csv', 'json');
      const study = await readStudyFile(io, file);
      const design = designIn(study, options.design);
      const pipeline = createPipeline();
      const facts = expectGood(await settled(pipeline.bill(design, study.assumptions)));
      reportFindings(io, facts.findings);
      if (options.csv) {
        const csv = expectGood(await settled(pipeline.list(design, study.assumptions, 'bill')));
        return writeResult(io, options.output, csv);
      }
      if (options.json) {
        const { bill, cost, openness, assumptions } = facts;
        const { findings: _, ...rest } = bill;
        return writeResult(
          io,
          options.output,
          `${JSON.stringify({ ...rest, cost, openness, assumptions }, null, 1)}\n`,
        );
      }
      return writeResult(io, options.output, billText(facts));
    });
}

export function addCabling(program: Command, io: Io): void {
  program
    .command('cabling')
    .argument(...studyArgument)
    .description('the cabling list: one row a cable, both ends with rack, unit and port')
    .option(...designOption)
    .option('--csv', 'print CSV, which is the only form there is')
    .option(...outputOption)
    .action(async (file: string, options: BillOptions) => {
      const study = await readStudyFile(io, file);
      const design = designIn(study, options.design);
      const pipeline = createPipeline();
      reportFindings(io, expectGood(await settled(pipeline.bill(design, study.assumptions))).findings);
      const csv = expectGood(await settled(pipeline.list(design, study.assumptions, 'cabling')));
      return writeResult(io, options.output, csv);
    });
}

type Total = SiteFacts['bill']['price'];

function billText({ bill, cost, openness }: SiteFacts): string {
  const lines = tableOf(
    [
      { head: 'item' },
      { head: 'fabric' },
      { head: 'quantity', align: 'right' },
      { head: 'price of one', align: 'right' },
      { head: 'power of one', align: 'right' },
    ],
    bill.lines.map(({ name, fabric, quantity, spares, price, power, length_m, cage, rate_Gbps, remark }) => [
      // What tells apart two lines of one name: the length of a cable, the cage and the speed of a module's end.
      [
        name,
        length_m === null ? null : `${length_m} m`,
        cage === null ? null : `in ${cage}${rate_Gbps === null ? '' : ` at ${formatRate_Gbps(rate_Gbps)}`}`,
        cage === null ? null : remark,
      ]
        .filter((word) => word !== null)
        .join(', '),
      fabric,
      spares > 0 ? `${formatCount(quantity)} + ${formatCount(spares)}` : formatCount(quantity),
      formatMoney_usd(price.band?.typical ?? null),
      formatPower_W(power.band?.typical ?? null),
    ]),
  );
  const perAccelerator = (total: Total | null, format: (value: number | null) => string): string =>
    total === null ? 'no accelerators' : rangeOf(total, format);
  const totals = listOf([
    ['capital', rangeOf(bill.price, formatMoney_usd)],
    ['of it the network', rangeOf(bill.networkPrice, formatMoney_usd)],
    ['capital per accelerator', perAccelerator(cost.capitalPerAccelerator_usd, formatMoney_usd)],
    ['network per accelerator', perAccelerator(cost.networkPerAccelerator_usd, formatMoney_usd)],
    ['power of the equipment', rangeOf(bill.power, formatPower_W)],
    ['of it the network', rangeOf(bill.networkPower, formatPower_W)],
    ['energy a year, with the hall', rangeOf(cost.energy_kWh_per_year, formatEnergy_kWh)],
    ['its price a year', rangeOf(cost.energy_usd_per_year, formatMoney_usd)],
    ['racks', formatCount(bill.racks)],
    ['cables', formatCount(bill.cables)],
    ['openness', openness.score === null ? 'no evidence' : formatShare(openness.score)],
    ['from a single source', openness.singleSource.length === 0 ? 'none' : openness.singleSource.join(', ')],
  ]);
  const missing = [...bill.price.missing, ...bill.power.missing];
  const lacking =
    missing.length === 0
      ? ''
      : `\nNot published and not set, so not in the totals:\n${missing
          .map(({ name, quantity, path }) => `  ${name}, ${formatCount(quantity)} times (${path})\n`)
          .join('')}`;
  return `${lines}\n${totals}${lacking}`;
}

/** `$1.2 M ($1 M ... $1.4 M)`; a sum that lacks something is a lower bound and says so. */
function rangeOf({ low, typical, high, complete }: Total, format: (value: number | null) => string): string {
  const range = low === high ? format(typical) : `${format(typical)} (${format(low)} ... ${format(high)})`;
  return complete ? range : `at least ${range}`;
}
