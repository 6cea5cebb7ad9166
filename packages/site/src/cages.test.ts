import { TopologyBuilder, type LinkClass, type NodeClass } from '@weft/topology';
import { describe, expect, it } from 'vitest';
import { clos, hallOf } from './halls.testing.ts';

const link: LinkClass = { kind: 'leaf-leaf', fabric: 'compute', protocol: null, medium: null };
const box = (part: string | null): NodeClass => ({ role: 'leaf', word: 'leaf', part, ports: null, forwards: 'always' });

/** Two switches joined by cables of the given rates, port by port. */
function pair(part: string | null, rates: readonly number[]) {
  const builder = new TopologyBuilder();
  const [a, b] = [builder.node(0, box(part)), builder.node(0, box(part))];
  for (const rate of rates) builder.link(a, b, link, rate);
  return hallOf(builder.build());
}

describe('cages', () => {
  it('puts two links of 400G into each twin cage of a QM9700, one into a ConnectX-7', () => {
    const { plan, topology } = hallOf(clos());
    const { cages } = plan;
    // 64 NICs with a cage each; two leaves with 64 ports and a spine with 64, two to a cage.
    expect(cages.count).toBe(64 + 32 + 32 + 32);
    for (let e = 0; e < topology.linkCount; e++) {
      if (cages.a[e]! < 0) continue;
      const isNic = topology.nodeClasses[topology.nodeClass[topology.linkA[e]!]!]!.role === 'nic';
      expect([cages.slots[cages.a[e]!], cages.module_Gbps[cages.a[e]!]]).toEqual(isNic ? [1, 400] : [2, 800]);
      expect([cages.slots[cages.b[e]!], cages.module_Gbps[cages.b[e]!]]).toEqual([2, 800]);
    }
    expect(cages.findings).toEqual([]);
  });

  it('follows the port numbers: ports 0 and 3 are in two cages', () => {
    const builder = new TopologyBuilder();
    const [a, b] = [builder.node(0, box('qm9700')), builder.node(0, box('qm9700'))];
    builder.link(a, b, link, 400, { a: 3, b: 3 });
    builder.link(a, b, link, 400, { a: 0, b: 0 });
    const { cages } = hallOf(builder.build()).plan;
    expect(cages.a[0]).not.toBe(cages.a[1]);
  });

  it('starts a new cage where the rate changes', () => {
    // An 800G cage holds two of 400G or four of 200G: 400 400 | 400 - | 200 200 200 200 | 800.
    const { cages } = pair('sn5600', [400, 400, 400, 200, 200, 200, 200, 800]).plan;
    expect([...cages.slots]).toHaveLength(2 * cages.count - cages.count);
    expect(cages.findings).toEqual([]);
    const ofFirst = [...cages.a];
    expect(ofFirst[0]).toBe(ofFirst[1]);
    expect(ofFirst[2]).not.toBe(ofFirst[3]);
    expect(cages.slots[ofFirst[7]!]).toBe(1);
  });

  it('gives each link a cage of its own where the device is not known', () => {
    const { cages } = pair(null, [400, 400]).plan;
    expect(cages.count).toBe(4);
    expect([...cages.module_Gbps]).toEqual([400, 400, 400, 400]);
  });

  it('reports a link faster than a cage, and more cables than there are cages', () => {
    expect(pair('qm9700', [1600]).plan.cages.findings.map(({ code }) => code)).toEqual([
      'port-too-slow',
      'port-too-slow',
    ]);
    const crowded = pair(
      'qm9700',
      Array.from({ length: 66 }, () => 400),
    ).plan.cages.findings;
    expect(crowded.map(({ code }) => code)).toEqual(['too-many-cages', 'too-many-cages']);
    expect(crowded[0]).toMatchObject({ targets: ['leaf0'] });
    expect(
      pair(
        'qm9700',
        Array.from({ length: 64 }, () => 400),
      ).plan.cages.findings,
    ).toEqual([]);
  });
});
