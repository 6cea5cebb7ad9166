/**
 * R15: how long after a cancel the worker is free, with real calls cancelled at random moments of all that they do.
 *
 * From the cancel's sending to the answer "stopped" in the main thread. Calls that end before are called again. Beside that the worker tells
 * its longest stretches of work (see `stretches.ts`): on a busy machine cancels are late although no stretch is long. `--stretches` lists more of them.
 */
import { loadavg } from 'node:os';
import path from 'node:path';
import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import { wrap, type Endpoint } from 'comlink';
import type { HostInterface } from '../src/protocol.ts';
import { cancelCases, type CancelCase } from './cancel-cases.ts';
import type { StretchSummary } from './stretches.ts';

/** As a web worker's port. */
function endpointOf(worker: Worker): Endpoint {
  const heard = new Map<unknown, (value: unknown) => void>();
  return {
    postMessage: (message: unknown, transfer: never[] = []) => worker.postMessage(message, transfer),
    addEventListener(type: string, listener: unknown) {
      const hear = (data: unknown): void => (listener as (event: unknown) => void)({ data });
      heard.set(listener, hear);
      worker.on(type, hear);
    },
    removeEventListener(type: string, listener: unknown) {
      const hear = heard.get(listener);
      if (hear !== undefined) worker.off(type, hear);
    },
  } as Endpoint;
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

/** The first calls meet code that is not compiled yet; they are not measured. */
const warm = 4;

async function measure({ call, within_ms, cancels }: CancelCase): Promise<Measured> {
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(path.join(import.meta.dirname, 'host.js'), {
    workerData: { stretches: port2 },
    transferList: [port2],
  });
  const host = wrap<HostInterface>(endpointOf(worker));
  const latencies: number[] = [];
  let id = 0;
  let stopped = 0;
  for (let trial = 0; latencies.length < cancels && trial < 6 * cancels; trial++) {
    if (stopped === warm && latencies.length === 0) await stretchesAt(port1);
    let isDone = false;
    const answer = host.call({ id: ++id, ...call(trial) }).then((reply) => {
      isDone = true;
      return reply;
    });
    await sleep(momentOf(trial) * within_ms);
    if (isDone) continue;
    const from_ms = performance.now();
    void host.cancel(id);
    const reply = await answer;
    if (reply.kind === 'stopped' && stopped++ >= warm) latencies.push(performance.now() - from_ms);
  }
  const stretches = await stretchesAt(port1);
  port1.close();
  await worker.terminate();
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
