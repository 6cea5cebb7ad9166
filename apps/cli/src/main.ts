/**
 * `weft` as a process: the real streams and files around `run`.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { whyNot } from './files.ts';
import { readAtMost } from './reading.ts';
import { writeWhole } from './writing.ts';
import { run } from './run.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`weft ... | head`) is no fault.
  if (error.code === 'EPIPE') process.exit(0);
  process.stderr.write(`standard output: ${whyNot(error, 'written')}\n`);
  process.exit(1);
});

/** The source tree, where this file was built into apps/cli/dist. */
const root = path.resolve(import.meta.dirname, '../../..');

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  read: readAtMost,
  write: writeWhole,
  ...(existsSync(path.join(root, 'scripts/bench.mjs')) ? { runScript } : {}),
});

function runScript(script: string, words: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, [path.join(root, script), ...words], { cwd: root, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
