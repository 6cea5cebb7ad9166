/** A number with the form of the word that goes with it. */
import { formatCount } from '@weft/units';

const plurals = new Intl.PluralRules('en');

/** `1 link`, `2,048 links`. */
export function counted(count: number, one: string, other: string): string {
  return `${formatCount(count)} ${plurals.select(count) === 'one' ? one : other}`;
}
