/** Jobs in time: which they are, when each finishes, how much slower than alone, as a timeline with its table. */
import '../strings/later.ts';
import { formatNumber, formatShare, formatTime_ns } from '@weft/units';
import type { JobFacts, JobsFacts } from '@weft/engine';
import { askJobs } from '../control/analysing.ts';
import { showThings } from '../control/showing.ts';
import { linkWords } from '../panels/linkWords.ts';
import { activeDesign } from '../stores/document.ts';
import { t } from '../strings/t.ts';
import { Facts } from '../ui/Section.tsx';
import { JobsForm, useJobs } from './JobsForm.tsx';
import { Question } from './Question.tsx';
import { Timeline } from './Timeline.tsx';
import styles from './analysis.module.css';

export function Jobs() {
  const jobs = useJobs();
  return (
    <Question name="jobs" ask={askJobs} disabled={jobs.length === 0} form={<JobsForm />}>
      {(facts) => <JobsAnswer facts={facts} />}
    </Question>
  );
}

function JobsAnswer({ facts }: { facts: JobsFacts }) {
  const { jobs, makespan_ns, disconnected, busiest, certificate, flows, events } = facts;
  const [link] = busiest;
  const { ok } = certificate;
  return (
    <>
      <Timeline jobs={jobs} makespan_ns={makespan_ns} />
      <div className={styles.tableBox}>
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('jobs.job')}</th>
              <th scope="col">{t('jobs.finishes')}</th>
              <th scope="col">{t('jobs.alone')}</th>
              <th scope="col">{t('jobs.slowdown')}</th>
            </tr>
          </thead>
          <tbody>
            {jobs.map((job) => (
              <tr key={job.id}>
                <th scope="row">{job.name}</th>
                <td>{timeText(job.finished_ns)}</td>
                <td>{timeText(job.alone_ns)}</td>
                <td>{slowdownText(job)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Facts
        lines={[
          { label: t('jobs.done'), value: formatTime_ns(makespan_ns) },
          ...(link === undefined
            ? []
            : [
                {
                  label: t('jobs.busiest'),
                  value: (
                    <button type="button" className={styles.linkButton} onClick={() => void showThings([link.link])}>
                      {linkWords(activeDesign(), link.link)}, {formatShare(link.share)}
                    </button>
                  ),
                },
              ]),
        ]}
      />
      {disconnected > 0 ? <p className={styles.bad}>{t('jobs.cutOff', { flows: disconnected })}</p> : null}
      <p className={ok ? styles.quiet : styles.bad}>
        {t(ok ? 'jobs.ok' : 'analysis.notCertified')} {t('jobs.how', { flows, events })}
      </p>
    </>
  );
}

function timeText(time_ns: number | null): string {
  return time_ns === null ? t('jobs.never') : formatTime_ns(time_ns);
}

function slowdownText({ slowdown }: JobFacts): string {
  return slowdown === null ? '–' : t('jobs.times', { factor: formatNumber(slowdown, { digits: 3 }) });
}
