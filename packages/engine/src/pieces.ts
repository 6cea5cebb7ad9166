/**
 * The records of a table on their way to the worker. In: ids and records. Out: what is sent of them.
 *
 * A message is read by the worker all at once: the 34,000 records of an imported cluster take it some 50 ms, in which no cancel is heard. So many records
 * go as pieces of text in buffers that change hands without a copy, and the worker reads one piece after the other, with pauses between them. A
 * design is plain JSON, so its text says all of it.
 */
import type { Steps } from '@weft/solver';

/** Few records go as they are, as pairs of id and record; many as pieces of text, with their number in all. */
export type SentRecords =
  readonly (readonly [string, unknown])[] | { readonly count: number; readonly pieces: readonly Uint8Array[] };

/** Records in a piece: about half a millisecond of reading. */
const few = 500;

/** How records are sent; notes in `buffers` what is handed over with them. */
export function packed(ids: readonly string[], records: readonly unknown[], buffers: ArrayBuffer[]): SentRecords {
  if (ids.length <= few) return ids.map((id, i) => [id, records[i]] as const);
  const encoder = new TextEncoder();
  const pieces: Uint8Array[] = [];
  for (let from = 0; from < ids.length; from += few) {
    const piece = encoder.encode(JSON.stringify([ids.slice(from, from + few), records.slice(from, from + few)]));
    pieces.push(piece);
    buffers.push(piece.buffer as ArrayBuffer);
  }
  return { count: ids.length, pieces };
}

/** Gives each record that was sent to `put`, in their order, with a pause after each piece. */
export function* unpacked(sent: SentRecords, put: (id: string, record: unknown) => void): Steps<void> {
  if (!('pieces' in sent)) {
    for (const [id, record] of sent) put(id, record);
    return;
  }
  const decoder = new TextDecoder();
  let count = 0;
  for (const piece of sent.pieces) {
    const [ids, records] = JSON.parse(decoder.decode(piece)) as [readonly string[], readonly unknown[]];
    for (let i = 0; i < ids.length; i++) put(ids[i]!, records[i]);
    count += ids.length;
    yield { phase: 'design', fraction: count / sent.count };
  }
  if (count !== sent.count) {
    throw new Error(`${count} of ${sent.count} records of a design arrived in the worker; expected all of them`);
  }
}
