/**
 * The share link: a whole study as the fragment of an address, `1d.<payload>` (without the #). The fragment is never sent to a server.
 *
 * The digit is the version of the study's format, the letter how the payload is packed: `d` base64url of raw deflate of JSON, `j` base64url of
 * JSON, taken when it is shorter. Reading distrusts: it caps what goes in and what comes out, checks the form, and runs nothing.
 */
import { canonicalJson, readStudy, studyVersion, type Study, type StudyFault } from '@weft/model';
import { failed, type Outcome, say } from '@weft/units';
import { fromBase64url, toBase64url } from './base64url.ts';
import { WireFault } from './columns.ts';
import { deflated, inflated, type Inflated } from './deflate.ts';
import { fromWire, toWire } from './wire.ts';

export const shareLimits = {
  /** Longest fragment that is read. */
  characters: 65_536,
  /** Most that may come out of it. */
  inflated_B: 2_000_000,
  /** Up to here a link survives every browser, messenger and mail program. */
  anywhere: 2000,
  /** Up to here browsers keep it, messengers may cut it. */
  browsers: 8000,
} as const;

/** How far a link of this length goes: `anywhere`, in `browsers`, or only as a `file`. */
export type ShareReach = 'anywhere' | 'browsers' | 'file';

export interface ShareLink {
  /** What comes after the #. */
  readonly fragment: string;
  readonly characters: number;
  readonly reach: ShareReach;
}

export type ShareFault =
  'empty' | 'not-a-link' | 'unknown-codec' | 'too-long' | 'damaged' | 'inflates-too-far' | StudyFault;

/** Packs a study into a fragment. */
export async function encodeShare(study: Study): Promise<ShareLink> {
  const json = new TextEncoder().encode(canonicalJson(toWire(study)));
  const packed = await deflated(json);
  const fragment =
    packed.length < json.length ? `${studyVersion}d.${toBase64url(packed)}` : `${studyVersion}j.${toBase64url(json)}`;
  return { fragment, characters: fragment.length, reach: shareReach(fragment.length) };
}

/** How far a link of so many characters goes. */
export function shareReach(characters: number): ShareReach {
  if (characters <= shareLimits.anywhere) return 'anywhere';
  return characters <= shareLimits.browsers ? 'browsers' : 'file';
}

/** How a fragment is read: its caps, and what it is called in a sentence. */
export interface ShareReading {
  readonly characters: number;
  readonly inflated_B: number;
  readonly what: string;
}

const asLink: ShareReading = {
  characters: shareLimits.characters,
  inflated_B: shareLimits.inflated_B,
  what: 'The link',
};

/** Reads a fragment, with or without its #; what follows an & is for others. */
export async function decodeShare(
  fragment: string,
  { characters, inflated_B, what }: ShareReading = asLink,
): Promise<Outcome<Study, ShareFault>> {
  const where = what.charAt(0).toLowerCase() + what.slice(1);
  const damaged = (why: string): Outcome<Study, ShareFault> =>
    failed(
      'damaged',
      where,
      say`${what} is damaged: ${why}. It may have been cut off, or something added to it, on its way; ask for it again or for a file.`,
    );
  if (fragment.length > characters) {
    return failed(
      'too-long',
      where,
      say`${what} has ${fragment.length} characters; expected at most ${characters}. Ask for the study as a file.`,
    );
  }
  const text = fragment.replace(/^#/, '').split('&')[0]!;
  if (text === '')
    return failed('empty', where, say`The link holds no study; expected something like 1d.… after the #.`);
  const match = /^([1-9]\d{0,3})([a-z])\.(.*)$/s.exec(text);
  if (!match) {
    return failed(
      'not-a-link',
      where,
      say`This is not a link to a study; expected 1d. or 1j. and a payload after the #.`,
    );
  }
  const version = Number(match[1]);
  if (version > studyVersion) {
    return failed(
      'newer-version',
      where,
      say`The study was made with a newer version of Weft (format ${version}); this one reads up to format ${studyVersion}. Nothing was loaded.`,
    );
  }
  const codec = match[2];
  if (codec !== 'd' && codec !== 'j') {
    return failed(
      'unknown-codec',
      where,
      say`${what} is packed in a way (${codec!}) that is not known; expected d or j.`,
    );
  }
  const bytes = fromBase64url(match[3]!);
  if (!bytes || bytes.length === 0) return damaged(say`its characters are not base64url`);
  const unpacked: Inflated = codec === 'd' ? await inflated(bytes, inflated_B) : { kind: 'inflated', bytes };
  if (unpacked.kind === 'damaged') return damaged(say`it cannot be decompressed up to its last letter`);
  if (unpacked.kind === 'too-much') {
    return failed(
      'inflates-too-far',
      where,
      say`${what} unpacks to more than ${inflated_B} bytes; a study is never that large. Nothing was loaded.`,
    );
  }
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(unpacked.bytes);
    return readStudy(fromWire(JSON.parse(json), version));
  } catch (fault) {
    if (fault instanceof WireFault)
      return failed('wrong-shape', where, say`${what} does not hold a study: ${fault.message}.`);
    // TextDecoder and JSON.parse are the only others that throw on bad input.
    if (fault instanceof TypeError || fault instanceof SyntaxError) return damaged(say`what it unpacks to is not JSON`);
    throw fault;
  }
}
