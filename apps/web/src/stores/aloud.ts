/**
 * What is said aloud, one thing after the other. In: sentences, at any time; out: each to the live region, at least `apart_ms` after the one before,
 * since a reader hears only the last of what a region holds within a moment.
 *
 * None is lost, but: the same words again within that time are one, and of where the hand is (what is selected, the zoom) only the newest is waited
 * for, so that a key that is held leaves no row of sentences behind.
 */

/** Where the hand is: what waits to be said of it is overtaken by what comes after it. */
export type Topic = 'selection' | 'zoom';

interface Waiting {
  readonly text: string;
  readonly topic: Topic | null;
}

/** More than a panel waits for the picture before the page is told (`later.ts`): what is said here then is seen by the page. */
const apart_ms = 150;

/** Gives the function that takes sentences; `say` is called with each in its turn. */
export function oneByOne(say: (text: string) => void): (text: string, topic?: Topic) => void {
  let waiting: readonly Waiting[] = [];
  /** What was said last, until the next may be. */
  let last: string | null = null;

  const next = (): void => {
    const [first, ...rest] = waiting;
    last = first?.text ?? null;
    waiting = rest;
    if (first === undefined) return;
    setTimeout(next, apart_ms);
    say(first.text);
  };

  return (text, topic) => {
    const kept = topic === undefined ? waiting : waiting.filter((one) => one.topic !== topic);
    if (text === (kept.at(-1)?.text ?? last)) {
      waiting = kept;
      return;
    }
    waiting = [...kept, { text, topic: topic ?? null }];
    if (last === null) next();
  };
}
