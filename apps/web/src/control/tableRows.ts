/**
 * The rows of a table while it is scrolled: a window of them, asked of the engine when the design, the question or the place in the list changes.
 *
 * What was shown stays until the answer is there, so that an edit does not make the table blink.
 */
import { EngineStop, type TableRequest, type TableRow, type TableWindow } from '@weft/engine';
import { useEffect, useState } from 'react';
import { activeDesign } from '../stores/document.ts';
import { useResult, useSession, useStudyDocument } from '../stores/hooks.ts';
import { failedOf } from '../stores/session.ts';
import { engine } from './engine.ts';

export type TableSort = TableRequest['sort'];

export interface TableQuestion {
  readonly list: TableRequest['list'];
  readonly text: string;
  readonly sort: TableSort;
}

export interface TableRows {
  /** Null until the first answer. */
  readonly total: number | null;
  readonly all: number;
  /** Undefined while it is being fetched. */
  readonly at: (index: number) => TableRow | undefined;
  /** Every change of what is shown has another. */
  readonly version: object | null;
}

/** Windows begin at multiples of this, and hold so many rows on either side of what is seen. */
const step = 100;

export function useTableRows({ list, text, sort }: TableQuestion, first: number, last: number): TableRows {
  const [shown, setShown] = useState<{ readonly list: string; readonly window: TableWindow } | null>(null);
  // Whichever of study and session changes, the design in force is looked up again.
  useStudyDocument((d) => d.study);
  useSession((s) => s.design);
  const design = activeDesign();
  const failed = useSession(failedOf);
  const solved = useResult((r) => r.solved);
  const offset = Math.max(0, Math.floor(first / step) * step - step);
  const count = Math.ceil((last - offset + 1) / step) * step + step;
  useEffect(() => {
    let gone = false;
    const request = { design, failed, list, text, sort, offset, count };
    engine.table(request).then(
      (answer) => {
        if (!gone && answer.ok) setShown({ list, window: answer.value });
      },
      (stop: unknown) => {
        // A newer question is under way, or the worker is gone and its restart asks again.
        if (!(stop instanceof EngineStop)) throw stop;
      },
    );
    return () => {
      gone = true;
    };
    // A new answer brings other loads.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [design, failed, solved, list, text, sort, offset, count]);
  const window = shown?.list === list ? shown.window : null;
  return {
    total: window?.total ?? null,
    all: window?.all ?? 0,
    at: (index) => window?.rows[index - window.offset],
    version: window,
  };
}
