import { describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';
import { countJson } from '../json.ts';

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

  it("answers a flow that crosses no link by its cap alone, and keeps it out of the others' way", async () => {
    const flows = [{ links: [] }, { links: [], cap: 2 }, { links: [0] }, { links: [0] }];
    const ran = await desk.weft(['maxmin', '-', '--json'], JSON.stringify({ capacity: [1], flows }));
    expect(ran.json()).toMatchObject({ rates: [null, 2, 0.5, 0.5], certificate: { ok: true } });
  });

  it('gives the flows of a failed link, one of capacity 0, the rate 0, and the others what is theirs', async () => {
    const flows = [{ links: [0, 1] }, { links: [1], weight: 2 }, { links: [0], cap: 1 }, { links: [1] }];
    const ran = await desk.weft(['maxmin', '-', '--json'], JSON.stringify({ capacity: [0, 6], flows }));
    expect(ran.json()).toEqual({
      rates: [0, 4, 0, 2],
      bottlenecks: [0, 1, 0, 1],
      certificate: { ok: true, worst: 0 },
    });
  });

  it('says which keys it ignores, on standard error, each once', async () => {
    const flows = [{ links: [0] }, { links: [0], wieght: 2 }, { links: [0], wieght: 3, id: 'a' }];
    const ran = await desk.weft(['maxmin', '-', '--json'], JSON.stringify({ name: 'x', capacity: [3], flows }));
    expect(ran.json()).toMatchObject({ rates: [1, 1, 1] });
    expect(ran.err).toBe(
      'standard input: Ignored, as it has no meaning here: "name" (the instance), "wieght" (flows[1]), "id" (flows[2]); ' +
        'known are capacity, flows, flows[].weight, flows[].cap, flows[].links.\n',
    );
  });

  it('takes a byte order mark and other line ends', async () => {
    const text = '\ufeff{"capacity": [4],\r\n "flows": [{"links": [0]}]}\r\n';
    expect((await desk.weft(['maxmin', '-', '--json'], text)).json()).toMatchObject({ rates: [4] });
  });

  it('names what is packed', async () => {
    desk.files.set('a.json.gz', Uint8Array.of(0x1f, 0x8b, 8, 0));
    const ran = await desk.weft(['maxmin', 'a.json.gz']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('a.json.gz: The file is packed by gzip; expected JSON.');
  });

  it.each([
    ['nothing at all', ' ', 'standard input: The file is empty; expected JSON.'],
    ['not JSON', '{"capacity": [1', 'standard input: The file is not JSON: '],
    [
      'a capacity below 0',
      '{"capacity": [1, -1], "flows": []}',
      'capacity[1]: Link 1 has capacity -1; expected 0 or a num',
    ],
    ['a capacity that JSON has no word for', '{"capacity": [NaN], "flows": []}', 'The file is not JSON: '],
    ['no number for a capacity', '{"capacity": [1, null], "flows": []}', 'capacity[1]: Link 1 has capacity null; exp'],
    ['a capacity beyond all numbers', '{"capacity": [1e999], "flows": []}', 'Link 0 has capacity Infinity; expected'],
    [
      'a link that is not there',
      '{"capacity": [1], "flows": [{"links": [0]}, {"links": [0, 1]}]}',
      'flows[1].links[1]: Flow 1 crosses link 1; expected a whole number from 0 to 0.',
    ],
    ['a link of no number', '{"capacity": [1], "flows": [{"links": ["0"]}]}', 'Flow 0 crosses link "0"; expected'],
    ['a flow without links', '{"capacity": [1], "flows": [{"weight": 1}]}', 'flows[0]: Flow 0 has no list of links'],
    ['a weight of 0', '{"capacity": [1], "flows": [{"links": [0], "weight": 0}]}', 'Flow 0 has weight 0; expected'],
    ['a cap below 0', '{"capacity": [1], "flows": [{"links": [0], "cap": -2}]}', 'Flow 0 has cap -2; expected'],
    ['another thing altogether', '[1, 2]', 'expected {"capacity": [...], "flows": [...]}'],
  ])('ends with 1 and a sentence for %s', async (_, text, sentence) => {
    const ran = await desk.weft(['maxmin', '-'], text);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expect(ran.err).toContain(sentence);
  });

  it('refuses ten million flows before it takes memory for them', async () => {
    // The list is never closed: were it parsed, the sentence would be about that.
    const flow = '{"links":[0]},';
    const bytes = Buffer.alloc(14 + flow.length * 10_000_000, flow);
    bytes.write('{"capacity":1,');
    desk.files.set('many.json', bytes);
    const ran = await desk.weft(['maxmin', 'many.json']);
    expect(ran).toMatchObject({
      code: 1,
      out: '',
      err: 'many.json: flows: There are 10000000 flows; at most 4000000 fit.\n',
    });
  });

  it('does not count what stands in strings', () => {
    const text = '{"a": "{ \\" {", "flows": [{"links": []}, {}]}';
    expect(countJson(new TextEncoder().encode(text)).objects).toBe(3);
  });

  it('ends with 1 when the file is missing', async () => {
    const ran = await desk.weft(['maxmin', 'nowhere.json']);
    expect(ran).toMatchObject({ code: 1, out: '', err: 'nowhere.json: There is no such file.\n' });
  });
});
