/**
 * Rows as aligned columns of text: words to the left, figures to the right, two spaces between.
 */
export interface Column {
  readonly head: string;
  readonly align?: 'left' | 'right';
}

/** Lays rows out under their heads; ends with a newline. */
export function tableOf(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const widths = columns.map((column, i) =>
    rows.reduce((width, row) => Math.max(width, widthOf(row[i] ?? '')), widthOf(column.head)),
  );
  const line = (cells: readonly string[]): string =>
    columns
      .map((column, i) => {
        const cell = cells[i] ?? '';
        const space = ' '.repeat(widths[i]! - widthOf(cell));
        return column.align === 'right' ? space + cell : cell + space;
      })
      .join('  ')
      .trimEnd();
  const heads = columns.map((column) => column.head);
  const shown = heads.some((head) => head !== '') ? [heads, ...rows] : rows;
  return `${shown.map(line).join('\n')}\n`;
}

/** Labels with their values, one a line. */
export function listOf(rows: readonly (readonly [label: string, value: string])[]): string {
  return tableOf([{ head: '' }, { head: '' }], rows);
}

function widthOf(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : [...text].length;
}
