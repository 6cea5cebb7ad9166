import { TopologyBuilder, type GroupClass, type LinkClass, type NodeClass, type Topology } from '@weft/topology';
import { describe, expect, it } from 'vitest';
import { hallOf } from './halls.testing.ts';
import { insidePower } from './inside.ts';
import { figuresOf } from './figures.ts';
import { latencyOf } from './latency.ts';
import { partOf } from '@weft/catalogue';

/** One NVLink domain drawn as 18 trays of 4 and 18 switch chips, 18 links of 400 Gb/s to each accelerator. */
function domain(accelerators: number, part: string, medium: string | null = null): Topology {
  const builder = new TopologyBuilder();
  const plain: GroupClass = { word: 'domain', layout: 'rows', columns: 0, device: false, part: null };
  const tray: GroupClass = { word: 'tray', layout: 'rows', columns: 0, device: true, part: null };
  const gpu: NodeClass = { role: 'accelerator', word: 'gpu', part, ports: null, forwards: 'handOver' };
  const chip: NodeClass = { role: 'scaleUp', word: 'switch', part: 'nvswitch4', ports: 72, forwards: 'always' };
  const link: LinkClass = { kind: 'accelerator-scaleUp', fabric: 'scale-up', protocol: 'nvlink5', medium };
  const all = builder.group(0, plain);
  const gpus: number[] = [];
  for (let t = 0; t < accelerators / 4; t++) {
    const group = builder.group(all, tray);
    for (let i = 0; i < 4; i++) gpus.push(builder.node(group, gpu));
  }
  for (let s = 0; s < 18; s++) {
    const hub = builder.node(all, chip);
    for (const g of gpus) builder.link(g, hub, link, 400);
  }
  return builder.build();
}

describe('links inside a system', () => {
  it('makes one rack of the trays and switches of a rack-scale system, wired by its own copper', () => {
    const { bill, placement } = hallOf(domain(72, 'gb200-nvl72'));
    expect(placement.rackCount).toBe(1);
    expect(bill.cables).toBe(0);
    expect(bill.lines.map(({ kind, quantity }) => [kind, quantity])).toEqual([
      ['accelerator', 72],
      ['chassis', 1],
      ['inside', 72 * 18],
    ]);
    const spine = bill.lines.find(({ kind }) => kind === 'inside')!;
    expect(spine.part!.id).toBe('nvl72-spine');
    // Passive: published as drawing nothing.
    expect(spine.power.band).toEqual({ low: 0, typical: 0, high: 0 });
  });

  it('does not make one of accelerators that are sold by themselves, nor of more than a rack holds', () => {
    expect(hallOf(domain(72, 'b200')).bill.cables).toBe(72 * 18);
    expect(hallOf(domain(76, 'gb200-nvl72')).bill.cables).toBe(76 * 18);
  });

  it('has no cable in the catalogue stated to carry NVLink between such devices at 400G', () => {
    const { plan } = hallOf(domain(72, 'b200'));
    expect(plan.media.findings.map(({ code }) => code)).toEqual(['no-medium-at-speed']);
  });

  it('takes chiplets as the medium when they are chosen: the energy of their bits', () => {
    const hall = hallOf(domain(72, 'gb200-nvl72', 'ucie-2p5d'));
    const line = hall.bill.lines.find(({ kind }) => kind === 'inside')!;
    expect(line.part!.id).toBe('ucie-2p5d');
    // 0.25 pJ a bit, 400 Gb/s each way: 0.2 W.
    expect(line.power.band!.typical).toBeCloseTo(0.2, 12);
    const chosen = hallOf(domain(72, 'gb200-nvl72'), { mediaByKind: { 'accelerator-scaleUp': 'chiplet' } });
    expect(chosen.bill.lines.find(({ kind }) => kind === 'inside')!.part!.id).toBe('ucie-2p5d');
  });

  it('leaves unknown what a wafer takes for a bit', () => {
    expect(insidePower(figuresOf(), partOf('medium', 'wafer-cerebras')!, 400).band).toBeNull();
  });

  it('counts into the latency of a route', () => {
    const hall = hallOf(domain(72, 'gb200-nvl72', 'ucie-2p5d'), {}, { 'switches.nvswitch4.latency_ns': 100 });
    const found = latencyOf(hall.plan, 0, [0, 1]);
    expect(found.media_ns.typical).toBe(2 * 2);
    expect(found.switches_ns.typical).toBe(100);
  });
});
