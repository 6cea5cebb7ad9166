/**
 * A table that scrolls sideways where there is no room, reachable by key. On a phone each row is a card: every cell says what its column does, and the
 * roles of a table stay.
 */
import { useLayoutEffect, useRef, type ReactNode } from 'react';
import styles from './CostView.module.css';

interface Props {
  readonly label: string;
  /** Cells hold words, set left, rather than numbers. */
  readonly words?: boolean;
  readonly children: ReactNode;
}

export function ScrollTable({ label, words = false, children }: Props) {
  const table = useRef<HTMLTableElement>(null);
  // After every render: rows come and go.
  useLayoutEffect(() => {
    if (table.current) nameCells(table.current);
  });
  return (
    <section
      className={styles.scroll}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      tabIndex={0}
    >
      <table ref={table} className={words ? `${styles.table} ${styles.words}` : styles.table}>
        {children}
      </table>
    </section>
  );
}

/** Writes onto each cell the words of its column, and the roles that a browser forgets where a table is laid out as cards. */
function nameCells(table: HTMLTableElement): void {
  const [head, ...rows] = table.rows;
  const names = [...(head?.cells ?? [])].flatMap((cell) => Array<string>(cell.colSpan).fill(cell.textContent.trim()));
  table.setAttribute('role', 'table');
  for (const row of [head, ...rows]) row?.setAttribute('role', 'row');
  for (const cell of head?.cells ?? []) cell.setAttribute('role', 'columnheader');
  for (const row of rows) {
    let column = 0;
    for (const cell of row.cells) {
      cell.setAttribute('role', cell.tagName === 'TD' ? 'cell' : 'rowheader');
      // What spans a figure of one and what it comes to is what it comes to; what spans more is a sentence.
      const name = names[column + cell.colSpan - 1];
      if (column > 0 && name !== undefined && cell.colSpan <= 2) cell.dataset['column'] = name;
      column += cell.colSpan;
    }
  }
}
