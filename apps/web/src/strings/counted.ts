/** A number with the form of the word that goes with it. */
const plurals = new Intl.PluralRules('en');
const numbers = new Intl.NumberFormat('en');

/** `1 link`, `2,048 links`. */
export function counted(count: number, one: string, other: string): string {
  return `${numbers.format(count)} ${plurals.select(count) === 'one' ? one : other}`;
}
