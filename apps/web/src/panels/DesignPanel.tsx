/** What the open design is worth: scale, links, bandwidth, bottlenecks, certificate. Shown when nothing is selected. */
import '../strings/later.ts';
import {
  formatCount,
  formatRateBoth_Gbps,
  formatRate_Gbps,
  formatShare,
  formatSize_B,
  formatTime_s,
} from '@weft/units';
import { selectThing } from '../control/selection.ts';
import { activeDesign } from '../stores/document.ts';
import { useResult, useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { FigureButton, FigureCards, type Told } from '../cost/FigureCard.tsx';
import { Section, type FactLine } from '../ui/Section.tsx';
import { Payload } from '../cost/Payload.tsx';
import { countLines, linkLines } from './counts.ts';
import { linkWords } from './linkWords.ts';
import { SourcedFacts } from './SourcedFacts.tsx';
import styles from './DesignPanel.module.css';

export default function DesignPanel() {
  const facts = useResult((r) => r.facts);
  const fault = useResult((r) => r.fault);
  const counted: Told = { is: 'counted', how: t('source.countedHow') };
  return (
    <FigureCards>
      {fault ? (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      ) : null}
      <Bandwidth />
      {facts ? (
        <>
          <Section title={t('design.scale')}>
            <SourcedFacts
              told={counted}
              lines={[
                ...countLines(facts.counts),
                {
                  label: t('design.cables'),
                  value: formatCount(facts.cables),
                  told: { is: 'counted', how: t('source.cables') },
                },
              ]}
            />
          </Section>
          {facts.links > 0 ? (
            <Section title={t('design.linksByKind')}>
              <SourcedFacts told={counted} lines={linkLines(facts.counts)} />
            </Section>
          ) : null}
        </>
      ) : (
        <Section title={t('design.scale')}>
          <p className={styles.quiet}>{t('canvas.loading')}</p>
        </Section>
      )}
    </FigureCards>
  );
}

const told = (id: 'slowest' | 'mean' | 'slowestEnd'): Told => ({ is: 'computed', how: t(`source.${id}`) });

function Bandwidth() {
  const solved = useResult((r) => r.solved);
  const solve = useResult((r) => r.solve);
  const size_B = useStudyDocument((d) => d.study.workload.size_B);
  const ends = useResult((r) => ((r.facts?.counts.accelerators ?? 1) > 0 ? 'accelerator' : 'endpoint'));
  const stale = solve.is !== 'done';
  if (solved === null) {
    return solve.is === 'failed' ? (
      <Section title={t('design.bandwidth')}>
        <p className={styles.quiet}>{solve.reason}</p>
      </Section>
    ) : null;
  }
  const { perAccelerator_Gbps: per, rate_Gbps: rate } = solved;
  const lines: (FactLine & { told?: Told })[] = [
    {
      label: t('design.flows'),
      value: formatCount(solved.flows),
      told: { is: 'counted', how: t('source.flows', { traffic: solved.traffic }) },
    },
    { label: t('design.flowMin'), value: formatRate_Gbps(rate.min) },
    { label: t('design.flowMean'), value: formatRate_Gbps(rate.mean), told: told('mean') },
    { label: t('design.slowestEnd', { end: ends }), value: formatRate_Gbps(per.min), told: told('slowestEnd') },
  ];
  if (size_B !== null && rate.min > 0) {
    lines.push({
      label: t('design.transfer'),
      value: formatTime_s((size_B * 8) / 1e9 / rate.min),
      told: { is: 'computed', how: t('source.transfer', { size: formatSize_B(size_B) }) },
    });
  }
  if (solved.disconnected > 0) {
    lines.push({
      label: t('design.disconnected'),
      value: <span className={styles.bad}>{formatCount(solved.disconnected)}</span>,
    });
  }
  const total_ms = solved.time_ms.generate + solved.time_ms.solve + solved.time_ms.certify;
  return (
    <div data-stale={stale ? '' : undefined} className={styles.answer}>
      <Section
        title={t('design.bandwidth')}
        aside={stale ? <span className={styles.stale}>{t('design.stale')}</span> : undefined}
      >
        <dl className={styles.headline}>
          <div>
            <dt>{t('design.slowestPer')}</dt>
            <dd title={formatRateBoth_Gbps(per.atSlowest)}>
              <FigureButton
                path="atSlowest"
                name={t('design.slowestPer')}
                yours={false}
                told={{ is: 'computed', how: t('source.atSlowest', { end: ends }) }}
              >
                {formatRate_Gbps(per.atSlowest)}
              </FigureButton>
            </dd>
          </div>
          <div>
            <dt>{t('design.meanPer', { end: ends })}</dt>
            <dd title={formatRateBoth_Gbps(per.mean)}>
              <FigureButton
                path="meanPer"
                name={t('design.meanPer', { end: ends })}
                yours={false}
                told={{ is: 'computed', how: t('source.meanPer', { end: ends }) }}
              >
                {formatRate_Gbps(per.mean)}
              </FigureButton>
            </dd>
          </div>
        </dl>
        <p className={styles.quiet}>{t('design.perDirection', { end: ends, traffic: solved.traffic })}</p>
        <SourcedFacts lines={lines} told={told('slowest')} />
        <Payload solved={solved} />
      </Section>
      <Bottlenecks />
      <div className={styles.certificate} data-ok={solved.certificate.ok ? '' : undefined}>
        <p>
          <strong>{t('design.checked')}</strong>:{' '}
          {solved.certificate.ok
            ? t('design.checkedText', {
                violation: solved.certificate.worst === 0 ? '0' : solved.certificate.worst.toExponential(0),
              })
            : t('design.notChecked')}
        </p>
        <p title={solved.why}>
          {t('design.how', { layer: t(`design.layer.${solved.layer}`), time: formatTime_s(total_ms / 1000) })}
        </p>
      </div>
    </div>
  );
}

const shownBottlenecks = 6;

function Bottlenecks() {
  const list = useResult((r) => r.solved?.bottlenecks);
  if (list === undefined) return null;
  // Full they all are; what sets them apart is how many flows each holds back.
  const most = Math.max(1, ...list.map((b) => b.flowsLimited));
  return (
    <Section title={t('design.bottlenecks')}>
      {list.length === 0 ? <p className={styles.quiet}>{t('design.noBottlenecks')}</p> : null}
      <ol className={styles.bottlenecks}>
        {list.slice(0, shownBottlenecks).map((b) => (
          <li key={b.link}>
            <button type="button" onClick={() => void selectThing(b.link)}>
              <span className={styles.link}>{linkWords(activeDesign(), b.link)}</span>
              <span className={styles.load}>{formatShare(b.load)}</span>
              {b.flowsLimited > 0 ? (
                <>
                  <span className={styles.limits}>{t('design.limits', { count: b.flowsLimited })}</span>
                  <span className={styles.meter} aria-hidden="true">
                    <span style={{ width: `${(100 * b.flowsLimited) / most}%` }} />
                  </span>
                </>
              ) : null}
            </button>
          </li>
        ))}
      </ol>
      {list.length > shownBottlenecks ? (
        <p className={styles.quiet}>{t('design.more', { count: list.length - shownBottlenecks })}</p>
      ) : null}
    </Section>
  );
}
