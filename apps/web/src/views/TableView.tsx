/**
 * The design as two tables, parts and links: the whole of it, drawn or not, for reading, searching, choosing and editing without the canvas.
 *
 * What is selected here is selected on the canvas; of what the canvas does not draw, the nearest thing that holds it.
 */
import '../strings/later.ts';
import { Copy } from 'lucide-react';
import { useCallback, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { ariaKeys, printKeys } from '../actions/keys.ts';
import { chooseRows } from '../control/chooseRows.ts';
import { copyRows } from '../control/copyRows.ts';
import { focusAdd } from '../control/focus.ts';
import { handlers } from '../control/gestures.ts';
import { drawnAs, sortSelection } from '../control/selection.ts';
import type { TableSort } from '../control/tableRows.ts';
import { nameOf } from '../panels/names.ts';
import { activeDesign } from '../stores/document.ts';
import { useResult, useSession, useStudyDocument } from '../stores/hooks.ts';
import { result } from '../stores/result.ts';
import { announce, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { LinkDialog } from './LinkDialog.tsx';
import { linkColumns, partColumns } from './tableColumns.ts';
import { TableGrid } from './TableGrid.tsx';
import styles from './TableView.module.css';

/** Of the grid, not of the page: there it copies parts. */
const copyKey = 'Mod+Shift+C';

type List = 'parts' | 'links';

export default function TableView() {
  const [list, setList] = useState<List>('parts');
  const [text, setText] = useState('');
  const [sort, setSort] = useState<TableSort>(null);
  const [rows, setRows] = useState({ shown: 0, all: 0 });
  const [linking, setLinking] = useState<string | null>(null);
  const sought = useDeferredValue(text.trim().toLowerCase());
  const selected = useSelectedRows();
  const counted = useCallback((shown: number, all: number) => setRows({ shown, all }), []);
  useEffect(() => showOnCanvas, []);
  const choose = (next: List) => {
    setList(next);
    setSort(null);
  };
  const question = { list, text: sought, sort };
  const copy = () =>
    void (list === 'parts' ? copyRows(partColumns, question, selected) : copyRows(linkColumns, question, selected));
  const selectAll = () => void chooseRows(question, rows.shown);
  const grid = { question, sortBy: setSort, selected, select, selectAll, menu, copy, counted };
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <Tabs
          label={t('table.label')}
          id="table"
          look="segmented"
          value={list}
          choose={choose}
          tabs={[
            { value: 'parts', label: t('table.parts') },
            { value: 'links', label: t('table.links') },
          ]}
        />
        <input
          type="search"
          className={styles.filter}
          aria-label={t('table.filter')}
          placeholder={t('table.filterHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {list === 'parts' ? (
          <Button look="outline" onClick={focusAdd}>
            {t('table.addPart')}
          </Button>
        ) : null}
        <Button look="outline" onClick={() => setLinking(oneEnd())}>
          {t('table.addLink')}
        </Button>
        <Button
          icon={<Copy aria-hidden="true" />}
          aria-label={t('table.copy')}
          aria-keyshortcuts={ariaKeys(copyKey)}
          tip={`${t('table.copy')}  ${printKeys(copyKey)}`}
          onClick={copy}
        />
      </div>
      <div className={styles.body} {...panelOf('table', list)}>
        {list === 'parts' ? (
          <TableGrid key="parts" label={t('table.parts')} columns={partColumns} {...grid} />
        ) : (
          <TableGrid key="links" label={t('table.links')} columns={linkColumns} {...grid} />
        )}
      </div>
      <p className={styles.note}>
        <output>
          {rows.shown === rows.all
            ? t('table.rows', { rows: rows.all })
            : t('table.some', { rows: rows.shown, all: rows.all })}
        </output>{' '}
        <span className={styles.keys}>· {t('table.note')}</span>
      </p>
      {linking === null ? null : <LinkDialog from={linking} close={() => setLinking(null)} />}
    </div>
  );
}

/** Ids of the rows that are selected: what was chosen here, and the records and paths of what was chosen on the canvas. */
function useSelectedRows(): ReadonlySet<string> {
  const ids = useSession((s) => s.selection);
  const shown = useSession((s) => s.design);
  const scene = useResult((r) => r.scene);
  const study = useStudyDocument((d) => d.study);
  return useMemo(
    () => {
      const { owners, links } = sortSelection(activeDesign(), scene, ids);
      const drawn = new Set(scene?.links.map((link) => link.id));
      const alone = links.flatMap((link) => (link.link === null ? [] : [link.link]));
      return new Set([...ids.filter((id) => !drawn.has(id) && !id.includes('#')), ...owners, ...alone]);
    },
    // The design in force depends on the study and on which of its designs is shown.
    // oxlint-disable-next-line react/exhaustive-deps
    [ids, scene, study, shown],
  );
}

function select(ids: readonly string[]): void {
  session.setState({ selection: ids, selectNext: [], inspectorTab: 'inspect' });
  if (ids.length > 1) announce(t('kind.many', { count: ids.length }), 'selection');
}

function menu(id: string, at: { readonly x: number; readonly y: number }, byKey: boolean): void {
  const { selection } = session.getState();
  const scene = result.getState().scene;
  const chosen = scene !== null && sortSelection(activeDesign(), scene, selection).owners.includes(id);
  if (!chosen) select([id]);
  handlers.contextMenu(chosen ? selection[0]! : id, at, { x: 0, y: 0 }, byKey);
}

/** The name of the one part that is selected: a new link begins there. */
function oneEnd(): string {
  const { nodes, owners, paths, records } = sortSelection(
    activeDesign(),
    result.getState().scene,
    session.getState().selection,
  );
  if (owners.length !== 1 || nodes.some((node) => node.kind === 'stack')) return '';
  const one = records[0]?.id ?? paths[0];
  return one === undefined ? '' : records[0] ? nameOf(activeDesign(), one) : one;
}

/** Leaving the table, the selection becomes what the canvas draws of it. */
function showOnCanvas(): void {
  const scene = result.getState().scene;
  const { selection } = session.getState();
  if (scene === null || selection.length === 0) return;
  session.setState({ selection: [...new Set(selection.flatMap((id) => drawnAs(scene, id)))] });
}
