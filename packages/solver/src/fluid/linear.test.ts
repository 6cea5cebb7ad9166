import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { TopologyBuilder, type UniformFlows } from '@weft/topology';
import { solveDetours } from '../detours.ts';
import { solve } from '../solve.ts';
import { finish } from '../steps.ts';
import { policyOf } from '../route/policy.ts';
import { noFailures } from '../route/fabric.ts';
import { dragonfly, linkClass, nodeClass, torus, type Made } from '../testing/fabrics.ts';
import { orbitsUnder } from '../sym/found.ts';

/**
 * Two planes of leaves under a spine each, every host with a link to a leaf of either; ships the swap of the planes. A host is as near to both its
 * leaves, so it counts to the place of the first: the swap holds for the fabric, not for the places.
 */
function dualHomed(segments: number, hosts: number): Made {
  const b = new TopologyBuilder();
  const planes = [0, 1].map(() => ({
    leaves: Array.from({ length: segments }, () => b.node(0, nodeClass('leaf'))),
    spine: b.node(0, nodeClass('spine')),
  }));
  for (const { leaves, spine } of planes) for (const l of leaves) b.link(l, spine, linkClass('leaf-spine'), 1);
  const endpoints: number[] = [];
  for (let i = 0; i < segments * hosts; i++) {
    const host = b.node(0, nodeClass('accelerator', 'handOver'));
    for (const { leaves } of planes) b.link(host, leaves[i % segments]!, linkClass('nic-leaf'), 1);
    endpoints.push(host);
  }
  const [first, second] = planes.map(({ leaves, spine }) => [...leaves, spine]);
  const both = [...first!, ...second!];
  const swap = { nodes: Int32Array.from(both), images: Int32Array.from([...second!, ...first!]) };
  b.region({
    family: 'leaf-spine',
    group: 0,
    shape: {},
    routers: Int32Array.from(both),
    symmetries: [swap],
  });
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

describe('symmetries under detours', () => {
  it('hold only where they take places to places', () => {
    const made = dualHomed(4, 3);
    const [spine, other] = [4, 9];
    const areAlike = (policy: 'valiant' | 'spray'): boolean => {
      const at = valueOf(policyOf(made.topology, { policy, handOver: false }, noFailures));
      const { nodeOrbit } = finish(orbitsUnder(made.topology, at, made.endpoints)).orbits;
      return nodeOrbit[spine] === nodeOrbit[other];
    };
    expect([areAlike('spray'), areAlike('valiant')]).toEqual([true, false]);
  });
});

describe('uniform traffic by detours, without a list of flows', () => {
  const fabrics: [string, Made][] = [
    ['dragonfly 2 4 2', dragonfly(2, 4, 2)],
    ['dragonfly 2 6 3', dragonfly(2, 6, 3)],
    ['torus 4 x 5', torus([4, 5])],
    ['mesh 3 x 4, where little is alike', torus([3, 4], false)],
    ['hosts on two planes, near to either', dualHomed(4, 3)],
  ];
  for (const name of ['valiant', 'adaptive'] as const) {
    it.each(fabrics)(`${name} on %s has the slowest rate of flows computed one by one`, (_, made) => {
      const flows: UniformFlows = { kind: 'uniform', name: 'all', endpoints: made.endpoints, size_B: null };
      const routing = { policy: name, handOver: false } as const;
      const one = valueOf(finish(solve(made.topology, flows, routing)));
      const policy = valueOf(policyOf(made.topology, routing, noFailures));
      const all = valueOf(finish(solveDetours(made.topology, flows, policy)));
      expect(all.certificate.worst).toBeLessThan(1e-9);
      expect(Math.abs(all.rateSummary_Gbps.min / one.rateSummary_Gbps.min - 1)).toBeLessThan(1e-9);
      const { linkClass, linkCapacity_Gbps } = made.topology;
      const limits = one.bottleneck!.filter((_, f) => one.rate_Gbps![f]! <= one.rateSummary_Gbps.min * (1 + 1e-9));
      const classOf = (arc: number): number => linkClass[arc >> 1]!;
      expect(Array.from(all.slowestAt!, classOf)).toEqual(
        expect.arrayContaining([...new Set(Array.from(limits, classOf))]),
      );
      for (const arc of all.slowestAt!) expect(all.arcLoad_Gbps[arc]! / linkCapacity_Gbps[arc >> 1]!).toBeCloseTo(1, 9);
    });
  }
});
