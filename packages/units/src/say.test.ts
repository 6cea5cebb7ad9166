import { afterEach, expect, it } from 'vitest';
import { say, sayText, several, speak } from './say.ts';

afterEach(() => speak(null));

const taken = (ports: number, name: string): string => say`All ${ports} ports of ${name} are taken.`;

it('says in English what no language has', () => {
  expect(taken(64, 'leaf 1')).toBe('All 64 ports of leaf 1 are taken.');
  speak({ 'Nothing is selected.': 'Nichts ist gewählt.' });
  expect(taken(64, 'leaf 1')).toBe('All 64 ports of leaf 1 are taken.');
  expect(say`Nothing is selected.`).toBe('Nichts ist gewählt.');
  expect(sayText('Nothing is selected.')).toBe('Nichts ist gewählt.');
});

it('puts values where the language wants them', () => {
  speak({ 'All {0} ports of {1} are taken.': 'An {1} sind alle {0} Anschlüsse belegt.' });
  expect(taken(64, 'leaf 1')).toBe('An leaf 1 sind alle 64 Anschlüsse belegt.');
});

it('leaves braces of a value alone, and a name that is a key of every object', () => {
  speak({ '{0} is taken.': '{0} ist belegt.' });
  expect(say`${'{1} {0}'} is taken.`).toBe('{1} {0} ist belegt.');
  expect(sayText('constructor')).toBe('constructor');
});

it('marks what is said, for tests', () => {
  speak('marked');
  expect(taken(2, '{0}')).toBe('⟦All 2 ports of {0} are taken.⟧');
  expect(sayText('Racks in a row')).toBe('⟦Racks in a row⟧');
  expect(several(1200, 'part')).toBe('1,200 ⟦parts⟧');
});

it('counts', () => {
  expect([several(1, 'part'), several(0, 'part'), several(2, 'leaf', 'leaves')]).toEqual([
    '1 part',
    '0 parts',
    '2 leaves',
  ]);
  speak({ part: 'Teil', parts: 'Teile' });
  expect([several(1, 'part'), several(2, 'part')]).toEqual(['1 Teil', '2 Teile']);
});
