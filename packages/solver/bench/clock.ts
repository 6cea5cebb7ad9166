/**
 * Timing for the bench: warm-ups, repeats, minimum and spread.
 */

/** Milliseconds: the least of `repeats` runs after `warm` ones. */
export function best<T>(run: () => T, repeats = 5, warm = 2): { ms: number; value: T } {
  for (let i = 0; i < warm; i++) run();
  let ms = Infinity;
  let value: T;
  for (let i = 0; i < repeats; i++) {
    const from = performance.now();
    value = run();
    ms = Math.min(ms, performance.now() - from);
  }
  return { ms, value: value! };
}

/**
 * Milliseconds of processor time of each of several ways, the least of `repeats` rounds after `warm` ones. They run in turns, so that all meet the same
 * machine, and time that other programs take does not count.
 */
export function inTurns<T>(ways: readonly (() => T)[], repeats = 5, warm = 2): { ms: number; value: T }[] {
  const found = ways.map((way) => ({ ms: Infinity, value: way() }));
  for (let round = 1; round < warm + repeats; round++) {
    ways.forEach((way, i) => {
      const from = process.cpuUsage();
      found[i]!.value = way();
      const { user, system } = process.cpuUsage(from);
      if (round >= warm) found[i]!.ms = Math.min(found[i]!.ms, (user + system) / 1000);
    });
  }
  return found;
}

/** The exponent e of y ~ x^e between two points. */
export function exponent(x: readonly [number, number], y: readonly [number, number]): number {
  return Math.log(y[1] / y[0]) / Math.log(x[1] / x[0]);
}

export function figure(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  return Math.abs(x) >= 100 ? x.toFixed(0) : Math.abs(x) >= 1 ? x.toFixed(2) : x.toPrecision(3);
}
