/**
 * The command on the workload. Apart from the others, because it checks all fields with the schema of the file.
 */
import { failed, say } from '@weft/units';
import { jobsFault } from '../jobs.ts';
import { workloadSchema } from '../schema.ts';
import type { Study, Workload } from '../study.ts';
import { commanded, type Command } from './command.ts';

/** Another workload; fields that are left out stay. */
export function setWorkload(study: Study, fields: Partial<Workload>): Command {
  const after: Workload = { ...study.workload, ...fields };
  if (!workloadSchema.safeParse(after).success) {
    return failed('bad-value', 'workload', say`The workload has a field of a wrong type or out of its range.`);
  }
  const fault = jobsFault(after.jobs ?? []);
  if (fault !== null) return failed('bad-value', fault.where, fault.message);
  const label = fields.jobs
    ? say`Change jobs`
    : fields.traffic
      ? say`Set traffic to ${fields.traffic.pattern}`
      : say`Set workload`;
  return commanded(study, label, [{ on: 'workload', before: study.workload, after }], []);
}
