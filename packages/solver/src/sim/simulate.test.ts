import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { checkInstance, type Instance } from '../maxmin/instance.ts';
import { finish } from '../steps.ts';
import { leafSpine, randomOf } from '../testing/fabrics.ts';
import { naiveSimulation } from '../testing/naive-simulation.ts';
import { simulateFlows } from './flows.ts';
import { simulate, type Timeline } from './simulate.ts';

const instance = (capacity: number[], links: number[][]): Instance =>
  valueOf(checkInstance({ capacity, flows: links.map((l) => ({ links: l })) }));

function run(
  universe: Instance,
  size: number[],
  start: number[] = size.map(() => 0),
  after: number[][] | null = null,
): Timeline {
  const timeline = finish(
    simulate({ universe, size: Float64Array.from(size), start: Float64Array.from(start), after }),
  );
  expect(timeline.certificate.worst).toBeLessThan(1e-9);
  return timeline;
}

describe('a simulation by hand', () => {
  it('lets the longer of two flows have the link once the shorter is done: 1 at 1/2 until 2, then 2 more at 1', () => {
    const { finished, makespan, events } = run(instance([1], [[0], [0]]), [1, 3]);
    expect([...finished]).toEqual([2, 4]);
    expect([makespan, events]).toEqual([4, 3]);
  });

  it('starts a flow late, and one after another', () => {
    // f0 alone to 1, shares to 3 (1 + 1 done), f1 has 1 left of 2 and is done at 4; f2 waits for both.
    const { started, finished } = run(instance([1], [[0], [0], [0]]), [2, 2, 1], [0, 1, 0], [[], [], [0, 1]]);
    expect([...started]).toEqual([0, 1, 4]);
    expect([...finished]).toEqual([3, 4, 5]);
  });

  it('passes barriers and empty flows at once', () => {
    const { finished } = run(instance([1], [[0], [], [0]]), [2, 0, 1], [0, 0, 0], [[], [0], [1]]);
    expect([...finished]).toEqual([2, 2, 3]);
  });

  it('counts what can never finish', () => {
    const dead = { ...instance([1, 1], [[0], [1], [0]]), capacity: Float64Array.of(1, 0) };
    const { stalled, finished } = run(dead, [1, 1, 1], [0, 0, 0], [[], [], [1]]);
    expect([...finished]).toEqual([1, Infinity, Infinity]);
    expect(stalled).toBe(2);
  });

  it('takes 2 (n - 1) steps of size / n for a ring all-reduce of n nodes', () => {
    const n = 5;
    const steps = 2 * (n - 1);
    const size = 10;
    const links: number[][] = [];
    const after: number[][] = [];
    for (let step = 0; step < steps; step++) {
      for (let v = 0; v < n; v++) {
        links.push([v]);
        after.push(step === 0 ? [] : [(step - 1) * n + v, (step - 1) * n + ((v + n - 1) % n)]);
      }
    }
    const { makespan } = run(
      instance(Array(n).fill(1), links),
      links.map(() => size / n),
      undefined,
      after,
    );
    expect(makespan).toBeCloseTo((steps * size) / n, 12);
  });
});

describe('a simulation by law', () => {
  it('finishes each flow when full solves at every event do', () => {
    for (let seed = 1; seed <= 6; seed++) {
      const next = randomOf(seed);
      const pick = (n: number): number => Math.floor(next() * n);
      const links = 20 + pick(100);
      const flows = Array.from({ length: 120 }, () => [
        ...new Set(Array.from({ length: 1 + pick(4) }, () => pick(links))),
      ]);
      const universe = instance(
        Array.from({ length: links }, () => 1 + pick(9)),
        flows,
      );
      const size = flows.map(() => 1 + next() * 20);
      const start = flows.map(() => (pick(2) === 0 ? 0 : next() * 10));
      const after = flows.map((_, f) => (f > 10 && pick(4) === 0 ? [pick(f)] : []));
      const { finished } = run(universe, size, start, after);
      const simulation = { universe, size: Float64Array.from(size), start: Float64Array.from(start), after };
      naiveSimulation(simulation).forEach((t, f) => {
        expect(Math.abs(finished[f]! / t - 1)).toBeLessThan(1e-9);
      });
    }
  });
});

describe('flows on a topology', () => {
  it('take bits over Gb/s in nanoseconds', () => {
    const made = leafSpine(2, 1, 1, 100, 100);
    const flows = {
      kind: 'explicit',
      name: 'one',
      source: Int32Array.of(made.endpoints[0]!, made.endpoints[0]!),
      target: Int32Array.of(made.endpoints[1]!, made.endpoints[0]!),
      weight: null,
      cap_Gbps: null,
      size_B: Float64Array.of(1000, 7),
    } as const;
    const spray = { policy: 'spray', handOver: false } as const;
    const run1 = valueOf(finish(simulateFlows(made.topology, { flows, start_ns: null, after: [[], [0]] }, spray)));
    expect([...run1.finished]).toEqual([80, 80]);
    const cut = valueOf(
      finish(simulateFlows(made.topology, { flows, start_ns: null, after: null }, spray, { links: [0], nodes: [] })),
    );
    expect([cut.disconnected, cut.stalled]).toEqual([1, 1]);
  });
});
