/** Designs side by side: one column each, the baseline pinned, the others with what differs. */
import '../strings/later.ts';
import { RotateCw } from 'lucide-react';
import { formatShare } from '@weft/units';
import { Fragment, lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { ComparisonRow } from '@weft/engine';
import { compareNow, stopComparing } from '../control/comparing.ts';
import { addDesign, duplicateDesign, makeBaseline } from '../control/edits.ts';
import { activeDesign } from '../stores/document.ts';
import { useResult, useStudyDocument } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Choice.tsx';
import { Tabs, panelOf } from '../ui/Tabs.tsx';
import { DeltaText } from './DeltaText.tsx';
import { comparisonColumns, type Cell, type Row } from './comparison.ts';
import styles from './CompareView.module.css';

const ParetoChart = lazy(() => import('./ParetoChart.tsx'));
const SmallMultiples = lazy(() => import('./SmallMultiples.tsx'));

const looks = ['table', 'scatter', 'pictures'] as const;

export default function CompareView() {
  const study = useStudyDocument((d) => d.study);
  const compare = useResult((r) => r.compare);
  const [look, setLook] = useState<(typeof looks)[number]>('table');
  const [differences, setDifferences] = useState(false);
  const [withoutNear, setWithoutNear] = useState(false);
  useEffect(() => void compareNow(study), [study]);
  const baselineId = study.baseline ?? study.designs[0]!.id;
  const several = study.designs.length > 1;
  const known = compare.is === 'idle' ? none : compare.rows;
  // The baseline stands first, the others in the order of the strip; who is not there yet has a column all the same.
  const columns = useMemo(
    () =>
      study.designs
        .map(({ id, name }) => ({ id, name, row: known.find((row) => row.designId === id) ?? null }))
        .toSorted((a, b) => Number(b.id === baselineId) - Number(a.id === baselineId)),
    [study.designs, known, baselineId],
  );
  const running = compare.is === 'running' ? compare : null;
  // The designs are asked for in the order of the strip.
  const solving = running === null ? null : study.designs[running.rows.length]?.id;
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <h2>{t('compare.title')}</h2>
        {several ? (
          <Tabs
            label={t('compare.how')}
            id="compare-look"
            look="segmented"
            value={look}
            choose={setLook}
            tabs={looks.map((value) => ({ value, label: t(`compare.${value}`) }))}
          />
        ) : null}
        {several && look === 'table' ? (
          <div className={styles.switches}>
            <Switch label={t('compare.differences')} checked={differences} change={setDifferences} />
            <Switch label={t('compare.near')} checked={withoutNear} change={setWithoutNear} />
          </div>
        ) : null}
        {compare.is === 'failed' ? (
          <Button look="outline" icon={<RotateCw aria-hidden="true" />} onClick={() => void compareNow(study, true)}>
            {t('compare.again')}
          </Button>
        ) : null}
        {running ? (
          <output className={styles.progress}>
            {t('compare.busy')} <Button onClick={stopComparing}>{t('compare.stop')}</Button>
          </output>
        ) : null}
      </div>
      {several ? null : (
        <div className={styles.hint}>
          <p>
            <strong>{t('compare.one')}</strong> {t('compare.oneHint')}
          </p>
          <Button look="outline" onClick={() => duplicateDesign(activeDesign().id)}>
            {t('action.design.duplicate')}
          </Button>
          <Button look="outline" onClick={() => addDesign()}>
            {t('action.design.add')}
          </Button>
        </div>
      )}
      {compare.is === 'failed' ? (
        <p role="alert" className={styles.fault}>
          {compare.reason}
        </p>
      ) : null}
      {look === 'scatter' && several ? (
        <div className={styles.panel} {...panelOf('compare-look', 'scatter')}>
          <Suspense fallback={<p className={styles.busy}>{t('canvas.loading')}</p>}>
            <ParetoChart rows={columns.flatMap(({ row }) => row ?? [])} />
          </Suspense>
        </div>
      ) : look === 'pictures' && several ? (
        <div className={styles.panel} {...panelOf('compare-look', 'pictures')}>
          <Suspense fallback={<p className={styles.busy}>{t('canvas.loading')}</p>}>
            <SmallMultiples columns={columns} />
          </Suspense>
        </div>
      ) : (
        <div className={styles.panel} {...(several ? panelOf('compare-look', 'table') : {})}>
          <ComparisonTable
            columns={columns}
            baselineId={baselineId}
            solving={solving ?? null}
            fraction={running?.progress.fraction ?? 0}
            hides={(row) => several && ((differences && !row.differs) || (withoutNear && row.near))}
          />
        </div>
      )}
    </div>
  );
}

const none: readonly ComparisonRow[] = [];

interface Column {
  readonly id: string;
  readonly name: string;
  readonly row: ComparisonRow | null;
}

interface TableProps {
  readonly columns: readonly Column[];
  readonly baselineId: string;
  /** The design that is being solved, and how far it is. */
  readonly solving: string | null;
  readonly fraction: number;
  readonly hides: (row: Row) => boolean;
}

function ComparisonTable({ columns, baselineId, solving, fraction, hides }: TableProps) {
  const groups = useMemo(() => comparisonColumns(columns.map(({ row }) => row)), [columns]);
  const isWhole = columns.every(({ row }) => row !== null);
  const shown = groups
    // Who is not there yet may differ.
    .map(({ title, rows }) => ({ title, rows: isWhole ? rows.filter((row) => !hides(row)) : rows }))
    .filter((group) => group.rows.length > 0);
  return (
    <section
      className={styles.scroll}
      aria-label={t('compare.title')}
      aria-busy={!isWhole}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      tabIndex={0}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.metric}>
              {t('compare.metric')}
            </th>
            {columns.map(({ id, name, row }) => (
              <th key={id} scope="col">
                <button
                  type="button"
                  className={styles.design}
                  onClick={() => session.setState({ design: id, view: 'canvas', selection: [] })}
                >
                  {name}
                </button>
                {id === baselineId ? (
                  <span className={styles.baseline}>{t('compare.baseline')}</span>
                ) : (
                  <button type="button" className={styles.make} onClick={() => makeBaseline(id)}>
                    {t('compare.makeBaseline')}
                  </button>
                )}
                {row === null ? (
                  <span className={styles.wait}>
                    {id === solving
                      ? t('compare.solving', { percent: formatShare(fraction, { digits: 2 }) })
                      : t('compare.waiting')}
                  </span>
                ) : row.reason !== null ? (
                  <span className={styles.reason}>{row.reason}</span>
                ) : null}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((group) => (
            <Fragment key={group.title}>
              <tr className={styles.group}>
                <th scope="rowgroup" colSpan={columns.length + 1}>
                  {group.title}
                </th>
              </tr>
              {group.rows.map((row) => (
                <tr key={row.label}>
                  <th scope="row" className={styles.metric}>
                    {row.label}
                  </th>
                  {row.cells.map((cell, i) => (
                    <td key={columns[i]!.id} data-base={columns[i]!.id === baselineId ? '' : undefined}>
                      {cell === null ? (
                        <span className={styles.skeleton} aria-hidden="true" />
                      ) : (
                        <CellText cell={cell} failed={columns[i]!.row!.reason !== null} />
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {shown.length === 0 ? <p className={styles.busy}>{t('compare.noDifferences')}</p> : null}
    </section>
  );
}

/** Why a whole design failed stands in its head, once. */
function CellText({ cell, failed }: { cell: Cell; failed: boolean }) {
  return (
    <div className={styles.cell}>
      <span className={styles.value}>{cell.text}</span>
      {cell.delta ? <DeltaText delta={cell.delta} /> : null}
      {cell.reason && !failed ? <span className={styles.reason}>{cell.reason}</span> : null}
    </div>
  );
}
