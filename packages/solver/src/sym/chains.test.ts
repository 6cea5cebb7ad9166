import { describe, expect, it } from 'vitest';
import { fabricOf } from '../route/fabric.ts';
import { graphFabric, type Made } from '../testing/fabrics.ts';
import { chainSwaps } from './chains.ts';
import { orbitsOf } from './orbits.ts';

/**
 * Two domains of four accelerators (0-3 on switch 8, 4-7 on switch 9), each with a card of its own (10-17). Cards 10-15 hang on leaf 18, the last
 * two on leaf 19; the leaves are linked. `odd` is the rate of the first card.
 */
function ragged(odd = 4): Made {
  const ends = [0, 1, 2, 3, 4, 5, 6, 7];
  const links = ends.flatMap((g) => [
    [g, g < 4 ? 8 : 9, 9] as const,
    [g, 10 + g, g === 0 ? odd : 4] as const,
    [10 + g, g < 6 ? 18 : 19, 4] as const,
  ]);
  return { ...graphFabric(20, [], [...links, [18, 19, 2]], 1), endpoints: Int32Array.from(ends) };
}

function orbitsByChains(made: Made): string {
  const fabric = fabricOf(made.topology, {
    handOver: true,
    failures: { links: [], nodes: [] },
    byCapacity: false,
    length: null,
  });
  const colour = new Uint8Array(made.topology.nodeCount);
  for (const v of made.endpoints) colour[v] = 1;
  const { nodeOrbit, refused } = orbitsOf(fabric, colour, [...chainSwaps(fabric, made.endpoints)]);
  expect(refused).toBe(0);
  const number = new Map<number, number>();
  return Array.from(made.endpoints, (v) => {
    const o = nodeOrbit[v]!;
    if (!number.has(o)) number.set(o, number.size);
    return number.get(o)!;
  }).join('');
}

describe('swaps of accelerators with their cards', () => {
  it('join those of one domain on one leaf, and no others', () => {
    expect(orbitsByChains(ragged())).toBe('00001122');
  });

  it('leave out the one whose card is slower', () => {
    expect(orbitsByChains(ragged(3))).toBe('01112233');
  });
});
