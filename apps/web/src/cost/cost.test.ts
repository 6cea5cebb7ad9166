// @vitest-environment happy-dom
/** Figures as text and back, the cabling list read from its own file, choices of media among figures, routing that a protocol refuses. */
import type { ProtocolsFacts, Total } from '@weft/engine';
import { allAtOnce } from '@weft/model';
import { describe, expect, it, vi } from 'vitest';
import '../strings/later.ts';

// The engine starts a worker when it is imported; none of this needs one.
vi.mock('../control/engine.ts', () => ({ engine: {}, onEngineRestart: () => undefined }));

const { printFigure, printRange, printTotal, readFigure, unitOfKey } = await import('./print.ts');
const { cabledSteps, cellsOf } = await import('./cabled.ts');
const cabled = (csv: string) => allAtOnce(cabledSteps(csv));
const { chosenPolicy } = await import('./policies.ts');
const { refusing } = await import('./useProtocols.ts');
const { figureName } = await import('../parts/figureNames.ts');
const { formatMoney_usd } = await import('@weft/units');

const thin = '\u202f';

describe('figures', () => {
  it.each([
    ['USD', '12000', 12_000],
    ['USD', '$12k', 12_000],
    ['USD', '12,000', 12_000],
    ['W', '1.5 kW', 1500],
    ['ns', '2 us', 2000],
    ['Gb/s', '1.6 Tb/s', 1600],
    ['FIT', '25', 25],
    ['', '0', 0],
  ])('of unit "%s" are read from "%s"', (unit, text, value) => {
    expect(readFigure(unit, text)).toEqual({ value });
  });

  it.each([
    ['USD', '-5'],
    ['W', '-1 kW'],
    ['FIT', '-2'],
  ])('below zero are refused: %s %s', (unit, text) => {
    expect(readFigure(unit, text)).toEqual({ why: 'A figure is zero or more.' });
  });

  it('that are no number are refused with a sentence', () => {
    expect(readFigure('FIT', 'many')).toEqual({ why: 'Expected a number.' });
    expect(readFigure('USD', 'dear')).toHaveProperty('why');
  });

  it('are printed with their unit, unknown ones in words', () => {
    expect(printFigure('USD', 820)).toBe('$820');
    expect(printFigure('FIT', 25)).toBe(`25${thin}FIT`);
    expect(printFigure('ratio', 1.2)).toBe('1.2');
    expect(printFigure('W', null)).toBe('unknown');
  });

  it('without a unit of their own take that of their key', () => {
    expect(['price_usd', 'power_w_per_end', 'leaf_w', 'latency_ns', 'reach_m', 'ports'].map(unitOfKey)).toEqual([
      'USD',
      'W',
      'W',
      'ns',
      'm',
      '',
    ]);
  });

  it('have names, made of their key where they have none of their own', () => {
    expect(figureName('price_usd')).toBe('Price');
    expect(figureName('optical_engines')).toBe('Optical engines');
    expect(figureName('tile_power_w')).toBe('Tile power');
  });
});

const total = (typical: number, complete: boolean, high = typical): Total => ({
  low: typical,
  typical,
  high,
  complete,
  missing: [],
});

describe('sums', () => {
  it('that lack a figure are lower bounds, and unknown when they hold nothing', () => {
    expect(printTotal(total(100, true), formatMoney_usd)).toBe('$100');
    expect(printTotal(total(100, false), formatMoney_usd)).toBe('at least $100');
    expect(printTotal(total(0, false), formatMoney_usd)).toBe('unknown');
    expect(printTotal(total(0, true), formatMoney_usd)).toBe('$0');
  });

  it('show their range where its ends differ in print', () => {
    expect(printRange({ low: 1, high: 2 }, formatMoney_usd)).toBe('$1 – $2');
    expect(printRange({ low: 100, high: 100.0001 }, formatMoney_usd)).toBeNull();
  });
});

describe('the cabling list', () => {
  it('is read back from its file, commas in quotation marks and all', () => {
    expect(cellsOf('a,"b, ""c""",,d')).toEqual(['a', 'b, "c"', '', 'd']);
    const head =
      'id,a_device,a_site,a_row,a_rack,a_unit,a_port,a_optic,z_device,z_site,z_row,z_rack,z_unit,z_port,z_optic,medium,speed_gbps,length_m,label';
    const csv = `${head}\r\nl1,srv,,A,A01,3,nic0:1,,leaf,,A,A02,40,7,,"fibre, thick",400,10,C000001\r\n`;
    expect(cabled(csv)).toEqual([
      {
        id: 'l1 0',
        link: 'l1',
        label: 'C000001',
        from: 'srv',
        fromAt: 'A01 U3 nic0:1',
        to: 'leaf',
        toAt: 'A02 U40 7',
        medium: 'fibre, thick',
        speed_Gbps: 400,
        length_m: 10,
      },
    ]);
    expect(cabled(head)).toEqual([]);
  });
});

const spoken = (fabric: string, name: string, ...policies: string[]) => ({
  fabric,
  protocol: { name, routing: policies.map((policy) => ({ policy, support: 'native' })) },
});

describe('choices', () => {
  it('of media stand among the figures, in general and by kind of link', () => {
    const figures = { 'site.media.lpo': 1, 'site.media.leaf-spine.dac': 1, 'site.media.nic-leaf.dac': 0 };
    expect(chosenPolicy(figures, null)).toBe('lpo');
    expect(chosenPolicy(figures, 'leaf-spine')).toBe('dac');
    expect(chosenPolicy(figures, 'nic-leaf')).toBeNull();
    expect(chosenPolicy({}, null)).toBeNull();
  });

  it('of routing are refused by the first protocol between servers that does not offer them', () => {
    const facts = {
      spoken: [spoken('scale-up', 'NVLink', 'spray'), spoken('compute', 'InfiniBand', 'single-path', 'adaptive')],
    } as unknown as ProtocolsFacts;
    expect(refusing(facts, 'ecmp-hash')?.name).toBe('InfiniBand');
    expect(refusing(facts, 'adaptive')).toBeNull();
    expect(refusing(null, 'valiant')).toBeNull();
    expect(
      refusing({ spoken: [{ fabric: 'compute', protocol: null }] } as unknown as ProtocolsFacts, 'spray'),
    ).toBeNull();
  });
});
