import { describe, expect, it } from 'vitest';
import { Desk } from './desk.ts';

const desk = new Desk();

describe('weft', () => {
  it('prints help on standard output and ends with 0', async () => {
    const ran = await desk.weft(['--help']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('maxmin');
  });

  it('prints the same for `help`, and the help of a command', async () => {
    expect(await desk.weft(['help'])).toEqual(
      expect.objectContaining({ code: 0, out: (await desk.weft(['--help'])).out }),
    );
    const ran = await desk.weft(['help', 'solve']);
    expect(ran).toMatchObject({ code: 0, err: '' });
    expect(ran.out).toContain('--traffic');
  });

  it.each([
    [[], 'Usage: weft'],
    [['weave'], 'unknown command'],
    [['maxmin'], 'missing required argument'],
    [['maxmin', '-', '--colour'], 'unknown option'],
    [['maxmin', 'a', 'b'], 'too many arguments'],
    [['bill', 'a', '--csv', '--json'], '--csv and --json exclude each other'],
    [['sweep', 'a', '--vary', 'servers=1,2', '--csv', '--json'], '--csv and --json exclude each other'],
    [['fail', 'a', '--worst', '--sample', '3'], '--worst and --sample exclude each other'],
    [['generate', 'leaf-spine', '--set', 'servers=1', 'servers=2'], '--set: servers is set twice'],
    [['bench', '--only', 'nothing'], '--only: no case has `nothing` in its name; there are pod, '],
  ])('ends with 2 for wrong usage: %j', async (argv, sentence) => {
    const ran = await desk.weft(argv);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err).toContain(sentence);
  });

  it('names a file once', async () => {
    desk.files.set('nothing.csv', '');
    const { err } = await desk.weft(['import', 'nothing.csv']);
    expect(err).toBe('nothing.csv: The file is empty; expected a study or a cluster to import.\n');
  });
});
