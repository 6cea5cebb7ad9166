/**
 * What a fault proposes: by hand where another rule is tighter than the range, and as a law for any parameters of any recipe.
 */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fault } from '@weft/units';
import type { ParameterValue, Parameters } from '@weft/model';
import { nearestValid } from './nearest-valid.ts';
import { count, list } from './parameters.ts';
import { SeededRandom } from './random.ts';
import type { ParameterSpec } from './recipe.ts';
import { recipeOf, recipes } from './recipes.ts';

function faultOf(name: string, parameters: Parameters): Fault {
  const checked = recipeOf(name)!.check(parameters);
  if (checked.ok) throw new Error(`${name} ${JSON.stringify(parameters)} is valid`);
  return checked.fault;
}

describe('a fault proposes', () => {
  it.each([
    // 16 routers with 8 global links each join 128 other groups, whatever the range of numbers.
    ['dragonfly', { groups: 99_999 }, 'groups', 129],
    ['dragonfly', { groups: 130 }, 'groups', 129],
    ['dragonfly-plus', { groups: 1e6 }, 'groups', 257],
    // Two tiers of 64 ports end at 64 leaves of 32 NICs: 2,048 accelerators, 256 servers.
    ['leaf-spine', { servers: 1e9, tiers: '2' }, 'servers', 256],
    ['rail-optimized', { servers: 1e9, tiers: '2' }, 'servers', 256],
    // 28 and 30 are no prime powers; two as near, the smaller.
    ['slim-fly', { q: 28 }, 'q', 27],
    ['slim-fly', { q: 10 }, 'q', 9],
    // q = 27: 41 links and 21 endpoints are 62 of 64 ports; q = 29: 43 and 22 are 65.
    ['slim-fly', { q: 1000 }, 'q', 27],
    // 15 x 9 ends are odd; 8 and 10 are as near.
    ['jellyfish', { switches: 15, degree: 9 }, 'degree', 8],
    // Eight of 64 ports face servers: 56 are left.
    ['jellyfish', { switches: 1000, degree: 4000, endpointsPerRouter: 8 }, 'degree', 56],
    ['jellyfish', { switches: 6, degree: 9 }, 'degree', 5],
    // Of 40 ports 8 + 7 + 8 are taken.
    ['hyperx', { dimensions: [8, 9], switchPorts: 40, endpointsPerRouter: 30 }, 'endpointsPerRouter', 25],
    ['full-mesh', { switches: 4000, endpointsPerRouter: 16 }, 'switches', 49],
    // 3 lines of 16 ports on a switch of 64.
    ['hammingmesh', { linesPerSwitch: 1000 }, 'linesPerSwitch', 4],
    ['multi-plane', { planes: 5 }, 'planes', 4],
  ] as const)('of %s %o for %s: %i', (name, parameters, where, value) => {
    const fault = faultOf(name, parameters);
    expect(fault.nearest).toEqual({ where, value });
    expect(fault.message).toMatch(new RegExp(`nearest valid value[^.]* is ${value}\\.$`));
  });

  it('another parameter where none of its own would do', () => {
    // q = 61 takes 91 links to a router: no number of endpoints helps with 64 ports.
    const fault = faultOf('slim-fly', { q: 61 });
    expect(fault.where).toBe('endpointsPerRouter');
    expect(fault.nearest).toEqual({ where: 'q', value: 27 });
  });

  it('a list with one entry changed, or all of them', () => {
    expect(faultOf('hyperx', { dimensions: [8, 90] }).nearest).toEqual({ where: 'dimensions', value: [8, 50] });
    const torus = faultOf('torus', { dimensions: [9000, 9000, 9000] }).nearest!;
    expect(torus.where).toBe('dimensions');
    expect(recipeOf('torus')!.check({ dimensions: torus.value }).ok).toBe(true);
    const many = faultOf('hammingmesh', { boards: [5000, 8] }).nearest!;
    expect(recipeOf('hammingmesh')!.check({ boards: many.value }).ok).toBe(true);
  });
});

describe('the nearest value', () => {
  it('is the border of what passes, on either side and through a hole', () => {
    const spec = count('n', 'n', null, 1, 0, 1_000_000);
    const near = (value: number, passes: (n: number) => boolean): unknown =>
      nearestValid(spec, { n: value }, (p) => passes(p['n'] as number));
    expect(near(500_000, (n) => n <= 129)).toBe(129);
    expect(near(500_000, (n) => n >= 777_777)).toBe(777_777);
    expect(near(500_000, (n) => n >= 3 && n <= 129)).toBe(129);
    expect(near(9, (n) => n % 2 === 0)).toBe(8);
    expect(near(-7, (n) => n > 40)).toBe(41);
    expect(near(5, () => false)).toBeNull();
  });

  it('of a list changes as little as can be', () => {
    const spec = list('d', 'd', null, [1], 1, 100);
    expect(nearestValid(spec, { d: [10, 20, 60] }, (p) => (p['d'] as number[]).reduce((s, n) => s + n) <= 80)).toEqual([
      10, 20, 50,
    ]);
    expect(nearestValid(spec, { d: [10, 2000] }, () => true)).toEqual([10, 100]);
  });
});

/** Hostile: ends of ranges and beyond, odd numbers, and small ones. */
function hostile(spec: ParameterSpec, random: SeededRandom): ParameterValue {
  const { min, max } = spec.range ?? { min: 0, max: 0 };
  const whole = (): number =>
    [max + 1, max, min - 1, min, 1e9, 99_999, 1 + random.below(7), random.below(100), random.below(5000)][
      random.below(9)
    ]!;
  switch (spec.kind) {
    case 'count':
      return whole();
    case 'rate':
    case 'ratio':
      return [0, -1, max + 1, 0.3, 3.5, 64][random.below(6)]!;
    case 'choice':
      return spec.choices![random.below(spec.choices!.length)]!;
    case 'flag':
      return random.below(2) === 1;
    case 'part':
      return ['', 'h100', 'mi300x'][random.below(3)]!;
    case 'list':
      return Array.from({ length: random.below(4) }, whole);
  }
}

describe('what is proposed is accepted', () => {
  it.each(recipes.map((recipe) => [recipe.name, recipe] as const))('by %s', (_name, recipe) => {
    let proposed = 0;
    fc.assert(
      fc.property(fc.noShrink(fc.integer({ min: 0, max: 2 ** 31 - 1 })), (seed) => {
        const random = new SeededRandom(seed);
        const parameters: Record<string, ParameterValue> = {};
        const often = 2 + random.below(12);
        for (const spec of recipe.parameters)
          if (random.below(often) === 0) parameters[spec.key] = hostile(spec, random);
        const checked = recipe.check(parameters);
        if (checked.ok || checked.fault.nearest === undefined) return;
        const { where, code, nearest } = checked.fault;
        proposed++;
        const again = recipe.check({ ...parameters, [nearest.where]: nearest.value });
        // Where several things are wrong, at least this one is gone.
        expect(again.ok || (again.fault.where !== where && again.fault.code !== code)).toBe(true);
        const words = Array.isArray(nearest.value) ? nearest.value.join(',') : String(nearest.value);
        expect(checked.fault.message.endsWith(` is ${words}.`)).toBe(true);
      }),
      { numRuns: 80 },
    );
    expect(proposed).toBeGreaterThan(5);
  });
});
