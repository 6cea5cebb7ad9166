/**
 * Long work in stretches. In: a generator that stops every few hundred records to say how far it is. Who has a page to keep alive goes on after a
 * pause; who has not does all of it at once.
 */
/** Long work that stops now and then to say how far it is, 0 ... 1. */
export type Stretches<T> = Generator<number, T, void>;

/** Does all of it at once. */
export function allAtOnce<T>(work: Stretches<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
