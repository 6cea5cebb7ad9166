/**
 * What a person wrote, as a number in base units, or a sentence that says what was expected.
 *
 * In: text such as `1.6T`, `50 GB/s`, `1 GiB`, `16,384`, `$1.5M`. Out: a finite number, not negative, in the unit that ends the function's
 * name. A bare number is in that unit. Separators are those of the numbers in force (`numbers.ts`): in English commas separate thousands only,
 * in German `16.384` and `1,6T` are read as they are printed, and `1.6T` as well. All kinds of spaces are skipped.
 */
import { say, sayText } from './say.ts';
import { done, failed, type Outcome } from './outcome.ts';
import * as dimensions from './dimension.ts';
import type { Dimension } from './dimension.ts';
import { numbersInForce, separatorsOf } from './numbers.ts';

export type QuantityFault = 'empty' | 'not-a-number' | 'unknown-unit' | 'wrong-unit' | 'out-of-range' | 'not-whole';
export type Quantity = Outcome<number, QuantityFault>;

/** Longer input is not a quantity. */
const longest = 64;
const numeral = /^([+-]?)(\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(e[+-]?\d{1,3})?/i;

/** A network rate in Gb/s per direction. */
export function parseRate_Gbps(text: string, where = 'rate'): Quantity {
  return parse(text, dimensions.rate, where);
}

/** A rate of memory or of a collective in GB/s. */
export function parseByteRate_GBps(text: string, where = 'rate'): Quantity {
  return parse(text, dimensions.byteRate, where);
}

/** A size in bytes; fractions of a byte are refused. */
export function parseSize_B(text: string, where = 'size'): Quantity {
  return whole(parse(text, dimensions.size, where), text, 'bytes', where);
}

/** A time in seconds. */
export function parseTime_s(text: string, where = 'time'): Quantity {
  return parse(text, dimensions.time, where);
}

const nanoseconds: Dimension = {
  ...dimensions.time,
  spellings: new Map([...dimensions.time.spellings].map(([word, factor]) => [word, word === '' ? 1 : factor / 1e-9])),
};

/** A time in nanoseconds; a bare number is nanoseconds. */
export function parseTime_ns(text: string, where = 'time'): Quantity {
  return parse(text, nanoseconds, where);
}

/** A length in metres. */
export function parseLength_m(text: string, where = 'length'): Quantity {
  return parse(text, dimensions.length, where);
}

/** A power in watts. */
export function parsePower_W(text: string, where = 'power'): Quantity {
  return parse(text, dimensions.power, where);
}

/** An energy in kilowatt-hours. */
export function parseEnergy_kWh(text: string, where = 'energy'): Quantity {
  return parse(text, dimensions.energy, where);
}

/** An amount of money in US dollars. */
export function parseMoney_usd(text: string, where = 'amount'): Quantity {
  return parse(text.replace(/^(\s*)(?:\$|USD\b)/, '$1'), dimensions.money, where);
}

/** A whole number of things. */
export function parseCount(text: string, where = 'count'): Quantity {
  return whole(parse(text, dimensions.count, where), text, 'things', where);
}

/** A share of a whole: 0.5 for `50 %`. */
export function parseShare(text: string, where = 'share'): Quantity {
  return parse(text, dimensions.share, where);
}

/** A plain number, for ratios and factors. */
export function parseNumber(text: string, where = 'number'): Quantity {
  return parse(text, dimensions.number, where);
}

function parse(text: string, dimension: Dimension, where: string): Quantity {
  const found = text
    .slice(0, longest + 1)
    .replace(/[\s\u00a0\u2009\u202f]+/g, ' ')
    .trim();
  const name = sayText(dimension.name);
  const expected = say`expected ${name} such as ${sayText(dimension.examples)}`;
  if (found === '') return failed('empty', where, say`Nothing was given; ${expected}.`);
  if (found.length > longest) return failed('not-a-number', where, say`The text is too long for ${name}; ${expected}.`);
  const read = plainNumeral(found);
  const match = numeral.exec(read);
  if (!match) return failed('not-a-number', where, say`"${found}" does not begin with a number; ${expected}.`);
  const unit = read.slice(match[0].length).trim();
  if (/^[.,\d]/.test(unit)) {
    return failed(
      'not-a-number',
      where,
      separatorsOf(numbersInForce().locale).decimal === ','
        ? say`"${found}" is not a number; write decimals with a comma, for instance 1,5.`
        : say`"${found}" is not a number; write decimals with a point, for instance 1.5.`,
    );
  }
  const refused = dimension.refused.get(unit);
  if (refused !== undefined) return failed('wrong-unit', where, `"${found}": ${sayText(refused)}`);
  const factor = dimension.spellings.get(unit) ?? dimension.spellings.get(unit.replaceAll(' ', ''));
  if (factor === undefined) return failed('unknown-unit', where, say`"${unit}" is not a unit of ${name}; ${expected}.`);
  const value = scaled(Number(match[2]!.replaceAll(',', '') + (match[3] ?? '')), factor);
  if (match[1] === '-' && value !== 0) return failed('out-of-range', where, say`"${found}" is negative; ${expected}.`);
  if (!Number.isFinite(value))
    return failed('out-of-range', where, say`"${found}" is too large to compute with; ${expected}.`);
  return done(value);
}

/** The text with the number that it begins with as English has it, without separators of thousands where another language is in force. */
function plainNumeral(found: string): string {
  const { group, decimal, digits } = separatorsOf(numbersInForce().locale);
  if (group === ',' && decimal === '.' && digits === 3) return found;
  // What is printed between thousands may be a narrow space, an apostrophe of one kind or the other, a point.
  const between = /\s/.test(group) ? ' ' : /['\u2019]/.test(group) ? "['\u2019]" : `\\${group}`;
  const point = `\\${decimal}`;
  const local = new RegExp(
    `^([+-]?)(\\d{1,3}(?:${between}\\d{${digits}})*${between}\\d{3}|\\d+)(?:${point}(\\d*))?(?![\\d.,])`,
  );
  const match = local.exec(found);
  if (match === null) return found;
  const thousands = match[2]!.replace(/\D/g, '');
  return `${match[1]}${thousands}${match[3] === undefined ? '' : `.${match[3]}`}${found.slice(match[0].length)}`;
}

/**
 * Multiplies by the factor, snapped to the whole number (or divided by the whole reciprocal) that it is a rounding of, so that 400 Mb/s is
 * 0.4 Gb/s exactly and not 0.4000000001.
 */
function scaled(value: number, factor: number): number {
  const near = Math.round(factor >= 1 ? factor : 1 / factor);
  const isWhole = Math.abs((factor >= 1 ? factor / near : factor * near) - 1) < 1e-12;
  if (!isWhole) return value * factor;
  return factor >= 1 ? value * near : value / near;
}

function whole(quantity: Quantity, text: string, things: string, where: string): Quantity {
  if (!quantity.ok || Number.isSafeInteger(quantity.value)) return quantity;
  // 1.1 kB is 1100.0000000000002 in binary; a hair beside a whole number is that number.
  const nearest = Math.round(quantity.value);
  if (Number.isSafeInteger(nearest) && Math.abs(quantity.value - nearest) <= 1e-12 * nearest) return done(nearest);
  if (Number.isSafeInteger(nearest)) {
    return failed(
      'not-whole',
      where,
      say`"${text.trim()}" is not a whole number of ${things}; expected one such as ${nearest}.`,
    );
  }
  return failed(
    'out-of-range',
    where,
    say`"${text.trim()}" is too large; the most is ${Number.MAX_SAFE_INTEGER} ${things}.`,
  );
}
