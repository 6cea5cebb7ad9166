import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import type { ExplicitFlows } from '@weft/topology';
import { finish } from '../steps.ts';
import { fatTree, leafSpine, randomOf, torus, type Made } from '../testing/fabrics.ts';
import { naiveSimulation } from '../testing/naive-simulation.ts';
import { simulationOf } from './flows.ts';
import { flowsOfJobs, type Job, type JobStep, type Waiting } from './job-flows.ts';
import { simulateJobs, type JobsTimeline } from './jobs.ts';

const routing = { policy: 'single-path', seed: 0, handOver: true } as const;
const spray = { policy: 'spray', handOver: true } as const;

function flowsOf(flows: readonly (readonly [source: number, target: number, size_B: number])[]): ExplicitFlows {
  return {
    kind: 'explicit',
    name: 'flows',
    source: Int32Array.from(flows, ([s]) => s),
    target: Int32Array.from(flows, ([, t]) => t),
    weight: null,
    cap_Gbps: null,
    size_B: Float64Array.from(flows, ([, , size]) => size),
  };
}

const step = (...flows: (readonly [number, number, number])[]): JobStep => ({ flows: flowsOf(flows) });

const job = (name: string, steps: readonly JobStep[], rest: Partial<Job> = {}): Job => ({
  name,
  steps,
  start_ns: 0,
  waiting: 'all',
  ...rest,
});

function run(made: Made, jobs: readonly Job[]): JobsTimeline {
  const timeline = valueOf(finish(simulateJobs(made.topology, jobs, routing)));
  expect(timeline.certificate.worst).toBeLessThan(1e-9);
  return timeline;
}

/** A ring all-reduce: 2 (n - 1) steps of size / n to the next. */
function allReduce(nodes: readonly number[], size_B: number, rest: Partial<Job> = {}): Job {
  const n = nodes.length;
  const one = step(...nodes.map((v, i) => [v, nodes[(i + 1) % n]!, size_B / n] as const));
  return job(
    'all-reduce',
    Array.from({ length: 2 * (n - 1) }, () => one),
    rest,
  );
}

/** 8 us of computing, then 8 us of sending at 1 Gb/s. */
const turn = (from: number, to: number): JobStep => ({ flows: flowsOf([[from, to, 1000]]), compute_ns: 8000 });

describe('jobs on one fabric', () => {
  it.each(['all', 'data'] as const)(
    'an all-reduce of 8 KB on a ring of 8 at 1 Gb/s takes 14 steps of 8 us, waiting for %s',
    (waiting) => {
      const made = torus([8]);
      const { jobs, makespan_ns } = run(made, [allReduce([...made.endpoints], 8000, { waiting })]);
      expect(makespan_ns).toBeCloseTo(14 * 8000, 6);
      expect(jobs[0]!.slowdown).toBe(1);
      jobs[0]!.steps.forEach(({ started_ns, finished_ns }, s) => {
        expect(started_ns).toBeCloseTo(8000 * s, 6);
        expect(finished_ns).toBeCloseTo(8000 * (s + 1), 6);
      });
    },
  );

  describe('two that share an uplink of 1 Gb/s', () => {
    // Two leaves of two hosts, one spine: a and b both send over the one uplink.
    const made = leafSpine(2, 2, 1, 1, 10);
    const [a, b, c, d] = [...made.endpoints] as [number, number, number, number];

    it('take turns at half speed until one is done', () => {
      // 1000 B are 8 kb: 4 of 8 kb alone, the other 4 at half speed to 12 us; then the second has 4 kb left, to 16 us.
      const { jobs, makespan_ns, arcCarried_B, carried } = run(made, [
        job('first', [step([a, c, 1000])]),
        job('second', [step([b, d, 1000])], { start_ns: 4000 }),
      ]);
      expect(jobs.map((one) => one.finished_ns)).toEqual([12000, 16000]);
      expect(jobs.map((one) => one.duration_ns)).toEqual([12000, 12000]);
      expect(jobs.map((one) => one.alone_ns)).toEqual([8000, 8000]);
      expect(jobs.map((one) => one.slowdown)).toEqual([1.5, 1.5]);
      expect(makespan_ns).toBe(16000);
      // The uplink carried both, each host's own link one: 2 hosts up, leaf up, leaf down, 2 hosts down.
      expect([...arcCarried_B].filter((bytes) => bytes > 0).toSorted((x, y) => x - y)).toEqual([
        1000, 1000, 1000, 1000, 2000, 2000,
      ]);
      // Either has its own host links and both directions between the leaves.
      expect(carried.map(({ carried_B }) => [...carried_B])).toEqual([
        [1000, 1000, 1000, 1000],
        [1000, 1000, 1000, 1000],
      ]);
      expect(carried[0]!.arc.filter((arc) => carried[1]!.arc.includes(arc)).length).toBe(2);
    });

    it('divide it by their weights', () => {
      // 3/4 and 1/4 Gb/s: the first has 8 kb through at 32/3 us; the second then has 8 - 8/3 kb left, to 16 us.
      const { jobs } = run(made, [
        job('heavy', [step([a, c, 1000])], { weight: 3 }),
        job('light', [step([b, d, 1000])]),
      ]);
      expect(jobs[0]!.finished_ns).toBeCloseTo(32000 / 3, 6);
      expect(jobs[1]!.finished_ns).toBeCloseTo(16000, 6);
      expect(jobs[0]!.slowdown).toBeCloseTo(4 / 3, 9);
    });

    it('do not meet when one waits for the other, wherever it stands', () => {
      const { jobs } = run(made, [
        job('second', [step([b, d, 1000])], { after: [1], start_ns: 100 }),
        job('first', [step([a, c, 1000])]),
      ]);
      expect(jobs.map((one) => [one.started_ns, one.finished_ns, one.slowdown])).toEqual([
        [8000, 16000, 1],
        [0, 8000, 1],
      ]);
    });

    it('do not meet when one computes while the other sends', () => {
      // The second starts half a period later: each sends while the other computes.
      const { jobs } = run(made, [
        job('even', [turn(a, c), turn(a, c)]),
        job('odd', [turn(b, d), turn(b, d)], { start_ns: 8000 }),
      ]);
      expect(jobs.map((one) => one.duration_ns)).toEqual([32000, 32000]);
      expect(jobs[0]!.steps).toEqual([
        { started_ns: 8000, finished_ns: 16000 },
        { started_ns: 24000, finished_ns: 32000 },
      ]);
    });

    it('pass a step without flows after its computation', () => {
      const quiet: JobStep = { flows: flowsOf([]), compute_ns: 500 };
      for (const waiting of ['all', 'data'] as const) {
        const [one] = run(made, [job('one', [step([a, c, 1000]), quiet, step([b, d, 1000])], { waiting })]).jobs;
        expect(one!.steps.map((times) => times.finished_ns)).toEqual([8000, 8500, 16500]);
      }
      expect(run(made, [job('nothing', [])]).jobs[0]).toMatchObject({ finished_ns: 0, slowdown: null });
    });
  });

  it('a barrier makes fast flows wait, data alone does not', () => {
    const made = leafSpine(1, 4, 1, 1, 1);
    const [a, b, c, d] = [...made.endpoints] as [number, number, number, number];
    // The second step sends what came with 1000 B on, while 3000 B are still under way.
    const steps = [step([a, b, 1000], [c, d, 3000]), step([b, a, 1000])];
    const end = (waiting: Waiting): number => run(made, [job('uneven', steps, { waiting })]).makespan_ns;
    expect(end('all')).toBeCloseTo(32000, 6);
    expect(end('data')).toBeCloseTo(24000, 6);
  });

  it('a job that cannot finish keeps those that wait for it from starting, and no other', () => {
    const made = leafSpine(2, 1, 1, 1, 1);
    const [a, b] = [...made.endpoints] as [number, number];
    // Link 1 is the first host's.
    const timeline = valueOf(
      finish(
        simulateJobs(
          made.topology,
          [job('cut off', [step([a, b, 10])]), job('waits', [step([b, b, 10])], { after: [0] }), job('free', [])],
          routing,
          { links: [1], nodes: [] },
        ),
      ),
    );
    expect(timeline.disconnected).toBe(1);
    expect(timeline.jobs.map((one) => one.finished_ns)).toEqual([Infinity, Infinity, 0]);
    expect(timeline.jobs.map((one) => one.slowdown)).toEqual([null, null, null]);
    expect(timeline.jobs[1]!.started_ns).toBe(Infinity);
  });
});

describe('jobs by law', () => {
  const made = fatTree(4);
  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'finish when full solves at every event say, and carry each byte over each link of its path (seed %i)',
    (seed) => {
      const next = randomOf(seed);
      const pick = (n: number): number => Math.floor(next() * n);
      const node = (): number => made.endpoints[pick(made.endpoints.length)]!;
      const jobs = Array.from({ length: 2 + pick(4) }, (_, j) =>
        job(
          `j${j}`,
          Array.from({ length: 1 + pick(3) }, () => ({
            ...step(...Array.from({ length: pick(8) }, () => [node(), node(), 100 + pick(5000)] as const)),
            compute_ns: pick(2) * 3000 * next(),
          })),
          {
            start_ns: pick(2) * 20000 * next(),
            waiting: pick(2) === 0 ? 'all' : 'data',
            weight: 1 + pick(3),
            after: j > 0 && pick(3) === 0 ? [pick(j)] : [],
          },
        ),
      );
      const used = pick(2) === 0 ? routing : spray;
      const flows = flowsOfJobs(jobs);
      const { simulation } = valueOf(finish(simulationOf(made.topology, flows, used)));
      const expected = naiveSimulation(simulation);
      const told = valueOf(finish(simulateJobs(made.topology, jobs, used)));
      expect(told.certificate.worst).toBeLessThan(1e-9);
      told.jobs.forEach(({ finished_ns, alone_ns, slowdown, size_B, steps }, j) => {
        const naive = expected[flows.end[j]!]!;
        expect(Math.abs(finished_ns - naive)).toBeLessThanOrEqual(1e-9 * naive);
        steps.forEach((times, s) => {
          let last = 0;
          flows.step.forEach((at, f) => (last = at === s && flows.job[f] === j ? Math.max(last, expected[f]!) : last));
          expect(Math.abs(times.finished_ns - last)).toBeLessThanOrEqual(1e-9 * last);
        });
        const alone = flowsOfJobs([{ ...jobs[j]!, start_ns: 0, after: [] }]);
        const single = valueOf(finish(simulationOf(made.topology, alone, used)));
        const quickest = naiveSimulation(single.simulation)[alone.end[0]!]!;
        expect(Math.abs(alone_ns - quickest)).toBeLessThanOrEqual(1e-9 * quickest);
        expect(slowdown === null).toBe(quickest === 0);
        const sent = jobs[j]!.steps.reduce((sum, one) => sum + one.flows.size_B!.reduce((x, y) => x + y, 0), 0);
        expect(size_B).toBe(sent);
      });
      const { universe, size } = simulation;
      let crossed_B = 0;
      for (let f = 0; f < size.length; f++) {
        for (let i = universe.offset[f]!; i < universe.offset[f + 1]!; i++) {
          crossed_B += (size[f]! / 8) * (universe.share?.[i] ?? 1);
        }
      }
      const carried_B = told.arcCarried_B.reduce((x, y) => x + y, 0);
      expect(Math.abs(carried_B - crossed_B)).toBeLessThanOrEqual(1e-9 * crossed_B);
      // What the jobs carried over an arc is what it carried.
      const sum_B = new Float64Array(told.arcCarried_B.length);
      for (const own of told.carried) own.arc.forEach((arc, i) => (sum_B[arc]! += own.carried_B[i]!));
      expect(told.carried.length).toBe(jobs.length);
      told.arcCarried_B.forEach((bytes, arc) =>
        expect(Math.abs(sum_B[arc]! - bytes)).toBeLessThanOrEqual(1e-9 * bytes),
      );
    },
  );
});

describe('jobs that make no sense', () => {
  const made = torus([4]);
  const [a, b] = [...made.endpoints] as [number, number];
  const good = step([a, b, 1]);
  const bare: JobStep = { flows: { ...flowsOf([[a, b, 1]]), size_B: null } };

  it.each<[string, Job[], string, string]>([
    ['a start before 0', [job('x', [good], { start_ns: -1 })], 'jobs[0].start_ns', 'Job x starts at -1 ns; expected'],
    ['a start of NaN', [job('x', [good], { start_ns: NaN })], 'jobs[0].start_ns', 'starts at NaN ns'],
    [
      'no weight',
      [job('x', [good], { weight: 0 })],
      'jobs[0].weight',
      'Job x has weight 0; expected a positive number.',
    ],
    [
      'steps without sizes',
      [job('x', [good, bare])],
      'jobs[0].steps[1].flows.size_B',
      'Job x, step 1: The flows have no sizes',
    ],
    [
      'a computation of less than nothing',
      [job('x', [{ ...good, compute_ns: -5 }])],
      'jobs[0].steps[0].compute_ns',
      'computes -5 ns in step 0',
    ],
    ['an unknown job', [job('x', [good], { after: [1] })], 'jobs[0].after', 'waits for job number 1; expected a whole'],
    [
      'a circle',
      [job('x', [good], { after: [2] }), job('y', [good], { after: [0] }), job('z', [good], { after: [1] })],
      'jobs',
      'wait for each other: x, which waits for z, which waits for y, which waits for x; expected',
    ],
    [
      'a node that is not there',
      [job('x', [step([a, 99, 1])])],
      'jobs[0].steps[0].flows[0]',
      'Flow 0 names node 99; expected 0 to',
    ],
    [
      'a size of NaN',
      [job('x', [step([a, b, NaN])])],
      'jobs[0].steps[0].flows.size_B[0]',
      'Flow 0 has a size of NaN B; expected',
    ],
  ])('%s', (_, jobs, where, words) => {
    const told = finish(simulateJobs(made.topology, jobs, routing));
    if (told.ok) throw new Error('the jobs were taken');
    expect(told.fault.where).toBe(where);
    expect(told.fault.message).toContain(words);
  });
});
