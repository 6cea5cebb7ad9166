/** Holds the catalogue against the survey it was made from, figure by figure, where that file is at hand. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bandOf } from './band.ts';
import { allSources, figureOf, partOf, physicalFigures } from './library.ts';
import type { PartKind } from './part.ts';

const file = path.resolve(import.meta.dirname, '../../../../shared/reference/catalogue.json');
const present = existsSync(file);
if (!present) console.warn(`skipped: ${file} is not there`);

interface Surveyed {
  readonly value?: number | null;
  readonly low?: number | null;
  readonly typ?: number | null;
  readonly high?: number | null;
  readonly unit?: string;
  readonly source_ids: readonly string[];
  readonly confidence: string;
}
interface Bounds {
  readonly low: number | null;
  readonly typical: number | null;
  readonly high: number | null;
}
type Survey = Readonly<Record<string, readonly { id: string; name: string; figures: Record<string, Surveyed> }[]>> & {
  readonly physical: Readonly<Record<string, unknown>>;
  readonly sources: readonly { readonly id: string }[];
};

const kinds: readonly (readonly [PartKind, string])[] = [
  ['medium', 'media'],
  ['protocol', 'protocols'],
  ['switch', 'switches'],
  ['accelerator', 'accelerators'],
  ['server', 'servers'],
  ['nic', 'nics'],
];

describe.skipIf(!present)('the catalogue against its survey', () => {
  const survey = present ? (JSON.parse(readFileSync(file, 'utf8')) as Survey) : ({} as Survey);

  it.each(kinds)('carries every figure of every %s', (kind, plural) => {
    for (const { id, name, figures } of survey[plural]!) {
      const part = partOf(kind, id)!;
      expect(part.name).toBe(name);
      expect(Object.keys(part.figures)).toEqual(Object.keys(figures));
      for (const [key, surveyed] of Object.entries(figures)) {
        expect({ id, key, ...figureOf(part, key) }).toMatchObject({
          id,
          key,
          ...boundsOf(surveyed),
          sources: surveyed.source_ids,
          confidence: surveyed.confidence,
        });
      }
    }
    expect(survey[plural]!.length).toBeGreaterThan(0);
  });

  it('carries every physical figure', () => {
    const surveyed = new Map<string, Bounds>();
    const visit = (table: Readonly<Record<string, unknown>>, prefix: string): void => {
      for (const [key, value] of Object.entries(table)) {
        const entry = value as Surveyed & { readonly text?: string };
        if (entry.unit !== undefined) surveyed.set(prefix + key, boundsOf(entry));
        else if (entry.text === undefined) visit(value as Record<string, unknown>, `${prefix}${key}.`);
      }
    };
    visit(survey.physical, '');
    const carried = new Map(
      [...physicalFigures()].map(([key, { low, typical, high }]): [string, Bounds] => [key, { low, typical, high }]),
    );
    expect(carried).toEqual(surveyed);
  });

  it('carries every source', () => {
    expect(allSources().map((source) => source.id)).toEqual(survey.sources.map((source) => source.id));
  });

  it('turns no unknown figure into a number', () => {
    for (const [kind, plural] of kinds) {
      for (const { id, figures } of survey[plural]!) {
        for (const [key, surveyed] of Object.entries(figures)) {
          const { low, typical, high } = boundsOf(surveyed);
          const unknown = low === null && typical === null && high === null;
          expect([id, key, bandOf(figureOf(partOf(kind, id)!, key)) === null]).toEqual([id, key, unknown]);
        }
      }
    }
  });
});

function boundsOf(surveyed: Surveyed): Bounds {
  if (surveyed.value !== undefined) return { low: null, typical: surveyed.value, high: null };
  return { low: surveyed.low ?? null, typical: surveyed.typ ?? null, high: surveyed.high ?? null };
}
