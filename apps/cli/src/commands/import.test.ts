/**
 * A real cluster through the command line: read, counted, compared with itself after a cable was pulled.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

// Two leaves, two spines, two hosts; records as `ibnetdiscover` prints them.
const small = `
Switch	4 "S-0000000000000001"		# "leaf 1" enhanced port 0 lid 1 lmc 0
[1]	"H-0000000000000011"[1](12)		# "node1 mlx5_0" lid 11 4xNDR
[3]	"S-0000000000000003"[1]		# "spine 1" lid 3 4xNDR
[4]	"S-0000000000000004"[1]		# "spine 2" lid 4 4xNDR

Switch	4 "S-0000000000000002"		# "leaf 2" enhanced port 0 lid 2 lmc 0
[1]	"H-0000000000000012"[1](13)		# "node2 mlx5_0" lid 12 4xNDR
[3]	"S-0000000000000003"[2]		# "spine 1" lid 3 4xNDR
[4]	"S-0000000000000004"[2]		# "spine 2" lid 4 4xNDR

Switch	4 "S-0000000000000003"		# "spine 1" enhanced port 0 lid 3 lmc 0
[1]	"S-0000000000000001"[3]		# "leaf 1" lid 1 4xNDR
[2]	"S-0000000000000002"[3]		# "leaf 2" lid 2 4xNDR

Switch	4 "S-0000000000000004"		# "spine 2" enhanced port 0 lid 4 lmc 0
[1]	"S-0000000000000001"[4]		# "leaf 1" lid 1 4xNDR
[2]	"S-0000000000000002"[4]		# "leaf 2" lid 2 4xNDR

Ca	1 "H-0000000000000011"		# "node1 mlx5_0"
[1](12) 	"S-0000000000000001"[1]		# lid 11 lmc 0 "leaf 1" lid 1 4xNDR

Ca	1 "H-0000000000000012"		# "node2 mlx5_0"
[1](13) 	"S-0000000000000002"[1]		# lid 12 lmc 0 "leaf 2" lid 2 4xNDR
`;

describe('weft import', () => {
  it('reads a cluster told by its content, with its report on standard error', async () => {
    const ran = await desk.weft(['import', '-', '-o', 'cluster.json'], small);
    expect(ran).toMatchObject({ code: 0, out: '' });
    expect(ran.err).toContain('Read as ibnetdiscover.');
    expect(ran.err).toContain('found: 4 switches');
    const counts = (await desk.weft(['counts', 'cluster.json', '--json'])).json();
    expect(counts).toMatchObject({
      nics: 2,
      switches: { leaf: 2, spine: 2 },
      links: { 'nic-leaf': 2, 'leaf-spine': 4 },
    });
  });

  it.each([
    [['import', '-'], 'hello', 1, 'The format of cluster is not known'],
    [['import', '-', '--from', 'ibnetdiscover'], 'hello', 1, 'standard input: '],
    [['import', '-', '--from', 'paper'], small, 1, 'There is no reader for paper; expected one of: '],
    [['import', 'nowhere.out'], '', 1, 'There is no such file.'],
  ])('refuses %j', async (argv, text, code, sentence) => {
    const ran = await desk.weft(argv, text);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(sentence);
  });

  const sample = path.resolve(import.meta.dirname, '../../../../../shared/samples/ibnetdiscover/topograph-example.out');
  it.skipIf(!existsSync(sample))(
    'reads a cluster of 40 switches and 1,074 cables (skipped where the sample is absent)',
    async () => {
      desk.files.set('big.out', new Uint8Array(readFileSync(sample)));
      expect((await desk.weft(['import', 'big.out', '-o', 'big.json'])).code).toBe(0);
      const counts = (await desk.weft(['counts', 'big.json', '--json'])).json() as { links: Record<string, number> };
      expect(Object.values(counts.links).reduce((sum, n) => sum + n, 0)).toBe(1074);
    },
  );
});

describe('weft diff', () => {
  it('finds nothing between a file and the study made of it', async () => {
    await desk.weft(['import', '-', '-o', 'plan.json'], small);
    const ran = await desk.weft(['diff', 'plan.json', '-', '--json'], small);
    expect(ran.json()).toEqual({
      present: 6,
      missing: [],
      additional: [],
      moved: [],
      otherSpeed: [],
      devices: { missing: [], additional: [] },
    });
  });

  it('names a pulled cable, a moved one and a slow one', async () => {
    await desk.weft(['import', '-', '-o', 'plan.json'], small);
    const plan = JSON.parse(desk.files.get('plan.json') as string) as {
      designs: {
        links: Record<string, { rate_Gbps: number; a: { at: string; port: number }; z: { at: string; port: number } }>;
      }[];
    };
    const links = Object.entries(plan.designs[0]!.links);
    const [pulled, moved, slow] = links.slice(-3);
    delete plan.designs[0]!.links[pulled![0]];
    moved![1].z.port = 30;
    slow![1].rate_Gbps = 100;
    desk.files.set('actual.json', JSON.stringify(plan));
    const ran = await desk.weft(['diff', 'plan.json', 'actual.json', '--json']);
    const found = ran.json() as Record<string, unknown[]>;
    expect(found['present']).toBe(links.length - 3);
    for (const kind of ['missing', 'moved', 'otherSpeed']) expect(found[kind]).toHaveLength(1);
    expect(found['additional']).toHaveLength(0);
    const text = await desk.weft(['diff', 'plan.json', 'actual.json']);
    expect(text.out).toMatch(/^missing +1$/m);
    expect(text.out).toMatch(/^other speed {2}.* now 100/m);
  });

  it('is called with ports or devices', async () => {
    const ran = await desk.weft(['diff', 'plan.json', 'plan.json', '--by', 'colour']);
    expect(ran).toMatchObject({ code: 2, out: '' });
  });
});
