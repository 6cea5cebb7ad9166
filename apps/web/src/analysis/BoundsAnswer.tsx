/** Hops, the bisection with its cut to show, and what no routing exceeds; each with the reason why it holds. */
import '../strings/later.ts';
import { formatCount, formatNumber, formatRate_Gbps } from '@weft/units';
import type { BoundsFacts } from '@weft/engine';
import { showLinks } from '../control/showing.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Facts, type FactLine } from '../ui/Section.tsx';
import styles from './analysis.module.css';

export function BoundsAnswer({ facts }: { facts: BoundsFacts }) {
  const { reach, bisection, allToAll_Gbps, worstPermutation_Gbps } = facts;
  const { low, high } = bisection.perAccelerator_Gbps;
  const [from, to] = [formatRate_Gbps(bisection.low_Gbps), formatRate_Gbps(bisection.high_Gbps)];
  const lines: FactLine[] = [
    {
      label: t('analysis.bisection'),
      value: from === to ? from : `${from} … ${to}`,
      note: t('analysis.bisectionEach', { low: formatRate_Gbps(low), high: formatRate_Gbps(high) }),
    },
    {
      label: t('analysis.hops'),
      value: t('analysis.mostMean', { most: formatCount(reach.diameter), mean: mean(reach.averageHops) }),
    },
    {
      label: t('analysis.ways'),
      value: t('analysis.leastMean', { least: formatCount(reach.leastPaths), mean: mean(reach.averagePaths) }),
    },
  ];
  if (reach.disconnected > 0) {
    lines.push({ label: t('analysis.cutOffPairs'), value: formatCount(reach.disconnected) });
  }
  if (allToAll_Gbps.atMost !== null) {
    const value = formatRate_Gbps(allToAll_Gbps.atMost);
    lines.push({ label: t('analysis.volume'), value, note: t('analysis.volumeNote') });
  }
  lines.push({
    label: t('analysis.tub'),
    value: worstPermutation_Gbps === null ? t('analysis.tubNone') : formatRate_Gbps(worstPermutation_Gbps),
    note: t('analysis.tubNote'),
  });
  const light = async () => announce(t('analysis.cutShown', { lines: await showLinks(bisection.cut) }));
  return (
    <>
      <Facts lines={lines} />
      <div className={styles.row}>
        <Button look="outline" onClick={() => void light()}>
          {t('analysis.showCut', { links: bisection.cutLinks })}
        </Button>
      </div>
    </>
  );
}

function mean(value: number): string {
  return formatNumber(value, { digits: 3 });
}
