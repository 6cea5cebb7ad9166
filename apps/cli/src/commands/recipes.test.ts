import { describe, expect, it } from 'vitest';
import { readStudy } from '@weft/model';
import { Desk } from '../desk.ts';

const desk = new Desk();

interface Listed {
  readonly name: string;
  readonly parameters: readonly { readonly key: string; readonly meaning: string }[];
}

describe('weft recipes', () => {
  it('lists every recipe with key, meaning, unit, default and range of each parameter', async () => {
    const ran = await desk.weft(['recipes', '--json']);
    expect(ran.code).toBe(0);
    const recipes = ran.json() as Listed[];
    expect(recipes.map((recipe) => recipe.name)).toContain('rail-optimized');
    for (const { parameters } of recipes) {
      for (const parameter of parameters) {
        expect(
          Object.keys(parameter)
            .filter((key) => key !== 'symbol')
            .toSorted(),
        ).toEqual(['choices', 'default', 'key', 'kind', 'meaning', 'range', 'unit'].toSorted());
      }
    }
  });

  it('prints the same for people', async () => {
    const { json } = await desk.weft(['recipes', '--json']);
    const { out } = await desk.weft(['recipes']);
    for (const { name, parameters } of json() as Listed[]) {
      expect(out).toContain(`${name} (version `);
      for (const { key, meaning } of parameters) {
        expect(out).toContain(`  ${key}`);
        expect(out).toContain(meaning);
      }
    }
  });
});

describe('weft generate', () => {
  it('writes a study that can be read back, with only the parameters that were given', async () => {
    const ran = await desk.weft([
      'generate',
      'leaf-spine',
      '--set',
      'servers=16',
      'link_Gbps=0.8T',
      '-o',
      'study.json',
    ]);
    expect(ran).toMatchObject({ code: 0, out: '', err: '' });
    const read = readStudy(JSON.parse(desk.files.get('study.json') as string));
    if (!read.ok) throw new Error(read.fault.message);
    const { blocks } = read.value.designs[0]!;
    expect(blocks['b1']!.recipe).toBe('leaf-spine');
    expect(blocks['b1']!.parameters).toEqual({ servers: 16, link_Gbps: 800 });
  });

  it('takes a parameter by the letter of the literature, and writes its key', async () => {
    const { json } = await desk.weft(['generate', 'dragonfly', '--set', 'p=4', 'a=8', 'h=4', 'g=0']);
    const read = readStudy(json());
    if (!read.ok) throw new Error(read.fault.message);
    expect(read.value.designs[0]!.blocks['b1']!.parameters).toEqual({
      endpointsPerRouter: 4,
      routersPerGroup: 8,
      globalLinksPerRouter: 4,
      groups: 0,
    });
  });

  it('writes to standard output when no file is named, byte for byte the same each time', async () => {
    const once = await desk.weft(['generate', 'fat-tree', '--set', 'switchPorts=8']);
    const again = await desk.weft(['generate', 'fat-tree', '--set', 'switchPorts=8']);
    expect(once.out).toBe(again.out);
    expect(readStudy(once.json()).ok).toBe(true);
  });

  it.each([
    [['leaf-spine', '--set', 'servers=0'], 1, 'servers is 0 servers; expected 1 to '],
    [['leaf-spine', '--set', 'servers=many'], 1, 'servers: '],
    [['leaf-spine', '--set', 'colour=red'], 1, 'There is no parameter "colour"; expected one of servers, '],
    [['leaf-spine', '--set', 'server_s=16'], 1, 'There is no parameter "server_s"; the nearest is servers; expected'],
    [['dragonfly', '--set', 'P=16'], 1, 'There is no parameter "P"; expected one of endpointsPerRouter, '],
    [['leaf-spine', '--set', 'link_Gbps=50 GB'], 1, 'That is an amount of bytes, not a rate'],
    [['clos'], 1, 'clos: There is no recipe of this name; expected one of leaf-spine, '],
    [['leaf-spine', '--set', 'servers'], 2, 'expected key=value'],
  ])('refuses %j with %d and a sentence', async (argv, code, sentence) => {
    const ran = await desk.weft(['generate', ...argv]);
    expect(ran.code).toBe(code);
    expect(ran.out).toBe('');
    expect(ran.err).toContain(sentence);
  });
});
