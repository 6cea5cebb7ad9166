/**
 * A question to the engine as React sees it: asked again when what it depends on changes, the last answer kept while a newer one is awaited.
 */
import { EngineStop } from '@weft/engine';
import type { Outcome } from '@weft/units';
import { useEffect, useState, type DependencyList } from 'react';
import { onEngineRestart } from '../control/engine.ts';

export interface Answer<T> {
  readonly value: T | null;
  /** Why there is none, in a sentence. */
  readonly fault: string | null;
  readonly busy: boolean;
}

let restarts = 0;
const watching = new Set<() => void>();
onEngineRestart(() => {
  restarts++;
  for (const tell of watching) tell();
});

/** Asks whenever one of `on` changes. A call that a newer one replaced leaves no trace. */
export function useAsked<T>(ask: () => Promise<Outcome<T>>, on: DependencyList): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, fault: null, busy: true });
  const [again, setAgain] = useState(restarts);
  useEffect(() => {
    const tell = (): void => setAgain(restarts);
    watching.add(tell);
    return () => void watching.delete(tell);
  }, []);
  useEffect(() => {
    let gone = false;
    setAnswer((before) => ({ ...before, busy: true }));
    ask().then(
      (read) => {
        if (gone) return;
        setAnswer((before) =>
          read.ok
            ? { value: read.value, fault: null, busy: false }
            : { value: before.value, fault: read.fault.message, busy: false },
        );
      },
      (stop: unknown) => {
        if (!(stop instanceof EngineStop)) throw stop;
        if (!gone) setAnswer((before) => ({ ...before, busy: false }));
      },
    );
    return () => {
      gone = true;
    };
    // The caller names what its question depends on.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [...on, again]);
  return answer;
}
