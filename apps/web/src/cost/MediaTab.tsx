/** Media as a choice: for what each cable is chosen, and the same design under every policy side by side. */
import { EngineStop, type MediaFacts, type MediumRow, type Total } from '@weft/engine';
import { formatCount, formatMoney_usd, formatNumber, formatPower_W, formatShare, formatTime_ns } from '@weft/units';
import { useState } from 'react';
import { engine } from '../control/engine.ts';
import { useResult, useStudyDocument } from '../stores/hooks.ts';
import { announce } from '../stores/session.ts';
import { kindWords } from '../panels/counts.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Choice.tsx';
import { deltaOf } from '../views/comparison.ts';
import { Findings } from './BillTab.tsx';
import { chosenPolicy, choosePolicy, policies, policyName, type MediumPolicy } from './policies.ts';
import { printRange, printTotal, type Print } from './print.ts';
import { useAssumptions, useDesign } from './site.ts';
import { ScrollTable } from './ScrollTable.tsx';
import styles from './CostView.module.css';

/** Links on a board are no cables. */
const boards = new Set(['accelerator-nic', 'service-nic']);

export function MediaTab() {
  const { figures } = useAssumptions();
  const counts = useResult((r) => r.facts?.counts.links);
  const kinds = Object.keys(counts ?? {}).filter((kind) => !boards.has(kind));
  return (
    <div className={styles.page}>
      <section aria-label={t('media.title')}>
        <div className={styles.form}>
          <Select<MediumPolicy>
            label={t('media.policy')}
            value={chosenPolicy(figures, null) ?? 'cheapest'}
            options={policies.map((value) => ({ value, label: policyName(value) }))}
            meaning={t('media.policyMeaning')}
            choose={(policy) => choosePolicy(figures, null, policy === 'cheapest' ? null : policy)}
          />
        </div>
        <div className={styles.section}>
          <h2>{t('media.byKind')}</h2>
          <div className={styles.form}>
            {kinds.map((kind) => (
              <Select<MediumPolicy | 'above'>
                key={kind}
                label={kindWords(kind)}
                value={chosenPolicy(figures, kind) ?? 'above'}
                options={[
                  { value: 'above', label: t('media.asAbove') },
                  ...policies.map((value) => ({ value, label: policyName(value) })),
                ]}
                choose={(policy) => choosePolicy(figures, kind, policy === 'above' ? null : policy)}
              />
            ))}
          </div>
        </div>
      </section>
      <Comparison />
    </div>
  );
}

type Comparing =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly fraction: number }
  | { readonly is: 'done'; readonly facts: MediaFacts; readonly of: object }
  | { readonly is: 'failed'; readonly reason: string };

function Comparison() {
  const design = useDesign();
  const assumptions = useAssumptions();
  const routing = useStudyDocument((d) => d.study.workload.routing);
  const [state, setState] = useState<Comparing>({ is: 'idle' });
  const run = async (): Promise<void> => {
    setState({ is: 'running', fraction: 0 });
    try {
      const answer = await engine.media(design, assumptions, routing, ({ fraction }) =>
        setState((now) => (now.is === 'running' ? { is: 'running', fraction } : now)),
      );
      if (!answer.ok) setState({ is: 'failed', reason: answer.fault.message });
      else {
        setState({ is: 'done', facts: answer.value, of: assumptions });
        announce(t('media.compare'));
      }
    } catch (stop) {
      if (!(stop instanceof EngineStop)) throw stop;
      if (stop.reason !== 'superseded') setState({ is: 'failed', reason: stop.message });
    }
  };
  const old = state.is === 'done' && (state.of !== assumptions || state.facts.designId !== design.id);
  return (
    <section className={styles.section}>
      <div className={styles.sectionHead}>
        <div className={styles.actions}>
          <Button look="solid" disabled={state.is === 'running'} onClick={() => void run()}>
            {state.is === 'running'
              ? `${t('media.comparing')} ${formatShare(state.fraction, { digits: 2 })}`
              : t('media.compare')}
          </Button>
          <p className={styles.quiet}>{old ? t('design.stale') : t('media.hint')}</p>
        </div>
      </div>
      {state.is === 'failed' ? (
        <p role="alert" className={styles.fault}>
          {state.reason}
        </p>
      ) : null}
      {state.is === 'done' ? <Rows facts={state.facts} figures={assumptions.figures} /> : null}
    </section>
  );
}

function Rows({ facts, figures }: { facts: MediaFacts; figures: Readonly<Record<string, number>> }) {
  const [now] = facts.rows;
  return (
    <>
      <ScrollTable label={t('media.compare')}>
        <thead>
          <tr>
            <th scope="col">{t('cost.media')}</th>
            <th scope="col">{t('media.networkPrice')}</th>
            <th scope="col">{t('media.networkPower')}</th>
            <th scope="col">{t('media.failures')}</th>
            <th scope="col">{t('media.latency')}</th>
            <th scope="col">{t('media.serves')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('media.use')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {facts.rows.map((row) => (
            <Row
              key={row.policy ?? 'now'}
              row={row}
              base={row.policy === null ? null : now!}
              use={() => choosePolicy(figures, null, row.policy)}
            />
          ))}
        </tbody>
      </ScrollTable>
      <p className={styles.quiet}>
        {t('media.routes', facts.routes)} {t('media.partial')}
      </p>
      <Findings findings={now!.findings} />
    </>
  );
}

/** Failures per thousand million hours, as failures a year. */
const perYear = (fit: number | null): string => formatNumber(fit === null ? null : (fit * 8760) / 1e9, { digits: 3 });

function Row({ row, base, use }: { row: MediumRow; base: MediumRow | null; use: () => void }) {
  const name = row.policy === null ? t('media.now') : policyName(row.policy);
  // Sums that lack different cables say nothing about each other.
  const whole = row.tooShort + row.notServed === 0;
  const against = base !== null && whole && base.tooShort + base.notServed === 0 ? base : null;
  return (
    <tr data-now={row.policy === null ? '' : undefined} data-policy={row.policy ?? 'now'}>
      <th scope="row">{name}</th>
      <Cell total={row.networkPrice} base={against?.networkPrice} print={formatMoney_usd} />
      <Cell total={row.networkPower} base={against?.networkPower} print={formatPower_W} />
      <Cell total={row.failures_FIT} base={against?.failures_FIT} print={perYear} />
      <Cell total={row.latency_ns} base={against?.latency_ns} print={formatTime_ns} />
      <td>
        {whole ? (
          t('media.servesAll')
        ) : (
          <>
            {formatCount(row.served)}
            {row.tooShort > 0 ? (
              <span className={styles.delta} data-tone="worse">
                {t('media.tooShort', { count: row.tooShort })}
              </span>
            ) : null}
            {row.notServed > 0 ? (
              <span className={styles.delta} data-tone="worse">
                {t('media.notServed', { count: row.notServed })}
              </span>
            ) : null}
          </>
        )}
      </td>
      <td>
        {row.policy === null ? null : (
          <Button look="outline" aria-label={t('media.useNamed', { name })} onClick={use}>
            {t('media.use')}
          </Button>
        )}
      </td>
    </tr>
  );
}

/** Sums that lack the same figures, as often, differ by what is known. */
function lackSame(a: Total, b: Total): boolean {
  return lacking(a) === lacking(b);
}

const lacking = ({ missing }: Total): string => missing.map(({ path, quantity }) => `${path} ${quantity}`).join(', ');

function Cell({ total, base, print }: { total: Total | null; base: Total | null | undefined; print: Print }) {
  if (total === null) return <td>–</td>;
  const delta = base && lackSame(total, base) ? deltaOf(total.typical, base.typical, 'less') : null;
  const range = printRange(total, print);
  return (
    <td title={total.missing.map(({ name }) => name).join('; ') || undefined}>
      {printTotal(total, print)}
      {range ? <span className={styles.range}>{range}</span> : null}
      {delta && delta.sign !== '=' ? (
        <span className={styles.delta} data-tone={delta.tone}>
          <span aria-hidden="true">{delta.sign}</span> {delta.words}
        </span>
      ) : null}
    </td>
  );
}
