/** Every English form with the places that say it, and the places of sentences that are handed on without `say`. */
export function collectSentences(): {
  readonly forms: ReadonlyMap<string, readonly string[]>;
  readonly bare: readonly string[];
};
