import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readAtMost } from './reading.ts';

describe('reading a file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'weft-reading-'));
  afterAll(() => rm(folder, { recursive: true }));
  const file = path.join(folder, 'ten');
  await writeFile(file, '0123456789');

  it('gives its bytes, up to as many as asked for', async () => {
    expect(new TextDecoder().decode(await readAtMost(file, 10))).toBe('0123456789');
    await expect(readAtMost(file, 9)).rejects.toMatchObject({ code: 'EFBIG' });
  });

  it("rejects with the system's error where there is none, or a folder", async () => {
    await expect(readAtMost(path.join(folder, 'nothing'), 10)).rejects.toMatchObject({ code: 'ENOENT' });
    await expect(readAtMost(folder, 1e6)).rejects.toMatchObject({ code: 'EISDIR' });
  });

  it.skipIf(!existsSync('/dev/zero'))('ends where a device does not', async () => {
    await expect(readAtMost('/dev/zero', 5_000_000)).rejects.toMatchObject({ code: 'EFBIG' });
  });
});
