/** The bill as CSV: one row for each line, then the totals; an empty cell is a figure nobody published. */
import { csvOf, type Cell } from './csv.ts';
import type { Bill } from './bill.ts';
import type { BillLine } from './bill-lines.ts';

const columns = [
  'kind',
  'fabric',
  'item',
  'part',
  'vendor',
  'speed_gbps',
  'cage',
  'length_m',
  'legs',
  'quantity',
  'spares',
  'price_low_usd',
  'price_usd',
  'price_high_usd',
  'price_total_usd',
  'power_w',
  'power_total_w',
  'rack_units',
  'remark',
];

/** The bill as CSV text. */
export function billCsv(bill: Bill): string {
  const total: Cell[] = [
    'total',
    '',
    bill.price.complete ? 'all parts' : 'known parts only',
    '',
    '',
    null,
    '',
    null,
    null,
    null,
    null,
    bill.price.low,
    bill.price.typical,
    bill.price.high,
    bill.price.typical,
    null,
    bill.power.typical,
    bill.rackUnits,
    '',
  ];
  const missing = [...bill.price.missing, ...bill.power.missing].map(({ path, name, quantity }): Cell[] => [
    'missing',
    '',
    name,
    path,
    '',
    null,
    '',
    null,
    null,
    quantity,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    null,
    'not published and not set',
  ]);
  return csvOf(columns, [...bill.lines.map(rowOf), total, ...missing]);
}

function rowOf(line: BillLine): Cell[] {
  const price = line.price.band;
  const power = line.power.band;
  const remark = [line.remark, line.price.yours || line.power.yours ? 'your figure' : null].filter(
    (word) => word !== null,
  );
  return [
    line.kind,
    line.fabric,
    line.name,
    line.part?.id ?? '',
    line.vendor ?? '',
    line.rate_Gbps,
    line.cage ?? '',
    line.length_m,
    line.legs,
    line.quantity,
    line.spares,
    price?.low ?? null,
    price?.typical ?? null,
    price?.high ?? null,
    price ? price.typical * (line.quantity + line.spares) : null,
    power?.typical ?? null,
    power ? power.typical * line.quantity : null,
    line.units,
    remark.join('; '),
  ];
}
