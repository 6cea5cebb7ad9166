/**
 * The dimensions Weft computes in: one base unit each, and the spellings people write; what they are printed in stands in `steps.ts`.
 *
 * Bits for networks, bytes for memory, messages and collectives. A small b is a bit and a capital B a byte, always; the case of the
 * prefix is forgiven where it cannot be misread. Decimal prefixes are powers of 1000, binary ones (KiB, MiB, GiB) of 1024.
 */

export interface Dimension {
  /** With its article, for sentences: `a rate`. */
  readonly name: string;
  /** What a good input looks like, for sentences. */
  readonly examples: string;
  /** Every accepted spelling and how many base units one of it is; '' is the bare number, in base units. */
  readonly spellings: ReadonlyMap<string, number>;
  /** Spellings that are refused, with the sentence that says why. */
  readonly refused: ReadonlyMap<string, string>;
}

const decimal: readonly (readonly [string, number])[] = [
  ['', 1],
  ['k', 1e3],
  ['M', 1e6],
  ['G', 1e9],
  ['T', 1e12],
  ['P', 1e15],
];
const binary: readonly (readonly [string, number])[] = [
  ['Ki', 2 ** 10],
  ['Mi', 2 ** 20],
  ['Gi', 2 ** 30],
  ['Ti', 2 ** 40],
  ['Pi', 2 ** 50],
];

const perSecond = ['/s', 'ps', '/sec'];
const bits = ['b', 'bit', 'bits'];
const bytes = ['B', 'Byte', 'byte', 'Bytes', 'bytes'];

/** Prefix and unit in every case that cannot be misread: `G` and `g` are both giga, but `b` is never `B`. */
function spell(
  into: Map<string, number>,
  prefixes: readonly (readonly [string, number])[],
  units: readonly string[],
  factor: number,
): void {
  for (const [prefix, scale] of prefixes) {
    for (const unit of units) {
      for (const cased of new Set([prefix, prefix.toLowerCase(), prefix.toUpperCase()])) {
        into.set(cased + unit, scale * factor);
      }
    }
  }
}

function ratesIn(base_bps: number): Map<string, number> {
  const found = new Map<string, number>([['', 1]]);
  for (const tail of perSecond) {
    spell(
      found,
      decimal,
      bits.map((b) => b + tail),
      1 / base_bps,
    );
    spell(
      found,
      decimal,
      bytes.map((b) => b + tail),
      8 / base_bps,
    );
    spell(
      found,
      binary,
      bytes.map((b) => b + tail),
      8 / base_bps,
    );
  }
  return found;
}

/** Binary prefixes before each of `units`, in every case. */
function prefixedBinary(units: readonly string[]): string[] {
  const found = new Map<string, number>();
  spell(found, binary, units, 1);
  return [...found.keys()];
}

function refusals(entries: readonly (readonly [readonly string[], string])[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const [spellings, sentence] of entries) for (const spelling of spellings) found.set(spelling, sentence);
  return found;
}

/** All decimal prefixes before each of `units`, in both cases. */
function prefixed(units: readonly string[]): string[] {
  const found = new Map<string, number>();
  spell(found, decimal.slice(1), units, 1);
  return [...found.keys()];
}

const networkRates = ratesIn(1e9);
spell(networkRates, decimal.slice(1), ['', 'bit', 'bits'], 1e-9);

/** Network rates, base Gb/s per direction. `400G` and `1.6T` are bits a second, as on a switch's data sheet. */
export const rate: Dimension = {
  name: 'a rate',
  examples: '400G, 400 Gb/s, 1.6 Tb/s or 50 GB/s',
  spellings: networkRates,
  refused: refusals([
    [
      [...prefixed(bytes), ...bytes],
      'That is an amount of bytes, not a rate; write it per second, for instance 50 GB/s.',
    ],
    [prefixed(['b']), 'That is an amount of bits, not a rate; write it per second, for instance 400 Gb/s.'],
  ]),
};

/** Rates of memory and collectives, base GB/s. */
export const byteRate: Dimension = {
  name: 'a rate in bytes',
  examples: '50 GB/s or 400 Gb/s',
  spellings: ratesIn(8e9),
  refused: refusals([
    [prefixed(['']), 'Say whether bits or bytes are meant, for instance 400 Gb/s or 50 GB/s.'],
    [[...prefixed(bytes), ...bytes], 'That is an amount, not a rate; write it per second, for instance 50 GB/s.'],
  ]),
};

const byteSizes = new Map<string, number>([['', 1]]);
spell(byteSizes, decimal, bytes, 1);
spell(byteSizes, binary, bytes, 1);
spell(byteSizes, binary, [''], 1);

/** Sizes of messages and memory, base byte. */
export const size: Dimension = {
  name: 'a size',
  examples: '16 MB, 1 GiB or 4096 B',
  spellings: byteSizes,
  refused: refusals([
    [
      prefixed(['']),
      'That could be decimal or binary; write for instance 1 GB (a thousand million bytes) or 1 GiB (1,073,741,824 bytes).',
    ],
    [
      [...bits, ...prefixed(bits), ...prefixedBinary(bits)],
      'Sizes are in bytes and a small b is a bit; write a capital B, for instance 16 MB.',
    ],
  ]),
};

/** Times, base second. A month has no fixed length and is not accepted; a year is 365 days. */
export const time: Dimension = {
  name: 'a time',
  examples: '150 ns, 2.5 ms, 30 s, 4 h or 90 d',
  spellings: new Map([
    ['', 1],
    ['ps', 1e-12],
    ['ns', 1e-9],
    ['us', 1e-6],
    ['µs', 1e-6],
    ['μs', 1e-6],
    ['ms', 1e-3],
    ['s', 1],
    ['sec', 1],
    ['second', 1],
    ['seconds', 1],
    ['min', 60],
    ['minute', 60],
    ['minutes', 60],
    ['h', 3600],
    ['hour', 3600],
    ['hours', 3600],
    ['d', 86_400],
    ['day', 86_400],
    ['days', 86_400],
    ['w', 604_800],
    ['week', 604_800],
    ['weeks', 604_800],
    ['a', 31_536_000],
    ['y', 31_536_000],
    ['year', 31_536_000],
    ['years', 31_536_000],
  ]),
  refused: refusals([
    [['m'], 'That could be minutes, metres or a thousandth; write min or ms.'],
    [['M', 'month', 'months'], 'Months differ in length; write days, for instance 30 d.'],
  ]),
};

/** Lengths, base metre. A foot is 0.3048 m by definition. */
export const length: Dimension = {
  name: 'a length',
  examples: '3 m, 50 cm or 2 km',
  spellings: new Map([
    ['', 1],
    ['mm', 1e-3],
    ['cm', 1e-2],
    ['m', 1],
    ['metre', 1],
    ['metres', 1],
    ['meter', 1],
    ['meters', 1],
    ['km', 1e3],
    ['ft', 0.3048],
    ['mi', 1609.344],
    ['in', 0.0254],
  ]),
  refused: new Map([['M', 'Write a small m for metres.']]),
};

/** Electrical power, base watt. The case of m and M is meant: mW is a thousandth, MW a million. */
export const power: Dimension = {
  name: 'a power',
  examples: '700 W, 1.2 kW or 30 MW',
  spellings: new Map([
    ['', 1],
    ['mW', 1e-3],
    ['W', 1],
    ['w', 1],
    ['watt', 1],
    ['watts', 1],
    ['kW', 1e3],
    ['kw', 1e3],
    ['KW', 1e3],
    ['MW', 1e6],
    ['GW', 1e9],
  ]),
  refused: new Map([
    ['mw', 'Write mW for milliwatts or MW for megawatts.'],
    ['kWh', 'That is an energy, not a power; write kW.'],
  ]),
};

/** Energy, base kilowatt-hour. */
export const energy: Dimension = {
  name: 'an energy',
  examples: '500 kWh or 1.2 GWh',
  spellings: new Map([
    ['', 1],
    ['Wh', 1e-3],
    ['kWh', 1],
    ['MWh', 1e3],
    ['GWh', 1e6],
    ['TWh', 1e9],
  ]),
  refused: new Map([
    ['kW', 'That is a power, not an energy; write kWh.'],
    ['MW', 'That is a power, not an energy; write MWh.'],
  ]),
};

const moneySpellings = new Map<string, number>();
for (const [suffix, factor] of [
  ['', 1],
  ['k', 1e3],
  ['K', 1e3],
  ['M', 1e6],
  ['m', 1e6],
  ['million', 1e6],
  ['B', 1e9],
  ['bn', 1e9],
  ['G', 1e9],
  ['billion', 1e9],
] as const) {
  for (const currency of ['', '$', 'USD', 'usd']) moneySpellings.set(suffix + currency, factor);
  moneySpellings.set(`${suffix} $`, factor).set(`${suffix} USD`, factor);
}

/** Money, base US dollar; the sign may stand before or after. */
export const money: Dimension = {
  name: 'an amount of money',
  examples: '$1,200, 1.5 M$ or 300 USD',
  spellings: moneySpellings,
  refused: refusals([
    [['€', 'EUR', 'eur', '£', 'GBP'], 'Amounts are in US dollars; convert it first and write for instance $1,200.'],
  ]),
};

/** Counts of things: whole, printed to the last digit. */
export const count: Dimension = {
  name: 'a count',
  examples: '512, 16,384, 16k or 16Ki',
  spellings: new Map([
    ['', 1],
    ['k', 1e3],
    ['K', 1e3],
    ['M', 1e6],
    ['m', 1e6],
    ['Ki', 2 ** 10],
    ['ki', 2 ** 10],
    ['Mi', 2 ** 20],
    ['mi', 2 ** 20],
  ]),
  refused: new Map(),
};

/** A plain number, for ratios and factors. */
export const number: Dimension = {
  name: 'a number',
  examples: '2, 1.5 or 0.25',
  spellings: new Map([['', 1]]),
  refused: new Map(),
};

/** A share of a whole, base 1: `50 %` is 0.5. */
export const share: Dimension = {
  name: 'a share',
  examples: '50 % or 0.5',
  spellings: new Map([
    ['', 1],
    ['%', 1e-2],
    ['percent', 1e-2],
  ]),
  refused: new Map(),
};
