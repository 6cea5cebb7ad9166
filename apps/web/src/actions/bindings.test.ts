/** Keys a person gives: what is pressed is what works, nothing has two owners, and what was switched off is off. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Session } from '../stores/session.ts';
import { keysNow, ownersOf, withKey } from './bindings.ts';
import { matches, type KeyPress } from './keys.ts';
import { keyOfPress, refusalOf } from './recording.ts';

const undo = { id: 'edit.undo', keys: ['Mod+Z'] } as const;
const redo = { id: 'edit.redo', keys: ['Mod+Shift+Z', 'Ctrl+Y'] } as const;
const select = { id: 'tool.select', keys: ['V'] } as const;
const up = { id: 'select.up', keys: ['G U'] } as const;
const down = { id: 'select.down', keys: ['G D'] } as const;
const remove = { id: 'edit.delete', keys: ['Delete', 'Backspace'] } as const;
const table = [undo, redo, select, up, down, remove];

type Wishes = Pick<Session, 'bindings' | 'letterKeys' | 'keyProfile'>;
const wishes = (some: Partial<Wishes> = {}): Wishes => ({ bindings: {}, letterKeys: true, keyProfile: 'all', ...some });

describe('the keys in force', () => {
  it('are those of the table until others are given', () => {
    expect(keysNow(undo, wishes())).toEqual(['Mod+Z']);
    expect(keysNow(undo, wishes({ bindings: { 'edit.undo': ['Alt+Z'] } }))).toEqual(['Alt+Z']);
    expect(keysNow(undo, wishes({ bindings: { 'edit.undo': [] } }))).toEqual([]);
  });

  it('leave out single letters, or all but what moves about, when the person wants that', () => {
    expect(table.flatMap((a) => keysNow(a, wishes({ letterKeys: false })))).toEqual([
      'Mod+Z',
      'Mod+Shift+Z',
      'Ctrl+Y',
      'Delete',
      'Backspace',
    ]);
    expect(table.flatMap((a) => keysNow(a, wishes({ keyProfile: 'none' })))).toEqual(['Delete', 'Backspace']);
    const arrows = { id: 'jump.left', keys: ['Mod+ArrowLeft'] } as const;
    expect(keysNow(arrows, wishes({ keyProfile: 'none' }))).toEqual(['Mod+ArrowLeft']);
  });
});

describe('giving a key', () => {
  it('takes it from whoever had it, and from keys that it begins', () => {
    expect(withKey('Mod+Z', 'tool.select', table, wishes())).toEqual({ 'edit.undo': [], 'tool.select': ['Mod+Z'] });
    expect(ownersOf('G', 'tool.select', table, wishes())).toEqual(['select.up', 'select.down']);
    expect(withKey('G', 'tool.select', table, wishes())).toEqual({
      'select.up': [],
      'select.down': [],
      'tool.select': ['G'],
    });
  });

  it('knows Ctrl and Mod for one key where they are one', () => {
    // The tests run where Mod is Ctrl.
    expect(ownersOf('Mod+Y', 'edit.undo', table, wishes())).toEqual(['edit.redo']);
    expect(withKey('Mod+Y', 'edit.undo', table, wishes())['edit.redo']).toEqual(['Mod+Shift+Z']);
  });

  it('never leaves two owners of one key', () => {
    const keys = fc.constantFrom('Mod+Z', 'Mod+Shift+Z', 'V', 'G', 'G U', 'Delete', 'F8', 'Mod+Y', 'Alt+1');
    const gifts = fc.array(fc.tuple(fc.constantFrom(...table.map((a) => a.id)), keys), { maxLength: 12 });
    fc.assert(
      fc.property(gifts, (given) => {
        let bindings: Session['bindings'] = {};
        for (const [id, key] of given) bindings = withKey(key, id, table, { bindings });
        const all = table.flatMap((a) => keysNow(a, wishes({ bindings })).map((key) => key.replace('Ctrl', 'Mod')));
        expect(new Set(all).size).toBe(all.length);
      }),
      { seed: 20261124 },
    );
  });
});

describe('a pressed key', () => {
  const signs = [
    ['a', 'KeyA'],
    ['Z', 'KeyZ'],
    ['я', 'KeyZ'],
    ['1', 'Digit1'],
    ['!', 'Digit1'],
    ['[', 'BracketLeft'],
    ['{', 'BracketLeft'],
    ['?', 'Slash'],
    ['+', 'Equal'],
    [',', 'Comma'],
    ['F8', 'F8'],
    ['ArrowUp', 'ArrowUp'],
    [' ', 'Space'],
  ] as const;
  const presses = fc
    .tuple(fc.constantFrom(...signs), fc.boolean(), fc.boolean(), fc.boolean())
    .map(([[key, code], ctrlKey, shiftKey, altKey]): KeyPress => ({
      key,
      code,
      ctrlKey,
      shiftKey,
      altKey,
      metaKey: false,
    }));

  it('matches what it is written as, on a PC and on a Mac', () => {
    fc.assert(
      fc.property(presses, (press) => {
        expect(matches(keyOfPress(press, false)!, press, false)).toBe(true);
        const onMac = { ...press, metaKey: press.ctrlKey, ctrlKey: false };
        expect(matches(keyOfPress(onMac, true)!, onMac, true)).toBe(true);
      }),
      { seed: 20261124 },
    );
  });

  it('is none while only modifiers are held', () => {
    const held = { key: 'Shift', code: 'ShiftLeft', ctrlKey: false, shiftKey: true, altKey: false, metaKey: false };
    expect(keyOfPress(held)).toBeNull();
  });

  it('is refused where it moves about or the browser keeps it', () => {
    expect(refusalOf('Tab')).toBe('moves');
    expect(refusalOf('Mod+W')).toBe('browser');
    expect(refusalOf('Mod+B')).toBeNull();
  });
});
