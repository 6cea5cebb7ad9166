/**
 * Files in and out of commands: a file that cannot be read, or is not what it should be, is a fault of the input.
 */
import { InputFault } from './fault.ts';
import type { Io } from './io.ts';
import { beyondBounds, type JsonBounds } from './json.ts';

/** How a file is called in a sentence. */
export function nameOf(file: string): string {
  return file === '-' ? 'standard input' : file;
}

/** The bytes of a file, or of standard input for `-`; at most as many as a text may have. */
export async function readBytes(io: Io, file: string): Promise<Uint8Array> {
  try {
    return await io.read(file, longestText_B);
  } catch (error) {
    throw new InputFault(`${nameOf(file)}: ${whyNot(error)}`);
  }
}

/** The longest text that is read: V8 holds no string of 2^29 characters. */
const longestText_B = 2 ** 29 - 64;

/** A file as JSON, not yet checked further. With bounds, a file of more than that is refused before memory is taken for what it holds. */
export async function readJson(io: Io, file: string, bounds?: JsonBounds): Promise<unknown> {
  const bytes = await readBytes(io, file);
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    throw new InputFault(
      `${nameOf(file)}: The file is packed by gzip; expected JSON. Unpack it first, as by gzip -dc.`,
    );
  }
  const beyond = beyondBounds(bytes, bounds);
  if (beyond !== null) throw new InputFault(`${nameOf(file)}: ${beyond}`);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputFault(`${nameOf(file)}: The file is not text in UTF-8; expected JSON.`);
  }
  if (text.trim() === '') throw new InputFault(`${nameOf(file)}: The file is empty; expected JSON.`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InputFault(`${nameOf(file)}: The file is not JSON: ${(error as Error).message}.`);
  }
}

/** Says which keys of an instance mean nothing here: one that is misspelt would be missed in silence. */
export function reportIgnored(
  io: Io,
  file: string,
  instance: unknown,
  known: readonly string[],
  elements?: { readonly list: string; readonly known: readonly string[] },
): void {
  if (typeof instance !== 'object' || instance === null || Array.isArray(instance)) return;
  const found = new Map<string, string>();
  for (const key of Object.keys(instance)) if (!known.includes(key)) found.set(key, 'the instance');
  const list = elements === undefined ? [] : (instance as Readonly<Record<string, unknown>>)[elements.list];
  if (elements !== undefined && Array.isArray(list)) {
    list.forEach((element: unknown, i) => {
      if (typeof element !== 'object' || element === null || Array.isArray(element)) return;
      for (const key in element) {
        if (!elements.known.includes(key) && !found.has(key)) found.set(key, `${elements.list}[${i}]`);
      }
    });
  }
  if (found.size === 0) return;
  const keys = [...found].slice(0, 5).map(([key, where]) => `${JSON.stringify(key)} (${where})`);
  const more = found.size > 5 ? ` and ${found.size - 5} more` : '';
  const expected = [...known, ...(elements?.known.map((key) => `${elements.list}[].${key}`) ?? [])].join(', ');
  io.err(`${nameOf(file)}: Ignored, as it has no meaning here: ${keys.join(', ')}${more}; known are ${expected}.\n`);
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

/** Why a file or stream could not be read or written, as a sentence. */
export function whyNot(error: unknown, done: 'read' | 'written' = 'read'): string {
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOENT') return `There is no such ${done === 'read' ? 'file' : 'folder'}.`;
  if (code === 'EFBIG' && done === 'read')
    return `There are more than ${longestText_B} bytes; expected at most that many.`;
  if (code === 'ENOSPC') return 'There is no room left to write to.';
  if (code === 'EISDIR') return 'This is a folder; expected a file.';
  if (code === 'EACCES' || code === 'EPERM') return `The file may not be ${done} by this user.`;
  return `The file could not be ${done}: ${error instanceof Error ? error.message : String(error)}.`;
}
