import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

describe('the committed WebAssembly module', () => {
  it('is what packages/solver/kernel compiles to', (context) => {
    const run = spawnSync(process.execPath, [path.join(import.meta.dirname, 'kernel.mjs'), '--check']);
    // Only the compiler that made it can tell.
    context.skip(run.status === 3, run.stderr.toString());
    expect(run.stderr.toString()).toBe('');
    expect(run.status).toBe(0);
  });
});
