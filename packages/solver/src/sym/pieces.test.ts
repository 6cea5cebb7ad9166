import { describe, expect, it } from 'vitest';
import type { Symmetry } from '@weft/topology';
import { fabricOf, noFailures } from '../route/fabric.ts';
import { dragonfly, fatTree, rails, torus, type Made } from '../testing/fabrics.ts';
import { OrbitGathering } from './orbits.ts';
import { finish } from '../steps.ts';
import { Pieces } from './pieces.ts';

const fabric = ({ topology }: Made, links: readonly number[] = []) =>
  fabricOf(topology, { handOver: true, failures: { ...noFailures, links }, byCapacity: false, length: null });
const colours = ({ topology, endpoints }: Made): Uint8Array => {
  const colour = new Uint8Array(topology.nodeCount);
  for (const v of endpoints) colour[v] = 1;
  return colour;
};

/** All swaps of a list of chains as one symmetry: copy i of each goes to copy i + 1, the last to the first. */
function turned(chains: readonly (readonly (readonly number[])[])[]): Symmetry {
  const moves = chains.flatMap((copies) =>
    copies.flatMap((copy, c) => copy.map((v, i) => [v, copies[(c + 1) % copies.length]![i]!] as const)),
  );
  return { nodes: Int32Array.from(moves, ([v]) => v), images: Int32Array.from(moves, ([, w]) => w) };
}

function listed(made: Made, symmetry: Symmetry, links: readonly number[] = []): Symmetry[] {
  const { count, nodes, images, start } = finish(new Pieces(fabric(made, links)).of(symmetry));
  return Array.from({ length: count }, (_, k) => ({
    nodes: nodes.subarray(start[k], start[k + 1]),
    images: images.subarray(start[k], start[k + 1]),
  }));
}

describe('the pieces of a symmetry', () => {
  // Three hosts on each leaf of a k = 6 fat-tree, all 18 leaves at once.
  const tree = fatTree(6);
  const ofLeaf = (leaf: number): number[] => Array.from(tree.endpoints.subarray(3 * leaf, 3 * leaf + 3));
  const hosts = turned(Array.from({ length: 18 }, (_, leaf) => ofLeaf(leaf).map((v) => [v])));

  it('of hosts that turn on every leaf are swaps of two hosts, three a leaf', () => {
    const pieces = listed(tree, hosts);
    expect(pieces.length).toBe(18 * 3);
    for (const { nodes, images } of pieces) expect([...nodes].toSorted()).toEqual([...images].toSorted());
    expect(new Set(pieces.map(({ nodes }) => nodes.length))).toEqual(new Set([2]));
  });

  const server = rails(4, 4, 1, 0.9, 2);
  const claims: [string, Made, Symmetry][] = [
    ['hosts of a fat-tree', tree, hosts],
    ...[tree, torus([4, 5]), dragonfly(2, 4, 2), server].flatMap((made) =>
      made.topology.regions.flatMap(({ family, symmetries }) =>
        symmetries.slice(0, 12).map((symmetry, i): [string, Made, Symmetry] => [`${family} ${i}`, made, symmetry]),
      ),
    ),
  ];
  it.each(claims)('hold where the whole does, and reach as far: %s', (_, made, symmetry) => {
    const whole = new OrbitGathering(fabric(made), colours(made));
    expect(whole.take(symmetry)).toBe(true);
    const apart = new OrbitGathering(fabric(made), colours(made));
    for (const piece of listed(made, symmetry)) expect(apart.take(piece)).toBe(true);
    expect(apart.orbits().nodeOrbit).toEqual(whole.orbits().nodeOrbit);
  });

  it('that no failure touches hold although the whole does not', () => {
    const gathering = new OrbitGathering(fabric(tree, [0]), colours(tree));
    expect(gathering.take(hosts)).toBe(false);
    const held = listed(tree, hosts, [0]).filter((piece) => gathering.take(piece)).length;
    // One leaf has lost the link of a host: of its three swaps the one between the two others holds.
    expect(held).toBe(17 * 3 + 1);
  });

  it('of what two linked nodes do are one', () => {
    const ring = torus([5]);
    const turn = turned([Array.from({ length: 5 }, (_, v) => [ring.endpoints[v]!])]);
    expect(listed(ring, turn).map(({ nodes }) => nodes.length)).toEqual([5]);
  });
});
