/**
 * Sizing against brute force: every smaller member of a family is tried, through the recipe's own check and counts, and must not carry the need.
 *
 * "Smaller" is what each family grows by: servers and leaves of a tree; the balanced p, then the groups, of a Dragonfly; q of a Slim Fly; the sides of a
 * grid. Where sizing says that none is large enough, no member of the family may be.
 */
import { describe, expect, it } from 'vitest';
import type { Outcome } from '@weft/units';
import type { Parameters } from '@weft/model';
import { recipeOf, recipes } from './recipes.ts';
import { sizeFor, type Sized } from './sizing.ts';

const needs = [1, 2, 7, 8, 9, 30, 63, 64, 65, 130, 257, 300];
const portChoices = [8, 16, 33];
const servers = [1, 3, 8];

/** Accelerators that a recipe carries with these parameters; null when it refuses them. */
function carried(name: string, parameters: Parameters): number | null {
  const recipe = recipeOf(name)!;
  const checked = recipe.check(parameters);
  return checked.ok ? recipe.expected(checked.value).accelerators : null;
}

interface Asked {
  readonly accelerators: number;
  readonly acceleratorsPerServer: number;
  readonly switchPorts: number;
}

function each(visit: (asked: Asked) => void): void {
  for (const accelerators of needs)
    for (const acceleratorsPerServer of servers)
      for (const switchPorts of portChoices) visit({ accelerators, acceleratorsPerServer, switchPorts });
}

/** Every member of a family with balanced parameters, smallest first, and what it carries when full. */
const families: Readonly<Record<string, (ports: number) => { key: unknown; parameters: Parameters; seats: number }[]>> =
  {
    dragonfly: (ports) =>
      upTo(Math.floor((ports + 1) / 4)).flatMap((p) =>
        upTo(2 * p * p + 1).map((groups) => ({
          key: [p, groups],
          parameters: { endpointsPerRouter: p, routersPerGroup: 2 * p, globalLinksPerRouter: p, groups },
          seats: 2 * p * p * groups,
        })),
      ),
    'dragonfly-plus': (ports) =>
      upTo(Math.floor(ports / 2)).flatMap((r) =>
        upTo(r * r + 1).map((groups) => ({
          key: [r, groups],
          parameters: { endpointsPerLeaf: r, leavesPerGroup: r, spinesPerGroup: r, globalLinksPerSpine: r, groups },
          seats: r * r * groups,
        })),
      ),
    'slim-fly': () =>
      [3, 4, 5, 7, 8, 9, 11, 13].map((q) => {
        const degree = (3 * q - (q % 4 === 3 ? -1 : q % 4)) / 2;
        return { key: q, parameters: { q }, seats: 2 * q * q * Math.ceil(degree / 2) };
      }),
    'full-mesh': (ports) =>
      upTo(ports).map((n) => {
        const seats = Math.min(n, ports - n + 1);
        return { key: n, parameters: { switches: n, endpointsPerRouter: Math.max(1, seats) }, seats: n * seats };
      }),
  };

/** The named parameters of an answer; null where there is none. */
function summary(answer: Outcome<Sized>, keys: readonly string[]): { parameters: Parameters | null } {
  if (!answer.ok) return { parameters: null };
  return { parameters: Object.fromEntries(keys.map((key) => [key, answer.value.parameters[key]!])) };
}

function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, i) => i + 1);
}

describe('sizing against brute force', () => {
  it.each(Object.keys(families))('takes the first %s that carries the need, or says that none does', (name) => {
    let found = 0;
    let none = 0;
    each((asked) => {
      const { accelerators, acceleratorsPerServer: perServer, switchPorts } = asked;
      const whole = Math.ceil(accelerators / perServer);
      const common = { servers: whole, acceleratorsPerServer: perServer, nicsPerServer: perServer, switchPorts };
      const fits = (parameters: Parameters): boolean =>
        carried(name, { ...parameters, ...common }) === whole * perServer;
      const first = families[name]!(switchPorts).find(
        ({ seats, parameters }) => seats >= whole * perServer && fits(parameters),
      );
      const answer = sizeFor(name, asked);
      const grows = first?.parameters ?? {};
      const wanted = first === undefined ? null : name === 'full-mesh' ? { switches: grows['switches'] } : grows;
      if (wanted === null) none++;
      else found++;
      expect({ asked, ...summary(answer, Object.keys(wanted ?? {})) }).toEqual({ asked, parameters: wanted });
    });
    expect(found).toBeGreaterThan(5);
    expect(none).toBeGreaterThan(0);
  });

  it.each(recipes.map(({ name }) => name))('makes no number of a %s larger than it must be', (name) => {
    let tried = 0;
    // A quarter of the ports of a random graph's switches face servers, however few there are.
    const isRandom = name === 'jellyfish' || name === 'xpander';
    each((asked) => {
      // Slices of 64 chips and more come in steps of four.
      const inCubes = name === 'torus' && asked.accelerators >= 64;
      const answer = sizeFor(name, asked);
      if (!answer.ok) return;
      const { parameters, counts } = answer.value;
      expect(counts.accelerators).toBeGreaterThanOrEqual(asked.accelerators);
      for (const [key, value] of Object.entries(parameters)) {
        if (!sizes.has(key) || (key === 'endpointsPerRouter' && isRandom)) continue;
        for (const less of smaller(value as number | readonly number[], inCubes ? 4 : 1)) {
          tried++;
          const carries = carried(name, { ...parameters, [key]: less });
          // Refused, or too few; a fabric of chips has no servers to ask for, so there it must carry fewer than the need.
          if (carries !== null && carries >= asked.accelerators)
            throw new Error(`${name} ${JSON.stringify({ ...parameters, [key]: less })} would do`);
        }
      }
    });
    expect(tried).toBeGreaterThan(10);
  });

  it('takes the fewest chips of all near-even tori', () => {
    for (let accelerators = 1; accelerators < 64; accelerators++) {
      let fewest = Infinity;
      for (let a = 1; a <= 64; a++)
        for (let b = a; b <= 2 * a; b++)
          for (let c = b; c <= 2 * a; c++) if (a * b * c >= accelerators) fewest = Math.min(fewest, a * b * c);
      const answer = sizeFor('torus', { accelerators });
      expect([accelerators, answer.ok && answer.value.counts.accelerators]).toEqual([accelerators, fewest]);
    }
  });

  it('answers at once for any need, tapered too', () => {
    for (const accelerators of [1, 7, 100_000, 1_000_000_000]) {
      for (const { name } of recipes) {
        const answer = sizeFor(name, { accelerators, taper: 3.5 });
        const told = answer.ok
          ? answer.value.counts.accelerators >= accelerators
          : /^\S.*\.$/s.test(answer.fault.message);
        expect([name, accelerators, told]).toEqual([name, accelerators, true]);
      }
    }
    // 3.5 : 1 of 64 ports is 49 down and 14 up: 16 servers of 8 stand on three leaves, where 4 would do without a taper.
    const tapered = sizeFor('leaf-spine', { accelerators: 128, taper: 3.5 });
    expect(tapered.ok && tapered.value.counts.switches.leaf).toBe(3);
  });
});

/** Numbers that make a fabric larger; the others say how it is built. */
const sizes = new Set([
  'servers',
  'groups',
  'switches',
  'switchesPerSet',
  'boards',
  'dimensions',
  'q',
  'endpointsPerRouter',
  'domains',
  'accelerators',
]);

/** One step less, in each entry of a list. */
function smaller(value: number | readonly number[], step: number): (number | readonly number[])[] {
  if (typeof value === 'number') return value > step ? [value - step] : [];
  return value.flatMap((entry, i) => (entry > step ? [value.map((other, j) => (j === i ? other - step : other))] : []));
}
