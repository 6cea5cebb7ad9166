import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '@weft/model';
import { arbitraryStudy, twoLeaves } from '@weft/testkit';
import { readStudyFile, studyFileLimit_B, writeStudyFile } from './study-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const why = (file: Uint8Array) => {
  const outcome = readStudyFile(file);
  return outcome.ok ? 'read' : `${outcome.fault.code} at ${outcome.fault.where}`;
};

describe('study files', () => {
  it('give any study back and are written the same again', () => {
    fc.assert(
      fc.property(arbitraryStudy(20), (study) => {
        const file = writeStudyFile(study);
        const read = readStudyFile(file);
        if (!read.ok) throw new Error(read.fault.message);
        expect(canonicalJson(read.value)).toBe(canonicalJson(study));
        expect(writeStudyFile(read.value)).toEqual(file);
      }),
      { seed: 79, numRuns: 200 },
    );
  });

  it('show one short record a line', () => {
    const text = new TextDecoder().decode(writeStudyFile(twoLeaves()));
    expect(text).toContain('\n    "l1": {"a": {"at": "n2", "port": 7}, "id": "l1",');
    expect(text.endsWith('}\n')).toBe(true);
  });

  it.each([
    [bytes(''), 'not-json at the file'],
    [bytes(' \n'), 'not-json at the file'],
    [bytes('{\n  "version": 1,\n  "servers": NaN,\n  "name": "x"\n}'), 'not-json at line 3, column 14'],
    [bytes('{"name": NaN, "version": 1, "designs": []}'), 'not-json at line 1, column 10'],
    [bytes('{\n  "version": 1,\n  "name" "x"\n}'), 'not-json at line 3, column 10'],
    [bytes('{"version": 1'), 'not-json at line 1, column 14'],
    [new Uint8Array([0xff, 0xd8, 0xff]), 'not-text at the file'],
    [bytes('3'), 'not-a-study at the study'],
    [bytes('{"version": 99}'), 'newer-version at version'],
    [bytes('{"version": 1, "name": 3}'), 'wrong-shape at name'],
    [new Uint8Array(studyFileLimit_B + 1), 'too-large at the file'],
  ])('refuse case %#: %s', (file, expected) => {
    expect(why(file)).toBe(expected);
  });
});
