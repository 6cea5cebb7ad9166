/**
 * R5 and parts of R1 and R2: the WebAssembly kernel against its oracle in TypeScript and against the same source compiled natively, and
 * whole answers in a worker of their own.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { fillInTypeScript, type Filled } from '../src/maxmin/fill.ts';
import type { Instance } from '../src/maxmin/instance.ts';
import { kernelSteps } from '../src/maxmin/kernel.ts';
import { finish } from '../src/steps.ts';
import { allPairs, permutations } from './cases.ts';
import { figure, inTurns } from './clock.ts';
import type { Row } from './main.ts';
import { native } from './native.ts';
import type { WorkerTimes } from './worker.ts';

function byKernel(made: Instance): Filled {
  const filled = finish(kernelSteps(made, 100_000));
  if (filled === null) throw new Error('there is no WebAssembly here');
  return filled;
}

const byTypeScript = (made: Instance): Filled => finish(fillInTypeScript(made));

function same(a: Filled, b: Filled): boolean {
  const alike = (f: number): boolean => Object.is(a.rate[f], b.rate[f]) && a.bottleneck[f] === b.bottleneck[f];
  return a.levels === b.levels && a.rate.every((_, f) => alike(f));
}

const large: readonly [string, () => Instance, number][] = [
  ['8 permutations k=32', () => permutations(32, 8), 7],
  ['all pairs k=16', () => allPairs(16), 4],
  ['8 permutations k=64', () => permutations(64, 8), 3],
];

/** The kernel against TypeScript, on three instances. */
export function kernelRows(): Row[] {
  return large.map(([name, make, repeats]) => {
    const made = make();
    const [plain, quick] = inTurns([() => byTypeScript(made), () => byKernel(made)], repeats, 2);
    const bits = same(quick!.value, plain!.value);
    const ratio = plain!.ms / quick!.ms;
    return {
      id: 'R5',
      what: `WebAssembly kernel, ${name}, ${made.offset.length - 1} flows: ${figure(quick!.ms)} ms, TypeScript ${figure(plain!.ms)} ms (processor time)`,
      measured: `${figure(ratio)}x, ${bits ? 'the same to the last bit' : 'NOT the same bits'}`,
      target: '>= 1.5x, bit-identical',
      met: ratio >= 1.5 && bits,
    };
  });
}

/** The same C source natively, against what runs. */
export function nativeRows(): Row[] {
  return large.slice(0, 2).map(([name, make, repeats]) => {
    const made = make();
    const [plain, quick] = inTurns([() => byTypeScript(made), () => byKernel(made)], repeats, 2);
    const peer = native(made, repeats + 2);
    const what = `native code of the kernel's source, ${name}`;
    if (peer === null)
      return { id: 'R2', what, measured: 'there is no C compiler', target: '<= 2.5x as fast', met: null };
    const bits = quick!.value.rate.every((r, f) => Object.is(r, peer.rate[f]));
    const ratio = quick!.ms / peer.ms;
    return {
      id: 'R2',
      what: `${what}: ${figure(peer.ms)} ms by ${peer.compiler} -O3, WebAssembly ${figure(quick!.ms)} ms (processor time)`,
      measured: `${figure(ratio)}x as fast as what runs, ${figure(plain!.ms / peer.ms)}x as fast as the TypeScript kernel with its plainer queue, ${bits ? 'the same bits' : 'NOT the same bits'}`,
      target: '<= 2.5x as fast',
      met: ratio <= 2.5 && bits,
    };
  });
}

const wholes: readonly [string, () => Instance, number][] = [
  ['10 permutations k=16', () => permutations(16, 10), 10],
  ['13 permutations k=32', () => permutations(32, 13), 100],
  ['all pairs k=16', () => allPairs(16), 2000],
];

/** Rates and certificate in a worker: the first solve after the kernels were warmed, and the best of those that follow. */
export async function wholeRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [name, make, limit_ms] of wholes) {
    const made = make();
    const times = await inWorker(made);
    rows.push({
      id: 'R1',
      what: `rates and certificate in a worker, ${name}, ${made.offset.length - 1} flows: certificate ${figure(times.certificate_ms)} ms of it`,
      measured: `${figure(times.warm_ms)} ms, the first ${figure(times.cold_ms)} ms`,
      target: `<= ${limit_ms} ms`,
      met: times.warm_ms <= limit_ms,
    });
  }
  return rows;
}

function inWorker(instance: Instance): Promise<WorkerTimes> {
  const worker = new Worker(path.join(import.meta.dirname, 'worker.js'));
  return new Promise<WorkerTimes>((resolve, reject) => {
    worker.once('message', (times: WorkerTimes) => {
      resolve(times);
      void worker.terminate();
    });
    worker.once('error', reject);
    worker.postMessage(instance, []);
  });
}
