import { describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

interface Answer {
  readonly low: number;
  readonly high: number;
  readonly gap: number;
  readonly proof: {
    readonly prices: readonly number[];
    readonly routes: readonly (readonly [number, number, number, readonly number[]])[];
  };
}

describe('weft concurrent', () => {
  it('brackets what a square carries: 1 over the direct arc and 1 around', async () => {
    // 0 -> 1 demands 1. Arcs 0-1 and 0-2-1, each of capacity 1: twice the demand fits.
    const instance = {
      nodes: 3,
      arcs: [
        [0, 1, 1],
        [0, 2, 1],
        [2, 1, 1],
      ],
      demands: [[0, 1, 1]],
    };
    const ran = await desk.weft(['concurrent', '-', '--gap', '0.001', '--json'], JSON.stringify(instance));
    expect(ran.code).toBe(0);
    const { low, high, gap, certificate } = ran.json() as {
      low: number;
      high: number;
      gap: number;
      certificate: { ok: boolean };
    };
    expect(low).toBeLessThanOrEqual(2 + 1e-9);
    expect(high).toBeGreaterThanOrEqual(2 - 1e-9);
    expect(gap).toBeLessThanOrEqual(0.001);
    expect(certificate.ok).toBe(true);
  });

  /** Every node of a ring of 8 to the one three further; arcs of capacity 1 either way. */
  const ring = {
    nodes: 8,
    arcs: Array.from({ length: 8 }, (_, v) => [
      [v, (v + 1) % 8, 1],
      [(v + 1) % 8, v, 1],
    ]).flat(),
    demands: Array.from({ length: 8 }, (_, v) => [v, (v + 3) % 8, 1]),
  };
  /** Three leaves of six hosts with an uplink of 1 to each of two spines: 36 pairs from each leaf to each other one. */
  const leaves = {
    nodes: 5,
    arcs: [0, 1, 2].flatMap((leaf) =>
      [3, 4].flatMap((spine) => [
        [leaf, spine, 1],
        [spine, leaf, 1],
      ]),
    ),
    demands: [0, 1, 2].flatMap((from) => [0, 1, 2].filter((to) => to !== from).map((to) => [from, to, 36])),
  };
  it.each([
    // A share s goes 3 hops one way, the rest 5 hops the other: 3 s x = 5 (1 - s) x = 1, so s = 5/8 and x = 8/15.
    ['a ring, both ways round', ring, 8 / 15],
    // 2 of uplink for 72 pairs: 1/36 a pair.
    ['a tapered leaf-spine', leaves, 1 / 36],
  ])('is exact for %s', async (_, instance, value) => {
    const ran = await desk.weft(['concurrent', '-', '--exact', '--json'], JSON.stringify(instance));
    const { low, high, gap, certificate } = ran.json() as Record<string, number> & { certificate: { ok: boolean } };
    expect(low! / value).toBeCloseTo(1, 8);
    expect(high! / value).toBeCloseTo(1, 8);
    expect(gap).toBeLessThanOrEqual(1e-9);
    expect(certificate.ok).toBe(true);
  });

  it('carries nothing of a demand without a path', async () => {
    // The arc from 0 to 1 carries nothing, and there is no way around.
    const instance = {
      nodes: 3,
      arcs: [
        [0, 1, 0],
        [1, 0, 1],
        [1, 2, 1],
      ],
      demands: [
        [1, 2, 1],
        [0, 1, 1],
        [2, 0, 3],
      ],
    };
    const ran = await desk.weft(['concurrent', '-', '--json'], JSON.stringify(instance));
    expect(ran.code).toBe(0);
    expect(ran.json()).toMatchObject({
      low: 0,
      high: 0,
      disconnected: [
        [0, 1],
        [2, 0],
      ],
    });
    expect(ran.err).toBe(
      'standard input: Node 0 has a demand to node 1, but no path leads there over arcs with a capacity, nor for 1 more of the demands: ' +
        'nothing can be carried of all demands at once.\n',
    );
  });

  it('closes a gap that the search alone leaves open, where capacities lie far apart', async () => {
    const wide = [1e-3, 7.7e3, 2.4, 5.4e10, 1.6e4, 3.4e11, 4.1e12, 0.03, 9.5e6, 6.6e2, 1e9, 5.7e4];
    const arcs = Array.from({ length: 60 }, (_, i) => [(i * 7) % 11, (i * i + 3 * i + 1) % 11, wide[(i * 5) % 12]]);
    const back = arcs.map(([u, v], i) => [v, u, wide[(i * 7 + 2) % 12]]);
    const demands = [
      [0, 5, 1],
      [3, 8, 0.6],
      [9, 2, 0.3],
    ];
    const text = JSON.stringify({ nodes: 11, arcs: [...arcs, ...back], demands });
    const near = (await desk.weft(['concurrent', '-', '--gap', '0.0001', '--json'], text)).json() as Answer;
    const exact = (await desk.weft(['concurrent', '-', '--exact', '--json'], text)).json() as Answer;
    expect(near.gap).toBeLessThanOrEqual(0.0001);
    expect(exact.gap).toBeLessThanOrEqual(1e-9);
    expect(near.low).toBeLessThanOrEqual(exact.high * (1 + 1e-9));
    expect(near.high).toBeGreaterThanOrEqual(exact.low * (1 - 1e-9));
  });

  it.each([['--exact'], ['--gap=0.1']])('proves both ends to whoever adds up, with %s', async (word) => {
    const demands = [...leaves.demands, [1, 1, 5], [2, 0, 0], [0, 2, 4]];
    // A parallel arc, one to itself, one that has failed.
    const arcs = [[0, 3, 2], [4, 4, 1], [0, 4, 0], ...leaves.arcs];
    const ran = await desk.weft(
      ['concurrent', '-', word, '--proof', '--json'],
      JSON.stringify({ nodes: 5, arcs, demands }),
    );
    const { low, high, proof } = ran.json() as Answer;
    expect(proof.prices).toHaveLength(arcs.length);
    const load = arcs.map(() => 0);
    const carried = new Map<string, number>();
    for (const [s, t, amount, path] of proof.routes) {
      const nodes = [s, ...path.map((a) => arcs[a]![1]!)];
      path.forEach((a, i) => expect(arcs[a]![0]).toBe(nodes[i]));
      expect(nodes.at(-1)).toBe(t);
      for (const a of path) load[a]! += amount;
      carried.set(`${s} ${t}`, (carried.get(`${s} ${t}`) ?? 0) + amount);
    }
    arcs.forEach(([, , c], a) => expect(load[a]).toBeLessThanOrEqual(c! * (1 + 1e-9)));
    let paid = 0;
    for (const [s, t] of leaves.demands as [number, number][]) {
      const asked = s === 0 && t === 2 ? 40 : 36;
      expect(carried.get(`${s} ${t}`)).toBeGreaterThanOrEqual(low * asked * (1 - 1e-9));
      const hops = (from: number, to: number): number =>
        Math.min(...arcs.flatMap(([u, v, c], a) => (u === from && v === to && c! > 0 ? [proof.prices[a]!] : [])));
      // Two hops, over either spine; four would be dearer.
      paid += asked * Math.min(hops(s, 3) + hops(3, t), hops(s, 4) + hops(4, t));
    }
    const worth = arcs.reduce((sum, [, , c], a) => sum + c! * proof.prices[a]!, 0);
    expect(worth / paid).toBeLessThanOrEqual(high * (1 + 1e-9));
  });

  it('prints for people', async () => {
    const instance = { nodes: 2, arcs: [[0, 1, 3]], demands: [[0, 1, 1]] };
    const ran = await desk.weft(['concurrent', '-'], JSON.stringify(instance));
    expect(ran.out).toMatch(/^carried by the routing found +3$/m);
  });

  it.each([
    [['-'], '{"nodes": 2, "arcs": [[0, 5, 1]], "demands": []}', 1, 'standard input: arcs[0][1]: Arc 0 names node 5'],
    [['-', '--gap', '0.1', '--exact'], '{}', 2, '--gap and --exact exclude each other'],
    [['-', '--gap', '0'], '{}', 2, '--gap: `0` is not understood'],
    [['-'], 'x', 1, 'The file is not JSON'],
    [['-', '--proof'], '{}', 2, '--proof needs --json'],
    [
      ['-'],
      '{"nodes": 2, "arcs": [[0, 1, -1]], "demands": []}',
      1,
      'Arc 0 has -1; expected 0 or a number from 1e-100 to 1e100.',
    ],
    [['-'], '{"nodes": 2, "arcs": [[0, 1]], "demands": []}', 1, 'arcs[0]: Arc 0 is [0,1]; expected three numbers'],
    [['-'], '{"nodes": 0, "arcs": [[0, 1, 1]], "demands": []}', 1, 'Arc 0 names node 0; there are no nodes.'],
  ])('refuses %j with %s', async (argv, text, code, sentence) => {
    const ran = await desk.weft(['concurrent', ...argv], text);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(sentence);
  });
});
