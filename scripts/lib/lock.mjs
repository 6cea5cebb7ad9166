// One at a time: several commands started together must not install or build over each other.
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './install.mjs';

/** A lock left behind by a process that was killed is broken after this long; an install on a slow line may take minutes. */
const stale_ms = 10 * 60_000;

/** Runs `body` while no other process of this checkout does. */
export function alone(body) {
  const mark = createHash('sha256').update(root).digest('hex').slice(0, 16);
  const lock = path.join(tmpdir(), `weft-${mark}.lock`);
  while (!taken(lock)) pause(100);
  // Ending the process by `giveUp` releases it too.
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return body();
  } finally {
    process.off('exit', release);
    release();
  }
}

function taken(lock) {
  try {
    mkdirSync(lock);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    const since = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
    if (since !== undefined && Date.now() - since > stale_ms) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

function pause(milliseconds) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
