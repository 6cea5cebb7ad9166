/**
 * What a key may be. Apart from the schema, so that commands work without the code that checks whole files.
 */

/** Names that every object has; a record under such a name could be mistaken for what it inherits. */
export function isInherited(key: string): boolean {
  return key in Object.prototype || key === 'prototype';
}

/** Ids of records stand in paths, so they hold no slash and no colon. */
export const idPattern = /^[A-Za-z][A-Za-z0-9_-]{0,63}$/;
