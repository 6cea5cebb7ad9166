/** The engine: one worker for the page, restarted when it dies. */
import { connectEngine, type EngineClient } from '@weft/engine';
import { notify } from '../stores/session.ts';
import { t } from '../strings/t.ts';

const restarted = new Set<() => void>();

export const engine: EngineClient = connectEngine(
  () => new Worker(new URL('../worker.ts', import.meta.url), { type: 'module', name: 'weft-engine' }),
  {
    onRestart: () => {
      notify({ tone: 'warning', text: t('notice.restarted') });
      for (const listener of restarted) listener();
    },
  },
);

/** Called after a dead worker was replaced: what it knew has to be asked again. */
export function onEngineRestart(listener: () => void): void {
  restarted.add(listener);
}
