import { describe, expect, it } from 'vitest';
import { allSources, figureOf, partOf, partsOf, physicalFigure, physicalFigures, sourceOf } from './library.ts';
import { partKinds, type Figure, type Part } from './part.ts';

/** The units a figure may have; a new one is added here on purpose. */
const units = new Set(
  [
    'accelerators endpoints ports count fibres ratio',
    'm km U dB ns us s h years ns/m FIT 1/month',
    'W kW pJ/bit USD EUR GBP SGD MXN USD/kWh',
    'Gb/s Tb/s Pb/s GB/s TB/s PB/s GB/s/mm GB/s/mm2 Bpps',
    'B MB GB TFLOP/s PFLOP/s',
  ].flatMap((line) => line.split(' ')),
);

const parts: readonly Part[] = partKinds.flatMap((kind) => partsOf(kind));
const figures: readonly [string, Figure][] = [
  ...parts.flatMap((part) =>
    Object.entries(part.figures).map(([key, f]): [string, Figure] => [`${part.kind} ${part.id} ${key}`, f]),
  ),
  ...[...physicalFigures()].map(([key, f]): [string, Figure] => [`physical ${key}`, f]),
];

describe('the catalogue', () => {
  it('has every part of the survey it was made from', () => {
    const counts = Object.fromEntries(partKinds.map((kind) => [kind, partsOf(kind).length]));
    expect(counts).toEqual({ medium: 34, protocol: 23, switch: 25, accelerator: 19, server: 7, nic: 8 });
    expect(allSources()).toHaveLength(172);
    expect(physicalFigures().size).toBe(30);
  });

  it('gives each part an id of its own within its kind, and each source', () => {
    for (const kind of partKinds) {
      const ids = partsOf(kind).map((part) => part.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(partOf(kind, id)?.id).toBe(id);
    }
    expect(new Set(allSources().map((source) => source.id)).size).toBe(allSources().length);
  });

  it('names a source for every figure that has a value, and for every statement', () => {
    const bare = figures.filter(([, f]) => !isUnknown(f) && f.sources.length === 0).map(([where]) => where);
    expect(bare).toEqual([]);
    const statements = parts.flatMap((part) =>
      Object.entries(part.statements).filter(([, s]) => s.sources.length === 0 || s.text === ''),
    );
    expect(statements).toEqual([]);
  });

  it('says not_found exactly where no value is published', () => {
    const wrong = figures.filter(([, f]) => isUnknown(f) !== (f.confidence === 'not_found')).map(([where]) => where);
    expect(wrong).toEqual([]);
    expect(figures.filter(([, f]) => isUnknown(f)).length).toBeGreaterThan(100);
  });

  it('resolves every source it cites', () => {
    const cited = [
      ...figures.flatMap(([, f]) => f.sources),
      ...parts.flatMap((part) => Object.values(part.statements).flatMap((s) => s.sources)),
    ];
    expect(cited.filter((id) => sourceOf(id) === undefined)).toEqual([]);
  });

  it('gives a source a public address or none', () => {
    const wrong = allSources().filter(({ url }) => url !== null && !/^https?:\/\/[^\s/]+\.[^\s]+$/.test(url));
    expect(wrong).toEqual([]);
    expect(allSources().some(({ url }) => url === null)).toBe(true);
  });

  it('uses units of a closed list', () => {
    expect([...new Set(figures.map(([, f]) => f.unit))].filter((unit) => !units.has(unit))).toEqual([]);
  });

  it('orders the bounds of every figure', () => {
    const wrong = figures.filter(([, { low, typical, high }]) => {
      const known = [low, typical, high].filter((v): v is number => v !== null);
      return known.some((v, i) => i > 0 && v < known[i - 1]!) || known.some((v) => !Number.isFinite(v) || v < 0);
    });
    expect(wrong.map(([where]) => where)).toEqual([]);
  });

  it('has zero only where zero is published', () => {
    // The copper spine of a rack is passive: its power is published as none.
    const zeros = figures.filter(([, f]) => [f.low, f.typical, f.high].includes(0)).map(([where]) => where);
    expect(zeros).toEqual(['medium nvl72-spine power_w_per_end']);
  });

  it('cannot be changed by a reader', () => {
    const part = partOf('switch', 'qm9700')!;
    expect(() => Object.assign(part, { name: 'x' })).toThrow(TypeError);
    expect(() => Object.assign(part.figures.price_usd!, { typical: 1 })).toThrow(TypeError);
  });

  it('answers nothing for what it does not have, also under the names every object has', () => {
    expect(partOf('switch', 'no-such')).toBeUndefined();
    expect(partOf('switch', 'constructor')).toBeUndefined();
    expect(figureOf(partOf('switch', 'qm9700')!, 'constructor')).toBeUndefined();
    expect(() => physicalFigure('no.such')).toThrow(/no physical figure 'no\.such'/);
  });
});

function isUnknown(figure: Figure): boolean {
  return figure.low === null && figure.typical === null && figure.high === null;
}
