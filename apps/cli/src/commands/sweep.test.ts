import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();
const sweep = ['sweep', 'pod.json', '--traffic', 'all-to-all', '--routing', 'spray'];

beforeAll(async () => {
  const settings = ['servers=16', 'acceleratorsPerServer=1', 'nicsPerServer=1', 'switchPorts=8', 'scaleUp=none'];
  await desk.weft(['generate', 'leaf-spine', '--set', ...settings, '-o', 'pod.json']);
});

interface Row {
  readonly servers: string;
  readonly accelerators: number;
  readonly atSlowest_Gbps: number;
}

async function rows(...options: string[]): Promise<Row[]> {
  return (await desk.weft([...sweep, ...options, '--json'])).json() as Row[];
}

describe('weft sweep', () => {
  it('computes every combination, the last key fastest', async () => {
    const found = await rows('--vary', 'servers=8,16', 'link_Gbps=200G,400G');
    expect(found.map(({ servers, accelerators }) => [servers, accelerators])).toEqual([
      ['8', 8],
      ['8', 8],
      ['16', 16],
      ['16', 16],
    ]);
    // A fabric without taper gives each accelerator its NIC's rate.
    expect(found.map(({ atSlowest_Gbps }) => Math.round(atSlowest_Gbps))).toEqual([200, 400, 200, 400]);
  });

  it('gives the same rows in shards', async () => {
    const vary = ['--vary', 'servers=4,8,12,16', 'routing=spray;ecmp-hash:seed=1,subflows=2'];
    const whole = await rows(...vary);
    const shards = await Promise.all(['1/3', '2/3', '3/3'].map((shard) => rows(...vary, '--shard', shard)));
    const together = whole.map((_, i) => shards[i % 3]![Math.floor(i / 3)]);
    expect(together).toEqual(whole);
    expect(shards.flat()).toHaveLength(8);
  });

  it('prints CSV with a reason where a combination cannot be built', async () => {
    const ran = await desk.weft([...sweep, '--vary', 'servers=16,1000000', '--csv']);
    expect(ran.code).toBe(0);
    const lines = ran.out.trim().split('\n');
    expect(lines[0]).toBe(
      'servers,accelerators,switches,cables,mean_Gbps,atSlowest_Gbps,capital_usd,capitalComplete,power_W,reason',
    );
    expect(lines[1]).toMatch(/^16,16,6,32,/);
    expect(lines[2]).toMatch(/^1000000,,,,,,,,,"?Block b1 /);
  });

  it.each([
    [['--vary', 'servers'], 2, 'expected key=a,b,c'],
    [['--vary', 'servers=8', '--shard', '4/3'], 2, '--shard: `4/3` is not understood'],
    [['--vary', 'traffic=gossip'], 2, '`gossip` is no pattern'],
    [['--vary', 'b7.servers=8'], 1, 'does not say which block is meant; expected b1.'],
    [['--vary', 'colour=red'], 1, 'There is no parameter "colour"'],
    [['--vary', 'servers=many'], 1, 'servers: "many"'],
  ])('refuses %j with %d', async (options, code, sentence) => {
    const ran = await desk.weft([...sweep, ...options]);
    expect(ran).toMatchObject({ code, out: '' });
    expect(ran.err).toContain(sentence);
  });
});
