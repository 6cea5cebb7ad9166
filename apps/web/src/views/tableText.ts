/**
 * Rows of a table as text for a spreadsheet: a line of headers, then a line for each row, cells apart by tabs.
 *
 * In: columns and rows. Out: text. A cell that would break the grid is quoted; one that a spreadsheet would take for a formula is not.
 */
import type { TableRow } from '@weft/engine';
import { t } from '../strings/t.ts';
import type { Column } from './tableColumns.ts';

export function tableText<R extends TableRow>(columns: readonly Column<R>[], rows: readonly R[]): string {
  const lines = [
    columns.map((column) => t(column.header)),
    ...rows.map((row) => columns.map((column) => column.text(row))),
  ];
  return lines.map((cells) => cells.map(cellText).join('\t')).join('\n');
}

/** A leading apostrophe is how spreadsheets mark text that begins like a formula. */
function cellText(text: string): string {
  const plain = /^[=+@]|^-[^\s\d]/.test(text) ? `'${text}` : text;
  return /["\t\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
