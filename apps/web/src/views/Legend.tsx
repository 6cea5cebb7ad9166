/** The colours of load, with the number of lines in each; pressing one shows only those. */
import { bucketColours, bucketCount, bucketLabel, bucketOf, bucketWidths, overloadBucket } from '@weft/scene';
import { useMemo } from 'react';
import { themeInForce } from '../control/theme.ts';
import { useResult, useSession } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import styles from './Legend.module.css';

export function Legend() {
  const loads = useResult((r) => r.loads);
  const chosen = useSession((s) => s.buckets);
  useSession((s) => s.theme);
  const counts = useMemo(() => countByBucket(loads?.worst ?? null), [loads]);
  if (loads === null || counts.every((n) => n === 0)) return null;
  const colours = bucketColours[themeInForce()];
  const toggle = (bucket: number) =>
    session.setState({
      buckets:
        chosen === null
          ? [bucket]
          : chosen.includes(bucket)
            ? nullIfEmpty(chosen.filter((b) => b !== bucket))
            : [...chosen, bucket],
    });
  return (
    <fieldset aria-label={t('legend.title')} className={styles.legend}>
      <span className={styles.title}>{t('legend.short')}</span>
      {counts.map((count, bucket) =>
        bucket === overloadBucket && count === 0 ? null : (
          <button
            key={bucketLabel(bucket)}
            type="button"
            className={styles.bucket}
            aria-pressed={chosen?.includes(bucket) ?? false}
            data-off={chosen !== null && !chosen.includes(bucket) ? '' : undefined}
            data-empty={count === 0 ? '' : undefined}
            aria-label={t('legend.links', { label: bucketLabel(bucket), count })}
            title={t('legend.links', { label: bucketLabel(bucket), count })}
            onClick={() => toggle(bucket)}
          >
            <span
              className={styles.swatch}
              data-overload={bucket === overloadBucket ? '' : undefined}
              style={{ background: colours[bucket], height: 2 + (bucketWidths[bucket] ?? 1) }}
            />
            <span className={styles.label}>{bucketLabel(bucket)}</span>
            <span className={styles.count}>{count}</span>
          </button>
        ),
      )}
      {chosen !== null ? (
        <button type="button" className={styles.all} onClick={() => session.setState({ buckets: null })}>
          {t('legend.all')}
        </button>
      ) : null}
    </fieldset>
  );
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

const nullIfEmpty = (buckets: readonly number[]) => (buckets.length === 0 ? null : buckets);
