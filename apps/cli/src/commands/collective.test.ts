import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

beforeAll(async () => {
  await desk.weft(['generate', 'rail-optimized', '--set', 'servers=4', '-o', 'pod.json']);
});

function op(name: string, ...more: string[]): string[] {
  return ['collective', 'pod.json', '--op', name, '--size', '1GiB', '--json', ...more];
}

describe('weft collective', () => {
  it('gives time, algbw and busbw', async () => {
    const ran = await desk.weft([
      'collective',
      'pod.json',
      '--op',
      'all-reduce',
      '--size',
      '1GiB',
      '--algorithm',
      'ring',
      '--json',
    ]);
    expect(ran.code).toBe(0);
    const { size_B, ranks, time_s, algbw_GBps, busbw_GBps } = ran.json() as Record<string, number>;
    expect([size_B, ranks]).toEqual([2 ** 30, 32]);
    expect(algbw_GBps).toBeCloseTo(2 ** 30 / time_s! / 1e9, 9);
    expect(busbw_GBps).toBeCloseTo((algbw_GBps! * 2 * 31) / 32, 9);
  });

  it('takes as long as its slowest flow and its latency say', async () => {
    const plain = ['--routing', 'spray'];
    // 4 servers of 8: each NIC of 400 Gb/s sends to the 24 accelerators of other servers, 1/32 GiB each, at 0.96 of the line rate.
    const direct = (await desk.weft(op('all-to-all', ...plain))).json() as Record<string, number>;
    expect(direct).toMatchObject({ algorithm: 'direct', acrossRate_Gbps: expect.closeTo(400 / 24, 9) });
    expect(direct['time_s']).toBeCloseTo((8 * 2 ** 25) / (0.96e9 * (400 / 24)) + 20.8e-6, 9);
    // A ring on each of 8 rails over 4 servers: 1/8 of 2 x 3/4 GiB a NIC; inside 2 x 31/32 GiB at 0.78 of 3,600 Gb/s.
    const ring = (await desk.weft(op('all-reduce', '--algorithm', 'ring', ...plain))).json() as Record<string, number>;
    expect(ring['across_s']).toBeCloseTo((8 * 2 ** 30 * 1.5) / 8 / 0.96 / 400e9, 9);
    expect(ring['within_s']).toBeCloseTo((8 * 2 ** 30 * (31 / 16)) / 0.78 / 3600e9, 9);
    // Half of an all-reduce is a reduce-scatter, the other half an all-gather; latency begins once in each.
    for (const half of ['all-gather', 'reduce-scatter']) {
      const one = (await desk.weft(op(half, ...plain))).json() as Record<string, number>;
      expect(2 * (one['time_s']! - 6.8e-6)).toBeCloseTo(ring['time_s']! - 6.8e-6, 9);
    }
    const auto = (await desk.weft(op('all-reduce', ...plain))).json() as Record<string, number>;
    const tree = (await desk.weft(op('all-reduce', '--algorithm', 'tree', ...plain))).json() as Record<string, number>;
    expect(auto['time_s']).toBe(Math.min(ring['time_s']!, tree['time_s']!));
  });

  it('prints for people', async () => {
    expect((await desk.weft(['collective', 'pod.json'])).out).toMatch(
      /^operation +all-reduce of 1\u202fGiB by (ring|tree)$/m,
    );
  });

  it.each([
    [['--op', 'gossip'], 2, '--op: `gossip` is not understood'],
    [['--size', '1 G'], 2, 'could be decimal or binary'],
    [['--size', '0'], 2, 'a collective of nothing'],
    [['--op', 'all-gather', '--algorithm', 'tree'], 1, 'all-gather is not done by tree; expected ring'],
    [['--fail', 'b1/unit0/server0/nic0', '--routing', 'spray'], 1, 'the collective never ends'],
  ])('refuses %j with %d', async (options, code, sentence) => {
    const ran = await desk.weft(['collective', 'pod.json', ...options]);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(sentence);
  });
});
