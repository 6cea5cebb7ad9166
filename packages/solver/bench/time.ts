/**
 * R12, R13: rates through changes, and simulations, against full solves.
 */
import { fillMaxMin } from '../src/maxmin/fill.ts';
import { IncrementalFilling } from '../src/maxmin/incremental.ts';
import type { Instance } from '../src/maxmin/instance.ts';
import { finish } from '../src/steps.ts';
import { simulate } from '../src/sim/simulate.ts';
import { randomOf } from '../src/testing/fabrics.ts';
import { permutations } from './cases.ts';
import { best, exponent, figure } from './clock.ts';
import type { Row, Rows } from './main.ts';

/** Fails random links: their flows stop, and the same flows start on other paths. */
function failures(
  k: number,
  flowsPerHost: number,
  events: number,
): { flows: number; full: number; p50: number; mean: number; spent: number[]; tally: string } {
  // Paths under two seeds: the second half of the universe is where flows go.
  const universe = permutations(k, flowsPerHost, [1, 2]);
  const flows = (universe.offset.length - 1) / 2;
  const first = Array.from({ length: flows }, (_, f) => f);
  const filling = IncrementalFilling.of(universe, first);
  const { instance } = filling.flows.extract(first, (l) => universe.capacity[l]!);
  best(() => fillMaxMin(instance), 3, 1);
  // Full solves stand between the events, so that both meet the same machine.
  const solves: number[] = [];
  const next = randomOf(5);
  const spent: number[] = [];
  for (let event = 0; event < events; event++) {
    const link = Math.floor(next() * universe.capacity.length);
    const hit = filling.flows.on(link);
    const moved = hit.map((f) => (f < flows ? f + flows : f - flows));
    const before = performance.now();
    if (event % 4 === 0) fillMaxMin(instance);
    if (event % 4 === 0) solves.push(performance.now() - before);
    const from = performance.now();
    filling.apply({ stop: hit, start: moved });
    if (hit.length > 0) spent.push(performance.now() - from);
  }
  const inOrder = spent.slice();
  spent.sort((a, b) => a - b);
  solves.sort((a, b) => a - b);
  const full = solves[solves.length >> 1]!;
  const { local, full: whole, skipped } = filling.tally;
  return {
    flows,
    full,
    p50: spent[spent.length >> 1]!,
    mean: spent.reduce((a, b) => a + b, 0) / spent.length,
    spent: inOrder,
    tally: `${local} local, ${whole - 1} full, ${skipped} of them untried`,
  };
}

/** Events a second when every completion is followed by a full solve. */
function naiveRate(universe: Instance, completions: number): number {
  const from = performance.now();
  for (let i = 0; i < completions; i++) fillMaxMin(universe);
  return (1000 * completions) / (performance.now() - from);
}

export const timeRows: Rows = {
  R12: () => {
    const small = failures(32, 1, 400);
    const large = failures(64, 1, 200);
    // What a change costs at most is told by the least of several runs of the same changes: the machine's hiccups are not ours.
    const runs = Array.from({ length: 5 }, () => failures(16, 8, 200));
    const coupled = runs[0]!;
    const full = Math.min(...runs.map((one) => one.full));
    const least = coupled.spent.map((_, i) => Math.min(...runs.map((one) => one.spent[i]!))).toSorted((a, b) => a - b);
    const e = exponent([small.flows, large.flows], [small.p50, large.p50]);
    const rows: Row[] = [small, large].map((one, i) => ({
      id: 'R12',
      what: `reroute round a failed link, ${one.flows} flows: p50 ${figure(one.p50)}, mean ${figure(one.mean)} ms, full ${figure(one.full)} ms`,
      measured: `mean ${figure(one.full / one.mean)}x (${one.tally})`,
      target: i === 1 ? '>= 100x' : '',
      met: i === 1 ? one.full / one.mean >= 100 : null,
    }));
    rows.push({
      id: 'R12',
      what: 'exponent of p50 in flows',
      measured: e.toFixed(2),
      target: '<= 0.35',
      met: e <= 0.35,
    });
    const [median, over] = [least[least.length >> 1]! / full, least.at(-1)! / full];
    rows.push({
      id: 'R12',
      what: `coupled, 8 flows a host, ${coupled.flows} flows (${coupled.tally})`,
      measured: `at most ${over.toFixed(2)} of a full solve, median ${median.toFixed(2)} (each the least of ${runs.length} runs)`,
      target: '<= 1.3',
      met: over <= 1.3,
    });
    return rows;
  },
  R13: () => {
    const universe = permutations(32, 1);
    const flows = universe.offset.length - 1;
    const next = randomOf(2);
    const size = Float64Array.from({ length: flows }, () => 1 + 9 * next());
    const start = new Float64Array(flows);
    const run = best(() => finish(simulate({ universe, size, start, after: null })), 5, 2);
    const rate = (1000 * run.value.events) / run.ms;
    // A naive run's flows dwindle, so half of them stand for the mean.
    const half: Instance = {
      ...universe,
      offset: universe.offset.subarray(0, (flows >> 1) + 1),
      link: universe.link.subarray(0, universe.offset[flows >> 1]!),
    };
    const naive = naiveRate(half, 60);
    return [
      {
        id: 'R13',
        what: `simulation k=32, ${run.value.events} events: ${figure(run.ms)} ms, certificate ${run.value.certificate.worst.toExponential(0)}`,
        measured: `${figure(rate)} events/s, ${figure(rate / naive)}x of full solves (${figure(naive)}/s)`,
        target: '>= 200x',
        met: rate / naive >= 200,
      },
    ];
  },
};
