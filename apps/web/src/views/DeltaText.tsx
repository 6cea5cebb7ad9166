/** How a figure differs from the baseline's: a sign for the eye, words for all. */
import type { Delta } from './comparison.ts';
import styles from './CompareView.module.css';

export function DeltaText({ delta }: { delta: Delta }) {
  return (
    <span className={styles.delta} data-tone={delta.tone}>
      <span aria-hidden="true">{delta.sign}</span> {delta.words}
    </span>
  );
}
