/**
 * Parts that a study brings along: how their ids look, and how one reads as a part of the catalogue.
 */
import type { Figure, Part, PartKind } from '@weft/catalogue';
import type { Assumptions, OwnPart } from './study.ts';

export const ownIdPattern = /^own-[a-z0-9][a-z0-9-]{0,59}$/;

/** Whether an id names a part of the study's own. */
export function isOwnPartId(id: string): boolean {
  return id.startsWith('own-');
}

/** A free id for an own part, made of its name. */
export function ownPartId(name: string, taken: Readonly<Record<string, unknown>> = {}): string {
  const stem =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 48)
      .replaceAll(/-+$/g, '') || 'part';
  let id = `own-${stem}`;
  for (let n = 2; Object.hasOwn(taken, id); n++) id = `own-${stem}-${n}`;
  return id;
}

/** The own parts of a study as parts of the catalogue, each figure marked with where it comes from. */
export function ownParts({ parts }: Assumptions): readonly Part[] {
  return Object.values(parts ?? {}).map(partOfOwn);
}

/** One own part as a part of the catalogue. */
export function partOfOwn(own: OwnPart): Part {
  const figures = Object.entries(own.figures).map(([key, { unit, low, typical, high }]): [string, Figure] => {
    const known = low !== null || typical !== null || high !== null;
    const confidence = known ? 'estimate' : 'not_found';
    return [
      key,
      {
        unit,
        low,
        typical,
        high,
        sources: [],
        confidence,
        evidence: null,
        basis: known ? own.origin : null,
        note: null,
      },
    ];
  });
  return {
    kind: own.kind,
    id: own.id,
    name: own.name,
    vendor: own.vendor,
    family: own.family,
    generation: null,
    lanes: null,
    lane_Gbps: null,
    figures: Object.fromEntries(figures),
    statements: {},
    notes: [],
  };
}

/** A part of the catalogue as an own part under another id; null for a kind that a study does not bring along. */
export function ownOfPart(part: Part, id: string, origin: string): OwnPart | null {
  if (part.kind === 'medium') return null;
  const kind: Exclude<PartKind, 'medium'> = part.kind;
  return {
    id,
    kind,
    name: part.name,
    vendor: part.vendor,
    family: part.family,
    origin,
    figures: Object.fromEntries(
      Object.entries(part.figures).map(([key, { unit, low, typical, high }]) => [key, { unit, low, typical, high }]),
    ),
  };
}
