/**
 * Real files for import tests. They lie beside the repository, in `../shared/samples`, and are not part of it: a test that needs one is skipped
 * with a message where that folder is absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../../..');

/** The bytes of a sample by its path below `samples`; null when there is none, after saying so. */
export function sampleBytes(name: string): Uint8Array | null {
  const file = path.resolve(root, '../shared/samples', name);
  if (existsSync(file)) return new Uint8Array(readFileSync(file));
  console.warn(`skipped: there is no sample ${name} beside the repository`);
  return null;
}

/** The text of a sample, null when there is none. */
export function sampleText(name: string): string | null {
  const bytes = sampleBytes(name);
  return bytes === null ? null : new TextDecoder().decode(bytes);
}
