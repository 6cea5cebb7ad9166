/**
 * JSON with one spelling per value: keys in code-unit order, numbers as JavaScript writes them, no minus zero, absent fields left out. Equal
 * studies give equal bytes, so texts can be compared, hashed and kept in version control.
 *
 * `width` breaks lists and records that would be longer than that many characters over several lines; without it there is no white space.
 */
export function canonicalJson(value: unknown, width: number | null = null): string {
  return written(value, width, 0, '$');
}

function written(value: unknown, width: number | null, depth: number, where: string): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error(`${where} is ${value}, which JSON cannot say`);
    return JSON.stringify(value);
  }
  if (typeof value !== 'object') throw new Error(`${where} is a ${typeof value}, expected plain JSON`);
  const [open, close] = Array.isArray(value) ? ['[', ']'] : ['{', '}'];
  const parts = Array.isArray(value)
    ? value.map((item, index) => written(item, width, depth + 1, `${where}[${index}]`))
    : Object.keys(value)
        .filter((key) => (value as Record<string, unknown>)[key] !== undefined)
        // By code unit, which is the same on every machine.
        .toSorted((a, b) => (a < b ? -1 : 1))
        .map((key) => {
          const item = written((value as Record<string, unknown>)[key], width, depth + 1, `${where}.${key}`);
          return `${JSON.stringify(key)}:${width === null ? '' : ' '}${item}`;
        });
  if (width === null) return `${open}${parts.join(',')}${close}`;
  const flat = `${open}${parts.join(', ')}${close}`;
  if (parts.length === 0 || (flat.length + depth <= width && !flat.includes('\n'))) return flat;
  const pad = ' '.repeat(depth + 1);
  return `${open}\n${pad}${parts.join(`,\n${pad}`)}\n${' '.repeat(depth)}${close}`;
}
