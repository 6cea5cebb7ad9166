/**
 * Files and streams as bytes, never more than asked for: a device or a pipe may have no end.
 */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';

/** The bytes of a file, or of standard input for `-`; rejects with EFBIG where there are more than so many. */
export async function readAtMost(file: string, most_B: number): Promise<Uint8Array> {
  if (file !== '-') {
    const found = await stat(file);
    if (found.size > most_B) throw tooBig();
    if (found.isFile() && found.size > 0) {
      const { buffer, byteOffset, length } = await readFile(file);
      return new Uint8Array(buffer, byteOffset, length);
    }
  }
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of file === '-' ? process.stdin : createReadStream(file, { highWaterMark: 2 ** 20 })) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > most_B) throw tooBig();
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

function tooBig(): Error {
  return Object.assign(new Error('EFBIG'), { code: 'EFBIG' });
}
