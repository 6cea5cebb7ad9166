/** Questions asked on demand: what any routing could reach at best, what a single failure costs. */
import '../strings/later.ts';
import { formatCount, formatRate_Gbps, formatShare } from '@weft/units';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { analysis, askFailures, askOptimum, type Asked } from '../control/analysing.ts';
import { drawnAs } from '../control/selection.ts';
import { useResult } from '../stores/hooks.ts';
import { result } from '../stores/result.ts';
import { session, setFailed } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Facts, Section, type FactLine } from '../ui/Section.tsx';
import type { FailureFacts, OptimumFacts } from '@weft/engine';
import styles from './DesignPanel.module.css';

export default function AnalysisPanel() {
  const { optimum, failures } = useStore(analysis);
  return (
    <>
      <Question title={t('analysis.optimum')} what={t('analysis.optimumWhat')} asked={optimum} ask={askOptimum}>
        {(value) => <Optimum facts={value} />}
      </Question>
      <Question title={t('analysis.failures')} what={t('analysis.failuresWhat')} asked={failures} ask={askFailures}>
        {(value) => <Failures facts={value} />}
      </Question>
    </>
  );
}

interface QuestionProps<T> {
  readonly title: string;
  readonly what: string;
  readonly asked: Asked<T>;
  readonly ask: () => void;
  readonly children: (value: T) => ReactNode;
}

function Question<T>({ title, what, asked, ask, children }: QuestionProps<T>) {
  const running = asked.is === 'running';
  return (
    <Section
      title={title}
      aside={
        asked.is === 'done' ? undefined : (
          <Button look="outline" aria-disabled={running} onClick={() => (running ? undefined : ask())}>
            {running
              ? t('analysis.busy', { share: formatShare(asked.progress?.fraction ?? 0, { digits: 2 }) })
              : t('analysis.compute')}
          </Button>
        )
      }
    >
      {asked.is === 'done' ? children(asked.value) : <p className={styles.quiet}>{what}</p>}
      {asked.is === 'failed' ? (
        <p role="alert" className={styles.bad}>
          {asked.reason}
        </p>
      ) : null}
    </Section>
  );
}

function Optimum({ facts }: { facts: OptimumFacts }) {
  const reached = useResult((r) => r.solved?.perAccelerator_Gbps.atSlowest ?? null);
  const { low, high } = facts.perAccelerator_Gbps;
  const lines: FactLine[] = [
    { label: t('analysis.atMost'), value: formatRate_Gbps(high) },
    { label: t('analysis.atLeast'), value: formatRate_Gbps(low) },
  ];
  if (reached !== null) {
    lines.push({ label: t('analysis.reached'), value: `${formatRate_Gbps(reached)} (${formatShare(reached / high)})` });
  }
  return (
    <>
      <Facts lines={lines} />
      <p className={styles.quiet}>
        {t(facts.certificate.ok ? 'analysis.certified' : 'design.notChecked')} {sentence(facts.why)}
      </p>
    </>
  );
}

/** A phrase of the solver as a sentence. */
function sentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1).replace(/\.$/, '')}.`;
}

const shownScenarios = 6;

function Failures({ facts }: { facts: FailureFacts }) {
  const { whole, scenarios, leftOut } = facts;
  return (
    <>
      <ol className={styles.bottlenecks}>
        {scenarios.slice(0, shownScenarios).map((scenario) => {
          const kept = whole.atSlowest_Gbps > 0 ? scenario.atSlowest_Gbps / whole.atSlowest_Gbps : 1;
          return (
            <li key={scenario.failed.join(' ')}>
              <button type="button" onClick={() => fail(scenario.failed)}>
                <span className={styles.link}>
                  {scenario.what}
                  {scenario.alike > 1 ? ` × ${formatCount(scenario.alike)}` : ''}
                </span>
                <span className={styles.load}>
                  {scenario.disconnected > 0
                    ? t('analysis.cutOff', { flows: scenario.disconnected })
                    : formatRate_Gbps(scenario.atSlowest_Gbps)}
                </span>
                <span className={styles.limits}>
                  {kept >= 1 ? t('analysis.nothingLost') : t('analysis.lost', { share: formatShare(1 - kept) })}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      <p className={styles.quiet}>
        {t('analysis.failuresHow')} {leftOut > 0 ? t('analysis.leftOut', { count: leftOut }) : null}
      </p>
    </>
  );
}

/** Fails what the scenario names and shows it. */
function fail(ids: readonly string[]): void {
  setFailed(ids, true);
  const scene = result.getState().scene;
  if (scene) session.setState({ selection: [...new Set(ids.flatMap((id) => drawnAs(scene, id)))], view: 'canvas' });
}
