import { beforeAll, describe, expect, it } from 'vitest';
import { Desk } from '../desk.ts';

const desk = new Desk();

beforeAll(async () => {
  await desk.weft(['generate', 'rail-optimized', '--set', 'servers=16', '-o', 'pod.json']);
});

describe('weft bill', () => {
  it('counts switches, NICs and accelerators as the design has them', async () => {
    const counts = (await desk.weft(['counts', 'pod.json', '--json'])).json() as {
      accelerators: number;
      nics: number;
      switches: Record<string, number>;
    };
    const ran = await desk.weft(['bill', 'pod.json', '--json']);
    expect(ran.code).toBe(0);
    const bill = ran.json() as { lines: { kind: string; quantity: number }[]; accelerators: number; cost: object };
    const quantityOf = (kind: string): number =>
      bill.lines.filter((line) => line.kind === kind).reduce((sum, line) => sum + line.quantity, 0);
    expect(quantityOf('accelerator')).toBe(counts.accelerators);
    expect(quantityOf('nic')).toBe(counts.nics);
    expect(quantityOf('switch')).toBe(counts.switches['leaf']! + counts.switches['spine']!);
    expect(bill.cost).toBeDefined();
  });

  it('takes the figures the study changed', async () => {
    const study = JSON.parse(desk.files.get('pod.json') as string) as {
      assumptions: { figures: Record<string, number> };
    };
    study.assumptions.figures['switches.qm9700.price_usd'] = 1000;
    const lines = (await desk.weft(['bill', '-', '--json'], JSON.stringify(study))).json() as {
      lines: { part: { id: string } | null; price: { band: object; yours: boolean } }[];
    };
    const switches = lines.lines.filter(({ part }) => part?.id === 'qm9700');
    expect(switches.length).toBeGreaterThan(0);
    for (const { price } of switches) expect(price).toMatchObject({ yours: true, band: { low: 1000, high: 1000 } });
  });

  it('prints a table, and CSV', async () => {
    expect((await desk.weft(['bill', 'pod.json'])).out).toContain('capital per accelerator');
    const csv = await desk.weft(['bill', 'pod.json', '--csv', '-o', 'bill.csv']);
    expect(csv).toMatchObject({ code: 0, out: '' });
    expect(desk.files.get('bill.csv') as string).toMatch(/^kind,/);
  });
});

describe('weft cabling', () => {
  it('has one row for each cable between devices', async () => {
    const facts = await desk.weft(['counts', 'pod.json']);
    const cables = Number(/^cables between devices +([\d,]+)$/m.exec(facts.out)![1]!.replaceAll(',', ''));
    const { out } = await desk.weft(['cabling', 'pod.json', '--csv']);
    const rows = out.trim().split(/\r?\n/);
    expect(rows[0]).toContain('a_device');
    expect(rows).toHaveLength(cables + 1);
  });
});
