/** Chooses all rows that a table's filter leaves, also those that are not in view. */
import '../strings/later.ts';
import { EngineStop } from '@weft/engine';
import { activeDesign } from '../stores/document.ts';
import { announce, failedOf, notify, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { engine } from './engine.ts';
import type { TableQuestion } from './tableRows.ts';

/** More are no choice of a hand's: as many as are pasted at once. */
export const mostChosen = 100_000;

export async function chooseRows(question: TableQuestion, total: number): Promise<void> {
  if (total > mostChosen) {
    notify({ tone: 'info', text: t('table.tooMany', { rows: total, most: mostChosen }) });
    return;
  }
  const design = activeDesign();
  try {
    const failed = failedOf(session.getState());
    const answer = await engine.table({ ...question, design, failed, offset: 0, count: Number.MAX_SAFE_INTEGER });
    if (!answer.ok || activeDesign() !== design) return;
    const ids = answer.value.rows.map((row) => row.id);
    session.setState({ selection: ids, selectNext: [], inspectorTab: 'inspect' });
    announce(t('kind.many', { count: ids.length }));
  } catch (stop) {
    // A newer question of the table: it is asked for again by hand.
    if (!(stop instanceof EngineStop)) throw stop;
  }
}
