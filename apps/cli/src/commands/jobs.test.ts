import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

// Four leaves of four hosts, two spines, 400 Gb/s everywhere, no taper, one accelerator a host: 50 GB take a second over one link.
beforeAll(async () => {
  const settings = ['servers=16', 'acceleratorsPerServer=1', 'nicsPerServer=1', 'switchPorts=8', 'scaleUp=none'];
  await desk.weft(['generate', 'leaf-spine', '--set', ...settings, '-o', 'small.json']);
});

interface Answer {
  readonly routing: string;
  readonly makespan_ns: number;
  readonly jobs: { name: string; started_ns: number; finished_ns: number; alone_ns: number; slowdown: number }[];
}

async function run(jobs: readonly string[], ...more: string[]): Promise<Answer> {
  const ran = await desk.weft(['jobs', 'small.json', '--routing', 'spray', '--job', ...jobs, '--json', ...more]);
  expect(ran.err).toBe('');
  return ran.json() as Answer;
}

describe('weft jobs', () => {
  it('slows both of two jobs that send to one host, and neither of two that do not', async () => {
    // Hosts 1 and 2 send to host 0, and host 4 to host 8: of three flows two meet on the link of host 0.
    const met = await run(['incast:size=50GB,gpus=0-1,name=a', 'incast:size=50GB,gpus=0-2/2,name=b']);
    expect(met.jobs.map(({ slowdown }) => slowdown)).toEqual([expect.closeTo(2), expect.closeTo(2)]);
    expect(met.makespan_ns).toBeCloseTo(2e9, -2);
    const apart = await run(['incast:size=50GB,gpus=0-1', 'incast:size=50GB,gpus=4-8/4']);
    expect(apart.jobs.map(({ name, slowdown }) => [name, slowdown])).toEqual([
      ['job1', expect.closeTo(1)],
      ['job2', expect.closeTo(1)],
    ]);
  });

  it('waits for what it names, computes before each round, and uses all accelerators where none are named', async () => {
    const { jobs, routing } = await run([
      'ring:size=50GB,name=first,rounds=2,compute=500ms',
      'ring:size=50GB,after=first,start=1s',
    ]);
    expect(routing).toBe('spray');
    // 16 hosts in a ring: 4 of the 16 flows leave a leaf, so each runs at 400 Gb/s. Two rounds of half a second and one.
    expect(jobs[0]!.finished_ns).toBeCloseTo(3e9, -2);
    expect(jobs[1]).toMatchObject({ started_ns: jobs[0]!.finished_ns, slowdown: expect.closeTo(1) });
  });

  it('prints a table, and says never of a job that a failure cuts off', async () => {
    const ran = await desk.weft([
      'jobs',
      'small.json',
      '--job',
      'ring:size=1GB,gpus=0-3',
      '--fail',
      'b1/rack0/server0',
    ]);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^job +starts +finishes +takes +alone +slowdown$/m);
    expect(ran.out).toMatch(/^job1 +0.s +never +never +never$/m);
    expect(ran.out).toMatch(/^flows without a path +2$/m);
  });

  it.each([
    ['all-reduce', 'says no size'],
    ['juggle:size=1GB', '`juggle` is nothing a job does; expected all-reduce'],
    ['ring:size=1GB,speed=3', '`speed` is no setting of a job'],
    ['ring:size=much', '--job size: '],
    ['ring:size=1GB,gpus=5-5', '`gpus=5-5` is not understood; expected two or more'],
    ['ring:size=1GB,gpus=7-5', '`gpus=7-5` is not understood'],
    ['ring:size=1GB,rounds=0', '`rounds=0` is not understood; expected a whole number from 1 on'],
    ['ring:size=1GB,after=nobody', 'job1 waits for `nobody`, which is no job; there are job1.'],
  ])('refuses %s as wrong usage', async (job, words) => {
    const ran = await desk.weft(['jobs', 'small.json', '--job', job]);
    expect(ran.code).toBe(2);
    expect(ran.err).toContain(words);
    expect(ran.out).toBe('');
  });

  it('tells faults of the input apart: no jobs, accelerators that are not there, a circle', async () => {
    const none = await desk.weft(['jobs', 'small.json']);
    expect([none.code, none.err]).toEqual([
      1,
      expect.stringContaining('The study has no jobs; say which to run with --job.'),
    ]);
    const far = await desk.weft(['jobs', 'small.json', '--job', 'ring:size=1GB,gpus=8-23']);
    expect([far.code, far.err]).toEqual([
      1,
      expect.stringContaining('job1 uses accelerators 8 to 23; the design has 16'),
    ]);
    const circle = await desk.weft([
      'jobs',
      'small.json',
      '--job',
      'ring:size=1,after=b,name=a',
      'ring:size=1,after=a,name=b',
    ]);
    expect([circle.code, circle.err]).toEqual([1, expect.stringContaining('wait for each other in a circle')]);
  });

  it("runs the study's own jobs", async () => {
    const study = JSON.parse(String(desk.files.get('small.json'))) as { workload: object };
    const job = { id: 'j1', name: 'own', action: 'ring', size_B: 50e9, first: 0, count: 4, step: 1, seed: 1 };
    const jobs = [{ ...job, start_ns: 0, after: [], rounds: 1, compute_ns: 0 }];
    desk.files.set('own.json', JSON.stringify({ ...study, workload: { ...study.workload, jobs } }));
    // Also after a link has carried the study.
    const link = (await desk.weft(['share', 'own.json'])).out.trim();
    await desk.weft(['open', link, '-o', 'carried.json']);
    const ran = (await desk.weft(['jobs', 'carried.json', '--json'])).json() as Answer;
    expect(ran.jobs).toMatchObject([{ name: 'own', finished_ns: expect.closeTo(1e9, -2) }]);
  });
});
