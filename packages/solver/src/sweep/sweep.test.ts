import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { Flows } from '@weft/topology';
import { finish } from '../steps.ts';
import { dragonfly, fatTree, leafSpine, type Made } from '../testing/fabrics.ts';
import { sampleFailures } from './sample.ts';
import { solveLeft } from './scenario.ts';
import { worstFailures } from './worst.ts';

const spray = { policy: 'spray', handOver: false } as const;
const uniform = (made: Made): Flows => ({ kind: 'uniform', name: 'all', endpoints: made.endpoints, size_B: null });

describe('the worst single failure', () => {
  it('covers all links of a fat-tree by three scenarios, each like every member of its orbit', () => {
    const made = fatTree(4);
    const found = valueOf(finish(worstFailures(made.topology, uniform(made), spray, { nodes: false })));
    expect(found.ranking.map((r) => r.alike).toSorted()).toEqual([16, 16, 16]);
    expect([found.tried, found.candidates]).toEqual([3, 48]);
    for (let e = 0; e < made.topology.linkCount; e++) {
      const left = valueOf(finish(solveLeft(made.topology, uniform(made), spray, { links: [e], nodes: [] })));
      const like = found.ranking.filter(
        (r) => Math.abs(r.min_Gbps - left.min_Gbps) < 1e-12 && r.disconnected === left.disconnected,
      );
      expect(like.length).toBeGreaterThan(0);
    }
  });

  it('is a leaf, which cuts its hosts off, before a spine, which only slows', () => {
    const made = leafSpine(3, 4, 2, 2);
    const { ranking, healthy } = valueOf(finish(worstFailures(made.topology, uniform(made), spray)));
    expect(made.topology.nodeClasses[made.topology.nodeClass[ranking[0]!.index]!]!.role).toBe('leaf');
    // The hosts of one leaf lose all partners, both ways, and each other.
    expect(ranking[0]!.disconnected).toBe(2 * 4 * 8 + 4 * 3);
    expect(ranking.at(-1)!.min_Gbps).toBeLessThanOrEqual(healthy.min_Gbps);
  });

  it('of listed flows tries what carries them, busiest first, and says how many', () => {
    const made = leafSpine(3, 4, 2, 2);
    const flows: Flows = {
      kind: 'explicit',
      name: 'pair',
      source: Int32Array.of(made.endpoints[0]!),
      target: Int32Array.of(made.endpoints[4]!),
      weight: null,
      cap_Gbps: null,
      size_B: null,
    };
    const found = valueOf(finish(worstFailures(made.topology, flows, spray, { limit: 3 })));
    // Two host links, four uplinks, two leaves, two spines.
    expect([found.tried, found.candidates]).toEqual([3, 10]);
    expect(found.ranking[0]!.disconnected).toBe(1);
  });
});

describe('sampled failures', () => {
  const made = dragonfly(2, 4, 2);
  const sample = (options: { samples: number; seed: number; first?: number }) =>
    valueOf(finish(sampleFailures(made.topology, uniform(made), spray, { links: 3, nodes: 1, ...options })));

  it('are the same for the same seed, others for another, and can be continued', () => {
    const all = sample({ samples: 4, seed: 1 });
    expect(sample({ samples: 4, seed: 1 })).toEqual(all);
    expect(sample({ samples: 4, seed: 2 }).samples).not.toEqual(all.samples);
    expect(sample({ samples: 2, seed: 1, first: 2 }).samples).toEqual(all.samples.slice(2));
  });

  it('break as many parts as asked, and tell how it went', () => {
    const { samples, min_Gbps, worst } = sample({ samples: 5, seed: 3 });
    for (const { links, nodes } of samples) {
      expect([new Set(links).size, new Set(nodes).size]).toEqual([3, 1]);
    }
    expect(min_Gbps.least).toBe(Math.min(...samples.map((s) => s.min_Gbps)));
    expect(worst.disconnected).toBe(Math.max(...samples.map((s) => s.disconnected)));
  });

  it('refuse to break more than there is', () => {
    expect(
      finish(sampleFailures(made.topology, uniform(made), spray, { samples: 1, seed: 0, links: 1e6, nodes: 0 })),
    ).toMatchObject({ ok: false });
  });
});
