/**
 * The random studies and changes as fast-check arbitraries: a failing law prints the seed of the run and the counter-example's own seed.
 */
import * as fc from 'fast-check';
import type { Study } from '@weft/model';
import { randomChange, type FittingChange } from './random-change.ts';
import { randomStudy } from './random-study.ts';
import { SeededRandom } from './random.ts';

/** A seed for the generators of this package; kept whole, since a smaller seed is not a smaller case. */
export const arbitrarySeed: fc.Arbitrary<number> = fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 }));

/** A study that keeps every promise of the document. */
export function arbitraryStudy(size = 8): fc.Arbitrary<Study> {
  return fc
    .tuple(arbitrarySeed, fc.integer({ min: 1, max: size }))
    .map(([seed, records]) => randomStudy(seed, records));
}

/** A study, a change that fits it, a change that fits what comes out, and both outcomes. */
export function arbitraryStudyAndChange(): fc.Arbitrary<{
  readonly study: Study;
  readonly first: FittingChange;
  readonly second: FittingChange;
}> {
  return fc
    .tuple(arbitraryStudy(), arbitrarySeed, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
    .map(([study, seed, many, more]) => {
      const random = new SeededRandom(seed);
      const first = randomChange(study, random, many);
      return { study, first, second: randomChange(first.after, random, more) };
    });
}
