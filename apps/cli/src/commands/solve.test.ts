/**
 * Counts and solves of generated studies, against figures worked by hand.
 */
import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

// Four leaves of 4 servers with one accelerator and one NIC each, 400 Gb/s everywhere, two spines, no taper; no scale-up fabric.
const settings = ['servers=16', 'acceleratorsPerServer=1', 'nicsPerServer=1', 'switchPorts=8', 'scaleUp=none'];

beforeAll(async () => {
  await desk.weft(['generate', 'leaf-spine', '--set', ...settings, '-o', 'small.json']);
});

/** The figures of a permutation under hashed paths. */
async function hashed(seed: number): Promise<unknown> {
  const routing = `ecmp-hash:seed=${seed},subflows=1`;
  const ran = await desk.weft([
    'solve',
    'small.json',
    '--traffic',
    'permutation:seed=3',
    '--routing',
    routing,
    '--json',
  ]);
  const { rate_Gbps, perAccelerator_Gbps, bottlenecks } = ran.json() as Record<string, unknown>;
  return { rate_Gbps, perAccelerator_Gbps, bottlenecks };
}

describe('weft counts', () => {
  it('gives the stable keys', async () => {
    const ran = await desk.weft(['counts', 'small.json', '--json']);
    expect(ran.code).toBe(0);
    const counts = ran.json() as Record<string, unknown>;
    expect(counts).toMatchObject({
      accelerators: 16,
      servers: 16,
      nics: 16,
      switches: { leaf: 4, spine: 2 },
      links: { 'accelerator-nic': 16, 'nic-leaf': 16, 'leaf-spine': 16 },
    });
  });

  it('prints them for people', async () => {
    const ran = await desk.weft(['counts', 'small.json']);
    expect(ran.out).toMatch(/^accelerators +16$/m);
    expect(ran.out).toMatch(/^links: leaf-spine +16$/m);
  });
});

describe('a block that cannot be made', () => {
  it.each([
    ['solve'],
    ['bounds'],
    ['fail'],
    ['collective', '--op', 'all-reduce', '--size', '1MiB'],
    ['jobs', '--job', 'all-reduce:size=1MiB'],
  ])('is what %s says, not what is missing without it', async (command, ...words) => {
    const study = desk.files.get('small.json') as string;
    desk.files.set('wrong.json', study.replace('"servers": 16', '"servers": -5'));
    const ran = await desk.weft([command, 'wrong.json', ...words]);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toMatch(/^Block b1 \(leaf-spine\) is drawn empty: servers is -5 servers; expected 1 to/);
  });
});

describe('weft solve', () => {
  it('gives an all-to-all of a fabric without taper the full rate of the NICs', async () => {
    // Each of 16 sends to 15 others over its own 400 Gb/s: 400/15 a flow. Up to the spines each leaf sends 4 x 12 of them over
    // 4 links of 400: 12/15 full.
    const ran = await desk.weft(['solve', 'small.json', '--traffic', 'all-to-all', '--routing', 'spray', '--json']);
    expect(ran.err).toBe('');
    expect(ran.code).toBe(0);
    const solved = ran.json() as {
      traffic: string;
      routing: string;
      layer: string;
      flows: number;
      rate_Gbps: { min: number; mean: number; max: number };
      perAccelerator_Gbps: { min: number; mean: number };
      bottlenecks: { link: string; load: number }[];
      certificate: { ok: boolean; worst: number };
      time_ms: Record<string, number>;
    };
    expect(solved).toMatchObject({ traffic: 'all-to-all', routing: 'spray', flows: 240, certificate: { ok: true } });
    for (const rate of Object.values(solved.rate_Gbps)) expect(rate).toBeCloseTo(400 / 15, 9);
    expect(solved.perAccelerator_Gbps.min).toBeCloseTo(400, 9);
    expect(solved.bottlenecks[0]!.load).toBe(1);
    expect(Object.keys(solved.time_ms)).toEqual(['generate', 'solve', 'certify']);
    expect(['flat', 'quotient', 'orbits']).toContain(solved.layer);
  });

  it('takes a failed spine into account', async () => {
    // One of two spines is gone: 4 x 12 flows leave each leaf over 2 links of 400, so 800/48 each. Each NIC sends 12 of them, 200 Gb/s,
    // and shares its other 200 among the 3 neighbours on its leaf.
    const argv = [
      'solve',
      'small.json',
      '--traffic',
      'all-to-all',
      '--routing',
      'spray',
      '--fail',
      'b1/spine0',
      '--json',
    ];
    const solved = (await desk.weft(argv)).json() as { rate_Gbps: { min: number; max: number } };
    expect(solved.rate_Gbps.min).toBeCloseTo(800 / 48, 9);
    expect(solved.rate_Gbps.max).toBeCloseTo(200 / 3, 9);
  });

  it('brackets the best of any routing: no routing does better than the NICs of a fabric without taper', async () => {
    const argv = ['solve', 'small.json', '--traffic', 'all-to-all', '--routing', 'spray', '--optimum', '--json'];
    const solved = (await desk.weft(argv)).json() as {
      rate_Gbps: { min: number };
      optimum: { low: number; high: number; gap: number; certificate: { ok: boolean } };
    };
    const { low, high, gap, certificate } = solved.optimum;
    expect(certificate.ok).toBe(true);
    expect(low).toBeLessThanOrEqual(high);
    expect(gap).toBeLessThanOrEqual(0.01);
    expect(high).toBeGreaterThanOrEqual((400 / 15) * (1 - 1e-9));
    expect(low).toBeLessThanOrEqual((400 / 15) * (1 + 1e-9));
    // Spraying is a routing, so it is not above the bound.
    expect(solved.rate_Gbps.min).toBeLessThanOrEqual(high * (1 + 1e-9));
  });

  it('closes that interval with a linear program, or to the gap asked for', async () => {
    const argv = ['solve', 'small.json', '--traffic', 'all-to-all', '--routing', 'spray', '--json'];
    const { optimum } = (await desk.weft([...argv, '--exact'])).json() as { optimum: Record<string, number> };
    // Each host's NIC carries its 15 flows, and nothing else binds.
    expect(optimum).toMatchObject({ exact: true, low: expect.closeTo(400 / 15, 6), high: expect.closeTo(400 / 15, 6) });
    expect(optimum['gap']).toBeLessThanOrEqual(1e-9);
    const near = (await desk.weft([...argv, '--optimum', '--gap', '0.0005'])).json() as { optimum: { gap: number } };
    expect(near.optimum.gap).toBeLessThanOrEqual(0.0005);
    const both = await desk.weft(['solve', 'small.json', '--exact', '--gap', '0.1']);
    expect(both).toMatchObject({ code: 2, out: '' });
    expect(both.err).toContain('--gap and --exact exclude each other');
  });

  it('says which links limit the slowest flow', async () => {
    const argv = ['solve', 'small.json', '--traffic', 'all-to-all', '--routing', 'spray'];
    // Whole, the NICs fill up first: a leaf's 48 flows to other leaves would get 1600 / 48 from its 4 uplinks.
    expect((await desk.weft([...argv, '--json'])).json()).toMatchObject({ slowestAt: [{ kind: 'nic-leaf' }] });
    // Without a spine they get 800 / 48.
    const { out } = await desk.weft([...argv, '--fail', 'b1/spine0']);
    expect(out).toMatch(/^the slowest is limited by +leaf-spine links/m);
  });

  it('gives the same answer for the same seed, another for another', async () => {
    expect(await hashed(1)).toEqual(await hashed(1));
    const others = await Promise.all([2, 3, 4, 5, 6].map(hashed));
    const first = JSON.stringify(await hashed(1));
    expect(others.some((other) => JSON.stringify(other) !== first)).toBe(true);
  });

  it('prints for people', async () => {
    const ran = await desk.weft([
      'solve',
      'small.json',
      '--traffic',
      'pair:b1/rack0/server0/gpu0,b1/rack1/server1/gpu0',
    ]);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^per accelerator, slowest +400/m);
    expect(ran.out).toContain('certificate');
  });

  it.each([
    [['--traffic', 'gossip'], 2, '--traffic: `gossip` is no pattern'],
    [['--routing', 'shortest'], 2, '--routing: `shortest` is no routing'],
    [['--traffic', 'pair:b1/rack0/server0/gpu0,nobody'], 1, 'There is no device "nobody"'],
    [['--traffic', 'incast:target=99'], 1, 'Target 99 is not an endpoint; expected 0 to 15'],
    [['--fail', 'b1/spine9'], 1, 'b1/spine9 should fail, but there is no node, link or group of that id'],
    [['--design', 'other'], 1, '--design: There is no design other'],
    [['--routing', 'dimension-order'], 1, ''],
  ])('refuses %j with %d', async (options, code, sentence) => {
    const ran = await desk.weft(['solve', 'small.json', ...options]);
    expect(ran.err).toContain(sentence);
    expect(ran.err).not.toBe('');
    expect(ran.code).toBe(code);
    expect(ran.out).toBe('');
  });

  it('asks which design is meant where there are several', async () => {
    const study = JSON.parse(desk.files.get('small.json') as string) as { designs: { id: string; name: string }[] };
    study.designs.push({ ...study.designs[0]!, id: 'd2', name: 'Other' });
    desk.files.set('two.json', JSON.stringify(study));
    const ran = await desk.weft(['solve', 'two.json']);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('Leaf-spine (d1), Other (d2); say which one is meant with --design');
    expect((await desk.weft(['counts', 'two.json', '--design', 'Other'])).code).toBe(0);
    expect((await desk.weft(['counts', 'two.json', '--design', 'd1'])).code).toBe(0);
  });

  it('refuses a study whose block cannot be built', async () => {
    const text = (desk.files.get('small.json') as string).replace('leaf-spine', 'moebius');
    const ran = await desk.weft(['counts', '-'], text);
    expect(ran).toMatchObject({ code: 1, out: '' });
    expect(ran.err).toContain('there is no such recipe');
  });
});
