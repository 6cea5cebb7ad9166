/** Single failures, the worst first. Choosing one selects and shows it; failing it is a press of its own, which can be taken back. */
import '../strings/later.ts';
import { formatRate_Gbps, formatShare } from '@weft/units';
import { useState } from 'react';
import type { FailureFacts, FailureScenario } from '@weft/engine';
import { failThings, showThings } from '../control/showing.ts';
import { kindWords } from '../panels/counts.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { sentence } from './Question.tsx';
import panel from '../panels/DesignPanel.module.css';
import styles from './analysis.module.css';

const shownScenarios = 6;

export function FailureRanking({ facts }: { facts: FailureFacts }) {
  const { whole, scenarios, leftOut, why } = facts;
  const [chosen, choose] = useState<string | null>(null);
  const shown = scenarios.slice(0, shownScenarios);
  const show = (scenario: FailureScenario) => {
    choose(keyOf(scenario));
    void showThings(scenario.failed);
  };
  if (scenarios.length === 0) return <p className={styles.quiet}>{t('analysis.noScenarios')}</p>;
  return (
    <>
      <p className={styles.quiet}>
        {t('analysis.each')} {t('analysis.whole', { rate: formatRate_Gbps(whole.atSlowest_Gbps) })}
      </p>
      <ol className={panel.bottlenecks}>
        {shown.map((scenario) => {
          const isChosen = chosen === keyOf(scenario);
          return (
            <li key={keyOf(scenario)} className={styles.scenario} data-chosen={isChosen ? '' : undefined}>
              <button type="button" aria-pressed={isChosen} onClick={() => show(scenario)}>
                <span className={panel.link}>{nameOf(scenario)}</span>
                <span className={panel.load}>{lossOf(scenario, whole)}</span>
                <span className={panel.limits}>
                  {formatRate_Gbps(scenario.atSlowest_Gbps)}
                  {scenario.alike > 1 ? ` · ${t('analysis.alike', { count: scenario.alike })}` : ''}
                </span>
              </button>
              {isChosen ? (
                <Button look="danger" onClick={() => failThings(scenario.failed)}>
                  {t(scenario.kind === 'switch' ? 'analysis.failSwitch' : 'analysis.failCable')}
                </Button>
              ) : null}
            </li>
          );
        })}
      </ol>
      <p className={styles.quiet}>
        {scenarios.length > shown.length
          ? `${t('analysis.moreKinds', { count: scenarios.length - shown.length })} `
          : ''}
        {t('analysis.failuresHow')} {leftOut > 0 ? t('analysis.leftOut', { count: leftOut }) : null} {sentence(why)}
      </p>
    </>
  );
}

function keyOf({ failed }: FailureScenario): string {
  return failed.join(' ');
}

/** What fails, in words: what it is and where, or how many of each. */
export function nameOf({ kind, part, cables, switches, place }: FailureScenario): string {
  if (kind === 'cable') return t('analysis.cableAt', { kind: kindWords(part ?? ''), place });
  if (kind === 'switch')
    return t('analysis.switchAt', { role: isRole(part) ? t(`role.${part}`) : (part ?? ''), place });
  return t('analysis.several', { cables, switches });
}

const roles = ['leaf', 'spine', 'core', 'router', 'scaleUp'] as const;
const isRole = (word: string | null): word is (typeof roles)[number] =>
  (roles as readonly (string | null)[]).includes(word);

/** What is lost, in words: flows that are cut off come before how much slower the others are. */
export function lossOf(scenario: FailureScenario, whole: FailureFacts['whole']): string {
  const cutOff = scenario.disconnected - whole.disconnected;
  if (cutOff > 0) return t('analysis.cutOff', { flows: cutOff });
  const kept = keptOf(scenario, whole);
  return kept >= 1 - 1e-9 ? t('analysis.nothingLost') : t('analysis.lost', { share: formatShare(1 - kept) });
}

/** The rate that is left, of that without the failure. */
export function keptOf(scenario: FailureScenario, whole: FailureFacts['whole']): number {
  return whole.atSlowest_Gbps > 0 ? scenario.atSlowest_Gbps / whole.atSlowest_Gbps : 1;
}
