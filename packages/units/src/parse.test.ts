import { describe, expect, it } from 'vitest';
import {
  parseByteRate_GBps,
  parseCount,
  parseEnergy_kWh,
  parseLength_m,
  parseMoney_usd,
  parsePower_W,
  parseRate_Gbps,
  parseShare,
  parseSize_B,
  parseTime_ns,
  parseTime_s,
  type Quantity,
} from './parse.ts';

const value = (quantity: Quantity) => (quantity.ok ? quantity.value : quantity.fault.code);

describe('rates', () => {
  it.each([
    ['400G', 400],
    ['400g', 400],
    ['1.6T', 1600],
    ['100M', 0.1],
    ['400 Gbit/s', 400],
    ['400Gb/s', 400],
    ['400 gbps', 400],
    ['400\u202fGb/s', 400],
    // A byte is 8 bits.
    ['50GB/s', 400],
    ['50 GBps', 400],
    ['1 GiB/s', 8 * 1.073741824],
    ['400', 400],
    ['1,600 Gb/s', 1600],
    ['4e2 Gb/s', 400],
    ['0', 0],
  ])('%s is %d Gb/s', (text, expected) => {
    expect(value(parseRate_Gbps(text))).toBe(expected);
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['fast', 'not-a-number'],
    ['1,6T', 'not-a-number'],
    ['1.2.3', 'not-a-number'],
    ['400 GB', 'wrong-unit'],
    ['400 Gb', 'wrong-unit'],
    ['400 furlongs', 'unknown-unit'],
    ['-1 Gb/s', 'out-of-range'],
    ['1e400', 'out-of-range'],
    ['NaN', 'not-a-number'],
    ['Infinity', 'not-a-number'],
    ['9'.repeat(100), 'not-a-number'],
  ])('%s is refused: %s', (text, code) => {
    expect(value(parseRate_Gbps(text))).toBe(code);
  });

  it('says what was found and what was expected, and where', () => {
    const found = parseRate_Gbps('4 parsecs', 'links.l3.rate');
    expect(found).toEqual({
      ok: false,
      fault: {
        code: 'unknown-unit',
        where: 'links.l3.rate',
        message: '"parsecs" is not a unit of a rate; expected a rate such as 400G, 400 Gb/s, 1.6 Tb/s or 50 GB/s.',
      },
    });
  });

  it('reads collectives in bytes and refuses to guess', () => {
    expect(value(parseByteRate_GBps('50GB/s'))).toBe(50);
    expect(value(parseByteRate_GBps('400 Gb/s'))).toBe(50);
    expect(value(parseByteRate_GBps('400G'))).toBe('wrong-unit');
  });
});

describe('sizes', () => {
  it.each([
    ['1GiB', 2 ** 30],
    ['1giB', 2 ** 30],
    ['1 Gi', 2 ** 30],
    ['16 MB', 16e6],
    ['16 mB', 16e6],
    ['4096', 4096],
    ['1.1 kB', 1100],
    ['0.5 KiB', 512],
    ['1 byte', 1],
  ])('%s is %d bytes', (text, expected) => {
    expect(value(parseSize_B(text))).toBe(expected);
  });

  it.each([
    ['1G', 'wrong-unit'],
    ['16 Mb', 'wrong-unit'],
    ['1gib', 'wrong-unit'],
    ['1.5 B', 'not-whole'],
    ['1000 PiB', 'out-of-range'],
  ])('%s is refused: %s', (text, code) => {
    expect(value(parseSize_B(text))).toBe(code);
  });
});

describe('the other dimensions', () => {
  it.each([
    [parseTime_s('150 ns'), 150e-9],
    [parseTime_s('4 h'), 14_400],
    [parseTime_s('90 d'), 7_776_000],
    [parseTime_s('5 m'), 'wrong-unit'],
    [parseTime_ns('1 us'), 1000],
    [parseTime_ns('150'), 150],
    [parseLength_m('50 cm'), 0.5],
    [parseLength_m('10 ft'), 3.048],
    [parsePower_W('1.2 kW'), 1200],
    [parsePower_W('30 MW'), 30e6],
    [parsePower_W('30 mw'), 'wrong-unit'],
    [parseEnergy_kWh('1.5 MWh'), 1500],
    [parseMoney_usd('$1.5M'), 1.5e6],
    [parseMoney_usd('$ 1,200'), 1200],
    [parseMoney_usd('1.5 M$'), 1.5e6],
    [parseMoney_usd('300 USD'), 300],
    [parseMoney_usd('2 billion USD'), 2e9],
    [parseMoney_usd('20 €'), 'wrong-unit'],
    [parseCount('16,384'), 16_384],
    [parseCount('16k'), 16_000],
    [parseCount('16Ki'), 16_384],
    [parseCount('1.5'), 'not-whole'],
    [parseShare('50 %'), 0.5],
    [parseShare('0.25'), 0.25],
  ] as const)('case %#', (quantity, expected) => {
    expect(value(quantity)).toBe(expected);
  });
});
