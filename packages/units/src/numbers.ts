/**
 * How figures are written for the person: separators, rates in bits or bytes first, lengths in metres or feet.
 *
 * In: one record, set once for each thread (the page, its worker) and again when the person chooses otherwise; every format function and
 * every parser of this package goes by it. Out: the record in force, and the separators of its language. Files and the command line are
 * written as `plainNumbers`, which is what is in force until something else is set.
 */

export interface Numbers {
  /** A language tag, for separators alone: `en`, `de-CH`. */
  readonly locale: string;
  /** What a network rate is printed in; both are always understood. */
  readonly rates: 'bits' | 'bytes';
  readonly lengths: 'metres' | 'feet';
}

export const plainNumbers: Numbers = { locale: 'en', rates: 'bits', lengths: 'metres' };

let inForce: Numbers = plainNumbers;

/** Sets how figures are written from now on in this thread; a tag that is none is taken as English. */
export function writeNumbers(numbers: Numbers): void {
  inForce = isTag(numbers.locale) ? numbers : { ...numbers, locale: 'en' };
}

export function numbersInForce(): Numbers {
  return inForce;
}

export interface Separators {
  readonly group: string;
  readonly decimal: string;
  /** Digits between the separators, above the last three: 2 in India, 3 elsewhere. */
  readonly digits: number;
}

const known = new Map<string, Separators>();

/** What stands between thousands and before decimals in a language: `.` and `,` in German. */
export function separatorsOf(locale: string): Separators {
  let found = known.get(locale);
  if (found === undefined) {
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: true }).formatToParts(
      1234567.5,
    );
    const of = (type: 'group' | 'decimal', otherwise: string) =>
      parts.find((part) => part.type === type)?.value ?? otherwise;
    const digits = parts.filter((part) => part.type === 'integer').at(-2)?.value.length ?? 3;
    known.set(locale, (found = { group: of('group', ','), decimal: of('decimal', '.'), digits }));
  }
  return found;
}

function isTag(tag: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf([tag]).length > 0;
  } catch {
    return false;
  }
}
