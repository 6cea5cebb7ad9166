import { describe, expect, it } from 'vitest';
import { beyondBounds, countJson } from './json.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('counting JSON before it is parsed', () => {
  it('counts objects, lists, commas and how deep they stand', () => {
    expect(countJson(bytes('{"a": [1, 2, {"b": []}], "c": 3}'))).toEqual({ objects: 2, lists: 2, commas: 3, depth: 4 });
  });

  it('leaves out what stands in strings', () => {
    const counts = { objects: 1, lists: 0, commas: 0, depth: 1 };
    expect(countJson(bytes('{"[{,\\"[": "\\\\"}'))).toEqual(counts);
  });

  it('takes text that is not JSON too', () => {
    expect(countJson(bytes(']]}}[')).depth).toBe(0);
  });

  it.each([
    ['{"flows": [{}, {}]}', null],
    ['{"flows": [{}, {}, {}]}', 'flows: There are 3 flows; at most 2 fit.'],
    ['{"flows": [[], [], []]}', 'The file has 4 lists; an instance has at most 3.'],
    ['[1, 2, 3, 4]', null],
    ['[1, 2, 3, 4, 5]', 'The file has more than 4 values; an instance has at most that many.'],
  ])('says which bound %s exceeds', (text, sentence) => {
    const bounds = { objects: { name: 'flows', most: 2 }, lists: 3, values: 4 };
    expect(beyondBounds(bytes(text), bounds)).toBe(sentence);
  });

  it('refuses what stands deeper than a reader may walk, bounds or none', () => {
    expect(beyondBounds(bytes('['.repeat(100) + ']'.repeat(100)))).toBeNull();
    expect(beyondBounds(bytes('['.repeat(100_000)))).toMatch(/^Lists and objects stand 100000 deep/);
  });
});
