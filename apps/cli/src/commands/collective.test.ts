import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

beforeAll(async () => {
  await desk.weft(['generate', 'rail-optimized', '--set', 'servers=4', '-o', 'pod.json']);
});

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
