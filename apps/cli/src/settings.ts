/**
 * `--set key=value` as the parameters of a recipe: each value is read as its parameter's kind and unit asks.
 */
import { done, failed, parseByteRate_GBps, parseCount, parseRate_Gbps, type Outcome } from '@weft/units';
import type { Parameters, ParameterValue } from '@weft/model';
import { parameterNamed, type RecipeSpec } from '@weft/engine';
import { expectGood, UsageFault } from './fault.ts';

/** Parameters from `key=value` words. A key the recipe does not have is left to the recipe to refuse. */
export function readSettings(recipe: RecipeSpec | undefined, settings: readonly string[]): Parameters {
  const parameters: Record<string, ParameterValue> = {};
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at <= 0) throw new UsageFault(`--set: \`${setting}\` is not understood; expected key=value.`);
    const key = setting.slice(0, at).trim();
    const text = setting.slice(at + 1).trim();
    const meant = keyOf(recipe, key);
    if (Object.hasOwn(parameters, meant)) throw new UsageFault(`--set: ${meant} is set twice; expected each once.`);
    parameters[meant] = readSetting(recipe, key, text);
  }
  return parameters;
}

/** The key of a parameter that is named by its key or by its letter; as it is where the recipe has no such parameter. */
export function keyOf(recipe: RecipeSpec | undefined, name: string): string {
  return recipe === undefined ? name : (parameterNamed(recipe.parameters, name)?.key ?? name);
}

/** One value as its parameter asks; as it is where the recipe has no such parameter. */
export function readSetting(recipe: RecipeSpec | undefined, key: string, text: string): ParameterValue {
  const spec = recipe === undefined ? undefined : parameterNamed(recipe.parameters, key);
  return spec === undefined ? text : expectGood(readValue(spec, text));
}

type Spec = RecipeSpec['parameters'][number];

function readValue(spec: Spec, text: string): Outcome<ParameterValue> {
  switch (spec.kind) {
    case 'count':
      return parseCount(text, spec.key);
    case 'rate':
      return spec.unit === 'GB/s' ? parseByteRate_GBps(text, spec.key) : parseRate_Gbps(text, spec.key);
    case 'ratio':
      return readNumber(spec.key, text);
    case 'flag':
      if (text === 'true' || text === 'yes') return done(true);
      if (text === 'false' || text === 'no') return done(false);
      return failed('not-a-flag', spec.key, `\`${text}\` is not understood; expected true or false.`);
    case 'list':
      return readList(spec.key, text);
    case 'choice':
    case 'part':
      return done(text);
  }
}

function readNumber(key: string, text: string): Outcome<number> {
  const value = text === '' ? NaN : Number(text);
  if (Number.isFinite(value)) return done(value);
  return failed('not-a-number', key, `\`${text}\` is no number; expected a plain one such as 2 or 1.5.`);
}

/** `8,8,4` or `8x8x4`; the empty word is the empty list. */
function readList(key: string, text: string): Outcome<readonly number[]> {
  const numbers: number[] = [];
  for (const part of text === '' ? [] : text.split(/[x,]/)) {
    const number = readNumber(key, part.trim());
    if (!number.ok) return number;
    numbers.push(number.value);
  }
  return done(numbers);
}
