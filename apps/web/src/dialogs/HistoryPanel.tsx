/** The history: every gesture, the newest on top, what was undone above the present. Arrows walk, Enter or a press goes to a state. */
import '../strings/later.ts';
import { recordDefaults } from '@weft/model';
import { useEffect, useRef } from 'react';
import { numbersInForce } from '@weft/units';
import { goTo } from '../stores/document.ts';
import { useStudyDocument } from '../stores/hooks.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { walkRows } from '../ui/walkRows.ts';
import styles from './Panels.module.css';

const clock = () => new Intl.DateTimeFormat(numbersInForce().locale, { timeStyle: 'medium' });

interface State {
  /** How many changes lead to it. */
  readonly after: number;
  readonly label: string;
  readonly at_ms: number | null;
}

export default function HistoryPanel() {
  const { past, future } = useStudyDocument((d) => d.history);
  const list = useRef<HTMLOListElement>(null);
  const now = past.length;
  const states: State[] = [
    ...future.map(({ change, at_ms }, i) => ({ after: now + future.length - i, label: change.label, at_ms })),
    ...past.map(({ change, at_ms }, i) => ({ after: i + 1, label: change.label, at_ms })).toReversed(),
    { after: 0, label: t(now >= recordDefaults.limit ? 'history.oldest' : 'history.start'), at_ms: null },
  ];
  useEffect(() => {
    const present = list.current?.querySelector<HTMLElement>('[aria-current]');
    present?.scrollIntoView({ block: 'center' });
    present?.focus({ preventScroll: true });
  }, []);
  const go = ({ after, label }: State) => {
    if (!goTo(after)) return;
    announce(t('history.went', { what: label, steps: Math.abs(after - now), back: after < now }));
  };
  return (
    <div className={styles.panel}>
      <h2 className={styles.title}>{t('history.title')}</h2>
      <p className={styles.how}>{t(states.length === 1 ? 'history.none' : 'history.how')}</p>
      <ol ref={list} className={styles.rows} aria-label={t('history.title')}>
        {states.map((state) => (
          <li key={state.after}>
            <button
              type="button"
              className={styles.state}
              data-undone={state.after > now ? '' : undefined}
              aria-current={state.after === now ? 'step' : undefined}
              // One stop for Tab: arrows walk from there.
              tabIndex={state.after === now ? 0 : -1}
              onClick={() => go(state)}
              onKeyDown={(event) => walkRows(event, 'button')}
            >
              <span className={styles.mark} aria-hidden="true" />
              <span className={styles.label}>{state.label}</span>
              {state.after === now ? <span className={styles.now}>{t('history.now')}</span> : null}
              {state.after > now ? <span className="visually-hidden">{t('history.undone')}</span> : null}
              {state.at_ms === null ? null : (
                <time className={styles.time}>{clock().format(performance.timeOrigin + state.at_ms)}</time>
              )}
            </button>
          </li>
        ))}
      </ol>
    </div>
  );
}
