import { describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

describe('weft bench', () => {
  it('measures a case as often as it is asked to, with a certificate for each answer', async () => {
    const ran = await desk.weft(['bench', '--only', 'pod', '--repeat', '2', '--json']);
    expect(ran.code).toBe(0);
    const rows = ran.json() as Record<string, unknown>[];
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({ name: 'pod', accelerators: 256, flows: 256 * 255, certificate: true });
    const { least, median, most } = rows[0]!['solve_ms'] as Record<string, number>;
    expect(least).toBeLessThanOrEqual(median!);
    expect(median).toBeLessThanOrEqual(most!);
  });

  it("runs the solver's own bench beside a peer, and passes on how it ended", async () => {
    const tree = new Desk();
    const called: unknown[] = [];
    tree.runScript = (script, words) => {
      called.push([script, ...words]);
      return words.includes('simgrid') ? 3 : 0;
    };
    expect((await tree.weft(['bench', '--peer', 'naive', '--json'])).code).toBe(0);
    expect(called).toEqual([['scripts/bench.mjs', '--peer', 'naive', '--json']]);
    const failed = await tree.weft(['bench', '--peer', 'simgrid']);
    expect(failed).toMatchObject({ code: 1, err: 'The bench beside simgrid ended with 3; expected 0.\n' });
  });

  it('names the peers there are, and says when the bench is not here', async () => {
    const unknown = await desk.weft(['bench', '--peer', 'ns3']);
    expect(unknown).toMatchObject({ code: 2, err: 'There is no peer "ns3"; expected one of simgrid, highs, naive.\n' });
    const without = await desk.weft(['bench', '--peer', 'highs']);
    expect(without.code).toBe(1);
    expect(without.err).toContain('scripts/bench.mjs');
  });

  it('refuses to measure nothing', async () => {
    expect((await desk.weft(['bench', '--repeat', '0'])).code).toBe(2);
  });
});
