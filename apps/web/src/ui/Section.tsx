/** A titled part of a panel, and the list of label and value that most of them hold. */
import { useId, type ReactNode } from 'react';
import styles from './Section.module.css';

export function Section({ title, aside, children }: { title: string; aside?: ReactNode; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h3 id={id} className={styles.title}>
          {title}
        </h3>
        {aside}
      </div>
      {children}
    </section>
  );
}

export interface FactLine {
  readonly label: string;
  readonly value: ReactNode;
  /** A quieter remark under the pair. */
  readonly note?: string | undefined;
}

export function Facts({ lines }: { lines: readonly FactLine[] }) {
  return (
    <dl className={styles.facts}>
      {lines.map((line) => (
        <div key={line.label} className={styles.fact}>
          <dt>{line.label}</dt>
          <dd>{line.value}</dd>
          {line.note ? <dd className={styles.note}>{line.note}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
