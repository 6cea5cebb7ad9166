import { describe, expect, it } from 'vitest';
import { opennessOf, type Openness } from './openness.ts';
import { clos, hallOf, type ClosRequest } from './halls.testing.ts';
import type { MediumPolicy } from './options.ts';

const openness = (request: Partial<ClosRequest>, media: MediumPolicy = 'dsp'): Openness => {
  const hall = hallOf(clos({ serverPart: null, ...request }), { media }, { 'switches.qm9700.price_usd': 40_000 });
  return opennessOf(hall.topology, hall.bill, hall.figures);
};
const layer = (found: Openness, name: string) => found.layers.find((one) => one.layer === name)!;

describe('openness', () => {
  const infiniband = openness({});
  const ethernet = openness({ protocol: 'rocev2-400', leafPart: 'sn5600' });

  it('counts one supplier of InfiniBand switches and several of Ethernet ones', () => {
    expect(layer(infiniband, 'switch')).toMatchObject({
      specification: 1,
      suppliers: 1,
      supplierNames: ['NVIDIA'],
      secondSource: 0,
    });
    expect(layer(ethernet, 'switch').suppliers).toBeGreaterThanOrEqual(3);
    expect(layer(ethernet, 'switch').secondSource).toBe(1);
    expect(layer(ethernet, 'switch').score!).toBeGreaterThan(layer(infiniband, 'switch').score!);
  });

  it('names the single-source layers and the share of capital behind them', () => {
    expect(infiniband.singleSource).toEqual(['accelerator', 'switch', 'nic', 'transport']);
    expect(ethernet.singleSource).toEqual(['accelerator']);
    const shares = infiniband.layers
      .filter(({ suppliers }) => suppliers === 1)
      .reduce((sum, one) => sum + one.shareOfCapital, 0);
    expect(infiniband.singleSourceShare).toBeCloseTo(shares, 12);
    expect(infiniband.singleSourceShare).toBeGreaterThan(ethernet.singleSourceShare);
  });

  it('judges NICs that come with their server, at no share of capital', () => {
    const nic = layer(openness({ serverPart: 'dgx-h100' }), 'nic');
    expect(nic).toMatchObject({ suppliers: 1, shareOfCapital: 0 });
  });

  it('weighs layers by their share of capital, which add up to the whole', () => {
    const total = infiniband.layers.reduce((sum, one) => sum + one.shareOfCapital, 0);
    expect(total).toBeCloseTo(1, 9);
    const judged = infiniband.layers.filter(({ score }) => score !== null);
    const mean =
      judged.reduce((sum, one) => sum + one.score! * one.shareOfCapital, 0) /
      judged.reduce((sum, one) => sum + one.shareOfCapital, 0);
    expect(infiniband.score).toBeCloseTo(mean, 12);
  });

  it('is as open as the least open part, keeps to what is known, and quotes its evidence', () => {
    const optics = layer(infiniband, 'optics');
    expect(optics.software).toBeNull();
    expect(optics.evidence.join()).toContain('IEEE');
    expect(
      layer(openness({ protocol: 'ib-xdr', leafPart: 'q3450', nicPart: 'connectx-8', rate_Gbps: 800 }), 'optics'),
    ).toMatchObject({
      specification: 0,
      suppliers: 1,
    });
    for (const found of [infiniband, ethernet]) {
      for (const one of found.layers) expect(one.score === null || (one.score >= 0 && one.score <= 1)).toBe(true);
    }
  });
});
