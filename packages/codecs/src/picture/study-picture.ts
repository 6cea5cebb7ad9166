/**
 * A picture that holds the study it shows: in a PNG as an `iTXt` text, in an SVG in its `<metadata>`. In both it is what a share link has after
 * its #, and read with the same distrust: caps before and after inflating, the schema, nothing run.
 *
 * Pictures carry studies that are too long for an address, so the caps are those of a study file.
 */
import type { Study } from '@weft/model';
import { done, failed, type Outcome, say } from '@weft/units';
import { inflated } from '../share/deflate.ts';
import { decodeShare, encodeShare, type ShareFault, type ShareReading } from '../share/share.ts';
import { studyFileLimit_B } from '../study-file.ts';
import { chunksOf, isPng, textOfChunk, withText, type PngFault } from './png.ts';

/** The keyword of the text in a PNG; what the text in an SVG begins with. */
export const studyKeyword = 'weft-study';

export const pictureLimits = {
  /** Largest picture that is read: 67 million pixels, the most that are exported, seldom compress to more. */
  file_B: 64_000_000,
  /** Longest text that is read from one: a study of 200,000 records has about 7 million characters. */
  characters: 16_000_000,
} as const;

export type PictureFault = 'too-large' | 'no-study' | PngFault | ShareFault;

const reading: ShareReading = {
  characters: pictureLimits.characters,
  inflated_B: studyFileLimit_B,
  what: 'The study in the picture',
};

/** What a picture says of a study: to be put into it. */
export async function pictureText(study: Study): Promise<string> {
  return (await encodeShare(study)).fragment;
}

/** A PNG with the study in it. Throws when the bytes are no whole PNG: they come from the browser's own encoder. */
export async function studyIntoPng(png: Uint8Array, study: Study): Promise<Uint8Array<ArrayBuffer>> {
  const made = withText(png, studyKeyword, await pictureText(study));
  if (!made.ok) throw new Error(`the picture to hold a study is no PNG: ${made.fault.message}`);
  return made.value;
}

/** The text for the metadata of an SVG. */
export async function studyForSvg(study: Study): Promise<string> {
  return `${studyKeyword}:${await pictureText(study)}`;
}

/** Whether a file is a picture of a kind that can hold a study. */
export function isPicture(bytes: Uint8Array): boolean {
  return isPng(bytes) || isSvg(bytes);
}

/** The study that a picture holds, or why there is none. */
export async function readStudyPicture(bytes: Uint8Array): Promise<Outcome<Study, PictureFault>> {
  if (bytes.length > pictureLimits.file_B) {
    return failed(
      'too-large',
      say`the picture`,
      say`The picture has ${bytes.length} bytes; expected at most ${pictureLimits.file_B}.`,
    );
  }
  const text = isPng(bytes) ? await textInPng(bytes) : textInSvg(bytes);
  return text.ok ? decodeShare(text.value, reading) : text;
}

async function textInPng(bytes: Uint8Array): Promise<Outcome<string, PictureFault>> {
  const chunks = chunksOf(bytes);
  if (!chunks.ok) return chunks;
  const text = chunks.value.map(textOfChunk).find((found) => found?.keyword === studyKeyword);
  if (!text) return noStudy('PNG');
  if (!text.sound) {
    return failed(
      'damaged',
      say`the picture`,
      say`The study in the picture is damaged: its checksum is wrong. Ask for the picture again, or for a file.`,
    );
  }
  if (!text.compressed) return done(new TextDecoder('latin1').decode(text.bytes));
  // Programs that shrink pictures may have packed it: a zlib stream is 2 bytes, raw deflate, and 4 bytes of check.
  const unpacked = await inflated(Uint8Array.from(text.bytes.subarray(2, -4)), pictureLimits.characters);
  if (unpacked.kind === 'inflated') return done(new TextDecoder('latin1').decode(unpacked.bytes));
  return failed(
    unpacked.kind === 'too-much' ? 'inflates-too-far' : 'damaged',
    say`the picture`,
    unpacked.kind === 'too-much'
      ? say`The text in the picture unpacks to more than ${pictureLimits.characters} characters; a study is never that large.`
      : say`The study in the picture is damaged: it cannot be decompressed. Ask for the picture again, or for a file.`,
  );
}

/** Markup up to the first element: declaration, comments, document type. */
const beforeSvg = /^\uFEFF?(?:\s|<\?[^>]*>|<!--(?:[^-]|-(?!->))*-->|<!DOCTYPE[^>]*>)*<svg[\s>]/;

function isSvg(bytes: Uint8Array): boolean {
  return beforeSvg.test(new TextDecoder().decode(bytes.subarray(0, 4096)));
}

function textInSvg(bytes: Uint8Array): Outcome<string, PictureFault> {
  const svg = new TextDecoder().decode(bytes);
  // A study that people typed into labels is escaped, so this can only be an element.
  for (let at = svg.indexOf('<metadata'); at >= 0; at = svg.indexOf('<metadata', at + 1)) {
    const end = svg.indexOf('</metadata>', at);
    if (end < 0) break;
    // Programs that edit drawings wrap it, and older pictures hold the whole link.
    const found = /(?:weft-study:|#)([1-9]\d{0,3}[a-z]\.[A-Za-z0-9_-]+)/.exec(svg.slice(at, end));
    if (found) return done(found[1]!);
  }
  return noStudy('SVG');
}

function noStudy(kind: string): Outcome<never, PictureFault> {
  return failed(
    'no-study',
    say`the picture`,
    say`This ${kind} holds no study; expected a picture that Weft exported. Programs that edit or shrink pictures may take it out.`,
  );
}
