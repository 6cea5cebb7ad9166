/** Writing in stretches: what is long is done some thousand items at a time, so that who drives it can let others in. */
import type { Stretches } from '@weft/model';

/** Lines written, or links looked at, in one stretch: about a millisecond. */
const few = 2000;

/** Does work on items `0 ... count`. The loop is a plain one, which an engine makes fast sooner. */
export function* inStretches(count: number, work: (from: number, to: number) => void): Stretches<void> {
  for (let from = 0; from < count; from += few) {
    const to = Math.min(count, from + few);
    work(from, to);
    yield to / count;
  }
}

/** Lines as one text, the last without an end; in one go, a text of 50 MB takes a tenth of a second. */
export function* joinedLines(lines: readonly string[]): Stretches<string> {
  const parts: string[] = [];
  yield* inStretches(lines.length, (from, to) => parts.push(lines.slice(from, to).join('\n')));
  return parts.join('\n');
}

/** Does work on each of a list. */
export function* onEach<T>(items: readonly T[], work: (item: T, index: number) => void): Stretches<void> {
  yield* inStretches(items.length, (from, to) => {
    for (let i = from; i < to; i++) work(items[i]!, i);
  });
}
