import type { Part } from '@weft/catalogue';
import { describe, expect, it } from 'vitest';
import { figuresOf } from './figures.ts';

describe('figures in force', () => {
  it('answers the published figure, unmarked', () => {
    const known = figuresOf().of('nic', 'connectx-7', 'price_usd');
    expect(known).toMatchObject({ band: { low: 1599, typical: 2129, high: 2188 }, yours: false });
    expect(known.path).toBe('nics.connectx-7.price_usd');
  });

  it('lays a changed figure over low, typical and high, and marks it', () => {
    const figures = figuresOf({ 'nics.connectx-7.price_usd': 1500, 'physical.pue': 1.05 });
    expect(figures.of('nic', 'connectx-7', 'price_usd')).toMatchObject({
      band: { low: 1500, typical: 1500, high: 1500 },
      yours: true,
    });
    expect(figures.physical('pue')).toMatchObject({ band: { typical: 1.05 }, yours: true });
    expect(figures.changed).toEqual(['nics.connectx-7.price_usd', 'physical.pue']);
  });

  it('takes a figure the catalogue could not find', () => {
    expect(figuresOf().of('switch', 'q3400', 'price_usd').band).toBeNull();
    const figures = figuresOf({ 'switches.q3400.price_usd': 120_000, 'media.acc-1p6t.cost_usd_per_cable': 900 });
    expect(figures.findings).toEqual([]);
    expect(figures.of('switch', 'q3400', 'price_usd').band?.typical).toBe(120_000);
    expect(figures.figure('switch', 'q3400', 'price_usd')).toMatchObject({ typical: 120_000 });
  });

  it.each([
    ['a negative price', { 'switches.qm9700.price_usd': -1 }, 'figure-not-valid', 'switches.qm9700.price_usd'],
    ['no number', { 'physical.pue': NaN }, 'figure-not-valid', 'physical.pue'],
    ['a part that is not there', { 'switches.qm9999.price_usd': 1 }, 'figure-unknown', 'switches.qm9999.price_usd'],
    ['a figure that is not there', { 'switches.qm9700.colour': 1 }, 'figure-unknown', 'switches.qm9700.colour'],
    ['a path that is none', { price: 1 }, 'figure-unknown', 'price'],
    ['a name every object has', { 'switches.constructor.name': 1 }, 'figure-unknown', 'switches.constructor.name'],
  ])('reports %s, names it, and keeps the published one', (_what, changes: Record<string, number>, code, path) => {
    const figures = figuresOf(changes);
    expect(figures.findings).toHaveLength(1);
    expect(figures.findings[0]).toMatchObject({ code, severity: 'error', targets: [path] });
    expect(figures.findings[0]!.message).toContain(path);
    expect(figures.changed).toEqual([]);
    expect(figures.of('switch', 'qm9700', 'price_usd').yours).toBe(false);
  });

  it('keeps every good change beside a bad one', () => {
    const figures = figuresOf({ 'physical.pue': 1.3, 'switches.qm9700.price_usd': -5, 'site.spares': 0.1 });
    expect(figures.changed).toEqual(['physical.pue', 'site.spares']);
  });

  it('prefers a device the study brought along', () => {
    const brought: Part = {
      kind: 'switch',
      id: 'acme-x64',
      name: 'Acme X64',
      vendor: 'Acme',
      family: null,
      generation: null,
      lanes: null,
      lane_Gbps: null,
      figures: {
        rack_units: {
          unit: 'U',
          low: null,
          typical: 2,
          high: null,
          sources: [],
          confidence: 'datasheet',
          evidence: null,
          basis: null,
          note: null,
        },
      },
      statements: {},
      notes: [],
    };
    const figures = figuresOf({ 'switches.acme-x64.price_usd': 9000 }, [brought]);
    expect(figures.part('switch', 'acme-x64')?.name).toBe('Acme X64');
    expect(figures.of('switch', 'acme-x64', 'rack_units').band?.typical).toBe(2);
    expect(figures.of('switch', 'acme-x64', 'price_usd').band?.typical).toBe(9000);
    expect(figures.findings).toEqual([]);
  });
});
