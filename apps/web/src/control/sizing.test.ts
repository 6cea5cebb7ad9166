// @vitest-environment happy-dom
/** Reading the tapering, and the study that a sized fabric becomes. */
import { describe, expect, it, vi } from 'vitest';
import { readStudy } from '@weft/model';
import '../strings/later.ts';

vi.mock('./engine.ts', () => ({ engine: {} }));
const { readTaper, studyOfSized } = await import('./sizing.ts');

describe('a number of GPUs', () => {
  it('reads a tapering as a number or a ratio', () => {
    const read: readonly (readonly [string, number | null])[] = [
      ['1', 1],
      ['2:1', 2],
      ['3 : 2', 1.5],
      ['', null],
      ['0.5', null],
      ['1:0', null],
      ['2:1:1', null],
      ['two', null],
      ['65', null],
    ];
    expect(read.map(([text]) => [text, readTaper(text)])).toEqual(read);
  });

  it('becomes a study that every reader takes', () => {
    const counts = { accelerators: 1024, servers: 128, nics: 1024, services: 0, switches: { leaf: 32 }, links: {} };
    const study = studyOfSized(
      { recipe: 'fat-tree', parameters: { servers: 128, taper: 2 }, counts: counts as never },
      { name: 'fat-tree', title: 'Fat-tree', version: 1 },
    );
    expect(readStudy(structuredClone(study)).ok).toBe(true);
    expect(study.name).toBe('Fat-tree, 1,024 GPUs');
  });
});
