import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { randomOf } from '../testing/fabrics.ts';
import { certify } from './certify.ts';
import { fillMaxMin } from './fill.ts';
import { IncrementalFilling } from './incremental.ts';
import { checkInstance, type Instance } from './instance.ts';

/** A random universe: flows of 1 to 5 links, sparse or crowded. */
function universe(links: number, flows: number, seed: number, weighted: boolean, shared = false): Instance {
  const next = randomOf(seed);
  const pick = (n: number): number => Math.floor(next() * n);
  const capacity = Array.from({ length: links }, () => 1 + pick(20));
  const made = valueOf(
    checkInstance({
      capacity,
      flows: Array.from({ length: flows }, () => ({
        links: [...new Set(Array.from({ length: 1 + pick(5) }, () => pick(links)))],
        weight: weighted ? 1 + pick(3) : 1,
        cap: weighted && pick(6) === 0 ? 1 + pick(4) : null,
      })),
    }),
  );
  return shared ? { ...made, share: Float64Array.from(made.link, () => 0.2 + 0.8 * next()) } : made;
}

/** The rates a full solve gives to the active flows. */
function full(filling: IncrementalFilling): { rate: Float64Array; worst: number } {
  const { flows } = filling;
  const active = [...flows.isActive.keys()].filter((f) => flows.isActive[f] === 1);
  const { instance } = flows.extract(active, (l) => flows.capacity[l]!);
  const rate = new Float64Array(flows.isActive.length);
  const filled = fillMaxMin(instance);
  active.forEach((f, i) => (rate[f] = filled.rate[i]!));
  const kept = Float64Array.from(active, (f) => filling.rate[f]!);
  return { rate, worst: certify(instance, kept).worst };
}

describe('rates kept up to date', () => {
  const cases = [
    ['sparse', 400, 300, false, 1, false],
    ['sparse with weights and caps', 400, 300, true, 2, false],
    ['crowded', 40, 400, false, 3, false],
    ['crowded with weights and caps', 40, 400, true, 4, false],
    ['sparse with weights, caps and shares', 400, 300, true, 5, true],
    ['crowded with shares', 40, 400, false, 6, true],
  ] as const;
  it.each(cases)(
    'equal a full solve after each of 200 chained changes: %s',
    (_, links, count, weighted, seed, shared) => {
      const next = randomOf(seed + 100);
      const pick = (n: number): number => Math.floor(next() * n);
      const filling = IncrementalFilling.of(
        universe(links, count, seed, weighted, shared),
        Array.from({ length: count / 2 }, (_, f) => f),
      );
      for (let step = 0; step < 200; step++) {
        const f = pick(count);
        const g = pick(count);
        const on = (x: number): boolean => filling.flows.isActive[x] === 1;
        const kind = pick(4);
        if (kind === 0) {
          const link = pick(links);
          filling.apply({ capacity: [{ link, value: 1 + pick(20) }] });
        } else if (kind === 1 && f !== g && on(f) && !on(g)) {
          // A reroute, alone or with another capacity at the same time.
          const capacity = pick(2) === 0 ? [] : [{ link: pick(links), value: 1 + pick(20) }];
          filling.apply({ stop: [f], start: [g], capacity });
        } else filling.apply(on(f) ? { stop: [f] } : { start: [f] });
        const { rate, worst } = full(filling);
        expect(worst, `step ${step}`).toBeLessThan(1e-9);
        const off = [...filling.rate].map((r, x) => (r === rate[x] ? 0 : Math.abs(r - rate[x]!) / rate[x]!));
        expect(Math.max(...off), `step ${step}`).toBeLessThan(1e-9);
      }
      // Sparse traffic must not have been solved in full each time.
      expect(filling.tally.local).toBeGreaterThan(links > count ? 100 : -1);
    },
  );

  it('rebinds a flow that keeps another bottleneck, so that a later change there is not missed', () => {
    // Links of 2 (two flows at 1 each) and of 2 as well: f0 crosses both and is bound to the first. When f1 leaves link 0, f0 is held by
    // link 1 alone; when f2 leaves that in turn, f0 must rise.
    const made = valueOf(
      checkInstance({ capacity: [2, 2], flows: [{ links: [0, 1] }, { links: [0] }, { links: [1] }] }),
    );
    const filling = IncrementalFilling.of(made, [0, 1, 2]);
    expect([...filling.rate]).toEqual([1, 1, 1]);
    filling.apply({ stop: [1] });
    expect([...filling.rate]).toEqual([1, 0, 1]);
    filling.apply({ stop: [2] });
    expect([...filling.rate]).toEqual([2, 0, 0]);
  });

  it('tries flows beside others and other capacities as a full solve would, and leaves all as it was', () => {
    const made = universe(300, 240, 21, true, true);
    const all = [...Array(200).keys()];
    const filling = IncrementalFilling.of(made, all);
    const next = randomOf(77);
    const pick = (n: number): number => Math.floor(next() * n);
    for (let trial = 0; trial < 60; trial++) {
      const stop = [...new Set([pick(200), pick(200)])];
      // The rows of two flows that are off stand for what comes in their place; they have no caps there.
      const coming = [200 + pick(20), 220 + pick(20)];
      const entries = coming.map((f) => [made.offset[f]!, made.offset[f + 1]!] as const);
      const of = (from: Int32Array | Float64Array): number[] =>
        entries.flatMap(([a, b]) => Array.from(from.subarray(a, b)));
      const beside = {
        offset: Int32Array.of(0, entries[0]![1] - entries[0]![0], of(made.link).length),
        link: Int32Array.from(of(made.link)),
        share: Float64Array.from(of(made.share!)),
        weight: Float64Array.from(coming, (f) => made.weight![f]!),
      };
      const capacity = [{ link: pick(300), value: 1 + pick(20) }];
      const before = filling.rate.slice();
      const tried = filling.tryOut(stop, beside, capacity)!;
      expect(filling.rate).toEqual(before);
      expect(filling.flows.capacity).toEqual(made.capacity);
      const expected = IncrementalFilling.of(
        {
          ...made,
          capacity: made.capacity.map((c, l) => (l === capacity[0]!.link ? capacity[0]!.value : c)),
          cap: made.cap!.map((c, f) => (f < 200 ? c : Infinity)),
        },
        [...all.filter((f) => !stop.includes(f)), ...coming],
      ).rate;
      const rate = before.slice();
      for (const f of stop) rate[f] = 0;
      [...tried.flows, ...coming].forEach((f, i) => (rate[f] = tried.rate[i]!));
      rate.forEach((r, f) => expect(Math.abs(r - expected[f]!), `${trial}: ${f}`).toBeLessThan(1e-9));
    }
  });

  it('turns to full solves when most changes reach far, and works on', () => {
    const filling = IncrementalFilling.of(universe(10, 300, 9, false), [...Array(200).keys()]);
    for (let f = 200; f < 300; f++) filling.apply({ start: [f] });
    expect(filling.tally.skipped).toBeGreaterThan(0);
    expect(full(filling).worst).toBeLessThan(1e-9);
  });

  it('tries a crowd seldom, and begins again once the crowd is gone', () => {
    const filling = IncrementalFilling.of(universe(100, 1200, 9, false), [...Array(1200).keys()]);
    for (let f = 0; f < 1150; f++) filling.apply({ stop: [f] });
    // 36 flows a link at first, 1.5 in the end.
    expect(filling.tally.skipped).toBeGreaterThan(900);
    const before = { ...filling.tally };
    for (let f = 1150; f < 1200; f++) filling.apply({ stop: [f] });
    expect(filling.tally.skipped).toBe(before.skipped);
    expect(filling.tally.local).toBeGreaterThan(before.local + 25);
  });

  it('fills flows that are active in long and in short stretches as if each had been written out alone', () => {
    const made = universe(60, 300, 11, true);
    const filling = IncrementalFilling.of(made, []);
    for (let f = 0; f < 300; f++) if (f < 120 || f % 3 === 0) filling.apply({ start: [f] });
    filling.solveAll();
    expect(filling.rate).toEqual(full(filling).rate);
  });
});
