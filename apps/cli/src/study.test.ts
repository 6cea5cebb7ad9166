import { describe, expect, it } from 'vitest';
import { readStudyFile, studyForSvg } from '@weft/codecs';
import { Desk } from './desk.ts';

const desk = new Desk();

describe('a study on the command line', () => {
  it('may be a picture that holds it', async () => {
    const file = (await desk.weft(['generate', 'leaf-spine', '--set', 'servers=8'])).out;
    const read = readStudyFile(new TextEncoder().encode(file));
    if (!read.ok) throw new Error(read.fault.message);
    const picture = `<svg xmlns="http://www.w3.org/2000/svg"><metadata>${await studyForSvg(read.value)}</metadata></svg>`;
    expect(await desk.weft(['counts', '-', '--json'], picture)).toMatchObject({
      err: '',
      out: (await desk.weft(['counts', '-', '--json'], file)).out,
    });
    expect(await desk.weft(['import', '-'], picture)).toMatchObject({ code: 0, err: 'Read as picture.\n', out: file });
  });

  it('that is a picture without one gives a sentence', async () => {
    const ran = await desk.weft(['counts', '-'], '<svg xmlns="http://www.w3.org/2000/svg"/>');
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('This SVG holds no study; expected a picture that Weft exported.');
  });
});
