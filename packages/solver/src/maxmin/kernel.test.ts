import { afterEach, describe, expect, it, vi } from 'vitest';
import { valueOf } from '@weft/units';
import { allPairs, permutations } from '../../bench/cases.ts';
import { finish } from '../steps.ts';
import { fatTree, randomOf } from '../testing/fabrics.ts';
import { fillInTypeScript, kernelEntries, type Filled } from './fill.ts';
import type { Instance } from './instance.ts';
import { kernelSteps } from './kernel.ts';

const usual = 100_000;

/** Where two answers differ, as words; null when they are the same to the last bit. */
function difference(found: Filled | null, wanted: Filled): string | null {
  if (found === null) return 'there is no kernel';
  if (found.rate.length !== wanted.rate.length) return `${found.rate.length} flows for ${wanted.rate.length}`;
  if (found.levels !== wanted.levels) return `${found.levels} levels for ${wanted.levels}`;
  for (let f = 0; f < wanted.rate.length; f++) {
    if (!Object.is(found.rate[f], wanted.rate[f])) return `flow ${f} has ${found.rate[f]} for ${wanted.rate[f]}`;
    if (found.bottleneck[f] !== wanted.bottleneck[f])
      return `flow ${f} is limited by ${found.bottleneck[f]} for ${wanted.bottleneck[f]}`;
  }
  return null;
}

const byKernel = (made: Instance, quantum = usual): Filled | null => finish(kernelSteps(made, quantum));
const byOracle = (made: Instance): Filled => finish(fillInTypeScript(made));

interface Kind {
  readonly links: number;
  readonly flows: number;
  readonly longest: number;
  readonly capacity: (next: () => number) => number;
  /** The cap of a flow; null for instances without. */
  readonly cap: ((next: () => number) => number) | null;
}

/** Flows over random links, some of them twice, some flows over none. */
function random({ links, flows, longest, capacity, cap }: Kind, seed: number): Instance {
  const next = randomOf(seed);
  const offset = new Int32Array(flows + 1);
  const link: number[] = [];
  for (let f = 0; f < flows; f++) {
    for (let i = Math.floor(next() * (longest + 1)); i > 0; i--) link.push(Math.floor(next() * links));
    offset[f + 1] = link.length;
  }
  return {
    capacity: Float64Array.from({ length: links }, () => capacity(next)),
    offset,
    link: Int32Array.from(link),
    share: null,
    weight: null,
    cap: cap && Float64Array.from({ length: flows }, () => cap(next)),
  };
}

const alike = (): number => 400;
const fewValues = (next: () => number): number => [100, 200, 400][Math.floor(3 * next())]!;
const wide = (next: () => number): number => 10 ** (3 + 10 * next());
const someDead = (next: () => number): number => (next() < 0.1 ? 0 : 1 + next());
const rarely = (next: () => number): number => (next() < 0.7 ? Infinity : next() < 0.2 ? 0 : 40 * next());

const kinds: Record<string, Kind> = {
  'a handful': { links: 12, flows: 20, longest: 6, capacity: wide, cap: null },
  'capacities alike': { links: 200, flows: 300, longest: 6, capacity: alike, cap: null },
  'few capacities, many ties': { links: 60, flows: 900, longest: 4, capacity: fewValues, cap: null },
  'capacities from 1e3 to 1e13': { links: 300, flows: 2000, longest: 7, capacity: wide, cap: null },
  'links without capacity': { links: 80, flows: 200, longest: 5, capacity: someDead, cap: null },
  'caps, of nothing too': { links: 80, flows: 300, longest: 5, capacity: fewValues, cap: rarely },
  'caps over a wide range': { links: 80, flows: 300, longest: 5, capacity: wide, cap: (next) => 10 ** (12 * next()) },
  'caps of infinity': { links: 20, flows: 40, longest: 3, capacity: wide, cap: () => Infinity },
  'rows of up to 200 links': { links: 400, flows: 300, longest: 200, capacity: wide, cap: null },
  'one link': { links: 1, flows: 50, longest: 3, capacity: wide, cap: rarely },
};

describe('the WebAssembly kernel, bit by bit against the TypeScript kernel', () => {
  it.each(Object.entries(kinds))('finds the same rates, bottlenecks and levels: %s', (_, kind) => {
    for (let seed = 1; seed <= 60; seed++) {
      const made = random(kind, seed);
      const quantum = [usual, 1, 7, 100][seed % 4]!;
      expect(difference(byKernel(made, quantum), byOracle(made)), `seed ${seed}`).toBeNull();
    }
  });

  it.each([
    { links: 5000, flows: 20_000, longest: 6, capacity: wide, cap: null },
    { links: 5000, flows: 20_000, longest: 6, capacity: alike, cap: rarely },
    // More links of one level than its queue holds near: they go there together.
    { links: 5000, flows: 2500, longest: 2, capacity: alike, cap: null },
    { links: 40, flows: 20_000, longest: 6, capacity: fewValues, cap: null },
  ])('finds them on $links links with $flows flows', (kind) => {
    for (const seed of [1, 2, 3]) {
      const made = random(kind, seed);
      expect(difference(byKernel(made), byOracle(made)), `seed ${seed}`).toBeNull();
    }
  });

  it.each([
    ['eight permutations, k=8', () => permutations(8, 8)],
    ['eight permutations, k=16', () => permutations(16, 8)],
    ['one permutation, k=16', () => permutations(16, 1)],
    ['all pairs, k=8', () => allPairs(8)],
  ])('finds them on fat-trees: %s', (_, make) => {
    const made = make();
    expect(difference(byKernel(made), byOracle(made))).toBeNull();
  });

  it('takes an instance without flows, or without links', () => {
    const nothing = random({ links: 3, flows: 0, longest: 0, capacity: alike, cap: null }, 1);
    const free = random({ links: 0, flows: 4, longest: 0, capacity: alike, cap: rarely }, 1);
    for (const made of [nothing, free]) expect(difference(byKernel(made), byOracle(made))).toBeNull();
  });
});

describe('the WebAssembly kernel in use', () => {
  const made = random(kinds['capacities from 1e3 to 1e13']!, 9);
  const wanted = byOracle(made);

  it('pauses within a quantum and says how far it is', () => {
    const fractions: number[] = [];
    for (const { phase, fraction } of kernelSteps(made, 2000)) {
      expect(phase).toBe('filling');
      fractions.push(fraction);
    }
    // 14,000 steps to take in and turn round alone, and each flow and link once more.
    expect(fractions.length).toBeGreaterThan(10);
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b));
    expect(fractions.at(-1)).toBe(1);
  });

  it('solves two instances in turns, and another after one was given up', () => {
    const other = random(kinds['caps, of nothing too']!, 4);
    const [one, two] = [kernelSteps(made, 500), kernelSteps(other, 300)];
    const steps = [one.next(), two.next()];
    while (!steps.every(({ done }) => done === true)) {
      if (steps[0]!.done !== true) steps[0] = one.next();
      if (steps[1]!.done !== true) steps[1] = two.next();
    }
    expect(difference(steps[0]!.value as Filled, wanted)).toBeNull();
    expect(difference(steps[1]!.value as Filled, byOracle(other))).toBeNull();
    const givenUp = kernelSteps(made, 500);
    for (let i = 0; i < 10; i++) givenUp.next();
    givenUp.return(null);
    expect(difference(byKernel(made), wanted)).toBeNull();
  });

  it('leaves a capacity that is not finite to the TypeScript kernel', () => {
    expect(byKernel({ ...made, capacity: made.capacity.map((c, l) => (l === 3 ? Infinity : c)) })).toBeNull();
  });
});

/** All pairs of 250 hosts, asked of a solver that was loaded just now. */
async function answer(): Promise<{ rate: Float64Array; bottleneck: Int32Array }> {
  vi.resetModules();
  const { solve } = await import('../solve.ts');
  const { topology, endpoints } = fatTree(10);
  const flows = { kind: 'uniform', name: 'all', endpoints, size_B: null } as const;
  const result = valueOf(finish(solve(topology, flows, { policy: 'single-path', seed: 1, handOver: false })));
  expect(result.certificate.ok).toBe(true);
  return { rate: result.rate_Gbps!, bottleneck: result.bottleneck! };
}

function forbidden(): never {
  throw new Error('Refused to compile or instantiate WebAssembly module');
}

function noMemory(): never {
  throw new RangeError('Maximum memory size exceeded');
}

describe('where the kernel runs', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.resetModules();
  });

  const whole = globalThis as unknown as { WebAssembly: Assembly };
  interface Assembly {
    readonly Module: new (bytes: Uint8Array) => object;
    readonly Instance: new (module: object) => { readonly exports: { readonly memory: object } };
  }

  it('is in the path of a solve of that many flows, and without it the answer is the same to the last bit', async () => {
    const { Module, Instance: Real } = whole.WebAssembly;
    let instances = 0;
    class Counted extends Real {
      constructor(module: object) {
        super(module);
        instances++;
      }
    }
    vi.stubGlobal('WebAssembly', { Module, Instance: Counted });
    const quick = await answer();
    expect(instances).toBe(1);
    vi.stubGlobal('WebAssembly', undefined);
    const plain = await answer();
    expect(quick.rate.length).toBe(250 * 249);
    expect(quick.rate.every((r, f) => Object.is(r, plain.rate[f]))).toBe(true);
    expect(quick.bottleneck).toEqual(plain.bottleneck);
  });

  it.each<[string, (real: Assembly) => Assembly]>([
    [
      'a content security policy forbids it',
      (real) => ({
        Module: forbidden as unknown as Assembly['Module'],
        Instance: real.Instance,
      }),
    ],
    [
      'there is no memory',
      ({ Module, Instance: Real }) => ({
        Module,
        Instance: class {
          readonly exports: { readonly memory: object };
          constructor(module: object) {
            const { exports } = new Real(module);
            const { buffer } = exports.memory as { buffer: ArrayBuffer };
            this.exports = { ...exports, memory: { buffer, grow: noMemory } };
          }
        },
      }),
    ],
  ])('gives way where %s', async (_, refuse) => {
    vi.stubGlobal('WebAssembly', refuse(whole.WebAssembly));
    vi.resetModules();
    const { fillSteps } = await import('./fill.ts');
    const { kernelSteps: refused } = await import('./kernel.ts');
    const large = permutations(24, 8);
    expect(large.link.length).toBeGreaterThan(kernelEntries);
    expect(finish(refused(large, usual))).toBeNull();
    expect(difference(finish(fillSteps(large)), byOracle(large))).toBeNull();
  });
});
