/** How much of a design is looked at between two pauses: about a millisecond. */
import type { Pauses } from '@weft/topology';

export { atOnce, type Pauses } from '@weft/topology';

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
