/**
 * Parameters of recipes: how they are declared, checked against their declaration, and read.
 *
 * In: a record from a form, a file or a command line. Out: the same record complete and of the right kinds, or one fault that
 * names the key, what was given, the limit and the nearest valid value.
 */
import { partsOf, type PartKind } from '@weft/catalogue';
import { done, failed, type Outcome, say } from '@weft/units';
import type { ParameterValue, Parameters } from '@weft/model';
import { nearestWord } from './nearest-word.ts';
import type { ParameterSpec } from './recipe.ts';

/** A whole number. */
export function count(
  key: string,
  meaning: string,
  unit: string | null,
  preset: number,
  min: number,
  max: number,
): ParameterSpec {
  return { key, meaning, kind: 'count', unit, default: preset, range: { min, max }, choices: null };
}

/** A link rate in Gb/s, each direction. */
export function rate(key: string, meaning: string, preset: number, min = 0.001): ParameterSpec {
  return { key, meaning, kind: 'rate', unit: 'Gb/s', default: preset, range: { min, max: 10_000_000 }, choices: null };
}

/** A dimensionless number that need not be whole. */
export function ratio(key: string, meaning: string, preset: number, min: number, max: number): ParameterSpec {
  return { key, meaning, kind: 'ratio', unit: null, default: preset, range: { min, max }, choices: null };
}

/** One of a few words. */
export function choice(key: string, meaning: string, preset: string, choices: readonly string[]): ParameterSpec {
  return { key, meaning, kind: 'choice', unit: null, default: preset, range: null, choices };
}

/** Yes or no. */
export function flag(key: string, meaning: string, preset: boolean): ParameterSpec {
  return { key, meaning, kind: 'flag', unit: null, default: preset, range: null, choices: null };
}

/** A catalogue id of that kind; the empty word for none. Its choices are what the catalogue has, read when first asked for. */
export function part(key: string, meaning: string, preset: string, partKind: PartKind): ParameterSpec {
  return {
    key,
    meaning,
    kind: 'part',
    unit: null,
    default: preset,
    range: null,
    get choices() {
      return ['', ...partsOf(partKind).map(({ id }) => id)];
    },
  };
}

/** A list of whole numbers. */
export function list(
  key: string,
  meaning: string,
  unit: string | null,
  preset: readonly number[],
  min: number,
  max: number,
): ParameterSpec {
  return { key, meaning, kind: 'list', unit, default: preset, range: { min, max }, choices: null };
}

/** The same parameters with other defaults. */
export function withDefaults(
  specs: readonly ParameterSpec[],
  presets: Readonly<Record<string, ParameterValue>>,
): ParameterSpec[] {
  return specs.map((spec) => {
    const preset = presets[spec.key];
    if (preset === undefined) return spec;
    // Property by property, so that the choices of a part stay unread.
    const properties = { ...Object.getOwnPropertyDescriptors(spec), default: { value: preset, enumerable: true } };
    return Object.defineProperties({}, properties) as ParameterSpec;
  });
}

/** The same parameters with the letters of the literature. */
export function withSymbols(
  specs: readonly ParameterSpec[],
  symbols: Readonly<Record<string, string>>,
): ParameterSpec[] {
  return specs.map((spec) => {
    const symbol = symbols[spec.key];
    if (symbol === undefined) return spec;
    const properties = { ...Object.getOwnPropertyDescriptors(spec), symbol: { value: symbol, enumerable: true } };
    return Object.defineProperties({}, properties) as ParameterSpec;
  });
}

/** The parameter of a key or a letter; a key goes before a letter. */
export function parameterNamed(specs: readonly ParameterSpec[], name: string): ParameterSpec | undefined {
  return specs.find(({ key }) => key === name) ?? specs.find(({ symbol }) => symbol === name);
}

/** Most entries of a list parameter. */
const listLimit = 16;
const partPattern = /^[a-z0-9][a-z0-9._-]{0,63}$/i;

/** The given parameters completed with defaults, each of its declared kind and inside its range. */
export function checkedAgainst(specs: readonly ParameterSpec[], given: Parameters): Outcome<Parameters> {
  const known = new Map(specs.map((spec) => [spec.key, spec]));
  for (const key of Object.keys(given)) {
    if (!known.has(key)) {
      const nearest = parameterNamed(specs, key)?.key ?? nearestWord(key, [...known.keys()]);
      const hint = nearest === null ? '' : say`the nearest is ${nearest}; `;
      return failed(
        'parameter-unknown',
        key,
        say`There is no parameter "${key}"; ${hint}expected one of ${specs.map((s) => s.key).join(', ')}.`,
      );
    }
  }
  const complete: Record<string, ParameterValue> = {};
  for (const spec of specs) {
    const value = Object.hasOwn(given, spec.key) ? given[spec.key]! : spec.default;
    const checked = checkedValue(spec, value);
    if (!checked.ok) return checked;
    complete[spec.key] = checked.value;
  }
  return done(complete);
}

function checkedValue(spec: ParameterSpec, value: ParameterValue): Outcome<ParameterValue> {
  const wrong = (wanted: string): Outcome<ParameterValue> =>
    failed('parameter-kind', spec.key, say`${spec.key} is ${JSON.stringify(value)}; expected ${wanted}.`);
  switch (spec.kind) {
    case 'count':
      if (typeof value !== 'number' || !Number.isInteger(value)) return wrong(say`a whole number`);
      return inRange(spec, value);
    case 'rate':
    case 'ratio':
      if (typeof value !== 'number' || !Number.isFinite(value)) return wrong(say`a number`);
      return inRange(spec, value);
    case 'flag':
      return typeof value === 'boolean' ? done(value) : wrong(say`true or false`);
    case 'choice': {
      const word = String(value);
      return spec.choices!.includes(word) ? done(word) : wrong(say`one of ${spec.choices!.join(', ')}`);
    }
    case 'part':
      if (value === '' || (typeof value === 'string' && partPattern.test(value))) return done(value);
      return wrong(say`a part id, or the empty word for none`);
    case 'list': {
      const entries = typeof value === 'number' ? [value] : value;
      if (!Array.isArray(entries)) return wrong(say`a list of whole numbers`);
      if (entries.length > listLimit) return wrong(say`at most ${listLimit} numbers`);
      for (const entry of entries as readonly number[]) {
        if (!Number.isInteger(entry)) return wrong(say`a list of whole numbers`);
        const checked = inRange(spec, entry);
        if (!checked.ok) return checked;
      }
      return done(entries as readonly number[]);
    }
  }
}

function inRange(spec: ParameterSpec, value: number): Outcome<ParameterValue> {
  const { min, max } = spec.range!;
  if (value >= min && value <= max) return done(value);
  const unit = spec.unit === null ? '' : ` ${spec.unit}`;
  return failed('parameter-range', spec.key, say`${spec.key} is ${value}${unit}; expected ${min} to ${max}.`);
}

/** A number of a checked record. */
export function numberIn(parameters: Parameters, key: string): number {
  const value = parameters[key];
  if (typeof value !== 'number') throw new Error(`parameter ${key} was not checked: ${String(value)}`);
  return value;
}

/** A word of a checked record. */
export function wordIn(parameters: Parameters, key: string): string {
  const value = parameters[key];
  if (typeof value !== 'string') throw new Error(`parameter ${key} was not checked: ${String(value)}`);
  return value;
}

/** A yes or no of a checked record. */
export function flagIn(parameters: Parameters, key: string): boolean {
  const value = parameters[key];
  if (typeof value !== 'boolean') throw new Error(`parameter ${key} was not checked: ${String(value)}`);
  return value;
}

/** A list of a checked record. */
export function listIn(parameters: Parameters, key: string): readonly number[] {
  const value = parameters[key];
  if (!Array.isArray(value)) throw new Error(`parameter ${key} was not checked: ${String(value)}`);
  return value as readonly number[];
}

/** A part of a checked record; null for none. */
export function partIn(parameters: Parameters, key: string): string | null {
  const id = wordIn(parameters, key);
  return id === '' ? null : id;
}
