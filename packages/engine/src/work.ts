/**
 * A method's answer: at once, later, or by steps; and how to wait for it where nobody else needs the thread.
 */
import { finish, type Progress, type Steps } from '@weft/solver';

export type Work<T> = T | Promise<T> | Steps<T>;

/** Whether work comes by steps. */
export function isSteps(work: unknown): work is Steps<unknown> {
  return (
    typeof work === 'object' &&
    work !== null &&
    'next' in work &&
    typeof work.next === 'function' &&
    Symbol.iterator in work
  );
}

/** Runs work to its end without a pause, telling its progress if someone listens; for the command line and tests. */
export async function settled<T>(work: Work<T>, onProgress?: (progress: Progress) => void): Promise<T> {
  if (!isSteps(work)) return work;
  const steps = work as Steps<T>;
  if (onProgress === undefined) return finish(steps);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress(step.value);
  }
}
