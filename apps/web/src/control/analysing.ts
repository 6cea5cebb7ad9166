/**
 * Questions that are asked on demand because they take longer than a solve: the best any routing could do, the worst failures.
 *
 * An answer belongs to the design, the workload and the failures it was asked for; as soon as one of them changes it is gone.
 */
import { EngineStop, type BoundsFacts, type FailureFacts, type OptimumFacts } from '@weft/engine';
import type { Outcome } from '@weft/units';
import { createStore } from 'zustand/vanilla';
import { activeDesign, studyDocument } from '../stores/document.ts';
import { failedOf, hiddenOf, openOf, session, zoomOpenOf } from '../stores/session.ts';
import type { Progress } from '../stores/result.ts';
import { engine } from './engine.ts';
import { stage } from './stage.ts';

export type Asked<T> =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly progress: Progress | null }
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'failed'; readonly reason: string };

export interface Analysis {
  readonly optimum: Asked<OptimumFacts>;
  readonly bounds: Asked<BoundsFacts>;
  readonly failures: Asked<FailureFacts>;
}

const nothing: Analysis = { optimum: { is: 'idle' }, bounds: { is: 'idle' }, failures: { is: 'idle' } };

export const analysis = createStore<Analysis>(() => nothing);

/** The certified interval is narrowed to this part of its upper end. */
const gap = 0.01;

interface Subject {
  readonly design: ReturnType<typeof activeDesign>;
  readonly workload: ReturnType<typeof studyDocument.getState>['study']['workload'];
  readonly failed: readonly string[];
}

function subject(): Subject {
  const { workload } = studyDocument.getState().study;
  return { design: activeDesign(), workload, failed: failedOf(session.getState()) };
}

let last: Subject | null = null;

/** Forgets answers whose question has changed. */
function check(): void {
  const now = subject();
  const same =
    last !== null && last.design === now.design && last.workload === now.workload && last.failed === now.failed;
  last = now;
  if (!same && analysis.getState() !== nothing) analysis.setState(nothing, true);
}

// From the moment the panel is first loaded.
studyDocument.subscribe(check);
session.subscribe(check);
check();

export function askOptimum(): void {
  const { design, workload, failed } = subject();
  void ask('optimum', (onProgress) => engine.optimum({ design, workload, failed }, gap, onProgress));
}

export function askFailures(): void {
  const { design, workload, failed } = subject();
  void ask('failures', (onProgress) =>
    engine.failures({ design, workload, failed, ask: { kind: 'single' } }, onProgress),
  );
}

/** Closes the interval with a linear program. */
export function askExact(): void {
  const { design, workload, failed } = subject();
  void ask('optimum', (onProgress) => engine.exactOptimum({ design, workload, failed }, onProgress));
}

export function askBounds(): void {
  const { design, workload, failed } = subject();
  void ask('bounds', (onProgress) => engine.bounds({ design, workload, failed }, onProgress));
}

/** Stops what runs for a question. */
export function stopAsking(key: keyof Analysis): void {
  const { id } = activeDesign();
  engine.stop(key, id);
  if (key === 'optimum') engine.stop('exactOptimum', id);
}

/** Lights up on the canvas the links that the ids name; answers how many lines show them. */
export async function showLinks(ids: readonly string[]): Promise<number> {
  const s = session.getState();
  const request = { design: activeDesign(), open: openOf(s), ifRoom: zoomOpenOf(s), filter: hiddenOf(s) };
  try {
    const found = await engine.locate({ ...request, failed: failedOf(s) }, ids);
    if (!found.ok) return 0;
    session.setState({ view: 'canvas' });
    stage.canvas?.showHighlight({ ...found.value, bottleneck: null });
    return found.value.links.length;
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    return 0;
  }
}

type Value<K extends keyof Analysis> = Extract<Analysis[K], { is: 'done' }>['value'];

async function ask<K extends keyof Analysis>(
  key: K,
  call: (onProgress: (progress: Progress) => void) => Promise<Outcome<Value<K>>>,
): Promise<void> {
  const mine = last;
  const tell = (asked: Asked<Value<K>>) => {
    if (last === mine) analysis.setState({ [key]: asked } as unknown as Partial<Analysis>);
  };
  tell({ is: 'running', progress: null });
  try {
    const answer = await call((progress) => tell({ is: 'running', progress }));
    tell(answer.ok ? { is: 'done', value: answer.value } : { is: 'failed', reason: answer.fault.message });
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    tell(
      stop.reason === 'crashed' || stop.reason === 'timed-out'
        ? { is: 'failed', reason: stop.message }
        : { is: 'idle' },
    );
  }
}
