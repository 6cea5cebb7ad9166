/** Keys of designs by content: equal where the graph is the same, different where a record differs, whatever is remembered or forgotten between. */
import * as fc from 'fast-check';
import { applyChange, emptyDesign, type Design } from '@weft/model';
import { finish } from '@weft/solver';
import { arbitrarySeed, arbitraryStudy, randomChange, SeededRandom } from '@weft/testkit';
import { describe, expect, it } from 'vitest';
import { Contents } from './contents.ts';

function placeless({ x: _x, y: _y, locked: _l, template: _t, ...fields }: Record<string, unknown>): object {
  return fields;
}

/** All that the graph depends on, as text. */
function contentOf({ blocks, nodes, links, groups, overrides }: Design): string {
  const edits = Object.values(overrides).filter(
    (one) => one.removed !== undefined || one.rate_Gbps !== undefined || one.name !== undefined,
  );
  const all = [blocks, nodes, groups, links].map((table) => Object.values<object>(table));
  return JSON.stringify([...all, edits].map((records) => records.map((record) => placeless({ ...record }))));
}

/** A study's designs as it is edited ten times, each with its content. */
function history(start: Parameters<typeof applyChange>[0], seed: number): { design: Design; content: string }[] {
  const random = new SeededRandom(seed);
  let study = start;
  const designs: Design[] = [];
  for (let i = 0; i < 10; i++) {
    designs.push(...study.designs);
    study = applyChange(study, randomChange(study, random).change);
  }
  return designs.map((design) => ({ design, content: contentOf(design) }));
}

const keyIn = (contents: Contents, design: Design): string => finish(contents.keyOf(design));

describe('keys of designs', () => {
  it('are equal for equal content and for no other', () => {
    fc.assert(
      fc.property(arbitraryStudy(), arbitrarySeed, (start, seed) => {
        const contents = new Contents();
        const seen = history(start, seed);
        const keys = seen.map(({ design }) => keyIn(contents, design));
        const pairs = new Set(seen.map(({ content }, i) => `${content} ${keys[i]!}`));
        expect(new Set(keys).size).toBe(pairs.size);
        expect(new Set(seen.map(({ content }) => content)).size).toBe(pairs.size);
        // Of records that are copied as well.
        expect(seen.map(({ design }) => keyIn(contents, structuredClone(design)))).toEqual(keys);
      }),
      { seed: 20261126, numRuns: 60 },
    );
  });

  it('are never those of other content when texts were forgotten between', () => {
    fc.assert(
      fc.property(arbitraryStudy(), arbitrarySeed, (start, seed) => {
        const contents = new Contents(3);
        const contentOfKey = new Map<string, string>();
        for (const { design, content } of history(start, seed)) {
          const key = keyIn(contents, structuredClone(design));
          expect(contentOfKey.get(key) ?? content).toBe(content);
          contentOfKey.set(key, content);
        }
      }),
      { seed: 20261127, numRuns: 60 },
    );
  });

  it('tell the tables apart', () => {
    const contents = new Contents();
    const group = { id: 'a', name: 'a', parent: null, layout: 'free', x: null, y: null } as const;
    const of = (design: Partial<Design>): string => keyIn(contents, { ...emptyDesign('d1', 'D'), ...design });
    const keys = [of({}), of({ groups: { a: group } }), of({ nodes: { a: group as never } })];
    expect(new Set(keys).size).toBe(3);
  });

  it('are made with pauses among many records, fewer among those that are known', () => {
    const nodes = Object.fromEntries(Array.from({ length: 6000 }, (_, i) => [`n${i}`, { id: `n${i}` }]));
    const design = { ...emptyDesign('d1', 'D'), nodes } as unknown as Design;
    const contents = new Contents();
    const pauses = (): number => [...contents.keyOf(design)].length;
    // 300 at a time, then 4,000.
    expect(pauses()).toBe(20);
    expect(pauses()).toBe(1);
  });
});
