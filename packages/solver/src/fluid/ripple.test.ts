import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { finish } from '../steps.ts';
import { policyOf } from '../route/policy.ts';
import type { Routing } from '../routing.ts';
import { orbitsUnder } from '../sym/found.ts';
import { dragonfly, fatTree, hyperx, jellyfish, randomOf, torus, type Made } from '../testing/fabrics.ts';
import { certifyFluidSteps } from './certify.ts';
import { sweptLevels } from './levels.ts';
import { fluidProblem, type FluidProblem } from './problem.ts';
import { rippleLevels, ripples } from './ripple.ts';

/** The problem with so many random failures, and some links at another speed; with the symmetries left, or without any. */
function problemOf(made: Made, routing: Routing, broken: number, symmetric: boolean): FluidProblem {
  const next = randomOf(11 + broken);
  const any = (): number => Math.floor(next() * made.topology.linkCount);
  const links = Array.from({ length: broken }, any);
  const linkCapacity_Gbps = made.topology.linkCapacity_Gbps.slice();
  for (let i = 0; i < broken; i++) linkCapacity_Gbps[any()]! *= 0.7;
  const topology = { ...made.topology, linkCapacity_Gbps };
  const policy = valueOf(policyOf(topology, routing, { links, nodes: [] }));
  const orbits = symmetric ? finish(orbitsUnder(topology, policy, made.endpoints)).orbits : null;
  return fluidProblem(policy.fabric, policy.filter, made.endpoints, orbits);
}

describe('filling pair by pair', () => {
  const spray = { policy: 'spray', handOver: true } as const;
  const cases: [string, Made, Routing][] = [
    ['dragonfly by spray', dragonfly(2, 4, 2), spray],
    ['dragonfly by minimal paths, of two lengths', dragonfly(2, 4, 2), { policy: 'minimal', handOver: true }],
    ['jellyfish', jellyfish(40, 5, 1, 3), spray],
    ['hyperx', hyperx([4, 3], 3), spray],
    ['torus', torus([6, 6]), spray],
    ['fat-tree by capacity', fatTree(6), { policy: 'weighted-ecmp', handOver: true }],
  ];
  it.each(cases)('finds the levels that sweeps find: %s', (_, made, routing) => {
    let rippled = 0;
    for (const [broken, symmetric] of [
      [0, false],
      [1, false],
      [3, false],
      [1, true],
      [2, true],
    ] as const) {
      const problem = problemOf(made, routing, broken, symmetric);
      if (!ripples(problem)) continue;
      rippled++;
      const swept = finish(sweptLevels(problem, Infinity));
      const found = finish(rippleLevels(problem, Infinity))!;
      expect(found.settled).toBe(true);
      expect(found.rate.length).toBe(swept.rate.length);
      expect(found.saturated).toEqual(swept.saturated);
      found.rate.forEach((rate, k) => expect(Math.abs(rate / swept.rate[k]! - 1)).toBeLessThan(1e-12));
      expect(finish(certifyFluidSteps(problem, found)).worst).toBeLessThan(1e-12);
    }
    expect(rippled).toBeGreaterThan(1);
  });

  it('stops at its budget with the first levels exact, and says that it has not settled', () => {
    const problem = problemOf(jellyfish(40, 5, 1, 3), spray, 2, false);
    const whole = finish(rippleLevels(problem, Infinity))!;
    const part = finish(rippleLevels(problem, 1))!;
    expect(part.settled).toBe(false);
    expect(part.rate).toEqual(whole.rate.slice(0, part.rate.length));
    expect(whole.rate.length).toBeGreaterThan(part.rate.length);
    // What still rises counts with the last common rate: the slowest flow is exact, the mean and every load no more than they are.
    const [all, bound] = [whole, part].map(({ answer }) => answer!.sums.figures(problem.multiplicity));
    expect(bound!.rateSummary_Gbps.min).toBe(all!.rateSummary_Gbps.min);
    expect(bound!.rateSummary_Gbps.max).toBe(part.rate.at(-1));
    expect(bound!.rateSummary_Gbps.mean).toBeLessThan(all!.rateSummary_Gbps.mean);
    expect(bound!.rateSummary_Gbps.mean).toBeCloseTo(bound!.rateSummary_Gbps.min, 12);
    const used = part.answer!.poolLoad.map((load, p) => load / problem.poolCapacity[p]!);
    expect(Math.max(...used)).toBeLessThan(1 + 1e-12);
    // A pool that saturated within the budget is as full as at the end.
    const full = used.filter((_, p) => part.saturated[p]! < part.rate.length);
    expect(Math.min(...full)).toBeGreaterThan(1 - 1e-12);
  });

  it('is not offered where each target has a view of its own', () => {
    expect(ripples(problemOf(fatTree(4), spray, 0, true))).toBe(false);
  });
});
