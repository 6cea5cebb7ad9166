/**
 * Every word the person reads comes from one typed catalogue: `t('palette.title')`, `t('selection.many', { count: 3 })`.
 *
 * A message is a string, or a function of its parameters; a wrong id or a missing parameter is a type error. Another language is another
 * catalogue of the same type. The words of parts that are loaded later come with them (`later.ts`).
 */
import { first } from './en.ts';
import type { later } from './later.ts';

type English = typeof first & typeof later;

export type Catalogue = { readonly [K in keyof English]: English[K] extends string ? string : English[K] };

/** Ids of messages without parameters: labels of actions and controls. */
export type LabelId = { [K in keyof Catalogue]: Catalogue[K] extends string ? K : never }[keyof Catalogue];

type Arguments<M> = M extends (parameters: infer P) => string ? [parameters: P] : [];

type Message = string | ((parameters: never) => string);

const catalogue = new Map<string, Message>(Object.entries(first));

/** Adds the words of a part of the page that was loaded later. */
export function addWords(words: Readonly<Record<string, Message>>): void {
  for (const [id, message] of Object.entries(words)) catalogue.set(id, message);
}

/** The messages of another language, over those of English. */
let translated: Partial<Catalogue> = {};

/** Says everything from now on in another language; what it lacks stays English. */
export function setWords(words: Partial<Catalogue>): void {
  translated = words;
}

/** What is done to every message before it is said; the pseudo-language of the tests marks them with it. */
let voice: ((text: string) => string) | null = null;

export function setVoice(next: (text: string) => string): void {
  voice = next;
}

/** The message in the person's language. */
export function t<K extends keyof Catalogue>(id: K, ...parameters: Arguments<Catalogue[K]>): string {
  const message: Message | undefined = (translated[id] as Message | undefined) ?? catalogue.get(id);
  if (message === undefined)
    throw new Error(`the words of ${id} are not loaded; import strings/later.ts where it is used`);
  const text = typeof message === 'string' ? message : (message as (parameters: unknown) => string)(parameters[0]);
  return voice === null ? text : voice(text);
}
