/**
 * `weft` as a process: the real streams and files around `run`.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { run } from './run.ts';

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader that has seen enough (`weft ... | head`) is no fault.
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

process.exitCode = await run(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
  read: async (file) => (file === '-' ? readAll() : new Uint8Array(await readFile(file))),
  write: (file, text) => writeFile(file, text),
});

async function readAll(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}
