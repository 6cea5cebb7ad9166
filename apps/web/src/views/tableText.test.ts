/** Rows as a spreadsheet takes them. */
import type { PartRow } from '@weft/engine';
import { describe, expect, it } from 'vitest';
import '../strings/later.ts';
import type { Column } from './tableColumns.ts';
import { tableText } from './tableText.ts';

const columns: readonly Column<PartRow>[] = [
  { id: 'name', header: 'table.name', sorts: true, width: 1, text: (row) => row.name },
  { id: 'ports', header: 'table.ports', sorts: true, width: 1, text: (row) => String(row.ports) },
];
const row = (name: string, ports: number | null): PartRow => ({ name, ports }) as Partial<PartRow> as PartRow;

describe('rows as text', () => {
  it('begins with the headers; cells are apart by tabs', () => {
    expect(tableText(columns, [row('leaf 1', 64), row('leaf 2', null)])).toBe('Name\tPorts\nleaf 1\t64\nleaf 2\tnull');
  });

  it('quotes what would break the grid and takes formulas for text', () => {
    expect(tableText(columns, [row('a\t"b"', 1)]).split('\n')[1]).toBe('"a\t""b"""\t1');
    expect(tableText(columns, [row('=1+1', 1)]).split('\n')[1]).toBe("'=1+1\t1");
    expect(tableText(columns, [row('-12 dB', 1)]).split('\n')[1]).toBe('-12 dB\t1');
  });
});
