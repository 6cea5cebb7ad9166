import { describe, expect, it } from 'vitest';
import type { Symmetry } from '@weft/topology';
import { fabricOf } from '../route/fabric.ts';
import { dragonfly, fatTree, jellyfish, rails, torus, type Made } from '../testing/fabrics.ts';
import { orbitsOf } from './orbits.ts';
import { colouredGraphOf, quotientOf } from './quotient.ts';
import { siblingSwaps } from './siblings.ts';
import { isEquitable, refine } from './refine.ts';

const fabric = (made: Made, links: readonly number[] = []) =>
  fabricOf(made.topology, { handOver: true, failures: { links, nodes: [] }, byCapacity: false, length: null });
const colours = (made: Made): Uint8Array => {
  const colour = new Uint8Array(made.topology.nodeCount);
  for (const v of made.endpoints) colour[v] = 1;
  return colour;
};
const claims = (made: Made): readonly Symmetry[] => made.topology.regions[0]!.symmetries;
const count = (orbit: Int32Array): number => new Set(orbit).size;

describe('orbits', () => {
  it('of a fat-tree: hosts, leaves, spines, cores; and three kinds of link, each way', () => {
    const made = fatTree(6);
    const orbits = orbitsOf(fabric(made), colours(made), claims(made));
    expect(orbits.refused).toBe(0);
    expect(count(orbits.nodeOrbit)).toBe(4);
    expect(count(orbits.arcOrbit)).toBe(6);
  });

  it('of a dragonfly: one group, since nothing but the shift of groups and the hosts of a router are alike', () => {
    const made = dragonfly(2, 4, 2);
    const orbits = orbitsOf(fabric(made), colours(made), claims(made));
    expect(orbits.refused).toBe(0);
    expect(count(orbits.nodeOrbit)).toBe(4 + 4);
  });

  it('of a torus: one node, and an arc each way a dimension', () => {
    const made = torus([4, 5, 3]);
    const orbits = orbitsOf(fabric(made), colours(made), claims(made));
    expect([count(orbits.nodeOrbit), count(orbits.arcOrbit)]).toEqual([1, 6]);
  });

  it('of a rail-optimised cluster, guessed from its servers and rails alone: one accelerator stands for all', () => {
    const made = rails(4, 4, 1, 0.9, 2);
    const orbits = orbitsOf(fabric(made), colours(made), siblingSwaps(made.topology));
    // Accelerator, NIC, scale-up switch, leaf, spine; and four kinds of link, each way.
    expect([count(orbits.nodeOrbit), count(orbits.arcOrbit)]).toEqual([5, 8]);
  });

  it('after a failure drop what no longer holds and keep the rest', () => {
    const made = fatTree(4);
    const orbits = orbitsOf(fabric(made, [0]), colours(made), claims(made));
    expect(orbits.refused).toBeGreaterThan(0);
    expect(orbits.accepted).toBeGreaterThan(0);
    expect(orbits.nodeOrbit[made.endpoints[0]!]).toBe(made.endpoints[0]!);
  });

  describe('refuse a symmetry', () => {
    const made = torus([4, 4]);
    const shift = claims(made)[0]!;
    const judge = (topology: Made['topology'], symmetry: Symmetry): number =>
      orbitsOf(fabric({ ...made, topology }), colours(made), [symmetry]).accepted;

    it('never when it holds', () => expect(judge(made.topology, shift)).toBe(1));
    it('when one capacity differs', () => {
      const linkCapacity_Gbps = made.topology.linkCapacity_Gbps.slice();
      linkCapacity_Gbps[3]! *= 2;
      expect(judge({ ...made.topology, linkCapacity_Gbps }, shift)).toBe(0);
    });
    it('when one link ends elsewhere', () => {
      const linkB = made.topology.linkB.slice();
      linkB[3] = (linkB[3]! + 5) % 16;
      expect(judge({ ...made.topology, linkB }, shift)).toBe(0);
    });
    it('when one image is wrong', () => {
      const images = shift.images.slice();
      [images[0], images[1]] = [images[1]!, images[0]!];
      expect(judge(made.topology, { nodes: shift.nodes, images })).toBe(0);
    });
    it('when two nodes have one image, or an image is no node', () => {
      const twice = shift.images.slice();
      twice[0] = twice[1]!;
      expect(judge(made.topology, { nodes: shift.nodes, images: twice })).toBe(0);
      expect(judge(made.topology, { nodes: Int32Array.of(0), images: Int32Array.of(99) })).toBe(0);
    });
    it('when an endpoint would go where none is', () => {
      const colour = colours(made);
      colour[5] = 0;
      expect(orbitsOf(fabric(made), colour, [shift]).accepted).toBe(0);
    });
  });
});

describe('refinement', () => {
  it('of a random regular graph gives hosts and switches, although nothing in it is alike', () => {
    const made = jellyfish(200, 12, 1, 1);
    const graph = colouredGraphOf(fabric(made));
    expect(refine(graph, new Int32Array(graph.nodeCount)).classCount).toBe(2);
    const one = new Int32Array(graph.nodeCount);
    one[made.endpoints[0]!] = 1;
    const apart = refine(graph, one);
    // One host set apart sets every switch, and so every host, apart.
    expect(apart.classCount).toBe(400);
  });

  it('of a fat-tree around its endpoints merges spines of a pod and all cores', () => {
    const made = fatTree(8);
    const { fabric: small, partition } = quotientOf(fabric(made), made.endpoints);
    expect(small.nodeCount).toBe(128 + 32 + 8 + 1);
    expect(isEquitable(colouredGraphOf(fabric(made)), partition.classOf)).toBe(true);
  });

  it('is refused as equitable when one arc is gone', () => {
    const made = fatTree(4);
    const { partition } = quotientOf(fabric(made), made.endpoints);
    expect(isEquitable(colouredGraphOf(fabric(made, [made.topology.linkCount - 1])), partition.classOf)).toBe(false);
  });

  it('looks at few arcs, whatever the graph', () => {
    for (const made of [fatTree(8), torus([8, 8]), dragonfly(2, 4, 2), jellyfish(100, 10, 1, 2)]) {
      const graph = colouredGraphOf(fabric(made));
      const one = new Int32Array(graph.nodeCount);
      one[made.endpoints[0]!] = 1;
      expect(refine(graph, one).visits / graph.neighbour.length).toBeLessThan(3.5);
    }
  });
});
