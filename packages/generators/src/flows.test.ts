/** Traffic patterns: who sends to whom, on laws and small cases. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { endpointsOf, flowCount, type ExplicitFlows, type Topology } from '@weft/topology';
import type { Traffic } from '@weft/model';
import { topologyOf } from './compile.ts';
import { derangement, flowsOf } from './flows.ts';
import { SeededRandom } from './random.ts';

function clusterOf(servers: number): Topology {
  return topologyOf({
    id: 'd1',
    name: 'Design',
    blocks: {
      b1: { id: 'b1', name: 'B', recipe: 'leaf-spine', recipeVersion: 1, parameters: { servers }, x: 0, y: 0 },
    },
    nodes: {},
    links: {},
    groups: {},
    overrides: {},
  }).topology;
}

const cluster = clusterOf(2);
const endpoints = Array.from(endpointsOf(cluster));

function explicitFlows(traffic: Traffic): ExplicitFlows {
  const flows = valueOf(flowsOf(cluster, traffic));
  if (flows.kind !== 'explicit') throw new Error('expected explicit flows');
  return flows;
}

function draws(seed: number): number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length: 8 }, () => random.bits());
}

describe('flows', () => {
  it('all-to-all has each ordered pair once', () => {
    const { source, target } = explicitFlows({ pattern: 'all-to-all' });
    const pairs = new Set(Array.from(source, (s, i) => `${s} ${target[i]}`));
    expect(pairs.size).toBe(16 * 15);
    expect(source.length).toBe(16 * 15);
    expect(Array.from(source).every((s, i) => s !== target[i])).toBe(true);
  });

  it('all-to-all stays implicit above the limit and counts the same', () => {
    const large = clusterOf(256);
    const flows = valueOf(flowsOf(large, { pattern: 'all-to-all' }, { size_B: 5, cap_Gbps: null }));
    expect(flows).toMatchObject({ kind: 'uniform', size_B: 5 });
    expect(flowCount(flows)).toBe(2048 * 2047);
    expect(flowsOf(large, { pattern: 'all-to-all' }, { size_B: null, cap_Gbps: 10 })).toMatchObject({
      fault: { code: 'too-many-flows' },
    });
  });

  it('a permutation sends to everyone once and to nobody itself, the same for the same seed', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (n, seed) => {
        const items = Int32Array.from({ length: n }, (_, i) => 3 * i);
        const images = derangement(items, seed);
        expect(Array.from(images).toSorted((a, b) => a - b)).toEqual(Array.from(items));
        expect(images.some((image, i) => image === items[i])).toBe(false);
        expect(derangement(items, seed)).toEqual(images);
      }),
    );
  });

  it('a ring sends to the neighbour so many places on', () => {
    const { source, target } = explicitFlows({ pattern: 'ring', shift: 3 });
    expect(Array.from(source)).toEqual(endpoints);
    expect(target[14]).toBe(endpoints[1]);
    const back = explicitFlows({ pattern: 'ring', shift: -1 });
    expect(back.target[0]).toBe(endpoints[15]);
    expect(flowsOf(cluster, { pattern: 'ring', shift: 32 })).toMatchObject({ fault: { code: 'ring-shift' } });
  });

  it('an incast comes from different senders, never the target', () => {
    for (let senders = 1; senders <= 15; senders++) {
      const { source, target } = explicitFlows({ pattern: 'incast', target: 4, senders });
      expect(new Set(source).size).toBe(senders);
      expect(source.includes(endpoints[4]!)).toBe(false);
      expect(new Set(target)).toEqual(new Set([endpoints[4]]));
    }
    expect(flowsOf(cluster, { pattern: 'incast', target: 4, senders: 16 })).toMatchObject({
      fault: { code: 'incast-senders' },
    });
    expect(flowsOf(cluster, { pattern: 'incast', target: 16, senders: 1 })).toMatchObject({
      fault: { code: 'incast-target' },
    });
  });

  it('a pair is named by path, and a path that leads nowhere is a fault', () => {
    const [source, target] = ['b1/rack0/server0/gpu1', 'b1/rack0/server1/gpu7'];
    const flows = valueOf(flowsOf(cluster, { pattern: 'pair', source, target }, { size_B: 100, cap_Gbps: 50 }));
    expect(flows).toMatchObject({ size_B: Float64Array.of(100), cap_Gbps: Float64Array.of(50) });
    const unknown = flowsOf(cluster, { pattern: 'pair', source, target: 'b1/x' });
    expect(unknown).toMatchObject({ fault: { code: 'unknown-endpoint', where: 'workload.traffic.target' } });
    expect(flowsOf(cluster, { pattern: 'pair', source, target: source })).toMatchObject({
      fault: { code: 'same-endpoint' },
    });
  });
});

describe('seeded random numbers', () => {
  it('are evenly spread over what is asked for', () => {
    // 60,000 draws of 6: each face 10,000 with a standard deviation of 91; the seed is fixed, 5 deviations are allowed.
    const random = new SeededRandom(42);
    const faces = new Int32Array(6);
    for (let i = 0; i < 60_000; i++) faces[random.below(6)]!++;
    for (const count of faces) expect(Math.abs(count - 10_000)).toBeLessThan(460);
  });

  it('differ between seeds and repeat for one', () => {
    expect(draws(1)).toEqual(draws(1));
    expect(draws(1)).not.toEqual(draws(2));
    expect(() => new SeededRandom(1).below(0)).toThrow('1 ... 2^32');
  });
});
