import { describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

describe('weft share and weft open', () => {
  it('give the study back byte for byte', async () => {
    const study = await desk.weft(['generate', 'rail-optimized', '--set', 'servers=128']);
    const shared = await desk.weft(['share', '-'], study.out);
    expect(shared.code).toBe(0);
    expect(shared.out).toMatch(/^1[dj]\.[\w-]+\n$/);
    expect(shared.err).toContain('short enough for every browser');
    for (const link of [shared.out.trim(), `#${shared.out.trim()}`, `https://weft.example/#${shared.out.trim()}`]) {
      expect(await desk.weft(['open', link])).toMatchObject({ code: 0, out: study.out, err: '' });
    }
    expect((await desk.weft(['open', '-'], shared.out)).out).toBe(study.out);
  });

  it.each([
    ['', 'The link holds no study'],
    ['hello', 'This is not a link to a study'],
    ['1d.AAAA', 'The link is damaged'],
    ['9999d.AAAA', 'newer version of Weft'],
  ])('end with 1 and a sentence for %j', async (fragment, sentence) => {
    const ran = await desk.weft(['open', fragment]);
    expect(ran.code).toBe(1);
    expect(ran.out).toBe('');
    expect(ran.err).toContain(sentence);
  });
});
