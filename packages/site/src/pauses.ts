/**
 * Long work as a generator that pauses every millisecond or so of counted work, so that its driver can let messages in, or stop.
 */

export type Pauses<T> = Generator<void, T, void>;

/** Works on to the end without a pause. */
export function atOnce<T>(work: Pauses<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Links or devices looked at between two pauses where each takes some ten nanoseconds. */
export const many = 20_000;
/** The same where each takes some hundred, for a name or a line of a bill is looked up. */
export const few = 8000;

/** Does work on items `0 ... count`, `slice` of them between two pauses. The loop over them is a plain one, which an engine makes fast sooner. */
export function* inSlices(count: number, slice: number, work: (from: number, to: number) => void): Pauses<void> {
  for (let from = 0; from < count; from += slice) {
    work(from, Math.min(count, from + slice));
    yield;
  }
}
