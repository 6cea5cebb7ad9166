/**
 * A worker of the bench: warms the kernels as the engine's worker does, then solves what it is sent, first once and then several times.
 */
import { parentPort } from 'node:worker_threads';
import { certify } from '../src/maxmin/certify.ts';
import { fillMaxMin, warmFilling } from '../src/maxmin/fill.ts';
import type { Instance } from '../src/maxmin/instance.ts';

export interface WorkerTimes {
  readonly cold_ms: number;
  readonly warm_ms: number;
  /** Of the fastest. */
  readonly certificate_ms: number;
}

warmFilling();
parentPort!.once('message', (instance: Instance) => {
  let [cold_ms, warm_ms, certificate_ms] = [0, Infinity, 0];
  for (let run = 0; run < 12; run++) {
    const from = performance.now();
    const { rate, bottleneck } = fillMaxMin(instance);
    const filled = performance.now();
    if (!certify(instance, rate, bottleneck).ok) throw new Error('no proof');
    const spent_ms = performance.now() - from;
    if (run === 0) cold_ms = spent_ms;
    if (spent_ms < warm_ms) [warm_ms, certificate_ms] = [spent_ms, performance.now() - filled];
  }
  parentPort!.postMessage({ cold_ms, warm_ms, certificate_ms } satisfies WorkerTimes, []);
});
