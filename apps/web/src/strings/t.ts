/**
 * Every word the person reads comes from one typed catalogue: `t('palette.title')`, `t('selection.many', { count: 3 })`.
 *
 * A message is a string, or a function of its parameters; a wrong id or a missing parameter is a type error. Another language is another
 * catalogue of the same type.
 */
import { en } from './en.ts';

export type Catalogue = { readonly [K in keyof typeof en]: (typeof en)[K] extends string ? string : (typeof en)[K] };

/** Ids of messages without parameters: labels of actions and controls. */
export type LabelId = { [K in keyof Catalogue]: Catalogue[K] extends string ? K : never }[keyof Catalogue];

type Arguments<M> = M extends (parameters: infer P) => string ? [parameters: P] : [];

const catalogue: Catalogue = en;

/** The message in the person's language. */
export function t<K extends keyof Catalogue>(id: K, ...parameters: Arguments<Catalogue[K]>): string {
  const message = catalogue[id] as string | ((parameters: unknown) => string);
  return typeof message === 'string' ? message : message(parameters[0]);
}
