/**
 * What kind of thing a medium is: how it is made, what it fits, what it carries. Read from the catalogue's own statements and families.
 *
 * Media of one *technology* at several rates join each other: a 2 x 400G module in a switch and a 400G module in a NIC are two catalogue
 * entries and one technology. Rates in Gb/s, each direction.
 */
import { partsOf } from './library.ts';
import type { Part } from './part.ts';

/** Technologies of a cable between devices. */
export const cableTechnologies = [
  'dac',
  'acc',
  'aec',
  'aoc',
  'microled',
  'multimode',
  'dsp',
  'dsp-long',
  'silicon-photonics',
  'lpo',
  'lro',
  'co-packaged',
] as const;
export const technologies = [...cableTechnologies, 'backplane', 'chiplet', 'wafer'] as const;
/** A family of media as a designer chooses it. `dsp` is parallel single-mode to 500 m, `dsp-long` duplex single-mode to kilometres. */
export type Technology = (typeof technologies)[number];

/**
 * `cable`: one assembly with its ends fixed; `modules`: a module in each end and fibre between; `engine`: optics in the switch's
 * package, fibre, and a module in an end that is not such a switch; `inside`: within a rack, a package or a wafer, bought with it.
 */
export type Assembly = 'cable' | 'modules' | 'engine' | 'inside';

export interface MediumFacts {
  readonly technology: Technology;
  readonly assembly: Assembly;
  /** True when no electronics stand in the path: what it adds to the latency is its propagation, by construction. */
  readonly passive: boolean;
  /** What the signal runs through between the ends; null where the catalogue has no speed for it. */
  readonly path: 'copper' | 'fibre' | null;
  /** Fibres one 100G-lane link of four lanes takes; 2 for a duplex; null when the ends are fixed. */
  readonly fibre: 'parallel' | 'duplex' | null;
  /** Rates it is made for; empty when it has none. */
  readonly rates_Gbps: readonly number[];
  /** Cages it fits; null when none is published. */
  readonly cages: readonly string[] | null;
  /** What it may carry; null when nothing is published. */
  readonly carriers: readonly Carrier[] | null;
}

export const carriers = ['InfiniBand', 'Ethernet', 'NVLink', 'UB'] as const;
export type Carrier = (typeof carriers)[number];

const byFamily: Readonly<Record<string, Technology>> = {
  'passive DAC': 'dac',
  ACC: 'acc',
  AEC: 'aec',
  AOC: 'aoc',
  MicroLED: 'microled',
  'SR multimode': 'multimode',
  'DR single-mode DSP': 'dsp',
  'FR/LR single-mode DSP': 'dsp-long',
  'FR single-mode DSP': 'dsp-long',
  'silicon photonics pluggable': 'silicon-photonics',
  LPO: 'lpo',
  LRO: 'lro',
  CPO: 'co-packaged',
  'scale-up backplane copper': 'backplane',
  'chiplet interconnect': 'chiplet',
  'wafer-scale': 'wafer',
};

const assemblies: Readonly<Record<Technology, Assembly>> = {
  dac: 'cable',
  acc: 'cable',
  aec: 'cable',
  aoc: 'cable',
  microled: 'cable',
  multimode: 'modules',
  dsp: 'modules',
  'dsp-long': 'modules',
  'silicon-photonics': 'modules',
  lpo: 'modules',
  lro: 'modules',
  'co-packaged': 'engine',
  backplane: 'inside',
  chiplet: 'inside',
  wafer: 'inside',
};

const known = new Map<Part, MediumFacts>();

/** The facts of a medium; throws for a part of another kind or a family without a technology. */
export function mediumFacts(medium: Part): MediumFacts {
  let facts = known.get(medium);
  if (!facts) {
    facts = factsFrom(medium);
    known.set(medium, facts);
  }
  return facts;
}

/** The media of a technology that are made for a rate; two for co-packaged optics, one or none else. */
export function mediaFor(technology: Technology, rate_Gbps: number): readonly Part[] {
  return partsOf('medium').filter((medium) => {
    const facts = mediumFacts(medium);
    return facts.technology === technology && facts.rates_Gbps.includes(rate_Gbps);
  });
}

function factsFrom(medium: Part): MediumFacts {
  const technology = medium.kind === 'medium' ? byFamily[medium.family ?? ''] : undefined;
  if (technology === undefined) {
    throw new Error(`${medium.kind} '${medium.id}' of family '${medium.family ?? ''}' is no medium with a technology`);
  }
  const copper = ['dac', 'acc', 'aec', 'backplane'].includes(technology);
  const assembly = assemblies[technology];
  return {
    technology,
    assembly,
    passive: technology === 'dac' || technology === 'backplane',
    path: copper ? 'copper' : technology === 'chiplet' || technology === 'wafer' ? null : 'fibre',
    fibre: assembly === 'modules' || assembly === 'engine' ? (technology === 'dsp-long' ? 'duplex' : 'parallel') : null,
    rates_Gbps: ratesOf(medium, technology),
    cages: cagesIn(medium.statements.form_factor?.text),
    carriers: carriersIn(medium.statements.protocols?.text),
  };
}

function ratesOf(medium: Part, technology: Technology): readonly number[] {
  if (medium.lanes === null || medium.lane_Gbps === null) return [];
  const rate_Gbps = medium.lanes * medium.lane_Gbps;
  // Engines are priced and powered by the gigabit: they serve every port rate their generation splits into.
  if (technology === 'co-packaged') return [400, 800, 1600];
  // One entry covers the 800G and the 1.6T module, as its generation says.
  if (technology === 'silicon-photonics') return [rate_Gbps, 2 * rate_Gbps];
  return [rate_Gbps];
}

function cagesIn(text: string | undefined): readonly string[] | null {
  const found = text?.match(/OSFP-RHS|OSFP224|OSFP|QSFP-DD800|QSFP-DD|QSFP112/g);
  return found ? [...new Set(found)] : null;
}

function carriersIn(text: string | undefined): readonly Carrier[] | null {
  if (text === undefined) return null;
  if (text === 'any') return carriers;
  return carriers.filter((carrier) => new RegExp(`\\b${carrier}\\b`).test(text));
}
