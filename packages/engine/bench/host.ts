/** The engine's host in a worker thread, for the bench. */
import { parentPort } from 'node:worker_threads';
import type { Endpoint } from 'comlink';
import { exposeEngine } from '../src/host.ts';

exposeEngine(parentPort as unknown as Endpoint);
