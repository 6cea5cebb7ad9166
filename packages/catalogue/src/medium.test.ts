import { describe, expect, it } from 'vitest';
import { cage_Gbps, cageCount, cageShape, isCoPackaged, switchPower, switchUnits } from './equipment.ts';
import { figureOf, partOf, partsOf } from './library.ts';
import { mediaFor, mediumFacts, technologies } from './medium.ts';

const medium = (id: string) => mediumFacts(partOf('medium', id)!);
const device = (id: string) => partOf('switch', id)!;
const powerOf = (id: string) => switchPower(device(id), (key) => figureOf(device(id), key));

describe('media', () => {
  it('gives every medium a technology, and every technology a medium', () => {
    const found = new Set(partsOf('medium').map((part) => mediumFacts(part).technology));
    expect([...found].toSorted()).toEqual([...technologies].toSorted());
  });

  it('has at most one medium for a technology and rate, but for the two makers of engines', () => {
    for (const technology of technologies) {
      for (const rate of [400, 800, 1600]) {
        expect(mediaFor(technology, rate).length).toBeLessThanOrEqual(technology === 'co-packaged' ? 2 : 1);
      }
    }
  });

  it('reads cages and carriers from what is stated', () => {
    expect(medium('dr4-400g').cages).toEqual(['OSFP-RHS', 'QSFP112', 'QSFP-DD']);
    expect(medium('dr4-400g').carriers).toEqual(['InfiniBand', 'Ethernet']);
    expect(medium('acc-1p6t').carriers).toEqual(['InfiniBand']);
    expect(medium('sipho-pluggable').carriers).toBeNull();
    expect(medium('microled-mosaic').carriers).toHaveLength(4);
  });

  it('knows which media have no electronics in the path', () => {
    const passive = partsOf('medium').filter((part) => mediumFacts(part).passive);
    expect(passive.map((part) => part.id)).toEqual(['dac-400g', 'dac-800g', 'dac-1p6t', 'nvl72-spine']);
  });

  it('refuses a part of another kind', () => {
    expect(() => mediumFacts(device('qm9700'))).toThrow(/is no medium/);
  });
});

describe('equipment', () => {
  it('finds two 400G ports in each cage of a QM9700 and one in a ConnectX-7', () => {
    expect([cage_Gbps(device('qm9700')), cageCount(device('qm9700'))]).toEqual([800, 32]);
    expect([cage_Gbps(partOf('nic', 'connectx-7')!), cageCount(partOf('nic', 'connectx-7')!)]).toEqual([400, 1]);
    expect(cage_Gbps(device('q3400'))).toBe(1600);
    expect([cageShape(device('qm9700')), cageShape(partOf('nic', 'connectx-8')!)]).toEqual(['OSFP', 'OSFP']);
    expect(cageShape(device('sn5600'))).toBeNull();
    expect(cage_Gbps(device('arista-7700r4'))).toBeNull();
  });

  it('tells the power without modules from the power with them', () => {
    expect(powerOf('qm9700')).toMatchObject({ bare_W: { typical: 747 }, full_W: { typical: 1500 } });
    // The chassis of 862 W holds two switches.
    expect(powerOf('q3200').bare_W).toMatchObject({ typical: 431 });
    expect(switchUnits(device('q3200'))).toBe(1);
    // 972 W is the typical draw of one 51.2T box, 2,779 W the maximum of another; 512 W is the chip's.
    expect(powerOf('tomahawk5')).toMatchObject({ bare_W: { typical: 972 }, full_W: { typical: 2779 } });
    expect(powerOf('tomahawk6').bare_W).toBeNull();
    expect(powerOf('rosetta')).toEqual({ bare_W: null, full_W: null });
  });

  it('tells co-packaged switches', () => {
    expect(
      partsOf('switch')
        .filter(isCoPackaged)
        .map((part) => part.id),
    ).toEqual(['q3450', 'sn6810', 'sn6800']);
  });
});
