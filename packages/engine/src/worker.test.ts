/**
 * The engine in a worker thread of its own, as the app runs it: the real pipeline, solves, a crash, and life after it.
 *
 * Node needs one file of JavaScript for a worker, so the host is bundled first, as the app's build would.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { build } from 'vite';
import { valueOf } from '@weft/units';
import { defaultWorkload } from '@weft/model';
import type { Progress } from '@weft/solver';
import { connectEngine, type EngineClient, type WorkerLike } from './client.ts';
import { generateStudy } from './generate.ts';
import { EngineStop } from './stop.ts';

let folder = '';
let script = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'weft-worker-'));
  const entry = path.join(folder, 'entry.mjs');
  const host = JSON.stringify(path.join(import.meta.dirname, 'host.ts'));
  await writeFile(
    entry,
    `import { parentPort } from 'node:worker_threads';\nimport { exposeEngine } from ${host};\nexposeEngine(parentPort);\n`,
  );
  await build({
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      ssr: entry,
      outDir: folder,
      emptyOutDir: false,
      rolldownOptions: { output: { entryFileNames: 'host.mjs' } },
    },
  });
  script = path.join(folder, 'host.mjs');
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

/** A worker thread with the face of a web worker. */
class ThreadWorker implements WorkerLike {
  readonly #thread = new Worker(script);
  readonly #heard = new Map<unknown, (value: unknown) => void>();

  postMessage(message: unknown, transfer: never[] = []): void {
    this.#thread.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: (event: unknown) => void): void {
    const heard = (value: unknown): void => listener(type === 'message' ? { data: value } : value);
    this.#heard.set(listener, heard);
    this.#thread.on(type, heard);
  }

  removeEventListener(type: string, listener: (event: unknown) => void): void {
    const heard = this.#heard.get(listener);
    if (heard !== undefined) this.#thread.off(type, heard);
  }

  terminate(): void {
    void this.#thread.terminate();
  }
}

const ignore = (): void => undefined;

function withEngine(test: (engine: EngineClient, spawned: () => number) => Promise<void>) {
  return async (): Promise<void> => {
    let spawned = 0;
    const engine = connectEngine(() => {
      spawned++;
      return new ThreadWorker();
    });
    try {
      await test(engine, () => spawned);
    } finally {
      engine.close();
    }
  };
}

function asked(servers: number) {
  const design = valueOf(generateStudy('rail-optimized', { servers })).designs[0]!;
  return { design, workload: defaultWorkload, failed: [] };
}

async function reasonOf(call: Promise<unknown>): Promise<string> {
  const outcome = await call.then(
    () => 'answered',
    (error: unknown) => error,
  );
  return outcome instanceof EngineStop ? outcome.reason : String(outcome);
}

describe('the engine in a worker', () => {
  it(
    'solves, then draws with loads and explains',
    withEngine(async (engine) => {
      const request = asked(32);
      const { design } = request;
      const facts = valueOf(await engine.facts(design));
      expect(facts.counts.accelerators).toBe(256);
      const solved = valueOf(await engine.solve(request, ignore));
      expect(solved.certificate.ok).toBe(true);
      const { scene, loads } = valueOf(await engine.scene({ design, open: ['b1'] }));
      expect(loads!.worst).toBeInstanceOf(Float32Array);
      expect(loads!.worst).toHaveLength(scene.links.length);
      const told = valueOf(await engine.explain({ design, open: ['b1'], target: scene.links[0]!.id }));
      expect(told.lines.length).toBeGreaterThan(2);
    }),
  );

  it(
    'cancels a solve that has begun, and is free for the next',
    withEngine(async (engine) => {
      const heard: Progress[] = [];
      const call = engine.solve(asked(128), (progress) => {
        heard.push(progress);
        engine.cancel();
      });
      expect(await reasonOf(call)).toBe('cancelled');
      expect(heard.length).toBeGreaterThan(0);
      expect(valueOf(await engine.solve(asked(4), ignore)).flows).toBe(32 * 31);
    }),
  );

  it(
    'rejects what waits when the worker throws, and answers from a new one',
    withEngine(async (engine, spawned) => {
      await engine.recipes();
      const solve = reasonOf(engine.solve(asked(128), ignore));
      engine.crash();
      expect(await solve).toBe('crashed');
      expect(spawned()).toBe(2);
      expect(valueOf(await engine.solve(asked(4), ignore)).flows).toBe(32 * 31);
    }),
  );

  it(
    'writes figures as the person does, in a worker that replaces the first as well',
    withEngine(async (engine) => {
      const { design } = asked(32);
      const rateOf = async (): Promise<string> => {
        const { scene } = valueOf(await engine.scene({ design, open: ['b1'] }));
        const { lines } = valueOf(await engine.explain({ design, open: ['b1'], target: scene.links[0]!.id }));
        return lines.map(({ value }) => value.replaceAll('\u202f', ' ')).join('; ');
      };
      expect(await rateOf()).toMatch(/\d Gb\/s/);
      engine.writeNumbers({ locale: 'de', rates: 'bytes', lengths: 'metres' });
      const told = await rateOf();
      expect(told).toMatch(/\d GB\/s/);
      expect(told).not.toMatch(/Gb\/s/);
      const call = reasonOf(engine.solve(asked(128), ignore));
      engine.crash();
      expect(await call).toBe('crashed');
      expect(await rateOf()).toBe(told);
    }),
  );
});
