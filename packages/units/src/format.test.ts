import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatBinarySize_B,
  formatByteRate_GBps,
  formatCount,
  formatEnergy_kWh,
  formatLength_m,
  formatMoney_usd,
  formatNumber,
  formatPower_W,
  formatRate_Gbps,
  formatRateBoth_Gbps,
  formatShare,
  formatSize_B,
  formatTime_ns,
  formatTime_s,
} from './format.ts';
import * as parsers from './parse.ts';

const plain = (text: string) => text.replaceAll('\u202f', ' ');

describe('printed figures', () => {
  it.each([
    [formatRate_Gbps(400), '400 Gb/s'],
    [formatRate_Gbps(1600), '1.6 Tb/s'],
    [formatRate_Gbps(0.1), '100 Mb/s'],
    [formatRate_Gbps(0), '0 Gb/s'],
    [formatRate_Gbps(-0), '0 Gb/s'],
    [formatRate_Gbps(133.333), '133 Gb/s'],
    [formatRate_Gbps(133.333, { digits: 5 }), '133.33 Gb/s'],
    // Rounds to a thousand, so it takes the next unit.
    [formatRate_Gbps(999.9), '1 Tb/s'],
    [formatRate_Gbps(999.4), '999 Gb/s'],
    [formatRate_Gbps(1e-12), '0.001 b/s'],
    [formatRate_Gbps(null), 'unknown'],
    [formatRate_Gbps(NaN), 'unknown'],
    [formatRate_Gbps(Infinity), 'unlimited'],
    [formatRateBoth_Gbps(400), '400 Gb/s = 50 GB/s'],
    [formatByteRate_GBps(371.4), '371 GB/s'],
    [formatSize_B(16e6), '16 MB'],
    [formatBinarySize_B(2 ** 30), '1 GiB'],
    [formatBinarySize_B(1023), '1,020 B'],
    [formatTime_ns(150), '150 ns'],
    [formatTime_s(0.0025), '2.5 ms'],
    [formatTime_s(5400), '1.5 h'],
    [formatTime_s(59.99), '1 min'],
    [formatTime_s(86_400), '1 day'],
    [formatTime_s(1_036_800), '12 days'],
    [formatLength_m(0.5), '500 mm'],
    [formatLength_m(3), '3 m'],
    [formatPower_W(1.2e6), '1.2 MW'],
    [formatEnergy_kWh(1500), '1.5 MWh'],
    [formatMoney_usd(820), '$820'],
    [formatMoney_usd(8_219), '$8,219'],
    [formatMoney_usd(67_213), '$67.2 k'],
    [formatMoney_usd(9_999.7), '$10 k'],
    [formatMoney_usd(1.5e6), '$1.5 M'],
    [formatMoney_usd(-1.5e6), '-$1.5 M'],
    [formatMoney_usd(null), 'unknown'],
    [formatCount(16_384), '16,384'],
    [formatCount(1_234_567), '1,234,567'],
    [formatShare(0.5), '50 %'],
    [formatShare(0.99996), '99.9 %'],
    [formatShare(1), '100 %'],
    [formatShare(1.25), '125 %'],
    [formatNumber(1.5), '1.5'],
  ])('%s', (printed, expected) => {
    expect(plain(printed)).toBe(expected);
  });

  it('never breaks a line between a figure and its unit', () => {
    expect(formatRate_Gbps(400)).toBe('400\u202fGb/s');
  });

  it('follows a language for its separators', () => {
    expect(plain(formatRate_Gbps(1600, { locale: 'de' }))).toBe('1,6 Tb/s');
  });
});

/** Printed to three digits, a figure read back is within half of the last digit: relative 0.5e-2 at worst. */
const roundTrips: readonly (readonly [string, (v: number) => string, (t: string) => parsers.Quantity])[] = [
  ['rate', formatRate_Gbps, parsers.parseRate_Gbps],
  ['byte rate', formatByteRate_GBps, parsers.parseByteRate_GBps],
  ['time', formatTime_s, parsers.parseTime_s],
  ['length', formatLength_m, parsers.parseLength_m],
  ['power', formatPower_W, parsers.parsePower_W],
  ['energy', formatEnergy_kWh, parsers.parseEnergy_kWh],
  ['money', formatMoney_usd, parsers.parseMoney_usd],
];

describe('printing and reading back', () => {
  it.each(roundTrips)('%s keeps its value to three digits', (_, format, parse) => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1e9, noNaN: true }), (value) => {
        const back = parse(format(value));
        if (!back.ok) throw new Error(back.fault.message);
        expect(Math.abs(back.value - value)).toBeLessThanOrEqual(0.005001 * value);
      }),
      { seed: 20_261 },
    );
  });

  it('counts come back exactly', () => {
    fc.assert(
      fc.property(fc.nat(), (things) => {
        expect(parsers.parseCount(formatCount(things))).toEqual({ ok: true, value: things });
      }),
      { seed: 20_262 },
    );
  });

  it('a figure that is not zero never prints as zero', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-30, max: 1e30, noNaN: true }), (value) => {
        expect(formatRate_Gbps(value)).toMatch(/[1-9]/);
      }),
      { seed: 20_263 },
    );
  });
});
