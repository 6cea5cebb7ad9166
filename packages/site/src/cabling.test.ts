import { describe, expect, it } from 'vitest';
import { cablingCsv, cablingOf } from './cabling.ts';
import { csvOf } from './csv.ts';
import { clos, hallOf } from './halls.testing.ts';

describe('the cabling list', () => {
  const hall = hallOf(clos({ rails: true, leaves: 8, spines: 4, trunk: 2 }), { media: 'dsp' });
  const rows = [...cablingOf(hall.plan, 'hall 1')];

  it('has one row for each cable', () => {
    expect(rows).toHaveLength(hall.plan.runs.cables);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
    expect(new Set(rows.map(({ label }) => label)).size).toBe(rows.length);
  });

  it('plugs each port once, in a rack that is there, at the unit of its device', () => {
    const ends = rows.flatMap(({ a, z }) => [a, z]);
    expect(new Set(ends.map(({ device, port }) => `${device} ${port}`)).size).toBe(2 * rows.length);
    const [row] = rows;
    expect(row).toMatchObject({
      id: 'unit0/server0/nic0:0',
      a: { device: 'unit0/server0', site: 'hall 1', row: 'A', rack: 'A01', unit: 1, port: 'nic0:0', optic: 'dr4-400g' },
      z: { device: 'unit0/leaf0', row: 'A', rack: 'A03', unit: 42, port: '0', optic: 'dr8-800g' },
      medium: 'single-mode fibre',
      speed_Gbps: 400,
      fabric: 'compute',
      rail: 0,
      plane: null,
    });
    expect(row!.length_m).toBeGreaterThan(0);
  });

  it('gives the legs of a splitter one label and rows of their own', () => {
    const copper = hallOf(clos(), { media: 'acc' });
    const legs = [...cablingOf(copper.plan)].filter(({ label }) => label.includes('/'));
    const cables = new Set(legs.map(({ label }) => label.split('/')[0]));
    expect(legs).toHaveLength(128);
    expect(cables.size).toBe(64);
    expect(legs[0]).toMatchObject({ medium: 'acc-800g', a: { optic: '' }, z: { optic: '' } });
  });

  it('agrees with the bill: as much of each cable and fibre, by length', () => {
    const billed = hall.bill.lines.filter(({ kind }) => kind === 'fibre');
    expect(byLength(rows.map(({ length_m }) => [length_m, 1] as const))).toEqual(
      byLength(billed.map(({ length_m, quantity }) => [length_m!, quantity] as const)),
    );
  });

  it('is a table with the columns importers read', () => {
    const lines = cablingCsv(rows).trimEnd().split('\r\n');
    expect(lines[0]).toBe(
      'id,a_device,a_site,a_row,a_rack,a_unit,a_port,a_optic,z_device,z_site,z_row,z_rack,z_unit,z_port,z_optic,medium,speed_gbps,length_m,label,fabric,plane,rail',
    );
    expect(lines).toHaveLength(rows.length + 1);
    // 4.51 m from the middle of the server over the tray to the leaf, sold as 5 m.
    expect(lines[1]).toBe(
      'unit0/server0/nic0:0,unit0/server0,hall 1,A,A01,1,nic0:0,dr4-400g,unit0/leaf0,hall 1,A,A03,42,0,dr8-800g,single-mode fibre,400,5,C000001,compute,,0',
    );
  });
});

describe('CSV', () => {
  it('quotes what must be quoted', () => {
    expect(
      csvOf(
        ['a', 'b'],
        [
          ['x,y', 'say "hi"'],
          ['two\nlines', null],
        ],
      ),
    ).toBe('a,b\r\n"x,y","say ""hi"""\r\n"two\nlines",\r\n');
  });

  it.each(['=HYPERLINK("http://x")', '+1', '-1', '@SUM(A1)', '\tx'])('lets no text run as a formula: %j', (text) => {
    expect(csvOf(['a'], [[text]]).split('\r\n')[1]).toMatch(/^"?'/);
  });

  it('writes numbers plainly and leaves unknown ones empty', () => {
    expect(csvOf(['a', 'b', 'c'], [[-1.5, NaN, Infinity]])).toBe('a,b,c\r\n-1.5,,\r\n');
  });
});

/** Adds counts up by length. */
function byLength(list: Iterable<readonly [number, number]>): Record<number, number> {
  const sums: Record<number, number> = {};
  for (const [length, count] of list) sums[length] = (sums[length] ?? 0) + count;
  return sums;
}
