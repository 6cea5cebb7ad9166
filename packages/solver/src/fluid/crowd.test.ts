import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { finish } from '../steps.ts';
import { solve } from '../solve.ts';
import { noFailures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import { fatTree, leafSpine, rails, type Made } from '../testing/fabrics.ts';
import { crowdedMost } from './crowd.ts';

describe('the most crowded link of hashed all-to-all traffic', () => {
  const fabrics: [string, Made][] = [
    ['fat-tree', fatTree(6)],
    ['leaf-spine', leafSpine(5, 4, 3, 1)],
    ['rail-optimised', rails(4, 4, 1, 0.9, 2)],
  ];
  it.each(fabrics)('gives the slowest rate of a %s', (_, made) => {
    for (const subflows of [1, 3]) {
      const routing = { policy: 'ecmp-hash', seed: 3, subflows, handOver: true } as const;
      const flows = { kind: 'uniform', name: 'all', endpoints: made.endpoints, size_B: null } as const;
      const { rate_Gbps, bottleneck, rateSummary_Gbps } = valueOf(finish(solve(made.topology, flows, routing)));
      const one = rateSummary_Gbps.min;
      const policy = valueOf(policyOf(made.topology, routing, noFailures));
      const crowd = finish(crowdedMost(policy, made.endpoints))!;
      expect(crowd.rate_Gbps).toBeCloseTo(one, 12);
      const limits = bottleneck!.filter((_, f) => rate_Gbps![f]! <= one * (1 + 1e-9));
      for (const arc of limits) expect(crowd.arcs).toContain(arc);
    }
  });
});
