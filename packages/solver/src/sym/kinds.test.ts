import { describe, expect, it } from 'vitest';
import type { Symmetry } from '@weft/topology';
import { fabricOf, noFailures } from '../route/fabric.ts';
import { dragonfly, fatTree, graphFabric, hyperx, leafSpine, rails, torus, type Made } from '../testing/fabrics.ts';
import { finish } from '../steps.ts';
import { firstOfKinds, kindOfArcs, kindsBy, settledKinds } from './kinds.ts';
import { orbitsOf } from './orbits.ts';
import { colouredGraphOf } from './quotient.ts';
import { siblingSwaps } from './siblings.ts';
import { counting, root, unite } from './union.ts';

const fabric = ({ topology }: Made, links: readonly number[] = []) =>
  fabricOf(topology, { handOver: true, failures: { ...noFailures, links }, byCapacity: false, length: null });
const colours = ({ topology, endpoints }: Made): Uint8Array => {
  const colour = new Uint8Array(topology.nodeCount);
  for (const v of endpoints) colour[v] = 1;
  return colour;
};
const symmetriesIn = ({ topology }: Made): Symmetry[] => [
  ...topology.regions.flatMap(({ symmetries }) => symmetries),
  ...siblingSwaps(topology),
];

/** Orbits of arcs from the definition: the image of u -> v is every arc of that capacity from the image of u to that of v. */
function orbitsByHand(made: Made, links: readonly number[], held: readonly Symmetry[]): Int32Array {
  const { topology } = made;
  const alive = (a: number): boolean => !links.includes(a >> 1);
  const ends = (a: number): [number, number] =>
    a % 2 === 0
      ? [topology.linkA[a >> 1]!, topology.linkB[a >> 1]!]
      : [topology.linkB[a >> 1]!, topology.linkA[a >> 1]!];
  const key = (u: number, v: number, a: number): string => `${u} ${v} ${topology.linkCapacity_Gbps[a >> 1]!}`;
  const arcs = new Map<string, number[]>();
  const joined = counting(2 * topology.linkCount);
  for (let a = 0; a < joined.length; a++) {
    if (!alive(a)) continue;
    const k = key(...ends(a), a);
    arcs.set(k, [...(arcs.get(k) ?? []), a]);
  }
  for (const { nodes, images } of held) {
    const image = new Map(Array.from(nodes, (v, i) => [v, images[i]!]));
    for (let a = 0; a < joined.length; a++) {
      if (!alive(a)) continue;
      const [u, v] = ends(a);
      if (!image.has(u) && !image.has(v)) continue;
      for (const b of arcs.get(key(image.get(u) ?? u, image.get(v) ?? v, a))!) unite(joined, a, b);
    }
  }
  return joined.map((_, a) => root(joined, a));
}

describe('kinds of arcs', () => {
  const cases: [string, Made, number[]][] = [
    ['fat-tree', fatTree(4), []],
    ['fat-tree with a failed link', fatTree(4), [20]],
    ['leaf-spine', leafSpine(4, 3, 2, 0.5), []],
    ['rails', rails(3, 4, 1, 0.9, 2), []],
    ['rails with failures', rails(3, 4, 1, 0.9, 2), [1, 30]],
    ['torus', torus([4, 3]), []],
    ['hyperx', hyperx([3, 3], 2), []],
    ['dragonfly', dragonfly(2, 4, 2), []],
    ['dragonfly with a failed link', dragonfly(2, 4, 2), [100]],
  ];
  it.each(cases)('are the orbits of arcs, whichever way they are found: %s', (_, made, links) => {
    const graph = fabric(made, links);
    const { kinds, held, arcOrbit } = orbitsOf(graph, colours(made), symmetriesIn(made));
    expect(held.length).toBeGreaterThan(0);
    expect(arcOrbit).toEqual(orbitsByHand(made, links, held));
    expect(firstOfKinds(kinds)).toEqual(arcOrbit);
    const byArcs = kindsBy(graph, arcOrbit);
    expect(firstOfKinds(byArcs)).toEqual(arcOrbit);
    const kind = kindOfArcs(kinds);
    for (let k = 0; k < kinds.count; k++) {
      const members = [...kind.keys()].filter((a) => kind[a] === k);
      expect(members.length).toBe(kinds.size[k]);
      const sum = members.reduce((total, a) => total + made.topology.linkCapacity_Gbps[a >> 1]!, 0);
      expect(kinds.capacity[k]).toBeCloseTo(sum, 12);
    }
    for (const e of links) expect([kind[2 * e], kind[2 * e + 1]]).toEqual([-1, -1]);
    if (kinds.byEnds === null) return;
    const { number, orbits, kind: kindOfEnds } = kinds.byEnds;
    const { linkA, linkB } = made.topology;
    kind.forEach((k, a) => {
      const [u, v] = a % 2 === 0 ? [linkA[a >> 1]!, linkB[a >> 1]!] : [linkB[a >> 1]!, linkA[a >> 1]!];
      expect(kindOfEnds[number[u]! * orbits + number[v]!]).toBe(k);
    });
  });

  it('are not told by the ends where two orbits are joined in two ways', () => {
    // A ring of six routers with a host each: every router has two neighbours of one orbit, the next and the one before.
    const made = graphFabric(
      6,
      [0, 1, 2, 3, 4, 5],
      Array.from({ length: 6 }, (_, v) => [v, (v + 1) % 6, 1] as const),
      1,
    );
    const graph = fabric(made);
    // Turning by one place: one orbit of routers; its arcs forward and back are two, and no symmetry that leaves a router maps one to the other.
    const turn: Symmetry = {
      nodes: Int32Array.from({ length: 12 }, (_, v) => v),
      images: Int32Array.from({ length: 12 }, (_, v) => (v < 6 ? (v + 1) % 6 : 6 + ((v - 5) % 6))),
    };
    const { nodeOrbit, held, arcOrbit } = orbitsOf(graph, colours(made), [turn]);
    expect(held.length).toBe(1);
    expect(new Set(nodeOrbit).size).toBe(2);
    expect(finish(settledKinds(graph, colouredGraphOf(graph), nodeOrbit, held))).toBeNull();
    // Ring forward, ring back, up and down.
    expect(new Set(arcOrbit).size).toBe(4);
  });
});
