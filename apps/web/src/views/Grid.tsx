/**
 * A virtualised grid: sorted by its headers, one row focusable at a time, rows of a set height so that only those in view exist.
 *
 * A real table with row counts and indices, so that a screen reader knows where it is. Arrow keys move, Space or Enter selects; what is
 * selected here is selected on the canvas.
 */
import {
  createSortedRowModel,
  rowSortingFeature,
  sortFn_alphanumeric,
  sortFn_basic,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import { t } from '../strings/t.ts';
import { rowHeight_px } from '../ui/rowHeight.ts';
import styles from './TableView.module.css';

const features = tableFeatures({
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
  sortFns: { alphanumeric: sortFn_alphanumeric, basic: sortFn_basic },
});

export type GridFeatures = typeof features;
export type GridColumns<R extends GridRow> = readonly ColumnDef<GridFeatures, R>[];

export interface GridRow {
  readonly id: string;
}

interface Props<R extends GridRow> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: GridColumns<R>;
  /** Ids of columns that hold numbers: set right. */
  readonly numeric: readonly string[];
  readonly selected: ReadonlySet<string>;
  readonly select: (id: string, add: boolean) => void;
}

export function Grid<R extends GridRow>({ label, rows, columns, numeric, selected, select }: Props<R>) {
  const table = useTable({
    features,
    data: rows as R[],
    columns: columns as ColumnDef<GridFeatures, R>[],
    getRowId: (row: R) => row.id,
    enableMultiSort: false,
  });
  const sorted = table.getRowModel().rows;
  const scroll = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState(0);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes this
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight_px,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const at = Math.min(active, Math.max(0, sorted.length - 1));

  const go = (index: number) => {
    const next = Math.max(0, Math.min(sorted.length - 1, index));
    setActive(next);
    virtual.scrollToIndex(next);
    // After the row has been drawn.
    requestAnimationFrame(() => scroll.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight_px) - 2);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + page,
      PageUp: at - page,
      Home: 0,
      End: sorted.length - 1,
    };
    const next = steps[event.key];
    if (next !== undefined && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      go(next);
    } else if (event.key === ' ' || event.key === 'Enter') {
      event.preventDefault();
      const row = sorted[at];
      if (row) select(row.id, event.shiftKey || event.ctrlKey || event.metaKey);
    }
  };
  const onClick = (event: MouseEvent, index: number, id: string) => {
    setActive(index);
    select(id, event.shiftKey || event.ctrlKey || event.metaKey);
  };

  const before_px = items[0]?.start ?? 0;
  const after_px = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div ref={scroll} className={styles.scroll}>
      <table
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- rows are chosen by key
        role="grid"
        aria-label={label}
        aria-rowcount={sorted.length + 1}
        aria-multiselectable
        className={styles.grid}
      >
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id} aria-rowindex={1}>
              {group.headers.map((header) => {
                const order = header.column.getIsSorted();
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={order === 'asc' ? 'ascending' : order === 'desc' ? 'descending' : 'none'}
                    data-numeric={numeric.includes(header.column.id) ? '' : undefined}
                  >
                    <button type="button" onClick={header.column.getToggleSortingHandler()}>
                      <table.FlexRender header={header} />
                      {order === 'asc' ? <ArrowUp aria-hidden="true" /> : null}
                      {order === 'desc' ? <ArrowDown aria-hidden="true" /> : null}
                    </button>
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the grid's rows */}
        <tbody onKeyDown={onKeyDown}>
          {before_px > 0 ? <tr aria-hidden="true" style={{ height: before_px }} /> : null}
          {items.map((item) => {
            const row = sorted[item.index]!;
            return (
              <tr
                key={row.id}
                data-index={item.index}
                aria-rowindex={item.index + 2}
                aria-selected={selected.has(row.id)}
                tabIndex={item.index === at ? 0 : -1}
                style={{ height: rowHeight_px }}
                onFocus={() => setActive(item.index)}
                onClick={(event) => onClick(event, item.index, row.id)}
              >
                {row.getAllCells().map((cell) => (
                  // oxlint-disable-next-line jsx-a11y/control-has-associated-label -- a cell with its text
                  <td key={cell.id} data-numeric={numeric.includes(cell.column.id) ? '' : undefined}>
                    <table.FlexRender cell={cell} />
                  </td>
                ))}
              </tr>
            );
          })}
          {after_px > 0 ? <tr aria-hidden="true" style={{ height: after_px }} /> : null}
        </tbody>
      </table>
      {sorted.length === 0 ? <p className={styles.none}>{t('table.none')}</p> : null}
    </div>
  );
}
