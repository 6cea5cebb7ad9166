/** Copies the selected rows of a table as text, also those that are not in view; says how many. */
import '../strings/later.ts';
import { EngineStop, type TableRow } from '@weft/engine';
import { activeDesign } from '../stores/document.ts';
import { announce, failedOf, notify, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { tableText } from '../views/tableText.ts';
import type { Column } from '../views/tableColumns.ts';
import { engine } from './engine.ts';
import type { TableQuestion } from './tableRows.ts';

export async function copyRows<R extends TableRow>(
  columns: readonly Column<R>[],
  question: TableQuestion,
  selected: ReadonlySet<string>,
): Promise<void> {
  try {
    const answer = await engine.table({
      ...question,
      design: activeDesign(),
      failed: failedOf(session.getState()),
      offset: 0,
      count: Number.MAX_SAFE_INTEGER,
    });
    if (!answer.ok) return;
    // The rows of a list are those of its columns. Nothing selected means all that the filter leaves.
    const rows = (answer.value.rows as readonly unknown[] as readonly R[]).filter(
      ({ id }) => selected.size === 0 || selected.has(id),
    );
    await navigator.clipboard.writeText(tableText(columns, rows));
    announce(t('table.copied', { count: rows.length }));
    notify({ tone: 'info', text: t('table.copied', { count: rows.length }) });
  } catch (stop) {
    if (stop instanceof EngineStop) return;
    notify({ tone: 'warning', text: t('table.notCopied') });
  }
}
