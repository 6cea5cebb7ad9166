/** What the rooms say can be said in another language: every sentence goes through `say`, and the list of them is whole. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recipes } from '../../packages/generators/src/index.ts';
import { speak } from '../../packages/units/src/index.ts';
import { recipeSpecs } from '../../packages/engine/src/index.ts';
import { collectSentences } from './sentences.mjs';

const { forms, bare } = collectSentences();

describe('sentences', () => {
  it('are never handed on in English alone', () => {
    expect(bare).toEqual([]);
  });

  it('number their holes from 0, without a gap', () => {
    const odd = [...forms.keys()].filter((form) => {
      const holes = [...form.matchAll(/\{(\d+)\}/g)].map(([, hole]) => Number(hole));
      return holes.some((hole, i) => hole !== i);
    });
    expect(odd).toEqual([]);
  });

  it('include the words of all recipes', () => {
    const words = recipes.flatMap(({ title, use, parameters }) => [
      title,
      use,
      ...parameters.flatMap((p) => [p.key, p.meaning, ...(p.unit === null || p.kind === 'rate' ? [] : [p.unit])]),
    ]);
    expect(words.filter((word) => !forms.has(word))).toEqual([]);
  });
});

describe('another language', () => {
  beforeAll(() => speak('marked'));
  afterAll(() => speak(null));

  it('is heard in what recipes tell of themselves', () => {
    for (const { title, use, parameters } of recipeSpecs()) {
      for (const words of [title, use, ...parameters.map((p) => p.meaning)]) expect(words).toMatch(/^⟦.*⟧$/);
    }
  });
});
