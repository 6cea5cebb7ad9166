/** What the colours of lines mean, with the number of lines in each; pressing one shows only those. */
import { bucketColours, bucketCount, bucketLabel, bucketOf, bucketWidths, overloadBucket } from '@weft/scene';
import { lazy, Suspense, useMemo } from 'react';
import { themeInForce } from '../control/theme.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { LegendBox, LegendEntry } from './LegendBox.tsx';
import styles from './Legend.module.css';

const PaintLegend = lazy(() => import('./PaintLegend.tsx'));

export default function Legend() {
  const byLoad = useSession((s) => s.colouring === 'role');
  if (byLoad) return <LoadLegend />;
  return (
    <Suspense>
      <PaintLegend />
    </Suspense>
  );
}

function LoadLegend() {
  const loads = useResult((r) => r.loads);
  const theme = useSession(themeInForce);
  const counts = useMemo(() => countByBucket(loads?.worst ?? null), [loads]);
  if (loads === null || counts.every((n) => n === 0)) return null;
  const colours = bucketColours[theme];
  return (
    <LegendBox label={t('legend.title')} title={t('legend.short')}>
      {counts.map((count, bucket) =>
        bucket === overloadBucket && count === 0 ? null : (
          <LegendEntry
            key={bucketLabel(bucket)}
            at={bucket}
            label={labelOf(bucket)}
            short={shortOf(bucket)}
            count={count}
          >
            <span
              className={styles.swatch}
              data-overload={bucket === overloadBucket ? '' : undefined}
              style={{ background: colours[bucket], height: 2 + (bucketWidths[bucket] ?? 1) }}
            />
          </LegendEntry>
        ),
      )}
    </LegendBox>
  );
}

/** The buckets whose labels hold words; the others are numbers. */
function labelOf(bucket: number): string {
  if (bucket === 1) return t('legend.upTo10');
  return bucket === overloadBucket ? t('legend.over') : bucketLabel(bucket);
}

/** The upper end alone, where there is no room for both. */
const ends_percent = [0, 10, 25, 50, 75, 90, 100] as const;

function shortOf(bucket: number): string {
  const end = ends_percent[bucket];
  return end === undefined ? t('legend.over') : bucket === 0 || end === 100 ? `${end} %` : String(end);
}

/** How many lines lie in each bucket. */
function countByBucket(worst: Float32Array | null): readonly number[] {
  const counts = Array.from({ length: bucketCount }, () => 0);
  for (const load of worst ?? []) {
    const bucket = bucketOf(load);
    if (bucket >= 0) counts[bucket]!++;
  }
  return counts;
}
