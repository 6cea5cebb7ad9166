/**
 * The boundary over a MessageChannel in one realm, with a pipeline made of counted steps: newest wins, progress, cancel, death, return.
 */
import { describe, expect, it } from 'vitest';
import { done } from '@weft/units';
import type { Design } from '@weft/model';
import type { Progress, Steps } from '@weft/solver';
import type { SolveRequest } from './api.ts';
import { connectEngine, type EngineClient, type WorkerLike } from './client.ts';
import { exposeEngine } from './host.ts';
import type { Pipeline } from './pipeline.ts';
import { EngineStop } from './stop.ts';

/** What a test pipeline did, for the test to see. */
interface Diary {
  steps: number;
  ended: string[];
}

function design(id: string, name = id): Design {
  return { id, name, blocks: {}, nodes: {}, links: {}, groups: {}, overrides: {} };
}

function request(id: string, name = id): SolveRequest {
  const routing = { policy: 'spray', handOver: false } as const;
  const workload = { traffic: { pattern: 'all-to-all' }, routing, size_B: null, cap_Gbps: null } as const;
  return { design: design(id, name), workload, failed: [] };
}

/** Busy for a while: a step of counted work that no compiler takes away. */
function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

function unused(): never {
  throw new Error('the test does not expect this call');
}

function slowPipeline(diary: Diary): Pipeline {
  function* steps<T>(name: string, count: number, value: T): Steps<T> {
    try {
      for (let i = 0; i < count; i++) {
        diary.steps++;
        busy(2);
        yield { phase: 'filling', fraction: i / count } satisfies Progress;
      }
      diary.ended.push(`done ${name}`);
      return value;
    } finally {
      if (!diary.ended.includes(`done ${name}`)) diary.ended.push(`stopped ${name}`);
    }
  }
  return {
    recipes: () => [],
    preview: unused,
    sizes: unused,
    facts: unused,
    scene: (asked) =>
      done({
        scene: {
          nodes: [],
          links: [],
          backdrops: [],
          bounds: { x: 0, y: 0, width: 0, height: 0 },
          refused: asked.open,
        },
        loads: null,
      }),
    // The name of the design says how many steps the solve takes.
    solve: (asked) =>
      steps(asked.design.name, Number(asked.design.name), done({ designId: asked.design.id } as never)) as never,
    layers: unused,
    find: unused,
    table: unused,
    explain: unused,
    optimum: unused,
    exactOptimum: unused,
    bounds: unused,
    locate: unused,
    collective: unused,
    jobs: unused,
    failures: unused,
    export: unused,
    bill: unused,
    list: unused,
    media: unused,
    floor: unused,
    rack: unused,
    siteFindings: unused,
    prepare: unused,
    lineFigures: unused,
    lineJobs: unused,
    latency: unused,
    protocols: unused,
    device: unused,
    compare: () => steps('compare', 40, []),
    read: (name) => ({ ok: false, fault: { code: 'unreadable', where: name, message: 'Expected a study file.' } }),
    dissolve: () => {
      throw new Error('a promise is broken');
    },
    warmUp: () => [],
  };
}

/** A worker in the same realm: two ports, and a switch that lets it die or fall silent. */
class RealmWorker implements WorkerLike {
  readonly #channel = new MessageChannel();
  readonly #errors = new Set<(event: unknown) => void>();
  silent = false;
  terminated = false;

  constructor(diary: Diary) {
    exposeEngine(this.#channel.port2, slowPipeline(diary));
  }

  postMessage(message: unknown, transfer: never[] = []): void {
    if (!this.silent) this.#channel.port1.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: never): void {
    if (type === 'message') this.#channel.port1.addEventListener(type, listener);
    else this.#errors.add(listener);
  }

  removeEventListener(type: string, listener: never): void {
    if (type === 'message') this.#channel.port1.removeEventListener(type, listener);
    else this.#errors.delete(listener);
  }

  start(): void {
    this.#channel.port1.start();
  }

  terminate(): void {
    this.terminated = true;
    this.#channel.port1.close();
  }

  fail(message: string): void {
    for (const listener of this.#errors) listener({ message });
  }
}

function setUp(options: Parameters<typeof connectEngine>[1] = {}): {
  engine: EngineClient;
  workers: RealmWorker[];
  diary: Diary;
} {
  const diary: Diary = { steps: 0, ended: [] };
  const workers: RealmWorker[] = [];
  const engine = connectEngine(() => {
    const worker = new RealmWorker(diary);
    workers.push(worker);
    return worker;
  }, options);
  return { engine, workers, diary };
}

const ignore = (): void => undefined;

/** The reason a call stopped for; fails when it did not stop. */
async function stopOf(call: Promise<unknown>): Promise<EngineStop> {
  const outcome = await call.then(
    () => 'a value',
    (error: unknown) => error,
  );
  expect(outcome).toBeInstanceOf(EngineStop);
  return outcome as EngineStop;
}

describe('the engine over a channel', () => {
  it('answers short calls, faults of the input and broken promises each in its own way', async () => {
    const { engine } = setUp();
    expect(await engine.recipes()).toEqual([]);
    const read = await engine.read('x.bin', new Uint8Array([1, 2]));
    expect(read).toEqual({
      ok: false,
      fault: { code: 'unreadable', where: 'x.bin', message: 'Expected a study file.' },
    });
    const broken = await engine.dissolve(design('a'), 'b1', 10).catch((error: unknown) => error);
    expect(broken).toBeInstanceOf(Error);
    expect(broken).not.toBeInstanceOf(EngineStop);
    expect((broken as Error).message).toBe('a promise is broken');
    engine.close();
  });

  it('lets a newer solve of the same design replace the older, and leaves other designs alone', async () => {
    const { engine, diary } = setUp();
    const older = stopOf(engine.solve(request('a', '500'), ignore));
    const other = engine.solve(request('b', '3'), ignore);
    const newer = engine.solve(request('a', '5'), ignore);
    expect((await older).reason).toBe('superseded');
    expect(await newer).toEqual(done({ designId: 'a' }));
    expect(await other).toEqual(done({ designId: 'b' }));
    // The worker gave the older one up as well: far fewer than its 500 steps were taken.
    expect(diary.steps).toBeLessThan(100);
    expect(diary.ended).not.toContain('done 500');
    engine.close();
  });

  it('keeps only the last of many solves that arrive at once', async () => {
    const { engine, diary } = setUp();
    const calls = Array.from({ length: 30 }, () => engine.solve(request('a', '50'), ignore));
    const last = engine.solve(request('a', '4'), ignore);
    const reasons = await Promise.all(calls.map(stopOf));
    expect(new Set(reasons.map((stop) => stop.reason))).toEqual(new Set(['superseded']));
    expect(await last).toEqual(done({ designId: 'a' }));
    // All of them were already replaced when the worker looked, so none of their steps was taken.
    expect(diary.steps).toBe(4);
    engine.close();
  });

  it('tells progress, at most once in 50 ms', async () => {
    const { engine } = setUp();
    const told: { at: number; progress: Progress }[] = [];
    const began = performance.now();
    await engine.solve(request('a', '120'), (progress) => told.push({ at: performance.now(), progress }));
    const took = performance.now() - began;
    expect(told.length).toBeGreaterThan(1);
    expect(told.length).toBeLessThanOrEqual(Math.ceil(took / 50) + 1);
    expect(told[0]!.progress.phase).toBe('filling');
    const fractions = told.map(({ progress }) => progress.fraction);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    engine.close();
  });

  it('draws between two quanta of a running solve', async () => {
    const { engine, diary } = setUp();
    let solved = false;
    const solve = engine.solve(request('a', '200'), ignore).then(() => (solved = true));
    const scene = await engine.scene({ design: design('a'), open: ['g1'] });
    expect(scene.ok && scene.value.scene.refused).toEqual(['g1']);
    expect(solved).toBe(false);
    expect(diary.steps).toBeLessThan(100);
    await solve;
    engine.close();
  });

  it('cancels between quanta: the call rejects at once and the worker stops working', async () => {
    const { engine, diary } = setUp();
    const call = stopOf(engine.solve(request('a', '10000'), () => engine.cancel('a')));
    expect((await call).reason).toBe('cancelled');
    // A short call answered proves that the worker is free; the steps no longer count up.
    await engine.recipes();
    await engine.recipes();
    const steps = diary.steps;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(diary.steps).toBe(steps);
    expect(diary.ended).toEqual(['stopped 10000']);
    engine.close();
  });

  it('lets a comparison wait while a design is solved', async () => {
    const { engine, diary } = setUp();
    const compare = engine.compare({} as never, [], ignore);
    const solve = engine.solve(request('a', '60'), ignore);
    await Promise.all([compare, solve]);
    expect(diary.ended).toEqual(['done 60', 'done compare']);
    engine.close();
  });

  it('rejects all calls when the worker dies, and answers the next from a new one', async () => {
    const restarts: string[] = [];
    const { engine, workers } = setUp({ onRestart: (reason, message) => restarts.push(`${reason}: ${message}`) });
    await engine.recipes();
    const solve = stopOf(engine.solve(request('a', '10000'), ignore));
    const scene = stopOf(engine.compare({} as never, [], ignore));
    workers[0]!.fail('out of memory');
    expect((await solve).reason).toBe('crashed');
    expect((await scene).message).toBe('The worker failed: out of memory');
    expect(workers).toHaveLength(2);
    expect(workers[0]!.terminated).toBe(true);
    expect(await engine.solve(request('a', '2'), ignore)).toEqual(done({ designId: 'a' }));
    expect(restarts).toEqual(['crashed: The worker failed: out of memory']);
    engine.close();
  });

  it('does not spin on a worker that never lived', async () => {
    const lost: string[] = [];
    const { engine, workers } = setUp({ onLost: (_, message) => lost.push(message) });
    workers[0]!.fail('no such script');
    expect(lost).toEqual(['The worker failed: no such script']);
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(workers).toHaveLength(1);
    expect(await engine.recipes()).toEqual([]);
    expect(workers).toHaveLength(2);
    engine.close();
  });

  it('does not replace a worker for the third time in a row by itself', async () => {
    const told: string[] = [];
    const { engine, workers } = setUp({ onRestart: () => told.push('restart'), onLost: () => told.push('lost') });
    for (let i = 0; i < 3; i++) {
      await engine.recipes();
      const call = stopOf(engine.solve(request('a', '10000'), ignore));
      workers[i]!.fail('out of memory');
      expect((await call).reason).toBe('crashed');
    }
    expect(told).toEqual(['restart', 'restart', 'lost']);
    expect(workers).toHaveLength(3);
    expect(await engine.recipes()).toEqual([]);
    expect(workers).toHaveLength(4);
    engine.close();
  });

  it('replaces a worker that leaves a ping unanswered', async () => {
    const { engine, workers } = setUp({ pingEvery_ms: 20, answerWithin_ms: 1000 });
    await engine.recipes();
    workers[0]!.silent = true;
    expect((await stopOf(engine.recipes())).reason).toBe('timed-out');
    expect(await engine.recipes()).toEqual([]);
    expect(workers).toHaveLength(2);
    engine.close();
  });

  it('ends every call when it is closed', async () => {
    const { engine, workers } = setUp();
    const solve = stopOf(engine.solve(request('a', '10000'), ignore));
    engine.close();
    expect((await solve).reason).toBe('cancelled');
    expect((await stopOf(engine.recipes())).reason).toBe('cancelled');
    expect(workers[0]!.terminated).toBe(true);
  });
});
