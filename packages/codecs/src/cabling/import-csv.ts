/**
 * A cabling list as a table, one cable a row. In: CSV with one or two rows of headings, separators found by looking. Out: a design with its report.
 *
 * There is no standard: columns are recognised by the words that Weft, CableGen, opaxlattopology and SHCD use, or named by the caller. Where a
 * heading occurs twice, the first is the near end and the second the far end.
 */
import { allAtOnce, limits, type Stretches } from '@weft/model';
import { failed, say } from '@weft/units';
import Papa from 'papaparse';
import { rateIn } from '../dot/import-dot.ts';
import { onEach } from '../export/stretches.ts';
import { finishedSteps } from '../import/finish.ts';
import { namedFabricSteps, type NamedCable } from '../import/named.ts';
import { labelOf, textOf } from '../import/text.ts';
import { Report, Tally, type ImportOutcome } from '../report.ts';

/** Which column, counted from 0, says what; null for nothing. */
export interface CsvColumns {
  readonly aDevice: number;
  readonly aPort: number | null;
  readonly zDevice: number;
  readonly zPort: number | null;
  readonly speed: number | null;
  readonly medium: number | null;
  readonly label: number | null;
  /** How many rows of headings stand before the first cable. */
  readonly headings: number;
}

const words = {
  device: /^(?:device|hostname|host|node|name|source|destination|switch|server)$/,
  port: /^(?:port|interface|if|ifname|port name|destination port|source port)$/,
  speed: /^(?:speed|speed gbps|rate|rate gbps|bandwidth|link speed|speed \(gbps\))$/,
  medium: /^(?:medium|cable type|type|cable)$/,
  label: /^(?:id|label|cable label|cable id|link details)$/,
} as const;
const near = /^(?:a|source|src|from|local|near|side a|end 1|switch 1|device a)\b\s*/;
const far = /^(?:z|b|destination|dest|dst|to|remote|far|side b|end 2|switch 2|device b)\b\s*/;

export function looksLikeCabling(head: string): boolean {
  return guessCsvColumns(rowsOf(head.slice(0, 20_000)).rows) !== null;
}

export function importCabling(name: string, bytes: Uint8Array, columns?: CsvColumns): ImportOutcome {
  return allAtOnce(importCablingSteps(name, bytes, columns));
}

/** The same in stretches. */
export function* importCablingSteps(name: string, bytes: Uint8Array, columns?: CsvColumns): Stretches<ImportOutcome> {
  const text = textOf(bytes);
  if (!text.ok) return text;
  const { rows, fault } = yield* rowSteps(text.value);
  if (fault !== null)
    return failed(
      'broken',
      say`row ${fault.row + 1}`,
      say`The table breaks off at row ${fault.row + 1}: ${fault.message}.`,
    );
  const found = columns ?? guessCsvColumns(rows);
  if (!found) {
    return failed(
      'not-this-format',
      'row 1',
      say`No headings name the two ends of a cable; expected columns such as a_device, a_port, z_device, z_port.`,
    );
  }
  const incomplete = new Tally();
  const cables: NamedCable[] = [];
  yield* onEach(rows, (row, index) => {
    if (index < found.headings || row.every((cell) => cell.trim() === '')) return;
    const cell = (column: number | null) => (column === null ? '' : inert(row[column] ?? ''));
    const [a, z] = [cell(found.aDevice), cell(found.zDevice)];
    if (a === '' || z === '') {
      incomplete.add(say`row ${index + 1}`);
      return;
    }
    cables.push({
      a: { device: a, port: cell(found.aPort) || null },
      z: { device: z, port: cell(found.zPort) || null },
      rate_Gbps: rateIn(cell(found.speed) || null),
      medium: cell(found.medium) || null,
      label: cell(found.label),
      line: index + 1,
    });
  });
  if (cables.length > limits.records)
    return failed('too-much', say`the table`, say`The table has more than ${limits.records} cables.`);
  if (cables.length === 0)
    return failed('broken', say`the table`, say`The table has no row with two ends; expected one cable a row.`);
  const report = new Report();
  report.add('dropped', incomplete.count, say`row without two ends`, say`rows without two ends`, incomplete.examples);
  return yield* finishedSteps(name, yield* namedFabricSteps([], cables), report);
}

/** Finds the columns by their headings, in the first row or in the first two; null when no two ends are named. */
export function guessCsvColumns(rows: readonly (readonly string[])[]): CsvColumns | null {
  const [first, second] = [rows[0] ?? [], rows[1] ?? []];
  const plain = first.map(heading);
  const one = columnsIn(plain, plain);
  if (one && one.aPort !== null) return { ...one, headings: 1 };
  // In two rows the first names the end, over several columns, and the second the thing.
  const below = second.map(heading);
  let over = '';
  const both = below.map((thing, column) => {
    over = plain[column] || over;
    return `${over} ${thing}`.trim();
  });
  const two = columnsIn(both, below) ?? columnsIn(below, below);
  if (two && (one === null || two.aPort !== null)) return { ...two, headings: 2 };
  return one ? { ...one, headings: 1 } : null;
}

/** The columns by headings with the end's name, and by those without. */
function columnsIn(headings: readonly string[], plain: readonly string[]): Omit<CsvColumns, 'headings'> | null {
  const ends = { device: [null, null], port: [null, null] } as Record<
    'device' | 'port',
    [number | null, number | null]
  >;
  const rest: Record<'speed' | 'medium' | 'label', number | null> = { speed: null, medium: null, label: null };
  for (const [column, text] of headings.entries()) {
    const side = near.test(text) ? 0 : far.test(text) ? 1 : null;
    const thing = side === null ? text : text.replace(side === 0 ? near : far, '') || text;
    for (const kind of ['device', 'port'] as const) {
      if (!words[kind].test(thing)) continue;
      // Without a side the first of a name is the near end.
      const at = side ?? (ends[kind][0] === null ? 0 : 1);
      if (ends[kind][at] === null) ends[kind][at] = column;
    }
    for (const kind of ['speed', 'medium', 'label'] as const)
      if (words[kind].test(plain[column]!)) rest[kind] ??= column;
  }
  const [aDevice, zDevice] = ends.device;
  if (aDevice === null || zDevice === null) return null;
  return { aDevice, zDevice, aPort: ends.port[0], zPort: ends.port[1], ...rest };
}

function heading(cell: string): string {
  return cell
    .toLowerCase()
    .replace(/[_\s]+/g, ' ')
    .trim();
}

/** A cell as a label; the mark that keeps spreadsheets from computing a cell is taken away. */
function inert(cell: string): string {
  return labelOf(cell.replace(/^'(?=[=+\-@])/, ''));
}

interface Rows {
  readonly rows: readonly (readonly string[])[];
  readonly fault: { readonly row: number; readonly message: string } | null;
}

/** Characters that are parsed in one stretch. */
const piece = 65_536;

/** Rows in stretches. Where a cell may hold a line break, because some are in quotes, the table is parsed in one go. */
function* rowSteps(text: string): Stretches<Rows> {
  if (text.length < 2 * piece || text.includes('"')) return rowsOf(text);
  const rows: string[][] = [];
  let delimiter = '';
  for (let from = 0; from < text.length;) {
    const end = text.indexOf('\n', from + piece);
    const to = end < 0 ? text.length : end + 1;
    const parsed = Papa.parse<string[]>(text.slice(from, to).replace(/^\uFEFF/, ''), {
      skipEmptyLines: 'greedy',
      ...(delimiter === '' ? {} : { delimiter }),
    });
    // What stands between columns is guessed from the beginning.
    if (delimiter === '') ({ delimiter } = parsed.meta);
    for (const row of parsed.data) rows.push(row);
    from = to;
    yield to / text.length;
  }
  return { rows, fault: null };
}

function rowsOf(text: string): Rows {
  const parsed = Papa.parse<string[]>(text.replace(/^\uFEFF/, ''), { skipEmptyLines: 'greedy' });
  const fault = parsed.errors.find((error) => error.type === 'Quotes');
  return { rows: parsed.data, fault: fault ? { row: fault.row ?? 0, message: fault.message.toLowerCase() } : null };
}
