/**
 * Long work as a generator that pauses every few milliseconds of counted work, so that its driver can let messages in, or stop. For rooms below the
 * solver, whose steps tell a phase and a fraction besides.
 */

export type Pauses<T> = Generator<void, T, void>;

/** Works on to the end without a pause. */
export function atOnce<T>(work: Pauses<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
