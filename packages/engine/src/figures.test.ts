/** What limits the slowest flow, on fabrics that speak two protocols. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { defaultWorkload, readStudy, type Traffic, type Workload } from '@weft/model';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

const pipeline = createPipeline();
// Four servers of two GPUs on one rail switch each: NVLink 4 inside (3,600 Gb/s a GPU), InfiniBand between (400 Gb/s a NIC).
const design = valueOf(
  generateStudy('rail-optimized', { servers: 4, acceleratorsPerServer: 2, nicsPerServer: 2, switchPorts: 64 }),
).designs[0]!;

async function kindsAt(traffic: Traffic, routing: Workload['routing'], cap_Gbps: number | null = null) {
  const workload = { ...defaultWorkload, traffic, routing, cap_Gbps };
  const solved = valueOf(await settled(pipeline.solve({ design, workload, failed: [] })));
  return solved.slowestAt.map(({ kind, protocol }) => `${kind} ${protocol}`);
}

describe('what limits the slowest flow', () => {
  it('is the network between servers in an all-to-all, though the busiest links are those inside', async () => {
    // Each GPU sends 6 flows over its NIC at 400/6 and one over NVLink, which takes the rest of 3,600: both kinds of link are full.
    expect(await kindsAt({ pattern: 'all-to-all' }, { policy: 'spray', handOver: false })).toEqual(['nic-leaf ib-ndr']);
  });

  it('is the scale-up fabric where traffic stays inside', async () => {
    const [source, target] = ['b1/unit0/server0/gpu0', 'b1/unit0/server0/gpu1'];
    const pair = { pattern: 'pair', source, target } as const;
    expect(await kindsAt(pair, { policy: 'spray', handOver: true })).toEqual(['accelerator-scaleUp nvlink4']);
  });

  it('is no link where the cap of the flows is lower than any share', async () => {
    expect(await kindsAt({ pattern: 'all-to-all' }, { policy: 'spray', handOver: false }, 1)).toEqual([]);
  });

  it('is InfiniBand in 16,384 GPUs, whose flows are too many to be told one by one', async () => {
    const file = new URL('../../../public/gallery/superpod-b200-64su.json', import.meta.url);
    const { designs, workload } = valueOf(readStudy(JSON.parse(readFileSync(file, 'utf8'))));
    const request = { design: designs[0]!, workload, failed: [] };
    const { slowestAt, bottlenecks } = valueOf(await settled(pipeline.solve(request)));
    // All flows between servers cross two NICs; those of one leaf spare the links above, so these do not fill up first.
    expect(slowestAt.map(({ kind }) => kind)).toEqual(['nic-leaf']);
    expect(slowestAt[0]).toMatchObject({ fabric: 'compute', protocol: 'ib-ndr' });
    // The twenty busiest links alone would name NVLink.
    expect(bottlenecks[0]!.link).toMatch(/gpu\d+:0$/);
  });
});
