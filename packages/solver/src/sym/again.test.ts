import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { directLoad } from '../fluid/linear.ts';
import { fluidProblem } from '../fluid/problem.ts';
import { fabricOf } from '../route/fabric.ts';
import { finish } from '../steps.ts';
import {
  dragonfly,
  fatTree,
  graphFabric,
  hyperx,
  jellyfish,
  leafSpine,
  rails,
  torus,
  type Made,
} from '../testing/fabrics.ts';
import { colouredGraphOf, quotientAgain, quotientOf } from './quotient.ts';
import { isEquitable, refine, refineAgain, refineFrom, type Partition } from './refine.ts';
import { orbitsOf } from './orbits.ts';

const seed = 20261124;
const fabric = ({ topology }: Made, links: readonly number[] = [], nodes: readonly number[] = []) =>
  fabricOf(topology, { handOver: true, failures: { links, nodes }, byCapacity: false, length: null });
const endsOf = ({ topology }: Made, links: readonly number[]): number[] =>
  links.flatMap((e) => [topology.linkA[e]!, topology.linkB[e]!]);

/** The classes without their numbers: per node, the smallest one of its class. */
function namesOf({ classOf }: Pick<Partition, 'classOf'>): Int32Array {
  const first = new Map<number, number>();
  classOf.forEach((c, v) => first.has(c) || first.set(c, v));
  return classOf.map((c) => first.get(c)!);
}

function isSound({ classCount, classOf, member, place, start, size }: Partition): boolean {
  for (let c = 0, sum = 0; c < classCount; c++) {
    if ((sum += size[c]!) > member.length || size[c] === 0) return false;
    for (let i = start[c]!; i < start[c]! + size[c]!; i++) {
      if (classOf[member[i]!] !== c || place[member[i]!] !== i) return false;
    }
    if (c === classCount - 1 && sum !== member.length) return false;
  }
  return true;
}

/** Everything that is promised of one failure, for endpoints `own` set apart. */
function check(made: Made, own: Iterable<number>, links: readonly number[], node: number | null): void {
  const graph = colouredGraphOf(fabric(made));
  const initial = Int32Array.from(fabric(made).forwards);
  let next = 2;
  for (const v of own) initial[v] = next++;
  const before = refine(graph, initial);
  const kept = before.classOf.slice();
  const ends = endsOf(made, links);
  const apart = node === null ? ends : [...ends, node];
  const again = refineAgain(graph, before, apart);
  expect(before.classOf).toEqual(kept);
  expect(isSound(again)).toBe(true);
  for (const v of apart) expect(again.size[again.classOf[v]!]).toBe(1);
  const after = colouredGraphOf(fabric(made, links, node === null ? [] : [node]));
  expect(isEquitable(graph, again.classOf)).toBe(true);
  expect(isEquitable(after, again.classOf)).toBe(true);
  // The coarsest equitable partition with the same nodes apart is one and the same, however it is reached.
  for (const v of apart) initial[v] = next++;
  const names = namesOf(again);
  expect(namesOf(refine(graph, initial))).toEqual(names);
  if (node !== null) return;
  expect(namesOf(refineAgain(after, before, apart))).toEqual(names);
}

const generators: [string, Made][] = [
  ['fat-tree', fatTree(4)],
  ['leaf-spine', leafSpine(4, 3, 2, 0.5)],
  ['torus', torus([4, 3, 3])],
  ['mesh', torus([4, 4], false)],
  ['dragonfly', dragonfly(2, 4, 2)],
  ['hyperx', hyperx([3, 3], 2, 2, 1)],
  ['rails', rails(3, 4, 1, 0.9, 2)],
  ['jellyfish', jellyfish(24, 4, 2, 5)],
];

describe('refining again after failures', () => {
  it('gives the coarsest equitable partition with the ends apart, on any graph', () => {
    expect.hasAssertions();
    const graphs = fc.record({
      routers: fc.integer({ min: 2, max: 14 }),
      hosts: fc.array(fc.nat(), { minLength: 1, maxLength: 12 }),
      pairs: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.constantFrom(1, 2)), { minLength: 1, maxLength: 40 }),
      failed: fc.array(fc.nat(), { minLength: 1, maxLength: 3 }),
      node: fc.option(fc.nat()),
      own: fc.array(fc.nat(), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(graphs, ({ routers, hosts, pairs, failed, node, own }) => {
        const links = pairs.flatMap(([u, v, c]): [number, number, number][] =>
          u % routers === v % routers ? [] : [[u % routers, v % routers, c]],
        );
        const at = hosts.map((h) => h % routers);
        const made = graphFabric(routers, at, links, 1);
        const { linkCount, nodeCount } = made.topology;
        const broken = [...new Set(failed.map((e) => e % linkCount))];
        check(
          made,
          own.map((v) => v % nodeCount),
          broken,
          node === null ? null : node % nodeCount,
        );
      }),
      { seed, numRuns: 300 },
    );
  });

  it.each(generators)('does so on generated fabrics: %s', (_, made) => {
    expect.hasAssertions();
    const { linkCount, nodeCount } = made.topology;
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(linkCount - 1), { minLength: 1, maxLength: 3 }),
        fc.option(fc.nat(nodeCount - 1)),
        fc.boolean(),
        (links, node, all) => check(made, all ? made.endpoints : made.endpoints.subarray(0, 1), links, node),
      ),
      { seed, numRuns: 15 },
    );
  });

  it.each(generators)('makes a quotient with the loads of the fabric itself: %s', (_, made) => {
    const before = quotientOf(fabric(made), made.endpoints);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(made.topology.linkCount - 1), { minLength: 1, maxLength: 3 }), (links) => {
        const left = fabric(made, links);
        const flat = finish(directLoad(fluidProblem(left, null, made.endpoints, null)));
        const again = quotientAgain(left, before, endsOf(made, links));
        const ends = made.endpoints.map((v) => again.nodeOf[v]!);
        const load = finish(directLoad(fluidProblem(again.fabric, null, ends, null)));
        const most = flat.reduce((a, b) => Math.max(a, b), 0);
        for (const a of left.outArc) {
          const q = again.arcOf[a]!;
          expect(Math.abs(load[q]! / again.members[q]! - flat[a]!)).toBeLessThanOrEqual(1e-12 * most);
        }
        for (const e of links) expect(again.arcOf[2 * e]).toBe(-1);
      }),
      { seed, numRuns: 8 },
    );
  });

  it('looks at arcs of classes that change, not at all of them', () => {
    const made = fatTree(16);
    const graph = colouredGraphOf(fabric(made));
    const initial = new Int32Array(graph.nodeCount);
    made.endpoints.forEach((v, i) => (initial[v] = i + 1));
    const before = refine(graph, initial);
    // The last link joins a spine to a core: the spines of its place in each pod and the cores they share are split off, 16 arcs each at
    // 16 + 8 nodes, and some of these are looked at a second time.
    const again = refineAgain(graph, before, endsOf(made, [made.topology.linkCount - 1]));
    expect(again.classCount - before.classCount).toBe(16 + 2);
    expect(again.visits).toBeLessThanOrEqual(2 * 16 * (16 + 8));
    expect(before.visits).toBeGreaterThan(10 * again.visits);
  });
});

describe('refining from orbits', () => {
  it.each([
    ['fat-tree', fatTree(6)],
    ['torus', torus([4, 5])],
    ['dragonfly', dragonfly(2, 4, 2)],
  ] as const)('splits %s as refining all of them does', (_, made) => {
    const symmetries = made.topology.regions.flatMap((region) => region.symmetries);
    const { graph, nodeOrbit } = orbitsOf(fabric(made), new Uint8Array(made.topology.nodeCount), symmetries);
    const apart = [made.endpoints[0]!, made.endpoints.at(-1)!];
    const initial = nodeOrbit.slice();
    apart.forEach((v, i) => (initial[v] = nodeOrbit.length + i));
    const from = finish(refineFrom(graph, nodeOrbit, apart));
    expect(isSound(from)).toBe(true);
    expect(isEquitable(graph, from.classOf)).toBe(true);
    expect(namesOf(from)).toEqual(namesOf(refine(graph, initial)));
  });
});
