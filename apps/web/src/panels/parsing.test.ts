/** Relative edits, shared values, and the texts of recipe parameters. */
import { describe, expect, it } from 'vitest';
import { relativeEdit, sharedValue } from './parsing.ts';
import { labelOf, printParameter, readParameter, type ParameterSpec } from './ParameterField.tsx';

const spec = (kind: ParameterSpec['kind'], range: ParameterSpec['range'] = null): ParameterSpec => ({
  key: 'serversPerUnit',
  meaning: 'Servers of a unit',
  kind,
  unit: null,
  default: 1,
  range,
  choices: null,
});

describe('relativeEdit', () => {
  it.each([
    ['+8', 10, 18],
    ['- 2', 10, 8],
    ['*2', 10, 20],
    ['/4', 10, 2.5],
  ])('%s of %d is %d', (text, value, expected) => {
    expect(relativeEdit(text)!(value)).toBe(expected);
  });

  it('takes per cent of each value', () => {
    expect(relativeEdit('+10%')?.(400)).toBeCloseTo(440, 9);
    expect(relativeEdit('-25 %')?.(400)).toBe(300);
  });

  it.each(['8', '400G', '+', '+x', '/0', '*50%', ''])('%s is plain', (text) => {
    expect(relativeEdit(text)).toBeNull();
  });
});

describe('sharedValue', () => {
  it('is the value all have, or says that they differ', () => {
    expect(sharedValue([4, 4])).toEqual({ value: 4 });
    expect(sharedValue([4, null])).toBe('mixed');
    expect(sharedValue([null, null])).toEqual({ value: null });
    expect(sharedValue([])).toBeUndefined();
  });
});

describe('parameters', () => {
  it('reads counts, ratios and lists within their range', () => {
    expect(readParameter(spec('count', { min: 1, max: 64 }), '16')).toEqual({ ok: true, value: 16 });
    // What is possible is the recipe's to say.
    expect(readParameter(spec('count', { min: 1, max: 64 }), '65')).toEqual({ ok: true, value: 65 });
    expect(readParameter(spec('count'), '1.5')).toMatchObject({ ok: false });
    expect(readParameter(spec('ratio'), '3:1')).toEqual({ ok: true, value: 3 });
    expect(readParameter(spec('ratio'), '1.5')).toEqual({ ok: true, value: 1.5 });
    expect(readParameter(spec('list'), '4 x 4 x 4')).toEqual({ ok: true, value: [4, 4, 4] });
    expect(readParameter(spec('list'), '4, nine')).toMatchObject({ ok: false });
    expect(readParameter(spec('rate'), '400G')).toEqual({ ok: true, value: 400 });
    expect(readParameter(spec('rate'), '50 GB/s')).toEqual({ ok: true, value: 400 });
  });

  it('prints what it reads', () => {
    expect(printParameter(spec('list'), [4, 4])).toBe('4, 4');
    expect(printParameter(spec('count'), 16384)).toBe('16,384');
  });

  it('makes words of keys', () => {
    expect(labelOf('serversPerUnit')).toBe('Servers per unit');
    expect(labelOf('nicPort_Gbps')).toBe('NIC port');
  });
});
