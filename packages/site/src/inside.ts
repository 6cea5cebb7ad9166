/**
 * Scale-up links that need no cable of their own: the copper of a rack's backplane, the wires of a package or a wafer.
 *
 * They are bought with the device. What differs between them is energy, failures and latency, which is why they are media like the others: fixed by a link's class, or
 * chosen by policy for a kind of link (`site.media.accelerator-accelerator.chiplet`). Lanes of a board have no entry in the catalogue and are left out.
 */
import { mediumFacts, partsOf, type Part } from '@weft/catalogue';
import type { LinkClass, Topology } from '@weft/topology';
import type { DeviceMake } from './devices.ts';
import type { Figures } from './figures.ts';
import type { MediumPolicy, SiteOptions } from './options.ts';
import type { Placement } from './placement.ts';
import type { Known } from './total.ts';
import { atOnce, few, inSlices, type Pauses } from './pauses.ts';

export interface InsideLinks {
  readonly medium: Part;
  readonly fabric: string;
  readonly kind: string;
  readonly rate_Gbps: number;
  readonly links: number;
  /** True when the device's own power, published or set, counts the links in. */
  readonly deviceDraws: boolean;
}

/** The scale-up links inside devices, by medium and rate. */
export function insideLinks(topology: Topology, placement: Placement, figures: Figures): readonly InsideLinks[] {
  return atOnce(insideSteps(topology, placement, figures));
}

/** The same with pauses. */
export function* insideSteps(
  topology: Topology,
  placement: Placement,
  figures: Figures,
): Pauses<readonly InsideLinks[]> {
  const { devices, options } = placement;
  const found = new Map<string, { -readonly [K in keyof InsideLinks]: InsideLinks[K] }>();
  yield* inSlices(topology.linkCount, few, (from, to) => {
    for (let e = from; e < to; e++) {
      const linkClass = topology.linkClasses[topology.linkClass[e]!]!;
      if (linkClass.fabric !== 'scale-up') continue;
      const device = devices.ofNode[topology.linkA[e]!]!;
      if (device !== devices.ofNode[topology.linkB[e]!]!) continue;
      const make = devices.make[device]!;
      const rate_Gbps = topology.linkCapacity_Gbps[e]!;
      const key = `${topology.linkClass[e]!} ${make} ${rate_Gbps}`;
      const entry = found.get(key);
      if (entry) {
        entry.links++;
        continue;
      }
      const deviceMake = devices.makes[make]!;
      const medium = insideMedium(linkClass, deviceMake, options, figures);
      if (!medium) continue;
      const { fabric, kind } = linkClass;
      found.set(key, { medium, fabric, kind, rate_Gbps, links: 1, deviceDraws: deviceMake.part !== null });
    }
  });
  return [...found.values()];
}

/** The medium of a scale-up link inside a device; null for lanes on a board. */
export function insideMedium(
  linkClass: LinkClass,
  make: DeviceMake,
  options: SiteOptions,
  figures: Figures,
): Part | null {
  const fixed = figures.part('medium', linkClass.medium);
  if (fixed && mediumFacts(fixed).assembly === 'inside') return fixed;
  const wanted: MediumPolicy = options.mediaByKind[linkClass.kind] ?? options.media;
  const technology =
    wanted === 'backplane' || wanted === 'chiplet' || wanted === 'wafer'
      ? wanted
      : make.racks > 0 && linkClass.protocol?.startsWith('nvlink')
        ? 'backplane'
        : null;
  if (technology === null) return null;
  // Of several, the one sold today that takes the least energy.
  const energy = (medium: Part): number =>
    figures.of('medium', medium.id, 'energy_pj_per_bit').band?.typical ?? Number.MAX_VALUE;
  const sold = partsOf('medium').filter(
    (medium) =>
      mediumFacts(medium).technology === technology && /\bshipping\b/.test(medium.statements.maturity?.text ?? ''),
  );
  return sold.toSorted((a, b) => energy(a) - energy(b))[0] ?? null;
}

/** Power of one link, both directions: energy of a bit times the bits, or what its two ends draw. */
export function insidePower(figures: Figures, medium: Part, rate_Gbps: number): Known {
  const energy = figures.of('medium', medium.id, 'energy_pj_per_bit');
  const ends = figures.of('medium', medium.id, 'power_w_per_end');
  const [known, factor] = energy.band || !ends.band ? [energy, (2 * rate_Gbps) / 1000] : [ends, 2];
  const { band } = known;
  return {
    ...known,
    band: band && { low: band.low * factor, typical: band.typical * factor, high: band.high * factor },
  };
}
