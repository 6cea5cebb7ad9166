import { describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

describe('weft maxmin', () => {
  it('shares a parking lot of three links: the long flow and each short one get a half', async () => {
    const links = [[0, 1, 2], [0], [1], [2]];
    const instance = { capacity: [1, 1, 1], flows: links.map((path) => ({ links: path })) };
    const ran = await desk.weft(['maxmin', '-', '--json'], JSON.stringify(instance));
    expect(ran.code).toBe(0);
    expect(ran.err).toBe('');
    expect(ran.json()).toEqual({
      rates: [0.5, 0.5, 0.5, 0.5],
      bottlenecks: [0, 0, 1, 2],
      certificate: { ok: true, worst: 0 },
    });
  });

  it('gives null where nothing limits, and where only the cap does', async () => {
    const instance = { capacity: [4], flows: [{ links: [0], cap: 1 }, { links: [0] }, { links: [] }] };
    const ran = await desk.weft(['maxmin', '-', '--json'], JSON.stringify(instance));
    expect(ran.json()).toMatchObject({ rates: [1, 3, null], bottlenecks: [null, 0, null] });
  });

  it('prints a table for people', async () => {
    const ran = await desk.weft(['maxmin', '-'], JSON.stringify({ capacity: [3], flows: [{ links: [0] }] }));
    expect(ran.out).toBe(
      'flow  rate  limited by link\n   0     3                0\ncertificate holds (worst violation 0)\n',
    );
  });

  it.each([
    ['not JSON', '{"capacity": [1', 'standard input: The file is not JSON: '],
    ['a bad capacity', '{"capacity": [-1], "flows": []}', 'standard input: capacity[0]: Link 0 has capacity -1; '],
    ['a link that is not there', '{"capacity": [1], "flows": [{"links": [1]}]}', 'flows[0].links[0]: '],
    ['another thing altogether', '[1, 2]', 'expected {"capacity": [...], "flows": [...]}'],
  ])('ends with 1 and a sentence for %s', async (_, text, sentence) => {
    const ran = await desk.weft(['maxmin', '-'], text);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expect(ran.err).toContain(sentence);
  });

  it('ends with 1 when the file is missing', async () => {
    const ran = await desk.weft(['maxmin', 'nowhere.json']);
    expect(ran).toMatchObject({ code: 1, out: '', err: 'nowhere.json: There is no such file.\n' });
  });
});
