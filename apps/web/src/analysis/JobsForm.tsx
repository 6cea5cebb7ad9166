/** The jobs of the study: a list, each opened for its fields one at a time. Every change is one entry of the history. */
import '../strings/later.ts';
import { formatBinarySize_B, formatCount, formatTime_ns, parseSize_B, parseTime_ns } from '@weft/units';
import { jobActions, limits, type JobRecord } from '@weft/model';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { setWorkload } from '../control/edits.ts';
import { commitParsed, commitWhole, echoOf } from '../panels/parsing.ts';
import { useResult, useStudyDocument } from '../stores/hooks.ts';
import { t } from '../strings/t.ts';
import { Button } from '../ui/Button.tsx';
import { Select } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { newJob, ranksIn, ranksText, ranksWords } from './job.ts';
import styles from './analysis.module.css';

const noJobs: readonly JobRecord[] = [];

export function useJobs(): readonly JobRecord[] {
  return useStudyDocument((d) => d.study.workload.jobs ?? noJobs);
}

const setJobs = (jobs: readonly JobRecord[]) => void setWorkload({ jobs });

export function JobsForm() {
  const jobs = useJobs();
  const accelerators = useResult((r) => r.facts?.counts.accelerators ?? 0);
  const [open, setOpen] = useState<string | null>(null);
  const add = (...made: readonly JobRecord[]) => {
    setJobs([...jobs, ...made]);
    setOpen(made.length === 1 ? made[0]!.id : null);
  };
  const remove = (id: string) =>
    setJobs(
      jobs.filter((job) => job.id !== id).map((job) => ({ ...job, after: job.after.filter((other) => other !== id) })),
    );
  const half = Math.floor(accelerators / 2);
  return (
    <>
      {jobs.length === 0 ? <p className={styles.quiet}>{t('jobs.none')}</p> : null}
      <ul className={styles.jobs}>
        {jobs.map((job) => (
          <li key={job.id}>
            <div className={styles.job}>
              <p>
                <strong>{job.name}</strong>
                <span className={styles.summary}>
                  {t('jobs.summary', {
                    action: t(`jobs.${job.action}`),
                    size: formatBinarySize_B(job.size_B),
                    ranks: ranksWords(job),
                  })}
                </span>
              </p>
              <Button
                icon={<Pencil aria-hidden="true" />}
                aria-label={t('jobs.edit', { name: job.name })}
                aria-expanded={open === job.id}
                onClick={() => setOpen(open === job.id ? null : job.id)}
              />
              <Button
                icon={<Trash2 aria-hidden="true" />}
                aria-label={`${t('jobs.remove')}: ${job.name}`}
                onClick={() => remove(job.id)}
              />
            </div>
            {open === job.id ? (
              <JobFields
                job={job}
                others={jobs.filter((other) => other.id !== job.id)}
                accelerators={accelerators}
                set={(change) => setJobs(jobs.map((one) => (one.id === job.id ? { ...one, ...change } : one)))}
                close={() => setOpen(null)}
              />
            ) : null}
          </li>
        ))}
      </ul>
      <div className={styles.row}>
        <Button
          look="outline"
          icon={<Plus aria-hidden="true" />}
          disabled={accelerators < 2 || jobs.length >= limits.jobs}
          onClick={() => add(newJob(jobs, 0, accelerators))}
        >
          {t('jobs.add')}
        </Button>
        {jobs.length === 0 && half >= 2 ? (
          <Button
            look="outline"
            onClick={() => {
              // Every other accelerator each: jobs that share servers and leaves are the ones that meet.
              const first = { ...newJob(jobs, 0, half), step: 2 };
              add(first, { ...newJob([first], 1, half), step: 2 });
            }}
          >
            {t('jobs.addTwo')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

/** What a field of a time is made of. */
const timeField = (value: number, take: (time_ns: number) => void) => ({
  value: formatTime_ns(value),
  echo: echoOf(parseTime_ns, formatTime_ns),
  commit: (text: string) => commitParsed(parseTime_ns(text), take),
});

interface JobFieldsProps {
  readonly job: JobRecord;
  readonly others: readonly JobRecord[];
  readonly accelerators: number;
  readonly set: (change: Partial<JobRecord>) => void;
  readonly close: () => void;
}

function JobFields({ job, others, accelerators, set, close }: JobFieldsProps) {
  return (
    <div className={styles.fields}>
      <Field
        label={t('jobs.name')}
        value={job.name}
        commit={(text) => (text.trim() === '' ? null : (set({ name: text.trim().slice(0, limits.label) }), null))}
      />
      <Select
        label={t('jobs.action')}
        value={job.action}
        options={jobActions.map((value) => ({ value, label: t(`jobs.${value}`) }))}
        choose={(action) => set({ action })}
      />
      <Field
        label={t('jobs.size')}
        value={formatBinarySize_B(job.size_B)}
        meaning={t('jobs.sizeMeaning')}
        echo={echoOf(parseSize_B, formatBinarySize_B)}
        commit={(text) => commitParsed(parseSize_B(text), (size_B) => set({ size_B }))}
      />
      <Field
        label={t('jobs.ranks')}
        value={ranksText(job)}
        meaning={t('jobs.ranksMeaning', { last: formatCount(accelerators - 1) })}
        commit={(text) => {
          const ranks = ranksIn(text);
          return ranks === null ? t('jobs.ranksFault') : (set(ranks), null);
        }}
      />
      {job.action === 'permutation' ? (
        <Field
          label={t('jobs.seed')}
          value={formatCount(job.seed)}
          inputMode="numeric"
          commit={commitWhole(0, limits.seed, (seed) => set({ seed }))}
        />
      ) : null}
      <Field label={t('jobs.start')} {...timeField(job.start_ns, (start_ns) => set({ start_ns }))} />
      {others.length > 0 ? (
        <Select
          label={t('jobs.after')}
          value={job.after[0] ?? 'none'}
          options={[
            { value: 'none', label: t('jobs.afterNone') },
            ...others.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          choose={(id) => set({ after: id === 'none' ? [] : [id] })}
        />
      ) : null}
      <Field
        label={t('jobs.rounds')}
        value={formatCount(job.rounds)}
        inputMode="numeric"
        commit={commitWhole(1, limits.rounds, (rounds) => set({ rounds }))}
      />
      <Field
        label={t('jobs.compute')}
        meaning={t('jobs.computeMeaning')}
        {...timeField(job.compute_ns, (compute_ns) => set({ compute_ns }))}
      />
      <div className={styles.row}>
        <Button look="outline" onClick={close}>
          {t('jobs.close')}
        </Button>
      </div>
    </div>
  );
}
