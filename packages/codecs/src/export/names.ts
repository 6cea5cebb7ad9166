/**
 * Names for a format that allows less than we do: cleaned by its rule, and made unique.
 */

/** Gives each wanted name a clean one that no other has: the second `leaf` is `leaf_2`. */
export function cleanNames(
  wanted: readonly string[],
  clean: (name: string) => string,
  options: NameOptions = {},
): readonly string[] {
  return wanted.map(namer(clean, options));
}

export interface NameOptions {
  readonly most?: number;
  readonly joint?: string;
}

/** Gives one name after the other, each time another than before. */
export function namer(clean: (name: string) => string, options: NameOptions = {}): (name: string) => string {
  const most = options.most ?? Infinity;
  const joint = options.joint ?? '_';
  const taken = new Set<string>();
  const next = new Map<string, number>();
  return (name) => {
    const base = clean(name) || 'x';
    let unique = base.slice(0, most);
    for (let number = next.get(base) ?? 2; taken.has(unique); number++) {
      const ending = `${joint}${number}`;
      unique = base.slice(0, most - ending.length) + ending;
      next.set(base, number + 1);
    }
    taken.add(unique);
    return unique;
  };
}

/** Letters, digits, dots, dashes; what stood between them becomes a dash. */
export function plainName(name: string): string {
  return name.replace(/[^A-Za-z0-9.]+/g, '-').replace(/^[-.]+|-+$/g, '');
}
