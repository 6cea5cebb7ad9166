import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { writeWhole } from './writing.ts';

describe('writing a file', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'weft-writing-'));
  afterAll(() => rm(folder, { recursive: true }));
  const at = (name: string): string => path.join(folder, name);

  it('makes a new one and replaces an old one, which keeps its mode', async () => {
    await writeWhole(at('a'), 'one');
    expect(await readFile(at('a'), 'utf8')).toBe('one');
    await writeFile(at('b'), 'old', { mode: 0o600 });
    await writeWhole(at('b'), 'new');
    expect(await readFile(at('b'), 'utf8')).toBe('new');
    expect((await stat(at('b'))).mode & 0o777).toBe(0o600);
  });

  it('writes through a symbolic link', async () => {
    await writeFile(at('target'), 'old');
    await symlink(at('target'), at('link'));
    await writeWhole(at('link'), 'new');
    expect(await readlink(at('link'))).toBe(at('target'));
    expect(await readFile(at('target'), 'utf8')).toBe('new');
  });

  it("rejects with the system's error and leaves nothing behind", async () => {
    await mkdir(at('folder'));
    const before = await readdir(folder);
    await expect(writeWhole(at('folder'), 'x')).rejects.toMatchObject({ code: 'EISDIR' });
    await expect(writeWhole(at('nowhere/x'), 'x')).rejects.toMatchObject({ code: 'ENOENT' });
    expect(await readdir(folder)).toEqual(before);
  });
});
