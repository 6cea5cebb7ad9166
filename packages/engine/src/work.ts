/**
 * A method's answer: at once, later, or by steps; and how to wait for it where nobody else needs the thread.
 */
import { finish, type Progress, type Steps } from '@weft/solver';

/** Steps may come later too: after something was loaded. */
export type Work<T> = T | Promise<T> | Steps<T> | Promise<Steps<T>>;

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
  const begun = await (work as T | Steps<T> | Promise<T | Steps<T>>);
  if (!isSteps(begun)) return begun;
  const steps = begun as Steps<T>;
  if (onProgress === undefined) return finish(steps);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    onProgress(step.value);
  }
}
