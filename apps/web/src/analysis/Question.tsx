/** The frame of a question: what it answers, and its states: not asked, computing with progress, stopped, refused, answered. */
import '../strings/later.ts';
import { formatRate_Gbps, formatShare } from '@weft/units';
import { useId, type ReactNode } from 'react';
import { useStore } from 'zustand';
import { analysis, stopAsking, type Analysis, type Asked, type Question as Name } from '../control/analysing.ts';
import type { Progress } from '../stores/result.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Section } from '../ui/Section.tsx';
import styles from './analysis.module.css';

export interface QuestionProps<K extends Name> {
  readonly name: K;
  readonly ask: () => void;
  /** What it is asked with: fields above the answer. */
  readonly form?: ReactNode;
  /** Nothing can be asked yet. */
  readonly disabled?: boolean;
  readonly children: (value: Extract<Analysis[K], { is: 'done' }>['value']) => ReactNode;
}

export function Question<K extends Name>({ name, ask, form, disabled, children }: QuestionProps<K>) {
  const asked = useStore(analysis, (s) => s[name]) as Asked<Extract<Analysis[K], { is: 'done' }>['value']>;
  const title = t(`analysis.${name as Name}`);
  const running = asked.is === 'running';
  const word = running ? t('analysis.stop') : asked.is === 'idle' ? t('analysis.compute') : t('analysis.again');
  const value = asked.is === 'idle' ? null : asked.is === 'done' ? asked.value : asked.kept;
  return (
    <Section
      title={title}
      aside={
        <Button
          look={asked.is === 'done' ? 'ghost' : 'outline'}
          className={asked.is === 'done' ? styles.again : undefined}
          aria-label={t('analysis.named', { what: word, title })}
          disabled={disabled && !running}
          onClick={running ? () => stopAsking(name) : ask}
        >
          {word}
        </Button>
      }
    >
      {value === null && asked.is !== 'failed' ? (
        <p className={styles.quiet}>{t(`analysis.${name as Name}What`)}</p>
      ) : null}
      {form}
      {asked.is === 'running' ? <Running progress={asked.progress} /> : null}
      {asked.is === 'stopped' ? (
        <p className={styles.quiet}>
          {t('analysis.stopped', { share: shareOf(asked.progress) })} {intervalOf(asked.progress)}
        </p>
      ) : null}
      {asked.is === 'failed' ? (
        <p role="alert" className={styles.bad}>
          {asked.reason}
        </p>
      ) : null}
      {value !== null && asked.is !== 'done' ? <p className={styles.quiet}>{t('analysis.earlier')}</p> : null}
      {value === null ? null : children(value)}
    </Section>
  );
}

function Running({ progress }: { progress: Progress | null }) {
  const id = useId();
  return (
    <div className={styles.running}>
      <progress aria-labelledby={id} max={1} value={progress?.fraction ?? 0} />
      <p id={id} className={styles.quiet}>
        {t('analysis.busy', { share: shareOf(progress) })} {intervalOf(progress)}
      </p>
    </div>
  );
}

function shareOf(progress: Progress | null): string {
  return formatShare(progress?.fraction ?? 0, { digits: 2 });
}

/** The certified interval so far, a flow. */
function intervalOf(progress: Progress | null): string | null {
  const interval = progress?.interval;
  if (interval === undefined) return null;
  return t('analysis.soFar', {
    low: formatRate_Gbps(interval.low),
    high: Number.isFinite(interval.high) ? formatRate_Gbps(interval.high) : t('analysis.open'),
  });
}

/** A phrase of the solver as a sentence. */
export function sentence(phrase: string): string {
  return `${phrase.charAt(0).toUpperCase()}${phrase.slice(1).replace(/\.$/, '')}.`;
}
