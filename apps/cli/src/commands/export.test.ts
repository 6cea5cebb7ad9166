import { beforeAll, describe, expect, it } from 'vitest';
import { exportFormats } from '@weft/codecs';
import { Desk } from '../desk.ts';

const desk = new Desk();

beforeAll(async () => {
  await desk.weft(['generate', 'fat-tree', '--set', 'switchPorts=4', '-o', 'small.json']);
});

describe('weft export', () => {
  it.each(exportFormats.map(({ id }) => id))('writes a fat-tree as %s', async (id) => {
    const ran = await desk.weft(['export', 'small.json', '--to', id]);
    expect(ran.code).toBe(0);
    expect(ran.out.length).toBeGreaterThan(100);
  });

  it('says why a format cannot carry a design', async () => {
    const torus = await desk.weft(['generate', 'torus', '--set', 'dimensions=4x4']);
    const ran = await desk.weft(['export', '-', '--to', 'htsim'], torus.out);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/fat-tree/);
  });

  it('gives the cluster back that it wrote as ibdiagnet topology', async () => {
    const counts = async (file: string): Promise<unknown> => {
      const { switches, links } = (await desk.weft(['counts', file, '--json'])).json() as {
        switches: Record<string, number>;
        links: Record<string, number>;
      };
      return [switches['leaf'], switches['spine'], links['nic-leaf'], links['leaf-spine']];
    };
    await desk.weft(['export', 'small.json', '--to', 'ibdiagnet', '-o', 'small.topo']);
    const read = await desk.weft(['import', 'small.topo', '-o', 'again.json']);
    expect(read.code).toBe(0);
    expect(await counts('again.json')).toEqual(await counts('small.json'));
  });

  it('draws a picture, with loads where a pattern is given', async () => {
    const plain = await desk.weft(['export', 'small.json', '--to', 'svg', '--open', 'b1']);
    expect(plain.code).toBe(0);
    expect(plain.out).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
    const loaded = await desk.weft(['export', 'small.json', '--to', 'svg', '--open', 'b1', '--traffic', 'all-to-all']);
    expect(loaded.out).not.toBe(plain.out);
  });

  it('writes the study itself as json', async () => {
    expect((await desk.weft(['export', 'small.json', '--to', 'json'])).out).toBe(desk.files.get('small.json'));
  });

  it.each([
    [['--to', 'papyrus'], '--to: `papyrus` is not known'],
    [[], "required option '--to <format>'"],
  ])('refuses %j', async (options, sentence) => {
    const ran = await desk.weft(['export', 'small.json', ...options]);
    expect(ran).toMatchObject({ code: 2, out: '' });
    expect(ran.err).toContain(sentence);
  });
});
