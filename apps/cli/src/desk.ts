/**
 * A desk for tests of commands: files in memory, streams as strings.
 */
import { run } from './run.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** Standard output as JSON. */
  readonly json: () => unknown;
}

export class Desk {
  readonly files = new Map<string, string | Uint8Array>();

  /** Stands in for the source tree's scripts: what a script answers when it is called with some words. */
  runScript: ((script: string, words: readonly string[]) => number) | null = null;

  /** Runs `weft` with these words; `-` reads `stdin`. */
  async weft(argv: readonly string[], stdin = ''): Promise<Ran> {
    let out = '';
    let err = '';
    const code = await run(argv, {
      out: (text) => (out += text),
      err: (text) => (err += text),
      read: (file) => {
        const found = file === '-' ? stdin : this.files.get(file);
        if (found === undefined) return Promise.reject(Object.assign(new Error('ENOENT'), { code: 'ENOENT' }));
        return Promise.resolve(typeof found === 'string' ? new TextEncoder().encode(found) : found);
      },
      write: (file, text) => {
        this.files.set(file, text);
        return Promise.resolve();
      },
      ...(this.runScript === null
        ? {}
        : { runScript: (script, words) => Promise.resolve(this.runScript!(script, words)) }),
    });
    return { code, out, err, json: () => JSON.parse(out) as unknown };
  }
}
