/**
 * Any parameters whatever: a recipe answers with a fault in a sentence, or builds a fabric that keeps all laws. Cases are made from a seed
 * that fast-check prints when one fails; they mix small values, which build, with the ends of each range, which mostly do not.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ParameterValue } from '@weft/model';
import { sizeOf } from './assemble.ts';
import { lawfulFabric } from './fabric-laws.testing.ts';
import { SeededRandom } from './random.ts';
import type { ParameterSpec } from './recipe.ts';
import { recipes } from './recipes.ts';

/** Larger ones are only counted. */
const builtLinks = 3_000;

function valueFor(spec: ParameterSpec, random: SeededRandom): ParameterValue {
  const whole = (): number => {
    const { min, max } = spec.range!;
    const small = [min, min + 1, random.below(5), random.below(20), random.below(70)];
    const drawn = random.below(12) === 0 ? max : small[random.below(small.length)]!;
    return Math.min(max, Math.max(min, drawn));
  };
  switch (spec.kind) {
    case 'count':
      return whole();
    case 'rate':
      return random.below(3) === 0 ? spec.default : [25, 100, 400, 800][random.below(4)]!;
    case 'ratio':
      return [0.5, 1, 1.5, 2, 3, 7][random.below(6)]!;
    case 'choice':
      return spec.choices![random.below(spec.choices!.length)]!;
    case 'flag':
      return random.below(2) === 1;
    case 'part':
      return ['', 'qm9700', 'h100', 'mi300x'][random.below(4)]!;
    case 'list':
      return Array.from({ length: random.below(4) }, whole);
  }
}

describe('any parameters', () => {
  it.each(recipes.map((recipe) => [recipe.name, recipe] as const))(
    'of %s give a fault or a lawful fabric',
    (name, recipe) => {
      let built = 0;
      let refused = 0;
      fc.assert(
        fc.property(fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })), (seed) => {
          const random = new SeededRandom(seed);
          const parameters: Record<string, ParameterValue> = {};
          const often = 2 + random.below(6);
          for (const spec of recipe.parameters)
            if (random.below(often) === 0) parameters[spec.key] = valueFor(spec, random);
          const checked = recipe.check(parameters);
          if (!checked.ok) {
            refused++;
            if (!/^\S.*\.$/s.test(checked.fault.message)) throw new Error(`no sentence: ${checked.fault.message}`);
            return;
          }
          // What was checked once is as good checked again.
          expect(recipe.check(checked.value)).toEqual(checked);
          if (sizeOf(recipe.expected(checked.value)).links > builtLinks) return;
          built++;
          lawfulFabric(name, parameters);
        }),
        { numRuns: 200 },
      );
      expect(built).toBeGreaterThan(0);
      expect(refused).toBeGreaterThan(0);
    },
  );

  it('refuse a key that is none, and a value of the wrong kind or out of range, naming what is valid', () => {
    for (const recipe of recipes) {
      expect(recipe.check({ nonsense: 1 })).toMatchObject({ fault: { code: 'parameter-unknown', where: 'nonsense' } });
      for (const spec of recipe.parameters) {
        const wrong = spec.kind === 'flag' ? 'yes' : spec.kind === 'list' ? [1.5] : spec.kind === 'part' ? '<b>' : NaN;
        expect(recipe.check({ [spec.key]: wrong })).toMatchObject({ fault: { where: spec.key } });
        if (spec.range === null || spec.kind === 'list') continue;
        const above = recipe.check({ [spec.key]: spec.range.max + 1 });
        expect(!above.ok && above.fault.message).toContain(`expected ${spec.range.min} to ${spec.range.max}.`);
        const nearest = above.ok ? undefined : above.fault.nearest;
        expect(nearest?.where).toBe(spec.key);
        expect(recipe.check({ [spec.key]: nearest!.value }).ok).toBe(true);
      }
      expect(recipe.check({}).ok).toBe(true);
    }
  });

  it('that ask for too much are refused by arithmetic alone, with the largest that fits', () => {
    const tree = recipes.find(({ name }) => name === 'fat-tree')!.check({ switchPorts: 400 });
    // 5 links a NIC; k = 213 has 213 pods of 106 leaves of 106 NICs: 11,966,340 links, and k = 214 12,250,430.
    expect(!tree.ok && tree.fault.message).toContain('The nearest valid value is 213');
    const domains = recipes.find(({ name }) => name === 'scale-up')!.check({ domains: 100_000 });
    expect(!domains.ok && domains.fault.message).toContain(
      `The nearest valid value is ${Math.floor(12_000_000 / 1296)}`,
    );
  });
});
