/** Chords against presses, as keyboards send them. */
import { describe, expect, it } from 'vitest';
import { ariaKeys, isLetterKey, keyCaps, matches, printKeys, type KeyPress } from './keys.ts';

const press = (key: string, code: string, mods: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  altKey: false,
  ...mods,
});
const ctrl = { ctrlKey: true };
const shift = { shiftKey: true };

describe('matches', () => {
  it.each([
    ['V', press('v', 'KeyV'), true],
    ['V', press('v', 'KeyV', ctrl), false],
    ['Mod+Z', press('z', 'KeyZ', ctrl), true],
    ['Mod+Z', press('Z', 'KeyZ', { ...ctrl, ...shift }), false],
    ['Mod+Shift+Z', press('Z', 'KeyZ', { ...ctrl, ...shift }), true],
    // Another script: the letter's place counts.
    ['Mod+Z', press('я', 'KeyZ', ctrl), true],
    // A German layout prints z where the American one has y: what is printed counts.
    ['Mod+Z', press('z', 'KeyY', ctrl), true],
    ['Mod+Z', press('y', 'KeyZ', ctrl), false],
    ['Ctrl+Y', press('y', 'KeyY', ctrl), true],
    // Dvorak has a semicolon where the American layout has Z, and a comma where it has W: they are no letters.
    ['Mod+Z', press(';', 'KeyZ', ctrl), false],
    ['Alt+W', press(',', 'KeyW', { altKey: true }), false],
    // ? and + need Shift on some layouts and not on others.
    ['?', press('?', 'Slash', shift), true],
    ['?', press('?', 'IntlRo'), true],
    ['Mod++', press('+', 'Equal', { ...ctrl, ...shift }), true],
    ['Mod++', press('=', 'Equal', ctrl), true],
    ['Mod++', press('+', 'NumpadAdd', ctrl), true],
    ['Mod+-', press('-', 'Minus', ctrl), true],
    ['Shift+1', press('!', 'Digit1', shift), true],
    ['Shift+]', press('}', 'BracketRight', shift), true],
    [']', press(']', 'BracketRight'), true],
    [']', press('}', 'BracketRight', shift), false],
    ['Alt+A', press('a', 'KeyA', { altKey: true }), true],
    ['Delete', press('Delete', 'Delete'), true],
    ['Shift+ArrowLeft', press('ArrowLeft', 'ArrowLeft'), false],
  ] as const)('%s against %o: %s', (chord, event, expected) => {
    expect(matches(chord, event, false)).toBe(expected);
  });

  it('takes Cmd for Mod on a Mac, and Ctrl only where Ctrl is said', () => {
    expect(matches('Mod+Z', press('z', 'KeyZ', { metaKey: true }), true)).toBe(true);
    expect(matches('Mod+Z', press('z', 'KeyZ', ctrl), true)).toBe(false);
    expect(matches('Ctrl+Y', press('y', 'KeyY', ctrl), true)).toBe(true);
    // Alt prints other signs there.
    expect(matches('Alt+S', press('ß', 'KeyS', { altKey: true }), true)).toBe(true);
  });
});

describe('printing', () => {
  it('names keys as the machine does', () => {
    expect(printKeys('Mod+Shift+Z', false)).toBe('Ctrl+Shift+Z');
    expect(printKeys('Mod+Shift+Z', true)).toBe('⌘ ⇧ Z');
    expect(keyCaps('G C', false)).toEqual(['G', 'C']);
    expect(keyCaps('Mod++', false)).toEqual(['Ctrl', '+']);
  });

  it('gives ARIA its own words, and nothing for two steps', () => {
    expect(ariaKeys('Mod+Z', false)).toBe('Control+Z');
    expect(ariaKeys('G C', false)).toBeUndefined();
  });

  it('knows which keys are letters that may be switched off', () => {
    expect(isLetterKey('V')).toBe(true);
    expect(isLetterKey('G C')).toBe(true);
    expect(isLetterKey('Mod+V')).toBe(false);
    expect(isLetterKey('Delete')).toBe(false);
  });
});
