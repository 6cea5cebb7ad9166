import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { Flows } from '@weft/topology';
import { dragonfly, fatTree, hyperx, jellyfish, torus, type Made } from '../testing/fabrics.ts';
import { finish } from '../steps.ts';
import { exactConcurrent, exactConcurrentSteps, exactOptimum } from './exact.ts';
import { loadHighs, type LinearSolver } from './program.ts';
import { checkConcurrent, type Concurrent } from './problem.ts';

const uniform = (made: Made): Flows => ({ kind: 'uniform', name: 'all', endpoints: made.endpoints, size_B: null });

async function exactly(made: Made, flows: Flows): Promise<number> {
  const { low_Gbps, high_Gbps, gap, certificate } = valueOf(
    await exactOptimum(made.topology, flows, { handOver: true }),
  );
  expect(certificate.ok).toBe(true);
  expect(gap).toBeLessThanOrEqual(1e-9);
  return (low_Gbps + high_Gbps) / 2;
}

it('says where capacities lie too far apart for a linear program', async () => {
  // The way by node 1 carries all; the arc beside it would be a coefficient of 1e180.
  const arcs = [
    [0, 1, 1e90],
    [1, 2, 1e90],
    [0, 2, 1e-90],
  ];
  const demands = [
    [0, 2, 1],
    [0, 1, 1e-90],
  ];
  const problem = valueOf(checkConcurrent({ nodes: 3, arcs, demands }));
  expect(await exactConcurrent(problem)).toMatchObject({ ok: false, fault: { code: 'solver', where: 'arcs' } });
});

describe('the exact optimum', () => {
  it.each([
    ['ring of 8, all-to-all', torus([8]), 0.125],
    ['torus 4 x 4 x 4', torus([4, 4, 4]), 0.03125],
    ['torus 3 x 5', torus([3, 5]), 1 / 9],
    ['fat-tree k=4', fatTree(4), 1 / 15],
    // 6 arcs a node over 512 x 3 x 8/4 hops from a node to all.
    ['torus 8 x 8 x 8', torus([8, 8, 8]), 6 / (512 * 6)],
  ])('of %s is the closed form', async (_, made, value) => {
    expect(Math.abs((await exactly(made, uniform(made))) / value - 1)).toBeLessThan(2e-9);
  });

  it('of a Dragonfly 2 4 2 is the published value, lifted and written out', async () => {
    const made = dragonfly(2, 4, 2, 1, 1000);
    const lifted = await exactly(made, uniform(made));
    expect(Math.abs((lifted * 71) / 1.0717967599410902 - 1)).toBeLessThan(3e-9);
    const full = await exactly({ ...made, topology: { ...made.topology, regions: [] } }, uniform(made));
    expect(Math.abs(lifted / full - 1)).toBeLessThan(3e-9);
  });

  it('of a HyperX to the next router is half, of a random regular graph the same twice', async () => {
    const made = hyperx([4, 4], 4, 1, 100);
    const target = made.endpoints.map((_, i) => {
      const r = Math.floor(i / 4);
      return made.endpoints[(r - (r % 4) + ((r + 1) % 4)) * 4 + (i % 4)]!;
    });
    const flows = {
      kind: 'explicit',
      name: 'x',
      source: made.endpoints,
      target,
      weight: null,
      cap_Gbps: null,
      size_B: null,
    } as const;
    expect(Math.abs((await exactly(made, flows)) / 0.5 - 1)).toBeLessThan(2e-9);
    const random = jellyfish(16, 4, 1, 3);
    expect(await exactly(random, uniform(random))).toBe(await exactly(random, uniform(random)));
  });

  it('needs no linear program where the links of the endpoints bind and the rest has room', async () => {
    // A host's link carries its 15 flows; an edge switch's two uplinks have 1/14 for each of 28.
    const made = fatTree(4);
    const best = valueOf(await exactOptimum(made.topology, uniform(made), { handOver: true, load: neverAsked }));
    expect(best).toMatchObject({ low_Gbps: 1 / 15, high_Gbps: 1 / 15, gap: 0 });
    expect(best.why).toContain('the links of the endpoints themselves bind');
    expect(best.certificate.ok).toBe(true);
  });

  it('pauses while HiGHS works, goes on to the same optimum, and leaves nothing behind when it is stopped', async () => {
    const { topology } = jellyfish(60, 6, 0, 2);
    const arcs = Array.from(topology.linkA, (a, e) => [a, topology.linkB[e]!]).flatMap(([a, b]) => [
      [a, b, 1],
      [b, a, 1],
    ]);
    // Few demands with many ways each take the most steps of HiGHS.
    const demands = Array.from({ length: 60 }, (_, s) => [s, (s * 7 + 3) % 60, 1 + (s % 3)]);
    const instance = valueOf(checkConcurrent({ nodes: 60, arcs, demands }));
    const highs = await loadHighs();
    let [living, runs] = [0, 0];
    const watched: LinearSolver = {
      createModel(program) {
        const model = highs.createModel(program);
        living++;
        return {
          options: model.options,
          run: () => (runs++, model.run()),
          addCols: (columns) => model.addCols(columns),
          setBasis: (basis) => model.setBasis(basis),
          getSolution: () => model.getSolution(),
          dispose: () => (living--, model.dispose()),
        };
      },
    };
    const steps = exactConcurrentSteps(instance, watched);
    // The first pause of HiGHS is the second step of polish.
    for (let polished = 0; polished < 2;) {
      const step = steps.next();
      if (step.done) throw new Error('it ended before it was stopped');
      if (step.value.phase === 'polish') polished++;
    }
    steps.return(undefined as never);
    expect({ living, runs }).toEqual({ living: 0, runs: 1 });
    const best = valueOf(finish(exactConcurrentSteps(instance, watched)));
    expect(best.gap).toBeLessThanOrEqual(1e-9);
    expect(best.certificate.ok).toBe(true);
    expect(runs).toBeGreaterThan(3);
    expect(living).toBe(0);
  });

  it('is the same in any unit: capacities and demands from 1e-3 to 1e13', async () => {
    const widths = [
      [0, 1, 1],
      [1, 2, 3],
      [0, 2, 2],
      [2, 3, 1],
      [1, 3, 2],
    ] as const;
    for (const unit of [1e-3, 1, 1e13]) {
      for (const asked of [1e-3, 1e9]) {
        const instance = {
          nodes: 4,
          arcs: widths.map(([u, v, c]) => [u, v, c * unit]),
          demands: [0, 1].map((s) => [s, 3, asked]),
        };
        const { low, high, certificate } = valueOf(await exactConcurrent(valueOf(checkConcurrent(instance))));
        // Both demands share what enters node 3: 3 for 2.
        expect(Math.abs((low * asked) / unit / 1.5 - 1)).toBeLessThan(1e-9);
        expect(Math.abs((high * asked) / unit / 1.5 - 1)).toBeLessThan(1e-9);
        expect(certificate.ok).toBe(true);
      }
    }
  });

  it('holds where nothing is asked or a demand has no way', async () => {
    expect(valueOf(await exactConcurrent(problem([])))).toMatchObject({ low: Infinity });
    expect(valueOf(await exactConcurrent(problem([[0, 2, 1]])))).toMatchObject({ low: 0, high: 0 });
    expect(valueOf(await exactConcurrent(problem([[0, 1, 4]])))).toMatchObject({ low: 0.5, high: 0.5 });
  });
});

/** One arc of 2 from 0 to 1, a third node apart. */
function problem(demands: [number, number, number][]): Concurrent {
  return valueOf(checkConcurrent({ nodes: 3, arcs: [[0, 1, 2]], demands }));
}

/** A linear solver for what must not need one. */
function neverAsked(): Promise<LinearSolver> {
  return Promise.resolve({
    createModel: () => {
      throw new Error('the linear program was asked');
    },
  });
}
