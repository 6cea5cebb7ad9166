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

  it('refuses to measure nothing', async () => {
    expect((await desk.weft(['bench', '--repeat', '0'])).code).toBe(2);
  });
});
