/** Jobs as a person writes them: a new one to start from, and accelerators as text. */
import type { JobRecord } from '@weft/model';
import { t } from '../strings/t.ts';

type Ranks = Pick<JobRecord, 'first' | 'count' | 'step'>;

/** `0-63`, or `0-56/8` for every eighth. */
export function ranksText({ first, count, step }: Ranks): string {
  return `${first}-${first + (count - 1) * step}${step === 1 ? '' : `/${step}`}`;
}

/** The same for reading: `0-56, one in 8`. */
export function ranksWords(ranks: Ranks): string {
  if (ranks.step === 1) return ranksText(ranks);
  return t('jobs.oneIn', {
    ranks: ranksText({ ...ranks, count: (ranks.count - 1) * ranks.step + 1, step: 1 }),
    step: ranks.step,
  });
}

/** Accelerators from their text; null where there are fewer than two or it cannot be read. */
export function ranksIn(text: string): Ranks | null {
  const found = /^\s*(\d{1,7})\s*(?:-|–|to)\s*(\d{1,7})(?:\s*\/\s*(\d{1,7}))?\s*$/.exec(text);
  if (found === null) return null;
  const [first, last, step] = [Number(found[1]), Number(found[2]), Number(found[3] ?? 1)];
  if (step < 1) return null;
  const count = Math.floor((last - first) / step) + 1;
  return count >= 2 ? { first, count, step } : null;
}

/** A job to start from: an all-reduce of 1 GiB over some accelerators, done once. */
export function newJob(jobs: readonly JobRecord[], first: number, count: number): JobRecord {
  const taken = new Set(jobs.map(({ id }) => id));
  let number = jobs.length + 1;
  while (taken.has(`j${number}`)) number++;
  return {
    id: `j${number}`,
    name: t('jobs.newName', { number }),
    action: 'all-reduce',
    size_B: 2 ** 30,
    first,
    count,
    step: 1,
    seed: 1,
    start_ns: 0,
    after: [],
    rounds: 1,
    compute_ns: 0,
  };
}
