import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { Topology, UniformFlows } from '@weft/topology';
import { policyOf } from '../route/policy.ts';
import type { Routing } from '../routing.ts';
import { solve } from '../solve.ts';
import { finish } from '../steps.ts';
import { kindOfArcs } from '../sym/kinds.ts';
import { colouredGraphOf } from '../sym/quotient.ts';
import {
  dragonfly,
  fatTree,
  graphFabric,
  hyperx,
  jellyfish,
  leafSpine,
  rails,
  randomOf,
  torus,
  type Made,
} from '../testing/fabrics.ts';
import { solveUniform } from '../uniform.ts';
import { forestLevels } from './forest.ts';
import { worstOfForest } from './forest-proof.ts';
import { sweptLevels, type FluidLevels } from './levels.ts';
import { certifyLifted, liftedProblem, type Lifted } from './lifted.ts';
import { fluidProblem, type FluidProblem } from './problem.ts';
import { gather } from './gather.ts';

const seed = 20261124;
const spray: Routing = { policy: 'spray', handOver: true };
const unclaimed = ({ topology, endpoints }: Made): Made => ({ topology: { ...topology, regions: [] }, endpoints });
const uniform = ({ endpoints }: Made): UniformFlows => ({ kind: 'uniform', name: 'all', endpoints, size_B: null });

interface Answer {
  readonly load: Float64Array;
  readonly figures: readonly number[];
}

function answerOf(problem: FluidProblem, levels: FluidLevels): Answer {
  const { poolLoad, rateSummary_Gbps: rate, perEndpoint_Gbps: each, disconnected } = finish(gather(problem, levels));
  const kind = kindOfArcs(problem.kinds);
  const load = Float64Array.from(kind, (k) => (k < 0 ? 0 : poolLoad[k]! / problem.poolSize[k]!));
  return { load, figures: [rate.min, rate.mean, rate.max, each.min, each.mean, disconnected] };
}

function expectSame(found: Answer, flat: Answer): void {
  const most = flat.load.reduce((a, b) => Math.max(a, b), 0);
  found.load.forEach((x, a) => expect(Math.abs(x - flat.load[a]!)).toBeLessThanOrEqual(1e-12 * most));
  found.figures.forEach((x, i) => expect(Math.abs(x - flat.figures[i]!)).toBeLessThanOrEqual(1e-12 * flat.figures[i]!));
}

/** The traffic lifted whatever that gains, and flat, target by target. */
function both(made: Made, links: readonly number[], routing = spray): { lifted: Lifted; flat: Answer } {
  const { fabric } = valueOf(policyOf(made.topology, routing, { links, nodes: [] }));
  const lifted = finish(liftedProblem(fabric, colouredGraphOf(fabric), made.endpoints, Infinity))!;
  const plain = fluidProblem(fabric, null, made.endpoints, null);
  return { lifted, flat: answerOf(plain, finish(sweptLevels(plain, Infinity))) };
}

/** Checks the quotient against the flat layer, its forest too where it is one; answers whether it is. */
function check(made: Made, links: readonly number[], routing = spray): boolean {
  const { lifted, flat } = both(made, links, routing);
  const { problem, quotient, forest } = lifted;
  const levels = finish(sweptLevels(problem, Infinity));
  expectSame(answerOf(problem, levels), flat);
  expect(finish(certifyLifted({ ...lifted, forest: null }, levels)).worst).toBeLessThan(1e-12);
  if (forest === null) return false;
  const walked = finish(forestLevels(quotient.fabric, forest, problem.targets.length))!;
  expectSame(answerOf(problem, walked), flat);
  expect(finish(certifyLifted(lifted, walked)).worst).toBeLessThan(1e-12);
  return true;
}

const fabrics: [string, Made, boolean][] = [
  ['fat-tree', fatTree(4), true],
  ['larger fat-tree', fatTree(6), true],
  ['tapered leaf-spine', leafSpine(4, 3, 2, 0.3), true],
  ['ring', torus([5]), false],
  ['mesh of one dimension', torus([6], false), true],
  ['torus', torus([4, 4]), false],
  ['mesh', torus([3, 4], false), false],
  ['dragonfly', dragonfly(2, 4, 2), false],
  ['hyperx', hyperx([3, 4], 2), false],
  ['rail-optimised', rails(4, 4, 1, 0.9, 2), false],
  ['rail-only', rails(4, 4, 1, 0.9, null), false],
  ['jellyfish', jellyfish(16, 4, 2, 7), false],
];

describe('uniform traffic on the quotient', () => {
  it.each(fabrics)('has the loads and rates of the flat layer with 0 to 3 failures: %s', (_, made, isForest) => {
    const next = randomOf(3);
    const walked = [0, 1, 2, 3].map((broken) =>
      check(
        made,
        Array.from({ length: broken }, () => Math.floor(next() * made.topology.linkCount)),
      ),
    );
    expect(walked[0]).toBe(isForest);
  });

  it('has them with traffic divided by capacity, without hand-over, and with two lengths of links', () => {
    const walked = [
      check(fatTree(4), [7], { policy: 'weighted-ecmp', handOver: true }),
      check(rails(4, 4, 1, 0.9, null), [], { policy: 'spray', handOver: false }),
      check(dragonfly(2, 4, 2), [3], { policy: 'minimal', handOver: true }),
    ];
    expect(walked).not.toContain(true);
  });

  it('has them on any tree of switches, with endpoints anywhere and links of any capacity', () => {
    const capacity = fc.constantFrom(1, 1, 1, 2, 3.5, 0.7);
    const tree = fc
      .array(fc.tuple(fc.nat(), capacity), { minLength: 1, maxLength: 9 })
      .chain((links) =>
        fc.tuple(
          fc.constant(links),
          fc.array(fc.nat({ max: links.length }), { minLength: 2, maxLength: 12 }),
          fc.uniqueArray(fc.nat({ max: links.length - 1 }), { maxLength: 2 }),
          capacity,
        ),
      );
    fc.assert(
      fc.property(tree, ([links, hosts, broken, own]) => {
        const edges = links.map(([to, c], i) => [to % (i + 1), i + 1, c] as const);
        // Two bare switches that failures cut off may be of one class, linked to itself: then it is no forest.
        const walked = check(graphFabric(links.length + 1, hosts, edges, own), broken);
        expect(walked || broken.length > 0).toBe(true);
      }),
      { seed, numRuns: 150 },
    );
  });
});

describe('the proof of an answer on the quotient', () => {
  const { lifted } = both(leafSpine(4, 3, 2, 0.3), []);
  const levels = finish(forestLevels(lifted.quotient.fabric, lifted.forest!, lifted.problem.targets.length))!;
  const worst = (changed: FluidLevels): number => worstOfForest(lifted.quotient, lifted.forest!.weight, changed);

  it('holds as it is', () => {
    expect(levels.rate.length).toBe(2);
    expect(worst(levels)).toBeLessThan(1e-12);
  });

  it('refuses rates that are too high or too low, and pairs without a level', () => {
    for (const by of [1.01, 0.99]) {
      for (const k of [0, 1]) {
        const rate = levels.rate.map((r, i) => (i === k ? r * by : r));
        expect(worst({ ...levels, rate })).toBeGreaterThan(1e-3);
      }
    }
    expect(worst({ ...levels, saturated: levels.saturated.map((k) => (k === 1 ? 0x7fffffff : k)) })).toBe(Infinity);
    expect(worst({ ...levels, saturated: levels.saturated.map((k) => (k === 0 ? 1 : k)) })).toBeGreaterThan(1e-3);
  });

  it('refuses classes that one link makes unlike', () => {
    const made = fatTree(4);
    const whole = both(made, []).lifted;
    const walked = finish(forestLevels(whole.quotient.fabric, whole.forest!, whole.problem.targets.length))!;
    expect(finish(certifyLifted(whole, walked)).ok).toBe(true);
    const { fabric } = valueOf(policyOf(made.topology, spray, { links: [made.topology.linkCount - 1], nodes: [] }));
    expect(finish(certifyLifted({ ...whole, graph: colouredGraphOf(fabric) }, walked)).ok).toBe(false);
  });
});

describe('what answers uniform traffic', () => {
  // A leaf and two spines a pod, four cores; unlike capacities in every pod leave no two of them alike.
  const pods = 40;
  const uneven = (): Made => {
    const spines = Array.from({ length: pods }, (_, p) => [2 * p, 2 * p + 1]).flat();
    const leaf = (p: number): number => 2 * pods + p;
    const core = (c: number): number => 3 * pods + c;
    const links = spines.flatMap((s) => {
      const p = s >> 1;
      return [[leaf(p), s, 1 + p / 64] as const, ...[0, 1, 2, 3].map((c) => [s, core(c), 2 + p / 64] as const)];
    });
    const hosts = Array.from({ length: 3 * pods }, (_, h) => leaf(h % pods));
    return graphFabric(3 * pods + 4, hosts, links, 0.5);
  };

  it('takes the quotient where symmetries tell too few targets alike, and says so', () => {
    const made = uneven();
    const { fabric } = valueOf(policyOf(made.topology, spray, { links: [], nodes: [] }));
    const plain = fluidProblem(fabric, null, made.endpoints, null);
    const flat = answerOf(plain, finish(sweptLevels(plain, Infinity)));
    const result = valueOf(finish(solve(made.topology, uniform(made), spray, { summaryOnly: true })));
    expect(result.layer).toBe('quotient');
    expect(result.why).toContain('the 244 nodes are 121 classes, and 40 targets stand for 120');
    expect(result.certificate.worst).toBeLessThan(1e-12);
    expectSame(
      {
        load: result.arcLoad_Gbps,
        figures: [
          ...Object.values(result.rateSummary_Gbps),
          result.perEndpoint_Gbps.min,
          result.perEndpoint_Gbps.mean,
          result.disconnected,
        ],
      },
      flat,
    );
  });

  it('leaves what does not collapse flat', () => {
    const made = unclaimed(jellyfish(40, 4, 1, 7));
    const policy = valueOf(policyOf(made.topology, spray, { links: [], nodes: [] }));
    expect(finish(solveUniform(made.topology, uniform(made), policy)).layer).toBe('flat');
  });

  it('takes the orbits where a few targets stand for all', () => {
    const topology: Topology = fatTree(6).topology;
    const made = { topology, endpoints: fatTree(6).endpoints };
    const policy = valueOf(policyOf(topology, spray, { links: [], nodes: [] }));
    expect(finish(solveUniform(topology, uniform(made), policy)).layer).toBe('orbits');
  });
});
