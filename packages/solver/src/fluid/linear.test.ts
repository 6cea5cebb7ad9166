import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { UniformFlows } from '@weft/topology';
import { solveDetours } from '../detours.ts';
import { solve } from '../solve.ts';
import { finish } from '../steps.ts';
import { policyOf } from '../route/policy.ts';
import { noFailures } from '../route/fabric.ts';
import { dragonfly, torus, type Made } from '../testing/fabrics.ts';

describe('uniform traffic by detours, without a list of flows', () => {
  const fabrics: [string, Made][] = [
    ['dragonfly 2 4 2', dragonfly(2, 4, 2)],
    ['dragonfly 2 6 3', dragonfly(2, 6, 3)],
    ['torus 4 x 5', torus([4, 5])],
    ['mesh 3 x 4, where little is alike', torus([3, 4], false)],
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
