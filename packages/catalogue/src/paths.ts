/**
 * The name of a figure in a study's assumptions: `switches.qm9700.price_usd`, `media.dac-400g.reach_m`, `physical.pue`.
 *
 * Ids and keys hold no spaces; only a physical key holds a dot (`physical.fec.rs544_overhead`).
 */
import type { PartKind } from './part.ts';

const plurals: Readonly<Record<PartKind, string>> = {
  medium: 'media',
  protocol: 'protocols',
  switch: 'switches',
  accelerator: 'accelerators',
  server: 'servers',
  nic: 'nics',
};
const kinds = new Map(Object.entries(plurals).map(([kind, plural]) => [plural, kind as PartKind]));

/** Where a figure stands: on a part, or among the physical figures. */
export type FigurePlace =
  | { readonly kind: PartKind; readonly id: string; readonly key: string }
  | { readonly kind: 'physical'; readonly key: string };

/** The path of a part's figure. */
export function figurePath(kind: PartKind, id: string, key: string): string {
  return `${plurals[kind]}.${id}.${key}`;
}

/** The path of a physical figure. */
export function physicalPath(key: string): string {
  return `physical.${key}`;
}

/** Reads a path; undefined when it names no kind of figure. Says nothing about whether the part exists. */
export function placeOf(path: string): FigurePlace | undefined {
  const first = path.indexOf('.');
  if (first < 0) return undefined;
  const head = path.slice(0, first);
  if (head === 'physical') return { kind: 'physical', key: path.slice(first + 1) };
  const kind = kinds.get(head);
  const last = path.lastIndexOf('.');
  if (!kind || last === first) return undefined;
  return { kind, id: path.slice(first + 1, last), key: path.slice(last + 1) };
}
