/**
 * The lines of a bill: what one says, and how equal ones are gathered. Prices in USD, power in W, heights in rack units, of one.
 */
import { say } from '@weft/units';
import type { PartKind } from '@weft/catalogue';
import type { Figures } from './figures.ts';
import type { Known } from './total.ts';

export const billKinds = [
  'server',
  'accelerator',
  'chassis',
  'nic',
  'switch',
  'transceiver',
  'engine',
  'cable',
  'fibre',
  'inside',
] as const;
export type BillKind = (typeof billKinds)[number];
/** What belongs to the network's share of the cost. */
export const networkKinds: ReadonlySet<BillKind> = new Set([
  'nic',
  'switch',
  'transceiver',
  'engine',
  'cable',
  'fibre',
]);

export interface BillLine {
  readonly kind: BillKind;
  readonly fabric: string;
  readonly name: string;
  /** Where a switch stands in the network: `leaf`, `spine` ...; null for everything else. */
  readonly tier: string | null;
  readonly part: { readonly kind: PartKind; readonly id: string } | null;
  readonly vendor: string | null;
  readonly rate_Gbps: number | null;
  readonly cage: string | null;
  readonly length_m: number | null;
  /** Links one cable with fixed ends carries; 1 for a straight one. */
  readonly legs: number;
  readonly quantity: number;
  readonly spares: number;
  /** Of one. */
  readonly price: Known;
  readonly power: Known;
  readonly units: number;
  /** What is counted elsewhere: `optics included in the switch`. */
  readonly remark: string | null;
}

/** What is counted elsewhere costs and draws nothing here. */
export const zero: Known = { band: { low: 0, typical: 0, high: 0 }, path: '', name: 'nothing', yours: false };

/** The figure's place and name with nothing for a value. */
export function nothing(known: Known): Known {
  return { ...known, band: zero.band };
}

/** A figure times a number. */
export function scaled(known: Known, factor: number): Known {
  const { band } = known;
  return {
    ...known,
    band: band && { low: band.low * factor, typical: band.typical * factor, high: band.high * factor },
  };
}

/** Price or power of something without a part: the user's own under `site.`, unknown otherwise. */
export function noPart(figures: Figures, what: 'price' | 'power', word: string): Known {
  const key = `${word.replaceAll(/[^A-Za-z0-9-]/g, '-')}_${what === 'price' ? 'usd' : 'w'}`;
  return siteFigure(figures, key, say`${what} of ${word} without a part`);
}

/** A figure of the site, unknown until the user sets it. */
export function siteFigure(figures: Figures, key: string, name: string): Known {
  const mine = figures.site(key);
  return {
    band: mine === undefined ? null : { low: mine, typical: mine, high: mine },
    path: `site.${key}`,
    name,
    yours: mine !== undefined,
  };
}

/** A line before it is counted. */
export type Draft = Omit<BillLine, 'quantity' | 'spares'>;

/** A line with nothing said but its kind, fabric and name. */
export function plain(kind: BillKind, fabric: string, name: string) {
  return {
    kind,
    fabric,
    name,
    tier: null,
    part: null,
    vendor: null,
    rate_Gbps: null,
    cage: null,
    length_m: null,
    legs: 1,
    units: 0,
    remark: null,
  };
}

/** Lines by what makes them different; each is described when it is first met. */
export class Lines {
  readonly #lines = new Map<string, { readonly draft: Draft; quantity: number }>();
  readonly #spares: number;

  constructor(spares: number) {
    this.#spares = spares;
  }

  add(key: string, describe: () => Draft, quantity = 1): void {
    const line = this.#lines.get(key);
    if (line) line.quantity += quantity;
    else this.#lines.set(key, { draft: describe(), quantity });
  }

  list(): BillLine[] {
    const lines: BillLine[] = [];
    for (const { draft, quantity } of this.#lines.values()) {
      const spares = networkKinds.has(draft.kind) ? Math.ceil(quantity * this.#spares - 1e-9) : 0;
      lines.push({ ...draft, quantity, spares });
    }
    const rank = (line: BillLine): number => billKinds.indexOf(line.kind);
    return lines.toSorted(
      (x, y) => rank(x) - rank(y) || x.name.localeCompare(y.name, 'en') || (x.length_m ?? 0) - (y.length_m ?? 0),
    );
  }
}
