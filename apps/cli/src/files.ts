/**
 * Files in and out of commands: a file that cannot be read, or is not what it should be, is a fault of the input.
 */
import { InputFault } from './fault.ts';
import type { Io } from './io.ts';

/** How a file is called in a sentence. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** The bytes of a file, or of standard input for `-`. */
export async function readBytes(io: Io, file: string): Promise<Uint8Array> {
  try {
    return await io.read(file);
  } catch (error) {
    throw new InputFault(`${nameOf(file)}: ${whyNot(error)}`);
  }
}

/** A file as JSON, not yet checked further. */
export async function readJson(io: Io, file: string): Promise<unknown> {
  const bytes = await readBytes(io, file);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputFault(`${nameOf(file)}: The file is not text in UTF-8; expected JSON.`);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InputFault(`${nameOf(file)}: The file is not JSON: ${(error as Error).message}.`);
  }
}

/** Writes a result to a file if one was named, else to standard output. */
export async function writeResult(io: Io, file: string | undefined, text: string): Promise<void> {
  if (file === undefined || file === '-') {
    io.out(text);
    return;
  }
  try {
    await io.write(file, text);
  } catch (error) {
    throw new InputFault(`${file}: ${whyNot(error, 'written')}`);
  }
}

/** A result as JSON on standard output. */
export function printJson(io: Io, value: unknown): void {
  io.out(`${JSON.stringify(value, null, 1)}\n`);
}

function whyNot(error: unknown, done = 'read'): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') return `There is no such ${done === 'read' ? 'file' : 'folder'}.`;
  if (code === 'EISDIR') return 'This is a folder; expected a file.';
  if (code === 'EACCES' || code === 'EPERM') return `The file may not be ${done} by this user.`;
  return `The file could not be ${done}: ${error instanceof Error ? error.message : String(error)}.`;
}
