/**
 * The nearest value that is possible for a parameter while the others stay as they are: what a fault proposes.
 *
 * What is possible is only known by asking (a prime power, an even product, a port that is left), so values are tried: those next to the one given, then
 * ever farther ones towards both ends of the range; between a value that passes and the next nearer one that does not, the border is halved out.
 * So a border is found exactly, and a hole among values that pass within a few dozen of the one given. Cost: some 400 checks, each O(1).
 */
import type { ParameterValue, Parameters } from '@weft/model';
import type { ParameterSpec } from './recipe.ts';

/** Values next to the one given that are all tried. */
const close = 64;

/** One entry of a list changes by a factor of eight at most before all of them do. */
const mostChange = Math.log(8);

/** Whether parameters pass. */
type Check = (parameters: Parameters) => boolean;

/** The nearest value of a parameter that passes, of words the first; null where none was found. */
export function nearestValid(spec: ParameterSpec, given: Parameters, passes: Check): ParameterValue | null {
  const value = given[spec.key] ?? spec.default;
  const passesWith = (candidate: ParameterValue): boolean => passes({ ...given, [spec.key]: candidate });
  if (spec.kind === 'flag') return typeof value === 'boolean' && passesWith(!value) ? !value : null;
  if (spec.kind === 'choice') return spec.choices!.find((choice) => choice !== value && passesWith(choice)) ?? null;
  if (spec.range === null) return null;
  if (spec.kind === 'list') {
    const entries = typeof value === 'number' ? [value] : value;
    return Array.isArray(entries) ? nearestList(spec, entries as readonly number[], passesWith) : null;
  }
  return typeof value === 'number' ? nearestNumber(spec, value, passesWith) : null;
}

function nearestNumber(spec: ParameterSpec, value: number, passes: (value: number) => boolean): number | null {
  const { min, max } = spec.range!;
  if (spec.kind !== 'count') return nearestOf(value, [min, max, spec.default as number, 1, 2, 4], passes);
  const start = Math.min(max, Math.max(min, Math.round(value)));
  for (let step = 0; step <= close; step++) {
    for (const near of step === 0 ? [start] : [start - step, start + step]) {
      if (near >= min && near <= max && near !== value && passes(near)) return near;
    }
  }
  const borders = [borderBelow(start - close, min, passes), borderAbove(start + close, max, passes)];
  return nearestOf(
    start,
    borders.filter((border) => border !== null),
    () => true,
  );
}

/** The one of the values that is nearest and passes; the smaller of two. */
function nearestOf(value: number, candidates: readonly number[], passes: (value: number) => boolean): number | null {
  const near = [...new Set(candidates)].filter((one) => one !== value).toSorted((a, b) => a - b);
  return near.toSorted((a, b) => Math.abs(a - value) - Math.abs(b - value)).find(passes) ?? null;
}

/** The largest value below one that fails, down to an end, at which values begin to pass. */
function borderBelow(fails: number, min: number, passes: (value: number) => boolean): number | null {
  const mirrored = borderAbove(-fails, -min, (value) => passes(-value));
  return mirrored === null ? null : -mirrored;
}

function borderAbove(fails: number, max: number, passes: (value: number) => boolean): number | null {
  let low = fails;
  for (const tried of farther(fails, max)) {
    if (!passes(tried)) {
      low = tried;
      continue;
    }
    let high = tried;
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2);
      if (passes(middle)) high = middle;
      else low = middle;
    }
    return high;
  }
  return null;
}

/** Values from one to an end, in steps that grow from the one and shrink again before the end, since either may be near what is possible. */
function farther(from: number, max: number): number[] {
  if (from >= max) return [];
  const span = max - from;
  const found = new Set<number>([max]);
  for (let step = 1; step < span; step = Math.ceil(step * 1.25)) {
    found.add(from + step);
    found.add(max - step);
  }
  return [...found].toSorted((a, b) => a - b);
}

/** One entry changed as little as can be; where that does not do, all of them by one factor. */
function nearestList(
  spec: ParameterSpec,
  entries: readonly number[],
  passes: (value: readonly number[]) => boolean,
): readonly number[] | null {
  const { min, max } = spec.range!;
  const inside = entries.map((entry) => Math.min(max, Math.max(min, Math.round(entry))));
  if (inside.some((entry, i) => entry !== entries[i]) && passes(inside)) return inside;
  const single = inside.map((entry, i): { list: readonly number[]; change: number } | null => {
    const withEntry = (value: number): readonly number[] => inside.map((other, j) => (j === i ? value : other));
    const found = nearestNumber({ ...spec, kind: 'count' }, entry, (value) => passes(withEntry(value)));
    return found === null
      ? null
      : { list: withEntry(found), change: Math.abs(Math.log(Math.max(found, 0.5) / Math.max(entry, 0.5))) };
  });
  const best = single.filter((one) => one !== null).toSorted((a, b) => a.change - b.change)[0];
  if (best !== undefined && best.change <= mostChange) return best.list;
  for (let factor = 0.95; factor > 1e-4; factor *= 0.95) {
    const scaled = inside.map((entry) => Math.max(min, Math.floor(entry * factor)));
    if (passes(scaled)) return scaled;
  }
  if (best !== undefined) return best.list;
  return passes(spec.default as readonly number[]) ? (spec.default as readonly number[]) : null;
}
