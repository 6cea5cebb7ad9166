/** What is imperfect about the design; a press shows the place. */
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { Finding } from '@weft/model';
import { useMemo } from 'react';
import { drawnAs } from '../control/selection.ts';
import { stage } from '../control/stage.ts';
import { useResult } from '../stores/hooks.ts';
import { result } from '../stores/result.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import styles from './FindingsList.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, note: Info } as const;
const order = { error: 0, warning: 1, note: 2 } as const;
/** A list nobody reads to its end is cut, with its true length said. */
const most = 200;

export function FindingsList() {
  const findings = useFindings();
  const checked = useResult((r) => r.facts !== null);
  if (!checked) return <p className={styles.quiet}>{t('inspector.findingsBusy')}</p>;
  if (findings.length === 0) return <p className={styles.quiet}>{t('inspector.noFindings')}</p>;
  return (
    <ul className={styles.list}>
      {findings.slice(0, most).map((finding, i) => {
        const Icon = icons[finding.severity];
        return (
          // oxlint-disable-next-line react/no-array-index-key -- findings have no identity of their own
          <li key={`${finding.code} ${finding.targets.join(' ')} ${i}`}>
            <button type="button" className={styles.finding} onClick={() => show(finding)}>
              <Icon data-severity={finding.severity} aria-hidden="true" />
              <span>
                <span className="visually-hidden">{t(`finding.${finding.severity}`)}: </span>
                {finding.message}
              </span>
            </button>
          </li>
        );
      })}
      {findings.length > most ? (
        <li className={styles.quiet}>{t('design.more', { count: findings.length - most })}</li>
      ) : null}
    </ul>
  );
}

/** Findings of the design and of its solve, the gravest first. */
export function useFindings(): readonly Finding[] {
  const own = useResult((r) => r.facts?.findings);
  const solved = useResult((r) => r.solved?.findings);
  return useMemo(() => {
    const known = new Set((own ?? []).map((f) => f.message));
    const all = [...(own ?? []), ...(solved ?? []).filter((f) => !known.has(f.message))];
    return all.toSorted((a, b) => order[a.severity] - order[b.severity]);
  }, [own, solved]);
}

function show(finding: Finding): void {
  const scene = result.getState().scene;
  if (scene === null) return;
  const found = [...new Set(finding.targets.flatMap((id) => drawnAs(scene, id)))];
  // Stays on the list, so that one finding after the other can be walked through.
  session.setState({ selection: found, view: 'canvas' });
  if (found.length > 0) stage.canvas?.fit(found);
}
