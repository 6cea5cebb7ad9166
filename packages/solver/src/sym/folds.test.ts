import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { TopologyBuilder, type Topology, type UniformFlows } from '@weft/topology';
import { certifyFolded, foldedProblem, unfoldLoad } from '../fluid/folded.ts';
import { isTrueTo } from '../fluid/folded-proof.ts';
import { gather } from '../fluid/gather.ts';
import { sweptLevels } from '../fluid/levels.ts';
import { fluidProblem } from '../fluid/problem.ts';
import { noFailures, type Failures } from '../route/fabric.ts';
import { policyOf } from '../route/policy.ts';
import type { Routing } from '../routing.ts';
import { solve } from '../solve.ts';
import { finish } from '../steps.ts';
import { dragonfly, fatTree, jellyfish, linkClass, nodeClass, type Made } from '../testing/fabrics.ts';
import { leafLevel } from '../../bench/cases.ts';
import { kindOfArcs } from './kinds.ts';

const seed = 20261124;
const spray: Routing = { policy: 'spray', handOver: false };

interface Answer {
  readonly load: Float64Array;
  readonly figures: readonly number[];
}

/** Folded, proven and unfolded; null where it does not fold. */
function folded(
  { topology, endpoints }: Made,
  routing: Routing,
  failures: Failures,
): (Answer & { targets: number }) | null {
  const { fabric } = valueOf(policyOf(topology, routing, failures));
  const found = finish(foldedProblem(topology, fabric, endpoints));
  if (found === null) return null;
  const levels = finish(sweptLevels(found.problem, Infinity));
  expect(finish(certifyFolded(topology, found, levels)).worst).toBeLessThan(1e-12);
  const {
    poolLoad,
    rateSummary_Gbps: rate,
    perEndpoint_Gbps: each,
    disconnected,
  } = finish(gather(found.problem, levels));
  const { load } = finish(unfoldLoad(found, poolLoad));
  const figures = [rate.min, rate.mean, rate.max, each.min, each.mean, disconnected];
  return { load, figures, targets: found.problem.targets.length };
}

/** The oracle: target by target on all links, with no symmetry at all. */
function flat({ topology, endpoints }: Made, routing: Routing, failures: Failures): Answer {
  const { fabric } = valueOf(policyOf(topology, routing, failures));
  const problem = fluidProblem(fabric, null, endpoints, null);
  const levels = finish(sweptLevels(problem, Infinity));
  const { poolLoad, rateSummary_Gbps: rate, perEndpoint_Gbps: each, disconnected } = finish(gather(problem, levels));
  const load = Float64Array.from(kindOfArcs(problem.kinds), (k) => (k < 0 ? 0 : poolLoad[k]! / problem.poolSize[k]!));
  return { load, figures: [rate.min, rate.mean, rate.max, each.min, each.mean, disconnected] };
}

/** Holds the folded answer against the flat one; answers for how many targets it stands, null where it does not fold. */
function check(made: Made, routing = spray, failures = noFailures): number | null {
  const found = folded(made, routing, failures);
  if (found === null) return null;
  const oracle = flat(made, routing, failures);
  const most = oracle.load.reduce((a, b) => Math.max(a, b), 0);
  found.load.forEach((x, a) => expect(Math.abs(x - oracle.load[a]!)).toBeLessThanOrEqual(1e-12 * most));
  found.figures.forEach((x, i) => {
    expect(Math.abs(x - oracle.figures[i]!)).toBeLessThanOrEqual(1e-12 * Math.max(1e-300, oracle.figures[i]!));
  });
  return found.targets;
}

/** What a tree of parts is made of: within each part a switch, `own` endpoints, and copies of the next part; each switch has links to those above. */
interface Shape {
  readonly copies: readonly number[];
  readonly own: readonly number[];
  readonly switches: readonly number[];
  readonly capacity: readonly number[];
}

/** Parts in parts, each a group: their switches linked to all switches of the part around, their endpoints to their switches. */
function parts({ copies, own, switches, capacity }: Shape, odd: (depth: number, copy: number) => boolean): Made {
  const b = new TopologyBuilder();
  const endpoints: number[] = [];
  const add = (depth: number, group: number, above: readonly number[], strange: boolean): void => {
    const below: number[] = [];
    const here = Array.from({ length: switches[depth]! }, () => b.node(group, nodeClass('router')));
    for (const s of here) for (const t of above) b.link(s, t, linkClass('local'), capacity[depth]!);
    for (let i = 0; i < own[depth]! + (strange ? 1 : 0); i++) {
      const h = b.node(group, nodeClass('accelerator', 'handOver'));
      endpoints.push(h);
      for (const s of here) b.link(h, s, linkClass('accelerator-router'), 1);
    }
    for (let c = 0; depth + 1 < switches.length && c < copies[depth]!; c++) {
      const word = `part${depth}`;
      const inner = b.group(group, { word, layout: 'rows', columns: 0, device: false, part: null });
      add(depth + 1, inner, here, odd(depth + 1, c));
      below.push(inner);
    }
  };
  add(0, 0, [], false);
  return { topology: b.build(), endpoints: Int32Array.from(endpoints) };
}

const shapes = fc.record({
  copies: fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 }),
  own: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 3, maxLength: 3 }),
  switches: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 2, maxLength: 3 }),
  capacity: fc.array(fc.constantFrom(0.3, 0.5, 1, 4), { minLength: 3, maxLength: 3 }),
});

describe('a folded fabric', () => {
  it('has the answer of the flat one on parts in parts, alike or not', () => {
    let folds = 0;
    fc.assert(
      fc.property(shapes, fc.integer({ min: 0, max: 5 }), (shape, strange) => {
        const made = parts(shape, (depth, copy) => (depth * 7 + copy * 3) % 6 === strange);
        if (made.endpoints.length < 2) return;
        if (check(made) !== null) folds++;
      }),
      { seed, numRuns: 150 },
    );
    expect(folds).toBeGreaterThan(80);
  });

  it('has it with links and nodes broken', () => {
    let folds = 0;
    fc.assert(
      fc.property(shapes, fc.nat(), fc.nat(), fc.boolean(), (shape, link, node, both) => {
        const made = parts(shape, () => false);
        const { linkCount, nodeCount } = made.topology;
        if (made.endpoints.length < 3) return;
        const failures = { links: [link % linkCount], nodes: both ? [node % nodeCount] : [] };
        if (check(made, spray, failures) !== null) folds++;
      }),
      { seed, numRuns: 150 },
    );
    expect(folds).toBeGreaterThan(60);
  });

  it('has it on the fabrics of the field, with their claims, by equal parts and by capacity', () => {
    const byCapacity: Routing = { policy: 'weighted-ecmp', handOver: false };
    for (const made of [fatTree(4), fatTree(6), leafLevel(4), leafLevel(6)]) {
      expect(check(made)).toBe(1);
      expect(check(made, byCapacity)).toBe(1);
    }
  });

  it('has it with a broken link of each class', () => {
    for (const made of [fatTree(6), leafLevel(6)]) {
      made.topology.linkClasses.forEach((_, c) => {
        const link = made.topology.linkClass.lastIndexOf(c);
        expect(check(made, spray, { links: [link], nodes: [] })).toBeLessThan(made.endpoints.length);
      });
    }
  });

  it('takes no claim on trust: with one link, capacity or kind changed the copy is left out', () => {
    const made = leafLevel(6);
    const { topology } = made;
    const altered = (change: Partial<Topology>): Made => ({ ...made, topology: { ...topology, ...change } });
    const capacity = topology.linkCapacity_Gbps.slice();
    capacity[40] = 2;
    const linkB = topology.linkB.slice();
    linkB[0] = linkB[1]!;
    const nodeClasses = [...topology.nodeClasses, nodeClass('leaf', 'never')];
    const nodeClassOf = topology.nodeClass.slice();
    nodeClassOf[made.endpoints[4]!] = nodeClasses.length - 1;
    for (const changed of [
      altered({ linkCapacity_Gbps: capacity }),
      altered({ linkB }),
      altered({ nodeClasses, nodeClass: nodeClassOf }),
    ]) {
      expect(check(changed)).toBeGreaterThan(1);
    }
    // An endpoint less: its leaf is like no other.
    expect(check({ topology, endpoints: made.endpoints.subarray(1) })).toBeGreaterThan(1);
  });

  it('proves its views, and no view that is not true', () => {
    const { topology, endpoints } = leafLevel(6);
    const links = [topology.linkClass.lastIndexOf(0)];
    for (const failures of [noFailures, { links, nodes: [] }]) {
      const { fabric } = valueOf(policyOf(topology, spray, failures));
      const { problem, classesOf } = finish(foldedProblem(topology, fabric, endpoints))!;
      for (let i = 0; i < problem.targets.length; i++) {
        const [view, target, classes] = [problem.view(i), problem.targets[i]!, finish(classesOf(i))];
        const proves = (changed: Partial<typeof view>, own = classes, at = target): boolean =>
          finish(isTrueTo(topology, fabric, endpoints, { ...view, ...changed }, own, at));
        expect(proves({})).toBe(true);
        const width = view.fabric.width.slice();
        width[0]! += 1;
        const capacity = view.fabric.capacity.slice();
        capacity[0] = 7;
        const forwards = view.fabric.forwards.slice();
        forwards[0] = 1 - forwards[0]!;
        const times = view.times.slice();
        times[0]! += 1;
        // A node that is said to be another.
        const other = classes.slice();
        other[endpoints[1]!] = target;
        expect(proves({ fabric: { ...view.fabric, width } })).toBe(false);
        expect(proves({ fabric: { ...view.fabric, capacity } })).toBe(false);
        expect(proves({ fabric: { ...view.fabric, forwards } })).toBe(false);
        expect(proves({ times })).toBe(false);
        expect(proves({}, other)).toBe(false);
        expect(proves({}, classes, classes[topology.linkB[0]!])).toBe(false);
      }
      // What a failure took away is not seen.
      const whole = valueOf(policyOf(topology, spray, { links: [0], nodes: [] })).fabric;
      const [classes, target] = [finish(classesOf(0)), problem.targets[0]!];
      expect(finish(isTrueTo(topology, whole, endpoints, problem.view(0), classes, target))).toBe(false);
    }
  });

  it('leaves alone what has links between copies, and what looks alike and is not', () => {
    expect(check(dragonfly(2, 4, 2))).toBeNull();
    expect(check(jellyfish(20, 4, 2, 1))).toBeNull();
  });

  it('is what the solver takes, and says so', () => {
    const { topology, endpoints } = leafLevel(8);
    const flows: UniformFlows = { kind: 'uniform', name: 'all', endpoints, size_B: null };
    const { layer, why, certificate } = valueOf(finish(solve(topology, flows, spray, { summaryOnly: true })));
    expect({ layer, ok: certificate.ok }).toEqual({ layer: 'orbits', ok: true });
    expect(why).toContain('compared link by link');
  });
});
