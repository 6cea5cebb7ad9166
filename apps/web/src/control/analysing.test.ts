/** What becomes of answers: kept when a longer look is stopped or refused, gone when their question has changed, back when it is asked again. */
import { EngineStop, type FailureFacts, type JobsFacts, type OptimumFacts } from '@weft/engine';
import { done, failed, type Outcome } from '@weft/units';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { studyDocument } from '../stores/document.ts';
import { session, setFailed } from '../stores/session.ts';
import '../strings/later.ts';

type Answer = Outcome<OptimumFacts | FailureFacts | JobsFacts>;
interface Call {
  readonly tell: (progress: { readonly phase: string; readonly fraction: number }) => void;
  readonly answer: (value: Answer) => void;
  readonly stop: (reason: 'cancelled' | 'superseded' | 'crashed') => void;
}

/** The latest call of each method, and what was asked to stop. */
const calls = new Map<string, Call>();
const stopped: string[] = [];

vi.mock('./engine.ts', () => ({
  engine: new Proxy(
    {},
    {
      get: (_, method: string) =>
        method === 'stop'
          ? (what: string) => stopped.push(what)
          : (...given: readonly unknown[]) =>
              new Promise<Answer>((resolve, reject) => {
                const stop = (reason: 'cancelled' | 'superseded' | 'crashed') =>
                  reject(new EngineStop(reason, `It was ${reason}.`));
                calls.set(method, { tell: given.at(-1) as Call['tell'], answer: resolve, stop });
              }),
    },
  ),
}));

const { analysis, askExact, askFailures, askJobs, askOptimum, askSamples, stopAsking } = await import('./analysing.ts');

const interval = { gap: 0.01, exact: false } as OptimumFacts;
const ranking = { scenarios: [] as FailureFacts['scenarios'] } as FailureFacts;
const timeline = { events: 3 } as JobsFacts;
/** Answers that are on their way arrive. */
const arrive = () => new Promise((resolve) => setTimeout(resolve));
const now = () => analysis.getState();

/** A figure is set: the study has other assumptions than before. */
function changeFigures(): void {
  const { study } = studyDocument.getState();
  studyDocument.setState({ study: { ...study, assumptions: { ...study.assumptions } } });
}

async function answered(method: string, value: Answer): Promise<void> {
  calls.get(method)!.answer(value);
  await arrive();
}

beforeEach(() => {
  stopped.length = 0;
  calls.clear();
  session.setState({ failed: {} });
  const { study } = studyDocument.getState();
  // Another study each time: nothing of the last test is known.
  studyDocument.setState({
    study: { ...study, designs: [{ ...study.designs[0]!, blocks: {}, id: `d${Math.trunc(performance.now() * 1e3)}` }] },
  });
});

describe('a question', () => {
  it('runs with its progress, and is answered', async () => {
    askOptimum();
    expect(now().optimum).toEqual({ is: 'running', progress: null, kept: null });
    calls.get('optimum')!.tell({ phase: 'sweep', fraction: 0.25 });
    expect(now().optimum).toMatchObject({ is: 'running', progress: { fraction: 0.25 } });
    await answered('optimum', done(interval));
    expect(now().optimum).toEqual({ is: 'done', value: interval });
  });

  it('keeps what is proven while it is looked at more closely, when that is stopped, and when it is refused', async () => {
    askOptimum();
    await answered('optimum', done(interval));
    askExact();
    expect(now().optimum).toMatchObject({ is: 'running', kept: interval });
    calls.get('exactOptimum')!.tell({ phase: 'polish', fraction: 0.5 });
    stopAsking('optimum');
    expect(stopped).toEqual(['exactOptimum', 'optimum']);
    calls.get('exactOptimum')!.stop('cancelled');
    await arrive();
    expect(now().optimum).toMatchObject({ is: 'stopped', progress: { fraction: 0.5 }, kept: interval });
    askExact();
    await answered('exactOptimum', failed('size', 'demands', 'Too many paths.'));
    expect(now().optimum).toEqual({ is: 'failed', reason: 'Too many paths.', kept: interval });
  });

  it('says that the worker died', async () => {
    askOptimum();
    calls.get('optimum')!.stop('crashed');
    await arrive();
    expect(now().optimum).toEqual({ is: 'failed', reason: 'It was crashed.', kept: null });
  });

  it('stops its sister: single failures and samples are one call', async () => {
    askFailures();
    const first = calls.get('failures')!;
    askSamples({ kind: 'sample', samples: 5, seed: 1, cables: 1 });
    first.stop('superseded');
    await arrive();
    expect([now().failures.is, now().samples.is]).toEqual(['stopped', 'running']);
    stopAsking('samples');
    expect(stopped).toEqual(['failures']);
  });

  it('asked again leaves the older call without a word', async () => {
    askFailures();
    const first = calls.get('failures')!;
    askFailures();
    first.stop('superseded');
    await arrive();
    expect(now().failures.is).toBe('running');
  });
});

describe('an answer', () => {
  it('goes when something fails and comes back when that is mended', async () => {
    askFailures();
    await answered('failures', done(ranking));
    setFailed(['l1'], true);
    expect(now().failures).toEqual({ is: 'idle' });
    setFailed(['l1'], false);
    expect(now().failures).toEqual({ is: 'done', value: ranking });
  });

  it('drawn by failure rates goes with the figures it was drawn by; one drawn alike stays', async () => {
    const sample = { kind: 'sample', samples: 5, seed: 1, cables: 1 } as const;
    askSamples(sample);
    await answered('failures', done(ranking));
    changeFigures();
    expect(now().samples.is).toBe('done');
    askSamples(sample, true);
    await answered('failures', done(ranking));
    changeFigures();
    expect(now().samples.is).toBe('idle');
  });

  it('that comes after its question has changed is nobody’s', async () => {
    askFailures();
    const late = calls.get('failures')!;
    setFailed(['l1'], true);
    late.answer(done(ranking));
    await arrive();
    expect(now().failures).toEqual({ is: 'idle' });
  });

  it('about jobs goes with the jobs alone, and others stay', async () => {
    askOptimum();
    await answered('optimum', done(interval));
    askJobs();
    await answered('jobs', done(timeline));
    const { study } = studyDocument.getState();
    studyDocument.setState({ study: { ...study, workload: { ...study.workload, jobs: [] } } });
    expect(now().jobs).toEqual({ is: 'idle' });
    expect(now().optimum).toEqual({ is: 'done', value: interval });
  });
});
