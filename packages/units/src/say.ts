/**
 * Sentences of the packages in the person's language: written in English where they arise, and looked up by their English form.
 *
 * say`All ${ports} ports of ${name} are taken.` is looked up as `All {0} ports of {1} are taken.`; a language is a table from such forms
 * to its own, in which {0}, {1} ... stand in any order. What a language lacks is said in English. `npm run sentences` lists all forms.
 * The words of tables (titles of recipes, meanings of parameters) are looked up whole where they are shown, by `sayText`.
 */

import { formatCount, formatDecimal } from './format.ts';

/**
 * A language: each English form with its own, which may lack some. null is English, and `marked` English in brackets, for tests: what
 * stands in none was not said by way of here.
 */
export type Sentences = Readonly<Record<string, string>> | 'marked' | null;

let translate: ((english: string) => string | undefined) | null = null;

/** The form of each template, by the array that stands for its place in the source. */
const forms = new WeakMap<TemplateStringsArray, string>();

/** Sets the language of all that is said from now on in this thread. */
export function speak(language: Sentences): void {
  if (language === null) translate = null;
  else if (language === 'marked') translate = marked;
  else translate = (english) => (Object.hasOwn(language, english) ? language[english] : undefined);
}

/** Words as the language `marked` says them. */
export function marked(words: string): string {
  return `⟦${words}⟧`;
}

/** A sentence, or a part of one, in the person's language. */
export function say(parts: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  if (translate !== null) {
    const other = translate(formOf(parts));
    if (other !== undefined)
      return other.replace(/\{(\d+)\}/g, (hole, i: string) => written(values[Number(i)] ?? hole));
  }
  let text = parts[0]!;
  for (let i = 0; i < values.length; i++) text += written(values[i]!) + parts[i + 1]!;
  return text;
}

/** A number with the decimals of the person's language; whole ones plain, for they may be names of things. */
const written = (value: string | number): string => (typeof value === 'number' ? formatDecimal(value) : value);

/** Words that stand whole in a table, in the person's language. */
export function sayText(english: string): string {
  return translate?.(english) ?? english;
}

/** `1 part`, `1,200 parts`: a count and its word. */
export function several(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${sayText(count === 1 ? one : many)}`;
}

function formOf(parts: TemplateStringsArray): string {
  let form = forms.get(parts);
  if (form === undefined) forms.set(parts, (form = parts.reduce((before, part, i) => `${before}{${i - 1}}${part}`)));
  return form;
}
