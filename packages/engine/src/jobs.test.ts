/**
 * Jobs in time on a star worked by hand: four accelerators of 400 Gb/s on one switch, so 50 GB take a second; and a collective as a job.
 */
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { blankNode, emptyDesign, type Design, type JobRecord } from '@weft/model';
import type { JobsFacts } from './api.ts';
import { generateStudy } from './generate.ts';
import { createPipeline } from './pipeline.ts';
import { settled } from './work.ts';

const pipeline = createPipeline();
const routing = { policy: 'spray', handOver: false } as const;
const second_ns = 1e9;

const ends = ['a', 'b', 'c', 'd'];
const star: Design = {
  ...emptyDesign('d1', 'Star'),
  nodes: {
    ...Object.fromEntries(ends.map((id) => [id, blankNode(id, 'accelerator', `GPU ${id}`)])),
    s: { ...blankNode('s', 'switch', 'Switch'), tier: 'leaf' },
  },
  links: Object.fromEntries(
    ends.map((id) => [
      `l${id}`,
      {
        id: `l${id}`,
        a: { at: id, port: null },
        z: { at: 's', port: null },
        rate_Gbps: 400,
        medium: null,
        label: '',
      },
    ]),
  ),
};

function job(id: string, fields: Partial<JobRecord>): JobRecord {
  const whole = { first: 0, count: 2, step: 1, seed: 1, start_ns: 0, after: [], rounds: 1, compute_ns: 0 };
  return { id, name: `Job ${id}`, action: 'ring', size_B: 50e9, ...whole, ...fields };
}

const ask = (jobs: readonly JobRecord[], design = star, failed: readonly string[] = []) =>
  settled(pipeline.jobs({ design, routing, failed, jobs }));
const run = async (...asked: Parameters<typeof ask>): Promise<JobsFacts> => valueOf(await ask(...asked));

// a and b send to each other; c sends to b.
const exchange = job('j1', {});
const third = job('j2', { action: 'incast', first: 1, count: 2 });

describe('jobs in time', () => {
  it('share a link while both run, and say how much slower that makes them', async () => {
    const { jobs, makespan_ns, busiest, certificate } = await run([exchange, third]);
    // Two flows into b get 200 Gb/s each, so either job takes 2 s instead of 1.
    expect(jobs.map(({ finished_ns }) => finished_ns! / second_ns)).toEqual([expect.closeTo(2), expect.closeTo(2)]);
    expect(jobs.map(({ slowdown }) => slowdown)).toEqual([expect.closeTo(2), expect.closeTo(2)]);
    expect(makespan_ns / second_ns).toBeCloseTo(2);
    // The link into b carries 100 GB in 2 s: all that it can. The others carry half of it.
    expect(busiest.map(({ link, share }) => [link, Math.round(100 * share)])).toEqual([
      ['lb', 100],
      ['la', 50],
      ['lc', 50],
    ]);
    expect(certificate.ok).toBe(true);
  });

  it('do not slow each other when one starts as the other ends, by its time or by waiting', async () => {
    for (const later of [{ start_ns: second_ns }, { after: ['j1'] }]) {
      const { jobs } = await run([{ ...third, ...later }, exchange]);
      expect(jobs[0]).toMatchObject({ started_ns: expect.closeTo(second_ns), slowdown: expect.closeTo(1) });
      expect(jobs[0]!.finished_ns! / second_ns).toBeCloseTo(2);
      expect(jobs[1]!.slowdown).toBeCloseTo(1);
    }
  });

  it('compute before each round', async () => {
    const { jobs } = await run([{ ...exchange, rounds: 3, compute_ns: second_ns / 2 }]);
    const told = jobs[0]!.rounds.map(({ started_ns, finished_ns }) => [
      started_ns! / second_ns,
      finished_ns! / second_ns,
    ]);
    expect(told).toEqual([
      [expect.closeTo(0.5), expect.closeTo(1.5)],
      [expect.closeTo(2), expect.closeTo(3)],
      [expect.closeTo(3.5), expect.closeTo(4.5)],
    ]);
  });

  it('never finish when a failure leaves a flow without a path, and others go on', async () => {
    const { jobs, disconnected } = await run([job('j3', { first: 2 }), exchange], star, ['lc']);
    expect(disconnected).toBe(2);
    expect(jobs[0]).toMatchObject({ finished_ns: null, duration_ns: null, slowdown: null });
    expect(jobs[1]!.finished_ns! / second_ns).toBeCloseTo(1);
  });

  it('take, alone, as long as the collective they do', async () => {
    const parameters = { servers: 8, acceleratorsPerServer: 4, nicsPerServer: 4, switchPorts: 64 };
    const design = valueOf(generateStudy('rail-optimized', parameters)).designs[0]!;
    for (const op of ['all-reduce', 'all-gather', 'reduce-scatter', 'all-to-all'] as const) {
      const algorithm = op === 'all-to-all' ? 'direct' : 'ring';
      const alone = valueOf(
        await settled(pipeline.collective({ design, routing, failed: [], op, size_B: 2 ** 30, algorithm })),
      );
      const { jobs } = await run([job('j1', { action: op, size_B: 2 ** 30, count: 32 })], design);
      expect(jobs[0]!.duration_ns! / second_ns / alone.time_s).toBeCloseTo(1, 9);
    }
  });

  it('tell how far they are, never backwards', async () => {
    const parameters = { servers: 16, acceleratorsPerServer: 4, nicsPerServer: 4, switchPorts: 64 };
    const design = valueOf(generateStudy('rail-optimized', parameters)).designs[0]!;
    const hashed = { policy: 'ecmp-hash', seed: 1, subflows: 1, handOver: false } as const;
    const asked = [job('j1', { action: 'all-to-all', count: 64 }), job('j2', { action: 'permutation', count: 64 })];
    const told: number[] = [];
    const work = pipeline.jobs({ design, routing: hashed, failed: [], jobs: asked });
    valueOf(await settled(work, ({ fraction }) => void told.push(fraction)));
    expect(told.length).toBeGreaterThan(5);
    expect(told).toEqual(told.toSorted((a, b) => a - b));
    expect(told.every((fraction) => fraction >= 0 && fraction <= 1)).toBe(true);
  });

  it.each([
    [[], 'There are no jobs; expected one or more.'],
    [[job('j1', { count: 5 })], 'Job j1 uses accelerators 0 to 4; the design has 4, 0 to 3.'],
    [[job('j1', { first: 1, step: 3 })], 'Job j1 uses accelerators 1 to 4; the design has 4, 0 to 3.'],
    [[job('j1', { after: ['j7'] })], 'There is no job j7 to wait for.'],
    [
      [job('j1', { rounds: 10_000, count: 4 }), job('j2', { rounds: 10_000, count: 4 })].concat(
        Array.from({ length: 9 }, (_, i) => job(`k${i}`, { rounds: 10_000, count: 4 })),
      ),
      'The jobs have more than 400000 flows over all their rounds; expected fewer rounds or accelerators.',
    ],
  ])('are refused with what is wrong: %#', async (jobs, message) => {
    expect(await ask(jobs)).toMatchObject({ ok: false, fault: { message } });
  });

  it('are refused when too many flows could run at once', async () => {
    const parameters = { servers: 40, acceleratorsPerServer: 8, nicsPerServer: 8, switchPorts: 64 };
    const design = valueOf(generateStudy('rail-optimized', parameters)).designs[0]!;
    // 317 x 316 flows.
    expect(await ask([job('j1', { action: 'all-to-all', count: 317 })], design)).toMatchObject({
      ok: false,
      fault: {
        message:
          'With Job j1 on 317 accelerators, more than 100000 flows could run at once; expected fewer accelerators or jobs (an all-to-all of 316 fits).',
      },
    });
  });

  it('need equal domains for a ring', async () => {
    const parameters = { servers: 2, acceleratorsPerServer: 4, nicsPerServer: 4, switchPorts: 64 };
    const design = valueOf(generateStudy('rail-optimized', parameters)).designs[0]!;
    expect(await ask([job('j1', { action: 'all-reduce', count: 6 })], design)).toMatchObject({
      ok: false,
      fault: {
        message:
          'Job j1 has 2 and 4 accelerators in its scale-up domains; expected equally many in each, as rings over them are made.',
      },
    });
  });
});
