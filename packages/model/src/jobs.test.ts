import { describe, expect, it } from 'vitest';
import { setWorkload } from './commands/workload.ts';
import { jobsFault } from './jobs.ts';
import { limits } from './limits.ts';
import { readStudy } from './read.ts';
import { emptyStudy } from './starter.ts';
import type { JobRecord, Study } from './study.ts';

function job(id: string, fields: Partial<JobRecord> = {}): JobRecord {
  return {
    id,
    name: `Job ${id}`,
    action: 'all-reduce',
    size_B: 2 ** 30,
    first: 0,
    count: 8,
    step: 1,
    seed: 1,
    start_ns: 0,
    after: [],
    rounds: 1,
    compute_ns: 0,
    ...fields,
  };
}

const withJobs = (jobs: readonly unknown[]): unknown => {
  const study = emptyStudy();
  return JSON.parse(JSON.stringify({ ...study, workload: { ...study.workload, jobs } }));
};

function said(jobs: readonly unknown[]): string {
  const read = readStudy(withJobs(jobs));
  return read.ok ? 'read' : `${read.fault.code} at ${read.fault.where}: ${read.fault.message}`;
}

describe('jobs of a study', () => {
  it('are read back as they were written, in their order', () => {
    const jobs = [job('j2', { after: ['j1'] }), job('j1', { action: 'incast', rounds: 3, compute_ns: 1e6 })];
    const read = readStudy(withJobs(jobs));
    expect(read).toMatchObject({ ok: true, value: { workload: { jobs } } });
  });

  it('may be absent, as in every study written before there were any', () => {
    expect(readStudy(JSON.parse(JSON.stringify(emptyStudy())))).toEqual({ ok: true, value: emptyStudy() });
  });

  it.each([
    [[job('j1'), job('j1')], 'contradiction at workload.jobs[1].id: Two jobs have the id j1; expected each id once.'],
    [[job('j1', { after: ['j9'] })], 'contradiction at workload.jobs[0].after: There is no job j9 to wait for.'],
    [
      [job('j1', { after: ['j3'] }), job('j2'), job('j3', { after: ['j1', 'j2'] })],
      'contradiction at workload.jobs[0].after: Jobs wait for each other in a circle, among them Job j1, Job j3; expected an order in which they can run.',
    ],
    [[job('j1', { after: ['j1'] })], /^contradiction at workload\.jobs\[0\]\.after: .*circle/],
    [[job('j1', { count: 1 })], 'wrong-shape at workload.jobs[0].count: The value is too small; expected at least 2.'],
    [
      [job('j1', { start_ns: -1 })],
      'wrong-shape at workload.jobs[0].start_ns: The value is too small; expected at least 0.',
    ],
    [
      [{ ...job('j1'), speed: 3 }],
      'wrong-shape at workload.jobs[0]: The field "speed" is not part of the format; expected only known fields.',
    ],
    [Array.from({ length: limits.jobs + 1 }, (_, i) => job(`j${i}`)), /^wrong-shape at workload\.jobs: /],
  ])('are refused when they make no sense: %#', (jobs, expected) => {
    expect(said(jobs)).toMatch(expected);
  });

  it('are set as one change that says so, and are refused before they are in a study', () => {
    const study: Study = emptyStudy();
    const set = setWorkload(study, { jobs: [job('j1')] });
    expect(set).toMatchObject({ ok: true, value: { change: { label: 'Change jobs' } } });
    expect(setWorkload(study, { jobs: [job('j1', { after: ['j2'] })] })).toMatchObject({
      ok: false,
      fault: { message: 'There is no job j2 to wait for.' },
    });
  });

  it('can wait for jobs that stand after them', () => {
    expect(jobsFault([job('j1', { after: ['j2'] }), job('j2', { after: ['j3'] }), job('j3')])).toBeNull();
  });
});
