import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { UniformFlows } from '@weft/topology';
import { policyOf } from '../route/policy.ts';
import { finish } from '../steps.ts';
import { solve } from '../solve.ts';
import { solveUniform } from '../uniform.ts';
import { dragonfly, fatTree, jellyfish, leafSpine, rails, randomOf, torus, type Made } from '../testing/fabrics.ts';

const spray = { policy: 'spray', handOver: true } as const;
const uniform = (made: Made): UniformFlows => ({
  kind: 'uniform',
  name: 'all',
  endpoints: made.endpoints,
  size_B: null,
});

describe('uniform traffic as a fluid', () => {
  const fabrics: [string, Made][] = [
    ['fat-tree', fatTree(4)],
    ['tapered leaf-spine', leafSpine(4, 3, 2, 0.5)],
    ['torus', torus([4, 4])],
    ['mesh', torus([3, 4], false)],
    ['dragonfly', dragonfly(2, 4, 2)],
    ['rail-only', rails(4, 4, 1, 0.9, null)],
    ['jellyfish', jellyfish(16, 4, 2, 7)],
  ];
  it.each(fabrics)('gives %s the rates of flows computed one by one, with 0 to 3 failures', (_, made) => {
    const next = randomOf(5);
    for (let broken = 0; broken <= 3; broken++) {
      const links = Array.from({ length: broken }, () => Math.floor(next() * made.topology.linkCount));
      const failures = { links, nodes: [] };
      const one = valueOf(finish(solve(made.topology, uniform(made), spray, { failures })));
      const policy = valueOf(policyOf(made.topology, spray, failures));
      const fluid = finish(solveUniform(made.topology, uniform(made), policy));
      expect(fluid.certificate.worst).toBeLessThan(1e-9);
      for (const key of ['min', 'mean', 'max'] as const) {
        expect(Math.abs(fluid.rateSummary_Gbps[key] / one.rateSummary_Gbps[key] - 1)).toBeLessThan(1e-12);
      }
      expect(fluid.perEndpoint_Gbps.min).toBeCloseTo(one.perEndpoint_Gbps.min, 12);
      expect(fluid.perEndpoint_Gbps.mean).toBeCloseTo(one.perEndpoint_Gbps.mean, 12);
      expect(fluid.disconnected).toBe(one.disconnected);
      const limits = one.bottleneck!.filter((_, f) => one.rate_Gbps![f]! <= one.rateSummary_Gbps.min * (1 + 1e-9));
      const classOf = (arc: number): number => made.topology.linkClass[arc >> 1]!;
      const classes = [
        ...new Set(
          Array.from(
            limits.filter((arc) => arc >= 0),
            classOf,
          ),
        ),
      ];
      expect(Array.from(fluid.slowestAt!, classOf)).toEqual(expect.arrayContaining(classes));
      fluid.arcLoad_Gbps.forEach((load, a) => expect(load).toBeCloseTo(one.arcLoad_Gbps[a]!, 11));
    }
  });

  it('is what a solve gives when single rates are not asked for', () => {
    const made = fatTree(4);
    const whole = valueOf(finish(solve(made.topology, uniform(made), spray)));
    const summary = valueOf(finish(solve(made.topology, uniform(made), spray, { summaryOnly: true })));
    expect([whole.layer, summary.layer]).toEqual(['quotient', 'orbits']);
    expect([whole.rate_Gbps === null, summary.rate_Gbps === null]).toEqual([false, true]);
    expect(summary.rateSummary_Gbps.min).toBeCloseTo(whole.rateSummary_Gbps.min, 13);
  });

  it('needs one target of a fat-tree and says so', () => {
    const made = fatTree(6);
    const policy = valueOf(policyOf(made.topology, spray, { links: [], nodes: [] }));
    const result = finish(solveUniform(made.topology, uniform(made), policy));
    expect(result.layer).toBe('orbits');
    expect(result.why).toContain('1 targets stand for 54');
  });

  it('keeps the switches of a jellyfish apart: only hosts of one switch are alike', () => {
    const made = jellyfish(16, 4, 2, 7);
    const policy = valueOf(policyOf(made.topology, spray, { links: [], nodes: [] }));
    const result = finish(solveUniform(made.topology, uniform(made), policy));
    expect(result.why).toContain('16 targets stand for 32');
  });
});
