import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

// A ring of eight accelerators, 400 Gb/s a link: every figure can be counted on the fingers.
beforeAll(async () => {
  const settings = ['dimensions=8', 'link_Gbps=400'];
  await desk.weft(['generate', 'torus', '--set', ...settings, '-o', 'ring.json']);
});

interface Answer {
  readonly accelerators: number;
  readonly reach: Readonly<Record<string, number>>;
  readonly bisection: { low_Gbps: number; high_Gbps: number; cutLinks: number; cut: string[] };
  readonly allToAll_Gbps: { proven: number; atMost: number };
  readonly worstPermutation_Gbps: number;
}

async function bounds(...more: string[]): Promise<Answer> {
  const ran = await desk.weft(['bounds', 'ring.json', '--json', ...more]);
  expect([ran.code, ran.err]).toEqual([0, '']);
  return ran.json() as Answer;
}

describe('weft bounds', () => {
  it('counts hops and ways of a ring', async () => {
    const { accelerators, reach } = await bounds();
    expect(accelerators).toBe(8);
    // From each one: 1, 1, 2, 2, 3, 3 and 4 links; to the one opposite there are two ways.
    expect(reach).toMatchObject({ diameter: 4, leastPaths: 1, disconnected: 0 });
    expect(reach['averageHops']).toBeCloseTo(16 / 7, 12);
    expect(reach['averagePaths']).toBeCloseTo(8 / 7, 12);
  });

  it('cuts a ring in two places, and no halving has less', async () => {
    const { bisection } = await bounds();
    expect(bisection.high_Gbps).toBeCloseTo(800, 9);
    expect(bisection.cutLinks).toBe(2);
    expect(new Set(bisection.cut).size).toBe(2);
    // All 4 x 4 pairs across have 1/8 of a link's rate (the closed form of a ring of 8), 50 Gb/s: 800 in all.
    expect(bisection.low_Gbps).toBeGreaterThan(800 * 0.99);
    expect(bisection.low_Gbps).toBeLessThanOrEqual(800 * (1 + 1e-9));
  });

  it('bounds an all-to-all by capacity over hops, which a ring reaches', async () => {
    const { allToAll_Gbps, worstPermutation_Gbps } = await bounds();
    // 16 directed links of 400 Gb/s over 8 x 16 hops: 50 Gb/s for each of 7 others.
    expect(allToAll_Gbps.atMost).toBeCloseTo(350, 9);
    expect(allToAll_Gbps.proven).toBeGreaterThan(350 * 0.99);
    // Everyone to the one opposite: 4 hops each, so 16 x 400 / (8 x 4).
    expect(worstPermutation_Gbps).toBeCloseTo(200, 9);
  });

  it('takes failures into account: a ring without a link is a line', async () => {
    const [link] = (await bounds()).bisection.cut;
    const { reach, bisection } = await bounds('--fail', link!);
    expect(reach).toMatchObject({ diameter: 7 });
    expect(bisection).toMatchObject({ high_Gbps: expect.closeTo(400, 9), cutLinks: 1 });
    expect(bisection.cut).not.toContain(link);
  });

  it('prints for people', async () => {
    const { out } = await desk.weft(['bounds', 'ring.json']);
    expect(out).toMatch(/^longest shortest path +4 links$/m);
    expect(out).toMatch(/^bisection +.*800.Gb\/s each way, over 2 links$/m);
    expect(out).toMatch(/^worst permutation at most \(TUB\) +200.Gb\/s$/m);
  });

  it('refuses what it cannot answer', async () => {
    const wrong = await desk.weft(['bounds', 'ring.json', '--routing', 'smoke']);
    expect([wrong.code, wrong.out]).toEqual([2, '']);
    const absent = await desk.weft(['bounds', 'absent.json']);
    expect([absent.code, absent.out]).toEqual([1, '']);
    const { designs, ...study } = JSON.parse(String(desk.files.get('ring.json'))) as { designs: object[] };
    desk.files.set('empty.json', JSON.stringify({ ...study, designs: [{ ...designs[0], blocks: {} }] }));
    const empty = await desk.weft(['bounds', 'empty.json']);
    expect(empty.code).toBe(1);
    expect(empty.err).toContain('two or more are expected; the design has fewer');
  });
});
