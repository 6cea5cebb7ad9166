/**
 * Every medium that one kind of link could use, with its reach, price, power, failures and latency for one link.
 *
 * A kind of link is what matters for the choice: its rate, its protocol, and the cages at both ends. A module that serves several links is
 * shared out over them. Prices in USD, power in W, failures in FIT (per thousand million hours), latency in ns for the whole link without propagation.
 */
import { say } from '@weft/units';
import {
  exactly,
  mediaFor,
  mediumFacts,
  technologies,
  type Assembly,
  type Band,
  type Carrier,
  type Part,
  type Technology,
} from '@weft/catalogue';
import type { CageClass } from './cages.ts';
import type { Figures } from './figures.ts';
import type { Known } from './total.ts';

/** What the choice of a medium depends on, besides the length. */
export interface LinkMake {
  readonly rate_Gbps: number;
  readonly protocol: string | null;
  readonly kind: string;
  readonly ends: readonly [EndMake, EndMake];
  /** False when links that share a cage at both ends part ways, so that no cable with fixed ends can serve them. */
  readonly pairs: boolean;
}

export interface EndMake {
  readonly cage: CageClass;
  /** Links that share the cage, and the rate of a module that fills it. */
  readonly slots: number;
  readonly module_Gbps: number;
}

/** One medium for one kind of link. */
export interface LinkOption {
  readonly technology: Technology;
  readonly assembly: Assembly;
  /** The medium at either end; the cable itself, for one with fixed ends. */
  readonly media: readonly [Part, Part];
  /** Longest run; null when no reach is published. */
  readonly reach_m: number | null;
  /** True when all its media are sold today. */
  readonly sold: boolean;
  /** False when a medium is stated to carry other protocols than the link's. */
  readonly carries: boolean;
  /** For one link; null where the figure is unknown. */
  readonly price_usd: number | null;
  readonly power_W: number | null;
  readonly failures_FIT: number | null;
  readonly latency_ns: Band | null;
}

/** Links that one cable with fixed ends carries. */
export function linksPerCable(make: LinkMake): number {
  return Math.max(make.ends[0].slots, make.ends[1].slots);
}

/** What a protocol is carried as; null when it does not matter or is not known. */
export function carrierOf(protocol: string | null): Carrier | null {
  if (protocol === null) return null;
  if (protocol.startsWith('ib-')) return 'InfiniBand';
  if (protocol.startsWith('nvlink')) return 'NVLink';
  if (protocol === 'huawei-ub') return 'UB';
  return /^(rocev2|ultra-ethernet|mrc|efa|slingshot|sue)/.test(protocol) ? 'Ethernet' : null;
}

/**
 * A parallel cable of 8 fibres: low is the 1 m list price, typical the sixth of a 48-fibre single-mode trunk of 30 m, high the sixth of a
 * multimode one (769 and 1,222 USD; list prices of 2026-09, source `fibre-mtp`). A duplex cable is not priced in the catalogue.
 */
const parallelFibre_usd: Band = { low: 85.08, typical: 769 / 6, high: 1222 / 6 };

/** Price of the fibre of one link; `site.fibre_usd` and `site.fibre_duplex_usd` set it. */
export function fibrePrice(figures: Figures, fibre: 'parallel' | 'duplex'): Known {
  const key = fibre === 'parallel' ? 'fibre_usd' : 'fibre_duplex_usd';
  const mine = figures.site(key);
  return {
    band: mine !== undefined ? exactly(mine) : fibre === 'parallel' ? parallelFibre_usd : null,
    path: `site.${key}`,
    name: say`price of a ${fibre} fibre cable`,
    yours: mine !== undefined,
  };
}

/** Power of one end of a medium that runs at `module_Gbps`; engines are published by the 800 or 1,600 Gb/s. */
export function endPower(figures: Figures, medium: Part, module_Gbps: number): Known {
  for (const [key, rate_Gbps] of [
    ['power_w_per_1600g', 1600],
    ['power_w_per_800g', 800],
  ] as const) {
    const known = figures.of('medium', medium.id, key);
    if (known.band) {
      const share = module_Gbps / rate_Gbps;
      const { low, typical, high } = known.band;
      return { ...known, band: { low: low * share, typical: typical * share, high: high * share } };
    }
  }
  return figures.of('medium', medium.id, 'power_w_per_end');
}

/** Price of a module or an engine, or of a whole cable. */
export function mediumPrice(figures: Figures, medium: Part): Known {
  const key = mediumFacts(medium).assembly === 'cable' ? 'cost_usd_per_cable' : 'cost_usd_per_end';
  return figures.of('medium', medium.id, key);
}

/** Latency a medium adds to a link; a passive wire adds nothing but its propagation. */
export function addedLatency(figures: Figures, medium: Part): Known {
  const known = figures.of('medium', medium.id, 'added_latency_ns');
  return known.band === null && mediumFacts(medium).passive ? { ...known, band: exactly(0) } : known;
}

/** All options of a kind of link, one a technology, in the order of the catalogue's technologies. */
export function linkOptions(make: LinkMake, figures: Figures): readonly LinkOption[] {
  const found: LinkOption[] = [];
  for (const technology of technologies) {
    const media = mediaOf(make, technology);
    if (media) found.push(optionOf(make, technology, media, figures));
  }
  return found;
}

function mediaOf(make: LinkMake, technology: Technology): readonly [Part, Part] | null {
  const [a, b] = make.ends;
  const at = (wanted: Technology, end: EndMake, rate_Gbps = end.module_Gbps): Part | null => {
    const fitting = mediaFor(wanted, rate_Gbps).filter((medium) => fits(medium, end));
    const carrying = fitting.filter((medium) => carries(medium, make.protocol));
    const media = carrying.length > 0 ? carrying : fitting;
    return (
      media.find((medium) => medium.vendor === null || medium.vendor === end.cage.part?.vendor) ?? media.at(-1) ?? null
    );
  };
  const example = technology === 'backplane' || technology === 'chiplet' || technology === 'wafer' ? null : technology;
  if (example === null) return null;
  if (technology === 'co-packaged') {
    if (isHost(a) && isHost(b)) return null;
    const ends = make.ends.map((end) => (isHost(end) ? at('dsp', end) : at('co-packaged', end)));
    return ends[0] && ends[1] ? [ends[0], ends[1]] : null;
  }
  const cable = ['dac', 'acc', 'aec', 'aoc', 'microled'].includes(technology);
  if (cable) {
    if (!make.pairs) return null;
    const head = a.module_Gbps >= b.module_Gbps ? a : b;
    const medium = at(technology, head);
    return medium && fits(medium, a) && fits(medium, b) ? [medium, medium] : null;
  }
  const ends = [at(technology, a), at(technology, b)];
  return ends[0] && ends[1] ? [ends[0], ends[1]] : null;
}

/** Whether a medium goes into the cage of an end; true where the catalogue does not say what either looks like. */
function fits(medium: Part, end: EndMake): boolean {
  const facts = mediumFacts(medium);
  if (facts.assembly === 'engine' || end.cage.shape === null || facts.cages === null) return true;
  return facts.cages.some((cage) => sameShape(cage, end.cage.shape!));
}

/** Whether a medium carries a protocol: as stated; where nothing is stated, InfiniBand and Ethernet but no vendor's own. */
function carries(medium: Part, protocol: string | null): boolean {
  const carrier = carrierOf(protocol);
  const { carriers } = mediumFacts(medium);
  if (carrier === null) return true;
  return carriers === null ? carrier === 'InfiniBand' || carrier === 'Ethernet' : carriers.includes(carrier);
}

/** An end that is no switch: a NIC, an accelerator, a host. */
function isHost(end: EndMake): boolean {
  return end.cage.part?.kind !== 'switch';
}

/** Cages of one outline take each other's modules: finned and flat OSFP, 400G and 800G QSFP-DD; a QSFP112 goes into a QSFP-DD cage. */
function sameShape(module: string, cage: string): boolean {
  return outlineOf(module) === outlineOf(cage);
}

function outlineOf(shape: string): string {
  return shape.startsWith('OSFP') ? 'OSFP' : 'QSFP';
}

function typical(known: Known): number | null {
  return known.band?.typical ?? null;
}

function optionOf(make: LinkMake, technology: Technology, media: readonly [Part, Part], figures: Figures): LinkOption {
  const facts = mediumFacts(media[0]);
  const { assembly } = facts;
  const shared = (of: (medium: Part, end: EndMake) => number | null): number | null => {
    const [a, b] = make.ends.map((end, i) => {
      const value = of(media[i]!, end);
      return value === null ? null : value / end.slots;
    });
    return a === null || b === null || a === undefined || b === undefined ? null : a + b;
  };
  const reaches = media.map((medium) => figures.of('medium', medium.id, 'reach_m').band?.high ?? null);
  const known_m = reaches.filter((reach) => reach !== null);
  const fibre = facts.fibre === null ? 0 : typical(fibrePrice(figures, facts.fibre));
  const modules = shared((medium, end) => (end.cage.coPackaged ? 0 : typical(mediumPrice(figures, medium))));
  const latencies = media.map((medium) => addedLatency(figures, medium).band);
  const failure = (medium: Part): number | null => typical(figures.of('medium', medium.id, 'failure'));
  const perCable = (value: number | null): number | null => (value === null ? null : value / linksPerCable(make));
  return {
    technology,
    assembly,
    media,
    reach_m: known_m.length > 0 ? Math.min(...known_m) : null,
    sold: media.every((medium) => /\bshipping\b|listed/.test(medium.statements.maturity?.text ?? '')),
    carries: media.every((medium) => carries(medium, make.protocol)),
    price_usd:
      assembly === 'cable'
        ? perCable(typical(mediumPrice(figures, media[0])))
        : modules === null || fibre === null
          ? null
          : modules + fibre,
    power_W: shared((medium, end) => typical(endPower(figures, medium, end.module_Gbps))),
    failures_FIT: assembly === 'cable' ? perCable(failure(media[0])) : shared((medium) => failure(medium)),
    latency_ns: latencies[0] && latencies[1] ? meanOf(latencies[0], latencies[1]) : null,
  };
}

/** The published latency is for both ends of a link of one medium: a link of two takes half of each. */
function meanOf(a: Band, b: Band): Band {
  return { low: (a.low + b.low) / 2, typical: (a.typical + b.typical) / 2, high: (a.high + b.high) / 2 };
}
