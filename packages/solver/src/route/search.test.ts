import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dragonfly, fatTree, hyperx, jellyfish, leafSpine, rails, torus, type Made } from '../testing/fabrics.ts';
import { seen } from '../testing/seen.ts';
import { Anchors, betweenAnchors } from './anchors.ts';
import { Cone } from './cone.ts';
import { Dag, type ArcFilter } from './dag.ts';
import { dimensionOrder } from './dimensions.ts';
import { fabricOf, type Fabric } from './fabric.ts';
import { FluidRows } from './fluid.ts';
import { HashedRows } from './hashed.ts';
import { RowBuffer, RowMaker } from './rows.ts';
import { Search } from './search.ts';

const cases: [string, Made][] = [
  ['fat-tree', fatTree(4)],
  ['leaf-spine', leafSpine(4, 3, 2, 3)],
  ['rails with a spine', rails(4, 4, 1, 5, 2)],
  ['rails alone', rails(5, 3, 1, 5, null)],
  ['torus', torus([5, 4, 3])],
  ['dragonfly', dragonfly(2, 4, 2)],
  ['HyperX', hyperx([3, 4], 2)],
  ['jellyfish', jellyfish(24, 3, 1, 7)],
];

interface Choice {
  readonly handOver: boolean;
  readonly byCapacity: boolean;
  readonly ordered: boolean;
  readonly between: boolean;
  /** Links that fail and ends of flows, as parts of 1. */
  readonly failed: readonly number[];
  readonly flows: readonly (readonly [number, number])[];
}

const part = fc.nat({ max: 9999 }).map((x) => x / 10_000);
const choices: fc.Arbitrary<Choice> = fc.record({
  handOver: fc.boolean(),
  byCapacity: fc.boolean(),
  ordered: fc.boolean(),
  between: fc.boolean(),
  failed: fc.array(part, { maxLength: 12 }),
  flows: fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 12 }),
});

function made({ topology }: Made, { handOver, byCapacity, ordered, between, failed }: Choice) {
  const links = failed.map((x) => Math.floor(x * topology.linkCount));
  const whole = fabricOf(topology, { handOver, failures: { links, nodes: [] }, byCapacity, length: null });
  const order = ordered ? dimensionOrder(topology, whole) : null;
  const filter: ArcFilter | null = order?.ok ? order.value : null;
  const anchors = new Anchors(whole);
  const fabric: Fabric = between ? betweenAnchors(whole, anchors) : whole;
  return { fabric, filter, anchors };
}

describe('paths found from both ends', () => {
  it.each(cases)('are those of the search of the whole: %s', (_, fabricMade) => {
    let found = 0;
    fc.assert(
      fc.property(choices, (choice) => {
        const { fabric, filter } = made(fabricMade, choice);
        const [whole, near] = [new Dag(fabric, filter), new Dag(fabric, filter)];
        const cone = new Cone(fabric, filter);
        for (const [x, y] of choice.flows) {
          const [s, t] = [Math.floor(x * fabric.nodeCount), Math.floor(y * fabric.nodeCount)];
          if (s === t) continue;
          whole.aim(t);
          cone.find(s, t, near);
          expect(seen(near, s)).toEqual(seen(whole, s));
          // What the source sends loads the same links, and no node is left over from the flow before.
          const inject = new Float64Array(fabric.nodeCount);
          if (near.distance[s]! >= 0) {
            found++;
            inject[s] = 1;
          }
          const [a, b] = [new Float64Array(fabric.arcCount), new Float64Array(fabric.arcCount)];
          const arrived = whole.push(inject, a);
          expect(near.push(inject, b)).toBeCloseTo(arrived, 12);
          expect(a.findIndex((x, arc) => Math.abs(x - b[arc]!) > 1e-12)).toBe(-1);
          expect(near.distance.findIndex((d, v) => d !== -1 && d !== whole.distance[v])).toBe(-1);
        }
      }),
      { seed: 20_251, numRuns: 60 },
    );
    expect(found).toBeGreaterThan(100);
  });
});

const rowsOf = (maker: RowMaker, flows: readonly (readonly [number, number])[], together: number) =>
  flows.map(([s, t]) => {
    const out = new RowBuffer();
    if (s === t) return null;
    maker.aim(t, together);
    return maker.row(s, t, out) ? [[...out.arcs], [...(out.shares ?? [])]] : 'no path';
  });

describe('rows', () => {
  it.each(cases)('are the same whether a target is asked for from one source or from many: %s', (_, fabricMade) => {
    fc.assert(
      fc.property(choices, fc.boolean(), (choice, hashed) => {
        const { fabric, filter, anchors } = made(fabricMade, { ...choice, between: true });
        const { endpoints } = fabricMade;
        const at = (x: number): number => endpoints[Math.floor(x * endpoints.length)]!;
        const flows = choice.flows.map(([x, y]) => [at(x), at(y)] as const).toSorted((f, g) => f[1] - g[1]);
        const maker = (): RowMaker => {
          const search = new Search(fabric, filter);
          return new RowMaker(hashed ? new HashedRows(search, 1, 2) : new FluidRows(search), anchors, null);
        };
        // One maker decides target by target; the other, after its first, searches for all sources at once.
        expect(rowsOf(maker(), flows, 1)).toEqual(rowsOf(maker(), flows, Infinity));
      }),
      { seed: 20_252, numRuns: 60 },
    );
  });
});

describe('a search', () => {
  const { topology, endpoints } = fatTree(16);
  const fabric = fabricOf(topology, {
    handOver: false,
    failures: { links: [], nodes: [] },
    byCapacity: false,
    length: null,
  });
  const workOf = (sources: number): number => {
    const search = new Search(fabric);
    for (let round = 0; round < 2; round++) {
      const before = search.work;
      search.aim(endpoints[round]!, sources);
      for (let i = 0; i < sources; i++) search.reach(endpoints.at(-1 - i)!);
      if (round === 1) return search.work - before;
    }
    throw new Error('not reached');
  };
  const whole = new Dag(fabric).aim(endpoints[0]!);

  it('for one source looks at a small part of the fabric', () => {
    // k = 16, two pods apart. From either end: the host's arc, 16 of the leaf, 16 of each of 8 spines; then the searches touch in the cores.
    expect(workOf(1)).toBe(2 * (1 + 16 + 8 * 16));
  });

  it('for many sources is one search of the whole', () => {
    expect(workOf(endpoints.length - 2)).toBe(whole);
  });

  it('whose sources come to more than expected costs no more than two', () => {
    const search = new Search(fabric);
    search.aim(endpoints[0]!, 1);
    for (const s of endpoints) if (s !== endpoints[0]) search.reach(s);
    // One more source than the bound allows may be searched for before it is seen.
    expect(search.work).toBeLessThan(fabric.inArc.length + whole + 2 * (1 + 16 + 8 * 16) + 1);
  });
});
