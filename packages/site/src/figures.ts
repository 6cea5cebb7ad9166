/**
 * The figures in force: the catalogue's, with what the study changed laid over them, and the devices the study brought along.
 *
 * In: changed figures by path (`switches.qm9700.price_usd`, `physical.pue`, `site.row_pitch_m`), parts read from files. Out: bands, each marked
 * when it is the user's own; Findings for what cannot be meant. A changed figure replaces low, typical and high alike.
 */
import { say, sayText } from '@weft/units';
import {
  exactly,
  figureOf,
  figurePath,
  partOf,
  physicalFigures,
  physicalPath,
  placeOf,
  bandOf,
  type Band,
  type Figure,
  type Part,
  type PartKind,
} from '@weft/catalogue';
import type { Finding } from '@weft/model';
import type { Known } from './total.ts';

/** Figures that site reckons with although no part of the catalogue has them; a user or a device file may supply them. */
export const additionalKeys: Readonly<Record<PartKind, readonly string[]>> = {
  medium: ['cost_usd_per_cable', 'cost_usd_per_end', 'power_w_per_end', 'added_latency_ns', 'failure', 'reach_m'],
  protocol: ['hop_latency_ns', 'payload_efficiency', 'max_domain'],
  switch: ['price_usd', 'power_typ_w', 'power_max_w', 'latency_ns', 'rack_units', 'weight_kg', 'cages'],
  accelerator: ['price_usd', 'power_w'],
  server: ['price_usd', 'power_w', 'power_max_w', 'rack_units', 'weight_kg'],
  nic: ['price_usd', 'power_w'],
};

export interface Figures {
  /** The part of that id: a device the study brought along, else the catalogue's. */
  part(kind: PartKind, id: string | null): Part | undefined;
  /** The figure in force of a part; unknown when the part has none. */
  of(kind: PartKind, id: string, key: string): Known;
  /** The same as a figure, for readers of the catalogue that take one; undefined when there is none. */
  figure(kind: PartKind, id: string, key: string): Figure | undefined;
  physical(key: string): Known;
  /** A figure of the site itself (`site.row_pitch_m`), undefined when the study does not set it. */
  site(key: string): number | undefined;
  /** Keys of the site that the study sets. */
  readonly siteKeys: readonly string[];
  /** Paths of every figure the study changed and that is in force. */
  readonly changed: readonly string[];
  readonly findings: readonly Finding[];
}

const noUnit = '';

/** Lays the study's figures over the catalogue's. */
export function figuresOf(changes: Readonly<Record<string, number>> = {}, brought: readonly Part[] = []): Figures {
  const findings: Finding[] = [];
  const own = new Map<string, Part>(brought.map((part) => [`${part.kind} ${part.id}`, part]));
  const part = (kind: PartKind, id: string | null): Part | undefined =>
    id === null ? undefined : (own.get(`${kind} ${id}`) ?? partOf(kind, id));

  const yours = new Map<string, number>();
  for (const [path, value] of Object.entries(changes)) {
    const fault = faultOf(path, value, part);
    if (fault) findings.push({ code: fault.code, severity: 'error', targets: [path], message: fault.message });
    else yours.set(path, value);
  }

  const published = (kind: PartKind, id: string, key: string): Figure | undefined => {
    const found = part(kind, id);
    return found && figureOf(found, key);
  };
  const known = (path: string, figure: Figure | undefined, name: string): Known => {
    const mine = yours.get(path);
    const band: Band | null = mine === undefined ? bandOf(figure) : exactly(mine);
    const ends = figure?.typical === null && figure.low !== null && figure.high !== null;
    return { band, path, name, yours: mine !== undefined, midpoint: mine === undefined && ends };
  };

  return {
    part,
    of(kind, id, key) {
      const found = known(
        figurePath(kind, id, key),
        published(kind, id, key),
        say`${wordsFor(key)} of ${part(kind, id)?.name ?? `${kind} ${id}`}`,
      );
      // What the study brought along is its own, changed or not.
      return found.band !== null && own.has(`${kind} ${id}`) ? { ...found, yours: true } : found;
    },
    figure(kind, id, key) {
      const figure = published(kind, id, key);
      const mine = yours.get(figurePath(kind, id, key));
      if (mine === undefined) return figure;
      const base: Figure = figure ?? {
        unit: noUnit,
        sources: [],
        evidence: null,
        basis: null,
        note: null,
        low: null,
        typical: null,
        high: null,
        confidence: 'estimate',
      };
      return { ...base, low: null, typical: mine, high: null };
    },
    physical: (key) => known(physicalPath(key), physicalFigures().get(key), wordsFor(key)),
    site: (key) => yours.get(`site.${key}`),
    siteKeys: [...yours.keys()].filter((path) => path.startsWith('site.')).map((path) => path.slice(5)),
    changed: [...yours.keys()],
    findings,
  };
}

function faultOf(
  path: string,
  value: number,
  part: (kind: PartKind, id: string) => Part | undefined,
): { code: string; message: string } | null {
  if (!Number.isFinite(value) || value < 0) {
    return {
      code: 'figure-not-valid',
      message: say`The figure ${path} is set to ${value}; expected a number of zero or more. The published figure is used.`,
    };
  }
  if (path.startsWith('site.')) return null;
  const place = placeOf(path);
  const unknown = {
    code: 'figure-unknown',
    message: say`There is no figure ${path}; expected for instance switches.qm9700.price_usd. The value ${value} is not used.`,
  };
  if (!place) return unknown;
  if (place.kind === 'physical') return physicalFigures().has(place.key) ? null : unknown;
  const found = part(place.kind, place.id);
  if (!found) return unknown;
  return figureOf(found, place.key) || additionalKeys[place.kind].includes(place.key) ? null : unknown;
}

const words: Readonly<Record<string, string>> = {
  price_usd: 'price',
  cost_usd_per_cable: 'price of a cable',
  cost_usd_per_end: 'price of an end',
  power_w: 'power',
  power_typ_w: 'power without modules',
  power_max_w: 'largest power',
  power_w_per_end: 'power of an end',
  rack_units: 'height',
  weight_kg: 'weight',
  latency_ns: 'latency',
  hop_latency_ns: 'latency of a hop',
  added_latency_ns: 'latency added by both ends',
  payload_efficiency: 'payload efficiency',
  failure: 'failure rate',
  reach_m: 'reach',
  pue: 'power usage effectiveness',
  electricity_usd_per_kwh: 'price of electricity',
};

function wordsFor(key: string): string {
  const word = words[key];
  return word === undefined ? key.replaceAll('_', ' ') : sayText(word);
}
