/**
 * A PNG as its chunks, and texts in it. In and out: bytes; nothing here decodes a pixel.
 *
 * A file is 8 bytes of signature and then chunks: length (4 bytes, big end first), type (4 letters), data, and the CRC-32 of type and data
 * (W3C Portable Network Graphics, third edition, sections 5.2 and 5.3). A text stands in an `iTXt` chunk (section 11.3.3.4): keyword, 0,
 * whether it is compressed, how, language, 0, translated keyword, 0, UTF-8. Chunks that are not known are passed on as they are.
 * Cost: O(bytes), and no copy but the one that is given back.
 */
import { done, failed, type Outcome, say } from '@weft/units';

export type PngFault = 'not-png' | 'damaged';

export interface Chunk {
  /** Four letters: `IHDR`, `iTXt`. */
  readonly type: string;
  /** Without length, type and CRC; a view into the file. */
  readonly data: Uint8Array;
  /** Whether its CRC is right. */
  readonly sound: boolean;
}

/** The text of an `iTXt` chunk as it stands in the file. */
export interface PngText {
  readonly keyword: string;
  /** UTF-8, or a zlib stream of it. */
  readonly bytes: Uint8Array;
  readonly compressed: boolean;
  readonly sound: boolean;
}

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] as const;
/** Length, type and CRC. */
const frame_B = 12;

/** Whether a file begins as a PNG does. */
export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** The chunks of a file up to `IEND`; what comes after it is none of it. */
export function chunksOf(bytes: Uint8Array): Outcome<readonly Chunk[], PngFault> {
  if (!isPng(bytes))
    return failed('not-png', say`the picture`, say`The file is not a PNG; expected its signature first.`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunks: Chunk[] = [];
  let at = signature.length;
  for (;;) {
    const length = at + frame_B <= bytes.length ? view.getUint32(at) : Infinity;
    if (at + frame_B + length > bytes.length) {
      return failed(
        'damaged',
        say`byte ${at}`,
        say`The picture ends in the middle of a piece, at byte ${at}; expected a whole PNG. It may have been cut off on its way.`,
      );
    }
    const type = lettersAt(bytes, at + 4);
    const end = at + 8 + length;
    chunks.push({
      type,
      data: bytes.subarray(at + 8, end),
      sound: view.getUint32(end) === crc32(bytes.subarray(at + 4, end)),
    });
    at = end + 4;
    if (type === 'IEND') return done(chunks);
  }
}

/** The text of a chunk; null when it is no `iTXt`, or a broken one. */
export function textOfChunk({ type, data, sound }: Chunk): PngText | null {
  if (type !== 'iTXt') return null;
  const keywordEnd = data.indexOf(0);
  const languageEnd = keywordEnd < 0 ? -1 : data.indexOf(0, keywordEnd + 3);
  const translatedEnd = languageEnd < 0 ? -1 : data.indexOf(0, languageEnd + 1);
  if (translatedEnd < 0) return null;
  return {
    keyword: new TextDecoder('latin1').decode(data.subarray(0, keywordEnd)),
    bytes: data.subarray(translatedEnd + 1),
    compressed: data[keywordEnd + 1] === 1,
    sound,
  };
}

/** The file with a text under a keyword, right after its header; one that was there under it is gone. */
export function withText(bytes: Uint8Array, keyword: string, text: string): Outcome<Uint8Array<ArrayBuffer>, PngFault> {
  const chunks = chunksOf(bytes);
  if (!chunks.ok) return chunks;
  const [header, ...others] = chunks.value;
  if (header?.type !== 'IHDR') {
    return failed(
      'damaged',
      say`the picture`,
      say`The PNG does not begin with its header; expected IHDR as its first piece.`,
    );
  }
  const encoder = new TextEncoder();
  // Keyword, end; not compressed, method 0; no language, no translation.
  const data = joined([encoder.encode(keyword), new Uint8Array(5), encoder.encode(text)]);
  const kept = others.filter((chunk) => textOfChunk(chunk)?.keyword !== keyword);
  const added: Chunk = { type: 'iTXt', data, sound: true };
  return done(joined([Uint8Array.from(signature), ...[header, added, ...kept].map(bytesOf)]));
}

function bytesOf({ type, data, sound }: Chunk): Uint8Array {
  const bytes = new Uint8Array(frame_B + data.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, data.length);
  for (let i = 0; i < 4; i++) bytes[4 + i] = type.charCodeAt(i);
  bytes.set(data, 8);
  const crc = crc32(bytes.subarray(4, 8 + data.length));
  // A chunk that came damaged stays so: its reader has to learn of it.
  view.setUint32(8 + data.length, sound ? crc : ~crc >>> 0);
  return bytes;
}

function lettersAt(bytes: Uint8Array, at: number): string {
  return String.fromCharCode(...bytes.subarray(at, at + 4));
}

function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** Of each byte, what it does to the remainder: the polynomial of ISO 3309 with its bits turned round. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? 0xedb88320 ^ (remainder >>> 1) : remainder >>> 1;
  return remainder;
});

/** The CRC-32 of PNG, zip and Ethernet. */
export function crc32(bytes: Uint8Array): number {
  let remainder = 0xffffffff;
  for (const byte of bytes) remainder = table[(remainder ^ byte) & 0xff]! ^ (remainder >>> 8);
  return ~remainder >>> 0;
}
