/** Many failures at once, drawn by a seed: the form, how much of the rate is left over all draws, and the worst draw to look at. */
import '../strings/later.ts';
import { formatCount, formatNumber, formatRate_Gbps, formatShare, parseCount, parseShare } from '@weft/units';
import { scaleLinear } from 'd3-scale';
import { useId, useState } from 'react';
import type { DrawRates, FailureFacts } from '@weft/engine';
import { askSamples, type SampleAsk } from '../control/analysing.ts';
import { failThings, showThings } from '../control/showing.ts';
import { useResult } from '../stores/hooks.ts';
import { commitParsed, commitWhole, echoOf } from '../panels/parsing.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Switch } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { Facts } from '../ui/Section.tsx';
import { keptOf, lossOf, nameOf } from './FailureRanking.tsx';
import { Question } from './Question.tsx';
import styles from './analysis.module.css';

/** Draws are many solves; this many end within seconds on a fabric of some thousand cables. */
const mostSamples = 10_000;

export function FailureSamples() {
  const [ask, setAsk] = useState<SampleAsk>({ kind: 'sample', samples: 200, seed: 1, cables: 2, switches: 0 });
  const [byRates, setByRates] = useState(false);
  return (
    <Question
      name="samples"
      ask={() => askSamples(ask, byRates)}
      disabled={ask.cables + (ask.switches ?? 0) < 1}
      form={
        <>
          <Form ask={ask} set={(change) => setAsk({ ...ask, ...change })} />
          <Switch
            label={t('analysis.byRates')}
            meaning={t('analysis.byRatesMeaning')}
            checked={byRates}
            disabled={ask.cables < 1}
            change={setByRates}
          />
        </>
      }
    >
      {(facts) => <Distribution facts={facts} />}
    </Question>
  );
}

function Form({ ask, set }: { ask: SampleAsk; set: (change: Partial<SampleAsk>) => void }) {
  const cables = useResult((r) => r.facts?.cables ?? 0);
  // A share is of the cables there are; one cable at least.
  const parse = (text: string) => {
    if (!text.includes('%')) return parseCount(text);
    const share = parseShare(text);
    return share.ok ? { ...share, value: Math.max(1, Math.round(share.value * cables)) } : share;
  };
  return (
    <div className={styles.fields}>
      <Field
        label={t('analysis.cables')}
        value={formatCount(ask.cables)}
        meaning={t('analysis.cablesMeaning', { count: cables })}
        echo={echoOf(parse, formatCount)}
        commit={(text) => commitParsed(parse(text), (count) => set({ cables: count }))}
      />
      <Field
        label={t('analysis.switches')}
        value={formatCount(ask.switches ?? 0)}
        meaning={ask.cables + (ask.switches ?? 0) < 1 ? t('analysis.fewest') : undefined}
        inputMode="numeric"
        commit={commitWhole(0, 1_000_000, (switches) => set({ switches }))}
      />
      <Field
        label={t('analysis.draws')}
        value={formatCount(ask.samples)}
        inputMode="numeric"
        commit={commitWhole(1, mostSamples, (samples) => set({ samples }))}
      />
      <Field
        label={t('analysis.seed')}
        value={formatCount(ask.seed)}
        meaning={t('analysis.seedMeaning')}
        inputMode="numeric"
        commit={commitWhole(0, 2 ** 32 - 1, (seed) => set({ seed }))}
      />
    </div>
  );
}

function Distribution({ facts }: { facts: FailureFacts }) {
  const { whole, scenarios, summary } = facts;
  const [worst] = scenarios;
  if (summary === null || worst === undefined) return null;
  const share = (rate_Gbps: number): string =>
    formatShare(whole.atSlowest_Gbps > 0 ? rate_Gbps / whole.atSlowest_Gbps : 1);
  const told = (rate_Gbps: number): string =>
    t('analysis.ofRate', { share: share(rate_Gbps), rate: formatRate_Gbps(rate_Gbps) });
  const { least_Gbps, tenth_Gbps, median_Gbps, most_Gbps, cutOff, samples, seed } = summary;
  const label = t('analysis.distribution', {
    least: share(least_Gbps),
    median: share(median_Gbps),
    most: share(most_Gbps),
  });
  return (
    <>
      <p className={styles.quiet}>{t('analysis.kept')}</p>
      <Histogram shares={scenarios.map((one) => keptOf(one, whole))} label={label} />
      <Facts
        lines={[
          { label: t('analysis.least'), value: told(least_Gbps) },
          { label: t('analysis.tenth'), value: told(tenth_Gbps) },
          { label: t('analysis.median'), value: told(median_Gbps) },
          { label: t('analysis.most'), value: told(most_Gbps) },
          { label: t('analysis.cutOffDraws'), value: `${formatCount(cutOff)} / ${formatCount(samples)}` },
        ]}
      />
      <p className={styles.quiet}>{t('analysis.worstDraw', { what: `${nameOf(worst)}, ${lossOf(worst, whole)}` })}</p>
      <div className={styles.row}>
        <Button look="outline" onClick={() => void showThings(worst.failed)}>
          {t('analysis.showThese')}
        </Button>
        <Button look="danger" onClick={() => failThings(worst.failed)}>
          {t('analysis.failThese', { count: worst.failed.length })}
        </Button>
      </div>
      <p className={styles.quiet}>
        {t('analysis.each')} {t('analysis.drawn', { samples, seed })}
      </p>
      {summary.rates === null ? null : <Rates rates={summary.rates} />}
    </>
  );
}

/** What cables were drawn by: the rate of each medium, and what has none. */
function Rates({ rates: { media, unknown, unknownAt_FIT } }: { rates: DrawRates }) {
  const drawnAt =
    unknownAt_FIT === null
      ? t('analysis.ratesUnknown')
      : t('analysis.ratesMean', { count: unknown, rate: `${formatNumber(unknownAt_FIT)}\u2009FIT` });
  return (
    <>
      <p className={styles.quiet}>{t('analysis.rates')}</p>
      <Facts
        lines={media.map(({ media: names, cables, failures_FIT }) => ({
          label: `${formatCount(cables)} × ${names.length === 0 ? t('analysis.noMedium') : names.join(' + ')}`,
          value: failures_FIT === null ? t('analysis.rateUnknown') : `${formatNumber(failures_FIT)}\u2009FIT`,
        }))}
      />
      <p className={styles.quiet}>
        {unknown > 0 || unknownAt_FIT === null ? `${drawnAt} ` : ''}
        {t('analysis.ratesOfSwitches')}
      </p>
    </>
  );
}

const bins = 25;
const size = { width: 290, height: 56, axis: 14 };

/** How many draws kept how much, from nothing to all of the rate. */
function Histogram({ shares, label }: { shares: readonly number[]; label: string }) {
  const id = useId();
  const counts = Array.from({ length: bins }, () => 0);
  for (const share of shares) counts[Math.max(0, Math.min(bins - 1, Math.floor(share * bins)))]!++;
  const x = scaleLinear([0, bins], [0, size.width]);
  const y = scaleLinear([0, Math.max(...counts)], [0, size.height]);
  return (
    <svg
      className={styles.chart}
      viewBox={`0 0 ${size.width} ${size.height + size.axis}`}
      role="img"
      aria-labelledby={id}
    >
      <title id={id}>{label}</title>
      {counts.map((count, bin) =>
        count === 0 ? null : (
          <rect
            key={x(bin)}
            className={styles.bar}
            x={x(bin) + 0.5}
            width={x(1) - 1}
            y={size.height - Math.max(1.5, y(count))}
            height={Math.max(1.5, y(count))}
          />
        ),
      )}
      <line className={styles.axis} x1="0" x2={size.width} y1={size.height + 0.5} y2={size.height + 0.5} />
      {[0, 0.25, 0.5, 0.75, 1].map((share) => (
        <text
          key={share}
          className={styles.tick}
          x={size.width * share}
          y={size.height + size.axis - 2}
          textAnchor={share === 0 ? 'start' : share === 1 ? 'end' : 'middle'}
        >
          {formatShare(share)}
        </text>
      ))}
    </svg>
  );
}
