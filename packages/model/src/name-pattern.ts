/**
 * Names by pattern: `leaf*`, `rack ?`, `{leaf,spine} 1*`, or a regular expression between slashes, `/^leaf \d+$/`. In: what a person typed. Out:
 * a test of names, or the sentence that says what is wrong.
 *
 * A regular expression runs as it is, so only those are taken that end soon on any name: at most three repetitions without a bound, no
 * repeated group that holds a choice or a repetition, no back reference. On a name of 200 characters that is a few million steps at worst.
 */
import { done, failed, type Outcome, say } from '@weft/units';
import { limits } from './limits.ts';

export type NameTest = (name: string) => boolean;

const mostRepetitions = 3;

/** A test of names; letters match in either case. */
export function namePattern(text: string): Outcome<NameTest> {
  const wanted = text.trim();
  if (wanted === '') return refused(say`Type a name, or a pattern such as leaf*.`);
  if (wanted.length > limits.label) return refused(say`A pattern has at most ${limits.label} characters.`);
  const slashed = /^\/(.*)\/i?$/.exec(wanted);
  const source = slashed ? slashed[1]! : `^${globSource(wanted)}$`;
  if (slashed) {
    const why = slowness(source);
    if (why !== null) return refused(why);
  }
  try {
    const expression = new RegExp(source, 'iu');
    return done((name) => expression.test(name.slice(0, limits.label)));
  } catch {
    return refused(say`${wanted} is no regular expression; expected something like /^leaf \\d+$/.`);
  }
}

function refused(message: string): Outcome<NameTest> {
  return failed('bad-pattern', 'pattern', message);
}

/** `*` for any characters, `?` for one, `{a,b}` for either. Many stars in a row are one. */
function globSource(glob: string): string {
  let depth = 0;
  let source = '';
  for (const sign of glob.replace(/\*+/g, '*')) {
    if (sign === '*') source += '.*';
    else if (sign === '?') source += '.';
    else if (sign === '{' && glob.includes('}')) {
      depth++;
      source += '(?:';
    } else if (sign === '}' && depth > 0) {
      depth--;
      source += ')';
    } else if (sign === ',' && depth > 0) source += '|';
    else source += sign.replace(/[\\^$.|?*+()[\]{}/-]/g, '\\$&');
  }
  return source + ')'.repeat(depth);
}

/** Why an expression might run for long; null when it cannot. */
function slowness(source: string): string | null {
  const plain = source.replace(/\\[^\d]/g, 'x').replace(/\[[^\]]*\]/g, 'x');
  if (/\\\d/.test(plain)) return say`A pattern cannot refer back to what it matched.`;
  if ((plain.match(/[*+]|\{\d+,\}/g) ?? []).length > mostRepetitions) {
    return say`A pattern has at most ${mostRepetitions} repetitions (* or +).`;
  }
  // A group that is repeated, and repeats or chooses inside.
  const groups: number[] = [];
  for (let i = 0; i < plain.length; i++) {
    if (plain[i] === '(') groups.push(i);
    if (plain[i] !== ')') continue;
    const inside = plain.slice((groups.pop() ?? 0) + 1, i).replace(/^\?:/, '');
    if (/^[*+{]/.test(plain.slice(i + 1)) && /[*+{|?]/.test(inside)) {
      return say`A group that is repeated cannot hold a choice or a repetition of its own.`;
    }
  }
  return null;
}
