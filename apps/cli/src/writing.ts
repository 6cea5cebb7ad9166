/**
 * A file written whole or not at all: what stood there before stays until all of the new text is on disk.
 */
import { lstat, rename, rm, writeFile } from 'node:fs/promises';

/** Writes a text to a file; rejects with the system's error, and then nothing has changed where the file is a plain one or new. */
export async function writeWhole(file: string, text: string): Promise<void> {
  const old = await lstat(file).catch(() => null);
  // A device, a pipe or a link is written to, not put aside.
  if (old !== null && !old.isFile()) return writeFile(file, text);
  const part = `${file}.${process.pid}.part`;
  try {
    await writeFile(part, text, old === null ? {} : { mode: old.mode });
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    // A folder that takes no new file may still hold one that can be written.
    const { code } = error as NodeJS.ErrnoException;
    if (old !== null && (code === 'EACCES' || code === 'EPERM')) return writeFile(file, text);
    throw error;
  }
}
