/**
 * Families against theory, and the theory against the reference cases where the file is at hand.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { closedForms } from './closed-forms.testing.ts';

describe('families against theory', () => {
  it.each(closedForms.map((form) => [form.name, form] as const))('%s', (_, { value, measure }) => {
    const found = measure();
    const one = typeof found === 'number';
    const { low, high } = one ? { low: found, high: found } : found;
    expect(low).toBeLessThanOrEqual(value * (1 + 1e-9));
    expect(high).toBeGreaterThanOrEqual(value * (1 - 1e-9));
    expect(high / low - 1).toBeLessThan(one ? 1e-9 : 0.02);
  });
});

const file = path.resolve(import.meta.dirname, '../../../../../shared/reference/solver-cases.json');
const reference = existsSync(file)
  ? (JSON.parse(readFileSync(file, 'utf8')) as { closed_forms: { case: string; value: number }[] }).closed_forms
  : [];

describe.skipIf(reference.length === 0)('the closed forms of the reference file (skipped without it)', () => {
  it('are all measured', () => {
    const measured = new Set(closedForms.map(({ name }) => name));
    expect(reference.map((form) => form.case).filter((name) => !measured.has(name))).toEqual([]);
  });

  it('have the values of the formulas here', () => {
    const values = new Map(closedForms.map(({ name, value }) => [name, value]));
    const wrong = reference.filter((form) => !(Math.abs(values.get(form.case)! / form.value - 1) < 1e-12));
    expect(wrong).toEqual([]);
  });
});
