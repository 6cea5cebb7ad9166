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
  ])('ends with 2 for wrong usage: %j', async (argv, sentence) => {
    const ran = await desk.weft(argv);
    expect(ran.code).toBe(2);
    expect(ran.out).toBe('');
    expect(ran.err).toContain(sentence);
  });
});
