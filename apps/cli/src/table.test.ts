import { describe, expect, it } from 'vitest';
import { tableOf } from './table.ts';

describe('a table', () => {
  it('aligns figures to the right, by letters and not by bytes', () => {
    const rows = [
      ['é', '1'],
      ['long', '22'],
    ];
    expect(tableOf([{ head: 'a' }, { head: 'b', align: 'right' }], rows)).toBe('a      b\né      1\nlong  22\n');
  });

  it('holds more rows than a call takes arguments', () => {
    const table = tableOf(
      [{ head: 'flow' }],
      Array.from({ length: 150_000 }, (_, f) => [String(f)]),
    );
    expect(table.endsWith('\n149999\n')).toBe(true);
  });
});
