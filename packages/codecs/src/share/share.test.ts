import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  applyChange,
  canonicalJson,
  duplicateItems,
  emptyStudy,
  makeTemplate,
  readStudy,
  type Command,
  type Study,
} from '@weft/model';
import { arbitraryStudy, arbitraryStudyAndChange, railBlock, SeededRandom, studyOf, twoLeaves } from '@weft/testkit';
import { fromBase64url, toBase64url } from './base64url.ts';
import { deflated, inflated } from './deflate.ts';
import { decodeShare, encodeShare, shareLimits, shareReach } from './share.ts';
import { toWire } from './wire.ts';

async function opened(fragment: string): Promise<Study> {
  const outcome = await decodeShare(fragment);
  if (!outcome.ok) throw new Error(`${outcome.fault.code}: ${outcome.fault.message}`);
  return outcome.value;
}
async function why(fragment: string): Promise<string> {
  const outcome = await decodeShare(fragment);
  return outcome.ok ? 'read' : outcome.fault.code;
}
/** A fragment around any text, as a forger would make it. */
async function forged(text: string): Promise<string> {
  return `1d.${toBase64url(await deflated(new TextEncoder().encode(text)))}`;
}

function draw(study: Study, command: Command): Study {
  if (!command.ok) throw new Error(command.fault.message);
  return applyChange(study, command.value.change);
}

describe('share links', () => {
  it('give any study back, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStudy(20), async (study) => {
        const { fragment, characters } = await encodeShare(study);
        expect(fragment).toMatch(/^1[dj]\.[A-Za-z0-9_-]+$/);
        expect(characters).toBe(fragment.length);
        expect(canonicalJson(await opened(fragment))).toBe(canonicalJson(study));
      }),
      { seed: 75, numRuns: 300 },
    );
  });

  it('are equal for equal studies, however their records came about', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStudyAndChange(), async ({ study, first }) => {
        const one = await encodeShare(applyChange(study, first.change));
        const other = await encodeShare(JSON.parse(canonicalJson(first.after)) as Study);
        expect(one.fragment).toBe(other.fragment);
      }),
      { seed: 76, numRuns: 100 },
    );
  });

  it('say a recipe of 16,384 accelerators in at most 300 characters', async () => {
    const link = await encodeShare(railBlock());
    expect(link.characters).toBeLessThanOrEqual(300);
    expect(link.reach).toBe('anywhere');
  });

  it('say a template once, however many instances show it', async () => {
    let study = draw(twoLeaves(), makeTemplate(twoLeaves(), 'd1', ['n2', 'n4', 'n5'], 'Rack'));
    const one = (await encodeShare(study)).characters;
    for (let i = 1; i <= 50; i++) {
      study = draw(study, duplicateItems(study, 'd1', ['b1'], { dx: 200 * i, dy: 0, keepLinks: false }));
    }
    const link = await encodeShare(study);
    // Each instance has a name and a place: some ten characters each, not the rack's three parts and two links.
    expect(link.characters - one).toBeLessThan(50 * 12);
    expect(canonicalJson(await opened(link.fragment))).toBe(canonicalJson(study));
  });

  it('carry several designs', async () => {
    const study = { ...twoLeaves(), designs: [...twoLeaves().designs, { ...railBlock().designs[0]!, id: 'd2' }] };
    expect(canonicalJson(await opened((await encodeShare(study)).fragment))).toBe(canonicalJson(study));
  });

  it.each([
    [2000, 'anywhere'],
    [2001, 'browsers'],
    [8000, 'browsers'],
    [8001, 'file'],
  ])('of %d characters reach %s', (characters, reach) => {
    expect(shareReach(characters)).toBe(reach);
  });

  it('are read with their # and without what follows an &', async () => {
    const { fragment } = await encodeShare(twoLeaves());
    expect(await opened(`#${fragment}&at=v12.3`)).toEqual(twoLeaves());
  });

  it('keep markup in labels as inert text', async () => {
    const study = studyOf({ name: '<script>alert(1)</script>' });
    expect((await opened((await encodeShare(study)).fragment)).designs[0]!.name).toBe('<script>alert(1)</script>');
  });
});

/** Links as every released version wrote them; all must be read for ever. Never edit these: add the next. */
const golden: readonly (readonly [string, string, Study])[] = [
  ['an empty study, plain', '1j.eyJjIjoiMjAyNi4xMSIsImQiOlt7fV19', emptyStudy()],
  [
    'a recipe',
    '1d.XcqxCsIwFEbhVyn_fJUkllLuC3QtFScRadMMoTENN8XBkncX3XT7OJwdFgyjTHPUGoQZfN0xgXcsYE1IH47WuuBk3FbJvZOzk6cTcEsIPi73bkoZXCtFiN7-HfnLDDaqbgtBwJDRh8OaNv_wLzejECIYw0-lSjd0auuq6y8Z5Vbe',
    railBlock(),
  ],
  [
    'a saved view',
    '1d.LY3BDoIwEER_hcx5RdqIh_0Nj6QHoAU3qS0BISrh380ab2-yb2Z39GDYyl5LY0Dw4GY_HGFTQJ9jXmdJIxhzK1GNsMiYwPDq38X7kMA7hrabpV_AjSNMsU3hz9pTNGQ15fg7IEkPdxDEg7HpVmofAYzbJCksRR4KbRYVCHnSHw061TpzXpM8KzjCC2xsWRPe4NOlInxyfoBNWR_u-AI',
    {
      ...emptyStudy(),
      views: [
        {
          id: 'v1',
          name: 'Spines of rail 0',
          design: 'd1',
          x: 12.5,
          y: -40,
          zoom: 1.5,
          open: ['b1', 'b1/unit0'],
          colouring: 'rail',
          hidden: { roles: ['nic'], rails: [1, 2], planes: [], fabrics: [] },
        },
      ],
    },
  ],
];

describe('golden links', () => {
  it.each(golden)('%s', async (_, fragment, study) => {
    expect(canonicalJson(await opened(fragment))).toBe(canonicalJson(study));
  });
});

describe('links that are not to be trusted', () => {
  it.each([
    ['', 'empty'],
    ['#', 'empty'],
    ['#&at=v1', 'empty'],
    ['hello', 'not-a-link'],
    ['1d', 'not-a-link'],
    ['0d.AAAA', 'not-a-link'],
    ['1D.AAAA', 'not-a-link'],
    ['javascript:alert(1)', 'not-a-link'],
    ['2d.AAAA', 'newer-version'],
    ['1b.AAAA', 'unknown-codec'],
    ['1d.', 'damaged'],
    ['1d.A', 'damaged'],
    ['1d.****', 'damaged'],
    ['1d.AAAA', 'damaged'],
    // Two spare bits that are not zero: not the one spelling of its byte.
    ['1j._9', 'damaged'],
    [`1j.${toBase64url(new TextEncoder().encode('{"c":'))}`, 'damaged'],
    [`1j.${toBase64url(new Uint8Array([0xff, 0xfe]))}`, 'damaged'],
    [`1d.${'A'.repeat(shareLimits.characters)}`, 'too-long'],
  ])('%s is %s', async (fragment, code) => {
    expect(await why(fragment)).toBe(code);
  });

  it('that were cut off or changed say so or are another study, never a crash', async () => {
    const { fragment } = await encodeShare(twoLeaves());
    const random = new SeededRandom(9);
    for (let cut = 3; cut < fragment.length; cut += 7) expect(await why(fragment.slice(0, cut))).toBe('damaged');
    for (let i = 0; i < 300; i++) {
      const at = 3 + random.int(fragment.length - 3);
      const letter = random.pick([...'ABCabc019-_']);
      const outcome = await decodeShare(fragment.slice(0, at) + letter + fragment.slice(at + 1));
      // Each letter of the payload may be another study by chance, but then a sound one; else there is a sentence.
      expect(outcome.ok ? readStudy(outcome.value).ok : /\w.*[.!]$/.test(outcome.fault.message)).toBe(true);
    }
  });

  it('that have letters after their end are refused, whichever way they are packed', async () => {
    for (const study of [twoLeaves(), railBlock(), emptyStudy()]) {
      const { fragment } = await encodeShare(study);
      expect(await why(fragment)).toBe('read');
      const json = toBase64url(new TextEncoder().encode(canonicalJson(toWire(study))));
      for (const whole of [fragment, `1j.${json}`]) {
        // However many letters it takes to make whole bytes: zeros, which leave no spare bit behind, and others.
        for (const more of ['A', 'AA', 'AAA', 'AAAA', '-A', 'Zm9v', 'AAAAAAAA']) {
          expect(await why(whole + more), `${whole.slice(0, 2)} and ${more}`).toBe('damaged');
        }
      }
    }
    const { fragment } = await encodeShare(railBlock());
    const outcome = await decodeShare(`${fragment}${fragment.length % 4 === 3 ? 'AAAA' : 'AAA'}`);
    expect(outcome.ok ? '' : outcome.fault.message).toMatch(/damaged: .*something added to it/);
  });

  it('that are bombs stop at the cap', async () => {
    const bomb = await deflated(new Uint8Array(30_000_000));
    expect(bomb.length).toBeLessThan(40_000);
    expect(await why(`1d.${toBase64url(bomb)}`)).toBe('inflates-too-far');
    expect((await inflated(bomb, shareLimits.inflated_B)).kind).toBe('too-much');
  });

  it.each([
    ['null', 'wrong-shape'],
    ['[]', 'wrong-shape'],
    ['{}', 'wrong-shape'],
    ['{"c":"2026.11","d":{}}', 'wrong-shape'],
    ['{"c":"2026.11","d":[3]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"z":1}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[],"extra":1}', 'wrong-shape'],
    ['{"c":"<b>","d":[]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":1e9}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":-1}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":2,"t":["switch"]}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":2,"t":[["switch"],[0,1]]}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":2,"t":[["switch"],["length",0]]}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":2,"i":[1,0]}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":1,"i":["__proto__"]}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":1,"__proto__":{"x":1}}}]}', 'wrong-shape'],
    ['{"c":"2026.11","__proto__":{"x":1},"d":[]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":1,"x":1e300}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"l":{"k":1,"a":7,"z":8}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"b":{"k":1,"r":"torus","p":{"shape":[[1]]}}}]}', 'wrong-shape'],
    ['{"c":"2026.11","d":[{"p":{"k":1,"g":"g5"}}]}', 'contradiction'],
    ['{"c":"2026.11","d":[],"b":"d1"}', 'contradiction'],
    ['{"c":"2026.11","d":[],"w":{"traffic":1}}', 'wrong-shape'],
  ])('that hold %s are %s', async (text, code) => {
    expect(await why(await forged(text))).toBe(code);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('that nest too deep are refused', async () => {
    expect(await why(await forged(`{"c":"2026.11","d":[],"w":${'['.repeat(9000)}${']'.repeat(9000)}}`))).toBe(
      'wrong-shape',
    );
  });

  it('of any bytes never crash', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.constantFrom('1d.', '1j.'), async (bytes, head) => {
        expect(await why(head + toBase64url(bytes))).not.toBe('read');
      }),
      { seed: 77, numRuns: 200 },
    );
  });
});

describe('base64url', () => {
  it('is what the platform writes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const text = toBase64url(bytes);
        expect(text).toBe(Buffer.from(bytes).toString('base64url'));
        expect(fromBase64url(text)).toEqual(new Uint8Array(bytes));
      }),
      { seed: 78 },
    );
  });
});
