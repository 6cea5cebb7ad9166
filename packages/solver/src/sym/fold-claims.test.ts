import { expect, it } from 'vitest';
import { TopologyBuilder, type Symmetry } from '@weft/topology';
import { finish } from '../steps.ts';
import { nodeClass } from '../testing/fabrics.ts';
import { claimFamilies } from './fold-claims.ts';
import { nodeIn } from './fold-chains.ts';

const swap = (as: readonly number[], bs: readonly number[]): Symmetry => ({
  nodes: Int32Array.from([...as, ...bs]),
  images: Int32Array.from([...bs, ...as]),
});

/** The chains that claims are read as, family by family; those nodes are gone. */
function read(symmetries: readonly Symmetry[], gone: readonly number[] | null): number[][][][] {
  const b = new TopologyBuilder();
  for (let v = 0; v < 12; v++) b.node(0, nodeClass('router'));
  b.region({ family: 'fat-tree', group: 0, shape: {}, routers: new Int32Array(0), symmetries });
  const { count, chains } = finish(claimFamilies(b.build()));
  const isLeft = gone && Uint8Array.from({ length: 12 }, (_, v) => (gone.includes(v) ? 0 : 1));
  return Array.from({ length: count }, (_, k) =>
    finish(chains(k, isLeft)).map((chain) =>
      Array.from({ length: chain.copies }, (__, c) =>
        Array.from({ length: chain.size }, (___, i) => nodeIn(chain, c, i)),
      ),
    ),
  );
}

const claims = [
  swap([0], [1]),
  swap([1], [2]),
  swap([6], [7]),
  // A pair that is a run, handed on twice; one that is a list; a turn of three, which is no swap.
  swap([0, 1], [2, 3]),
  swap([2, 3], [4, 5]),
  swap([6, 8], [7, 9]),
  { nodes: Int32Array.of(9, 10, 11, 8), images: Int32Array.of(10, 11, 8, 9) },
];

it('reads swaps that hand a copy on as chains: runs before lists, the larger first, what does anything else not at all', () => {
  expect(read(claims, null)).toEqual([
    [[[0, 1], [2, 3], [4, 5]]], // prettier-ignore
    [[[0], [1], [2]], [[6], [7]]], // prettier-ignore
    [[[6, 8], [7, 9]]], // prettier-ignore
    [],
  ]);
});

it('begins no chain with copies of which nothing is left', () => {
  expect(read(claims, [0, 1, 2, 3])[0]).toEqual([[[2, 3], [4, 5]]]); // prettier-ignore
  expect(read(claims, [0, 1, 6, 7])[1]).toEqual([[[1], [2]]]);
  expect(read(claims, [6, 7, 8, 9])[2]).toEqual([]);
});
