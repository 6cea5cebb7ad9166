import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { TopologyBuilder, type Topology } from '@weft/topology';
import { arcLists, type Failures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { finish } from '../steps.ts';
import { linkClass, nodeClass } from '../testing/fabrics.ts';
import { provenViews } from './folded.ts';
import { isTrueTo } from './folded-proof.ts';
import type { View } from './views.ts';

const seed = 20261124;

/** Rows of links whose ends stay or go on by a step, as generators write them, on `nodes` nodes; and what is broken. */
const rows = fc.record({
  nodes: fc.integer({ min: 2, max: 24 }),
  rows: fc.array(
    fc.record({
      a: fc.nat(),
      b: fc.nat(),
      stepA: fc.constantFrom(0, 1, 1, 2, -1),
      stepB: fc.constantFrom(0, 1, 1, 3, -1),
      length: fc.integer({ min: 1, max: 9 }),
      capacity: fc.constantFrom(0, 0.3, 1, 400),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  links: fc.array(fc.nat(), { maxLength: 3 }),
  down: fc.array(fc.nat(), { maxLength: 2 }),
  altered: fc.nat(),
});

function fabricOf(made: {
  nodes: number;
  rows: readonly Record<'a' | 'b' | 'stepA' | 'stepB' | 'length' | 'capacity', number>[];
}): Topology {
  const b = new TopologyBuilder();
  for (let v = 0; v < made.nodes; v++) b.node(0, nodeClass('router'));
  const within = (v: number): number => ((v % made.nodes) + made.nodes) % made.nodes;
  for (const row of made.rows) {
    for (let i = 0; i < row.length; i++) {
      const [x, y] = [within(row.a + i * row.stepA), within(row.b + i * row.stepB)];
      b.link(x, y, linkClass('local'), row.capacity);
    }
  }
  return b.build();
}

/** The fabric as its own view: each node by itself, link by link. */
function own(topology: Topology, failures: Failures): View {
  const { nodeCount, linkCount, linkA, linkB, linkCapacity_Gbps } = topology;
  const [failed, down] = [new Set(failures.links), new Set(failures.nodes)];
  const tail: number[] = [];
  const head: number[] = [];
  const capacity: number[] = [];
  for (let e = 0; e < linkCount; e++) {
    const [a, b, c] = [linkA[e]!, linkB[e]!, linkCapacity_Gbps[e]!];
    if (failed.has(e) || down.has(a) || down.has(b) || c === 0) continue;
    tail.push(a, b);
    head.push(b, a);
    capacity.push(c, c);
  }
  const [tails, heads] = [Int32Array.from(tail), Int32Array.from(head)];
  return {
    fabric: {
      nodeCount,
      arcCount: tail.length,
      tail: tails,
      head: heads,
      capacity: Float64Array.from(capacity),
      width: new Float64Array(tail.length).fill(1),
      length: null,
      forwards: new Uint8Array(nodeCount).fill(1),
      ...arcLists(nodeCount, tails, heads, null),
    },
    filter: null,
    kind: new Int32Array(tail.length),
    ends: Int32Array.of(0, 1),
    times: Float64Array.of(1, 1),
    orbit: Int32Array.of(0, 0),
    nodeOf: null,
  };
}

it('finds a fabric true to itself, link by link, and to none of which a link leads elsewhere, has another capacity or is broken', () => {
  let refused = 0;
  fc.assert(
    fc.property(rows, (made) => {
      const topology = fabricOf(made);
      const { linkCount } = topology;
      const failures = { links: made.links.map((e) => e % linkCount), nodes: made.down.map((v) => v % made.nodes) };
      const { fabric } = valueOf(policyOf(topology, { policy: 'spray', handOver: false }, failures));
      const view = own(topology, failures);
      const classOf = Int32Array.from({ length: made.nodes }, (_, v) => v);
      const proves = (changed: Topology): boolean =>
        finish(isTrueTo(changed, fabric, Int32Array.of(0, 1), view, classOf, 0));
      expect(proves(topology)).toBe(true);
      const e = made.altered % linkCount;
      const [a, b] = [topology.linkA[e]!, topology.linkB[e]!];
      const counts = topology.linkCapacity_Gbps[e]! > 0 && !failures.links.includes(e);
      if (!counts || failures.nodes.includes(a) || failures.nodes.includes(b)) return;
      refused++;
      const linkCapacity_Gbps = topology.linkCapacity_Gbps.slice();
      linkCapacity_Gbps[e] = 7;
      expect(proves({ ...topology, linkCapacity_Gbps })).toBe(false);
      linkCapacity_Gbps[e] = 0;
      expect(proves({ ...topology, linkCapacity_Gbps })).toBe(false);
      const linkB = topology.linkB.slice();
      linkB[e] = (b + 1) % made.nodes;
      expect(proves({ ...topology, linkB })).toBe(false);
    }),
    { seed, numRuns: 400 },
  );
  expect(refused).toBeGreaterThan(150);
});

it('counts whose views are held against the fabric: all, where that is eight million looks or fewer, else one', () => {
  const made = { nodes: 2, rows: [] };
  const linkCount = 4_000_000;
  const fabric = { ...fabricOf(made), linkCount };
  expect(provenViews(fabric, Int32Array.of(0, 1))).toBe(2);
  expect(provenViews(fabric, Int32Array.of(0, 1, 0))).toBe(1);
});
