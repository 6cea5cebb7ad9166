/** Jobs as bars over time: filled where they send, pale where they compute, with a line as long as each takes alone. The table beside says the same. */
import '../strings/later.ts';
import { formatTime_ns } from '@weft/units';
import { scaleLinear } from 'd3-scale';
import { useId } from 'react';
import type { JobFacts } from '@weft/engine';
import { t } from '../strings/t.ts';
import styles from './analysis.module.css';

const width = 290;
const row = { height: 30, label: 13, bar: 10 };
const axis = 16;
/** Rounds narrower than a pixel would run into each other: then the whole is filled. */
const mostRounds = 200;

interface TimelineProps {
  readonly jobs: readonly JobFacts[];
  readonly makespan_ns: number;
}

export function Timeline({ jobs, makespan_ns }: TimelineProps) {
  const id = useId();
  const height = jobs.length * row.height;
  const x = scaleLinear([0, Math.max(makespan_ns, 1)], [0, width]);
  const label = t('jobs.timeline', { count: jobs.length, end: formatTime_ns(makespan_ns) });
  return (
    <figure className={styles.figure}>
      <svg className={styles.chart} viewBox={`0 0 ${width} ${height + axis}`} role="img" aria-labelledby={id}>
        <title id={id}>{label}</title>
        {x.ticks(3).map((time) => (
          <g key={time}>
            <line className={styles.grid} x1={x(time)} x2={x(time)} y1={0} y2={height} />
            <text className={styles.tick} x={x(time)} y={height + axis - 3} textAnchor={anchorOf(x(time))}>
              {formatTime_ns(time)}
            </text>
          </g>
        ))}
        {jobs.map((job, at) => (
          <g key={job.id} transform={`translate(0 ${at * row.height})`}>
            <text className={styles.jobName} x={labelAt(x(job.started_ns ?? 0))} y={row.label - 3}>
              {job.name}
            </text>
            <Bar job={job} x={x} end_ns={makespan_ns} />
          </g>
        ))}
      </svg>
      <figcaption className={styles.quiet}>{t('jobs.legend')}</figcaption>
    </figure>
  );
}

interface BarProps {
  readonly job: JobFacts;
  readonly x: (time_ns: number) => number;
  readonly end_ns: number;
}

function Bar({ job, x, end_ns }: BarProps) {
  const { started_ns, finished_ns, alone_ns, rounds } = job;
  if (started_ns === null) return null;
  const from = x(started_ns);
  // What never finishes runs out of the picture.
  const to = x(finished_ns ?? end_ns);
  const sent = rounds.filter((round) => round.started_ns !== null);
  return (
    <>
      <rect
        className={styles.computing}
        data-never={finished_ns === null ? '' : undefined}
        x={from}
        y={row.label}
        width={Math.max(1, to - from)}
        height={row.bar}
      />
      {finished_ns === null
        ? null
        : sent.length > mostRounds
          ? segment(from, to, 'all')
          : sent.map((round, at) => segment(x(round.started_ns!), x(round.finished_ns ?? finished_ns), at))}
      {alone_ns === null ? null : (
        <line
          className={styles.aloneLine}
          x1={from}
          x2={Math.min(x(started_ns + alone_ns), width)}
          y1={row.label + row.bar + 2.5}
          y2={row.label + row.bar + 2.5}
        />
      )}
    </>
  );
}

function segment(from: number, to: number, key: string | number) {
  return (
    <rect key={key} className={styles.bar} x={from} y={row.label} width={Math.max(1, to - from)} height={row.bar} />
  );
}

/** Names of jobs that start late stay within the picture. */
function labelAt(x: number): number {
  return Math.min(x, width * 0.6);
}

function anchorOf(x: number): 'start' | 'middle' | 'end' {
  return x < 12 ? 'start' : x > width - 20 ? 'end' : 'middle';
}
