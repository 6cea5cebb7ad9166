/**
 * Collectives against the formula worked by hand, and against the table of bus bandwidths that SimAI ships.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { Parameters } from '@weft/model';
import type { CollectiveFacts, CollectiveRequest } from './api.ts';
import { domainsOf, treesAcross } from './collective-flows.ts';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { topologyOf } from '@weft/generators';
import { settled } from './work.ts';

const pipeline = createPipeline();

async function collective(parameters: Parameters, request: Partial<CollectiveRequest>): Promise<CollectiveFacts> {
  const design = valueOf(generateStudy('rail-optimized', parameters)).designs[0]!;
  return valueOf(
    await settled(
      pipeline.collective({
        design,
        routing: { policy: 'spray', handOver: false },
        failed: [],
        op: 'all-reduce',
        size_B: 2 ** 30,
        algorithm: 'ring',
        ...request,
      }),
    ),
  );
}

describe('collectives', () => {
  it('times a ring all-reduce over 2 servers of 8 by the formula', async () => {
    const found = await collective({ servers: 2 }, {});
    const size = 2 ** 30;
    // Across: 2 S (n-1)/n / r on each rail at 0.96 of 400 Gb/s = 50 GB/s. Within: 2 S 15/16 at 0.78 of 3600 Gb/s = 450 GB/s.
    const across = (2 * size * (1 / 2)) / 8 / (0.96 * 50e9);
    const within = (2 * size * (15 / 16)) / (0.78 * 450e9);
    const latency = 2 * (14 * 3.4e-6 + 1 * 14e-6) + 6.8e-6;
    expect(found.ranks).toBe(16);
    expect(found.across_s).toBeCloseTo(across, 12);
    expect(found.within_s).toBeCloseTo(within, 12);
    expect(found.time_s).toBeCloseTo(latency + Math.max(across, within), 12);
    expect(found.algbw_GBps).toBeCloseTo(size / found.time_s / 1e9, 9);
    expect(found.busbw_GBps).toBeCloseTo(found.algbw_GBps * 2 * (15 / 16), 9);
  });

  it('takes half the time to gather as to reduce, up to the start', async () => {
    const reduce = await collective({ servers: 4 }, {});
    const gather = await collective({ servers: 4 }, { op: 'all-gather' });
    expect((reduce.time_s - 6.8e-6) / (gather.time_s - 6.8e-6)).toBeCloseTo(2, 9);
  });

  it('takes trees for small messages and rings for large ones', async () => {
    const small = await collective({ servers: 32 }, { size_B: 64e3, algorithm: 'auto' });
    const large = await collective({ servers: 32 }, { size_B: 16e9, algorithm: 'auto' });
    expect([small.algorithm, large.algorithm]).toEqual(['tree', 'ring']);
  });

  it('is slowed down by a failed uplink only as far as the rings cross it', async () => {
    const whole = await collective({ servers: 64 }, {});
    // Every ring flow out of unit 0 on rail 0 that climbs: one, from the last server of the unit. Losing one of 32 uplinks costs nothing.
    const uplink = await collective({ servers: 64 }, { failed: ['b1/unit0/leaf0:40'] });
    expect(uplink.across_s).toBeCloseTo(whole.across_s, 12);
    const design = valueOf(generateStudy('rail-optimized', { servers: 64 })).designs[0]!;
    const cut = await settled(
      pipeline.collective({
        design,
        routing: { policy: 'spray', handOver: false },
        failed: ['b1/unit0/server3/nic2'],
        op: 'all-reduce',
        size_B: 1e9,
        algorithm: 'ring',
      }),
    );
    expect(cut).toMatchObject({ ok: false, fault: { code: 'no-path' } });
  });

  it('sends an all-to-all at the rate of its slowest flow', async () => {
    const found = await collective({ servers: 4 }, { op: 'all-to-all', algorithm: 'direct', size_B: 32e6 });
    // Across servers 24 of the 31 flows of a rank leave over its 400 Gb/s NIC.
    expect(found.acrossRate_Gbps).toBeCloseTo(400 / 24, 6);
    expect(found.time_s).toBeCloseTo(14e-6 + 6.8e-6 + (1e6 * 8) / ((400e9 / 24) * 0.96), 9);
  });

  it.each([2, 3, 4, 5, 8, 13, 32])(
    'lays two trees over %d servers in which everyone but a root has one parent',
    (servers) => {
      const { topology } = topologyOf(valueOf(generateStudy('rail-optimized', { servers })).designs[0]!);
      const domains = valueOf(domainsOf(topology));
      const { source, target } = treesAcross(domains);
      const domainOf = new Map(domains.flatMap((domain, d) => domain.map((node): [number, number] => [node, d])));
      // On each of 8 rails two trees of n - 1 edges, both ways.
      expect(source).toHaveLength(8 * 2 * (servers - 1) * 2);
      const degree = new Map<number, number>();
      source.forEach((node, f) => {
        expect(domainOf.get(node)).not.toBe(domainOf.get(target[f]!));
        degree.set(node, (degree.get(node) ?? 0) + 1);
      });
      // At most two children and a parent in one tree, a leaf in the other: no rank sends more than four ways.
      expect(Math.max(...degree.values())).toBeLessThanOrEqual(4);
      expect(degree.size).toBe(8 * servers);
    },
  );

  it('refuses algorithms that do not offer the operation', async () => {
    const design = valueOf(generateStudy('rail-optimized', { servers: 2 })).designs[0]!;
    const request = { design, routing: { policy: 'spray', handOver: false }, failed: [], size_B: 1e6 } as const;
    expect(await settled(pipeline.collective({ ...request, op: 'all-gather', algorithm: 'tree' }))).toMatchObject({
      ok: false,
      fault: { code: 'algorithm' },
    });
  });

  const table = path.resolve(import.meta.dirname, '../../../../shared/reference/training-cases.json');
  it.skipIf(!existsSync(table))(
    'meets the bus bandwidths that SimAI ships (skipped where the table is absent)',
    async () => {
      interface Case {
        readonly id: string;
        readonly points?: readonly { nodes: number; bytes: number; ratio: number }[];
      }
      const cases = (JSON.parse(readFileSync(table, 'utf8')) as { collective_cases: Case[] }).collective_cases;
      const points = cases.find(({ id }) => id === 'simai-nic-ratio')!.points!;
      const errors: number[] = [];
      for (const { nodes, bytes, ratio } of points) {
        const found = await collective({ servers: nodes }, { size_B: bytes });
        errors.push(Math.abs(found.busbw_GBps / 400 / ratio - 1));
      }
      errors.sort((x, y) => x - y);
      expect(errors.length).toBeGreaterThan(20);
      // Half of the points within 12 %, none further off than a third: what the formula is good for without knowing the software.
      expect(errors[Math.floor(errors.length / 2)]!).toBeLessThan(0.12);
      expect(errors.at(-1)!).toBeLessThan(1 / 3);
    },
  );
});
