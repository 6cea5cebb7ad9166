/** A table that scrolls sideways where there is no room, reachable by key. */
import type { ReactNode } from 'react';
import styles from './CostView.module.css';

interface Props {
  readonly label: string;
  /** Cells hold words, set left, rather than numbers. */
  readonly words?: boolean;
  readonly children: ReactNode;
}

export function ScrollTable({ label, words = false, children }: Props) {
  return (
    <section
      className={styles.scroll}
      aria-label={label}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a scrolling region must be reachable
      tabIndex={0}
    >
      <table className={words ? `${styles.table} ${styles.words}` : styles.table}>{children}</table>
    </section>
  );
}
