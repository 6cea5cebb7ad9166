import * as fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import {
  formatCount,
  formatLength_m,
  formatMoney_usd,
  formatNumber,
  formatRate_Gbps,
  formatRateBoth_Gbps,
  formatShare,
} from './format.ts';
import { plainNumbers, separatorsOf, writeNumbers } from './numbers.ts';
import { parseCount, parseNumber, parseRate_Gbps, type Quantity } from './parse.ts';
import { say } from './say.ts';

afterEach(() => writeNumbers(plainNumbers));

const inLocale = (locale: string) => writeNumbers({ ...plainNumbers, locale });
const value = (quantity: Quantity): number | string => (quantity.ok ? quantity.value : quantity.fault.code);

/** Languages with every kind of separator: comma, point, narrow space, no-break space, apostrophe; lakhs; digits of its own. */
const locales = ['en', 'de', 'fr', 'es', 'pl', 'de-CH', 'en-IN', 'ar-EG', 'pt-BR', 'sv', 'ja'] as const;

describe('numbers in the separators of a language', () => {
  it('are printed with them', () => {
    inLocale('de');
    expect(formatRate_Gbps(1600)).toBe('1,6\u202fTb/s');
    expect(formatCount(16384)).toBe('16.384');
    expect(formatMoney_usd(1234)).toBe('$1.234');
    expect(formatShare(0.125)).toBe('12,5\u202f%');
    expect(say`${1.5} of ${20000}`).toBe('1,5 of 20000');
    inLocale('fr');
    expect(formatCount(16384)).toBe('16\u202f384');
    inLocale('en-IN');
    expect(formatCount(1638400)).toBe('16,38,400');
  });

  it('are English unless set, and where the tag is none', () => {
    expect(formatCount(16384)).toBe('16,384');
    inLocale('no tag!');
    expect(formatCount(16384)).toBe('16,384');
  });

  it('are read as they are printed, and with a point', () => {
    inLocale('de');
    expect(value(parseRate_Gbps('1,6T'))).toBe(1600);
    expect(value(parseRate_Gbps('1.6T'))).toBe(1600);
    expect(value(parseCount('16.384'))).toBe(16384);
    expect(value(parseNumber('1,5e3'))).toBe(1500);
    // A comma before three digits is a decimal one here.
    expect(value(parseNumber('1,024'))).toBe(1.024);
    expect(value(parseNumber('1,2,3'))).toBe('not-a-number');
    writeNumbers(plainNumbers);
    expect(value(parseNumber('1,024'))).toBe(1024);
    expect(value(parseRate_Gbps('1,6T'))).toBe('not-a-number');
  });

  it.each(locales)('in %s, what is printed is read as the same number', (locale) => {
    inLocale(locale);
    const { group, decimal } = separatorsOf(locale);
    expect(group).not.toBe(decimal);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2 ** 50 }), (n) => {
        expect(value(parseCount(formatCount(n)))).toBe(n);
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: -4, max: 4 }), (digits, power) => {
        const n = Number(`${digits}e${power}`);
        expect(value(parseNumber(formatNumber(n, { digits: 6 })))).toBe(n);
      }),
    );
  });
});

describe('units that a person wants first', () => {
  it('are bytes for rates: 8 bits make one', () => {
    writeNumbers({ ...plainNumbers, rates: 'bytes' });
    expect(formatRate_Gbps(400)).toBe('50\u202fGB/s');
    expect(formatRateBoth_Gbps(400)).toBe('50\u202fGB/s = 400\u202fGb/s');
    expect(value(parseRate_Gbps(formatRate_Gbps(400)))).toBe(400);
  });

  it('are feet for lengths: 3 m are 3 / 0.3048 = 9.84 ft', () => {
    writeNumbers({ ...plainNumbers, lengths: 'feet' });
    expect(formatLength_m(3)).toBe('9.84\u202fft');
    expect(formatLength_m(1609.344)).toBe('1\u202fmi');
  });
});
