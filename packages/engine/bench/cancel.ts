/**
 * R15: how long after a cancel the worker is free, with real calls cancelled at random moments of all that they do.
 *
 * Each call is of a design that was not seen before, so that it is made, checked, routed, filled and proved. From the cancel's sending to the
 * answer "stopped" in the main thread. Calls that end before are called again.
 */
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { wrap, type Endpoint } from 'comlink';
import { valueOf } from '@weft/units';
import { defaultWorkload, type Parameters, type RoutingChoice } from '@weft/model';
import { generateStudy } from '../src/generate.ts';
import type { HostInterface } from '../src/protocol.ts';

const hashed: RoutingChoice = { policy: 'ecmp-hash', seed: 1, subflows: 1, handOver: false };
const spray: RoutingChoice = { policy: 'spray', handOver: true };
const single: Parameters = { acceleratorsPerServer: 1, nicsPerServer: 1, scaleUp: 'none' };

interface Case {
  readonly name: string;
  readonly recipe: string;
  readonly parameters: (trial: number) => Parameters;
  readonly routing: RoutingChoice;
  /** About how long a whole call takes; cancels fall anywhere within. */
  readonly within_ms: number;
}

const cases: readonly Case[] = [
  {
    name: 'a million explicit flows',
    recipe: 'fat-tree',
    parameters: (trial) => ({ ...single, switchPorts: 16, servers: 1023 - (trial % 64) }),
    routing: hashed,
    within_ms: 2000,
  },
  {
    name: 'making and solving 32,000 accelerators',
    recipe: 'rail-optimized',
    parameters: (trial) => ({ servers: 4000 - trial }),
    routing: spray,
    within_ms: 800,
  },
];

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

async function latencies({ recipe, parameters, routing, within_ms }: Case, count: number): Promise<number[]> {
  const worker = new Worker(path.join(import.meta.dirname, 'host.js'));
  const host = wrap<HostInterface>(endpointOf(worker));
  const found: number[] = [];
  let id = 0;
  // The first calls meet code that is not compiled yet; they are not measured.
  const warm = 4;
  for (let trial = 0; found.length < count + warm && trial < 6 * count; trial++) {
    const design = valueOf(generateStudy(recipe, parameters(trial))).designs[0]!;
    const workload = { ...defaultWorkload, traffic: { pattern: 'all-to-all' } as const, routing };
    const method = trial % 4 === 3 ? 'facts' : 'solve';
    const input = method === 'facts' ? [design] : [{ design, workload, failed: [] }];
    let isDone = false;
    const call = host.call({ id: ++id, method, arguments: input }).then((reply) => {
      isDone = true;
      return reply;
    });
    await sleep(momentOf(trial) * within_ms);
    if (isDone) continue;
    const from_ms = performance.now();
    void host.cancel(id);
    const reply = await call;
    if (reply.kind === 'stopped') found.push(performance.now() - from_ms);
  }
  await worker.terminate();
  return found.slice(warm);
}

const count = 60;
const all: number[] = [];
for (const one of cases) {
  const found = (await latencies(one, count)).toSorted((a, b) => a - b);
  all.push(...found);
  const at = (part: number): string => found[Math.min(found.length - 1, Math.floor(part * found.length))]!.toFixed(1);
  console.log(`  R15  ${one.name}: ${found.length} cancels, p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, longest ${at(1)} ms`);
}
all.sort((a, b) => a - b);
const p99 = all[Math.min(all.length - 1, Math.floor(0.99 * all.length))]!;
const met = p99 <= 20;
console.log(
  `${met ? '+' : '-'} R15  cancel at ${all.length} random moments of making and solving\n       p99 ${p99.toFixed(1)} ms   [target <= 20 ms]`,
);
