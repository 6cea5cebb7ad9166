import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { ExplicitFlows, UniformFlows } from '@weft/topology';
import type { Result } from '../result.ts';
import type { Routing } from '../routing.ts';
import { finish } from '../steps.ts';
import { solve } from '../solve.ts';
import { dragonfly, hyperx, leafSpine, torus, type Made } from '../testing/fabrics.ts';
import { pathOf } from './path.ts';

const policy = (name: 'dimension-order' | 'minimal' | 'valiant' | 'adaptive' | 'weighted-ecmp'): Routing => ({
  policy: name,
  handOver: false,
});

function flowsOf(source: readonly number[], target: readonly number[]): ExplicitFlows {
  const arrays = { source: Int32Array.from(source), target: Int32Array.from(target) };
  return { kind: 'explicit', name: 'test', ...arrays, weight: null, cap_Gbps: null, size_B: null };
}

const uniform = (made: Made): UniformFlows => ({
  kind: 'uniform',
  name: 'all',
  endpoints: made.endpoints,
  size_B: null,
});

function answer(made: Made, flows: ExplicitFlows | UniformFlows, routing: Routing): Result {
  const result = valueOf(finish(solve(made.topology, flows, routing)));
  expect(result.certificate.worst).toBeLessThan(1e-9);
  return result;
}

/** Every host of group g sends to the same host of group g + by. */
function adversary(made: Made, p: number, a: number, by: number): ExplicitFlows {
  const hosts = [...made.endpoints];
  return flowsOf(
    hosts,
    hosts.map((_, i) => hosts[(i + by * p * a) % hosts.length]!),
  );
}

describe('detours that would take too long', () => {
  // 16 x 16 x 16 accelerators, each a place; every one sends to some others.
  const made = torus([16, 16, 16]);
  const n = made.endpoints.length;
  const shifts = (count: number): ExplicitFlows => {
    const source = Array.from({ length: count * n }, (_, f) => f % n);
    const at = (v: number): number => made.endpoints[v % n]!;
    return flowsOf(
      source.map(at),
      source.map((v, f) => at(v + 100 + Math.floor(f / n))),
    );
  };

  it.each([
    // 4096 x 4096 first legs of some hundred arcs each.
    ['for their first legs', 1, 'valiant', /4096 flows by 4096 places.* at most 2\.0 billion.*ecmp-hash/],
    // 4096 searches and 20 x 4096 rows, each over 6 x 4096 arcs: 2.1 billion.
    ['for their rows', 20, 'adaptive', /81920 flows by 4096 places take some 2\.1 billion/],
  ] as const)('are refused with what to take instead, %s', (_, count, name, words) => {
    const result = finish(solve(made.topology, shifts(count), policy(name)));
    const message = expect.stringMatching(words) as string;
    expect(result).toMatchObject({ ok: false, fault: { code: 'size', where: 'flows', message } });
  });
});

describe('detours whose rows would not fit', () => {
  it('are refused before their first legs are found', () => {
    // 512 places, each entered by an arc of its own: 130,816 rows of some thousand arcs are more than twice 24 million.
    const made = torus([8, 8, 8]);
    const hosts = [...made.endpoints];
    const pairs = hosts.flatMap((s, i) => hosts.slice(i + 1).map((t) => [s, t] as const));
    const flows = flowsOf(
      pairs.map(([s]) => s),
      pairs.map(([, t]) => t),
    );
    const message = expect.stringMatching(/130816 flows by 512 places take more than 24000000 arcs/) as string;
    const result = finish(solve(made.topology, flows, policy('valiant')));
    expect(result).toMatchObject({ ok: false, fault: { code: 'size', where: 'flows', message } });
  });
});

describe('Dragonfly', () => {
  // Host links are wide, so that only the fabric binds. Published closed forms; p hosts on each of a routers, h global links a router.
  const shapes = [
    [2, 4, 2],
    [4, 8, 4],
    [2, 6, 3],
    [2, 6, 2],
    [4, 8, 3],
  ] as const;
  const wide = 100;

  it.each(shapes)('p=%d a=%d h=%d minimal: all hosts of a group share one global link to the next', (p, a, h) => {
    const made = dragonfly(p, a, h, 1, wide);
    expect(answer(made, adversary(made, p, a, 1), policy('minimal')).rateSummary_Gbps.min).toBeCloseTo(1 / (a * p), 12);
  });

  it.each(shapes)(
    'p=%d a=%d h=%d Valiant to the next group: two legs on each global link, over a h - 1 places',
    (p, a, h) => {
      const made = dragonfly(p, a, h, 1, wide);
      // a p hosts send 2 legs, each in a h - 1 parts, on one link a pair of groups.
      const result = answer(made, adversary(made, p, a, 1), policy('valiant'));
      const onGlobal = (a * h - 1) / (2 * a * p);
      expect(result.rateSummary_Gbps.min).toBeCloseTo(onGlobal, 12);
    },
  );

  it.each([
    [2, 4, 2, 0.2916666666666667],
    [4, 8, 4, 0.19375],
    [2, 6, 3, 0.3541666666666667],
    [2, 6, 2, 0.34375],
    [4, 8, 3, 0.19166666666666668],
  ])('p=%d a=%d h=%d Valiant to the group h on: local links bind, %d', (p, a, h, rate) => {
    const made = dragonfly(p, a, h, 1, wide);
    expect(answer(made, adversary(made, p, a, h), policy('valiant')).rateSummary_Gbps.min).toBeCloseTo(rate, 12);
  });

  it.each([
    [2, 4, 2, 1],
    [4, 8, 3, 0.75],
    [2, 6, 3, 1.5],
  ])('p=%d a=%d h=%d minimal, uniform to other groups: a host gets h / p', (p, a, h, rate) => {
    const made = dragonfly(p, a, h, 1, wide);
    const hosts = [...made.endpoints];
    const source: number[] = [];
    const target: number[] = [];
    hosts.forEach((s, i) => {
      hosts.forEach((t, j) => {
        if (Math.floor(i / (p * a)) === Math.floor(j / (p * a))) return;
        source.push(s);
        target.push(t);
      });
    });
    const result = answer(made, flowsOf(source, target), policy('minimal'));
    const partners = hosts.length - p * a;
    expect(result.rateSummary_Gbps.min * partners).toBeCloseTo(rate, 12);
  });

  it('mixes both to more than either: each link to the next group carries the direct part and two legs', () => {
    const [p, a, h] = [4, 8, 4];
    const made = dragonfly(p, a, h, 1, wide);
    const flows = adversary(made, p, a, 1);
    const rate = (name: 'minimal' | 'valiant' | 'adaptive'): number =>
      answer(made, flows, policy(name)).rateSummary_Gbps.min;
    expect(rate('adaptive')).toBeGreaterThan(Math.max(rate('minimal'), rate('valiant')));
    // Direct x on one link, legs 2 (1 - x) / (a h - 1) on the others: balanced, 1 / (a p) of all legs more than Valiant.
    const legs = a * h - 1;
    const x = 2 / (2 + legs);
    expect(rate('adaptive')).toBeCloseTo(1 / (a * p * x), 9);
  });

  it('never crosses two global links on a minimal path, though a shorter path does', () => {
    const made = dragonfly(1, 4, 2);
    const global = made.topology.linkClasses.findIndex(({ kind }) => kind === 'global');
    for (const target of made.endpoints) {
      const { arc, connected } = valueOf(pathOf(made.topology, made.endpoints[0]!, target, policy('minimal')));
      expect(connected).toBe(true);
      expect([...arc].filter((a) => made.topology.linkClass[a >> 1] === global).length).toBeLessThanOrEqual(1);
    }
  });
});

describe('dimension order', () => {
  it.each([
    ['ring of 4, ties both ways', torus([4]), 0.5],
    ['ring of 16', torus([16]), 0.03125],
    ['torus 8 x 4', torus([8, 4]), 0.03125],
    ['torus 4 x 4 x 4', torus([4, 4, 4]), 0.03125],
    ['torus 3 x 5', torus([3, 5]), 1 / 9],
  ])('%s all-to-all is even, as is the best routing', (_, made, rate) => {
    expect(answer(made, uniform(made), policy('dimension-order')).rateSummary_Gbps.min).toBeCloseTo(rate, 12);
  });

  it('takes the first coordinate first', () => {
    const made = torus([5, 5]);
    // From (0, 0) to (2, 1): along the first dimension by 1 and 2, then up to 7.
    const { arc } = valueOf(pathOf(made.topology, 0, 7, policy('dimension-order')));
    const heads = [...arc].map((a) => (a % 2 === 0 ? made.topology.linkB : made.topology.linkA)[a >> 1]);
    expect(heads).toEqual([1, 2, 7]);
  });

  it.each([
    ['4 x 4, 4 a router', hyperx([4, 4], 4, 1, 100), 4, 0.25],
    ['3 x 3 x 3, 3 a router', hyperx([3, 3, 3], 3, 1, 100), 3, 1 / 3],
  ])('HyperX %s: one link to the neighbour for all hosts of a router', (_, made, t, rate) => {
    const hosts = [...made.endpoints];
    const routers = hosts.length / t;
    const size = Math.round(routers ** (t === 4 ? 1 / 2 : 1 / 3));
    const flows = flowsOf(
      hosts,
      hosts.map((__, i) => {
        const r = Math.floor(i / t);
        const x = r % size;
        return hosts[(r - x + ((x + 1) % size)) * t + (i % t)]!;
      }),
    );
    expect(answer(made, flows, policy('dimension-order')).rateSummary_Gbps.min).toBeCloseTo(rate, 12);
  });

  it('is said to have no meaning on a leaf-spine', () => {
    const made = leafSpine(2, 2, 2, 1);
    expect(finish(solve(made.topology, uniform(made), policy('dimension-order')))).toMatchObject({
      ok: false,
      fault: { code: 'policy' },
    });
    expect(finish(solve(made.topology, uniform(made), policy('minimal')))).toMatchObject({ ok: false });
    expect(finish(solve(made.topology, uniform(made), policy('valiant')))).toMatchObject({ ok: false });
  });
});

describe('Valiant on a ring', () => {
  it('goes by every other node evenly: 8 nodes to the next', () => {
    const made = torus([8]);
    const hosts = [...made.endpoints];
    const flows = flowsOf(
      hosts,
      hosts.map((_, i) => hosts[(i + 1) % 8]!),
    );
    // Hops by way of i, from 0 to 1: to i and back to 1. i = 2: 2 + 1, 3: 3 + 2, 4: 4 + 3, 5: 3 + 4, 6: 2 + 3, 7: 1 + 2; 30 in 6 parts,
    // so 5 hops a flow, 8 flows on 16 arcs: 2.5 an arc when both ways carry alike.
    const result = answer(made, flows, policy('valiant'));
    const total = result.arcLoad_Gbps.reduce((a, b) => a + b, 0);
    expect(total / result.rateSummary_Gbps.mean / 8).toBeCloseTo(5, 12);
  });
});

describe('weighted ECMP', () => {
  it('divides by capacity: links of 1 and 3 carry a quarter and three', () => {
    const base = leafSpine(2, 4, 2, 1);
    const linkCapacity_Gbps = base.topology.linkCapacity_Gbps.slice();
    for (let e = 0; e < base.topology.linkCount; e++)
      if (base.topology.linkA[e] === 1 || base.topology.linkB[e] === 1) linkCapacity_Gbps[e] = 3;
    const made = { ...base, topology: { ...base.topology, linkCapacity_Gbps } };
    const hosts = [...made.endpoints];
    const flows = flowsOf(hosts.slice(0, 4), hosts.slice(4));
    expect(answer(made, flows, policy('weighted-ecmp')).rateSummary_Gbps.min).toBeCloseTo(1, 12);
    expect(answer(made, flows, { policy: 'spray', handOver: false }).rateSummary_Gbps.min).toBeCloseTo(0.5, 12);
  });
});
