/**
 * The worker's end of the engine: runs calls in quanta, so that cancels, pings and drawing get in between.
 *
 * A method of the pipeline answers at once, with a promise, or with Steps. Steps are driven for at most `quantum_ms`, then one
 * MessageChannel tick (about 3 us) lets the messages that arrived meanwhile be handled. A picture goes before everything else, and
 * sweeps (compare, failures, optimum) wait while anything else runs.
 */
import { speak, writeNumbers } from '@weft/units';
import { expose, type Endpoint, type Remote } from 'comlink';
import type { Steps } from '@weft/solver';
import { DesignReceiver } from './arriving.ts';
import { createPipeline, type Pipeline } from './pipeline.ts';
import type { HostInterface, Method, ProgressListener, Reply } from './protocol.ts';
import { pause, tick } from './tick.ts';
import { isSteps } from './work.ts';

/** A quarter of a frame, so that a cancel is heard within 20 ms even when one step overruns. */
const quantum_ms = 4;
const progressEvery_ms = 50;
/** A worker that was not asked for this long may spend a few milliseconds on warming up. */
const warmUpRest_ms = 150;
/** What a picture waits for: nothing else goes on meanwhile. */
const pictures: ReadonlySet<Method> = new Set(['scene', 'find']);
/** What takes long by its nature and is not waited for by the canvas. */
const sweeps: ReadonlySet<Method> = new Set([
  'compare',
  'failures',
  'optimum',
  'exactOptimum',
  'bounds',
  'jobs',
  'media',
]);

interface Job {
  cancelled: boolean;
  /** A job waits while there is one of a lower rank. */
  readonly rank: 0 | 1 | 2;
}

function rankOf(method: Method): Job['rank'] {
  if (pictures.has(method)) return 0;
  return sweeps.has(method) ? 2 : 1;
}

/** Work as it is done; a bench times what it is given instead. */
type Watch = <T>(what: string, steps: Steps<T>) => Steps<T>;

/** Serves the pipeline at an endpoint: a worker's own scope, or a port. */
export function exposeEngine(endpoint?: Endpoint, given?: Pipeline, watch: Watch = (_, steps) => steps): void {
  let pipeline = given ?? createPipeline();
  const jobs = new Map<number, Job>();
  const received = new DesignReceiver();
  let asked_ms = -Infinity;
  let tell: ProgressListener | Remote<ProgressListener> | null = null;

  /** What it keeps has sentences with figures in it. */
  function renew(): void {
    pipeline = given ?? createPipeline();
  }

  const host: HostInterface = {
    listen(onProgress) {
      tell = onProgress;
    },
    speak(sentences) {
      speak(sentences);
      renew();
    },
    writeNumbers(numbers) {
      writeNumbers(numbers);
      renew();
    },
    async call(sent) {
      // At once: calls build on those before them.
      const coming = watch(`${sent.method}: arrival`, received.take(sent.arguments));
      const job: Job = { cancelled: false, rank: rankOf(sent.method) };
      asked_ms = performance.now();
      jobs.set(sent.id, job);
      try {
        // Lets a cancel that is already queued be heard before work without pauses begins.
        do {
          await tick();
          if (job.cancelled) return stopped;
        } while (mustWait(job));
        const arrived = await drive(coming, sent.id, job);
        if (arrived.kind === 'stopped') return stopped;
        const work = await begin(pipeline, sent.method, arrived.value);
        return isSteps(work) ? await drive(work, sent.id, job) : { kind: 'value', value: work };
      } finally {
        jobs.delete(sent.id);
      }
    },
    cancel(id) {
      const job = jobs.get(id);
      if (job !== undefined) job.cancelled = true;
    },
    ping: () => true,
    crash() {
      setTimeout(() => {
        throw new Error('The worker was asked to fail.');
      });
    },
  };

  function mustWait({ rank }: Job): boolean {
    if (rank === 0) return false;
    for (const other of jobs.values()) if (other.rank < rank) return true;
    return false;
  }

  async function drive<T>(steps: Steps<T>, id: number, job: Job): Promise<Stopped | Valued<T>> {
    let told_ms = -Infinity;
    for (;;) {
      const until_ms = performance.now() + quantum_ms;
      do {
        const step = steps.next();
        if (step.done) return { kind: 'value', value: step.value };
        const now_ms = performance.now();
        if (tell !== null && now_ms - told_ms >= progressEvery_ms) {
          told_ms = now_ms;
          void tell(id, step.value);
        }
      } while (performance.now() < until_ms);
      do {
        await tick();
        if (job.cancelled) {
          steps.return(undefined as never);
          return stopped;
        }
      } while (mustWait(job));
    }
  }

  /** Runs the kernels ahead, so that the first real answers do not wait for their compilation; the larger steps when nobody has asked for a while. */
  async function warm(): Promise<void> {
    for (const next of pipeline.warmUp()) await (next === 'soon' ? untilFree() : untilRest());
  }

  async function untilFree(): Promise<void> {
    do await tick();
    while (jobs.size > 0);
  }

  async function untilRest(): Promise<void> {
    do await pause(warmUpRest_ms);
    while (jobs.size > 0 || performance.now() - asked_ms < warmUpRest_ms);
  }

  expose(host, endpoint);
  void warm();
}

type Stopped = Extract<Reply, { kind: 'stopped' }>;
interface Valued<T> {
  readonly kind: 'value';
  readonly value: T;
}

const stopped: Stopped = { kind: 'stopped' };

function begin(pipeline: Pipeline, name: Method, args: readonly unknown[]): unknown {
  const method = pipeline[name] as ((...given: readonly unknown[]) => unknown) | undefined;
  if (typeof method !== 'function') throw new Error(`the engine has no method ${String(name)}`);
  return method.apply(pipeline, [...args]);
}
