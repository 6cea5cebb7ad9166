/**
 * What jobs of one list say about each other. In: records whose fields are checked. Out: the first contradiction, with its place. O(jobs).
 */
import { say } from '@weft/units';
import type { JobRecord } from './study.ts';

/** Ids that repeat, jobs that wait for one that is not there, and jobs that wait for each other. */
export function jobsFault(jobs: readonly JobRecord[]): { readonly where: string; readonly message: string } | null {
  const known = new Map<string, JobRecord>();
  for (const [index, job] of jobs.entries()) {
    if (known.has(job.id)) {
      return {
        where: `workload.jobs[${index}].id`,
        message: say`Two jobs have the id ${job.id}; expected each id once.`,
      };
    }
    known.set(job.id, job);
  }
  for (const [index, { after }] of jobs.entries()) {
    const missing = after.find((id) => !known.has(id));
    if (missing === undefined) continue;
    return { where: `workload.jobs[${index}].after`, message: say`There is no job ${missing} to wait for.` };
  }
  // Whoever waits only for jobs that can run can run; what is left waits in a circle.
  const left = new Set(jobs);
  const canRun = new Set<string>();
  for (let before = -1; before !== canRun.size;) {
    before = canRun.size;
    for (const job of left) {
      if (!job.after.every((id) => canRun.has(id))) continue;
      canRun.add(job.id);
      left.delete(job);
    }
  }
  const [first] = left;
  if (first === undefined) return null;
  const names = [...left].map(({ name }) => name).join(', ');
  return {
    where: `workload.jobs[${jobs.indexOf(first)}].after`,
    message: say`Jobs wait for each other in a circle, among them ${names}; expected an order in which they can run.`,
  };
}
