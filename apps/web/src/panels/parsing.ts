/** Between fields and the parsers of `units`: what is echoed while typing, and what a commit answers. */
import '../strings/later.ts';
import { formatCount, parseCount, parseNumber, type Outcome } from '@weft/units';
import { t } from '../strings/t.ts';

type Parse = (text: string) => Outcome<number>;

/** How the text so far is read; the fault's sentence when it cannot be. Nothing while it is empty. */
export const echoOf = (parse: Parse, format: (value: number) => string) => (text: string) => {
  if (text.trim() === '') return null;
  const read = parse(text);
  return read.ok
    ? { text: t('field.readAs', { value: format(read.value) }), ok: true }
    : { text: read.fault.message, ok: false };
};

/** Hands a good value on; the answer is the sentence that refuses it, or null. */
export function commitParsed<T>(read: Outcome<T>, take: (value: T) => string | null | void): string | null {
  if (!read.ok) return read.fault.message;
  return take(read.value) ?? null;
}

/** What a field of a whole number within bounds does with its text. */
export const commitWhole = (least: number, most: number, take: (count: number) => void) => (text: string) =>
  commitParsed(parseCount(text), (count) => {
    if (count < least) return t('field.needsAtLeast', { min: formatCount(least) });
    if (count > most) return t('field.needsAtMost', { max: formatCount(most) });
    take(count);
    return null;
  });

/**
 * A number as typed for several things at once: `+8`, `-2`, `*2`, `/4`, `+10%`, `-25%` change each value, anything else sets it. Null when it is plain.
 */
export function relativeEdit(text: string): ((value: number) => number) | null {
  const match = /^\s*([+\-*/])\s*(\d[\d.,]*)\s*(%?)\s*$/.exec(text);
  const read = match === null ? null : parseNumber(match[2]!);
  if (match === null || !read?.ok) return null;
  const by = read.value;
  if (match[3] === '%') return percentEdit(match[1]!, by);
  switch (match[1]) {
    case '+':
      return (value) => value + by;
    case '-':
      return (value) => value - by;
    case '*':
      return (value) => value * by;
    default:
      return by === 0 ? null : (value) => value / by;
  }
}

/** `+10%` and `-25%` of the value itself; a product or quotient of per cent is not read as one. */
function percentEdit(sign: string, percent: number): ((value: number) => number) | null {
  if (sign !== '+' && sign !== '-') return null;
  const share = 1 + (sign === '+' ? percent : -percent) / 100;
  return (value) => value * share;
}

/** The one value that all share, `mixed` otherwise; undefined for none at all. */
export function sharedValue<T>(values: readonly T[]): { readonly value: T } | 'mixed' | undefined {
  if (values.length === 0) return undefined;
  return values.every((v) => v === values[0]) ? { value: values[0]! } : 'mixed';
}
