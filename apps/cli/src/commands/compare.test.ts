import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();
const common = ['acceleratorsPerServer=1', 'nicsPerServer=1', 'switchPorts=8', 'scaleUp=none', 'servers=16'];

beforeAll(async () => {
  await desk.weft(['generate', 'leaf-spine', '--set', ...common, '-o', 'full.json']);
  await desk.weft([
    'generate',
    'leaf-spine',
    '--set',
    ...common,
    'downPorts=4',
    'upPorts=2',
    'taper=2',
    '-o',
    'half.json',
  ]);
});

interface Row {
  readonly name: string;
  readonly counts: { accelerators: number };
  readonly traffic: { traffic: string; mean_Gbps: number; slowest_Gbps: number }[];
}

describe('weft compare', () => {
  it('puts a full and a tapered fabric side by side', async () => {
    const ran = await desk.weft([
      'compare',
      'full.json',
      'half.json',
      '--traffic',
      'all-to-all',
      '--routing',
      'spray',
      '--json',
    ]);
    expect(ran.code).toBe(0);
    const [full, half] = (ran.json() as { designs: Row[] }).designs;
    expect([full!.counts.accelerators, half!.counts.accelerators]).toEqual([16, 16]);
    expect(full!.traffic[0]!.traffic).toBe('all-to-all');
    expect(full!.traffic[0]!.slowest_Gbps).toBeCloseTo(400, 9);
    // Half the uplinks: 4 x 12 flows leave a leaf over 2 x 400 Gb/s, so 15 flows at that rate are 15 x 800/48.
    expect(half!.traffic[0]!.slowest_Gbps).toBeCloseTo((15 * 800) / 48, 9);
    // The three flows inside the leaf take what is left of 400 Gb/s.
    expect(half!.traffic[0]!.mean_Gbps).toBeCloseTo(400, 9);
  });

  it('prints a table with the reasons of what could not be computed on standard error', async () => {
    const broken = (desk.files.get('full.json') as string).replace('"leaf-spine"', '"moebius"');
    const ran = await desk.weft(['compare', 'full.json', '-'], broken);
    expect(ran.code).toBe(0);
    expect(ran.out).toMatch(/^Leaf-spine +16 +6 +32 /m);
    expect(ran.err).toContain('there is no such recipe');
  });

  it('refuses a pattern it does not know', async () => {
    expect((await desk.weft(['compare', 'full.json', '--traffic', 'gossip'])).code).toBe(2);
  });
});
