/** How the solve stands: waiting, running with progress and stop, done with the figure that counts, or why not. */
import { CircleAlert, CircleCheck, CircleDashed, CircleX, LoaderCircle } from 'lucide-react';
import { formatRate_Gbps, formatShare } from '@weft/units';
import { cancelSolve, solveNow } from '../control/controller.ts';
import { useResult } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import styles from './SolveStatus.module.css';

export function SolveStatus() {
  const solve = useResult((r) => r.solve);
  const solved = useResult((r) => r.solved);
  const ends = useResult((r) => ((r.facts?.counts.accelerators ?? 1) > 0 ? 'accelerator' : 'endpoint'));
  const empty = useResult(
    (r) => r.facts !== null && r.facts.counts.accelerators === 0 && r.facts.counts.services === 0,
  );
  switch (solve.is) {
    case 'running': {
      const fraction = solve.progress?.fraction ?? 0;
      return (
        <fieldset
          aria-label={t('solve.label')}
          className={styles.status}
          data-testid="solve-status"
          data-state="running"
        >
          <LoaderCircle className={styles.spin} aria-hidden="true" />
          <progress
            className={styles.bar}
            aria-label={t('solve.running')}
            max={1}
            value={fraction}
            title={solve.progress?.phase}
          />
          <span className={styles.text}>{formatShare(fraction, { digits: 2 })}</span>
          <Button
            icon={<CircleX aria-hidden="true" />}
            aria-label={t('solve.stop')}
            tip={t('solve.stop')}
            onClick={() => cancelSolve()}
          />
        </fieldset>
      );
    }
    case 'done': {
      const ok = solved?.certificate.ok !== false;
      return (
        <fieldset aria-label={t('solve.label')} className={styles.status} data-testid="solve-status" data-state="done">
          {ok ? (
            <CircleCheck className={styles.good} aria-hidden="true" />
          ) : (
            <CircleAlert className={styles.bad} aria-hidden="true" />
          )}
          <span className={styles.text} title={t('solve.headline')}>
            {solved === null ? null : (
              <>
                <strong>{formatRate_Gbps(solved.perAccelerator_Gbps.atSlowest)}</strong>{' '}
                <span className={styles.faint} data-spare="">
                  {t('solve.perEnd', { end: ends })}
                </span>
              </>
            )}
          </span>
        </fieldset>
      );
    }
    case 'failed':
    case 'cancelled':
      return (
        <fieldset
          aria-label={t('solve.label')}
          className={styles.status}
          data-testid="solve-status"
          data-state={solve.is}
        >
          <CircleAlert className={solve.is === 'failed' && !empty ? styles.bad : styles.faint} aria-hidden="true" />
          <span className={styles.text} title={solve.is === 'failed' ? solve.reason : undefined}>
            {t(solve.is === 'failed' ? 'solve.failed' : 'solve.cancelled')}
          </span>
          {empty ? null : (
            <Button onClick={() => void solveNow()} className={styles.again}>
              {t('solve.again')}
            </Button>
          )}
        </fieldset>
      );
    default:
      return (
        <fieldset
          aria-label={t('solve.label')}
          className={styles.status}
          data-testid="solve-status"
          data-state={solve.is}
        >
          <CircleDashed className={styles.faint} aria-hidden="true" />
          <span className={styles.text}>{t(solve.is === 'waiting' ? 'solve.waiting' : 'solve.idle')}</span>
        </fieldset>
      );
  }
}
