/** Designs side by side: one column each, the baseline pinned, the others with what differs. */
import '../strings/later.ts';
import { RotateCw } from 'lucide-react';
import { formatShare } from '@weft/units';
import { Fragment, useEffect, useMemo, useState } from 'react';
import { compareNow, stopComparing } from '../control/comparing.ts';
import { addDesign, duplicateDesign, makeBaseline } from '../control/edits.ts';
import { activeDesign } from '../stores/document.ts';
import { useResult, useStudyDocument } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Choice.tsx';
import { comparisonGroups, type Cell } from './comparison.ts';
import styles from './CompareView.module.css';

export default function CompareView() {
  const study = useStudyDocument((d) => d.study);
  const compare = useResult((r) => r.compare);
  const [differences, setDifferences] = useState(false);
  useEffect(() => void compareNow(study), [study]);
  const rows = compare.is === 'done' ? compare.rows : null;
  const baselineId = study.baseline ?? study.designs[0]!.id;
  // The baseline stands first, the others in the order of the strip.
  const ordered = useMemo(
    () => rows?.toSorted((a, b) => Number(b.designId === baselineId) - Number(a.designId === baselineId)) ?? null,
    [rows, baselineId],
  );
  const groups = useMemo(() => (ordered === null ? [] : comparisonGroups(ordered, 0)), [ordered]);
  const shown = groups
    .map(({ title, rows: all }) => ({ title, rows: differences ? all.filter((row) => row.differs) : all }))
    .filter((group) => group.rows.length > 0);
  return (
    <div className={styles.view}>
      <div className={styles.head}>
        <h2>{t('compare.title')}</h2>
        {study.designs.length > 1 ? (
          <div className={styles.switch}>
            <Switch label={t('compare.differences')} checked={differences} change={setDifferences} />
          </div>
        ) : null}
        {compare.is === 'failed' ? (
          <Button look="outline" icon={<RotateCw aria-hidden="true" />} onClick={() => void compareNow(study, true)}>
            {t('compare.again')}
          </Button>
        ) : null}
      </div>
      {study.designs.length === 1 ? (
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
      ) : null}
      {compare.is === 'failed' ? (
        <p role="alert" className={styles.fault}>
          {compare.reason}
        </p>
      ) : null}
      {compare.is === 'failed' ? null : ordered === null ? (
        <output className={styles.busy}>
          {t('compare.busy')}{' '}
          {compare.is === 'running' && compare.progress ? formatShare(compare.progress.fraction, { digits: 2 }) : null}
          {compare.is === 'running' ? <Button onClick={stopComparing}>{t('compare.stop')}</Button> : null}
        </output>
      ) : (
        <section
          className={styles.scroll}
          aria-label={t('compare.title')}
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
          tabIndex={0}
        >
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col" className={styles.metric}>
                  {t('compare.metric')}
                </th>
                {ordered.map((row) => (
                  <th key={row.designId} scope="col">
                    <button
                      type="button"
                      className={styles.design}
                      onClick={() => session.setState({ design: row.designId, view: 'canvas', selection: [] })}
                    >
                      {row.name}
                    </button>
                    {row.designId === baselineId ? (
                      <span className={styles.baseline}>{t('compare.baseline')}</span>
                    ) : (
                      <button type="button" className={styles.make} onClick={() => makeBaseline(row.designId)}>
                        {t('compare.makeBaseline')}
                      </button>
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((group) => (
                <Fragment key={group.title}>
                  <tr className={styles.group}>
                    <th scope="rowgroup" colSpan={ordered.length + 1}>
                      {group.title}
                    </th>
                  </tr>
                  {group.rows.map((row) => (
                    <tr key={row.label}>
                      <th scope="row" className={styles.metric}>
                        {row.label}
                      </th>
                      {row.cells.map((cell, i) => (
                        <td key={ordered[i]!.designId} data-base={i === 0 ? '' : undefined}>
                          <CellText cell={cell} />
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
      )}
    </div>
  );
}

function CellText({ cell }: { cell: Cell }) {
  return (
    <>
      <span className={styles.value}>{cell.text}</span>
      {cell.delta ? (
        <span className={styles.delta} data-tone={cell.delta.tone}>
          <span aria-hidden="true">{cell.delta.sign}</span> {cell.delta.words}
        </span>
      ) : null}
      {cell.reason ? <span className={styles.reason}>{cell.reason}</span> : null}
    </>
  );
}
