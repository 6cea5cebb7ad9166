import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TopologyBuilder } from '@weft/topology';
import { valueOf } from '@weft/units';
import { dragonfly, linkClass, nodeClass, type Made } from '../testing/fabrics.ts';
import { seen } from '../testing/seen.ts';
import { Dag } from './dag.ts';
import { fabricOf } from './fabric.ts';
import { GateCone } from './gates.ts';
import { globalLengths } from './places.ts';

/** Groups of four routers in a ring, joined by `links` between groups; accelerators hang in pairs on two routers each, and may pass traffic on. */
function paired(groups: number, links: readonly (readonly [number, number])[]): Made {
  const b = new TopologyBuilder();
  const endpoints: number[] = [];
  const router: number[] = [];
  for (let g = 0; g < groups; g++) {
    const own = Array.from({ length: 4 }, () => b.node(0, nodeClass('router')));
    own.forEach((r, i) => b.link(r, own[(i + 1) % 4]!, linkClass('local'), 1));
    for (let i = 0; i < 4; i++) {
      const [u, v] = [b.node(0, nodeClass('accelerator', 'handOver')), b.node(0, nodeClass('accelerator', 'handOver'))];
      b.link(u, v, linkClass('accelerator-accelerator'), 1);
      b.link(u, own[i]!, linkClass('accelerator-router'), 1);
      b.link(v, own[(i + 2) % 4]!, linkClass('accelerator-router'), 1);
      endpoints.push(u, v);
    }
    router.push(...own);
  }
  links.forEach(([g, h], i) =>
    b.link(router[4 * g + (i % 4)]!, router[4 * h + ((i * 3) % 4)]!, linkClass('global'), 1),
  );
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

describe('paths by one long arc, found from both ends', () => {
  const ring = [0, 1, 2, 3, 4].map((g) => [g, (g + 1) % 5] as const);
  const cases: [string, Made][] = [
    ['dragonfly', dragonfly(2, 4, 2)],
    ['dragonfly with two links a pair of groups', dragonfly(1, 4, 2, 2)],
    [
      'hosts that pass traffic on',
      paired(3, [
        ...[0, 1, 2].flatMap((g) => [0, 1, 2].map((h) => [g, h] as const)).filter(([g, h]) => g < h),
        [0, 1],
        [1, 2],
        [0, 2],
        [0, 1],
      ]),
    ],
    // Groups that are no neighbours take two long arcs or more.
    ['a ring of groups', paired(5, [...ring, ...ring])],
  ];
  it.each(cases)('are those of the search of the whole: %s', (_, { topology }) => {
    let found = 0;
    const part = fc.nat({ max: 9999 }).map((x) => x / 10_000);
    const choices = fc.record({
      handOver: fc.boolean(),
      failed: fc.array(part, { maxLength: 8 }),
      flows: fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 16 }),
    });
    const length = valueOf(globalLengths(topology));
    fc.assert(
      fc.property(choices, ({ handOver, failed, flows }) => {
        const links = failed.map((x) => Math.floor(x * topology.linkCount));
        const fabric = fabricOf(topology, { handOver, failures: { links, nodes: [] }, byCapacity: false, length });
        const [whole, near] = [new Dag(fabric), new Dag(fabric)];
        const cone = new GateCone(fabric);
        for (const [x, y] of flows) {
          const [s, t] = [Math.floor(x * fabric.nodeCount), Math.floor(y * fabric.nodeCount)];
          if (s === t || cone.find(s, t, near) < 0) continue;
          whole.aim(t);
          expect(seen(near, s)).toEqual(seen(whole, s));
          expect(near.distance.findIndex((d, v) => d !== -1 && d !== whole.distance[v])).toBe(-1);
          found++;
        }
      }),
      { seed: 20_261, numRuns: 80 },
    );
    expect(found).toBeGreaterThan(150);
  });

  it('look at the two groups alone', () => {
    // 33 groups of 8 routers with 4 hosts each: 264 routers. Source and target see their own link and the 7 + 4 + 4 arcs of some routers of their group.
    const { topology, endpoints } = dragonfly(4, 8, 4);
    const length = valueOf(globalLengths(topology));
    const fabric = fabricOf(topology, {
      handOver: false,
      failures: { links: [], nodes: [] },
      byCapacity: false,
      length,
    });
    const looked = new GateCone(fabric).find(endpoints[0]!, endpoints.at(-1)!, new Dag(fabric));
    expect(looked).toBeGreaterThan(0);
    expect(looked).toBeLessThanOrEqual(2 * (1 + 8 * 15));
  });
});
