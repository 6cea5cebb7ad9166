/**
 * The gallery is the snapshot suite: every study in it is drawn again and must be the picture that is served with it.
 *
 * When the look changes on purpose, look at the new pictures and renew them: WEFT_RENEW_PICTURES=1 npx vitest run gallery-pictures
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { readStudy } from '@weft/model';
import { studyPicture } from './picture.testing.ts';

const folder = path.resolve(import.meta.dirname, '../../../public/gallery');
const renew = process.env['WEFT_RENEW_PICTURES'] !== undefined;

interface Entry {
  readonly id: string;
  readonly file: string;
  readonly picture: string;
  readonly darkPicture: string;
}

const index = JSON.parse(readFileSync(path.join(folder, 'index.json'), 'utf8')) as readonly Entry[];

describe('the pictures of the gallery', () => {
  it('are one light and one dark for each study, and no more', () => {
    if (renew) mkdirSync(path.join(folder, 'pictures'), { recursive: true });
    for (const { id, picture, darkPicture } of index) {
      expect([picture, darkPicture]).toEqual([`pictures/${id}.svg`, `pictures/${id}-dark.svg`]);
    }
    const named = index.flatMap(({ picture, darkPicture }) => [picture, darkPicture]);
    const there = readdirSync(path.join(folder, 'pictures')).map((file) => `pictures/${file}`);
    expect(renew ? named.toSorted() : there.toSorted()).toEqual(named.toSorted());
  });

  it.each(index.map((entry) => [entry.id, entry] as const))('%s is drawn as before', (_id, entry) => {
    const study = valueOf(readStudy(JSON.parse(readFileSync(path.join(folder, entry.file), 'utf8'))));
    for (const [theme, file] of [
      ['light', entry.picture],
      ['dark', entry.darkPicture],
    ] as const) {
      const svg = studyPicture(study, theme);
      if (renew) writeFileSync(path.join(folder, file), svg);
      expect(svg, `${file} differs: see the top of this file`).toBe(readFileSync(path.join(folder, file), 'utf8'));
      expect(svg.length).toBeLessThan(100_000);
    }
  });
});
