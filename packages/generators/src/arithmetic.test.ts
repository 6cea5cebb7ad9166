/** The arithmetic below the recipes: divisors, fields, grids, random graphs. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closPlanOf, divisorAtLeast, portsBelow } from './clos.ts';
import { tilesFor } from './chips.ts';
import { finiteField, primePower } from './finite-field.ts';
import { coordinatesOf, gridDegree, gridLinkCount, gridLinks, placeAt, placesOf } from './grid.ts';
import { atOnce } from './pauses.ts';
import { randomLift, randomRegular } from './random-graphs.ts';
import { trayLimit } from './trays.ts';

/** Whole numbers from 1 on. */
function some(max: number): fc.Arbitrary<number> {
  return fc.integer({ min: 1, max });
}

describe('Clos arithmetic', () => {
  it('takes the smallest divisor at or above the minimum', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 220 }), (n, least) => {
        const smallest = Array.from({ length: n }, (_, i) => i + 1).find((d) => n % d === 0 && d >= least);
        expect(divisorAtLeast(n, least)).toBe(smallest ?? null);
      }),
    );
  });

  it('splits ports in the ratio of the taper', () => {
    // 15 : 1 of 128 and 3 : 1 of 64 come out whole; 1 : 1 of an odd number leaves the odd port above.
    expect([portsBelow(128, 15), portsBelow(64, 3), portsBelow(7, 1), portsBelow(64, 1000)]).toEqual([120, 48, 3, 63]);
  });

  it('never plans more cables than ports, nor fewer switches than the ports need', () => {
    fc.assert(
      fc.property(
        some(300),
        some(64),
        some(128),
        some(128),
        fc.constantFrom(0.5, 1, 3, 7),
        some(3),
        (leaves, up, spine, core, taper, tiers) => {
          if (spine < 2) return;
          const plan = closPlanOf({
            leaves,
            up,
            spinePorts: spine,
            corePorts: core,
            spineTaper: taper,
            tiers: (['auto', '2', '3'] as const)[tiers - 1]!,
            leavesPerPod: 0,
          });
          if (!plan.ok) return;
          const {
            spinesPerPod,
            leafSpineLinks,
            leavesPerPod,
            spineUp,
            pods,
            coreGroups,
            coresPerGroup,
            spineCoreLinks,
          } = plan.value;
          expect(spinesPerPod * leafSpineLinks).toBe(up);
          expect(leavesPerPod * leafSpineLinks + spineUp).toBeLessThanOrEqual(spine);
          expect(coresPerGroup * spineCoreLinks).toBe(spineUp);
          const numbers = spinesPerPod / Math.max(1, coreGroups);
          expect(Number.isInteger(numbers)).toBe(true);
          expect(pods * numbers * spineCoreLinks).toBeLessThanOrEqual(core);
          expect(pods * leavesPerPod).toBeGreaterThanOrEqual(leaves);
        },
      ),
    );
  });
});

describe('finite fields', () => {
  it.each([2, 3, 4, 5, 7, 8, 9, 16, 25, 27, 49])('GF(%i) keeps the axioms', (q) => {
    const { add, times, negative, inverse, power } = finiteField(q);
    const element = fc.integer({ min: 0, max: q - 1 });
    expect(new Set(power).size).toBe(q - 1);
    fc.assert(
      fc.property(element, element, element, (a, b, c) => {
        expect(add(a, b)).toBe(add(b, a));
        expect(times(a, b)).toBe(times(b, a));
        expect(add(add(a, b), c)).toBe(add(a, add(b, c)));
        expect(times(times(a, b), c)).toBe(times(a, times(b, c)));
        expect(times(a, add(b, c))).toBe(add(times(a, b), times(a, c)));
        expect([add(a, 0), times(a, 1), add(a, negative(a))]).toEqual([a, a, 0]);
        // 1 stands in for 0, which has no inverse.
        expect(times(a || 1, inverse(a || 1))).toBe(1);
      }),
    );
  });

  it('exist for prime powers alone', () => {
    const powers = Array.from({ length: 40 }, (_, q) => q).filter((q) => primePower(q) !== null);
    expect(powers).toEqual([2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29, 31, 32, 37]);
    expect(() => finiteField(6)).toThrow('prime power');
  });
});

describe('grids', () => {
  const anyGrid = fc
    .array(fc.tuple(fc.integer({ min: 1, max: 6 }), fc.boolean()), { minLength: 1, maxLength: 4 })
    .map((dimensions) => ({ shape: dimensions.map(([size]) => size), wrap: dimensions.map(([, wrap]) => wrap) }));

  it('have the links their formula says, no place with more than its degree', () => {
    fc.assert(
      fc.property(anyGrid, (grid) => {
        const degree = new Int32Array(placesOf(grid.shape));
        const seen = new Set<string>();
        const linking = gridLinks(grid, (a, b) => {
          degree[a]!++;
          degree[b]!++;
          seen.add(`${Math.min(a, b)} ${Math.max(a, b)}`);
        });
        atOnce(linking);
        expect(seen.size).toBe(gridLinkCount(grid));
        expect(Math.max(...degree)).toBe(gridDegree(grid));
      }),
    );
  });

  it('number places and coordinates both ways, the first dimension fastest', () => {
    expect(coordinatesOf([4, 3, 2], 1 + 4 * 2 + 12)).toEqual([1, 2, 1]);
    fc.assert(
      fc.property(anyGrid, ({ shape }) => {
        for (let place = 0; place < placesOf(shape); place++)
          expect(placeAt(shape, coordinatesOf(shape, place))).toBe(place);
      }),
    );
  });

  it('are tiled into groups that can be drawn', () => {
    for (const shape of [
      [16, 16, 16],
      [128, 128],
      [64, 64],
      [12, 7],
      [20, 20, 28],
      [1024, 1024],
    ]) {
      const tiles = tilesFor(
        shape,
        shape.map(() => 1),
      );
      const edges = [shape, ...tiles, shape.map(() => 1)];
      for (let level = 0; level + 1 < edges.length; level++) {
        const cells = edges[level]!.map((size, d) => size / edges[level + 1]![d]!);
        expect(cells.every(Number.isInteger)).toBe(true);
        expect(placesOf(cells)).toBeLessThanOrEqual(trayLimit);
      }
    }
  });
});

describe('random graphs', () => {
  it('are regular, simple and connected for any size that has one', () => {
    const parameters = fc.tuple(
      fc.integer({ min: 3, max: 40 }),
      fc.integer({ min: 2, max: 12 }),
      fc.integer({ min: 0, max: 1e9 }),
    );
    fc.assert(
      fc.property(parameters, ([n, d, seed]) => {
        if (d >= n || (n * d) % 2 === 1) return;
        const { a, b } = atOnce(randomRegular(n, d, seed));
        const degree = new Int32Array(n);
        const seen = new Set<number>();
        const near: number[][] = Array.from({ length: n }, () => []);
        for (let e = 0; e < a.length; e++) {
          degree[a[e]!]!++;
          degree[b[e]!]!++;
          near[a[e]!]!.push(b[e]!);
          near[b[e]!]!.push(a[e]!);
          seen.add(Math.min(a[e]!, b[e]!) * n + Math.max(a[e]!, b[e]!));
          expect(a[e]).not.toBe(b[e]);
        }
        expect(seen.size).toBe(a.length);
        expect(new Set(degree)).toEqual(new Set([d]));
        const reached = new Set([0]);
        for (const v of reached) for (const w of near[v]!) reached.add(w);
        expect(reached.size).toBe(n);
      }),
    );
  });

  it('use every pair about as often over many seeds', () => {
    // 3-regular on 8 nodes: 12 of 28 pairs a graph, so 1,714 of 4,000 seeds each, standard deviation 31; 5 are allowed.
    const uses = new Int32Array(64);
    for (let seed = 0; seed < 4000; seed++) {
      const { a, b } = atOnce(randomRegular(8, 3, seed));
      for (let e = 0; e < a.length; e++) uses[Math.min(a[e]!, b[e]!) * 8 + Math.max(a[e]!, b[e]!)]!++;
    }
    for (let u = 0; u < 8; u++)
      for (let v = u + 1; v < 8; v++) expect(Math.abs(uses[u * 8 + v]! - 1714)).toBeLessThan(157);
  });

  it('lifted, join every set to every other by a perfect matching', () => {
    const { a, b } = atOnce(randomLift(4, 5, 7));
    const links = Array.from(a, (u, e) => [u, b[e]!] as const);
    for (let s = 0; s < 5; s++) {
      for (let t = s + 1; t < 5; t++) {
        const between = links.filter(([u, v]) => Math.floor(u / 5) === s && Math.floor(v / 5) === t);
        expect(new Set(between.map(([u]) => u)).size).toBe(5);
        expect(new Set(between.map(([, v]) => v)).size).toBe(5);
      }
    }
  });
});
