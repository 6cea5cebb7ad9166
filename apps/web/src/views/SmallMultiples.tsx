/** The pictures of all designs at one scale, each with what it is worth beneath; a press opens one. */
import '../strings/later.ts';
import type { ComparisonRow, DrawnScene } from '@weft/engine';
import { bucketColours, bucketLabel, bucketWidths, overloadBucket } from '@weft/scene';
import { useEffect, useMemo, useState } from 'react';
import { sceneToSvg } from '../control/drawing.ts';
import { drawDesigns } from '../control/multiples.ts';
import { themeInForce } from '../control/theme.ts';
import { useResult, useSession, useStudyDocument } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { comparedMetrics, comparisonGroups } from './comparison.ts';
import { DeltaText } from './DeltaText.tsx';
import styles from './SmallMultiples.module.css';

interface Column {
  readonly id: string;
  readonly name: string;
  readonly row: ComparisonRow | null;
}

/** CSS pixels of the largest picture. */
const room = { width: 520, height: 340 } as const;
/** What a drawing has around it, in units of the canvas. */
const margin = 64;
const shownMetrics = ['accelerators', 'switches', 'all-to-all.slowest_Gbps', 'networkPer', 'powerPer'] as const;

export default function SmallMultiples({ columns }: { columns: readonly Column[] }) {
  const study = useStudyDocument((d) => d.study);
  const { designs, workload } = study;
  const theme = useSession(themeInForce);
  const isSolved = useResult((r) => r.solve.is === 'done');
  const [drawn, setDrawn] = useState<Readonly<Record<string, DrawnScene | null>>>({});
  useEffect(
    () => drawDesigns({ designs, workload }, isSolved, (id, one) => setDrawn((before) => ({ ...before, [id]: one }))),
    [designs, workload, isSolved],
  );
  const scale = Math.min(
    1,
    ...Object.values(drawn).flatMap((one) =>
      one === null
        ? []
        : [room.width / (one.scene.bounds.width + margin), room.height / (one.scene.bounds.height + margin)],
    ),
  );
  const traffic = t(`traffic.${workload.traffic.pattern}`);
  const routing = t(`routing.${workload.routing.policy}`);
  return (
    <section
      className={styles.view}
      aria-label={t('compare.pictures')}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      tabIndex={0}
    >
      <div className={styles.about}>
        <p>{t('compare.oneScale', { traffic, routing })}</p>
        <ul className={styles.legend} aria-hidden="true">
          {bucketColours[theme].map((colour, bucket) =>
            bucket === overloadBucket ? null : (
              <li key={colour}>
                <i style={{ background: colour, height: 2 + bucketWidths[bucket]! }} />
                {bucketLabel(bucket)}
              </li>
            ),
          )}
        </ul>
      </div>
      <ul className={styles.cards}>
        {columns.map((column, at) => (
          <li key={column.id}>
            <button
              type="button"
              className={styles.card}
              onClick={() => session.setState({ design: column.id, view: 'canvas', selection: [] })}
            >
              <span className={styles.name}>
                <strong>{column.name}</strong>
                {at === 0 ? <span className={styles.baseline}>{t('compare.baseline')}</span> : null}
              </span>
              <span className={styles.picture}>
                <Picture drawn={drawn[column.id]} theme={theme} scale={scale} />
              </span>
            </button>
            <Figures columns={columns} at={at} />
          </li>
        ))}
      </ul>
    </section>
  );
}

interface PictureProps {
  readonly drawn: DrawnScene | null | undefined;
  readonly theme: 'light' | 'dark';
  readonly scale: number;
}

function Picture({ drawn, theme, scale }: PictureProps) {
  const width = drawn ? (100 * scale * (drawn.scene.bounds.width + margin)) / room.width : 0;
  const source = useMemo(() => {
    if (!drawn) return null;
    const svg = sceneToSvg(drawn.scene, drawn.loads, { theme, scale, background: 'transparent', legend: false });
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  }, [drawn, theme, scale]);
  if (source !== null)
    return (
      <span className={styles.frame}>
        <img src={source} alt="" style={{ width: `${width}%` }} />
      </span>
    );
  return <span className={styles.none}>{t(drawn === null ? 'compare.noPicture' : 'compare.drawing')}</span>;
}

/** The baseline stands first; the others say how they differ from it. */
function Figures({ columns, at }: { columns: readonly Column[]; at: number }) {
  const { row } = columns[at]!;
  const base = columns[0]!.row;
  if (row === null) return <p className={styles.none}>{t('compare.waiting')}</p>;
  if (row.reason !== null) return <p className={styles.none}>{row.reason}</p>;
  const rows = base === null || base === row ? [row] : [base, row];
  const cells = comparisonGroups(rows, base === null ? -1 : 0).flatMap((group) => group.rows);
  const metrics = comparedMetrics(rows).flatMap((group) => group.metrics);
  return (
    <dl className={styles.figures}>
      {shownMetrics.map((wanted) => {
        const found = metrics.findIndex(({ id }) => id === wanted);
        const cell = cells[found]?.cells.at(-1);
        if (cell === undefined || cell === null) return null;
        return (
          <div key={wanted}>
            <dt>{metrics[found]!.label}</dt>
            <dd>
              <span>{cell.text}</span> {cell.delta ? <DeltaText delta={cell.delta} /> : null}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}
