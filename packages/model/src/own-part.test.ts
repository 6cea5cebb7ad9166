/** Own parts: their ids, how they read as parts of the catalogue, how they come, go and are checked. */
import { partOf } from '@weft/catalogue';
import { describe, expect, it } from 'vitest';
import { valueOf } from '@weft/units';
import { applyChange } from './apply.ts';
import { removeOwnPart, setOwnPart } from './commands/own-parts.ts';
import { ownOfPart, ownPartId, ownParts } from './own-part.ts';
import { readStudy } from './read.ts';
import { emptyStudy } from './starter.ts';
import type { OwnPart, Study } from './study.ts';

const box: OwnPart = {
  id: 'own-acme-box',
  kind: 'switch',
  name: 'Acme Box',
  vendor: 'Acme',
  family: null,
  origin: 'an offer of May',
  figures: {
    price_usd: { unit: 'USD', low: null, typical: 9000, high: null },
    power_typ_w: { unit: 'W', low: null, typical: null, high: null },
  },
};
const withBox = (part: OwnPart = box): Study =>
  applyChange(emptyStudy(), valueOf(setOwnPart(emptyStudy(), part)).change);
const read = (study: unknown) => {
  const outcome = readStudy(JSON.parse(JSON.stringify(study)));
  return outcome.ok ? 'read' : `${outcome.fault.where}: ${outcome.fault.message}`;
};

describe('own parts', () => {
  it('are named after what they are called, each name once', () => {
    expect(ownPartId('Acme Box 3000')).toBe('own-acme-box-3000');
    expect(ownPartId('Acme Box', { 'own-acme-box': 1 })).toBe('own-acme-box-2');
    expect(ownPartId('…')).toBe('own-part');
    expect(ownPartId('x'.repeat(300))).toMatch(/^own-x{48}$/);
  });

  it('read as parts of the catalogue; what is not known stays unknown', () => {
    const [part] = ownParts(withBox().assumptions);
    expect(part).toMatchObject({ kind: 'switch', id: 'own-acme-box', vendor: 'Acme' });
    expect(part!.figures['price_usd']).toMatchObject({ typical: 9000, basis: 'an offer of May', sources: [] });
    expect(part!.figures['power_typ_w']).toMatchObject({ typical: null, confidence: 'not_found' });
  });

  it('are copied from a part of the catalogue, figure by figure', () => {
    const qm9700 = partOf('switch', 'qm9700')!;
    const copy = ownOfPart(qm9700, 'own-qm', 'copied')!;
    expect(Object.keys(copy.figures)).toEqual(Object.keys(qm9700.figures));
    expect(read(withBox(copy))).toBe('read');
    expect(ownOfPart(partOf('medium', 'dac-400g') ?? { ...qm9700, kind: 'medium' }, 'own-m', '')).toBeNull();
  });

  it('come and go; without any the field is gone too', () => {
    const study = withBox();
    expect(study.assumptions.parts).toEqual({ 'own-acme-box': box });
    expect(applyChange(study, valueOf(removeOwnPart(study, box.id)).change)).toEqual(emptyStudy());
    expect(removeOwnPart(emptyStudy(), box.id)).toMatchObject({ ok: false, fault: { code: 'no-record' } });
  });

  it('refuse figures below zero and ids that could hide a part of the catalogue', () => {
    const negative = { ...box, figures: { price_usd: { unit: 'USD', low: null, typical: -1, high: null } } };
    expect(setOwnPart(emptyStudy(), negative)).toMatchObject({ ok: false, fault: { code: 'bad-value' } });
    expect(setOwnPart(emptyStudy(), { ...box, id: 'qm9700' })).toMatchObject({ ok: false });
    const study = withBox();
    const wrong = (parts: unknown) => ({ ...study, assumptions: { figures: {}, parts } });
    expect(read(wrong({ 'own-acme-box': negative }))).toContain('assumptions.parts.own-acme-box.figures.price_usd');
    expect(read(wrong({ 'own-other': box }))).toContain('says that its id is own-acme-box');
    expect(read(wrong({ qm9700: { ...box, id: 'qm9700' } }))).toContain('assumptions.parts');
  });
});
