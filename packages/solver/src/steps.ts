/**
 * Long work as a generator: it yields its progress every few milliseconds of counted work, so that the one who runs it can let
 * messages in, report, or stop. Work is counted in operations, never in clock time, so results do not depend on speed.
 */

/** How far a long computation is. */
export interface Progress {
  /** What is being done, in a word or two: `routes`, `filling`, `certificate`. */
  readonly phase: string;
  /** 0 ... 1 within the whole computation. */
  readonly fraction: number;
  /** The certified interval so far, where the answer is one. */
  readonly interval?: { readonly low: number; readonly high: number };
}

export type Steps<T> = Generator<Progress, T, void>;

/** Runs steps to their end without a pause; for tests, benches and the command line. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** Runs steps as the stretch `from` ... `to` of a longer computation; stopped early, they are stopped too. */
export function* within<T>(steps: Steps<T>, from: number, to: number): Steps<T> {
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      yield { ...step.value, fraction: from + (to - from) * step.value.fraction };
    }
  } finally {
    steps.return(undefined as never);
  }
}

/**
 * Does work on items `0 ... count`, `slice` of them between two yields, and yields after the last ones too where they are many: passes follow each
 * other. The loop over the items is the work's own, a plain function: an engine makes loops inside generators fast late or never.
 */
export function* inSlices(
  count: number,
  slice: number,
  phase: string,
  work: (from: number, to: number) => void,
): Steps<void> {
  for (let from = 0; from < count; from += slice) {
    const to = Math.min(count, from + slice);
    work(from, to);
    if (to < count || to - from > slice / 2) yield { phase, fraction: to / count };
  }
}
