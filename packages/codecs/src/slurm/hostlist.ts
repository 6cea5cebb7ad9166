/**
 * Slurm's short form for many names: `n[01-04,8],gpu[1-2]x` is n01 n02 n03 n04 n8 gpu1x gpu2x. Zeros in front are kept.
 */

/** All names of a list, in its order; null when it is not one or has more than `most`. */
export function expandedHosts(list: string, most: number): readonly string[] | null {
  if (!/^(?:[^[\]]|\[[^[\]]*\])*$/.test(list)) return null;
  const names: string[] = [];
  for (const part of partsOf(list)) {
    const found = expandedPart(part, most - names.length);
    if (found === null) return null;
    for (const name of found) names.push(name);
  }
  return names;
}

/** Splits at commas outside of brackets. */
function partsOf(list: string): string[] {
  return list.match(/(?:[^,[\]]|\[[^\]]*\])+/g) ?? [];
}

function expandedPart(part: string, most: number): readonly string[] | null {
  const bracket = /^([^[\]]*)\[([^[\]]*)\](.*)$/.exec(part.trim());
  if (!bracket) return /[[\]\s]/.test(part.trim()) || part.trim() === '' || most < 1 ? null : [part.trim()];
  const tails = bracket[3] === '' ? [''] : expandedPart(bracket[3]!, most);
  if (tails === null) return null;
  const names: string[] = [];
  for (const range of bracket[2]!.split(',')) {
    const match = /^(\d{1,9})(?:-(\d{1,9}))?$/.exec(range.trim());
    if (!match) return null;
    const [first, last] = [Number(match[1]), Number(match[2] ?? match[1])];
    if (last < first || (last - first + 1) * tails.length + names.length > most) return null;
    const digits = match[1]!.startsWith('0') ? match[1]!.length : 0;
    for (let number = first; number <= last; number++) {
      for (const tail of tails) names.push(bracket[1]! + String(number).padStart(digits, '0') + tail);
    }
  }
  return names;
}

/** The short form of a list of names: runs of numbers after a common stem become ranges. */
export function compressedHosts(names: readonly string[]): string {
  const stems = new Map<string, string[]>();
  const order: string[] = [];
  for (const name of names) {
    const match = /^(.*?)(\d{1,9})$/.exec(name);
    // Numbers of one width with zeros in front make one run; without zeros any width does.
    const stem = match
      ? `${match[1]!}\n${match[2]!.startsWith('0') && match[2]!.length > 1 ? match[2]!.length : ''}`
      : name;
    const list = stems.get(stem);
    if (list) list.push(name);
    else {
      stems.set(stem, [name]);
      order.push(stem);
    }
  }
  return order.map((stem) => compressedStem(stem, stems.get(stem)!)).join(',');
}

function compressedStem(stem: string, names: readonly string[]): string {
  const cut = stem.indexOf('\n');
  if (cut < 0) return names.join(',');
  if (names.length === 1) return names[0]!;
  const prefix = stem.slice(0, cut);
  const width = Number(stem.slice(cut + 1));
  const numbers = names.map((name) => Number(name.slice(prefix.length))).toSorted((a, b) => a - b);
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && number === run[1] + 1) run[1] = number;
    else runs.push([number, number]);
  }
  const written = (number: number) => String(number).padStart(width, '0');
  const ranges = runs.map(([first, last]) => (first === last ? written(first) : `${written(first)}-${written(last)}`));
  return `${prefix}[${ranges.join(',')}]`;
}
