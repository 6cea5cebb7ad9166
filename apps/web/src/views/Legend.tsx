/** What the colours of lines mean, with the number of lines in each; pressing one shows only those. */
import { bucketColours, bucketCount, bucketLabel, bucketOf, bucketWidths, overloadBucket } from '@weft/scene';
import { lazy, Suspense, useMemo } from 'react';
import { themeInForce } from '../control/theme.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { LegendBox, LegendEntry } from './LegendBox.tsx';
import styles from './Legend.module.css';

const PaintLegend = lazy(() => import('./PaintLegend.tsx'));

export function Legend() {
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
          <LegendEntry key={bucketLabel(bucket)} at={bucket} label={labelOf(bucket)} count={count}>
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

/** How many lines lie in each bucket. */
function countByBucket(worst: Float32Array | null): readonly number[] {
  const counts = Array.from({ length: bucketCount }, () => 0);
  for (const load of worst ?? []) {
    const bucket = bucketOf(load);
    if (bucket >= 0) counts[bucket]!++;
  }
  return counts;
}
