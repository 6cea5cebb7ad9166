/**
 * The comparison: every design under the same routing, all-to-all and one permutation. The designs are asked for one after the other, so that each
 * shows when it is there; a design that has not changed since it was compared is not asked for again.
 */
import { EngineStop, type ComparisonRow } from '@weft/engine';
import type { Design, Study, Traffic } from '@weft/model';
import { result } from '../stores/result.ts';
import { announce } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { engine } from './engine.ts';

/** The permutation's seed is part of what is compared: every design gets the same one. */
export const comparedTraffic: readonly Traffic[] = [{ pattern: 'all-to-all' }, { pattern: 'permutation', seed: 1 }];

interface Known {
  readonly workload: Study['workload'];
  readonly assumptions: Study['assumptions'];
  readonly row: ComparisonRow;
}
/** What each design, as it is, was answered. */
const known = new WeakMap<Design, Known>();

let compared: Study | null = null;

/** Gives the comparison up; what is there stays. */
export function stopComparing(): void {
  engine.cancel();
}

/** Computes the comparison unless it is there already. */
export async function compareNow(study: Study, again = false): Promise<void> {
  if (!again && compared === study) return;
  compared = study;
  const rows: ComparisonRow[] = [];
  const isNewest = () => compared === study;
  const tell = (fraction: number) =>
    isNewest() &&
    result.setState({
      compare: { is: 'running', rows: [...rows], progress: { phase: 'compare', fraction } },
    });
  tell(0);
  for (const design of study.designs) {
    try {
      rows.push(await rowOf(study, design, (fraction) => tell(fraction)));
    } catch (stop) {
      if (!(stop instanceof EngineStop)) throw stop;
      if (!isNewest() || stop.reason === 'superseded') return;
      if (stop.reason === 'cancelled') {
        compared = null;
        result.setState({ compare: { is: 'failed', reason: t('solve.cancelled'), rows } });
        return;
      }
      // A design that brings the worker down says so in its own column; the others are compared all the same.
      rows.push(failedRow(design, stop.message));
    }
    if (!isNewest()) return;
    tell(0);
  }
  result.setState({ compare: { is: 'done', rows } });
  announce(t('compare.said', { designs: rows.length }));
}

async function rowOf(study: Study, design: Design, onFraction: (fraction: number) => void): Promise<ComparisonRow> {
  const { workload, assumptions } = study;
  const before = known.get(design);
  if (before !== undefined && before.workload === workload && before.assumptions === assumptions)
    return { ...before.row, name: design.name };
  const only = { ...study, designs: [design], baseline: null };
  const [row] = await engine.compare(only, comparedTraffic, ({ fraction }) => onFraction(fraction));
  if (row === undefined) throw new Error(`the comparison of ${design.id} gave no row`);
  known.set(design, { workload, assumptions, row });
  return row;
}

function failedRow({ id, name }: Design, reason: string): ComparisonRow {
  const none = { mean_Gbps: null, slowest_Gbps: null, reason };
  const traffic = comparedTraffic.map((pattern) => ({ traffic: pattern, ...none }));
  return { designId: id, name, counts: null, cables: null, cost: null, traffic, reason };
}
