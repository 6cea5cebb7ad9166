/** The comparison: every design under the same routing, all-to-all and one permutation; asked again when the study changes. */
import { EngineStop } from '@weft/engine';
import type { Study, Traffic } from '@weft/model';
import { result } from '../stores/result.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { engine } from './engine.ts';

/** The permutation's seed is part of what is compared: every design gets the same one. */
export const comparedTraffic: readonly Traffic[] = [{ pattern: 'all-to-all' }, { pattern: 'permutation', seed: 1 }];

let compared: Study | null = null;

/** Gives the comparison up. */
export function stopComparing(): void {
  engine.cancel();
}

/** Computes the comparison unless it is there already. */
export async function compareNow(study: Study, again = false): Promise<void> {
  if (!again && compared === study) return;
  compared = study;
  const isNewest = () => compared === study;
  result.setState({ compare: { is: 'running', progress: null } });
  try {
    const rows = await engine.compare(study, comparedTraffic, (progress) => {
      if (isNewest()) result.setState({ compare: { is: 'running', progress } });
    });
    if (!isNewest()) return;
    result.setState({ compare: { is: 'done', rows } });
    announce(t('compare.said', { designs: rows.length }));
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    if (!isNewest() || stop.reason === 'superseded') return;
    compared = null;
    const reason = stop.reason === 'cancelled' ? t('solve.cancelled') : stop.message;
    result.setState({ compare: { is: 'failed', reason } });
  }
}
