/**
 * A virtualised grid over rows that are fetched a window at a time: only those in view exist, and each cell can take the focus.
 *
 * The keys are those of a grid: arrows, Home, End and the page keys move, with Shift they add to the selection, Space adds or takes away one row, Enter
 * (or F2, or a digit) edits the cell, Escape gives the edit up. What the focus moves to is selected, so that the page's keys act on it; Mod with an arrow only
 * moves. Delete and the like are the page's actions.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { TableRow } from '@weft/engine';
import { useLibrary } from '../control/catalogue.ts';
import { useTableRows, type TableQuestion, type TableSort } from '../control/tableRows.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import type { Column } from './tableColumns.ts';
import { rowHeight_px } from '../ui/rowHeight.ts';
import { TableCell } from './TableCell.tsx';
import styles from './TableView.module.css';

interface Props<R extends TableRow> {
  readonly label: string;
  readonly question: TableQuestion;
  readonly sortBy: (sort: TableSort) => void;
  readonly columns: readonly Column<R>[];
  readonly selected: ReadonlySet<string>;
  readonly select: (ids: readonly string[]) => void;
  readonly menu: (id: string, at: { readonly x: number; readonly y: number }, byKey: boolean) => void;
  /** Copies the rows that are selected, as text. */
  readonly copy: () => void;
  /** Selects all rows that the question leaves. */
  readonly selectAll: () => void;
  /** Told how many rows are shown, of how many. */
  readonly counted: (rows: number, all: number) => void;
}

interface Editing {
  readonly id: string;
  readonly column: string;
  readonly typed: string | null;
}

const headHeight_px = rowHeight_px + 1;

export function TableGrid<R extends TableRow>(props: Props<R>) {
  const { columns, question, select, selected } = props;
  const scroll = useRef<HTMLDivElement>(null);
  const library = useLibrary();
  const refusalId = useId();
  const [total, setTotal] = useState(0);
  const [active, setActive] = useState({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes this
  const virtual = useVirtualizer({
    count: total,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight_px,
    overscan: 8,
    scrollPaddingStart: headHeight_px,
  });
  const items = virtual.getVirtualItems();
  const rows = useTableRows(question, items[0]?.index ?? 0, items.at(-1)?.index ?? 60);
  const { counted } = props;
  useEffect(() => {
    if (rows.total === null) return;
    setTotal(rows.total);
    counted(rows.total, rows.all);
  }, [rows.total, rows.all, counted]);
  const at = { row: Math.min(active.row, Math.max(0, total - 1)), column: Math.min(active.column, columns.length - 1) };
  const rowAt = (index: number) => rows.at(index) as R | undefined;

  const focusCell = (row: number, column: number) => {
    setActive({ row, column });
    virtual.scrollToIndex(row);
    const cell = cellOf(scroll.current, row, column);
    if (cell) cell.focus();
    // After the row has been drawn.
    else requestAnimationFrame(() => requestAnimationFrame(() => cellOf(scroll.current, row, column)?.focus()));
  };
  const go = (row: number, column: number, event: KeyboardEvent) => {
    const next = Math.max(0, Math.min(total - 1, row));
    focusCell(next, Math.max(0, Math.min(columns.length - 1, column)));
    const id = rowAt(next)?.id;
    if (id === undefined || next === at.row) return;
    if (event.shiftKey) select([...selected, id]);
    else if (!event.ctrlKey && !event.metaKey) select([id]);
  };
  const begin = (row: R, column: Column<R>, typed: string | null) => {
    if (column.edit?.(row, library)) setEditing({ id: row.id, column: column.id, typed });
    else announce(t('table.noEdit', { column: t(column.header) }));
  };
  const toggle = (id: string, add: boolean) =>
    select(!add ? [id] : selected.has(id) ? [...selected].filter((one) => one !== id) : [...selected, id]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (editing !== null || event.altKey) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? 0) / rowHeight_px) - 2);
    const mod = event.ctrlKey || event.metaKey;
    const steps: Readonly<Record<string, readonly [number, number]>> = {
      ArrowDown: [at.row + 1, at.column],
      ArrowUp: [at.row - 1, at.column],
      ArrowRight: [at.row, at.column + 1],
      ArrowLeft: [at.row, at.column - 1],
      PageDown: [at.row + page, at.column],
      PageUp: [at.row - page, at.column],
      Home: mod ? [0, 0] : [at.row, 0],
      End: mod ? [total - 1, columns.length - 1] : [at.row, columns.length - 1],
    };
    const step = steps[event.key];
    const row = rowAt(at.row);
    const column = columns[at.column]!;
    if (step !== undefined) {
      event.preventDefault();
      go(step[0], step[1], event);
    } else if (event.key.toLowerCase() === 'a' && mod && !event.shiftKey) {
      event.preventDefault();
      props.selectAll();
    } else if (row === undefined) {
      return;
    } else if (event.key.toLowerCase() === 'c' && mod && event.shiftKey) {
      event.preventDefault();
      props.copy();
    } else if (event.key === 'Enter' || event.key === 'F2') {
      event.preventDefault();
      if (!selected.has(row.id)) select([row.id]);
      begin(row, column, null);
    } else if (event.key === ' ') {
      event.preventDefault();
      toggle(row.id, true);
    } else if (event.key === 'ContextMenu' || (event.shiftKey && event.key === 'F10')) {
      event.preventDefault();
      const box = event.currentTarget.querySelector(':focus')?.getBoundingClientRect();
      props.menu(row.id, { x: box?.left ?? 0, y: box?.bottom ?? 0 }, true);
    } else if (/^[0-9]$/.test(event.key) && !mod && column.edit?.(row, library)?.is === 'text') {
      event.preventDefault();
      begin(row, column, event.key);
    }
  };
  const onClick = (event: MouseEvent, index: number, column: number, id: string) => {
    if (editing?.id === id) return;
    setActive({ row: index, column });
    toggle(id, event.shiftKey || event.ctrlKey || event.metaKey);
  };

  const before_px = items[0]?.start ?? 0;
  const after_px = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const wide = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    <>
      {/* The grid's cells take the focus, one at a time. */}
      <div ref={scroll} className={styles.scroll}>
        <table
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- its cells are edited
          role="grid"
          aria-label={props.label}
          aria-rowcount={total + 1}
          aria-colcount={columns.length}
          aria-multiselectable
          className={styles.wideGrid}
        >
          <colgroup>
            {columns.map((column) => (
              <col key={column.id} style={{ width: `${(100 * column.width) / wide}%` }} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((column) => (
                <Head key={column.id} column={column} sort={question.sort} sortBy={props.sortBy} />
              ))}
            </tr>
          </thead>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys of the grid's cells */}
          <tbody onKeyDown={onKeyDown}>
            {before_px > 0 ? <tr aria-hidden="true" style={{ height: before_px }} /> : null}
            {items.map((item) => {
              const row = rowAt(item.index);
              return (
                <tr
                  key={item.index}
                  aria-rowindex={item.index + 2}
                  aria-selected={row !== undefined && selected.has(row.id)}
                  data-state={row?.state}
                  style={{ height: rowHeight_px }}
                  onContextMenu={(event) => {
                    if (row === undefined) return;
                    event.preventDefault();
                    props.menu(row.id, { x: event.clientX, y: event.clientY }, false);
                  }}
                >
                  {columns.map((column, c) => {
                    const edit = row === undefined ? null : (column.edit?.(row, library) ?? null);
                    const isEdited = row !== undefined && editing?.id === row.id && editing.column === column.id;
                    return (
                      // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions -- the keys are the grid's
                      <td
                        key={column.id}
                        data-cell={`${item.index} ${c}`}
                        data-numeric={column.numeric ? '' : undefined}
                        data-tail={column.tail && !isEdited ? '' : undefined}
                        data-editable={edit === null ? undefined : ''}
                        title={column.tail && row && !isEdited ? column.text(row) : undefined}
                        tabIndex={item.index === at.row && c === at.column && !isEdited ? 0 : -1}
                        onFocus={() => setActive({ row: item.index, column: c })}
                        onClick={(event) => row && onClick(event, item.index, c, row.id)}
                        onDoubleClick={() => row && begin(row, column, null)}
                      >
                        {row !== undefined && isEdited && edit !== null ? (
                          <TableCell
                            label={t('table.editing', { column: t(column.header), name: columns[0]!.text(row) })}
                            edit={edit}
                            typed={editing.typed}
                            refusalId={refusalId}
                            refused={refusal !== null}
                            refuse={setRefusal}
                            done={(back) => {
                              setEditing(null);
                              if (back) focusCell(item.index, c);
                            }}
                          />
                        ) : row === undefined ? (
                          ' '
                        ) : column.tail ? (
                          <bdi>{column.text(row)}</bdi>
                        ) : (
                          column.text(row)
                        )}
                      </td>
                    );
                  })}
                </tr>
              );
            })}
            {after_px > 0 ? <tr aria-hidden="true" style={{ height: after_px }} /> : null}
          </tbody>
        </table>
        {rows.total === 0 ? <p className={styles.none}>{t('table.none')}</p> : null}
      </div>
      <p id={refusalId} role="alert" className={refusal === null ? 'visually-hidden' : styles.refusal}>
        {refusal}
      </p>
    </>
  );
}

interface HeadProps<R extends TableRow> {
  readonly column: Column<R>;
  readonly sort: TableSort;
  readonly sortBy: (sort: TableSort) => void;
}

/** A column's name; pressed, it sorts up, then down, then not. */
function Head<R extends TableRow>({ column, sort, sortBy }: HeadProps<R>) {
  const order = sort?.column === column.id ? (sort.descending ? 'descending' : 'ascending') : 'none';
  const label = t(column.header);
  const next = (): TableSort => {
    const by = column.id as NonNullable<TableSort>['column'];
    return order === 'none'
      ? { column: by, descending: false }
      : order === 'ascending'
        ? { column: by, descending: true }
        : null;
  };
  return (
    <th scope="col" aria-sort={column.sorts ? order : undefined} data-numeric={column.numeric ? '' : undefined}>
      {column.sorts ? (
        <button type="button" onClick={() => sortBy(next())}>
          {label}
          {order === 'ascending' ? <ArrowUp aria-hidden="true" /> : null}
          {order === 'descending' ? <ArrowDown aria-hidden="true" /> : null}
        </button>
      ) : (
        <span>{label}</span>
      )}
    </th>
  );
}

function cellOf(scroll: HTMLElement | null, row: number, column: number): HTMLElement | null {
  return scroll?.querySelector<HTMLElement>(`[data-cell="${row} ${column}"]`) ?? null;
}
