/**
 * What travels between client and host: numbered calls, their replies, progress, cancels and pings. Types only.
 *
 * Calls are numbered by the client; a reply is the value or the word that it was stopped. A host runs calls as they come; the client
 * decides which call replaces which.
 */
import type { Numbers, Sentences } from '@weft/units';
import type { Progress } from '@weft/solver';
import type { Engine } from './api.ts';

export type Method = keyof Engine;

export interface Call {
  readonly id: number;
  readonly method: Method;
  /** The arguments without the progress callback, designs as they travel: see `sent.ts` and `arriving.ts`. */
  readonly arguments: readonly unknown[];
}

export type Reply = { readonly kind: 'value'; readonly value: unknown } | { readonly kind: 'stopped' };

/** Told at most 20 times a second per call. */
export type ProgressListener = (id: number, progress: Progress) => void;

/** The host's face to its client. */
export interface HostInterface {
  /** Says where progress goes; called once, first. */
  listen(onProgress: ProgressListener): void;
  /** In which language everything is said from now on. */
  speak(sentences: Sentences): void;
  /** How figures are written from now on; answers that hold some are forgotten. */
  writeNumbers(numbers: Numbers): void;
  call(call: Call): Promise<Reply>;
  /** Stops a call at its next pause; does nothing when it is over. */
  cancel(id: number): void;
  ping(): true;
  /** Throws outside any call, as a broken kernel would: lets a test see the worker die. */
  crash(): void;
}
