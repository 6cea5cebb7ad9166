/**
 * The study as a file: canonical JSON with short records on one line each, so that equal studies give equal bytes and version control shows
 * which record changed.
 */
import { canonicalJson, readStudy, type Study, type StudyFault } from '@weft/model';
import { failed, type Outcome, say } from '@weft/units';

/** The largest file that is read, bytes. A full study of 200,000 records has about 50 MB. */
export const studyFileLimit_B = 64_000_000;

const lineWidth = 160;

export type StudyFileFault = 'too-large' | 'not-text' | 'not-json' | StudyFault;

/** The bytes of the file. */
export function writeStudyFile(study: Study): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`${canonicalJson(study, lineWidth)}\n`);
}

/** Reads a study file; a fault names the line where the text is not JSON, or the path of the field that is wrong. */
export function readStudyFile(bytes: Uint8Array): Outcome<Study, StudyFileFault> {
  if (bytes.length > studyFileLimit_B) {
    return failed(
      'too-large',
      say`the file`,
      say`The file has ${bytes.length} bytes; expected at most ${studyFileLimit_B}.`,
    );
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return failed('not-text', say`the file`, say`The file is not text in UTF-8; expected a study as JSON.`);
  }
  if (text.trim() === '') return failed('not-json', say`the file`, say`The file is empty; expected a study as JSON.`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (fault) {
    const place = placeOf(fault, text);
    return failed('not-json', place, say`The text is not JSON at ${place}; expected a study file as Weft writes it.`);
  }
  return readStudy(value);
}

/** The line and column of a JSON fault; engines say the position in different words, or not at all. */
function placeOf(fault: unknown, text: string): string {
  const message = fault instanceof Error ? fault.message : '';
  const lineColumn = /line (\d+) column (\d+)/.exec(message);
  if (lineColumn) return say`line ${lineColumn[1]!}, column ${lineColumn[2]!}`;
  const position = /position (\d+)/.exec(message);
  const at = position ? Number(position[1]) : shownAt(message, text);
  const before = text.slice(0, at).split('\n');
  return say`line ${before.length}, column ${before.at(-1)!.length + 1}`;
}

/** V8 shows ten letters on either side of a token that it did not expect, `..."ervers": NaN}, "x"... is not valid JSON`, and says no position. */
function shownAt(message: string, text: string): number {
  const [, ahead, shown, behind] = /, (\.\.\.)?"(.*)"(\.\.\.)? is not valid JSON$/s.exec(message) ?? [];
  if (shown === undefined) return text.length;
  if (ahead !== undefined) return text.indexOf(shown) + 10;
  return behind === undefined ? 0 : shown.length - 10;
}
