import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { TopologyBuilder } from '@weft/topology';
import { finish } from '../steps.ts';
import {
  dragonfly,
  fatTree,
  hyperx,
  leafSpine,
  linkClass,
  nodeClass,
  rails,
  randomOf,
  torus,
  type Made,
} from '../testing/fabrics.ts';
import { Anchors } from './anchors.ts';
import { HashedRows } from './hashed.ts';
import { policyOf, type Policy } from './policy.ts';
import { RowBuffer, RowMaker } from './rows.ts';
import { Search } from './search.ts';
import { hashedTally } from './tally.ts';

/** Two rings of accelerators that pass traffic on, and chains that hang on them: one shorter than is followed, one longer. */
function chained(): Made {
  const b = new TopologyBuilder();
  const nodes = Array.from({ length: 30 }, () => b.node(0, nodeClass('accelerator')));
  const join = (u: number, v: number): unknown => b.link(nodes[u]!, nodes[v]!, linkClass('local'), 1);
  for (const [from, to] of [
    [0, 6],
    [6, 12],
  ] as const) {
    for (let v = from; v < to; v++) join(v, v + 1 === to ? from : v + 1);
  }
  join(0, 6);
  join(3, 9);
  // Nodes 12 ... 16 hang on node 2, nodes 17 ... 29 on node 8.
  join(2, 12);
  join(8, 17);
  for (let v = 12; v < 29; v++) if (v !== 16) join(v, v + 1);
  return { topology: b.build(), endpoints: Int32Array.from(nodes) };
}

/** The same from the row of each flow. */
function byRows({ fabric, filter, seed, subflows }: Policy, endpoints: Int32Array): Float64Array {
  const maker = new RowMaker(new HashedRows(new Search(fabric, filter), seed, subflows), new Anchors(fabric), null);
  const load = new Float64Array(fabric.arcCount);
  for (const t of endpoints) {
    maker.aim(t, endpoints.length);
    for (const s of endpoints) {
      const row = new RowBuffer();
      if (s !== t) maker.row(s, t, row);
      row.arcs.forEach((a, i) => (load[a]! += row.shares?.[i] ?? 1));
    }
  }
  return load;
}

describe('hashed flows counted an arc', () => {
  const cases: [string, Made][] = [
    ['fat-tree', fatTree(6)],
    ['leaf-spine', leafSpine(5, 4, 3, 1)],
    ['rails with a spine', rails(4, 4, 1, 5, 2)],
    ['rails alone', rails(5, 3, 1, 5, null)],
    ['torus', torus([5, 4, 3])],
    ['HyperX', hyperx([3, 4], 2)],
    ['dragonfly', dragonfly(2, 4, 2)],
    ['chains', chained()],
  ];
  it.each(cases)('are those of their rows: %s', (_, { topology, endpoints }) => {
    const next = randomOf(11);
    for (const handOver of [false, true]) {
      for (const [subflows, broken] of [
        [1, 0],
        [3, 0],
        [1, 4],
        [2, 9],
      ] as const) {
        const links = Array.from({ length: broken }, () => Math.floor(next() * topology.linkCount));
        const routing = { policy: 'ecmp-hash', seed: 7 + broken, subflows, handOver } as const;
        const policy = valueOf(policyOf(topology, routing, { links, nodes: [] }));
        const load = finish(hashedTally(policy, endpoints));
        const expected = byRows(policy, endpoints);
        expect(load.findIndex((x, a) => Math.abs(x - expected[a]!) > 1e-9)).toBe(-1);
        expect(load.reduce((sum, x) => sum + x, 0)).toBeGreaterThan(endpoints.length);
      }
    }
  });
});
