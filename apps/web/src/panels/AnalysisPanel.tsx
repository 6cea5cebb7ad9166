/** Questions asked on demand: what any routing could reach at best, what a single failure costs. */
import '../strings/later.ts';
import { formatCount, formatNumber, formatRate_Gbps, formatShare } from '@weft/units';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import {
  analysis,
  askBounds,
  askExact,
  askFailures,
  askOptimum,
  showLinks,
  stopAsking,
  type Asked,
} from '../control/analysing.ts';
import { drawnAs } from '../control/selection.ts';
import { useResult } from '../stores/hooks.ts';
import { result } from '../stores/result.ts';
import { announce, session, setFailed } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Facts, Section, type FactLine } from '../ui/Section.tsx';
import type { BoundsFacts, FailureFacts, OptimumFacts } from '@weft/engine';
import styles from './DesignPanel.module.css';

export default function AnalysisPanel() {
  const { optimum, bounds, failures } = useStore(analysis);
  return (
    <>
      <Question
        title={t('analysis.optimum')}
        what={t('analysis.optimumWhat')}
        asked={optimum}
        ask={askOptimum}
        stop={() => stopAsking('optimum')}
      >
        {(value) => <Optimum facts={value} />}
      </Question>
      <Question
        title={t('analysis.bounds')}
        what={t('analysis.boundsWhat')}
        asked={bounds}
        ask={askBounds}
        stop={() => stopAsking('bounds')}
      >
        {(value) => <Bounds facts={value} />}
      </Question>
      <Question
        title={t('analysis.failures')}
        what={t('analysis.failuresWhat')}
        asked={failures}
        ask={askFailures}
        stop={() => stopAsking('failures')}
      >
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
  readonly stop: () => void;
  readonly children: (value: T) => ReactNode;
}

function Question<T>({ title, what, asked, ask, stop, children }: QuestionProps<T>) {
  const running = asked.is === 'running';
  return (
    <Section
      title={title}
      aside={
        asked.is === 'done' ? undefined : (
          <Button look="outline" onClick={running ? stop : ask}>
            {t(running ? 'analysis.cancel' : 'analysis.compute')}
          </Button>
        )
      }
    >
      {asked.is === 'running' ? (
        <p className={styles.quiet}>
          {t('analysis.busy', { share: formatShare(asked.progress?.fraction ?? 0, { digits: 2 }) })}
          {asked.progress?.interval ? ` ${between(asked.progress.interval)}` : null}
        </p>
      ) : null}
      {asked.is === 'done' ? children(asked.value) : <p className={styles.quiet}>{what}</p>}
      {asked.is === 'failed' ? (
        <p role="alert" className={styles.bad}>
          {asked.reason}
        </p>
      ) : null}
    </Section>
  );
}

/** The certified interval so far, a flow. */
function between({ low, high }: { readonly low: number; readonly high: number }): string {
  return t('analysis.soFar', {
    low: formatRate_Gbps(low),
    high: Number.isFinite(high) ? formatRate_Gbps(high) : t('analysis.open'),
  });
}

function Bounds({ facts }: { facts: BoundsFacts }) {
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
      value: `${formatCount(reach.diameter)} (${formatNumber(reach.averageHops, { digits: 3 })})`,
    },
  ];
  if (allToAll_Gbps.atMost !== null) {
    lines.push({ label: t('analysis.volume'), value: formatRate_Gbps(allToAll_Gbps.atMost) });
  }
  if (worstPermutation_Gbps !== null) {
    lines.push({ label: t('analysis.tub'), value: formatRate_Gbps(worstPermutation_Gbps) });
  }
  const light = async () => announce(t('analysis.cutShown', { lines: await showLinks(bisection.cut) }));
  return (
    <>
      <Facts lines={lines} />
      <Button look="outline" onClick={() => void light()}>
        {t('analysis.showCut', { links: bisection.cutLinks })}
      </Button>
    </>
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
      {facts.exact || facts.gap === 0 ? null : (
        <Button look="outline" onClick={askExact}>
          {t('analysis.exact')}
        </Button>
      )}
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
                  {scenario.place === '' ? scenario.what : `${scenario.what}: ${scenario.place}`}
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
