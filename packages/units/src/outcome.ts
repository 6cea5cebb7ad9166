/**
 * What a checking function answers: a value, or one fault in a sentence.
 *
 * Faults are for input we do not control (a person, a file, a link, a worker). A broken promise of our
 * own code throws instead.
 */

/** One thing wrong with an input: a stable code, where it is, and a sentence that says what was expected. */
export interface Fault<Code extends string = string> {
  readonly code: Code;
  /** A path, line or field, in the words of the input: `line 12`, `designs[0].blocks.b1.parameters.servers`. */
  readonly where: string;
  /** A whole sentence: what was found and what was expected. */
  readonly message: string;
  /** A value that would do at a place, the nearest to the one given, where one is known; the sentence says it too. */
  readonly nearest?: { readonly where: string; readonly value: string | number | boolean | readonly number[] };
}

export type Outcome<T, Code extends string = string> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: Fault<Code> };

/** Wraps a good value. */
export function done<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a fault. */
export function failed<Code extends string>(
  code: Code,
  where: string,
  message: string,
): { readonly ok: false; readonly fault: Fault<Code> } {
  return { ok: false, fault: { code, where, message } };
}

/** The value of an outcome that must be good: throws the fault's sentence otherwise. For tests and constants. */
export function valueOf<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`${outcome.fault.where}: ${outcome.fault.message} [${outcome.fault.code}]`);
}
