/**
 * All pairs as a fluid, by folds of what generators build, against the same pairs listed one by one: the same rates and loads, whole and with a link broken.
 */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { TopologyBuilder, type Topology, type UniformFlows } from '@weft/topology';
import type { Parameters } from '@weft/model';
import { recipeOf } from '@weft/generators';
import { finish, solve, type Result, type Routing } from '@weft/solver';

function built(family: string, parameters: Parameters): Topology {
  const recipe = recipeOf(family)!;
  expect(recipe.check(parameters).ok).toBe(true);
  const builder = new TopologyBuilder();
  const group = builder.group(0, { word: 'block', ...recipe.arrangement(parameters), device: false, part: null });
  recipe.build(parameters, builder, group);
  return builder.build();
}

function allPairs({ nodeCount, nodeClass, nodeClasses }: Topology): UniformFlows {
  const endpoints = Int32Array.from({ length: nodeCount }, (_, v) => v).filter(
    (v) => nodeClasses[nodeClass[v]!]!.role === 'accelerator',
  );
  return { kind: 'uniform', name: 'all', endpoints, size_B: null };
}

function expectSame(fluid: Result, listed: Result): void {
  expect(fluid.layer).toBe('orbits');
  expect(fluid.why).toContain('compared link by link');
  expect(fluid.certificate.ok && listed.certificate.ok).toBe(true);
  for (const key of ['min', 'mean', 'max'] as const) {
    expect(fluid.rateSummary_Gbps[key] / listed.rateSummary_Gbps[key]).toBeCloseTo(1, 9);
  }
  const most = listed.arcLoad_Gbps.reduce((a, b) => Math.max(a, b), 0);
  fluid.arcLoad_Gbps.forEach((load, a) => {
    expect(Math.abs(load - listed.arcLoad_Gbps[a]!)).toBeLessThanOrEqual(1e-9 * most);
  });
}

const pair = { acceleratorsPerServer: 2, nicsPerServer: 2 };

describe('all pairs on folded fabrics', () => {
  const cases: [string, Parameters][] = [
    ['fat-tree', { ...pair, switchPorts: 4, servers: 0 }],
    ['fat-tree', { ...pair, switchPorts: 8, servers: 40 }],
    ['fat-tree', { ...pair, switchPorts: 8, servers: 37 }],
    ['leaf-spine', { ...pair, servers: 24 }],
    ['rail-optimized', { ...pair, servers: 33 }],
  ];
  for (const [family, parameters] of cases) {
    it(`of ${family} ${JSON.stringify(parameters)}`, () => {
      const topology = built(family, parameters);
      const flows = allPairs(topology);
      let compared = 0;
      for (const handOver of [false, true]) {
        const routing: Routing = { policy: 'spray', handOver };
        for (const links of [[], [topology.linkCount - 1], [topology.linkCount >> 1]]) {
          const failures = { links, nodes: [] };
          const answer = (summaryOnly: boolean): Result =>
            valueOf(finish(solve(topology, flows, routing, { failures, summaryOnly })));
          expectSame(answer(true), answer(false));
          compared++;
        }
      }
      expect(compared).toBe(6);
    });
  }
});
