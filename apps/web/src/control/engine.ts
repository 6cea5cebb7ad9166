/** The engine: one worker for the page, restarted when it dies. */
import { connectEngine, type EngineClient } from '@weft/engine';
import { notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';

const restarted = new Set<() => void>();
const lost = new Set<(message: string) => void>();

export const engine: EngineClient = connectEngine(
  () => new Worker(new URL('../worker.ts', import.meta.url), { type: 'module', name: 'weft-engine' }),
  {
    onRestart: () => {
      notify({ tone: 'warning', text: t('notice.restarted') });
      askAgain();
    },
    // Not started again by itself: the next edit, or Solve now, does.
    onLost: (_reason, message) => {
      notify({ tone: 'danger', text: t('notice.lost', { reason: message }), stays: true });
      for (const listener of lost) listener(message);
    },
  },
);

/** As after a restart: what the worker said is asked again. */
export function askAgain(): void {
  for (const listener of restarted) listener();
}

/** Called after a dead worker was replaced: what it knew has to be asked again. */
export function onEngineRestart(listener: () => void): void {
  restarted.add(listener);
}

/** Called when the worker died and was not replaced: nothing that was asked will be answered. */
export function onEngineLost(listener: (message: string) => void): void {
  lost.add(listener);
}
