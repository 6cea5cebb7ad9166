/** What no routing exceeds, what one is proven to reach, and where the chosen one stands between nothing and that. */
import '../strings/later.ts';
import { formatRate_Gbps, formatShare } from '@weft/units';
import { useId } from 'react';
import type { OptimumFacts } from '@weft/engine';
import { askExact } from '../control/analysing.ts';
import { useResult } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Facts, type FactLine } from '../ui/Section.tsx';
import { sentence } from './Question.tsx';
import styles from './analysis.module.css';

export function OptimumAnswer({ facts }: { facts: OptimumFacts }) {
  const reached = useResult((r) => r.solved?.perAccelerator_Gbps.atSlowest ?? null);
  const { low, high } = facts.perAccelerator_Gbps;
  const isClosed = facts.exact || facts.gap === 0;
  const lines: FactLine[] = [
    { label: t('analysis.atMost'), value: formatRate_Gbps(high), note: t('analysis.atMostNote') },
    { label: t('analysis.atLeast'), value: formatRate_Gbps(low), note: t('analysis.atLeastNote') },
  ];
  if (reached !== null) {
    lines.push({ label: t('analysis.reached'), value: `${formatRate_Gbps(reached)} (${formatShare(reached / high)})` });
  }
  return (
    <>
      {reached === null || !(high > 0) ? null : <Scale low={low} high={high} reached={reached} />}
      <p className={styles.quiet}>{t('analysis.each')}</p>
      <Facts lines={lines} />
      {isClosed ? null : (
        <div className={styles.row}>
          <Button look="outline" onClick={askExact}>
            {t('analysis.exact')}
          </Button>
        </div>
      )}
      <p className={facts.certificate.ok ? styles.quiet : styles.bad}>
        {t(facts.certificate.ok ? 'analysis.certified' : 'analysis.notCertified')}{' '}
        {facts.exact ? `${t('analysis.isExact')} ` : ''}
        {sentence(facts.why)}
      </p>
    </>
  );
}

/** From nothing to the upper end: filled as far as the routing reaches, marked where a better one is proven. */
function Scale({ low, high, reached }: { low: number; high: number; reached: number }) {
  const told = { low: formatRate_Gbps(low), high: formatRate_Gbps(high), reached: formatRate_Gbps(reached) };
  const at = (rate: number): number => Math.min(100, (100 * rate) / high);
  const id = useId();
  return (
    <svg className={styles.scale} viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-labelledby={id}>
      <title id={id}>{t('analysis.scale', told)}</title>
      <rect className={styles.whole} width="100" height="8" />
      <rect className={styles.bar} width={at(reached)} height="8" />
      <line className={styles.proven} x1={at(low)} x2={at(low)} y1="0" y2="8" />
    </svg>
  );
}
