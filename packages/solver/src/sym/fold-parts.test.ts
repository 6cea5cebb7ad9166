import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { finish } from '../steps.ts';
import { leftOf, nodeIn, type Chain } from './fold-chains.ts';
import { PatternLinks, type Links } from './fold-links.ts';
import { FoldLists } from './fold-lists.ts';
import { FoldPass } from './fold-pass.ts';

const seed = 20261125;
const runs = (size: number, ...starts: number[]): Chain => ({
  copies: starts.length,
  size,
  starts: Int32Array.from(starts),
  nodes: null,
});
const lists = (...copies: number[][]): Chain => ({
  copies: copies.length,
  size: copies[0]!.length,
  starts: null,
  nodes: Int32Array.from(copies.flat()),
});
const nodesOf = (chain: Chain | null): number[][] | null =>
  chain &&
  Array.from({ length: chain.copies }, (_, c) => Array.from({ length: chain.size }, (__, i) => nodeIn(chain, c, i)));

/** The copies that are left of a chain on twelve nodes, some of them gone. */
function left(chain: Chain, ...gone: number[]): number[][] | null {
  const isLeft = new Uint8Array(12).fill(1);
  for (const v of gone) isLeft[v] = 0;
  return nodesOf(leftOf(chain, isLeft));
}

describe('what is left of a chain', () => {
  it('is the chain where all is, and its copies that are whole where others are gone', () => {
    expect(left(runs(2, 0, 4, 8))).toEqual([[0, 1], [4, 5], [8, 9]]); // prettier-ignore
    expect(left(runs(2, 0, 4, 8), 4, 5)).toEqual([[0, 1], [8, 9]]); // prettier-ignore
    expect(left(lists([0, 2], [1, 3], [4, 6]), 0, 2)).toEqual([[1, 3], [4, 6]]); // prettier-ignore
  });
  it('is as many nodes of each copy', () => {
    expect(left(runs(3, 0, 3, 6), 1, 4, 7)).toEqual([[0, 2], [3, 5], [6, 8]]); // prettier-ignore
    expect(left(runs(3, 0, 3, 6), 1)).toBeNull();
  });
  it('is nothing where fewer than two copies are', () => {
    expect(left(runs(2, 0, 2, 4), 0, 1, 2, 3)).toBeNull();
    expect(left(runs(2, 0, 2), 2, 3)).toBeNull();
  });
});

describe('the folds of nodes', () => {
  it('agree where two copies have been through the same, or through their own of as many copies', () => {
    // Nodes 0 1 | 2 3 | 4 5: a fold of three on each of 0, 2, one of two on 4.
    const folds = new FoldLists(6);
    folds.note(runs(1, 0), 0, 3);
    folds.note(runs(1, 2), 0, 3);
    folds.note(runs(1, 4), 0, 2);
    const chain = runs(2, 0, 2, 4);
    const members = folds.members(Int32Array.of(0, 1, 2, 3, 4, 5));
    expect(folds.agree(chain, 0, 0, members)).toBe(true);
    expect(folds.agree(chain, 0, 1, members)).toBe(true);
    expect(folds.agree(chain, 0, 2, members)).toBe(false);
    expect(folds.signature(0)).toBe(folds.signature(2));
    expect(folds.signature(0)).not.toBe(folds.signature(4));
  });
  it('do not where a fold of a copy has members outside it, or the nodes that went through are others', () => {
    const folds = new FoldLists(6);
    folds.note(lists([0, 4]), 0, 3);
    folds.note(lists([2, 5]), 0, 3);
    expect(folds.agree(runs(2, 0, 2), 0, 1, folds.members(Int32Array.of(0, 1, 2, 3, 4, 5)))).toBe(false);
    const crossed = new FoldLists(4);
    crossed.note(runs(1, 0), 0, 2);
    crossed.note(runs(1, 3), 0, 2);
    expect(crossed.agree(runs(2, 0, 2), 0, 1, crossed.members(Int32Array.of(0, 1, 2, 3)))).toBe(false);
  });
});

/** A pattern of `size` nodes with random links among them and to `outside` others, in rows, and copies of it: links as they should be. */
const patterns = fc.record({
  size: fc.integer({ min: 1, max: 5 }),
  outside: fc.integer({ min: 1, max: 4 }),
  copies: fc.integer({ min: 2, max: 5 }),
  rows: fc.array(
    fc.record({
      a: fc.nat(),
      b: fc.nat(),
      length: fc.integer({ min: 1, max: 6 }),
      capacity: fc.constantFrom(1, 2),
      stepA: fc.nat(2),
      stepB: fc.nat(2),
    }),
    { minLength: 1, maxLength: 6 },
  ),
  altered: fc.nat(),
  what: fc.constantFrom('a', 'b', 'capacity'),
});

describe('links of copies', () => {
  it('are found like those of the pattern, and unlike when one is altered', () => {
    let unlike = 0;
    fc.assert(
      fc.property(patterns, ({ size, outside, copies, rows, altered, what }) => {
        const a: number[] = [];
        const b: number[] = [];
        const capacity: number[] = [];
        for (let c = 0; c < copies; c++) {
          for (const row of rows) {
            for (let i = 0; i < row.length; i++) {
              // One end within the copy, the other anywhere.
              a.push(outside + c * size + ((row.a + i * row.stepA) % size));
              const far = (row.b + i * row.stepB) % (outside + size);
              b.push(far < outside ? far : far + c * size);
              capacity.push(row.capacity);
            }
          }
        }
        const links = {
          count: a.length,
          a: Int32Array.from(a),
          b: Int32Array.from(b),
          capacity: Float64Array.from(capacity),
        };
        const starts = Array.from({ length: copies }, (_, c) => outside + c * size);
        const each = a.length / copies;
        const walked = walk(links, runs(size, ...starts), outside + copies * size);
        const listed = starts.map((first) => Array.from({ length: size }, (_, i) => first + i));
        expect(walk(links, lists(...listed), outside + copies * size)).toEqual(walked);
        expect(walked).toEqual({ kept: each, copied: (copies - 1) * each, bad: 0 });
        // The last copy with one link to another node or of another capacity.
        const e = (copies - 1) * each + (altered % each);
        const changed = { ...links, [what]: links[what as keyof Links & ('a' | 'b' | 'capacity')].slice() };
        (changed[what as 'a'] as Int32Array)[e] = what === 'capacity' ? 3 : outside + copies * size;
        const after = walk(changed, runs(size, ...starts), outside + copies * size + 1);
        expect(after?.bad ?? 1).toBe(1);
        unlike++;
      }),
      { seed, numRuns: 300 },
    );
    expect(unlike).toBe(300);
  });
});

const sum = (counts: Iterable<number>): number => [...counts].reduce((x, y) => x + y, 0);

/** Links kept and copied, and copies left out; null where none folds. */
function walk(links: Links, chain: Chain, nodes: number): { kept: number; copied: number; bad: number } | null {
  const place = new Int32Array(nodes);
  const copyOf = new Int32Array(nodes);
  const pass = new FoldPass(links, [chain], copyOf, () => place);
  const walked = finish(pass.walk());
  expect(copyOf.every((c) => c === 0)).toBe(true);
  return walked && { kept: sum(walked.keptLength), copied: sum(walked.length), bad: sum(pass.bad) };
}

it('tells stretches by steps, capacity and which ends are within', () => {
  // 0 and 1 are within: 0-2 0-3 0-4 go on, 0-5 has another capacity, 1-0 is within at both ends.
  const links = {
    count: 5,
    a: Int32Array.of(0, 0, 0, 0, 1),
    b: Int32Array.of(2, 3, 4, 5, 0),
    capacity: Float64Array.of(1, 1, 1, 2, 1),
  };
  const pattern = new PatternLinks(links);
  pattern.take(0, 5, Int32Array.of(1, 1, 0, 0, 0, 0), 1);
  expect(pattern.from).toEqual([0, 3, 4]);
  expect(pattern.length).toEqual([3, 1, 1]);
});
