/**
 * R15: how long after a cancel the worker is free, with real calls cancelled at random moments of all that they do.
 *
 * Calls go through the client of the app (`connectEngine`), so that designs travel as they do there: a new one whole, an edited one as its edit. What is
 * measured is what the next call waits for: from the client's cancel until the worker's answer that the call was stopped is back in the main thread.
 * (The caller himself hears of it at once.) Calls that end before are called again. Beside that the worker tells its longest stretches of work (see
 * `stretches.ts`), those in which it puts a design together included: on a busy machine cancels are late although no stretch is long.
 * `--stretches` lists more of them.
 */
import { loadavg } from 'node:os';
import path from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { connectEngine, type EngineClient, type WorkerLike } from '../src/client.ts';
import type { Reply } from '../src/protocol.ts';
import { EngineStop } from '../src/stop.ts';
import { cancelCases, type CancelCase } from './cancel-cases.ts';
import type { StretchSummary } from './stretches.ts';

/** A worker thread with the face of a web worker, that lets the replies to calls be heard as they come. */
class HeardWorker implements WorkerLike {
  readonly #thread: Worker;
  readonly #heard = new Map<unknown, (value: unknown) => void>();
  #listener: ((kind: Reply['kind']) => void) | null = null;

  constructor(stretches: MessagePort) {
    this.#thread = new Worker(path.join(import.meta.dirname, 'host.js'), {
      workerData: { stretches },
      transferList: [stretches],
    });
    this.#thread.on('message', ({ value }: { readonly value?: unknown }) => {
      if (typeof value === 'object' && value !== null && 'kind' in value) this.#listener?.(value.kind as Reply['kind']);
    });
  }

  /** How the call that runs ends. */
  reply(): Promise<Reply['kind']> {
    return new Promise((resolve) => {
      this.#listener = resolve;
    });
  }

  postMessage(message: unknown, transfer: never[] = []): void {
    this.#thread.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: unknown): void {
    const hear = (data: unknown): void => (listener as (event: unknown) => void)(type === 'message' ? { data } : data);
    this.#heard.set(listener, hear);
    this.#thread.on(type, hear);
  }

  removeEventListener(type: string, listener: unknown): void {
    const hear = this.#heard.get(listener);
    if (hear !== undefined) this.#thread.off(type, hear);
  }

  terminate(): void {
    void this.#thread.terminate();
  }
}

/** Moments spread evenly by the golden ratio, the same in every run. */
const momentOf = (trial: number): number => (trial * 0.618_033_988_749_895) % 1;

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The stretches since the last time they were asked for. */
function stretchesAt(port: MessagePort): Promise<StretchSummary> {
  return new Promise((resolve) => {
    port.once('message', resolve);
    port.postMessage(null);
  });
}

interface Measured {
  readonly latencies: number[];
  readonly stretches: StretchSummary;
}

/** Calls a method by its name. */
function asked(engine: EngineClient, { method, arguments: args }: ReturnType<CancelCase['call']>): Promise<unknown> {
  const act = engine[method] as (...given: readonly unknown[]) => Promise<unknown>;
  return act(...args, () => undefined);
}

function stopOnly(error: unknown): void {
  if (!(error instanceof EngineStop)) throw error;
}

/** The first calls meet code that is not compiled yet; they are not measured. */
const warm = 4;

async function measure({ call, within_ms, cancels }: CancelCase): Promise<Measured> {
  const { port1, port2 } = new MessageChannel();
  const worker = new HeardWorker(port2);
  const engine = connectEngine(() => worker);
  const latencies: number[] = [];
  let stopped = 0;
  for (let trial = 0; latencies.length < cancels && trial < 6 * cancels; trial++) {
    if (stopped === warm && latencies.length === 0) await stretchesAt(port1);
    let isDone = false;
    const ended = worker.reply().then((kind) => {
      isDone = true;
      return kind;
    });
    const answer = asked(engine, call(trial)).catch(stopOnly);
    await sleep(momentOf(trial) * within_ms);
    if (!isDone) {
      const from_ms = performance.now();
      engine.cancel();
      if ((await ended) === 'stopped' && stopped++ >= warm) latencies.push(performance.now() - from_ms);
    }
    await answer;
  }
  const stretches = await stretchesAt(port1);
  port1.close();
  engine.close();
  return { latencies: latencies.toSorted((a, b) => a - b), stretches };
}

function at(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? NaN;
}

const told = process.argv.includes('--stretches') ? 12 : 2;
const only = process.argv.slice(2).filter((word) => !word.startsWith('-') && !/^R\d+$/.test(word));
const all: number[] = [];
let long = 0;
for (const one of cancelCases) {
  if (only.length > 0 && !only.some((word) => one.name.includes(word))) continue;
  const { latencies, stretches } = await measure(one);
  all.push(...latencies);
  long += stretches.long;
  const [p50, p90, p99, most] = [0.5, 0.9, 0.99, 1].map((part) => at(latencies, part).toFixed(1));
  console.log(
    `  R15  ${one.name}: ${latencies.length} cancels, p50 ${p50} ms, p90 ${p90} ms, p99 ${p99} ms, longest ${most} ms`,
  );
  const phases = stretches.phases.slice(0, told).map(({ phase, longest_ms }) => `${phase} ${longest_ms.toFixed(1)} ms`);
  console.log(
    `       work without a pause: ${stretches.long} of ${stretches.count} stretches over 12 ms; ${phases.join(', ')}`,
  );
}
all.sort((a, b) => a - b);
const p99 = at(all, 0.99);
const met = p99 <= 20;
console.log(
  `${met ? '+' : '-'} R15  cancel at ${all.length} random moments of making, drawing and solving\n       p99 ${p99.toFixed(1)} ms   [target <= 20 ms]; ${long} stretches of work over 12 ms; load average ${loadavg()[0]!.toFixed(1)}`,
);
