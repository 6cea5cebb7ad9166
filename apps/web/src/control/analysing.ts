/**
 * Questions that are asked on demand because they take longer than a solve: the best any routing could do, bounds, failures, jobs in time.
 *
 * An answer belongs to the design, the workload and the failures it was asked for; as soon as one of them changes it is gone. Jobs count for
 * the question about jobs alone, and a part that is only moved counts for none.
 */
import {
  EngineStop,
  type BoundsFacts,
  type FailureFacts,
  type FailureRequest,
  type JobsFacts,
  type OptimumFacts,
} from '@weft/engine';
import { isOnlyMoved, sameJson, type Assumptions } from '@weft/model';
import type { Outcome } from '@weft/units';
import { createStore } from 'zustand/vanilla';
import { activeDesign, studyDocument } from '../stores/document.ts';
import type { Progress } from '../stores/result.ts';
import { announce, failedOf, session } from '../stores/session.ts';
import { t } from '../strings/t.ts';
import { engine } from './engine.ts';

/** `kept` is the answer before: an interval that is being narrowed further stays when that is stopped or fails. */
export type Asked<T> =
  | { readonly is: 'idle' }
  | { readonly is: 'running'; readonly progress: Progress | null; readonly kept: T | null }
  | { readonly is: 'done'; readonly value: T }
  | { readonly is: 'stopped'; readonly progress: Progress | null; readonly kept: T | null }
  | { readonly is: 'failed'; readonly reason: string; readonly kept: T | null };

export interface Analysis {
  readonly optimum: Asked<OptimumFacts>;
  readonly bounds: Asked<BoundsFacts>;
  readonly failures: Asked<FailureFacts>;
  readonly samples: Asked<FailureFacts>;
  readonly jobs: Asked<JobsFacts>;
}

export type Question = keyof Analysis;

const questions = ['optimum', 'bounds', 'failures', 'samples', 'jobs'] as const satisfies readonly Question[];

const nothing: Analysis = {
  optimum: { is: 'idle' },
  bounds: { is: 'idle' },
  failures: { is: 'idle' },
  samples: { is: 'idle' },
  jobs: { is: 'idle' },
};

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

let last = subject();
/** Answers to questions that were asked before, the latest first: a failure that is taken back brings them back. */
let past: readonly { readonly of: Subject; readonly answers: Analysis }[] = [];
const mostPast = 4;

/** Forgets answers whose question has changed; finds those of a question that is asked again. */
function check(): void {
  forgetRated();
  const now = subject();
  const before = last;
  if (now.design === before.design && now.workload === before.workload && now.failed === before.failed) return;
  last = now;
  if (isSame(before, now)) {
    if (now.workload.jobs !== before.workload.jobs) {
      runs.set('jobs', {});
      analysis.setState({ jobs: nothing.jobs });
    }
    return;
  }
  for (const question of questions) runs.set(question, {});
  const answers = onlyDone(analysis.getState());
  const known = past.find(({ of }) => isSame(of, now) && of.workload.jobs === now.workload.jobs);
  past = [{ of: before, answers }, ...past.filter((one) => one !== known)].slice(0, mostPast);
  analysis.setState(known?.answers ?? nothing, true);
}

/** The assumptions that cables were drawn by; null where none were asked for. */
let rated: Assumptions | null = null;

/** Draws by failure rates are gone once a figure has changed. */
function forgetRated(): void {
  if (rated === null || rated === studyDocument.getState().study.assumptions) return;
  rated = null;
  const { samples } = nothing;
  runs.set('samples', {});
  analysis.setState({ samples });
  past = past.map((one) => ({ ...one, answers: { ...one.answers, samples } }));
}

/** Whether all but the jobs are as they were. */
function isSame(a: Subject, b: Subject): boolean {
  const { jobs: _, ...one } = a.workload;
  const { jobs: __, ...other } = b.workload;
  return (
    a.design.id === b.design.id &&
    isOnlyMoved(a.design, b.design) &&
    a.failed.join(' ') === b.failed.join(' ') &&
    sameJson(one, other)
  );
}

/** What was being computed is not kept. */
function onlyDone(answers: Analysis): Analysis {
  const kept = Object.entries(answers).filter(([, asked]) => (asked as Analysis[Question]).is === 'done');
  return { ...nothing, ...(Object.fromEntries(kept) as Partial<Analysis>) };
}

/** Per question a token of its latest run: what an older one finds is nobody's. */
const runs = new Map<Question, object>();

// From the moment the panel is first loaded.
studyDocument.subscribe(check);
session.subscribe(check);

export function askOptimum(): void {
  void ask('optimum', (onProgress) => engine.optimum(subject(), gap, onProgress));
}

/** Closes the interval with a linear program. */
export function askExact(): void {
  void ask('optimum', (onProgress) => engine.exactOptimum(subject(), onProgress));
}

export function askBounds(): void {
  void ask('bounds', (onProgress) => engine.bounds(subject(), onProgress));
}

export function askFailures(): void {
  void ask('failures', (onProgress) => engine.failures({ ...subject(), ask: { kind: 'single' } }, onProgress));
}

export type SampleAsk = Extract<FailureRequest['ask'], { kind: 'sample' }>;

/** `byRates`: cables are drawn by the failure rates of their media, under the study's assumptions. */
export function askSamples(sample: SampleAsk, byRates = false): void {
  const { assumptions } = studyDocument.getState().study;
  const asked = byRates ? { ...sample, byRates: assumptions } : sample;
  rated = byRates ? assumptions : null;
  void ask('samples', (onProgress) => engine.failures({ ...subject(), ask: asked }, onProgress));
}

export function askJobs(): void {
  const { design, workload, failed } = subject();
  const { routing, jobs = [] } = workload;
  void ask('jobs', (onProgress) => engine.jobs({ design, routing, failed, jobs }, onProgress));
}

/** Stops what runs for a question; what it had found stays. */
export function stopAsking(question: Question): void {
  const { id } = activeDesign();
  if (question === 'optimum') engine.stop('exactOptimum', id);
  engine.stop(question === 'samples' ? 'failures' : question, id);
}

type Value<K extends Question> = Extract<Analysis[K], { is: 'done' }>['value'];

async function ask<K extends Question>(
  question: K,
  call: (onProgress: (progress: Progress) => void) => Promise<Outcome<Value<K>>>,
): Promise<void> {
  const mine = {};
  runs.set(question, mine);
  const before: Asked<Value<K>> = analysis.getState()[question];
  const kept = before.is === 'idle' ? null : before.is === 'done' ? before.value : before.kept;
  let progress: Progress | null = null;
  const tell = (asked: Asked<Value<K>>, words: string | null = null): void => {
    if (runs.get(question) !== mine) return;
    analysis.setState({ [question]: asked } as unknown as Partial<Analysis>);
    if (words !== null) announce(words);
  };
  const title = t(`analysis.${question as Question}`);
  tell({ is: 'running', progress, kept }, t('analysis.begun', { title }));
  try {
    const answer = await call((now) => tell({ is: 'running', progress: (progress = now), kept }));
    if (answer.ok) tell({ is: 'done', value: answer.value }, t('analysis.ended', { title }));
    else tell({ is: 'failed', reason: answer.fault.message, kept });
  } catch (stop) {
    if (!(stop instanceof EngineStop)) throw stop;
    // Stopped by hand, or by its sister: single failures and samples are one call of the engine.
    if (stop.reason === 'cancelled' || stop.reason === 'superseded') {
      tell({ is: 'stopped', progress, kept }, t('analysis.wasStopped', { title }));
    } else tell({ is: 'failed', reason: stop.message, kept });
  }
}
