/**
 * Finite fields GF(q) for prime powers q: elements are numbers 0 ... q - 1, whose digits to base p are the coefficients of a polynomial.
 *
 * Multiplication is modulo a monic irreducible polynomial of degree n, found by trial: the first one for which x (or another
 * element) has order q - 1, so that the powers of a primitive element list every element but 0. Tables are O(q).
 */

export interface FiniteField {
  readonly q: number;
  /** The prime below, and q = p^n. */
  readonly p: number;
  readonly n: number;
  /** Powers of a primitive element: `power[i]` for i = 0 ... q - 2. */
  readonly power: Int32Array;
  add(a: number, b: number): number;
  negative(a: number): number;
  times(a: number, b: number): number;
  inverse(a: number): number;
}

/** p and n with q = p^n, null when q is no prime power. */
export function primePower(q: number): { p: number; n: number } | null {
  if (!Number.isInteger(q) || q < 2) return null;
  let p = 2;
  while (p * p <= q && q % p !== 0) p++;
  if (q % p !== 0) p = q;
  let n = 0;
  let rest = q;
  while (rest % p === 0) {
    rest /= p;
    n++;
  }
  return rest === 1 ? { p, n } : null;
}

/** The field of q elements; q must be a prime power. */
export function finiteField(q: number): FiniteField {
  const prime = primePower(q);
  if (prime === null) throw new Error(`a field needs a prime power, got ${q}`);
  const { p, n } = prime;
  const digits = (a: number): number[] => Array.from({ length: n }, (_, i) => Math.floor(a / p ** i) % p);
  const value = (d: readonly number[]): number => d.reduceRight((sum, x) => sum * p + x, 0);
  const add = (a: number, b: number): number => {
    if (n === 1) return (a + b) % p;
    const y = digits(b);
    return value(digits(a).map((x, i) => (x + y[i]!) % p));
  };
  const negative = (a: number): number => value(digits(a).map((x) => (p - x) % p));
  // Reduction: x^n = -(low coefficients).
  const product = (a: number, b: number, low: readonly number[]): number => {
    const x = digits(a);
    const y = digits(b);
    const wide = Array.from({ length: 2 * n - 1 }, () => 0);
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) wide[i + j] = (wide[i + j]! + x[i]! * y[j]!) % p;
    for (let i = 2 * n - 2; i >= n; i--) {
      for (let j = 0; j < n; j++) wide[i - n + j] = (wide[i - n + j]! + (p - wide[i]!) * low[j]!) % p;
    }
    return value(wide.slice(0, n));
  };
  for (let polynomial = 0; polynomial < q; polynomial++) {
    const low = n === 1 ? [0] : digits(polynomial);
    for (let candidate = n === 1 ? 1 : p; candidate < q; candidate++) {
      const power = powersOf(candidate, q, (a, b) => (n === 1 ? (a * b) % p : product(a, b, low)));
      if (power === null) continue;
      const log = new Int32Array(q).fill(-1);
      power.forEach((element, i) => (log[element] = i));
      return {
        q,
        p,
        n,
        power,
        add,
        negative,
        times: (a, b) => (a === 0 || b === 0 ? 0 : power[(log[a]! + log[b]!) % (q - 1)]!),
        inverse: (a) => {
          if (a === 0) throw new Error('0 has no inverse');
          return power[(q - 1 - log[a]!) % (q - 1)]!;
        },
      };
    }
  }
  throw new Error(`no primitive element of GF(${q}) was found`);
}

/** The q - 1 different powers of an element, null when it comes back to 1 sooner or to 0. */
function powersOf(element: number, q: number, times: (a: number, b: number) => number): Int32Array | null {
  const power = new Int32Array(q - 1);
  let at = 1;
  for (let i = 0; i < q - 1; i++) {
    if (i > 0 && at <= 1) return null;
    power[i] = at;
    at = times(at, element);
  }
  return at === 1 ? power : null;
}
