import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { Flows } from '@weft/topology';
import { solve } from '../solve.ts';
import { finish } from '../steps.ts';
import {
  dragonfly,
  fatTree,
  graphFabric,
  hyperx,
  jellyfish,
  leafSpine,
  rails,
  randomOf,
  shuffle,
  torus,
  type Made,
} from '../testing/fabrics.ts';
import { optimum, type Optimum } from './optimum.ts';

const uniform = (made: Made): Flows => ({ kind: 'uniform', name: 'all', endpoints: made.endpoints, size_B: null });

function toOthers(made: Made, target: (i: number) => number): Flows {
  const source = Int32Array.from(made.endpoints);
  const arrays = { source, target: source.map((_, i) => made.endpoints[target(i)]!) };
  return { kind: 'explicit', name: 'map', ...arrays, weight: null, cap_Gbps: null, size_B: null };
}

function best(made: Made, flows: Flows, gap = 2e-3, handOver = true): Optimum {
  const found = valueOf(finish(optimum(made.topology, flows, { handOver, gap, sweeps: 1500 })));
  expect(found.certificate.ok).toBe(true);
  return found;
}

/** Whether the value lies between the ends, and these are close. */
function holds({ low_Gbps, high_Gbps, gap }: Optimum, value: number): boolean {
  return gap <= 2e-3 && low_Gbps <= value * (1 + 1e-9) && high_Gbps >= value * (1 - 1e-9);
}

describe('the optimum holds the closed form between its ends', () => {
  it.each([
    ['fat-tree k=4: host links', fatTree(4), 1 / 15],
    ['torus 8', torus([8]), 0.125],
    ['torus 8 x 4', torus([8, 4]), 0.03125],
    ['torus 4 x 4 x 4', torus([4, 4, 4]), 0.03125],
    ['torus 3 x 5', torus([3, 5]), 1 / 9],
    ['leaf-spine 3 x 6, 2 uplinks', leafSpine(3, 6, 2, 1), 2 / 72],
    ['leaf-spine 4 x 4, 1 uplink of 2', leafSpine(4, 4, 1, 2), 2 / 48],
    ['rail-only 4 x 4, NIC 1, scale-up 0.9', rails(4, 4, 1, 0.9, null), 0.075],
    // 70 hosts' worth of arcs: k' / (sum of distances) of the graph of degree 3 on 10 routers, 3 + 6 x 2 = 15.
    ['Petersen graph, a host a router', petersen(), 3 / 15],
  ])('all-to-all, %s', (_, made, value) => expect(holds(best(made, uniform(made)), value)).toBe(true));

  it.each([
    ['ring of 8, +3', torus([8]), 3, 8 / 15],
    ['ring of 9, +4', torus([9]), 4, 0.45],
    ['leaf-spine 4 x 4, 2 uplinks, next leaf', leafSpine(4, 4, 2, 1), 4, 0.5],
  ])('every endpoint to one other, %s', (_, made, by, value) => {
    const n = made.endpoints.length;
    const found = best(
      made,
      toOthers(made, (i) => (i + by) % n),
    );
    expect(holds(found, value)).toBe(true);
  });

  it('HyperX 4 x 4, 4 a router, to the next in one dimension: detours double it', () => {
    const made = hyperx([4, 4], 4, 1, 100);
    const flows = toOthers(made, (i) => {
      const r = Math.floor(i / 4);
      return (r - (r % 4) + ((r + 1) % 4)) * 4 + (i % 4);
    });
    expect(holds(best(made, flows), 0.5)).toBe(true);
  });

  it('Dragonfly 2 4 2, uniform among routers, host links not counted', () => {
    const made = dragonfly(2, 4, 2, 1, 1000);
    const found = best(made, uniform(made));
    // The published value counts what a host gets from 71 partners.
    expect(
      holds({ ...found, low_Gbps: found.low_Gbps * 71, high_Gbps: found.high_Gbps * 71 }, 1.0717967599410902),
    ).toBe(true);
  });
});

describe('the optimum', () => {
  it('is never below what a routing reaches', () => {
    const next = randomOf(3);
    for (const made of [
      fatTree(4),
      torus([4, 4]),
      dragonfly(2, 4, 2),
      jellyfish(20, 4, 2, 7),
      rails(4, 4, 1, 0.9, 2),
    ]) {
      const targets = [...made.endpoints.keys()];
      shuffle(targets, next);
      for (const flows of [uniform(made), toOthers(made, (i) => targets[i]!)]) {
        const rate = valueOf(finish(solve(made.topology, flows, { policy: 'spray', handOver: true }))).rateSummary_Gbps
          .min;
        expect(best(made, flows, 0.02).high_Gbps).toBeGreaterThanOrEqual(rate * (1 - 1e-9));
      }
    }
  });

  it('is the same with and without symmetry', () => {
    for (const made of [fatTree(4), torus([4, 4]), dragonfly(2, 4, 2, 1, 100)]) {
      const bare = { ...made, topology: { ...made.topology, regions: [] } };
      const lifted = best(made, uniform(made));
      const full = best(bare, toAll(bare));
      expect(lifted.low_Gbps).toBeLessThanOrEqual(full.high_Gbps * (1 + 1e-9));
      expect(full.low_Gbps).toBeLessThanOrEqual(lifted.high_Gbps * (1 + 1e-9));
    }
  });

  it('leaves pairs without a path out and counts them', () => {
    const made = rails(4, 4, 1, 0.9, null);
    const found = best(made, uniform(made), 2e-3, false);
    expect(found.disconnected).toBe(16 * 9);
    expect(holds(found, 0.9 / 3)).toBe(true);
  });
});

function toAll(made: Made): Flows {
  const source: number[] = [];
  const target: number[] = [];
  for (const s of made.endpoints)
    for (const t of made.endpoints) {
      if (s === t) continue;
      source.push(s);
      target.push(t);
    }
  const arrays = { source: Int32Array.from(source), target: Int32Array.from(target) };
  return { kind: 'explicit', name: 'all', ...arrays, weight: null, cap_Gbps: null, size_B: null };
}

function petersen(): Made {
  const links = Array.from({ length: 5 }, (_, i) => [
    [i, (i + 1) % 5, 1] as const,
    [i, i + 5, 1] as const,
    [i + 5, ((i + 2) % 5) + 5, 1] as const,
  ]).flat();
  return graphFabric(10, [...Array(10).keys()], links, 100);
}
