// @vitest-environment happy-dom
/**
 * A language is one value: with a made-up one the page's words, the rooms' sentences here and those of the worker are all said in it, with its own
 * plurals and the person's figures; what it lacks is said in English. The worker is a thread of its own, as in the app.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Worker as Thread } from 'node:worker_threads';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { build } from 'vite';
import { generateStudy, type EngineClient } from '@weft/engine';
import { defaultWorkload, type Traffic } from '@weft/model';
import { formatCount, say, speak, valueOf, writeNumbers, plainNumbers } from '@weft/units';
import { session } from '../stores/session.ts';
import { setWords, t } from '../strings/t.ts';
import type { Language } from './language.ts';

/** Things are counted by one, two and more; its plural stands before the number. */
const kiri: Language = {
  tag: 'qkk',
  words: {
    'canvas.noneSelected': 'Nu sela.',
    'kind.many': ({ count }) => (count === 1 ? 'Sela un.' : count === 2 ? 'Sela pari.' : `Sela ${formatCount(count)}.`),
  },
  sentences: {
    '{0} senders cannot be chosen; expected 1 to {1}.': 'Ab 1 ad {1} volim, nu {0}.',
  },
};

/** A thread with the face of the browser's worker; which file it is to run is the test's to say. */
class ThreadWorker {
  static script = '';
  readonly #thread = new Thread(ThreadWorker.script);
  postMessage(message: unknown, transfer: never[] = []): void {
    this.#thread.postMessage(message, transfer);
  }
  addEventListener(type: string, listener: (event: unknown) => void): void {
    this.#thread.on(type, (value) => listener(type === 'message' ? { data: value } : value));
  }
  removeEventListener(): void {
    this.#thread.removeAllListeners();
  }
  terminate(): void {
    void this.#thread.terminate();
  }
}

let folder = '';
let engine: EngineClient;
let setLanguage: (language: Language) => void;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'weft-language-'));
  const entry = path.join(folder, 'entry.mjs');
  const front = JSON.stringify(path.resolve(import.meta.dirname, '../../../../packages/engine/src/index.ts'));
  await writeFile(
    entry,
    `import { parentPort } from 'node:worker_threads';\nimport { exposeEngine } from ${front};\nexposeEngine(parentPort);\n`,
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
  ThreadWorker.script = path.join(folder, 'host.mjs');
  vi.stubGlobal('Worker', ThreadWorker);
  ({ engine } = await import('./engine.ts'));
  ({ setLanguage } = await import('./language.ts'));
  (await import('./numbers.ts')).startNumbers();
}, 60_000);

afterEach(() => {
  setWords({});
  speak(null);
  engine.speak(null);
  session.setState({ locale: 'en' });
});

afterAll(async () => {
  engine.close();
  writeNumbers(plainNumbers);
  vi.unstubAllGlobals();
  await rm(folder, { recursive: true, force: true });
});

/** Why a traffic cannot be on 32 accelerators, in the worker's words. */
async function answered(traffic: Traffic): Promise<string> {
  const design = valueOf(generateStudy('leaf-spine', { servers: 4 })).designs[0]!;
  const workload = { ...defaultWorkload, traffic };
  const answer = await engine.solve({ design, workload, failed: [] }, () => undefined);
  return answer.ok ? 'it can be' : answer.fault.message;
}

const incast = (senders: number): Traffic => ({ pattern: 'incast', target: 0, senders });
const tooMany = incast(5000);

it('changes the words of the page, the sentences of the rooms and those of the worker', async () => {
  expect(await answered(tooMany)).toBe('5000 senders cannot be chosen; expected 1 to 31.');
  setLanguage(kiri);
  expect(document.documentElement.lang).toBe('qkk');
  expect(t('canvas.noneSelected')).toBe('Nu sela.');
  expect(say`${7} senders cannot be chosen; expected 1 to ${3}.`).toBe('Ab 1 ad 3 volim, nu 7.');
  expect(await answered(tooMany)).toBe('Ab 1 ad 31 volim, nu 5000.');
});

it('counts by its own plurals, and writes figures as the person chooses, in the worker too', async () => {
  setLanguage(kiri);
  expect([1, 2, 4096].map((count) => t('kind.many', { count }))).toEqual(['Sela un.', 'Sela pari.', 'Sela 4,096.']);
  expect(await answered(incast(1.5))).toBe('Ab 1 ad 31 volim, nu 1.5.');
  session.setState({ locale: 'de' });
  expect(t('kind.many', { count: 4096 })).toBe('Sela 4.096.');
  expect(await answered(incast(1.5))).toBe('Ab 1 ad 31 volim, nu 1,5.');
});

it('says in English what the language lacks', async () => {
  setLanguage(kiri);
  expect(t('canvas.noneThere')).toBe('Nothing lies that way.');
  expect(say`Target ${9} is not an endpoint; expected 0 to ${3}.`).toBe(
    'Target 9 is not an endpoint; expected 0 to 3.',
  );
  expect(await answered({ pattern: 'incast', target: 5000, senders: 1 })).toBe(
    'Target 5000 is not an endpoint; expected 0 to 31.',
  );
});

it('is kept when the worker dies and another takes its place', async () => {
  setLanguage(kiri);
  expect(await answered(tooMany)).toMatch(/^Ab 1 ad/);
  const before = session.getState().notices.length;
  engine.crash();
  await expect.poll(() => session.getState().notices.length).toBeGreaterThan(before);
  expect(await answered(tooMany)).toBe('Ab 1 ad 31 volim, nu 5000.');
});
