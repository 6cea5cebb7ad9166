/**
 * Compression by the platform's own streams (raw deflate, RFC 1951): the same in browsers, workers and Node.
 *
 * Deflate can blow up a thousandfold, so reading counts what comes out chunk by chunk and stops at the cap. Bytes after the end of a stream are a
 * fault: browsers refuse them by themselves, Node's streams pass over them, so it is asked whether the last byte was needed.
 */

export async function deflated(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  const packed = await through(new CompressionStream('deflate-raw'), bytes, Infinity);
  if (packed === null) throw new Error('compressing without a cap cannot exceed it');
  return packed;
}

export type Inflated =
  | { readonly kind: 'inflated'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'too-much' }
  | { readonly kind: 'damaged' };

/** Unpacks at most `cap_B` bytes; more, or bytes that are not one whole deflate stream and nothing else, is said and nothing is given. */
export async function inflated(bytes: Uint8Array<ArrayBuffer>, cap_B: number): Promise<Inflated> {
  const answer = await unpacked(bytes, cap_B);
  if (answer.kind !== 'inflated') return answer;
  const shorter = await unpacked(bytes.slice(0, -1), cap_B);
  return shorter.kind === 'inflated' ? { kind: 'damaged' } : answer;
}

async function unpacked(bytes: Uint8Array<ArrayBuffer>, cap_B: number): Promise<Inflated> {
  try {
    const whole = await through(new DecompressionStream('deflate-raw'), bytes, cap_B);
    return whole === null ? { kind: 'too-much' } : { kind: 'inflated', bytes: whole };
  } catch {
    return { kind: 'damaged' };
  }
}

interface Transform {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array<ArrayBuffer>>;
}

async function through(
  stream: CompressionStream | DecompressionStream,
  bytes: Uint8Array<ArrayBuffer>,
  cap_B: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const { readable, writable } = stream as unknown as Transform;
  const writer = writable.getWriter();
  // Faults of the input reach the reader too; here they only must not go unheard.
  const written = writer.write(bytes).then(() => writer.close());
  written.catch(() => undefined);
  const reader = readable.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > cap_B) {
      reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
  await written;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}
