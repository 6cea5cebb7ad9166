/** The box of a legend and one entry of it: a press on an entry is a filter of the lines. */
import type { ReactNode } from 'react';
import { useSession } from '../stores/hooks.ts';
import { session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import styles from './Legend.module.css';

interface BoxProps {
  /** The whole meaning, for who cannot see where it stands. */
  readonly label: string;
  readonly title: string;
  readonly children: ReactNode;
}

export function LegendBox({ label, title, children }: BoxProps) {
  const filtered = useSession((s) => s.buckets !== null);
  return (
    <fieldset aria-label={label} className={styles.legend}>
      <span className={styles.title}>{title}</span>
      {children}
      {filtered ? (
        <button type="button" className={styles.all} onClick={() => session.setState({ buckets: null })}>
          {t('legend.all')}
        </button>
      ) : null}
    </fieldset>
  );
}

interface EntryProps {
  /** Its place among the buckets or words. */
  readonly at: number;
  readonly label: string;
  /** The same in less room. */
  readonly short?: string;
  readonly count: number;
  readonly children: ReactNode;
}

export function LegendEntry({ at, label, short, count, children }: EntryProps) {
  const chosen = useSession((s) => s.buckets);
  const words = t('legend.links', { label, count });
  return (
    <button
      type="button"
      className={styles.bucket}
      aria-pressed={chosen?.includes(at) ?? false}
      data-off={chosen !== null && !chosen.includes(at) ? '' : undefined}
      data-empty={count === 0 ? '' : undefined}
      aria-label={words}
      title={words}
      onClick={() => toggleStep(at)}
    >
      {children}
      <span className={short === undefined ? undefined : styles.long}>{label}</span>
      {short === undefined ? null : <span className={styles.short}>{short}</span>}
    </button>
  );
}

/** Shows only what is pressed, with what is pressed already; nothing pressed shows all. */
function toggleStep(at: number): void {
  session.setState(({ buckets }) => {
    if (buckets === null) return { buckets: [at] };
    const next = buckets.includes(at) ? buckets.filter((b) => b !== at) : [...buckets, at];
    return { buckets: next.length === 0 ? null : next };
  });
}
