import { describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

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
  ])('refuses %j with %s', async (argv, text, code, sentence) => {
    const ran = await desk.weft(['concurrent', ...argv], text);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(sentence);
  });
});
