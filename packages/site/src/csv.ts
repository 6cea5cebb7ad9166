/**
 * CSV as spreadsheets read it: comma, CRLF, quotes doubled (RFC 4180). Text that a spreadsheet would run as a formula gets an apostrophe before it.
 */

export type Cell = string | number | null;

/** A table with its header row; an unknown value is an empty cell. */
export function csvOf(header: readonly string[], rows: Iterable<readonly Cell[]>): string {
  const steps = csvSteps(header, rows);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Rows written between two pauses: some milliseconds. */
const few = 500;

/** The same with pauses. */
export function* csvSteps(header: readonly string[], rows: Iterable<readonly Cell[]>): Generator<void, string, void> {
  const lines = [header.map(cellOf).join(',')];
  for (const row of rows) {
    lines.push(row.map(cellOf).join(','));
    if (lines.length % few === 0) yield;
  }
  return `${lines.join('\r\n')}\r\n`;
}

function cellOf(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return Number.isFinite(cell) ? String(cell) : '';
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
