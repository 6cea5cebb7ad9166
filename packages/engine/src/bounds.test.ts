/** Bounds and the exact optimum of a leaf-spine worked by hand, and failures on top of failures. */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { defaultWorkload } from '@weft/model';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

const pipeline = createPipeline();
// Four leaves of four hosts, two spines, 400 Gb/s everywhere, no taper.
const parameters = { servers: 16, acceleratorsPerServer: 1, nicsPerServer: 1, switchPorts: 8, scaleUp: 'none' };
const design = valueOf(generateStudy('leaf-spine', parameters)).designs[0]!;
const workload = {
  ...defaultWorkload,
  traffic: { pattern: 'all-to-all' },
  routing: { policy: 'spray', handOver: false },
} as const;
const request = { design, workload, failed: [] };

describe('bounds', () => {
  it('halve a leaf-spine without taper at full rate, over links that are there', async () => {
    const { bisection, reach, allToAll_Gbps } = valueOf(await settled(pipeline.bounds(request)));
    // Eight hosts of 400 Gb/s on either side; all pairs get 400 / 15, and 8 x 8 of them cross.
    expect(bisection.high_Gbps).toBeCloseTo(3200, 6);
    expect(bisection.low_Gbps).toBeGreaterThan((64 * 400 * 0.99) / 15);
    expect(bisection.low_Gbps).toBeLessThanOrEqual(bisection.high_Gbps);
    expect(bisection.cut).toHaveLength(bisection.cutLinks);
    expect(reach.diameter).toBe(6);
    expect(allToAll_Gbps.proven).toBeLessThanOrEqual(allToAll_Gbps.atMost!);
    const located = valueOf(await settled(pipeline.locate({ design, open: ['b1'] }, bisection.cut)));
    expect(located.links.length).toBeGreaterThan(0);
  });

  it('meets the closed form exactly', async () => {
    const exact = valueOf(await settled(pipeline.exactOptimum(request)));
    expect(exact.exact).toBe(true);
    expect(exact.gap).toBeLessThanOrEqual(1e-9);
    expect(exact.low_Gbps).toBeCloseTo(400 / 15, 6);
  });
});

describe('the best of all routings', () => {
  it('is found for the thousand accelerators of a published fabric, whose million pairs would not fit', async () => {
    const [su4] = valueOf(generateStudy('rail-optimized', { servers: 127, managementNodes: 1 })).designs;
    const routing = { policy: 'spray', handOver: true } as const;
    const best = valueOf(
      await settled(pipeline.optimum({ design: su4!, workload: { ...workload, routing }, failed: [] }, 0.01)),
    );
    // All but the 7 flows inside a server go over its NICs: 400 Gb/s for 8 x 1008 pairs of 8 NICs, 1,015 flows each.
    expect(best.perAccelerator_Gbps.low).toBeLessThanOrEqual((400 / 1008) * 1015 * (1 + 1e-9));
    expect(best.perAccelerator_Gbps.high).toBeGreaterThanOrEqual((400 / 1008) * 1015 * (1 - 1e-9));
    expect(best.gap).toBeLessThanOrEqual(0.01);
  });
});

describe('failures', () => {
  it('come on top of those that are there', async () => {
    const one = valueOf(await settled(pipeline.failures({ ...request, ask: { kind: 'single' } })));
    const spine = one.scenarios.find(({ what }) => what === 'switch spine')!;
    const both = valueOf(
      await settled(pipeline.failures({ ...request, failed: spine.failed, ask: { kind: 'single' } })),
    );
    expect(both.whole.slowest_Gbps).toBeCloseTo(spine.slowest_Gbps, 9);
    // The last spine takes all ways between leaves with it: 16 x 12 flows.
    expect(both.scenarios[0]).toMatchObject({ what: 'switch spine', disconnected: 192 });
    expect(both.scenarios.some(({ failed }) => failed.some((id) => spine.failed.includes(id)))).toBe(false);
  });
});
