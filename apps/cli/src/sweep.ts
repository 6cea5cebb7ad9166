/**
 * The points of a sweep: every combination of the varied values, and what each does to a study.
 *
 * A key is a parameter of a block (`servers`, or `b1.servers` where there are several blocks), `traffic` or `routing`. Values are separated by
 * commas, or by semicolons where they hold commas themselves. The last key varies fastest.
 */
import type { Design, Study, Workload } from '@weft/model';
import type { RecipeSpec } from '@weft/engine';
import { expectUsage, InputFault, UsageFault } from './fault.ts';
import { keyOf, readSetting } from './settings.ts';
import { readRouting, readTraffic } from './traffic.ts';

export interface Varied {
  readonly key: string;
  readonly values: readonly string[];
}

export interface Point {
  /** The values in the order of the keys. */
  readonly values: readonly string[];
  readonly design: Design;
  readonly workload: Workload;
}

/** `key=a,b,c` taken apart. */
export function readVaried(text: string): Varied {
  const at = text.indexOf('=');
  const list = text.slice(at + 1);
  const values = (list.includes(';') ? list.split(';') : list.split(',')).map((value) => value.trim());
  if (at <= 0 || values.some((value) => value === '')) {
    throw new UsageFault(`--vary: \`${text}\` is not understood; expected key=a,b,c.`);
  }
  return { key: text.slice(0, at).trim(), values };
}

/** `i/n`: the i-th of n equal parts, counted from 1. */
export function readShard(text: string): { readonly index: number; readonly of: number } {
  const match = /^(\d+)\/(\d+)$/.exec(text);
  const [index, of] = [Number(match?.[1]), Number(match?.[2])];
  if (match !== null && of >= 1 && index >= 1 && index <= of) return { index, of };
  throw new UsageFault(`--shard: \`${text}\` is not understood; expected i/n with i from 1 to n, such as 1/4.`);
}

/** How many combinations there are. */
export function pointCount(varied: readonly Varied[]): number {
  return varied.reduce((count, { values }) => count * values.length, 1);
}

/** The combination of a number. */
export function pointAt(
  number: number,
  varied: readonly Varied[],
  study: Study,
  design: Design,
  recipes: readonly RecipeSpec[],
): Point {
  const values: string[] = [];
  let rest = number;
  for (const { values: choices } of varied.toReversed()) {
    values.unshift(choices[rest % choices.length]!);
    rest = Math.floor(rest / choices.length);
  }
  let point: Point = { values, design, workload: study.workload };
  varied.forEach(({ key }, i) => (point = { ...point, ...applied(key, values[i]!, point, recipes) }));
  return point;
}

function applied(
  key: string,
  text: string,
  { design, workload }: Point,
  recipes: readonly RecipeSpec[],
): Partial<Point> {
  if (key === 'traffic') return { workload: { ...workload, traffic: expectUsage(readTraffic(text)) } };
  if (key === 'routing') return { workload: { ...workload, routing: expectUsage(readRouting(text)) } };
  const dot = key.indexOf('.');
  const blocks = Object.values(design.blocks);
  const block = dot > 0 ? design.blocks[key.slice(0, dot)] : blocks[0];
  if (block === undefined || (dot < 0 && blocks.length > 1)) {
    const ids = blocks.map(({ id }) => id).join(', ');
    throw new InputFault(
      blocks.length === 0
        ? `--vary: ${key} is a parameter of a block, but the design has none.`
        : `--vary: ${key} does not say which block is meant; expected ${blocks[0]!.id}.${key}, with one of ${ids}.`,
    );
  }
  const parameter = key.slice(dot + 1);
  const recipe = recipes.find(({ name }) => name === block.recipe);
  const parameters = { ...block.parameters, [keyOf(recipe, parameter)]: readSetting(recipe, parameter, text) };
  return { design: { ...design, blocks: { ...design.blocks, [block.id]: { ...block, parameters } } } };
}
