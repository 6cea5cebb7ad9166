import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

// Four leaves of four hosts, two spines, 400 Gb/s everywhere, no taper: see solve.test.ts.
beforeAll(async () => {
  const settings = ['servers=16', 'acceleratorsPerServer=1', 'nicsPerServer=1', 'switchPorts=8', 'scaleUp=none'];
  await desk.weft(['generate', 'leaf-spine', '--set', ...settings, '-o', 'small.json']);
});

interface Scenario {
  readonly what: string;
  readonly failed: string[];
  readonly alike: number;
  readonly slowest_Gbps: number;
  readonly atSlowest_Gbps: number;
  readonly disconnected: number;
}

interface Medium {
  readonly media: readonly string[];
  readonly cables: number;
  readonly failures_FIT: number | null;
}

const spray = ['--traffic', 'all-to-all', '--routing', 'spray', '--json'];

/** Five samples of three cables. */
async function sample(seed: number): Promise<unknown> {
  const argv = ['fail', 'small.json', ...spray, '--sample', '5', '--cables', '3', '--seed', String(seed)];
  return (await desk.weft(argv)).json();
}

describe('weft fail', () => {
  it('computes one of each kind of failure and counts those alike', async () => {
    const ran = await desk.weft(['fail', 'small.json', ...spray]);
    expect(ran.code).toBe(0);
    const { whole, scenarios } = ran.json() as { whole: Scenario; scenarios: Scenario[] };
    expect(whole.atSlowest_Gbps).toBeCloseTo(400, 9);
    const of = (what: string): Scenario[] => scenarios.filter((scenario) => scenario.what === what);
    const alikeOf = (what: string): number => of(what).reduce((sum, { alike }) => sum + alike, 0);
    // 16 cables to hosts, 16 between leaves and spines, 4 leaves, 2 spines: each counted once.
    expect(['cable nic-leaf', 'cable leaf-spine', 'switch leaf', 'switch spine'].map(alikeOf)).toEqual([16, 16, 4, 2]);
    // A leaf takes its 4 hosts with it: 4 x 15 flows from them, 12 x 4 to them. The worst comes first.
    expect(scenarios[0]).toMatchObject({ what: 'switch leaf', disconnected: 108 });
    expect(of('cable nic-leaf')[0]!.disconnected).toBe(30);
    // A spine leaves 800 Gb/s for the 48 flows out of a leaf.
    expect(of('switch spine')[0]!.slowest_Gbps).toBeCloseTo(800 / 48, 9);
    // One cable less leaves a way for all, and less than the full rate: spraying does not see how much is left behind a hop.
    expect(of('cable leaf-spine')[0]!.disconnected).toBe(0);
    expect(of('cable leaf-spine')[0]!.atSlowest_Gbps).toBeLessThan(400);
  });

  it('agrees with a solve of the same failure', async () => {
    const { scenarios } = (await desk.weft(['fail', 'small.json', ...spray])).json() as { scenarios: Scenario[] };
    for (const { failed, slowest_Gbps, disconnected } of scenarios) {
      const solved = (await desk.weft(['solve', 'small.json', ...spray, '--fail', ...failed])).json();
      expect(solved).toMatchObject({ disconnected });
      expect((solved as { rate_Gbps: { min: number } }).rate_Gbps.min).toBeCloseTo(slowest_Gbps, 9);
    }
  });

  it('finds the same worst failure without symmetry', async () => {
    const all = (
      await desk.weft(['fail', 'small.json', '--traffic', 'ring:shift=4', '--routing', 'spray', '--json'])
    ).json();
    const { scenarios } = all as { scenarios: Scenario[] };
    // Nothing is taken for alike: 32 cables, 6 switches, one by one.
    expect(scenarios).toHaveLength(38);
    expect(new Set(scenarios.map(({ alike }) => alike))).toEqual(new Set([1]));
    const argv = ['fail', 'small.json', '--worst', '--traffic', 'ring:shift=4', '--routing', 'spray', '--json'];
    expect((await desk.weft(argv)).json()).toMatchObject({ worst: scenarios[0], computed: 38, leftOut: 0 });
  });

  it('samples the same cables for the same seed', async () => {
    const once = (await sample(1)) as { scenarios: Scenario[]; summary: { least_Gbps: number; mean_Gbps: number } };
    expect(once).toEqual(await sample(1));
    expect(once).not.toEqual(await sample(2));
    expect(once.scenarios.map(({ failed }) => new Set(failed).size)).toEqual([3, 3, 3, 3, 3]);
    expect(once.summary.least_Gbps).toBeLessThanOrEqual(once.summary.mean_Gbps);
  });

  it('samples switches, alone or beside cables, and sums the draws up', async () => {
    const argv = ['fail', 'small.json', ...spray, '--sample', '40', '--switches', '1'];
    const ran = (await desk.weft(argv)).json() as {
      scenarios: Scenario[];
      whole: Scenario;
      summary: Readonly<Record<string, number>>;
    };
    // One of 4 leaves or 2 spines: a leaf cuts 108 flows off, a spine leaves 800 Gb/s for 48 flows, 250 Gb/s a host.
    const kinds = new Set(ran.scenarios.map(({ what, disconnected }) => `${what} ${disconnected}`));
    expect(kinds).toEqual(new Set(['switch leaf 108', 'switch spine 0']));
    const { samples, seed, least_Gbps, tenth_Gbps, median_Gbps, mean_Gbps, most_Gbps, cutOff } = ran.summary;
    expect({ samples, seed }).toEqual({ samples: 40, seed: 1 });
    expect(cutOff).toBe(ran.scenarios.filter(({ what }) => what === 'switch leaf').length);
    const ordered = [least_Gbps!, tenth_Gbps!, median_Gbps!, most_Gbps!];
    expect(ordered).toEqual(ordered.toSorted((a, b) => a - b));
    const sum = ran.scenarios.reduce((all, { atSlowest_Gbps }) => all + atSlowest_Gbps, 0);
    expect(mean_Gbps).toBeCloseTo(sum / 40, 9);
    const spine = ran.scenarios.find(({ what }) => what === 'switch spine')!;
    expect(spine.atSlowest_Gbps).toBeCloseTo(250, 9);
    const mixed = (await desk.weft([...argv, '--cables', '2'])).json() as { scenarios: Scenario[] };
    expect(new Set(mixed.scenarios.map(({ what }) => what))).toEqual(new Set(['2 cables and 1 switch']));
    expect((await desk.weft(argv.filter((word) => word !== '--json'))).out).toMatch(/^samples +40, seed 1$/m);
  });

  it('draws cables by the failure rates of their media, and says which', async () => {
    const argv = ['fail', 'small.json', ...spray, '--sample', '300', '--seed', '4', '--by-rates'];
    const ran = await desk.weft(argv);
    expect(ran.err).toBe('');
    const { scenarios, summary, why } = ran.json() as {
      scenarios: Scenario[];
      summary: { rates: { known: number; unknown: number; unknownAt_FIT: number; media: Medium[] } };
      why: string;
    };
    const { rates } = summary;
    expect(why).toContain('cables drawn by the failure rates of their media');
    expect([rates.known + rates.unknown, rates.media.reduce((sum, { cables }) => sum + cables, 0)]).toEqual([32, 32]);
    // Each kind of cable is drawn as often as its rate says, within five standard deviations.
    const drawn = (kind: string): number => scenarios.filter(({ what }) => what === `cable ${kind}`).length / 300;
    expect(drawn('nic-leaf') + drawn('leaf-spine')).toBe(1);
    const rateOf = ({ failures_FIT }: Medium): number => failures_FIT ?? rates.unknownAt_FIT;
    const all = rates.media.reduce((sum, one) => sum + one.cables * rateOf(one), 0);
    const [most] = rates.media;
    expect(rates.media.length).toBeGreaterThan(1);
    const expected = (most!.cables * rateOf(most!)) / all;
    const nearest = [drawn('nic-leaf'), drawn('leaf-spine')].map((part) => Math.abs(part - expected));
    expect(Math.min(...nearest)).toBeLessThan(5 * Math.sqrt((expected * (1 - expected)) / 300) + 1e-9);
    expect((await desk.weft(argv.filter((word) => word !== '--json'))).out).toMatch(/FIT$/m);
  });

  it.each([
    [['--by-rates'], 2, '--by-rates says how samples are drawn; expected --sample with it'],
    [['--cables', '2'], 2, '--cables needs --sample'],
    [['--sample', '1', '--cables', '0'], 1, 'A sample in which nothing fails tells nothing'],
    [['--sample', '1', '--seed', '-1'], 2, '--seed: `-1` is not understood'],
    [['--worst', '--sample', '5'], 2, 'exclude each other'],
    [['--sample', 'many'], 2, '--sample: `many` is not understood'],
    [['--sample', '1', '--cables', '99'], 1, '99 cables cannot fail at once; the design has 32'],
  ])('refuses %j with %d', async (options, code, sentence) => {
    const ran = await desk.weft(['fail', 'small.json', ...options]);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(sentence);
  });
});
