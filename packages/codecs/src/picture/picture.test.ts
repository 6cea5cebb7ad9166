import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Study } from '@weft/model';
import { arbitraryStudy, railBlock, twoLeaves } from '@weft/testkit';
import { readAnyFile } from '../read-any.ts';
import { chunksOf, crc32, textOfChunk, withText } from './png.ts';
import { readStudyPicture, studyForSvg, studyIntoPng, studyKeyword } from './study-picture.ts';

const text = (of: string) => new TextEncoder().encode(of);
/** One grey pixel, as a foreign program writes it: IHDR, IDAT, IEND. */
const pixel = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII='),
  (letter) => letter.charCodeAt(0),
);
const good = <T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; fault: { message: string } },
): T => {
  if (!outcome.ok) throw new Error(outcome.fault.message);
  return outcome.value;
};
const chunks = (png: Uint8Array) => good(chunksOf(png));
const why = async (picture: Uint8Array): Promise<string> => {
  const outcome = await readStudyPicture(picture);
  return outcome.ok ? 'read' : outcome.fault.code;
};
const svgOf = async (study: Study) =>
  text(
    `<?xml version="1.0"?>\n<!-- a drawing -->\n<svg xmlns="x"><metadata>${await studyForSvg(study)}</metadata></svg>`,
  );

/** The file with a chunk of any type and data before its end. */
function withChunk(png: Uint8Array, type: string, data: Uint8Array): Uint8Array {
  const chunk = new Uint8Array(12 + data.length);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, data.length);
  chunk.set(text(type), 4);
  chunk.set(data, 8);
  view.setUint32(8 + data.length, crc32(chunk.subarray(4, 8 + data.length)));
  // IEND is the last twelve bytes.
  return Uint8Array.from([...png.subarray(0, -12), ...chunk, ...png.subarray(-12)]);
}

describe('PNG', () => {
  it('has the CRC-32 that everybody has', () => {
    // The check value of the algorithm, and the CRC of the empty IEND at the end of every PNG.
    expect(crc32(text('123456789'))).toBe(0xcbf43926);
    expect(crc32(text('IEND'))).toBe(0xae426082);
  });

  it('is read as its chunks', () => {
    expect(chunks(pixel).map(({ type, sound }) => [type, sound])).toEqual([
      ['IHDR', true],
      ['IDAT', true],
      ['IEND', true],
    ]);
  });

  it('stays a sound PNG with every other chunk as it was, whatever text goes in', () => {
    const type = fc.constantFrom('tEXt', 'gAMA', 'zzZz', 'IDAT');
    const anyChunks = fc.array(fc.tuple(type, fc.uint8Array({ maxLength: 60 })), { maxLength: 6 });
    fc.assert(
      fc.property(anyChunks, fc.string({ unit: 'binary', maxLength: 80 }), (added, words) => {
        const before = added.reduce<Uint8Array>((png, [name, data]) => withChunk(png, name, data), pixel);
        const after = chunks(good(withText(before, 'key', words)));
        expect(after.every(({ sound }) => sound)).toBe(true);
        expect(after[0]!.type).toBe('IHDR');
        expect(after.at(-1)!.type).toBe('IEND');
        expect(new TextDecoder('utf-8', { ignoreBOM: true }).decode(textOfChunk(after[1]!)!.bytes)).toBe(
          new TextDecoder('utf-8', { ignoreBOM: true }).decode(text(words)),
        );
        const others = [after[0]!, ...after.slice(2)];
        expect(others.map((c) => [c.type, [...c.data]])).toEqual(chunks(before).map((c) => [c.type, [...c.data]]));
      }),
      { seed: 501, numRuns: 200 },
    );
  });

  it('holds one text under a keyword, the last one', () => {
    const twice = good(withText(good(withText(pixel, 'key', 'first')), 'key', 'second'));
    const texts = chunks(twice).flatMap((chunk) => textOfChunk(chunk) ?? []);
    expect(texts.map(({ bytes }) => new TextDecoder().decode(bytes))).toEqual(['second']);
  });

  it('is damaged when cut off anywhere, and never read past its end', () => {
    for (let length = 8; length < pixel.length; length++) {
      expect(chunksOf(pixel.subarray(0, length))).toMatchObject({ ok: false, fault: { code: 'damaged' } });
    }
  });
});

describe('a study in a picture', () => {
  it('comes back byte for byte, from PNG and SVG', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryStudy(20), async (study) => {
        for (const picture of [await studyIntoPng(pixel, study), await svgOf(study)]) {
          expect(canonicalJson(good(await readStudyPicture(picture)))).toBe(canonicalJson(study));
        }
      }),
      { seed: 502, numRuns: 60 },
    );
  });

  it('may be too long for a link', async () => {
    // 40,000 nodes at places that do not compress; more than the 65,536 characters of a link.
    const node = Object.values(twoLeaves().designs[0]!.nodes)[0]!;
    const places = Array.from({ length: 40_000 }, (_, i) => ({
      id: `n${i + 1}`,
      x: (i * 7919) % 9973,
      y: (i * 104_729) % 9949,
    }));
    const nodes = Object.fromEntries(places.map((place) => [place.id, { ...node, group: null, ...place }]));
    const study: Study = {
      ...twoLeaves(),
      designs: [{ ...twoLeaves().designs[0]!, nodes, links: {}, groups: {}, blocks: {}, overrides: {} }],
    };
    const png = await studyIntoPng(pixel, study);
    expect(png.length).toBeGreaterThan(65_536);
    expect(canonicalJson(good(await readStudyPicture(png)))).toBe(canonicalJson(study));
  });

  it('is found when a program has packed the text or wrapped the metadata', async () => {
    const { fragment } = { fragment: (await studyForSvg(railBlock())).replace(/^weft-study:/, '') };
    const stream = new Blob([text(fragment)]).stream().pipeThrough(new CompressionStream('deflate'));
    const packed = new Uint8Array(await new Response(stream as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    // Keyword, 0, compressed, zlib, no language, no translation, data.
    const data = Uint8Array.from([...text(studyKeyword), 0, 1, 0, 0, 0, ...packed]);
    expect(good(await readStudyPicture(withChunk(pixel, 'iTXt', data)))).toEqual(railBlock());
    const wrapped = `<svg><metadata/><metadata id="m"><rdf>https://x.example/a?b#${fragment}</rdf></metadata></svg>`;
    expect(good(await readStudyPicture(text(wrapped)))).toEqual(railBlock());
  });

  it('that is none, is damaged or is a bomb gives a reason', async () => {
    const png = await studyIntoPng(pixel, railBlock());
    expect(await why(pixel)).toBe('no-study');
    expect(await why(text('<svg><metadata>#hello</metadata></svg>'))).toBe('no-study');
    expect(await why(text('<svg><text>&lt;metadata&gt;weft-study:1d.AAAA</text></svg>'))).toBe('no-study');
    expect(await why(png.subarray(0, 60))).toBe('damaged');
    // A byte of the study's own chunk, which begins after signature and header (8 + 25 bytes).
    const changed = Uint8Array.from(png);
    changed[33 + 8 + 30]! ^= 1;
    expect(await why(changed)).toBe('damaged');
    expect(await why(good(withText(pixel, studyKeyword, '1d.AAAA')))).toBe('damaged');
    expect(await why(good(withText(pixel, studyKeyword, '9d.AAAA')))).toBe('newer-version');
    expect(await why(new Uint8Array(64_000_001))).toBe('too-large');
    // 20 MB of zeros in 20 kB.
    const zeros = new Blob([new Uint8Array(20_000_000)]).stream().pipeThrough(new CompressionStream('deflate'));
    const bomb = new Uint8Array(await new Response(zeros as ReadableStream<Uint8Array<ArrayBuffer>>).arrayBuffer());
    const data = Uint8Array.from([...text(studyKeyword), 0, 1, 0, 0, 0, ...bomb]);
    expect(await why(withChunk(pixel, 'iTXt', data))).toBe('inflates-too-far');
  });

  it('is told from other files by its content', async () => {
    const read = good(await readAnyFile('whatever.txt', await studyIntoPng(pixel, twoLeaves())));
    expect([read.format, read.study]).toEqual(['picture', twoLeaves()]);
    expect(good(await readAnyFile('x', await svgOf(twoLeaves()))).study).toEqual(twoLeaves());
    expect(await readAnyFile('photo.png', pixel)).toMatchObject({ ok: false, fault: { code: 'no-study' } });
  });
});
