/**
 * Bytes of a foreign file as text, with a cap; and names from it as labels that a study can hold.
 */
import { limits } from '@weft/model';
import { done, failed, type Outcome, say } from '@weft/units';
import type { ImportFault } from '../report.ts';

/** Largest file that is read, bytes. A fabric of 10,000 hosts listed from both ends has about 60 MB. */
export const importLimit_B = 64_000_000;

/** Decodes UTF-8; bytes that are none become replacement characters, since descriptions in real files are often cut. */
export function textOf(bytes: Uint8Array): Outcome<string, ImportFault> {
  if (bytes.length > importLimit_B) {
    return failed(
      'too-large',
      say`the file`,
      say`The file has ${bytes.length} bytes; expected at most ${importLimit_B}.`,
    );
  }
  const text = new TextDecoder().decode(bytes);
  if (text.slice(0, 4096).includes('\u0000')) {
    return failed(
      'not-text',
      say`the file`,
      say`The file is not text; expected a listing, XML, YAML, JSON or a table.`,
    );
  }
  return done(text);
}

/** The lines of a text one after the other with their numbers from 1; never holds more than one. */
export function* linesOf(text: string): Generator<readonly [line: string, number: number]> {
  let start = 0;
  for (let number = 1; start <= text.length; number++) {
    const end = text.indexOf('\n', start);
    const stop = end < 0 ? text.length : end;
    if (end < 0 && start === stop) return;
    yield [text.slice(start, text.charCodeAt(stop - 1) === 13 && stop > start ? stop - 1 : stop), number];
    start = stop + 1;
  }
}

/** A name as a study can hold it: one line, without control characters, not too long. */
export function labelOf(name: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is taken away
  const clean = name.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim();
  return clean.slice(0, limits.label);
}

/** Compares names as people order them: `leaf 2` before `leaf 10`. */
export function byName(a: string, b: string): number {
  return collator.compare(a, b);
}

const collator = new Intl.Collator('en', { numeric: true });
