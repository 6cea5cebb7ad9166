/** The engine's host in a worker thread, for the bench: besides, it tells over a port of its own how long its work went on without a pause. */
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import type { Endpoint } from 'comlink';
import { exposeEngine } from '../src/host.ts';
import { createPipeline } from '../src/pipeline.ts';
import { Longest, measured, noted, type Stretch } from './stretches.ts';

let longest = new Longest();
const note = (stretch: Stretch): void => longest.add(stretch);
const pipeline = measured(createPipeline(), note);
exposeEngine(parentPort as unknown as Endpoint, pipeline, (what, steps) => noted(what, steps, note));

const { stretches } = workerData as { readonly stretches: MessagePort };
stretches.on('message', () => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a port of Node has no origin
  stretches.postMessage(longest.summary());
  longest = new Longest();
});
