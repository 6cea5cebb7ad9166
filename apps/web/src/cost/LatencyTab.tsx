/** Zero-load latency between two ends, split by what takes the time. */
import type { LatencyFacts, Total } from '@weft/engine';
import { formatLength_m, formatTime_ns } from '@weft/units';
import { useState } from 'react';
import { engine } from '../control/engine.ts';
import { kindWords } from '../panels/counts.ts';
import { useSession, useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { useAsked } from './asked.ts';
import { printRange, printTotal } from './print.ts';
import { useAssumptions, useDesign } from './site.ts';
import { ScrollTable } from './ScrollTable.tsx';
import styles from './CostView.module.css';

const colours = ['var(--accent-fill)', 'light-dark(#2f8f83, #4cc0b0)', 'light-dark(#c98a1a, #f3b54a)'] as const;

export function LatencyTab() {
  const design = useDesign();
  const assumptions = useAssumptions();
  const routing = useStudyDocument((d) => d.study.workload.routing);
  const selection = useSession((s) => s.selection);
  const [ends, setEnds] = useState<{ source: string; target: string }>({ source: '', target: '' });
  const { value, fault, busy } = useAsked(
    () =>
      engine.latency({
        design,
        assumptions,
        routing,
        source: ends.source || null,
        target: ends.target || null,
      }),
    [design, assumptions, routing, ends],
  );
  const field = (end: 'source' | 'target') => (
    <Field
      label={t(`latency.${end}`)}
      value={ends[end]}
      placeholder={t(end === 'source' ? 'latency.first' : 'latency.last')}
      meaning={t('latency.meaning')}
      commit={(text) => {
        setEnds({ ...ends, [end]: text.trim() });
        return null;
      }}
    />
  );
  return (
    <div className={styles.page} aria-busy={busy}>
      <p className={styles.lead}>{t('latency.note')}</p>
      <div className={styles.form}>
        {field('source')}
        {field('target')}
      </div>
      {selection.length === 2 ? (
        <div className={styles.actions}>
          <Button look="outline" onClick={() => setEnds({ source: selection[0]!, target: selection[1]! })}>
            {t('latency.useSelection')}
          </Button>
        </div>
      ) : null}
      {fault ? (
        <p role="alert" className={styles.fault}>
          {fault}
        </p>
      ) : null}
      {value && !fault ? <Split facts={value} /> : null}
    </div>
  );
}

function Split({ facts: { latency, way, source, target } }: { facts: LatencyFacts }) {
  const parts: readonly { label: string; total: Total }[] = [
    { label: t('latency.propagation'), total: latency.propagation_ns },
    { label: t('latency.media'), total: latency.media_ns },
    { label: t('latency.switches', { hops: latency.hops }), total: latency.switches_ns },
  ];
  const range = printRange(latency.total_ns, formatTime_ns);
  return (
    <>
      <section className={styles.section} aria-label={t('latency.total')}>
        <h2>
          {source.name} – {target.name}
        </h2>
        <p className={styles.big}>{printTotal(latency.total_ns, formatTime_ns)}</p>
        {range ? <p className={styles.quiet}>{range}</p> : null}
        {parts.some(({ total }) => total.typical > 0) ? (
          <div className={styles.split} aria-hidden="true">
            {parts.map(({ label, total }, i) => (
              <span key={label} style={{ flexGrow: Math.max(total.typical, 0), background: colours[i] }} />
            ))}
          </div>
        ) : null}
        <ul className={styles.legend}>
          {parts.map(({ label, total }, i) => (
            <li key={label}>
              <i style={{ background: colours[i] }} aria-hidden="true" />
              {label} <strong>{printTotal(total, formatTime_ns)}</strong>
              {total.missing.length > 0 ? (
                <span className={styles.range}>
                  {t('cost.unknown')}: {total.missing.map(({ name }) => name).join(', ')}
                </span>
              ) : null}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.section}>
        <h2>{t('latency.way')}</h2>
        <ScrollTable label={t('latency.way')} words>
          <thead>
            <tr>
              <th scope="col">{t('latency.reaches')}</th>
              <th scope="col">{t('latency.link')}</th>
              <th scope="col">{t('cabling.medium')}</th>
              <th scope="col" data-numeric="">
                {t('cabling.length')}
              </th>
            </tr>
          </thead>
          <tbody>
            {way.map((step, i) => (
              // oxlint-disable-next-line react/no-array-index-key -- steps of a way have their place only
              <tr key={i}>
                <th scope="row">{step.to}</th>
                <td>{kindWords(step.kind)}</td>
                <td>{step.medium ?? t('latency.inside')}</td>
                <td data-numeric="">{step.length_m === null ? '–' : formatLength_m(step.length_m)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      </section>
    </>
  );
}
