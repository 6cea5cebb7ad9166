/**
 * Totals of ranges: low, typical and high added each for itself, and what could not be added named.
 *
 * A figure nobody published is left out of the sum and counted in `missing`; a total with something missing says so and is a lower bound.
 * Ends are added as if all parts were cheap together or dear together: the widest range the figures allow.
 */
import { exactly, type Band } from '@weft/catalogue';

/** A figure that a total lacks. */
export interface Missing {
  /** Where the figure stands, so that it can be filled in: `switches.q3400.price_usd`. */
  readonly path: string;
  /** Of what: `price of NVIDIA ConnectX-7 400G`. */
  readonly name: string;
  /** How many things are left out for the lack of it. */
  readonly quantity: number;
}

export interface Total extends Band {
  readonly complete: boolean;
  readonly missing: readonly Missing[];
}

/** A figure in force: its band, null when unknown, and where it stands. */
export interface Known {
  readonly band: Band | null;
  readonly path: string;
  readonly name: string;
  /** True when the study changed it, or brought the part along. */
  readonly yours: boolean;
  /** True when only two ends are published and the typical value is their geometric mean. */
  readonly midpoint?: boolean;
}

/** Adds figures times quantities. */
export class Sum {
  #low = 0;
  #typical = 0;
  #high = 0;
  readonly #missing = new Map<string, Missing>();

  add(known: Known, quantity: number): void {
    if (quantity === 0) return;
    if (known.band === null) {
      const before = this.#missing.get(known.path)?.quantity ?? 0;
      this.#missing.set(known.path, { path: known.path, name: known.name, quantity: before + quantity });
      return;
    }
    this.#low += known.band.low * quantity;
    this.#typical += known.band.typical * quantity;
    this.#high += known.band.high * quantity;
  }

  addTotal(total: Total): void {
    this.#low += total.low;
    this.#typical += total.typical;
    this.#high += total.high;
    for (const { path, name, quantity } of total.missing) this.add({ band: null, path, name, yours: false }, quantity);
  }

  total(): Total {
    const missing = [...this.#missing.values()];
    return { low: this.#low, typical: this.#typical, high: this.#high, complete: missing.length === 0, missing };
  }
}

/** A total of several totals. */
export function totalOf(totals: Iterable<Total>): Total {
  const sum = new Sum();
  for (const total of totals) sum.addTotal(total);
  return sum.total();
}

/** A total times a positive band, for instance power times hours times price: low with low, high with high. */
export function timesBand(total: Total, band: Band | null, lacking: Missing): Total {
  if (band === null)
    return { ...total, low: 0, typical: 0, high: 0, complete: false, missing: [...total.missing, lacking] };
  return {
    ...total,
    low: total.low * band.low,
    typical: total.typical * band.typical,
    high: total.high * band.high,
  };
}

/** A total times an exact number. */
export function times(total: Total, factor: number): Total {
  return timesBand(total, exactly(factor), { path: '', name: '', quantity: 0 });
}

/** A total shared out over so many things; null when there are none. */
export function per(total: Total, things: number): Total | null {
  return things > 0 ? times(total, 1 / things) : null;
}
