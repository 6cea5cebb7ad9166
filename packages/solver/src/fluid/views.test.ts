import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { Dag } from '../route/dag.ts';
import { policyOf } from '../route/policy.ts';
import type { Routing } from '../routing.ts';
import { finish } from '../steps.ts';
import { orbitsUnder } from '../sym/found.ts';
import { kindOfArcs } from '../sym/kinds.ts';
import { dragonfly, fatTree, hyperx, jellyfish, leafSpine, rails, torus, type Made } from '../testing/fabrics.ts';
import { certifyFluidSteps } from './certify.ts';
import { sweptLevels } from './levels.ts';
import { fluidProblem, type FluidProblem } from './problem.ts';
import { Sight } from './sight.ts';
import type { View } from './views.ts';

const spray: Routing = { policy: 'spray', handOver: true };

function problemOf(made: Made, links: readonly number[], routing = spray): FluidProblem {
  const policy = valueOf(policyOf(made.topology, routing, { links, nodes: [] }));
  const { orbits } = finish(orbitsUnder(made.topology, policy, made.endpoints));
  return fluidProblem(policy.fabric, policy.filter, made.endpoints, orbits);
}

/** Few symmetries that each move nearly everything, as generators ship them: every fifth of the swaps, one after the other. */
function turned(made: Made): Made {
  const { nodeCount, regions } = made.topology;
  const swaps = regions.flatMap(({ symmetries }) => symmetries);
  const nodes = Int32Array.from({ length: nodeCount }, (_, v) => v);
  const symmetries = [0, 1, 2, 3, 4].map((part) => {
    let images = nodes;
    for (let i = part; i < swaps.length; i += 5) {
      const by = new Map(Array.from(swaps[i]!.nodes, (v, j) => [v, swaps[i]!.images[j]!]));
      images = images.map((v) => by.get(v) ?? v);
    }
    return { nodes, images };
  });
  const region = { ...regions[0]!, symmetries };
  return { ...made, topology: { ...made.topology, regions: [region] } };
}

const cases: [string, Made, number[], Routing][] = [
  ['fat-tree', fatTree(4), [], spray],
  ['fat-tree with a failed link', fatTree(4), [20], spray],
  ['fat-tree by capacity', fatTree(4), [7], { policy: 'weighted-ecmp', handOver: true }],
  ['fat-tree by turns', turned(fatTree(6)), [], spray],
  ['leaf-spine', leafSpine(4, 3, 2, 0.5), [2], spray],
  ['rails', rails(4, 4, 1, 0.9, 2), [], spray],
  ['rails only, with failures', rails(4, 4, 1, 0.9, null), [3, 40], spray],
  ['torus', torus([4, 5]), [], spray],
  ['hyperx', hyperx([3, 4], 2), [9], spray],
  ['dragonfly, two lengths', dragonfly(2, 4, 2), [], { policy: 'minimal', handOver: true }],
  ['jellyfish, one view for all', jellyfish(36, 4, 2, 7), [5], spray],
];

/** The violation that is found once each view is changed; none before. */
const untrue = (change: (view: View) => View): number => {
  const problem = problemOf(fatTree(6), [20]);
  const levels = finish(sweptLevels(problem, Infinity));
  expect(finish(certifyFluidSteps(problem, levels)).worst).toBeLessThan(1e-12);
  return finish(certifyFluidSteps({ ...problem, view: (i) => change(problem.view(i)) }, levels)).worst;
};

const wider = (view: View): View => ({
  ...view,
  fabric: { ...view.fabric, width: view.fabric.width.map((w, a) => (a % 3 === 0 ? 2 * w : w)) },
});

describe('the proof of an answer by views', () => {
  it('refuses a view whose links lead to another kind of node', () => {
    expect(
      untrue((view) => {
        // Two arcs out of one node change their ends.
        const head = view.fabric.head.slice();
        const at = [...head.keys()].find(
          (a) => view.fabric.tail[a] === view.fabric.tail[a + 1] && head[a] !== head[a + 1],
        )!;
        [head[at], head[at + 1]] = [head[at + 1]!, head[at]!];
        return { ...view, fabric: { ...view.fabric, head } };
      }),
    ).toBeGreaterThan(1e-3);
  });

  it('refuses a view that divides traffic in another way', () => {
    expect(untrue(wider)).toBeGreaterThan(1e-3);
  });

  it('refuses a view in which a node stands for one endpoint too many', () => {
    expect(untrue((view) => ({ ...view, times: view.times.map((n) => (n > 1 ? n + 1 : n)) }))).toBeGreaterThan(1e-3);
  });
});

describe('a target seen through the symmetries that leave it in place', () => {
  it.each(cases)('has every node at its distance, and stands for each endpoint once: %s', (_, made, links, routing) => {
    const problem = problemOf(made, links, routing);
    const whole = new Dag(problem.fabric, problem.filter);
    const sight = new Sight(problem);
    problem.targets.forEach((target, i) => {
      sight.aim(i);
      whole.aim(target);
      const { view, dag } = sight;
      const at = (v: number): number => view.nodeOf?.[v] ?? v;
      for (let v = 0; v < made.topology.nodeCount; v++) expect(dag.distance[at(v)]).toBe(whole.distance[v]);
      const stands = new Map(Array.from(view.ends, (v, e) => [v, view.times[e]!]));
      for (const v of new Set(Array.from(made.endpoints, at))) {
        expect(stands.get(v)).toBe(made.endpoints.filter((s) => at(s) === v).length);
      }
      expect(view.times.reduce((sum, n) => sum + n, 0)).toBe(made.endpoints.length);
      // The target is alone in its node.
      expect(made.endpoints.filter((s) => at(s) === at(target)).length).toBe(1);
    });
  });

  it.each(cases)('carries by kinds of links what the whole fabric carries: %s', (_, made, links, routing) => {
    const problem = problemOf(made, links, routing);
    const kind = kindOfArcs(problem.kinds);
    const whole = new Dag(problem.fabric, problem.filter);
    const sight = new Sight(problem);
    problem.targets.forEach((target, i) => {
      sight.aim(i);
      const { view, dag, inject } = sight;
      view.ends.forEach((v, e) => (inject[v] = v === dag.target || dag.distance[v]! < 0 ? 0 : view.times[e]!));
      const seen = new Float64Array(problem.kinds.count);
      sight.push(seen);
      whole.aim(target);
      const all = new Float64Array(made.topology.nodeCount);
      for (const s of made.endpoints) if (s !== target && whole.distance[s]! >= 0) all[s] = 1;
      const load = new Float64Array(problem.fabric.arcCount);
      whole.push(all, load);
      const expected = new Float64Array(problem.kinds.count);
      load.forEach((x, a) => {
        if (x > 0) expected[kind[a]!]! += x;
      });
      seen.forEach((x, k) => expect(x).toBeCloseTo(expected[k]!, 10));
    });
  });

  it('is small where much is alike: a fat-tree of 54 hosts is the target, its peers and four tiers', () => {
    const problem = problemOf(fatTree(6), []);
    const { fabric } = problem.view(0);
    // Hosts: itself, of its leaf, of its pod, others. Leaves and spines: its own, of its pod (spines all alike), others. Cores.
    expect(fabric.nodeCount).toBe(4 + 3 + 2 + 1);
  });
});
