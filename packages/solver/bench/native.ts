/**
 * The filling kernel's own C source as a native program, built on demand where there is a compiler: a peer for what runs in the browser.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Instance } from '../src/maxmin/instance.ts';

export interface NativeTime {
  /** Processor time of the fastest of several fillings, copies included. */
  readonly ms: number;
  readonly rate: Float64Array;
  readonly compiler: string;
}

let built: { program: string; compiler: string } | null | undefined;

function program(): { program: string; compiler: string } | null {
  if (built !== undefined) return built;
  built = null;
  const out = path.resolve('.cache/bench-native');
  mkdirSync(path.dirname(out), { recursive: true });
  for (const compiler of ['clang', 'gcc']) {
    try {
      execFileSync(compiler, ['-O3', path.resolve('bench/native.c'), '-o', out], { stdio: 'pipe' });
      built = { program: out, compiler };
      break;
    } catch {
      // The next one, or none.
    }
  }
  return built;
}

/** Fills an instance natively `repeats` times; null where there is no compiler. */
export function native({ capacity, offset, link }: Instance, repeats: number): NativeTime | null {
  const found = program();
  if (found === null) return null;
  const sizes = Int32Array.of(capacity.length, offset.length - 1, repeats);
  const input = Buffer.concat([bytes(sizes), bytes(capacity), bytes(offset), bytes(link)]);
  const said = execFileSync(found.program, [], { input, maxBuffer: 2 ** 30, timeout: 120_000 });
  const numbers = new Float64Array(said.buffer.slice(said.byteOffset, said.byteOffset + said.length));
  return { ms: numbers[0]!, rate: numbers.subarray(1), compiler: found.compiler };
}

function bytes(array: Float64Array | Int32Array): Buffer {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength);
}
